"""Stock nbgrader held between two submissions while something else is measured: so both meet the same machine.

A machine that others share changes its pace from one minute to the next, and grading a class with stock nbgrader takes
many. What is compared with it is measured several times, spread over those minutes.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

__all__ = ["HELD_BETWEEN_SUBMISSIONS", "in_turns"]

_LOOK_SECONDS = 0.05

HELD_BETWEEN_SUBMISSIONS = """
import os, time
from nbgrader.converters import Autograde

_convert = Autograde.convert_single_notebook

def _held(self, filename):
    if os.path.exists("hold"):
        open("held", "w").close()
        while os.path.exists("hold"):
            time.sleep(0.01)
    return _convert(self, filename)

Autograde.convert_single_notebook = _held
"""
"""For nbgrader_config.py: no submission is begun while a file `hold` lies in the course's folder."""


def in_turns(
    command: Sequence[str], course: Path, environment: Mapping[str, str], others: Sequence[Callable[[], None]]
) -> float:
    """Grade a course with stock nbgrader, and call the others in between, one after the other. Return its own seconds.

    Args:
        command: grades the course, whose configuration has `HELD_BETWEEN_SUBMISSIONS`.
        course: the folder.
        environment: of the command.
        others: are called when so many parts of the class, and one more, have been graded; at the latest in the end.
    """
    students = sum(1 for _ in (course / "submitted").iterdir())
    hold, held = course / "hold", course / "held"
    with open(course / "errors", "w+") as errors:
        started, away = time.monotonic(), 0.0
        with subprocess.Popen(command, cwd=course, env=environment, stdout=errors, stderr=errors) as process:
            for number, other in enumerate(others, start=1):
                while process.poll() is None and _graded(course) < number * students // (len(others) + 1):
                    time.sleep(_LOOK_SECONDS)
                hold.touch()
                while process.poll() is None and not held.exists():
                    time.sleep(_LOOK_SECONDS)
                left = time.monotonic()
                try:
                    other()
                finally:
                    hold.unlink()
                    held.unlink(missing_ok=True)
                if process.poll() is None:
                    away += time.monotonic() - left
        taken = time.monotonic() - started - away
        errors.seek(0)
        if process.returncode:
            sys.exit(f"{' '.join(command)} failed in {course}:\n{errors.read()[-4000:]}")
    return taken


def _graded(course: Path) -> int:
    folder = course / "autograded"
    return sum(1 for _ in folder.iterdir()) if folder.exists() else 0
