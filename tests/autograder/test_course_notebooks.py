"""Every assignment of the course: its own solution earns everything, and what is handed out earns nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.exams import ASSIGNMENTS
from autograder.grading.grader import Grader

ROOT = Path(__file__).resolve().parents[2]
NAMES = [assignment.name for assignment in ASSIGNMENTS]


@pytest.fixture(scope="module")
def grader() -> Iterator[Grader]:
    with Grader(ROOT) as made:
        yield made


@pytest.mark.parametrize("name", NAMES)
def test_the_solution_earns_full_marks_without_a_remark(grader: Grader, name: str) -> None:
    graded = grader.grade((ROOT / "solutions" / name / f"{name}.ipynb").read_bytes(), name)
    assert (graded.score, graded.problems, graded.isolated) == (graded.max_score, (), True)


@pytest.mark.parametrize("name", NAMES)
def test_no_cell_of_the_solution_fails(grader: Grader, name: str) -> None:
    graded = grader.grade((ROOT / "solutions" / name / f"{name}.ipynb").read_bytes(), name)
    outputs = [output for cell in graded.notebook["cells"] for output in cell.get("outputs", ())]
    assert [output["evalue"] for output in outputs if output["output_type"] == "error"] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_released_notebook_earns_nothing(grader: Grader, name: str) -> None:
    graded = grader.grade((ROOT / "assignments" / name / f"{name}.ipynb").read_bytes(), name)
    assert {exercise: verdict.score for exercise, verdict in graded.verdicts.items()} == dict.fromkeys(
        graded.verdicts, 0.0
    )
    assert graded.max_score > 0


@pytest.mark.parametrize("name", NAMES)
def test_regrading_gives_the_same_verdicts(grader: Grader, name: str) -> None:
    content = (ROOT / "assignments" / name / f"{name}.ipynb").read_bytes()
    first, second = grader.grade(content, name), grader.grade(content, name)
    assert [(v.score, v.seed, v.suite) for v in first.verdicts.values()] == [
        (v.score, v.seed, v.suite) for v in second.verdicts.values()
    ]
