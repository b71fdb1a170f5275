"""Every assignment of the course: its solution earns everything, what is handed out nothing, half of it some."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from autograder.exams import ASSIGNMENTS
from autograder.grading.grader import Grader
from autograder.grading.one_notebook import Graded

ROOT = Path(__file__).resolve().parents[2]
NAMES = [assignment.name for assignment in ASSIGNMENTS]


@pytest.fixture(scope="module")
def grader() -> Iterator[Grader]:
    with Grader(ROOT) as made:
        yield made


@pytest.fixture(scope="module")
def solution(grader: Grader) -> Callable[[str], Graded]:
    return lru_cache(lambda name: grader.grade((ROOT / "solutions" / name / f"{name}.ipynb").read_bytes(), name))


@pytest.fixture(scope="module")
def half(grader: Grader) -> Callable[[str], Graded]:
    return lru_cache(lambda name: grader.grade(half_right(name), name))


@pytest.mark.parametrize("name", NAMES)
def test_the_solution_earns_full_marks_without_a_remark(solution: Callable[[str], Graded], name: str) -> None:
    graded = solution(name)
    assert (graded.score, graded.problems, graded.isolated) == (graded.max_score, (), True)


@pytest.mark.parametrize("name", NAMES)
def test_no_cell_of_the_solution_fails(solution: Callable[[str], Graded], name: str) -> None:
    outputs = [output for cell in solution(name).notebook["cells"] for output in cell.get("outputs", ())]
    assert [output["evalue"] for output in outputs if output["output_type"] == "error"] == []


def test_where_it_is_graded_the_end_of_09_says_in_one_line_that_its_files_are_not_there(grader: Grader) -> None:
    name = "09_train_and_report"
    graded = grader.grade((ROOT / "assignments" / name / f"{name}.ipynb").read_bytes(), name)
    cells = [cell for cell in graded.notebook["cells"] if cell["cell_type"] == "code"]
    outputs = {cell["source"]: cell["outputs"] for cell in cells if "read_digits(" in cell["source"]}
    said = "".join(output["text"] for each in outputs.values() for output in each)
    assert said.startswith("No networks.npz beside this notebook: ")
    assert said.count("\n") == 1


@pytest.mark.parametrize("name", NAMES)
def test_the_released_notebook_earns_nothing(grader: Grader, name: str) -> None:
    graded = grader.grade((ROOT / "assignments" / name / f"{name}.ipynb").read_bytes(), name)
    assert {exercise: verdict.score for exercise, verdict in graded.verdicts.items()} == dict.fromkeys(
        graded.verdicts, 0.0
    )
    assert graded.max_score > 0


@pytest.mark.parametrize("name", NAMES)
def test_half_right_answers_earn_some_points_of_an_exercise_and_not_all(
    half: Callable[[str], Graded], name: str
) -> None:
    verdicts = half(name).verdicts.values()
    assert [verdict.exercise for verdict in verdicts if 0 < verdict.score < verdict.max_score] != []


def test_regrading_gives_the_same_verdicts_whatever_was_graded_before(half: Callable[[str], Graded]) -> None:
    with Grader(ROOT) as another:
        for name in reversed(NAMES):
            assert decisions(half(name)) == decisions(another.grade(half_right(name), name)), name


def half_right(name: str) -> bytes:
    """A notebook whose answers are right but raise the wrong kind of error, and whose last answer is not written."""
    solution = json.loads((ROOT / "solutions" / name / f"{name}.ipynb").read_bytes())
    released = json.loads((ROOT / "assignments" / name / f"{name}.ipynb").read_bytes())
    answers = [n for n, cell in enumerate(solution["cells"]) if cell["metadata"].get("nbgrader", {}).get("solution")]
    for number in answers:
        source = "".join(solution["cells"][number]["source"])
        solution["cells"][number]["source"] = source.replace("raise ValueError(", "raise RuntimeError(")
    solution["cells"][answers[-1]]["source"] = released["cells"][answers[-1]]["source"]
    return json.dumps(solution).encode()


def decisions(graded: Graded) -> list[object]:
    """What a regrade must repeat. The counterexample may be a smaller one on a faster machine."""
    return [
        (v.exercise, v.score, v.seed, v.suite, v.misconception, [(p.name, p.passed, p.points) for p in v.properties])
        for v in graded.verdicts.values()
    ]
