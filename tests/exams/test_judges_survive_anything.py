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
from autograder.sandbox.wire.outcome import Died, Played, Raised, Refused, Returned, TimedOut
from autograder.sandbox.wire.questions import Script

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
places, names = st.integers(0, 5), st.integers(-3, 5) | st.text(max_size=3)
step_outcomes = st.one_of(
    st.builds(
        Returned,
        values,
        st.lists(st.tuples(places, names, values), max_size=2).map(tuple),
        st.lists(st.tuples(places, names), max_size=2).map(tuple),
    ),
    st.builds(Raised, st.text(max_size=9), st.text(max_size=9), st.lists(st.text(max_size=9), max_size=2).map(tuple)),
    st.builds(Refused, st.text(max_size=9)),
)
endings = st.builds(TimedOut, st.floats(0, 10)) | st.builds(Died, st.text(max_size=9))


def hostile(question):
    """Any outcome of the form that the sandbox's gate lets through: for a script one for each of its steps."""
    if not isinstance(question, Script):
        return step_outcomes | endings
    steps = len(question.steps)
    all_played = st.tuples(st.builds(Returned, values), *[step_outcomes] * steps).map(Played)
    not_made = st.tuples(step_outcomes.filter(lambda outcome: not isinstance(outcome, Returned))).map(Played)
    return all_played | not_made | endings | st.builds(Refused, st.text(max_size=9))


def one_example_of_each_property(exam):
    return {example.property.name: example for example in exam.examples}.values()


def tried(times, judge):
    """Try something with whatever Hypothesis finds, so many times."""
    checks = list(HealthCheck)
    settings(max_examples=times, deadline=None, database=None, suppress_health_check=checks)(given(st.data())(judge))()


def test_no_outcome_makes_a_judge_raise(exam, full):
    def judge(data):
        for example in one_example_of_each_property(exam):
            failure = example.judge(tuple(data.draw(hostile(question)) for question in example.questions))
            assert failure is None or isinstance(failure, Failure)
            assert failure is None or isinstance(failure.expected + failure.actual, str)

    tried(20 if full else 5, judge)


def test_no_outcome_makes_the_diagnosis_raise(exam, full):
    def judge(data):
        drawn = {}  # one outcome for all questions of a form: drawing hundreds takes Hypothesis too long

        def draw(question):
            form = len(question.steps) if isinstance(question, Script) else -1
            if form not in drawn:
                drawn[form] = data.draw(hostile(question))
            return drawn[form]

        answers = [tuple(draw(question) for question in example.questions) for example in exam.examples]
        failures = [example.judge(answer) for example, answer in zip(exam.examples, answers, strict=True)]
        diagnose(exam, answers, failures)

    tried(8 if full else 3, judge)


LOOKS_AT_NO_VALUE = {"blocks not modified", "input not modified", "a new array", "dtype", "int"}


@pytest.mark.parametrize("garbage", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_not_finite_is_never_right(exam, garbage):
    for example in exam.examples:
        if example.property.name not in LOOKS_AT_NO_VALUE:
            alone = tuple(like_the_question(question, garbage) for question in example.questions)
            assert example.judge(alone) is not None, example.property.name


@pytest.mark.parametrize("garbage", [math.nan, math.inf, -math.inf])
def test_an_array_of_numbers_that_are_not_finite_is_never_right(exercise, exam, outcomes, garbage):
    for example, right in zip(exam.examples, outcomes(exercise.reference), strict=True):
        if example.property.name not in LOOKS_AT_NO_VALUE:
            shaped = tuple(filled(outcome, garbage) for outcome in right)
            assert example.judge(shaped) is not None, example.property.name


def like_the_question(question, garbage):
    if isinstance(question, Script):
        return Played((Returned(None), *[Returned(garbage)] * len(question.steps)))
    return Returned(garbage)


def filled(outcome, garbage):
    """Put garbage in the place of every number that an outcome holds."""
    if isinstance(outcome, Played):
        return Played(tuple(filled(step, garbage) for step in outcome.outcomes))
    return Returned(all_garbage(outcome.value, garbage) if isinstance(outcome, Returned) else garbage)


def all_garbage(value, garbage):
    if isinstance(value, (tuple, list)):
        return type(value)(all_garbage(item, garbage) for item in value or [garbage])  # a place where there is none
    if isinstance(value, dict):
        return {key: all_garbage(item, garbage) for key, item in value.items()}
    return value if value is None else np.full(np.shape(value), garbage)
