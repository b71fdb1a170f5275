"""The process of a right answer goes along with the notebook. What it says counts only as far as all of it is right."""

from __future__ import annotations

import time

import numpy as np
import pytest

from autograder.sandbox.outside.asking import Check
from autograder.sandbox.outside.sandbox import Sandbox, Submission
from autograder.sandbox.wire.outcome import Died, Outcome, Raised, Returned, TimedOut
from autograder.sandbox.wire.protocol import encode
from autograder.sandbox.wire.questions import Call

ANSWERS = "import os\ndef f():\n    return os.getpid()\ndef g():\n    return os.getpid()"


def asked_first(submission: Submission, name: str = "f") -> Outcome:
    """Ask one answer and keep its process."""
    with submission.check(name) as check:
        (outcome,) = check.answer([Call()])
        submission.keep_check()
    return outcome


def along(submission: Submission, name: str) -> Check:
    check = submission.check_along(name)
    assert check is not None
    return check


def value(outcome: Outcome) -> object:
    assert isinstance(outcome, Returned), outcome
    return outcome.value


def test_the_next_answer_is_asked_in_the_process_that_was_kept(either: Sandbox):
    with either.open() as submission:
        submission.run(ANSWERS)
        first = value(asked_first(submission))
        with along(submission, "g") as check:
            assert [value(outcome) for outcome in check.answer([Call()])] == [first]
        assert submission.check_along("g") is None  # it was not kept again


def test_a_check_has_a_process_that_was_asked_nothing(either: Sandbox):
    with either.open() as submission:
        submission.run("n = 0\ndef f():\n    global n\n    n += 1\n    return n")
        assert value(asked_first(submission)) == 1
        assert value(asked_first(submission)) == 1
        with along(submission, "f") as check:
            assert value(check.answer([Call()])[0]) == 2


def test_cells_that_ran_meanwhile_are_there(either: Sandbox):
    with either.open() as submission:
        submission.run("def f():\n    return 1")
        asked_first(submission)
        submission.run("import math\nseven = 7")
        submission.run("%time eight = 8\ndef g():\n    return seven * eight * math.sqrt(4)")
        with along(submission, "g") as check:
            assert value(check.answer([Call()])[0]) == 112.0


def test_a_cell_that_defines_nothing_is_spared_it(either: Sandbox):
    with either.open() as submission:
        submission.run("def f():\n    return 1")
        asked_first(submission)
        submission.run("seven = 7\ndef g():\n    return seven", defines=False)
        with along(submission, "g") as check:
            assert isinstance(check.answer([Call()])[0], Raised)
        with submission.check("g") as check:
            assert value(check.answer([Call()])[0]) == 7


def test_what_it_was_asked_does_not_reach_the_notebook(either: Sandbox):
    with either.open() as submission:
        submission.run("seen = []\ndef f(x=1):\n    seen.append(x)\n    return 1")
        with submission.check("f") as check:
            check.answer([Call((7,))])
            submission.keep_check()
        shown = submission.run("print(seen)")
        assert shown.outputs[0]["text"] == "[]\n"
        with along(submission, "f") as check:
            check.answer([Call((8,))])
            submission.keep_check()
        assert submission.run("print(seen)").outputs[0]["text"] == "[]\n"


@pytest.mark.parametrize("cell", ["1 / 0", "raise SystemExit", "import time\ntime.sleep(0.2)", "def"])
def test_it_does_not_follow_a_cell_that_fails_or_takes_long(either: Sandbox, cell: str):
    with either.open() as submission:
        submission.run(ANSWERS)
        asked_first(submission)
        submission.run(cell)
        assert submission.check_along("g") is None


@pytest.mark.parametrize(
    "cell",
    [
        "if answered:\n    raise ValueError",
        "import os\nif answered:\n    os._exit(0)",
        "if answered:\n    while True:\n        pass",
        "import os\nif answered:\n    os.fork()",
    ],
)
def test_what_cannot_catch_up_is_parted_from(either: Sandbox, cell: str):
    """A cell that sees that it runs in a process that has answered gains a process that has not."""
    with either.open() as submission:
        submission.run("answered = []\ndef f():\n    answered.append(1)\n    return len(answered)")
        asked_first(submission)
        started = time.monotonic()
        assert submission.run(cell).went_well
        check = submission.check_along("f")
        if check is None:
            assert time.monotonic() - started < 5
            asked_first(submission)
            assert submission.check_along("f") is None or "ValueError" in cell or "fork" in cell
        with submission.check("f") as fresh:
            assert value(fresh.answer([Call()])[0]) == 1


