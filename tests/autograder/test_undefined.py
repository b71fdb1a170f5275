"""What a student is told of a function that the notebook does not define, through the real sandbox."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from small_course import ASSIGNMENT, SOURCE, cell, submission

from autograder.exam.examiner import Examiner
from autograder.exam.state import State
from autograder.grading.one_notebook import grade_notebook
from autograder.grading.problems import RunCell
from autograder.grading.undefined import why_undefined
from autograder.sandbox.outside.sandbox import CellResult, Sandbox


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(isolate=False) as opened:
        yield opened


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("def f(x)\n    return x + 1", "ended with SyntaxError: expected ':', in line 1 of the cell. Mend that first."),
        ("def f(x):\nreturn x + 1", "after function definition on line 1, in line 2 of the cell. Mend that first."),
        ("1 / 0\ndef f(x):\n    return x + 1", "ended with ZeroDivisionError: division by zero. Mend that first."),
        ("raise KeyboardInterrupt", "ended with KeyboardInterrupt. Mend that first."),
        ("import os\nos._exit(0)", "came to no end: The cell ended the notebook's process: it exited with status 0"),
        ("def g(x):\n    return x + 1", "is the name spelt as it was asked for?"),
        ("# later", "No code is in the cell where it is to be written."),
    ],
    ids=[
        "no colon",
        "no indent",
        "an error first",
        "interrupted",
        "ends the process",
        "another name",
        "a remark alone",
    ],
)
def test_what_kept_an_answer_from_being_defined_is_said(sandbox, source, told):
    own = cell("own", "1 / 0  # a cell of the student's own, which defines nothing")
    graded = grade_notebook(submission(source, own), ASSIGNMENT, SOURCE, sandbox, Examiner(b"test", shrink_seconds=0.2))
    verdict = graded.verdicts["f"]
    assert (verdict.state, verdict.score) == (State.UNDEFINED, 0.0)
    assert verdict.message.startswith("f was never defined. ")
    assert told in verdict.message
    assert "own" not in verdict.message
    assert all(prop.counterexample is None for prop in verdict.properties)


def test_an_answer_that_is_defined_before_its_cell_fails_is_judged(sandbox):
    handed_in = submission("def f(x):\n    return x + 1\n1 / 0")
    graded = grade_notebook(handed_in, ASSIGNMENT, SOURCE, sandbox, Examiner(b"test", shrink_seconds=0.2))
    assert graded.verdicts["f"].state is State.RIGHT


def told_of(name: str, message: str) -> str:
    error = {"output_type": "error", "ename": name, "evalue": message, "traceback": []}
    return why_undefined([RunCell(7, "def f(x)", CellResult([error]), "")])


def test_a_forged_error_commands_no_terminal_and_is_cut():
    told = told_of("Oops\x1b[2J", "\x1b]0;x\x07" + "long " * 100_000)
    assert "\x1b" not in told
    assert "\n" not in told
    assert len(told) < 600


def test_the_first_cell_that_failed_is_the_one_to_mend():
    failed = {"output_type": "error", "ename": "TypeError", "evalue": "of three lines\nor\nmore", "traceback": []}
    cells = [CellResult([]), CellResult([failed]), CellResult([], "The cell was stopped after 2 seconds.")]
    told = why_undefined(RunCell(number, "x", result, "") for number, result in enumerate(cells, start=4))
    assert told.startswith("Cell 5, where it is to be written, ended with TypeError: of three lines")
