"""How long hostile work may keep a grader busy, and that it costs an honest neighbour in the same notebook nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from autograder.sandbox.outside.sandbox import Sandbox
from autograder.sandbox.wire.limits import Limits
from autograder.sandbox.wire.outcome import Died, Raised, Returned, TimedOut
from autograder.sandbox.wire.questions import Call

LIMITS = Limits(cell_processor_seconds=0.4, call_processor_seconds=0.4, memory_bytes=1 << 28)
ENDLESS = "def f(x):\n    while x:\n        pass\n    return x"
DEAF = "while True:\n    try:\n        while True: len(str(1))\n    except BaseException: pass"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(limits=LIMITS) as opened:
        yield opened


def test_a_cell_that_computes_without_end_is_interrupted_and_keeps_what_it_defined(sandbox):
    with sandbox.open() as submission:
        result = submission.run("x = 3\nwhile True: pass")
        assert result.problem == "The cell was stopped after computing for 0.4 seconds."
        assert submission.run("x").outputs[0]["data"]["text/plain"] == "3"


def test_a_cell_that_does_not_hear_the_interrupt_is_ended_long_before_the_wall_clock_would():
    patient = Limits(cell_seconds=500, submission_seconds=600, cell_processor_seconds=0.4)
    with Sandbox(limits=patient) as sandbox, sandbox.open() as submission:
        submission.run("x = 3")
        start = time.monotonic()
        assert submission.run(DEAF).problem
        assert time.monotonic() - start < 200
        assert submission.run("x").outputs[0]["data"]["text/plain"] == "3"


def test_a_cell_that_waits_is_not_charged_for_it(sandbox):
    with sandbox.open() as submission:
        assert submission.run("import time; time.sleep(1)").problem == ""


def test_a_cell_whose_c_code_hears_no_interrupt_is_ended_long_before_the_wall_clock_would():
    patient = Limits(cell_seconds=500, submission_seconds=600, cell_processor_seconds=0.4)
    with Sandbox(limits=patient) as sandbox, sandbox.open() as submission:
        submission.run("x = 3")
        start = time.monotonic()
        problem = submission.run("sum(range(10 ** 12))").problem
        assert time.monotonic() - start < 200
        assert problem == "The cell ended the notebook's process: it computed for too long."
        assert submission.run("x").outputs[0]["data"]["text/plain"] == "3"


def test_what_waits_though_it_could_run_is_stopped_long_before_the_wall_clock_would():
    patient = Limits(
        cell_seconds=500, call_seconds=500, submission_seconds=2000, cell_idle_seconds=0.5, call_idle_seconds=0.5
    )
    with Sandbox(limits=patient) as sandbox, sandbox.open() as submission:
        start = time.monotonic()
        assert submission.run("import time; time.sleep(1000)").problem.startswith("The cell was stopped after ")
        submission.run("def f(x):\n    time.sleep(x)\n    return x")
        with submission.check("f") as check:
            stopped, answered = check.answer([Call((1000,)), Call((0,))])
        assert time.monotonic() - start < 200
    assert isinstance(stopped, TimedOut)
    assert isinstance(answered, Returned)


def test_what_the_machine_keeps_from_running_is_not_charged_for_it():
    """The clock alone would stop it: of six that compute at once, on one processor, each has to wait for five."""
    limits = Limits(cell_seconds=500, submission_seconds=600, cell_processor_seconds=100, cell_idle_seconds=1.0)
    others = "import os\nos.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\nfor _ in range(5):\n"
    others += "    if os.fork() == 0:\n        while True: pass\n"
    compute = "import time\nstart = time.process_time()\nwhile time.process_time() < start + 0.6: pass"
    with Sandbox(limits=limits) as sandbox, sandbox.open() as submission:
        start = time.monotonic()
        assert submission.run(others + compute).problem == ""
        assert time.monotonic() - start > 2 * limits.cell_idle_seconds


def test_where_the_kernel_does_not_tell_who_waits_the_wall_clock_counts(monkeypatch):
    monkeypatch.setattr("autograder.sandbox.outside.session.Session._order", lambda self, what: {})
    with Sandbox(limits=Limits(cell_idle_seconds=0.2)) as sandbox, sandbox.open() as submission:
        assert submission.run("import time; time.sleep(1)").problem == ""


def test_forks_without_end_are_asked_a_few_times_only(sandbox):
    with sandbox.open() as submission:
        submission.run("import os\ndef f():\n    while True:\n        os.fork()")
        with submission.check("f") as check:
            outcomes = check.answer([Call()] * 300)
    assert {outcome.kind for outcome in outcomes if isinstance(outcome, Raised)} == {"BlockingIOError"}
    assert len({id(outcome) for outcome in outcomes}) < 100  # each that was asked has an outcome of its own


def test_a_call_that_computes_without_end_is_stopped_and_the_next_one_is_asked(sandbox):
    with sandbox.open() as submission:
        submission.run(ENDLESS)
        with submission.check("f") as check:
            stopped, answered = check.answer([Call((1,)), Call((0,))])
    assert stopped == TimedOut(0.4)
    assert isinstance(answered, Returned)


def test_each_call_has_the_clock_for_itself(sandbox):
    busy = "import time\ndef f(x):\n    start = time.process_time()\n    while time.process_time() < start + x: pass"
    with sandbox.open() as submission:
        submission.run(busy)
        with submission.check("f") as check:
            assert all(isinstance(outcome, Returned) for outcome in check.answer([Call((0.15,))] * 6))


def test_after_two_hangs_nothing_is_asked_any_more(sandbox):
    with sandbox.open() as submission:
        submission.run(ENDLESS)
        with submission.check("f") as check:
            start = time.monotonic()
            outcomes = check.answer([Call((1,))] * 300)
            assert time.monotonic() - start < 60 * LIMITS.call_processor_seconds  # 300 hangs are twice as much
    assert [type(outcome) for outcome in outcomes] == [TimedOut] * 300


def test_hoarding_memory_twice_is_enough():
    hoard = "import time\ndef f():\n    time.sleep(0.3)\n    hoard = []\n    while True: hoard.append(bytes(1 << 24))"
    limits = Limits(memory_bytes=1 << 28, call_idle_seconds=100)  # bytes are not filled: memory alone ends it
    with Sandbox(limits=limits) as sandbox, sandbox.open() as submission:
        submission.run(hoard)
        with submission.check("f") as check:
            outcomes = check.answer([Call()] * 50)
    assert [outcome.kind for outcome in outcomes if isinstance(outcome, Raised)] == ["MemoryError"] * 2
    assert outcomes[-1] == Died("it ran out of memory again and again")


def test_whoever_hangs_again_and_again_is_waited_for_less_and_less():
    with (
        Sandbox(limits=Limits(cell_seconds=80, submission_seconds=300, cell_processor_seconds=2.4)) as sandbox,
        sandbox.open() as submission,
    ):
        problems = [submission.run("while True: pass").problem for _ in range(4)]
    assert [problem.split()[-2] for problem in problems] == ["2.4", "0.6", "0.3", "0.3"]


def test_an_honest_exercise_beside_hanging_ones_is_judged(sandbox):
    with sandbox.open() as submission:
        submission.run(ENDLESS)
        submission.run("def g(x): return x + 1")
        for _ in range(4):
            submission.run("f(1)")
            with submission.check("f") as check:
                check.answer([Call((1,))] * 9)
        with submission.check("g") as check:
            assert check.answer([Call((1,)), Call((2,))]) == [Returned(2), Returned(3)]
