"""The grader of a course, kept warm for as long as nbgrader runs: its plug-ins are made anew for every notebook."""

from __future__ import annotations

import atexit
import functools
from pathlib import Path

from autograder.course import CourseError
from autograder.exam.exercise import Assignment
from autograder.exams import find_assignment
from autograder.grading.grader import Grader

__all__ = ["course_grader", "known_assignment"]


@functools.cache
def course_grader(root: str) -> Grader:
    """Return the one grader of the course in the folder `root`; it ends with this process."""
    grader = Grader(Path(root))
    atexit.register(grader.close)
    return grader


def known_assignment(name: str) -> Assignment:
    """Return the assignment called `name`.

    Raises:
        CourseError: there are no exams for it.
    """
    try:
        return find_assignment(name)
    except KeyError as error:
        raise CourseError(error.args[0]) from error
