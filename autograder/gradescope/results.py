"""Verdicts as Gradescope's results.json: a test for each exercise.

The form is that of https://gradescope-autograders.readthedocs.io/en/latest/specs/#output-format.
"""

from __future__ import annotations

from typing import Any

from autograder.exam.exercise import Verdict
from autograder.feedback.as_html import verdict_html
from autograder.feedback.as_text import verdict_text
from autograder.feedback.wording import NOT_ISOLATED, clean
from autograder.gradescope.settings import Settings
from autograder.grading.one_notebook import Graded

__all__ = ["not_graded", "results_of"]

_LATER = {
    "after_due_date": "The points and what is to be said of each exercise appear here after the due date.",
    "after_published": "The points and what is to be said of each exercise appear here when the grades are published.",
    "hidden": "The points and what is to be said of each exercise are not shown here.",
}


def results_of(graded: Graded, settings: Settings, why_not_isolated: str = "") -> dict[str, Any]:
    """Return what Gradescope is to show of a graded notebook.

    What is wrong with the file handed in is always shown: a student can mend it before the deadline.
    """
    said = [f"{NOT_ISOLATED.upper()} {why_not_isolated}".strip()] if not graded.isolated else []
    said += [clean(problem) for problem in graded.problems]
    if settings.visibility in _LATER:
        said.append(_LATER[settings.visibility])
    return {
        "score": graded.score,
        "execution_time": round(graded.seconds),
        "output": "\n\n".join(said),
        "output_format": "text",
        "visibility": "visible",  # of what is said here; each test has its own
        "stdout_visibility": "hidden",
        "tests": [_test(number, verdict, settings) for number, verdict in enumerate(graded.verdicts.values(), start=1)],
        "extra_data": {
            "assignment": settings.assignment,
            "isolated": graded.isolated,
            "misconceptions": {name: v.misconception for name, v in graded.verdicts.items() if v.misconception},
        },
    }


def not_graded(said: str) -> dict[str, Any]:
    """Return what Gradescope is to show where nothing was graded: no points, and the reason in front of everybody."""
    return {
        "score": 0.0,
        "output": said,
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {"graded": False},
    }


def _test(number: int, verdict: Verdict, settings: Settings) -> dict[str, Any]:
    return {
        "number": str(number),
        "name": verdict.exercise,
        "name_format": "text",
        "score": round(verdict.score, 2),
        "max_score": verdict.max_score,
        "status": "passed" if verdict.passed else "failed",
        "output": verdict_html(verdict) if settings.output == "html" else verdict_text(verdict),
        "output_format": settings.output,
        "visibility": settings.visibility,
    }
