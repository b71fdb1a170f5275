"""Which of several fitting misconceptions is named, and when none is."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.exam.answers import Answers
from autograder.exam.candidate import LocalCandidate, own_line
from autograder.exam.diagnosis import alike, diagnose
from autograder.exam.exam import Exam
from autograder.exam.exercise import Exercise
from autograder.exam.properties import agrees, leaves_inputs_alone, raises, returns_dtype
from autograder.sandbox.wire.outcome import Raised, Refused, Returned
from autograder.sandbox.wire.questions import Call, Do, Script

arrays = st.binary(min_size=3, max_size=3).map(lambda raw: np.frombuffer(raw, np.uint8).astype(np.float64))
calls = st.builds(Call, st.tuples(arrays, st.integers(2, 9)))
bad_calls = st.builds(Call, st.tuples(arrays, st.integers(-9, -1)))


def scaled(array, factor):
    if factor < 0:
        raise ValueError("negative")
    return array * float(factor)


def factor_forgotten(array, factor):
    """You do not use the factor."""
    if factor < 0:
        raise ValueError("negative")
    return array


def factor_forgotten_and_negative_accepted(array, factor):
    """You do not use the factor and do not check it."""
    return array


def scaled_in_place(array, factor):
    """You change the caller's array."""
    if factor < 0:
        raise ValueError("negative")
    array *= factor
    return array


def negative_accepted(array, factor):
    """You do not check the factor."""
    return array * float(factor)


def half_precision(array, factor):
    """You return float16."""
    return scaled(array, factor).astype(np.float16)


def always_failing(array, factor):
    """You raise an exception of another kind."""
    raise KeyError("no")


EXERCISE = Exercise(
    name="scaled",
    points=2,
    reference=scaled,
    properties=(
        agrees("values", "", calls, tolerance=1e-3),
        raises("negative", "", bad_calls),
        returns_dtype(calls, np.float64, sentence=""),
        leaves_inputs_alone(calls),
    ),
    answers=Answers(
        wrong=(
            factor_forgotten,
            factor_forgotten_and_negative_accepted,
            scaled_in_place,
            negative_accepted,
            half_precision,
            always_failing,
        ),
    ),
)


@pytest.fixture(scope="module")
def exam():
    return Exam(EXERCISE, b"secret")


def named(exam, implementation):
    answers = exam.answers(LocalCandidate(implementation))
    failures = [example.judge(answer) for example, answer in zip(exam.examples, answers, strict=True)]
    misconception = diagnose(exam, answers, failures)
    return misconception.name if misconception else None


@pytest.mark.parametrize("misconception", EXERCISE.misconceptions[:-1], ids=lambda m: m.name)
def test_each_mistake_is_called_by_its_own_name(exam, misconception):
    assert named(exam, misconception.implementation) == misconception.name


def test_a_right_answer_has_no_name(exam):
    assert named(exam, scaled) is None


def test_an_unknown_mistake_has_no_name(exam):
    assert named(exam, lambda array, factor: array * factor + 1) is None


def test_whoever_never_returned_anything_is_told_no_mistake(exam):
    assert named(exam, always_failing) is None


def test_a_wrong_value_on_one_example_more_is_another_mistake(exam):
    def forgotten_except_for_two(array, factor):
        return scaled(array, factor) + 1 if factor == 2 else factor_forgotten(array, factor)

    assert named(exam, forgotten_except_for_two) is None


def test_good_conduct_does_not_hide_wrong_values(exam):
    def forgotten_and_overwritten(array, factor):
        kept = array.copy()
        array[:] = 0
        return kept if factor >= 0 else scaled(kept, factor)

    assert named(exam, forgotten_and_overwritten) == "factor forgotten"


def test_of_two_lapses_one_is_named(exam):
    def in_place_and_unchecked(array, factor):
        array *= abs(factor)
        return array

    assert named(exam, in_place_and_unchecked) == "scaled in place"


def test_another_dtype_is_another_mistake(exam):
    assert named(exam, lambda array, factor: scaled(array, factor).astype(np.float32)) is None


def test_what_is_right_speaks_against_a_name(exam):
    def forgotten_when_odd(array, factor):
        return scaled(array, factor) if factor % 2 == 0 else array

    assert named(exam, forgotten_when_odd) is None


def test_of_two_mistakes_in_values_the_one_that_weighs_more_is_named():
    doubles = agrees("doubles", "", st.builds(Call, st.tuples(arrays, st.just(2))), weight=1)
    others = agrees("others", "", st.builds(Call, st.tuples(arrays, st.integers(3, 9))), weight=3)
    exam = Exam(dataclasses.replace(EXERCISE, properties=(others, doubles)), b"secret")

    def forgotten_and_one_too_many_for_two(array, factor):
        return scaled(array, factor) + 1 if factor == 2 else array

    assert named(exam, forgotten_and_one_too_many_for_two) == "factor forgotten"


