"""What is noted in a graded notebook, to list its verdicts, to reproduce them, and to see that it is finished."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograder.exam.exercise import Verdict
from autograder.feedback.as_data import KEY
from autograder.grading.one_notebook import Graded
from autograder.notebook.rebuild import Notebook, Rebuilt

__all__ = ["notes_when_rebuilt", "with_notes"]


def notes_when_rebuilt(rebuilt: Rebuilt) -> dict[str, Any]:
    """Return what to note in a notebook that waits to be graded."""
    return {"problems": list(rebuilt.problems), "finished": False}


def with_notes(graded: Graded, told: Sequence[str] = (), page: str = "") -> Notebook:
    """Return a graded notebook with all that is noted in it.

    Args:
        graded: the submission.
        told: what the networks have seen, a line each.
        page: the same as HTML, shown below the verdicts.
    """
    noted = {
        "finished": True,
        "problems": list(graded.problems),
        "isolated": graded.isolated,
        "seconds": round(graded.seconds, 3),
        "exercises": {name: _note(verdict) for name, verdict in graded.verdicts.items()},
        "networks": list(told),
    }
    cells = list(graded.notebook["cells"])
    if page:
        cells.insert(1, {"cell_type": "markdown", "id": "feedback-networks", "metadata": {}, "source": page})
    return graded.notebook | {"metadata": graded.notebook["metadata"] | {KEY: noted}, "cells": cells}


def _note(verdict: Verdict) -> dict[str, Any]:
    names = ("score", "max_score", "state", "message", "misconception", "explanation", "seed", "suite")
    broken = [prop.sentence for prop in verdict.properties if not prop.passed]
    return {name: getattr(verdict, name) for name in names} | {"broken": broken}
