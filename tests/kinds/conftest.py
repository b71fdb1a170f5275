"""The notebook of the five kinds, and a grader that takes it through the real way: rebuild, sandbox, examiner."""

from __future__ import annotations

import copy
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from autograder.exam.answers import answer_source
from autograder.exam.examiner import Examiner
from autograder.grading.one_notebook import Graded, grade_notebook
from autograder.notebook.build import assignment_text, solution_text
from autograder.sandbox.outside.sandbox import Sandbox

HERE = Path(__file__).parent
torch.set_num_threads(1)  # as in the sandbox
sys.path.insert(0, str(HERE))  # for small_exams, whichever way pytest found this file

from small_exams import KINDS  # noqa: E402


@pytest.fixture(scope="session")
def solution() -> dict[str, Any]:
    """The instructor's notebook."""
    return json.loads(solution_text(HERE / "notebook" / "01_kinds.py", HERE.parents[1] / "notebook_parts"))


@pytest.fixture(scope="session")
def released(solution) -> dict[str, Any]:
    """What nbgrader's generate step makes of it."""
    return json.loads(assignment_text("01_kinds", json.dumps(solution)))


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(KINDS.libraries) as sandbox:
        assert sandbox.isolated, sandbox.why_not_isolated
        yield sandbox


@pytest.fixture(scope="session")
def grade(released, solution, sandbox) -> Callable[..., Graded]:
    """Grade a notebook with these answers: by exercise the source of its cell, or an answer of the exams.

    `patient` seeks small counterexamples for as long as a machine with other things to do may need.
    """
    at_once, patiently = Examiner(b"kinds", shrink_seconds=0), Examiner(b"kinds", shrink_seconds=6)

    def graded(answers: dict[str, Any], patient: bool = False) -> Graded:
        examiner = patiently if patient else at_once
        notebook = copy.deepcopy(released)
        for cell in notebook["cells"]:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id")
            if name in answers:
                answer = answers[name]
                cell["source"] = answer if isinstance(answer, str) else answer_source(answer, name)
        return grade_notebook(json.dumps(notebook).encode(), KINDS, solution, sandbox, examiner)

    return graded
