"""The exporter that makes `nbgrader generate_feedback` write our feedback page, with the gradebook's points on it."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters.exporter import Exporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from traitlets import default

from autograder.feedback.page.points import CellPoints, Points
from autograder.feedback.page.rendering import render_page

__all__ = ["FeedbackExporter", "points_in_gradebook"]


class FeedbackExporter(Exporter):
    """Writes the page of one graded notebook."""

    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kwargs: Any) -> tuple[str, Any]:  # type: ignore[override]
        nb, resources = super().from_notebook_node(nb, resources, **kwargs)
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            gained = points_in_gradebook(gradebook, about["notebook"], about["assignment"], about["student"])
        return render_page(nb, about["student"], about["assignment"], gained), resources


def points_in_gradebook(gradebook: Gradebook, notebook: str, assignment: str, student: str) -> Points:
    """Return what the gradebook holds for a notebook now: nbgrader's own score of each cell, and why it is that.

    A manual grade counts instead of the automatic one, extra credit on top of either.
    """
    graded = gradebook.find_submission_notebook(notebook, assignment, student)
    cells = {
        grade.name: CellPoints(
            score=float(grade.score or 0),
            max_score=float(grade.max_score),
            extra_credit=float(grade.extra_credit or 0),
            by_hand=grade.manual_score is not None,
            waits=bool(grade.needs_manual_grade),
        )
        for grade in graded.grades
    }
    comments = {comment.name: comment.comment for comment in graded.comments if comment.comment}
    late = float(graded.assignment.total_seconds_late)
    return Points(cells, float(graded.late_submission_penalty or 0), comments, late)
