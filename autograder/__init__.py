"""Who decides a grade: exams, the examiner, the sandbox, and nbgrader's gradebook."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

__all__ = ["check"]


def check(name: str, candidate: Callable[..., Any]) -> float:
    """Run the exam of exercise `name` in this very process and return the points earned.

    This is what a graded cell calls under nbgrader's stock executor. Under the course's own executor the examiner
    answers from outside the sandbox and this function is never reached. See `autograder.grading.kernel`.
    """
    from autograder.grading.kernel import check as check_here  # not at the top: it draws in Hypothesis and every exam

    return check_here(name, candidate, sys._getframe(1).f_globals)
