"""Who decides a grade: exams, the examiner, the sandbox, and nbgrader's gradebook."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

__all__ = ["check"]


def check(name: str, candidate: Callable[..., Any]) -> None:
    """Run the exam of exercise `name` in this very process and show the points earned, as a cell's value.

    This is what a graded cell calls under nbgrader's stock executor, which reads the first value that a cell shows: the
    examples that come behind may fail. Under the course's own executor the examiner answers from outside the sandbox
    and this function is never reached. See `autograder.grading.kernel`.
    """
    from autograder.grading.kernel import check as check_here  # not at the top: it draws in Hypothesis and every exam

    sys.displayhook(check_here(name, candidate, sys._getframe(1).f_globals))