FORGED = [
    {"number": np.zeros(2), "along": np.ones(2)},
    {"number": 0, "along": np.ones(2)},
    {"number": 0, "along": 1},
    {"along": {}},
    [True],
    None,
]


@pytest.mark.parametrize("forged", FORGED, ids=str)
def test_what_a_cell_writes_on_the_channel_is_no_word_of_honour(either: Sandbox, forged: object):
    beginning, buffers = encode(forged, 1 << 20)
    cell = (
        "if answered:\n    for fd in os.listdir('/proc/self/fd'):\n        try:\n"
        f"            os.write(int(fd), {b''.join((beginning, *buffers))!r})\n        except OSError:\n            pass"
    )
    with either.open() as submission:
        submission.run("import os\nanswered = []\ndef f():\n    answered.append(1)\n    return len(answered)")
        asked_first(submission)
        submission.run(cell)
        assert submission.check_along("f") is None
        with submission.check("f") as check:
            assert value(check.answer([Call()])[0]) == 1


def test_a_promise_that_it_went_along_is_no_answer(either: Sandbox):
    """The cell says so itself; what the process then says is taken for the answer to a question, and is none."""
    beginning, buffers = encode({"number": 0, "along": True}, 1 << 20)
    cell = (
        "if answered:\n    for fd in os.listdir('/proc/self/fd'):\n        try:\n"
        f"            os.write(int(fd), {b''.join((beginning, *buffers))!r})\n        except OSError:\n            pass"
    )
    with either.open() as submission:
        submission.run("import os\nanswered = []\ndef f():\n    answered.append(1)\n    return len(answered)")
        asked_first(submission)
        submission.run(cell)
        with along(submission, "f") as check:
            assert isinstance(check.answer([Call()])[0], Died)


def test_what_hangs_there_is_stopped_soon_and_charged_nothing(either: Sandbox):
    with either.open() as submission:
        submission.run("def f():\n    return 1\ndef g():\n    while True:\n        pass\ndef h():\n    return 3")
        asked_first(submission)
        started = time.monotonic()
        with along(submission, "g") as check:
            outcomes = check.answer([Call()] * 5)
        assert time.monotonic() - started < 2.0
        assert len(outcomes) == 5
        assert all(isinstance(outcome, TimedOut) for outcome in outcomes)
        started = time.monotonic()
        with submission.check("g") as check:
            (outcome,) = check.answer([Call()])
        whole = min(either.limits.call_seconds, either.limits.call_processor_seconds)
        assert outcome == TimedOut(whole)  # as if it was the first hang
        with submission.check("h") as check:
            assert value(check.answer([Call()])[0]) == 3
            submission.keep_check()
        assert submission.check_along("h") is None  # once it has hung, every answer has its own process


def test_what_dies_there_takes_the_other_questions_along(either: Sandbox):
    with either.open() as submission:
        submission.run("import os\ndef f():\n    return 1\ndef g(n):\n    return os._exit(3) if n == 2 else n")
        asked_first(submission)
        with along(submission, "g") as check:
            outcomes = check.answer([Call((n,)) for n in range(1, 5)])
        assert value(outcomes[0]) == 1
        assert all(isinstance(outcome, Died) for outcome in outcomes[1:])
        with submission.check("g") as check:
            assert value(check.answer([Call((4,))])[0]) == 4


def test_what_failed_once_is_not_kept(either: Sandbox):
    with either.open() as submission:
        submission.run("import os\ndef f(n):\n    return os._exit(3) if n == 2 else n")
        with submission.check("f") as check:
            check.answer([Call((1,)), Call((2,)), Call((3,))])
            submission.keep_check()
        assert submission.check_along("f") is None


def test_who_has_heard_enough_closes_the_check(either: Sandbox):
    with either.open() as submission:
        submission.run("import time\ndef f(n):\n    return n if n < 2 else time.sleep(9)")
        started = time.monotonic()
        with submission.check("f") as check:
            heard = next(check.one_by_one([Call((n,)) for n in range(9)]))
        assert value(heard) == 0
        assert time.monotonic() - started < 2
        assert submission.run("1 + 1").went_well


def test_a_notebook_process_that_ended_leaves_none_behind(either: Sandbox):
    with either.open() as submission:
        submission.run(ANSWERS)
        asked_first(submission)
        submission.run("import os\nos._exit(0)", defines=False)
        assert submission.run("1 + 1", defines=False).went_well
        assert submission.check_along("g") is None
        with submission.check("g") as check:
            assert isinstance(check.answer([Call()])[0], Returned)
