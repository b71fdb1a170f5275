"""A graded notebook as it lies in autograded/, with verdicts made by the examiner on answers that this file knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from autograder.exam.candidate import LocalCandidate
from autograder.exam.examiner import Examiner
from autograder.exams import find_assignment
from autograder.feedback.as_data import KEY, write_verdict
from autograder.feedback.page.points import CellPoints, Points
from autograder.feedback.page.rendering import render_page

__all__ = ["CORRELATION", "examined", "graded_notebook", "page_of", "points_of", "unwritten"]

CORRELATION = find_assignment("01_correlation")


def unwritten(*args: Any, **kwargs: Any) -> Any:
    raise NotImplementedError


def examined(name: str, answer: Callable[..., Any], seconds: float = 0.2) -> Any:
    """The verdict on an answer to an exercise of 01_correlation."""
    return Examiner(b"test", shrink_seconds=seconds).examine(CORRELATION.exercise(name), LocalCandidate(answer))


def cell(kind: str, source: str, cell_id: str, **metadata: Any) -> dict[str, Any]:
    made = {"cell_type": kind, "id": cell_id, "source": source, "metadata": metadata}
    return made | ({"outputs": [], "execution_count": 1} if kind == "code" else {})


def graded_notebook(
    verdicts: Mapping[str, Any],
    sources: Mapping[str, str] | None = None,
    outputs: Mapping[str, list[dict[str, Any]]] | None = None,
    own: str = "",
    problems: tuple[str, ...] = (),
    networks: str = "",
    mark: str = "",
) -> dict[str, Any]:
    """A notebook of a section for each verdict, with these answers, outputs of the answers, and a text cell.

    `networks` is the box in which the trained networks are told of; with the `mark` the sections' titles end.
    """
    cells = [cell("markdown", "# 1. Correlation\n\nHow it *works*.", "start-1")]
    cells += [cell("markdown", networks, "feedback-networks")] if networks else []
    cells += [cell("markdown", own, "submitted-1")] if own else []
    for number, (name, verdict) in enumerate(verdicts.items(), start=1):
        cells.append(
            cell("markdown", f"## Exercise {number}: {name}{mark}\n\nThe sum $\\sum_{{u}} x_u$.", f"e-{number}")
        )
        source = (sources or {}).get(name, f"def {name}():\n    return 1")
        solution = {"nbgrader": {"solution": True, "grade": False, "grade_id": name, "locked": False}}
        answer = cell("code", source, name, **solution)
        answer["outputs"] = (outputs or {}).get(name, [])
        graded = {"nbgrader": {"grade": True, "locked": True, "grade_id": f"{name}-exam", "points": verdict.max_score}}
        cells += [answer, cell("code", "# Graded.", f"{name}-exam", **graded, **{KEY: write_verdict(verdict)})]
    about = {"problems": list(problems), "isolated": True}
    return {"cells": cells, "metadata": {KEY: about}, "nbformat": 4, "nbformat_minor": 5}


def points_of(verdicts: Mapping[str, Any]) -> Points:
    """The points as they are where nobody has changed them."""
    return Points({f"{name}-exam": CellPoints(v.score, v.max_score) for name, v in verdicts.items()})


def page_of(verdicts: Mapping[str, Any], points: Points | None = None, **parts: Any) -> str:
    return render_page(graded_notebook(verdicts, **parts), "ada", "01_correlation", points or points_of(verdicts))
