"""A class as an instructor meets it: right answers in many styles, honest mistakes, unfinished work, and mischief.

Every submission is made from the released notebook, as a student makes it. The right and the wrong answers come from
the exams themselves.
"""

from __future__ import annotations

from nbformat import NotebookNode

from autograder.exam.exercise import Assignment
from autograder.sample.desk import Desk, Submission
from autograder.sample.honest_students import mistaken_students, right_students, unfinished_students
from autograder.sample.mischievous_students import broken_files, mischievous_students
from autograder.sample.stuck_students import stuck_students

__all__ = ["sample_class"]


def sample_class(assignment: Assignment, released: NotebookNode) -> list[Submission]:
    """Return the sample class for an assignment, made from its released notebook. It is the same each time.

    Raises:
        CourseError: the assignment has no exercise, or one without a right or a wrong answer.
        KeyError: the notebook is not of this assignment.
    """
    desk = Desk(assignment, released)
    return [
        *right_students(desk),
        *mistaken_students(desk),
        *unfinished_students(desk),
        *stuck_students(desk),
        *mischievous_students(desk),
        *broken_files(desk),
    ]
