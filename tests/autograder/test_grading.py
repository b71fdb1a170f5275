"""The way of a submission, with a sandbox of straw: what is run, what is asked, what is written down."""

from __future__ import annotations

import contextlib
import copy
import io
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from small_course import ASSIGNMENT, EXERCISE, SOURCE, cell, submission

from autograder.course import CourseError
from autograder.exam.candidate import LocalCandidate
from autograder.exam.examiner import Examiner
from autograder.grading.one_notebook import Graded, exam_calls, grade_notebook
from autograder.sandbox.outside.sandbox import CellResult
from autograder.sandbox.wire.outcome import Outcome, TimedOut

ROOT = Path(__file__).parents[2]
STOPPED = ["  Cell In[3], line 1", "    while True:"]


class StrawSandbox:
    """Runs cells by exec. `isolated` is only a claim."""

    lost = False

    def __init__(self, isolated: bool = True) -> None:
        self.isolated = isolated
        self.ran: list[str] = []
        self.asked: list[str] = []

    @contextlib.contextmanager
    def open(self) -> Iterator[StrawSandbox]:
        self._names: dict[str, Any] = {}
        yield self

    def run(self, source: str, defines: bool = True) -> CellResult:
        if "gone" in source:
            return CellResult([], "Not run: it is gone.", ran=False)
        self.ran.append(source)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(source, self._names)
        text = printed.getvalue()
        outputs = [{"output_type": "stream", "name": "stdout", "text": text}] if text else []
        if "endless" in source:
            outputs.append({"output_type": "error", "ename": "KeyboardInterrupt", "evalue": "", "traceback": STOPPED})
            return CellResult(outputs, "It was stopped.")
        return CellResult(outputs, "It slept." if "sleepy" in source else "")

    @contextlib.contextmanager
    def check(self, name: str, call_seconds: float | None = None) -> Iterator[LocalCandidate | Endless]:
        self.asked.append(name)
        candidate = Endless() if self._names[name] == "never ends" else LocalCandidate(self._names[name])
        candidate.isolated = self.isolated
        yield candidate

    def check_along(self, name: str, call_seconds: float | None = None) -> None:
        """Go along with nothing."""

    def keep_check(self) -> None:
        """Keep nothing."""


class Endless:
    """A candidate of which no call comes to an end."""

    isolated = True

    def answer(self, questions: Sequence[Any]) -> list[Outcome]:
        return [TimedOut(2.0) for _ in questions]

    def afresh(self) -> bool:
        return True


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    return Examiner(b"test", shrink_seconds=0.2)


@pytest.fixture
def grade(examiner):
    def grade(submitted: bytes, sandbox: StrawSandbox | None = None) -> Graded:
        return grade_notebook(submitted, ASSIGNMENT, SOURCE, sandbox or StrawSandbox(), examiner)

    return grade


def outputs_of(graded: Graded, cell_id: str) -> list[dict[str, Any]]:
    return next(c["outputs"] for c in graded.notebook["cells"] if c["id"] == cell_id)


def test_a_right_answer_earns_all_points(grade):
    assert grade(submission()).score == 2.0


def test_a_half_right_answer_earns_a_share(grade):
    assert grade(submission("def f(x):\n    return 1")).score == 0.5


def test_a_wrong_answer_earns_nothing(grade):
    assert grade(submission("def f(x):\n    return x - 1")).score == 0.0


def test_an_empty_file_earns_nothing_and_has_a_verdict(grade):
    graded = grade(b"")
    assert (graded.score, graded.max_score) == (0.0, 2.0)
    assert graded.verdicts["f"].message == "f is not written yet."


def test_the_cells_run_in_the_order_of_the_notebook(grade):
    sandbox = StrawSandbox()
    grade(submission("def f(x):\n    return x + one", cell("mine", "two = 2")), sandbox)
    assert sandbox.ran == ["one = 1", "def f(x):\n    return x + one", "two = 2"]


def test_the_graded_cell_is_never_run_but_asked(grade):
    sandbox = StrawSandbox()
    grade(submission(), sandbox)
    assert sandbox.asked == ["f"]


