"""Wrong answers that were written from the released notebook alone, by who had seen neither exams nor catalogue.

For 01 twice eighty were written. Of the first eighty 32 kept full marks in the exams of that day, of the next eighty,
by another hand against exams that knew the first, 24. Sixteen of the 160 are right after all: for numbers that are
finite, of at most 64 bits and in the machine's own order of bytes, for sizes up to a million, and up to rounding.

For 02 eighty were written, 33 kept full marks that day, two are right after all: for counts that 64 bits hold.

The others are here, and none of them keeps full marks any more.
"""

from __future__ import annotations

import builtins
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from autograder.exam.candidate import LocalCandidate
from autograder.exam.exam import Exam
from autograder.exams import find_exercise

pytestmark = pytest.mark.filterwarnings("ignore")  # wrong arithmetic warns

FILES = sorted((Path(__file__).parent / "blind").glob("*.py"))


def submissions(path: Path) -> dict[str, str]:
    """Read the cells of a file by their names."""
    cells = path.read_text(encoding="utf-8").split("\n# %% ")[1:]
    return {name: source for name, _, source in (cell.partition("\n") for cell in cells)}


@lru_cache
def drawn(exercise: str) -> Exam:
    return Exam(find_exercise(exercise), b"blind")


@pytest.mark.parametrize(
    ("answered", "source"),
    [
        pytest.param(path.stem, source, id=f"{path.stem}-{name}")
        for path in FILES
        for name, source in submissions(path).items()
    ],
)
def test_whoever_knew_the_notebook_alone_does_not_keep_full_marks(answered, source):
    exam = drawn(answered)
    notebook = {"np": np, "__builtins__": builtins, "__name__": "__main__"}
    exec(source, notebook)
    outcomes = exam.answers(LocalCandidate(notebook[answered], exam.exercise.given))
    judged = zip(exam.examples, outcomes, strict=True)
    assert any(example.judge(outcome) is not None for example, outcome in judged)
