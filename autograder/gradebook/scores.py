"""The scores of verdicts, entered into the gradebook. A grade or comment given by hand stays."""

from __future__ import annotations

from collections.abc import Mapping

from nbgrader.api import SubmittedNotebook

from autograder.exam.exercise import Verdict
from autograder.gradebook.course_grader import known_assignment
from autograder.grading.one_notebook import exam_calls
from autograder.notebook.rebuild import Notebook

__all__ = ["enter_scores", "scores_by_cell"]


def scores_by_cell(source: Notebook, assignment: str, verdicts: Mapping[str, Verdict]) -> dict[str, float]:
    """Return the score of each graded cell that asks an exam, by its grade id."""
    calls = exam_calls(source, known_assignment(assignment))
    return {grade_id: verdicts[call.exercise.name].score for grade_id, call in calls.items()}


def enter_scores(submission: SubmittedNotebook, scores: Mapping[str, float]) -> None:
    """Enter the scores; a cell without one waits for a human, and so does a grade by hand of other work."""
    for grade in submission.grades:
        score = scores.get(grade.name)
        to_review = grade.manual_score is not None and (grade.needs_manual_grade or grade.auto_score != score)
        grade.needs_manual_grade = score is None or to_review
        grade.auto_score = score
