"""A course of one assignment with one exercise, small enough to be graded in no time."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import strategies as st

from autograder.classroom import clean_process
from autograder.exam.answers import Answers
from autograder.exam.exercise import Assignment, Exercise
from autograder.exam.properties import agrees
from autograder.gradebook import course_grader
from autograder.grading import grader
from autograder.sandbox.wire.questions import Call

__all__ = ["ASSIGNMENT", "EXERCISE", "SOURCE", "cell", "make_known", "notebook", "submission"]


def add_one(x: int) -> int:
    return x + 1


def forgot_to_add(x: int) -> int:
    """You returned the number itself."""
    return x


CALLS = st.integers(0, 9).map(lambda x: Call((x,)))
EXERCISE = Exercise(
    name="f",
    points=2,
    reference=add_one,
    properties=(
        agrees("values", "f adds one.", CALLS, weight=3),
        agrees("nought", "f of 0 is 1.", st.just(Call((0,)))),
    ),
    answers=Answers(wrong=(forgot_to_add,), honest=(add_one,)),
)
ASSIGNMENT = Assignment("01_small", (EXERCISE,))


def cell(cell_id: str, source: str, **nbgrader: Any) -> dict[str, Any]:
    flags = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    metadata = {"nbgrader": flags | {"grade_id": cell_id} | nbgrader} if nbgrader else {}
    made = {"cell_type": "code", "id": cell_id, "metadata": metadata, "source": source}
    return made | {"outputs": [], "execution_count": None}


SOURCE = {
    "cells": [
        cell("setup", "one = 1", locked=True),
        cell("f", "def f(x):\n    ### BEGIN SOLUTION\n    return x + 1\n    ### END SOLUTION", solution=True),
        cell(
            "f-exam",
            '# Graded: f, 2 points.\n### BEGIN HIDDEN TESTS\nfrom autograder import check\ncheck("f", f)\n'
            "### END HIDDEN TESTS",
            grade=True,
            locked=True,
            points=2,
        ),
    ],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 5,
}


def notebook(answer: str = "def f(x):\n    return x + one", *more: dict[str, Any]) -> dict[str, Any]:
    """The assignment as a student hands it in: the answer written, cells of her own behind it."""
    written = copy.deepcopy(SOURCE)
    written["cells"][1]["source"] = answer
    written["cells"][2]["source"] = "# Graded: f, 2 points."
    written["cells"][2:2] = more
    return written


def submission(*args: Any) -> bytes:
    return json.dumps(notebook(*args)).encode()


def make_known(patch: pytest.MonkeyPatch) -> None:
    """Let the grader and its workers know this assignment, and fix the secret of its exam."""
    for module in (course_grader, grader):
        patch.setattr(module, "find_assignment", {ASSIGNMENT.name: ASSIGNMENT}.__getitem__)
    patch.setattr(clean_process, "START", "fork")  # so that the workers know it, too
    patch.setenv("CNNEDU_SECRET", "test")
