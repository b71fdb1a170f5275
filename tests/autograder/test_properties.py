"""What each kind of property accepts and refuses, and how it says so."""

from __future__ import annotations

import math
from functools import partial

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.exam.candidate import LocalCandidate
from autograder.exam.properties import (
    agrees,
    difference,
    keeps_dtype,
    law,
    leaves_inputs_alone,
    raises,
    returns_dtype,
    returns_int,
    returns_new_array,
)
from autograder.sandbox.wire.outcome import EARLIER_RESULT, Died, Played, Raised, Refused, Returned, TimedOut
from autograder.sandbox.wire.questions import Call, Do, Script

CALLS = st.builds(Call)
NOT_RETURNED = [Raised("TypeError", "no"), Refused("generator"), TimedOut(1.0), Died("killed")]


def returned(value):
    return Returned(value)


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (np.array([1.0, 2.0]), np.array([1, 2])),
        (np.array([1.0, 2.0]), np.array([1.0, 2.0 + 1e-10])),
        (np.array([1e12]), np.array([1e12 + 1])),
        (np.array([math.inf]), np.array([math.inf])),
        (np.zeros((0, 3)), np.zeros((0, 3))),
        (np.array([True]), np.array([True])),
        (3, np.array(3)),
        (3, 3.0),
        (np.float64(2.5), 2.5),
        ((1, 2), (1, 2)),
        ([1, np.ones(2)], [1, np.ones(2)]),
        ("same", "same"),
        (None, None),
        (True, True),
        (True, np.array(True)),
    ],
)
def test_equal_values_agree(expected, actual):
    assert difference(expected, returned(actual)) is None


@pytest.mark.parametrize(
    ("expected", "actual", "note"),
    [
        (np.zeros((2, 3)), np.zeros((3, 2)), "Wanted shape (2, 3), got shape (3, 2)."),
        (np.zeros((2, 3)), [[0, 0, 0], [0, 0, 0]], "Wanted a NumPy array, got list."),
        (np.zeros((2, 2)), np.zeros((2, 2), dtype=complex), "Wanted real numbers, got complex ones."),
        (np.ones((2, 2)), np.ones((2, 2), dtype=bool), "Wanted float64, got bool."),
        (np.array([1.0, 2.0, 3.0]), np.array([1.0, 9.0, 9.0]), "2 of 3 values differ; the first at [1]."),
        (np.zeros(2), np.array([0.0, math.nan]), "1 of 2 values differ; the first at [1]."),
        (3, "3", "Wanted a number, got str."),
        (1, True, "Wanted a number, got bool."),
        (True, np.array(False), ""),
        (True, np.array(1), ""),
        (2, np.array([2]), "Wanted a number, got ndarray."),
        ((1, 2), [1, 2], "Wanted a tuple."),
        ((1, 2), (1, 2, 3), "Wanted 2 values."),
        (3, math.nan, ""),
        (3, 4, ""),
        (10**30, 10**30 + 1, ""),
        (3, 10**400, ""),
        ("a", "b", ""),
        (None, 0, ""),
    ],
)
def test_a_difference_is_named(expected, actual, note):
    assert difference(expected, returned(actual)).note == note


@pytest.mark.parametrize("outcome", NOT_RETURNED, ids=lambda outcome: type(outcome).__name__)
def test_an_outcome_without_a_value_differs_from_any_value(outcome):
    assert difference(1, outcome) is not None


def test_the_reference_says_what_is_expected():
    prop = agrees("double", "Twice.", CALLS)
    assert prop.expect(Call((4,)), LocalCandidate(lambda x: 2 * x)) == [Returned(8)]


def test_a_reference_that_works_in_place_does_not_change_the_question():
    call = Call((np.ones(2),))
    agrees("", "", CALLS).expect(call, LocalCandidate(lambda x: x.fill(7)))
    assert call.args[0].tolist() == [1.0, 1.0]


def test_a_reference_that_cannot_answer_is_an_error_of_the_exam():
    with pytest.raises(ValueError, match="the reference cannot answer a question of 'odd'"):
        agrees("odd", "", CALLS).expect(Call(), LocalCandidate(lambda: object()))


