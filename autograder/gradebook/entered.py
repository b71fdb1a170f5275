"""What a gradebook has of a class already."""

from __future__ import annotations

from collections.abc import Sequence

from nbgrader.api import BaseCell, Grade, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import func

from autograder.gradebook.batches import BatchedGradebook

__all__ = ["points_of_students", "with_scores"]


def with_scores(book: BatchedGradebook, assignment: str, cells: Sequence[str]) -> set[str]:
    """Return the students whose submission has a score in each of these cells, given by grade id."""
    query = book.db.query(SubmittedAssignment.student_id, func.count(), func.count(Grade.auto_score))
    query = query.join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
    query = query.join(Grade, Grade.notebook_id == SubmittedNotebook.id).join(BaseCell, Grade.cell_id == BaseCell.id)
    query = query.filter(SubmittedAssignment.assignment_id == book.find_assignment(assignment).id)
    query = query.filter(BaseCell.name.in_(cells)).group_by(SubmittedAssignment.student_id)
    found = {student for student, asked, scores in query if asked == scores}
    book.discard()
    return found


def points_of_students(
    book: BatchedGradebook, assignment: str, students: Sequence[str]
) -> dict[str, tuple[float, float, float]]:
    """Return the score, the most that there is, and the seconds after the due date, by student."""
    query = book.db.query(SubmittedAssignment)
    query = query.filter(SubmittedAssignment.assignment_id == book.find_assignment(assignment).id)
    wanted = set(students)
    found = {
        each.student_id: (each.score, each.max_score, float(each.total_seconds_late))
        for each in query
        if each.student_id in wanted
    }
    book.discard()  # what was read here is old by the next batch
    return found
