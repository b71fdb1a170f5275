"""What depends on more than its arguments is seen: a memory of numbers, of results, of buffers; the layout."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.exam.candidate import LocalCandidate
from autograder.exam.exam import Exam
from autograder.exam.exercise import Exercise
from autograder.exam.properties import depends_on_arguments_alone
from autograder.exam.strategies import whole_numbers
from autograder.sandbox.wire.questions import LAYOUTS, Call, Do, Laid


def scaled(x, y, *, by=1.0):
    return (x * y + y) * by


def with_an_argument_kept(x, y, *, by=1.0, _kept={}):  # noqa: B006 # the mistake itself
    return scaled(x, _kept.setdefault(y.shape, y), by=by)


def with_the_first_number_kept(x, y, *, by=1.0, _kept=[]):  # noqa: B006 # the mistake itself
    _kept[:] = _kept or [by]
    return scaled(x, y, by=_kept[0])


def into_the_same_buffer(x, y, *, by=1.0, _kept=np.zeros((2, 3))):  # noqa: B008 # the mistake itself
    _kept[:] = scaled(x, y, by=by)
    return _kept


def the_same_result_for_the_same_numbers(x, y, *, by=1.0, _kept={}):  # noqa: B006 # the mistake itself
    return _kept.setdefault((x.tobytes(), y.tobytes(), by), scaled(x, y, by=by))


def one_number_behind_the_other_in_memory(x, y, *, by=1.0):
    return scaled(x, np.ravel(y, order="K").reshape(y.shape), by=by)


def written_to(x, y, *, by=1.0):
    x[0] = x[0]
    return scaled(x, y, by=by)


def calls():
    arrays = st.tuples(whole_numbers((2, 3), 1, 9), whole_numbers((2, 3), 1, 9))
    return st.builds(lambda pair, by: Call(pair, {"by": by}), arrays, st.sampled_from([1.0, 2.0, 3.0]))


@pytest.fixture(scope="module")
def exam():
    return Exam(Exercise("scaled", 1, scaled, depends_on_arguments_alone(calls(), arrays=(0, 1))), b"")


def failed_by(exam, answer):
    judged = zip(exam.examples, exam.answers(LocalCandidate(answer)), strict=True)
    return {example.property.name: failure for example, outcomes in judged if (failure := example.judge(outcomes))}


def test_a_function_of_its_arguments_passes(exam):
    assert failed_by(exam, scaled) == {}


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (with_an_argument_kept, "called again"),
        (with_the_first_number_kept, "called again"),
        (into_the_same_buffer, "called again"),
        (the_same_result_for_the_same_numbers, "called again"),
        (one_number_behind_the_other_in_memory, "any layout"),
        (written_to, "any layout"),
    ],
)
def test_what_depends_on_more_fails(exam, answer, name):
    assert name in failed_by(exam, answer)


def test_a_buffer_is_told_at_the_call_that_writes_over_a_result(exam):
    failure = failed_by(exam, into_the_same_buffer)["called again"]
    assert (failure.expected, failure.step) == ("a new array", 2)
    assert "the array that call 1 gave" in failure.actual


def test_the_first_call_is_made_again_after_others_of_the_same_shapes(exam):
    script = next(example.data for example in exam.examples if example.property.name == "called again")
    first, *between, last = script.steps
    assert first == last
    assert len(between) >= 2
    assert all(isinstance(step, Do) and [a.shape for a in step.args] == [(2, 3)] * 2 for step in between)
    assert not any(np.array_equal(a, b) for a, b in zip(first.args, between[-1].args, strict=True))


@pytest.mark.parametrize("place", [0, 1])
def test_each_array_comes_in_each_layout(exam, place):
    calls = [example.data for example in exam.examples if example.property.name == "any layout"]
    assert {call.args[place].layout for call in calls if isinstance(call.args[place], Laid)} == set(LAYOUTS)


def test_both_properties_test_the_one_promise():
    promises = {prop.promises for prop in depends_on_arguments_alone(calls(), promise="It must be so.")}
    assert promises == {("It must be so.",)}
