"""One upload from its bytes to its feedback page, by a grader that puts the practice exam."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from autograder.course import CourseError
from autograder.exams import find_assignment
from autograder.feedback.as_data import KEY
from autograder.feedback.page.points import CellPoints, Points
from autograder.feedback.page.rendering import render_page
from autograder.grading.grader import Grader
from autograder.grading.one_notebook import Graded, exam_calls
from autograder.notebook.identify import identify
from autograder.notebook.read import UnreadableError, read_cells
from autograder.notebook.rebuild import Notebook, rebuild
from autograder.serve.line import Result, Upload

__all__ = ["practised"]


def practised(grader: Grader, root: Path, upload: Upload, assignments: Sequence[str]) -> Result:
    """Grade an upload and write its page. Never raises for anything that is in it.

    Args:
        grader: made with `practice`.
        root: the course's folder.
        upload: a notebook, or whatever else came.
        assignments: which are offered; of these it must be one.
    """
    try:
        read_cells(upload.content)
    except UnreadableError as error:
        return Result(upload.name, problem=str(error))
    try:
        name = identify(root, Path("/", upload.name), upload.content, assignments)
    except CourseError:
        wanted = " or ".join(f"{name}.ipynb" for name in assignments)
        return Result(upload.name, problem=f"None of its cells is known here. Hand in {wanted}.")
    source = grader.source(name)
    graded = grader.grade_rebuilt(rebuild(upload.content, source), name)
    notebook = graded.notebook | {"metadata": {KEY: {"problems": list(graded.problems), "isolated": graded.isolated}}}
    page = render_page(notebook, upload.student, name, _points(graded, name, source), practice="./")
    limits = grader.limits.patient(find_assignment(name).patience)
    overran = graded.seconds >= limits.cell_processor_seconds  # an endless loop costs one cell at least
    return Result(upload.name, page, name, graded.score, graded.max_score, overran=overran)


def _points(graded: Graded, assignment: str, source: Notebook) -> Points:
    """The points of each graded cell; who grades by hand has not looked yet."""
    calls = exam_calls(source, find_assignment(assignment))
    cells = {}
    for cell in source["cells"]:
        about = cell["metadata"].get("nbgrader", {})
        if about.get("grade") or about.get("task"):
            call, worth = calls.get(about["grade_id"]), float(about.get("points", 0))
            score = graded.verdicts[call.exercise.name].score if call else 0.0
            cells[about["grade_id"]] = CellPoints(score, worth, waits=call is None)
    return Points(cells)