def refused_in_between(array, factor):
    return Script(None, tuple(Do(args=(array, each)) for each in (factor, -factor, factor + 1)))


REFUSING = Exam(
    dataclasses.replace(
        EXERCISE,
        properties=(
            *EXERCISE.properties,
            agrees("turns", "", st.builds(refused_in_between, arrays, st.integers(2, 9)), tolerance=1e-3, weight=2),
        ),
        answers=Answers(wrong=(factor_forgotten, half_precision)),
    ),
    b"secret",
)


def test_who_refuses_nothing_besides_is_told_the_mistake_that_he_made_where_nothing_is_refused():
    def forgotten_and_nothing_for_negative(array, factor):
        return array if factor >= 0 else None

    assert named(REFUSING, forgotten_and_nothing_for_negative) == "factor forgotten"


def test_who_refuses_nothing_is_told_a_lapse_that_shows_elsewhere():
    def in_half_precision_and_nothing_for_negative(array, factor):
        return half_precision(array, factor) if factor >= 0 else None

    assert named(REFUSING, in_half_precision_and_nothing_for_negative) == "half precision"


def test_who_only_refuses_nothing_made_no_mistake_elsewhere():
    assert named(REFUSING, lambda array, factor: scaled(array, factor) if factor >= 0 else None) is None


def test_of_two_mistakes_that_weigh_the_same_none_is_named():
    doubles = agrees("doubles", "", st.builds(Call, st.tuples(arrays, st.just(2))), weight=1)
    others = agrees("others", "", st.builds(Call, st.tuples(arrays, st.integers(3, 9))), weight=1)
    exam = Exam(dataclasses.replace(EXERCISE, properties=(others, doubles)), b"secret")

    def forgotten_and_one_too_many_for_two(array, factor):
        return scaled(array, factor) + 1 if factor == 2 else array

    assert named(exam, forgotten_and_one_too_many_for_two) is None


OWN, OF_NUMPY = "raise ValueError('too large')", "out[i] = window * kernel"


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        (Raised("ValueError", "no", (), OWN), Raised("ValueError", "it does not fit", (), OWN), True),
        (Raised("ValueError", "no", (), OWN), Raised("ValueError", "no", (), OF_NUMPY), False),
        (
            Raised("ValueError", "operands could not be broadcast together with shapes (2,3) (3,2)", (), OF_NUMPY),
            Raised("ValueError", "operands could not be broadcast together with shapes (4,1) (1,5)", (), "a * b"),
            True,
        ),
        (
            Raised("ValueError", "operands could not be broadcast together with shapes (2,3) (3,2)", (), OF_NUMPY),
            Raised("ValueError", "negative dimensions are not allowed", (), OF_NUMPY),
            False,
        ),
        (Raised("IndexError", "no", (), OWN), Raised("ValueError", "no", (), OWN), False),
        (Raised("ValueError", "no"), Raised("ValueError", "it does not fit", (), OWN), False),
        (Refused("a list of 3 objects"), Refused("a list of 4 objects"), True),
        (Refused("a generator"), Refused("a list of 4 objects"), False),
    ],
)
def test_exceptions_are_alike_by_their_message_and_their_place(ours, theirs, same):
    assert alike(ours, theirs, conduct=False) is same


@pytest.mark.parametrize(
    "outcome",
    [
        Returned(10**400),
        Returned(np.array(1j)),
        Returned({"a": [math.nan]}, ((0, "b", None),), ((7, 3),)),
        Returned("text", ((0, 0, "text"),)),
        Returned(np.array([True, False, True])),
        Refused("generator"),
        Raised("ValueError", ""),
    ],
    ids=repr,
)
def test_nothing_that_comes_back_stops_the_diagnosis(exam, outcome):
    answers = [(outcome,) for _ in exam.examples]
    failures = [example.judge(answer) for example, answer in zip(exam.examples, answers, strict=True)]
    assert diagnose(exam, answers, failures) is None


def check_of_its_own(n):
    if n > 0:
        raise ValueError("too large")


def two_shapes(n):
    return np.zeros(n) + np.zeros(n + 1)


def error_without_source():
    namespace = {}
    exec("def answer(n):\n    raise ValueError", namespace)
    return namespace["answer"]


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        (check_of_its_own, 'raise ValueError("too large")'),
        (two_shapes, "return np.zeros(n) + np.zeros(n + 1)"),
        (error_without_source(), ""),
    ],
)
def test_an_error_is_told_with_the_line_of_the_answer(answer, line):
    assert LocalCandidate(answer, where=own_line).answer([Call((2,))])[0].where == line
