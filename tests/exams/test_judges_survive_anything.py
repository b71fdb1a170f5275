"""A judge gets whatever a sandbox may send: it answers with a Failure or None, and never takes garbage for right."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.exam.diagnosis import diagnose
from autograder.exam.exercise import Failure
from autograder.sandbox.wire.outcome import Died, Raised, Refused, Returned, TimedOut

numbers = st.one_of(
    st.integers(-(10**6), 10**6),
    st.sampled_from([10**400, 2**63, math.nan, math.inf, -math.inf, 0.0, -0.0, 1e308]),
    st.just(5000).map(lambda digits: -(10**digits)),  # Python refuses to write it out, and so Hypothesis cannot hold it
    st.floats(),
    st.booleans(),
)
dtypes = st.sampled_from(["f8", "f4", "f2", "i8", "u1", "i1", "?", "c16", "c8", "u8"])
shapes = st.sampled_from([(), (0,), (1,), (2,), (0, 3), (3, 0), (1, 1), (2, 3), (3, 4), (2, 3, 4), (1, 2, 1, 2)])


@st.composite
def arrays(draw):
    return draw(hnp.arrays(draw(dtypes), draw(shapes)))


scalars = st.one_of(st.none(), numbers, st.text(max_size=5), arrays(), st.sampled_from(["x" * 2000, "\x00", "\ud800"]))
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(st.text(max_size=3), inner, max_size=3),
    ),
    max_leaves=8,
)
outcomes = st.one_of(
    st.builds(
        Returned,
        values,
        st.lists(values, max_size=5).map(tuple),
        st.dictionaries(st.text(max_size=3), values, max_size=2),
    ),
    st.builds(Raised, st.text(max_size=9), st.text(max_size=9), st.lists(st.text(max_size=9), max_size=2).map(tuple)),
    st.builds(Refused, st.text(max_size=9)),
    st.builds(TimedOut, st.floats(0, 10)),
    st.builds(Died, st.text(max_size=9)),
)


def one_example_of_each_property(exam):
    return {example.property.name: example for example in exam.examples}.values()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_outcome_makes_a_judge_raise(exam, data):
    for example in one_example_of_each_property(exam):
        hostile = tuple(data.draw(outcomes) for _ in example.calls)
        failure = example.judge(hostile)
        assert failure is None or isinstance(failure, Failure)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_outcome_makes_the_diagnosis_raise(exam, data):
    hostile = data.draw(outcomes)
    answers = [tuple(hostile for _ in example.calls) for example in exam.examples]
    failures = [example.judge(answer) for example, answer in zip(exam.examples, answers, strict=True)]
    diagnose(exam, answers, failures)


LOOKS_AT_NO_VALUE = {"input not modified", "dtype", "int"}


@pytest.mark.parametrize("garbage", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_not_finite_is_never_right(exam, garbage):
    for example in exam.examples:
        if example.property.name not in LOOKS_AT_NO_VALUE:
            alone = tuple(Returned(garbage, (), {}) for _ in example.calls)
            assert example.judge(alone) is not None, example.property.name


@pytest.mark.parametrize("garbage", [math.nan, math.inf, -math.inf])
def test_an_array_of_numbers_that_are_not_finite_is_never_right(exercise, exam, candidate, garbage):
    outcomes = exam.answers(candidate(exercise.reference))
    for example, right in zip(exam.examples, outcomes, strict=True):
        if example.property.name not in LOOKS_AT_NO_VALUE:
            shaped = tuple(like(outcome, garbage) for outcome in right)
            assert example.judge(shaped) is not None, example.property.name


def like(outcome, garbage):
    """Put garbage in the place of every number that an outcome holds."""
    value = np.full(np.shape(outcome.value), garbage) if isinstance(outcome, Returned) else garbage
    return Returned(value, (), {})
