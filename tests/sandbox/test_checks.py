"""A student's function is asked call by call; what it does wrong costs the call, and is told in words."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from autograder.sandbox.outside.sandbox import Sandbox
from autograder.sandbox.wire.channel import Channel
from autograder.sandbox.wire.outcome import EARLIER_RESULT, Died, Outcome, Played, Raised, Refused, Returned, TimedOut
from autograder.sandbox.wire.questions import Call, Do, Question, Refilled, Script


def ask(sandbox: Sandbox, source: str, *calls: Question, name: str = "f") -> list[Outcome]:
    with sandbox.open() as submission:
        submission.run(source)
        with submission.check(name) as check:
            return check.answer(calls or [Call((1,))])


def only(outcomes: list[Outcome]) -> Outcome:
    (outcome,) = outcomes
    return outcome


def test_value_and_changed_arguments_come_back(either: Sandbox):
    source = "def f(a, *, b):\n    a[0] = 9\n    return a.sum() * b"
    outcome = only(ask(either, source, Call((np.array([1.0, 2.0]),), {"b": 2})))
    assert isinstance(outcome, Returned)
    assert float(outcome.value) == 22.0
    ((step, argument, now),) = outcome.changed
    assert (step, argument, now.tolist()) == (0, 0, [9.0, 2.0])


def test_each_call_gets_its_own_arguments(either: Sandbox):
    source = "def f(a):\n    a += 1\n    return a"
    call = Call((np.zeros(2),))
    outcomes = ask(either, source, call, call)
    assert [outcome.value.tolist() for outcome in outcomes] == [[1.0, 1.0], [1.0, 1.0]]
    assert call.args[0].tolist() == [0.0, 0.0]


def test_check_stays_warm_between_answers(either: Sandbox):
    source = "n = 0\ndef f():\n    global n\n    n += 1\n    return n"
    with either.open() as submission:
        submission.run(source)
        with submission.check("f") as check:
            values = [check.answer([Call()])[0].value for _ in range(3)]
    assert values == [1, 2, 3]


def test_next_check_starts_from_the_notebook_again(either: Sandbox):
    with either.open() as submission:
        submission.run("n = 0\ndef f():\n    global n\n    n += 1\n    return n")
        values = []
        for _ in range(2):
            with submission.check("f") as check:
                values.append(check.answer([Call()])[0].value)
    assert values == [1, 1]


def test_exception_is_told_with_the_students_line(either: Sandbox):
    source = "import numpy as np\ndef f(x):\n    return np.stack([])  # here"
    outcome = only(ask(either, source))
    assert isinstance(outcome, Raised)
    assert outcome.kind == "ValueError"
    assert "Exception" in outcome.bases
    assert outcome.where == "return np.stack([])  # here"


@pytest.mark.parametrize("raised", ["SystemExit(3)", "KeyboardInterrupt()", "GeneratorExit()", "BaseException('x')"])
def test_exception_of_every_kind_is_caught(either: Sandbox, raised: str):
    outcomes = ask(either, f"def f(x):\n    raise {raised}", Call((1,)), Call((2,)))
    assert [type(outcome) for outcome in outcomes] == [Raised, Raised]


def test_exception_that_cannot_be_shown_is_caught(either: Sandbox):
    source = "class E(Exception):\n    def __str__(self): raise ValueError\ndef f(x):\n    raise E"
    assert only(ask(either, source)) == Raised("E", "(no message)", ("Exception", "BaseException", "object"), "raise E")


def test_missing_function_is_a_name_error(either: Sandbox):
    outcome = only(ask(either, "pass"))
    assert isinstance(outcome, Raised)
    assert (outcome.kind, outcome.message) == ("NameError", "f was never defined: run all cells from the top")


def test_name_that_is_no_function_is_refused(either: Sandbox):
    assert only(ask(either, "f = 3")) == Refused("f is of type int, not a function: define it with def f(...)")


@pytest.mark.parametrize(
    ("returned", "wording"),
    [
        ("object()", "type object"),
        ("np.array([None])", "dtype object"),
        ("np.array(['x'])", "return one of numbers"),
        ("np.zeros(2, 'longdouble')", "return one of numbers"),
        ("{1: 2}", "use strings as keys"),
        ("lambda: 1", "type function"),
        ("np.zeros(2_000_000)", "too large"),
        ("np.broadcast_to(1.0, (100_000, 100_000))", "MB"),
        ("'x' * 9_000_000", "too large"),
        ("10 ** 5000", "cannot be written down"),
        ("[[[[[[[[[[1]]]]]]]]]]", "nested"),
        ("(lambda l: (l.append(l), l)[1])([])", "nested"),
    ],
)
def test_result_that_cannot_be_judged_is_refused(either: Sandbox, returned: str, wording: str):
    outcomes = ask(
        either, f"import numpy as np\ndef f(x):\n    return ({returned}) if x else 1", Call((1,)), Call((0,))
    )
    assert isinstance(outcomes[0], Refused)
    assert wording in outcomes[0].reason
    assert isinstance(outcomes[1], Returned)


def test_hanging_call_costs_itself(either: Sandbox):
    source = "def f(x):\n    while x == 2: pass\n    return x"
    outcomes = ask(either, source, *(Call((x,)) for x in range(5)))
    assert [getattr(outcome, "value", outcome) for outcome in outcomes] == [0, 1, TimedOut(1.0), 3, 4]


def test_deadly_call_costs_itself_and_says_why(either: Sandbox):
    source = "import os\ndef f(x):\n    if x == 2: os._exit(7)\n    return x"
    outcomes = ask(either, source, *(Call((x,)) for x in range(5)))
    died = Died("it exited with status 7 (os._exit or a crash)")
    assert [getattr(outcome, "value", outcome) for outcome in outcomes] == [0, 1, died, 3, 4]


def test_answers_before_a_death_count_even_when_later_questions_were_not_sent_yet(
    either: Sandbox, monkeypatch: pytest.MonkeyPatch
):
    send = Channel.send

    def slowly(channel: Channel, value: Any, fds: Sequence[int] = (), seconds: float | None = None) -> None:
        if "question" in value:
            time.sleep(0.1)  # as on a machine with other things to do: the answer to the one before is out long since
        send(channel, value, fds, seconds)

    monkeypatch.setattr(Channel, "send", slowly)
    source = "import os\ndef f(x):\n    if x == 1: os._exit(7)\n    return x"
    outcomes = ask(either, source, *(Call((x,)) for x in range(5)))
    died = Died("it exited with status 7 (os._exit or a crash)")
    assert [getattr(outcome, "value", outcome) for outcome in outcomes] == [0, died, 2, 3, 4]


def test_function_that_always_dies_is_given_up_after_three_new_starts(either: Sandbox):
    source = "import os\ndef f(x):\n    open('starts', 'a').write('x')\n    os._exit(1)"
    with either.open() as submission:
        submission.run(source)
        with submission.check("f") as check:
            outcomes = check.answer([Call((1,))] * 50)
        starts = submission.run("len(open('starts').read())").outputs[0]["data"]["text/plain"]
    assert len(outcomes) == 50
    assert all(isinstance(outcome, Died) for outcome in outcomes)
    assert starts == "4"


def test_check_budget_ends_slow_functions(plain: Sandbox):
    with plain.open() as submission:
        submission.run("def f(x): return x")
        with submission.check("f") as check:
            check._spent = plain.limits.check_seconds
            assert check.answer([Call((1,))] * 2) == [TimedOut(10.0)] * 2


def test_memory_hog_raises_in_its_own_call(either: Sandbox):
    source = "import numpy as np\ndef f(x):\n    return np.ones(x).sum()"
    outcomes = ask(either, source, Call((1 << 30,)), Call((8,)))
    assert isinstance(outcomes[0], Raised)
    assert "MemoryError" in (outcomes[0].kind, *outcomes[0].bases)
    assert isinstance(outcomes[1], Returned)


@pytest.mark.parametrize(
    "also",
    ["", "    try:\n        fill()\n    except MemoryError:\n        raise ValueError from None\n"],
    ids=["at once", "behind another error"],
)
def test_the_memory_that_a_stopped_cell_had_taken_is_free_for_the_others(either: Sandbox, also: str):
    """Python keeps a failed function's variables for a debugger; a right answer may need that memory."""
    hog = "import numpy as np\ndef fill():\n    hoard = []\n"
    hog += "    while True:\n        hoard.append(np.empty(1 << 22, 'u1'))\n"
    with either.open() as submission:
        again = f"def again():\n{also}again()" if also else "fill()"
        assert not submission.run(hog + again).went_well
        submission.run(f"def f(x): return len(np.empty({either.limits.memory_bytes // 2}, 'u1'))")
        with submission.check("f") as check:
            assert check.answer([Call((1,))]) == [Returned(either.limits.memory_bytes // 2)]


def test_results_that_are_large_together_are_not_held(either: Sandbox):
    source = "import numpy as np\ndef f(x):\n    return np.zeros(700_000)"  # 5.6 MB each, 16 MB for all
    first, second, *rest = ask(either, source, *[Call((1,))] * 5)
    assert isinstance(first, Returned)
    assert isinstance(second, Returned)
    assert {type(outcome) for outcome in rest} == {Refused}


def test_large_arguments_count_with_the_results(either: Sandbox):
    source = "def f(x):\n    x.append('x' * 5_000_000)\n    return 1"
    outcomes = ask(either, source, *[Call(([],))] * 5)
    assert isinstance(outcomes[-1], Refused)


def test_printing_function_is_silent(either: Sandbox):
    source = "import sys, os\ndef f(x):\n    print('x' * 10**6); os.write(1, b'raw')\n    return x"
    assert only(ask(either, source)) == Returned(1)


def test_a_result_in_the_memory_of_an_earlier_one_is_seen(either: Sandbox):
    source = "import numpy as np\nkept = np.zeros(2)\ndef f(x):\n    kept[:] = x\n    return kept"
    outcome = only(ask(either, source, Script(None, (Do("", (1.0,)), Do("", (2.0,))))))
    assert isinstance(outcome, Played)
    assert [step.shared for step in outcome.outcomes if isinstance(step, Returned)] == [(), (), ((1, EARLIER_RESULT),)]


def test_an_array_that_is_filled_again_is_the_same_object(either: Sandbox):
    source = "last = total = None\ndef f(x):\n    global last, total\n"
    source += "    last, total = (x, total if x is last else x.sum())\n    return total"
    outcome = only(ask(either, source, Script(None, (Do("", (np.ones(2),)), Do("", (Refilled(1, 0, np.zeros(2)),))))))
    assert isinstance(outcome, Played)
    assert [float(step.value) for step in outcome.outcomes[1:] if isinstance(step, Returned)] == [2.0, 2.0]


def test_check_after_close_says_so(plain: Sandbox):
    with plain.open() as submission:
        check = submission.check("f")
        check.close()
        assert check.answer([Call()]) == [Died("the check is closed")]


def test_class_can_be_a_candidate(either: Sandbox):
    outcome = only(ask(either, "class f(int): pass", Call((4,))))
    assert outcome == Returned(4)


def test_call_costs_well_under_a_hundredth_of_a_second(confined: Sandbox):
    with confined.open() as submission:
        submission.run("def f(x): return x")
        with submission.check("f") as check:
            check.answer([Call((1,))])
            start = time.monotonic()
            check.answer([Call((1,))] * 100)
            assert time.monotonic() - start < 1.0
