"""`check` as a graded cell calls it under nbgrader's stock executor: the exam in the student's own kernel.

nbgrader reads the value that a cell shows as the points if it is a plain float, gives nothing if there was any output
on stderr, and everything if the value is missing, negative or not a number. So the float is always there and the
streams are kept clean. This way is not isolated, and the feedback says so.
"""

from __future__ import annotations

import contextlib
import io
import math
import warnings
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from autograder.course import CourseError, course_secret, find_root
from autograder.exam.candidate import LocalCandidate
from autograder.exam.examiner import Examiner
from autograder.exams import find_exercise
from autograder.feedback.as_text import verdict_text

__all__ = ["check"]

_CAUGHT = (Exception, SystemExit, GeneratorExit)  # sys.exit() in an answer must not end the kernel of the exam


def check(name: str, candidate: Callable[..., Any], names: Mapping[str, Any] = MappingProxyType({})) -> float:
    """Run the exam of exercise `name` on `candidate`, print the feedback, return the points earned.

    Args:
        name: of the exercise.
        candidate: the student's function or class.
        names: the notebook's globals, for questions that hand over its other functions.

    Raises:
        KeyError: there is no exercise of that name.
    """
    exercise = find_exercise(name)
    quiet = io.StringIO()
    with contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        verdict = Examiner(_secret()).examine(exercise, LocalCandidate(candidate, names, _CAUGHT))
    if not (math.isfinite(verdict.score) and 0 <= verdict.score <= verdict.max_score):
        raise RuntimeError(f"the exam of {name} gave {verdict.score} of {verdict.max_score} points: a bug")
    print(verdict_text(verdict))
    return float(verdict.score)


def _secret() -> bytes:
    try:
        return course_secret(find_root())
    except CourseError:
        return b""  # outside a course, inputs need not be secret
