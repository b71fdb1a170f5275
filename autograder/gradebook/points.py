"""The points of a whole class as nbgrader's gradebook has them, with manual grades, extra credit and late penalties."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from nbgrader.api import Assignment, BaseCell, Grade, Gradebook, Student, SubmittedAssignment, SubmittedNotebook
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import func

from autograder.course import CourseError
from autograder.gradebook.errors import gradebook_errors
from autograder.gradebook.soundness import gradebook_file

__all__ = ["AssignmentPoints", "StudentPoints", "assignments_with_points", "opened", "points_in", "points_of"]


@dataclass(frozen=True)
class StudentPoints:
    """One student's points of an assignment. `total` is what `nbgrader export` writes: the penalty is taken off it.

    `by_cell` are the points by grade id; `waiting` says that a cell waits to be graded by hand; `late` is in seconds.
    """

    total: float
    penalty: float
    by_cell: dict[str, float]
    waiting: bool
    handed_in: datetime | None
    late: float


@dataclass(frozen=True)
class AssignmentPoints:
    """A class's points of one assignment, by student, out of `most`; `enrolled` are all whom the gradebook knows."""

    name: str
    most: float
    due: datetime | None
    students: dict[str, StudentPoints]
    enrolled: tuple[str, ...]


def assignments_with_points(coursedir: CourseDirectory) -> list[str]:
    """Return the assignments for which the gradebook holds a submission, in the order of their names.

    Raises:
        CourseError: there is no gradebook, or it cannot be read.
    """
    with opened(coursedir) as gradebook:
        query = gradebook.db.query(Assignment.name).join(SubmittedAssignment).distinct().order_by(Assignment.name)
        return [name for (name,) in query]


def points_of(coursedir: CourseDirectory, assignment: str) -> AssignmentPoints:
    """Read a class's points in four queries, however large the class is.

    Raises:
        CourseError: there is no gradebook, it cannot be read, or it does not know the assignment.
    """
    with opened(coursedir) as gradebook:
        return points_in(gradebook, assignment)


def points_in(gradebook: Gradebook, assignment: str) -> AssignmentPoints:
    """Read a class's points from an open gradebook; see `points_of`."""
    found = gradebook.db.query(Assignment).filter(Assignment.name == assignment).one_or_none()
    if found is None:
        raise CourseError(
            f"the gradebook has no assignment {assignment}: grade it with `autograder grade {assignment}`"
        )
    penalties = dict(_penalties(gradebook, assignment))
    grades = _grades(gradebook, assignment)
    due, most = found.duedate, float(found.max_score)
    students = {}
    for student, handed_in, extension in _submissions(gradebook, assignment):
        by_cell, waiting = grades.get(student, ({}, True))
        penalty = penalties.get(student) or 0.0
        late = (handed_in - due - (extension or timedelta())).total_seconds() if handed_in and due else 0.0
        total = max(0.0, sum(by_cell.values()) - penalty)
        students[student] = StudentPoints(round(total, 2), penalty, by_cell, waiting, handed_in, max(0.0, late))
    enrolled = tuple(student for (student,) in gradebook.db.query(Student.id).order_by(Student.id))
    return AssignmentPoints(assignment, most, due, students, enrolled)


def _submissions(gradebook: Gradebook, assignment: str) -> list[tuple[str, datetime | None, timedelta | None]]:
    columns = (SubmittedAssignment.student_id, SubmittedAssignment.timestamp, SubmittedAssignment.extension)
    query = gradebook.db.query(*columns)
    query = query.join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
    return [(student, time, longer) for student, time, longer in query.filter(Assignment.name == assignment)]


def _penalties(gradebook: Gradebook, assignment: str) -> list[tuple[str, float]]:
    penalty = func.sum(SubmittedNotebook.late_submission_penalty)
    query = gradebook.db.query(SubmittedAssignment.student_id, penalty).select_from(SubmittedNotebook)
    query = query.join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
    query = query.join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
    query = query.filter(Assignment.name == assignment).group_by(SubmittedAssignment.student_id)
    return [(student, points) for student, points in query]


def _grades(gradebook: Gradebook, assignment: str) -> dict[str, tuple[dict[str, float], bool]]:
    """By student: the points by grade id, and whether something waits for a human."""
    columns = (SubmittedAssignment.student_id, BaseCell.name, Grade.score, Grade.needs_manual_grade)
    query = gradebook.db.query(*columns).select_from(Grade)
    query = query.join(BaseCell, Grade.cell_id == BaseCell.id)
    query = query.join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
    query = query.join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
    query = query.join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
    grades: dict[str, tuple[dict[str, float], bool]] = {}
    for student, cell, score, by_hand in query.filter(Assignment.name == assignment):
        by_cell, waiting = grades.get(student, ({}, False))
        grades[student] = (by_cell | {cell: float(score or 0.0)}, waiting or bool(by_hand))
    return grades


@contextlib.contextmanager
def opened(coursedir: CourseDirectory) -> Iterator[Gradebook]:
    """Open the gradebook for reading; nbgrader would make an empty one where there is none."""
    path = gradebook_file(coursedir)
    if path is not None and not path.is_file():
        raise CourseError(f"there is no gradebook at {path}: grade the class first, with `autograder grade`")
    with gradebook_errors(coursedir.db_url), Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        yield gradebook