def test_a_reference_that_stumbles_is_an_error_of_the_exam():
    """An answer that stumbled over the same question would agree with it."""
    with pytest.raises(ValueError, match=r"cannot answer a question of 'odd': .*KeyError"):
        agrees("odd", "", CALLS).expect(Call(("half",)), LocalCandidate(lambda name: {"whole": 1}[name]))


def test_where_the_reference_raises_so_must_the_answer():
    prop, expected = agrees("", "", CALLS), [Raised("ValueError", "no")]
    assert prop.judge(Call(), expected, [Raised("LinAlgError", "", ("ValueError",))]) is None
    assert prop.judge(Call(), expected, [Raised("KeyError", "")]).expected == "raise ValueError"
    assert prop.judge(Call(), expected, [Returned(1)]).expected == "raise ValueError"


RESULT = {"dx": np.ones(2), "dw": (1.0, 2.0)}


@pytest.mark.parametrize(
    ("part", "got", "right"),
    [
        ("dx", {"dx": np.ones(2)}, True),
        ("dx", {"dx": np.zeros(2), "dw": (1.0, 2.0)}, False),
        (("dw", 1), {"dw": [None, 2.0]}, True),
        (("dw", 1), {"dw": [2.0]}, False),
        ("dx", 3.0, False),
        ("dx", None, False),
    ],
)
def test_a_part_of_the_result_is_judged_alone(part, got, right):
    prop = agrees("", "", CALLS, part=part)
    assert (prop.judge(Call(), [Returned(RESULT)], [Returned(got)]) is None) == right


doubling = law(
    "linear",
    "f(2 x) = 2 f(x).",
    st.integers(1, 9),
    lambda x: (Call((x,)), Call((2 * x,))),
    lambda x, values: (2 * values[0], values[1]),
)


def test_a_law_that_holds_is_passed():
    assert doubling.judge(3, None, (returned(5.0), returned(10.0))) is None


def test_a_law_that_is_broken_says_what_follows_from_what():
    failure = doubling.judge(3, None, (returned(5.0), returned(11.0)))
    assert (failure.expected, failure.actual) == ("10.0", "11.0")
    assert "Expected follows from the results before" in failure.note


@pytest.mark.parametrize("garbage", [math.nan, math.inf, None, "x", [1], True, 1j, np.array([math.nan])], ids=repr)
def test_a_law_wants_finite_numbers(garbage):
    assert doubling.judge(3, None, (returned(garbage), returned(garbage))) is not None


def test_a_law_survives_shapes_that_do_not_fit():
    failure = law("sum", "", CALLS, lambda d: (Call(), Call()), lambda d, v: (v[0] + v[1], v[1])).judge(
        None, None, (returned(np.ones(2)), returned(np.ones(3)))
    )
    assert "ValueError" in failure.note


def test_a_law_does_not_stretch_a_column_and_a_row_to_gigabytes():
    def combine(data, values):
        pytest.fail("they were put together")

    column_and_row = returned(np.ones((4000, 1))), returned(np.ones((1, 4000)))
    assert "larger" in law("sum", "", CALLS, lambda d: (Call(), Call()), combine).judge(None, None, column_and_row).note


@pytest.mark.parametrize("outcome", NOT_RETURNED, ids=lambda outcome: type(outcome).__name__)
def test_a_law_wants_a_value_from_every_call(outcome):
    assert doubling.judge(3, None, (returned(5.0), outcome)).expected == "a value from every call"


SENT = np.arange(6.0).reshape(2, 3)


def test_inputs_that_stayed_as_they_were_are_in_order():
    assert leaves_inputs_alone(CALLS).judge(Call((SENT, 1)), None, (returned(0),)) is None


@pytest.mark.parametrize("changed", [(0, 0, SENT + 1), (0, "x", None), (5, 9, 1)])
def test_a_changed_input_is_shown_before_and_after(changed):
    failure = leaves_inputs_alone(CALLS).judge(Call((SENT, 1)), None, (Returned(0, (changed,)),))
    assert failure.actual.startswith("the input became")


def test_an_array_that_was_kept_and_changed_later_is_seen():
    script = Script(Call((SENT,)), (Do("step"), Do("step")))
    outcome = Played((Returned(None), Returned(1), Returned(2, ((0, 0, SENT * 2),))))
    failure = leaves_inputs_alone(CALLS).judge(script, None, (outcome,))
    assert "changed in a later step" in failure.note
    assert failure.step == 2


