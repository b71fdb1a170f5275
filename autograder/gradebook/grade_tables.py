"""The points of a class as a table to be exported: with manual grades, extra credit and late penalties."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry

from autograder.course import CourseError, source_notebook
from autograder.exchange.grades import Column, GradeTable
from autograder.gradebook.course_grader import known_assignment
from autograder.gradebook.people import people_in
from autograder.gradebook.points import AssignmentPoints, StudentPoints, points_in
from autograder.grading.one_notebook import exam_calls

__all__ = ["grade_table"]


def grade_table(
    gradebook: Gradebook,
    root: Path,
    assignments: Sequence[str] = (),
    exercises: bool = False,
    total: bool = True,
    zeros: bool = False,
    students: Sequence[str] = (),
) -> GradeTable:
    """Return the points of a class.

    Args:
        gradebook: an open one.
        root: the course's folder.
        assignments: which ones; all that somebody has handed in, if none is named.
        exercises: give every exercise a column, and late penalties one; together they make the total.
        total: give every assignment a column. Without it and `exercises` the table would be empty.
        zeros: who has handed in nothing gets nought points, instead of none.
        students: whose; everybody's, if nobody is named.

    Raises:
        CourseError: the gradebook does not know an assignment, or no points of any.
    """
    names = list(assignments) or [each.name for each in gradebook.assignments if each.num_submissions]
    if not names:
        raise CourseError("the gradebook holds no points yet: grade the class with `autograder grade ASSIGNMENT`")
    people = [person for person in people_in(gradebook) if not students or person.id in students]
    columns: list[Column] = []
    cells: dict[str, list[float | None]] = {person.id: [] for person in people}
    remarks: list[str] = []
    for name in sorted(names):
        points = points_in(gradebook, name)
        parts = _exercises(gradebook, root, name) if exercises else {}
        penalised = exercises and any(student.penalty for student in points.students.values())
        columns += [Column(f"{name} {title}", most) for title, most in parts.values()]
        columns += [Column(f"{name} late penalty", 0.0)] if penalised else []
        columns += [Column(name, points.most)] if total else []
        for student, row in cells.items():
            row += _cells(points.students.get(student), list(parts), penalised, total, zeros)
        remarks += _remarks(points)
    rows = tuple((person, tuple(cells[person.id])) for person in people)
    return GradeTable(tuple(columns), rows, tuple(remarks))


def _exercises(gradebook: Gradebook, root: Path, assignment: str) -> dict[str, tuple[str, float]]:
    """What stands above the column of a graded cell, and its points, by grade id, in the notebook's order.

    A cell that no exam grades, or whose notebook is no longer there, goes by its grade id.
    """
    try:
        calls = exam_calls(source_notebook(root, assignment), known_assignment(assignment))
    except CourseError:
        calls = {}
    try:
        graded = gradebook.find_notebook(assignment, assignment).grade_cells
        most = {cell.name: float(cell.max_score) for cell in graded}
    except MissingEntry:
        most = {}
    known = {grade_id: (call.exercise.name, most[grade_id]) for grade_id, call in calls.items() if grade_id in most}
    return known | {grade_id: (grade_id, most[grade_id]) for grade_id in sorted(most.keys() - known.keys())}


def _cells(
    student: StudentPoints | None, grade_ids: Sequence[str], penalised: bool, total: bool, zeros: bool
) -> list[float | None]:
    if student is None:
        return [0.0 if zeros else None] * (len(grade_ids) + penalised + total)
    cells: list[float | None] = [student.by_cell.get(grade_id, 0.0) for grade_id in grade_ids]
    if penalised:  # no more than there is, so that the columns make the total
        cells.append(-min(student.penalty, sum(student.by_cell.values())))
    return [*cells, student.total] if total else cells


def _remarks(points: AssignmentPoints) -> list[str]:
    waiting = sorted(student for student, each in points.students.items() if each.waiting)
    if not waiting:
        return []
    named = ", ".join(waiting[:10]) + (f" and {len(waiting) - 10} more" if len(waiting) > 10 else "")
    return [f"{points.name}: {len(waiting)} wait to be graded by hand, and may get more points: {named}"]