def test_what_a_cell_prints_is_kept(grade):
    graded = grade(submission("def f(x):\n    return x\nprint('2.0')"))
    assert outputs_of(graded, "f") == [{"output_type": "stream", "name": "stdout", "text": "2.0\n"}]


def test_the_verdict_is_the_output_of_the_graded_cell(grade):
    (output,) = outputs_of(grade(submission()), "f-exam")
    assert output["data"]["text/plain"].startswith("f: 2 of 2 points")


def test_the_graded_notebook_shows_no_hidden_test(grade):
    assert "check(" not in json.dumps(grade(submission()).notebook)


def test_the_summary_stands_at_the_top(grade):
    first = grade(submission()).notebook["cells"][0]
    assert (first["cell_type"], first["id"]) == ("markdown", "feedback-summary")


def test_a_stopped_cell_is_a_problem_the_student_reads(grade):
    graded = grade(submission("def f(x):\n    return x + 1", cell("mine", "sleepy = True")))
    assert graded.problems == ("Cell 3 (sleepy = True): It slept.",)


def test_cells_in_a_row_that_one_reason_kept_from_running_share_a_sentence(grade):
    own = [cell(f"own-{n}", text) for n, text in enumerate(["gone = 1", "gone = 2", "# gone", "gone = 3", "two = 2"])]
    graded = grade(submission("def f(x):\n    return x + 1", *own, cell("last", "gone = 4")))
    assert graded.problems == ("Cells 3 to 6: Not run: it is gone.", "Cell 8 (gone = 4): Not run: it is gone.")


def test_where_the_examples_were_stopped_is_said_of_an_endless_answer_and_not_of_an_unwritten_one(grade):
    loop = cell("mine", "endless = True")
    cut_short = grade(submission("f = 'never ends'", loop)).verdicts["f"]
    unwritten = grade(submission("def f(x):\n    raise NotImplementedError", loop)).verdicts["f"]
    assert cut_short.message.endswith("It was at line 1 of the cell: while True:")
    assert unwritten.message == "f is not written yet."


def test_grading_without_a_sandbox_is_said(grade):
    graded = grade(submission(), StrawSandbox(isolated=False))
    assert not graded.isolated
    assert "Not isolated" in graded.notebook["cells"][0]["source"]


def test_progress_hears_each_verdict(examiner):
    heard = []
    grade_notebook(submission(), ASSIGNMENT, SOURCE, StrawSandbox(), examiner, heard.append)
    assert [verdict.exercise for verdict in heard] == ["f"]


def test_regrading_gives_the_same_verdict_but_for_the_seconds(grade):
    def timeless(graded: Graded) -> str:
        return repr(graded.verdicts["f"]).rpartition("seconds=")[0]

    assert timeless(grade(submission("def f(x):\n    return x"))) == timeless(
        grade(submission("def f(x):\n    return x"))
    )


def test_the_exam_is_read_from_the_instructors_cell():
    call = exam_calls(SOURCE, ASSIGNMENT)["f-exam"]
    assert (call.exercise, call.variable) == (EXERCISE, "f")


def with_exam(source: str, points: float = 2) -> dict[str, Any]:
    changed = copy.deepcopy(SOURCE)
    changed["cells"][2]["source"] = source
    changed["cells"][2]["metadata"]["nbgrader"]["points"] = points
    return changed


def test_points_that_differ_from_the_exams_are_an_error():
    with pytest.raises(CourseError, match="gives 3 points, but the exam of f gives 2: make them equal"):
        exam_calls(with_exam('check("f", f)', points=3), ASSIGNMENT)


def test_an_unknown_exam_is_an_error():
    with pytest.raises(CourseError, match="has no exercise 'g'; it has f"):
        exam_calls(with_exam('check("g", f)'), ASSIGNMENT)


def test_an_exam_that_no_cell_asks_is_an_error():
    with pytest.raises(CourseError, match=r"asks the exams \[\]; it has the exams \['f'\]"):
        exam_calls(with_exam("assert f(1) == 2"), ASSIGNMENT)


def test_grading_without_a_gradebook_does_not_wait_for_nbgrader_to_load():
    code = "import sys, autograder.grading.grader; print({'nbgrader', 'nbformat', 'jsonschema'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