def test_a_result_that_is_an_input_is_no_new_array():
    prop = returns_new_array(CALLS)
    assert prop.judge(Call((SENT,)), None, (Returned(SENT),)) is None
    assert "shares its memory" in prop.judge(Call((SENT,)), None, (Returned(SENT, (), ((0, 0),)),)).actual


@pytest.mark.parametrize("stated", [returns_new_array, partial(leaves_inputs_alone, new_result=True)])
def test_a_result_that_an_earlier_call_returned_is_no_new_array(stated):
    script = Script(None, (Do(args=(SENT,)), Do(args=(SENT,))))
    outcome = Played((Returned(None), Returned(SENT), Returned(SENT, (), ((1, EARLIER_RESULT),))))
    failure = stated(CALLS).judge(script, None, (outcome,))
    assert (failure.step, "an earlier call returned" in failure.actual) == (2, True)


def test_whoever_returns_nothing_does_not_leave_the_inputs_alone():
    prop = leaves_inputs_alone(CALLS)
    assert all(prop.judge(Call((SENT,)), (False,), (outcome,)) is not None for outcome in NOT_RETURNED)


def test_a_step_that_the_reference_refuses_may_be_refused_but_may_change_nothing():
    def reference(array):
        if array[0] < 0:
            raise ValueError

    script = Script(None, (Do(args=(np.array([-1.0]),)), Do(args=(np.array([2.0]),))))
    prop = leaves_inputs_alone(CALLS)
    expected = prop.expect(script, LocalCandidate(reference))
    refused, fine = Raised("ValueError", ""), Returned(None)
    changing = Returned(None, ((1, 0, np.array([1.0])),))
    assert expected == (False, True, False)
    assert prop.judge(script, expected, (Played((fine, refused, fine)),)) is None
    assert prop.judge(script, expected, (Played((fine, refused, changing)),)).step == 2
    assert prop.judge(script, expected, (Played((fine, fine, refused)),)).step == 2


@pytest.mark.parametrize(
    ("value", "right"),
    [(np.zeros(2), True), (np.float64(1), False), (np.zeros(2, dtype=np.float32), False), (1.0, False), (None, False)],
)
def test_the_dtype_must_be_exactly_the_promised_one(value, right):
    prop = returns_dtype(CALLS, np.float64, sentence="")
    assert (prop.judge(Call(), prop.expect(Call(), None), (returned(value),)) is None) == right


def test_a_kept_dtype_is_that_of_the_first_argument():
    prop = keeps_dtype(CALLS, sentence="")
    call = Call((np.zeros(2, dtype=np.uint8), np.zeros(2)))
    assert prop.judge(call, prop.expect(call, None), (returned(np.zeros(5, dtype=np.uint8)),)) is None
    assert prop.judge(call, prop.expect(call, None), (returned(np.zeros(5)),)).actual == "dtype float64"


@pytest.mark.parametrize(
    ("value", "right"),
    [(3, True), (np.array(3), True), (3.0, False), (np.array(3.0), False), (True, False), (np.array([3]), False)],
)
def test_an_int_is_an_int(value, right):
    assert (returns_int(CALLS).judge(Call(), None, (returned(value),)) is None) == right


@pytest.mark.parametrize(
    ("outcome", "right"),
    [
        (Raised("ValueError", ""), True),
        (Raised("LinAlgError", "", ("ValueError", "Exception")), True),
        (Raised("TypeError", "", ("Exception",)), False),
        (returned(None), False),
        (Refused("x"), False),
        (TimedOut(1.0), False),
        (Died("x"), False),
    ],
)
def test_the_exception_must_be_of_the_promised_kind(outcome, right):
    assert (raises("refuses", "", CALLS).judge(Call(), None, (outcome,)) is None) == right


@pytest.mark.parametrize("make", [leaves_inputs_alone, returns_int])
def test_good_conduct_is_marked_as_conduct(make):
    assert make(CALLS).conduct


def test_agreement_is_no_conduct_unless_it_says_so():
    assert not agrees("", "", CALLS).conduct
    assert agrees("", "", CALLS, conduct=True).conduct
