"""Right answers are asked in one process. Grades and verdicts are as if each had one of its own."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.course import source_notebook
from autograder.exam.examiner import Examiner
from autograder.exam.exercise import Verdict
from autograder.exams import find_assignment
from autograder.grading.one_notebook import Graded, grade_notebook
from autograder.sandbox.outside import companion
from autograder.sandbox.outside.running_submission import Submission
from autograder.sandbox.outside.sandbox import Sandbox
from autograder.sandbox.outside.session import Session

ASSIGNMENT = find_assignment("01_correlation")
SOURCE = source_notebook(Path(__file__).parents[2], ASSIGNMENT.name)
NAMES = [exercise.name for exercise in ASSIGNMENT.exercises]


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    return Examiner(b"test", shrink_seconds=0.5, shrink_attempts=30)


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(ASSIGNMENT.libraries) as sandbox:
        yield sandbox


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whose answers got a process of their own, in order."""
    names: list[str] = []
    fork = Session.fork_check
    monkeypatch.setattr(companion, "_CELLS_SECONDS", 60.0)  # here the cells draw

    def noted(self: Session, name: str, processor_seconds: float) -> Any:
        names.append(name)
        return fork(self, name, processor_seconds)

    monkeypatch.setattr(Session, "fork_check", noted)
    return names


def submitted(**answers: str) -> bytes:
    """The course's own notebook, with some answers in the place of its."""
    notebook = copy.deepcopy(SOURCE)
    for cell in notebook["cells"]:
        for name, answer in answers.items():
            if f"\ndef {name}(" in "\n" + "".join(cell["source"]) and cell["cell_type"] == "code":
                cell["source"] = answer
    return json.dumps(notebook).encode()


def answer(name: str) -> str:
    """The course's own answer."""
    cells = ("".join(cell["source"]) for cell in SOURCE["cells"] if cell["cell_type"] == "code")
    return next(source for source in cells if f"\ndef {name}(" in "\n" + source)


def before(name: str, line: str, more: str = "") -> str:
    """The course's own answer under another name, called by one that does something before."""
    renamed = answer(name).replace(f"def {name}(", f"def _{name}(")
    return f"{renamed}\n{more}\ndef {name}(*args, **kwargs):\n    {line}\n    return _{name}(*args, **kwargs)\n"


@pytest.fixture
def grade(examiner, sandbox):
    def grade(notebook: bytes) -> Graded:
        return grade_notebook(notebook, ASSIGNMENT, SOURCE, sandbox, examiner)

    return grade


def alone(grade, notebook: bytes) -> Graded:
    """Grade with a process for every answer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Submission, "check_along", lambda self, *about: self._end_check())
        return grade(notebook)


def told(graded: Graded) -> dict[str, Verdict]:
    return {name: replace(verdict, seconds=0.0) for name, verdict in graded.verdicts.items()}


def test_right_answers_share_a_process(grade, forked):
    graded = grade(submitted())
    assert graded.score == graded.max_score
    assert forked == NAMES[:1]


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_answer_gets_a_process_of_its_own_and_so_does_the_next(grade, forked, name: str):
    wrong = answer(name).replace(f"def {name}(", f"def _{name}(") + f"\ndef {name}(*args, **kwargs):\n    return 0.0\n"
    graded = grade(submitted(**{name: wrong}))
    passed = {each: verdict.passed for each, verdict in graded.verdicts.items()}
    assert not passed[name]
    first = [each for each, last in zip(NAMES, ["", *NAMES], strict=False) if passed[each] and not passed.get(last)]
    assert [each for each in dict.fromkeys(forked) if passed[each]] == first
    assert told(graded) == told(alone(grade, submitted(**{name: wrong})))


def test_an_answer_that_earlier_exams_spoil_is_as_right_as_alone(grade, forked):
    """It is wrong once another answer has been asked much, and so in a process that goes along."""
    notebook = submitted(
        output_size=before("output_size", "_calls.append(1)", "_calls = []"),
        pad2d=before("pad2d", "assert len(_calls) < 20"),
    )
    graded = grade(notebook)
    assert graded.verdicts["pad2d"].passed
    assert "pad2d" in forked
    assert told(graded) == told(alone(grade, notebook))


def test_what_an_exam_asks_is_not_shown_by_a_later_cell(grade, forked):
    notebook = submitted(
        corr2d=before("corr2d", "_seen.append(args)", "_seen = []"),
        convolve2d=answer("convolve2d") + "\nprint(len(_seen))\n",
    )
    together, each = grade(notebook), alone(grade, notebook)
    assert together.score == together.max_score
    assert shown_by("convolve2d", together)[0]["text"] == shown_by("convolve2d", each)[0]["text"]
    assert forked == [NAMES[0], *NAMES]


def shown_by(name: str, graded: Graded) -> Any:
    cells = (cell for cell in graded.notebook["cells"] if cell["cell_type"] == "code")
    return next(cell["outputs"] for cell in cells if f"\ndef {name}(" in "\n" + cell["source"])


def test_an_answer_that_hangs_only_there_costs_no_points(grade, forked):
    notebook = submitted(
        output_size=before("output_size", "_calls.append(1)", "_calls = []"),
        pad2d=before("pad2d", "while len(_calls) > 20:\n        pass"),
    )
    graded = grade(notebook)
    assert graded.score == graded.max_score
    assert forked == [NAMES[0], *NAMES[NAMES.index("pad2d") :]]
