"""Which exam it was: a version that changes with every edit that could change a question or a verdict."""

from __future__ import annotations

import hashlib
import inspect
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis
import numpy as np

from autograder.exam.exercise import Exercise
from cnnedu import __version__

__all__ = ["suite_of"]

_ROOT = Path(__file__).parents[2]
_ROOMS = ("autograder/exam", "autograder/exams", "autograder/sandbox/wire", "cnnedu")


def suite_of(exercise: Exercise) -> str:
    """Return the package's version and a hash of all that an exam is made of.

    That is the engine, the exams, the reference, the file that the exercise's reference stands in, and the versions of
    Python, NumPy and Hypothesis, from which the inputs derive as well.
    """
    digest = hashlib.sha256((_engine() + _hash(_file_of(exercise.reference))).encode()).hexdigest()
    return f"{__version__}+{digest[:12]}"


def _file_of(reference: Callable[..., Any]) -> list[Path]:
    try:
        file = inspect.getsourcefile(reference)
    except TypeError:  # a builtin has none
        file = None
    return [Path(file)] if file else []


@cache
def _engine() -> str:
    files = (path for room in _ROOMS for path in sorted((_ROOT / room).rglob("*.py")))
    versions = f"{sys.version_info[:2]} {np.__version__} {hypothesis.__version__}"
    return hashlib.sha256((versions + _hash(files)).encode()).hexdigest()


def _hash(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
