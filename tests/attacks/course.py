"""A course of three exercises: two that the attacker solves honestly, and between them the one that is attacked."""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder.exam.answers import Answers
from autograder.exam.exercise import Assignment, Exercise
from autograder.exam.properties import agrees
from autograder.sandbox.wire.questions import Call

__all__ = ["ASSIGNMENT", "ATTACKED", "HONEST", "SOURCE", "STOCK_EXAM", "handed_in", "notebook", "own_cell"]


def double(matrix: np.ndarray) -> np.ndarray:
    return 2 * matrix


def row_sums(matrix: np.ndarray) -> np.ndarray:
    return matrix @ np.ones(matrix.shape[1])


def shift(matrix: np.ndarray) -> np.ndarray:
    return matrix + 1


MATRICES = npst.arrays("float64", npst.array_shapes(min_dims=2, max_dims=2, max_side=4), elements=st.integers(-9, 9))


def _exercise(reference: Any, sentence: str) -> Exercise:
    values = agrees("values", sentence, MATRICES.map(lambda matrix: Call((matrix,))), examples=6)
    return Exercise(reference.__name__, 2, reference, (values,), Answers(honest=(reference,)))


HONEST = ("double", "shift")
ATTACKED = "row_sums"
ASSIGNMENT = Assignment(
    "01_attacked",
    (
        _exercise(double, "Every number is doubled."),
        _exercise(row_sums, "The sum of each row."),
        _exercise(shift, "Every number grows by one."),
    ),
)
ANSWERS = {
    "double": "def double(matrix):\n    return 2 * matrix",
    "row_sums": "def row_sums(matrix):\n    return matrix @ np.ones(matrix.shape[1])",
    "shift": "def shift(matrix):\n    return matrix + 1",
}

STOCK_EXAM = """\
import numpy as np

def _reference(matrix):
    return matrix.sum(axis=1)

_points = 0.0
for _matrix in (np.array([[1.0, 2.0], [3.0, 4.5]]), np.array([[1.5, -2.0, 0.25], [4.0, 0.5, 7.0]])):
    _expected = _reference(_matrix)
    if np.allclose(row_sums(_matrix.copy()), _expected):
        _points += 1.0
_points
"""
"""A hidden test as it is written for stock nbgrader, which runs it in the student's kernel, behind the student's cells.

Its value is a partial credit."""


def _cell(cell_id: str, source: str, **flags: Any) -> dict[str, Any]:
    nbgrader = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    metadata = {"nbgrader": nbgrader | {"grade_id": cell_id} | flags}
    made = {"cell_type": "code", "id": cell_id, "metadata": metadata, "source": source}
    return made | {"outputs": [], "execution_count": None}


def _cells_of(name: str) -> list[dict[str, Any]]:
    head, body = ANSWERS[name].split("\n")
    answer = f"{head}\n    ### BEGIN SOLUTION\n{body}\n    ### END SOLUTION"
    exam = (
        f"# Graded: {name}, 2 points.\n### BEGIN HIDDEN TESTS\nfrom autograder import check\n"
        f'check("{name}", {name})\n### END HIDDEN TESTS'
    )
    return [_cell(name, answer, solution=True), _cell(f"{name}-exam", exam, grade=True, locked=True, points=2)]


SOURCE: dict[str, Any] = {
    "cells": [
        _cell("setup", "import numpy as np", locked=True),
        *(cell for name in ANSWERS for cell in _cells_of(name)),
    ],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 5,
}


def own_cell(source: str) -> dict[str, Any]:
    """A code cell of the student's own."""
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None}


def notebook(attacked: str = ANSWERS["row_sums"], before: Sequence[str] = ()) -> dict[str, Any]:
    """The notebook as it is handed in: two honest answers, and this text in the attacked answer's cell.

    `before` are cells of the student's own, in front of the attacked answer.
    """
    made = copy.deepcopy(SOURCE)
    for cell in made["cells"]:
        grade_id = cell["metadata"]["nbgrader"]["grade_id"]
        if grade_id in ANSWERS:
            cell["source"] = attacked if grade_id == ATTACKED else ANSWERS[grade_id]
        elif grade_id.endswith("-exam"):
            cell["source"] = cell["source"].partition("\n")[0]
    at = next(n for n, cell in enumerate(made["cells"]) if cell["id"] == ATTACKED)
    made["cells"][at:at] = map(own_cell, before)
    return made


def handed_in(made: dict[str, Any]) -> bytes:
    return json.dumps(made).encode()
