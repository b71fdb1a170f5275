"""An assignment's cells and points, put into the gradebook before anybody is graded by them."""

from __future__ import annotations

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import ClearOutput, ClearSolutions, ComputeChecksums, LockCells, SaveCells

from autograder.course import CourseError
from autograder.gradebook.course_grader import course_grader, known_assignment
from autograder.grading.one_notebook import exam_calls
from autograder.notebook.rebuild import Notebook

__all__ = ["register"]


def register(coursedir: CourseDirectory) -> None:
    """Put the assignment's cells and points into the gradebook, if they are not there as they are now.

    Raises:
        CourseError: the assignment is not known or not built, or its notebook does not fit its exams or the gradebook.
    """
    assignment = coursedir.assignment_id
    source = course_grader(coursedir.root).source(assignment)
    exam_calls(source, known_assignment(assignment))
    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        if _registered_points(gradebook, assignment) == _points(source):
            return
    try:
        _save_cells(source, assignment, coursedir.db_url)
    except RuntimeError as error:
        raise CourseError(
            f"the graded cells of {assignment} are no longer those that submissions were graded by: "
            f"remove it from the gradebook (`nbgrader db assignment remove {assignment} --force`) and grade again"
        ) from error


def _points(source: Notebook) -> dict[str, float]:
    """The points of each graded cell in the instructor's notebook, by grade id."""
    nbgrader = [cell["metadata"].get("nbgrader", {}) for cell in source["cells"]]
    return {cell["grade_id"]: float(cell["points"]) for cell in nbgrader if cell.get("grade")}


def _registered_points(gradebook: Gradebook, assignment: str) -> dict[str, float] | None:
    """The same from the gradebook; None, and the assignment's empty entry made, where it is not registered."""
    try:
        notebook = gradebook.find_notebook(assignment, assignment)
    except MissingEntry:
        gradebook.update_or_create_assignment(assignment)
        return None
    return {cell.name: cell.max_score for cell in notebook.grade_cells}


def _save_cells(source: Notebook, assignment: str, db_url: str) -> None:
    """Do with the instructor's notebook what `nbgrader generate_assignment` does to register it."""
    node = nbformat.from_dict(source)
    for cell in node.cells:
        cell.source = "".join(cell.source)
    resources = {"nbgrader": {"notebook": assignment, "assignment": assignment, "db_url": db_url}}
    for step in (LockCells, ClearSolutions, ClearOutput, ComputeChecksums, SaveCells):
        node, resources = step().preprocess(node, resources)
