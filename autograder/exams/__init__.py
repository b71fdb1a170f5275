"""The exams, one folder an assignment, one file an exercise. The only list of assignments there is."""

from __future__ import annotations

from autograder.exam.exercise import Assignment
from autograder.exams.correlation import CORRELATION

__all__ = ["ASSIGNMENTS", "find_assignment"]

ASSIGNMENTS: tuple[Assignment, ...] = (CORRELATION,)


def find_assignment(name: str) -> Assignment:
    """Return the assignment called `name`, e.g. ``01_correlation``."""
    for assignment in ASSIGNMENTS:
        if assignment.name == name:
            return assignment
    known = ", ".join(a.name for a in ASSIGNMENTS)
    raise KeyError(f"there is no assignment {name!r}; the course has {known}")
