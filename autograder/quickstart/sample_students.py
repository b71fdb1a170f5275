"""Who has handed in already when a course is new: students to try the grader on before the real ones come."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

import nbformat

from autograder.course import CourseError
from autograder.exams import find_assignment
from autograder.sample.desk import Desk, Submission, right_answer, wrong_answer
from autograder.sample.honest_students import mistaken_students, right_students, unfinished_students

__all__ = ["FIRST", "sample_students"]

FIRST = "01_correlation"
"""The assignment that they hand in."""


def sample_students(released: Path, count: int) -> list[Submission]:
    """Return the submissions of `count` students. The first has one thing wrong, one not written, the others right.

    Args:
        released: the notebook that is handed out.
        count: of them; the first is called "sample", a further one for example "sample-blank".

    Raises:
        CourseError: there are not so many.
    """
    desk = Desk(find_assignment(FIRST), nbformat.read(released, as_version=4))
    kinds = right_students(desk), mistaken_students(desk), unfinished_students(desk)
    others = [student for one_of_each in zip_longest(*kinds) for student in one_of_each if student is not None]
    students = [_first(desk), *(replace(other, student=f"sample-{other.student}") for other in others)]
    if not 0 <= count <= len(students):
        raise CourseError(f"there are {len(students)} sample students, not {count}: ask for 0 to {len(students)}")
    return students[:count]


def _first(desk: Desk) -> Submission:
    wrong, unwritten = desk.assignment.exercises[0], desk.assignment.exercises[-1]
    answers = {e.name: right_answer(e, e.name, style=0) for e in desk.assignment.exercises[1:-1]}
    story = f"{wrong.name} with a known mistake, {unwritten.name} not written, the rest right"
    notebook = desk.notebook({wrong.name: wrong_answer(wrong, 0)} | answers)
    return desk.submission("sample", story, notebook, set(answers), zero=False)
