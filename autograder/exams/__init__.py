"""The exams. One folder an assignment, and in it three files an exercise, for three readers.

`X.py` says how it is asked, `wrong/X.py` what students believe, `honest/X.py` what is right in different styles. Here
stands the only list of assignments, in an assignment's folder the only list of its exercises.
"""

from __future__ import annotations

from autograder.exam.exercise import Assignment
from autograder.exams.registration import assignments_in

__all__ = ["ASSIGNMENTS", "find_assignment"]

ASSIGNMENTS: tuple[Assignment, ...] = assignments_in(
    __name__,
    "correlation",
)


def find_assignment(name: str) -> Assignment:
    """Return the assignment called `name`, e.g. ``01_correlation``."""
    for assignment in ASSIGNMENTS:
        if assignment.name == name:
            return assignment
    known = ", ".join(a.name for a in ASSIGNMENTS)
    raise KeyError(f"there is no assignment {name!r}; the course has {known}")
