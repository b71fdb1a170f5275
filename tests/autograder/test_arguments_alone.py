"""What depends on more than its arguments is seen: a memory of numbers, of results, of buffers; the layout."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.exam.candidate import LocalCandidate
from autograder.exam.draws import draw_examples
from autograder.exam.exam import Exam
from autograder.exam.exercise import Exercise
from autograder.exam.properties import depends_on_arguments_alone
from autograder.exam.strategies import whole_numbers, with_corners
from autograder.sandbox.wire.questions import LAYOUTS, Call, Do, Laid, Refilled


def scaled(x, y, *, by=1.0):
    return (x * 1.0 * y + y) * by


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


def the_result_of_the_same_hash(x, y, *, by=1.0, _kept={}):  # noqa: B006 # the mistake itself
    key = hash((*x.ravel().tolist(), *y.ravel().tolist(), by))
    return _kept.setdefault(key, scaled(x, y, by=by)).copy()


def the_result_of_the_same_object(x, y, *, by=1.0, _kept=[None, None, None, None]):  # noqa: B006 # the mistake itself
    if x is not _kept[0] or y is not _kept[1] or by != _kept[2]:
        _kept[:] = x, y, by, scaled(x, y, by=by)
    return _kept[3].copy()


def the_same_object_of_one_argument(x, y, *, by=1.0, _kept=[None, None]):  # noqa: B006 # the mistake itself
    if y is not _kept[0]:
        _kept[:] = y, y.copy()
    return scaled(x, _kept[1], by=by)


def the_result_of_the_same_bytes(x, y, *, by=1.0, _kept={}):  # noqa: B006 # the mistake itself
    return _kept.setdefault((x.tobytes(), y.tobytes(), by), scaled(x, y, by=by)).copy()


def the_same_bytes_of_one_argument(x, y, *, by=1.0, _kept={}):  # noqa: B006 # the mistake itself
    return scaled(x, _kept.setdefault(y.tobytes(), y.copy()), by=by)


def remembered_by_the_numbers(x, y, *, by=1.0, _kept={}):  # noqa: B006 # right: nobody can tell
    key = (x.tobytes(), x.dtype, y.tobytes(), y.dtype, by)
    return _kept.setdefault(key, scaled(x, y, by=by)).copy()


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
    return Exam(
        Exercise("scaled", 1, scaled, depends_on_arguments_alone(calls(), arrays=(0, 1), of_any_integers=(0, 1))), b""
    )


def failed_by(exam, answer):
    judged = zip(exam.examples, exam.answers(LocalCandidate(answer)), strict=True)
    return {example.property.name: failure for example, outcomes in judged if (failure := example.judge(outcomes))}


@pytest.mark.parametrize("answer", [scaled, remembered_by_the_numbers])
def test_a_function_of_its_arguments_passes(exam, answer):
    assert failed_by(exam, answer) == {}


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (with_an_argument_kept, "called again"),
        (with_the_first_number_kept, "called again"),
        (into_the_same_buffer, "called again"),
        (the_same_result_for_the_same_numbers, "called again"),
        (the_result_of_the_same_hash, "called again"),
        (the_result_of_the_same_object, "array filled again"),
        (the_same_object_of_one_argument, "array filled again"),
        (the_result_of_the_same_bytes, "array filled again"),
        (the_same_bytes_of_one_argument, "array filled again"),
        (one_number_behind_the_other_in_memory, "any layout"),
        (written_to, "any layout"),
    ],
)
def test_what_depends_on_more_fails(exam, answer, name):
    assert name in failed_by(exam, answer)


def test_a_buffer_is_told_at_the_call_that_writes_over_a_result(exam):
    failure = failed_by(exam, into_the_same_buffer)["called again"]
    assert (failure.expected, failure.step) == ("a new result", 2)
    assert "the one that call 1 gave" in failure.actual


def test_the_first_call_is_made_again_after_others_of_the_same_shapes(exam):
    *_, script = (example.data for example in exam.examples if example.property.name == "called again")
    first, *between, last = script.steps
    assert first == last
    assert len(between) >= 2
    assert all(isinstance(step, Do) and [a.shape for a in step.args] == [(2, 3)] * 2 for step in between)
    assert not any(np.array_equal(a, b) for a, b in zip(first.args, between[-1].args, strict=True))


def test_both_arrays_are_filled_again_one_after_the_other(exam):
    *_, script = (example.data for example in exam.examples if example.property.name == "array filled again")
    first, second, third = script.steps
    assert [(a.step, a.argument) for step in (second, third) for a in step.args] == [(1, 0), (1, 1)] * 2
    assert np.array_equal(second.args[1].array, first.args[1])
    assert not np.array_equal(second.args[0].array, first.args[0])
    assert not np.array_equal(third.args[1].array, first.args[1])


def test_the_same_bytes_come_as_another_dtype(exam):
    script, *_ = (example.data for example in exam.examples if example.property.name == "array filled again")
    assert [[array.dtype.name for array in step.args] for step in script.steps] == [
        ["uint8", "uint8"],
        ["int8", "uint8"],
        ["int8", "int8"],
    ]
    assert len({step.args[0].tobytes() for step in script.steps}) == 1
    assert (script.steps[0].args[1] >= 128).all()


def test_other_dtypes_come_only_where_they_are_asked_for():
    exam = Exam(Exercise("scaled", 1, scaled, depends_on_arguments_alone(calls())), b"")
    (script,) = (example.data for example in exam.examples if example.property.name == "array filled again")
    assert all(isinstance(array, Refilled) for step in script.steps[1:] for array in step.args)


@pytest.mark.parametrize("place", [0, 1])
def test_each_array_comes_in_each_layout(exam, place):
    calls = [example.data for example in exam.examples if example.property.name == "any layout"]
    assert {call.args[place].layout for call in calls if isinstance(call.args[place], Laid)} == set(LAYOUTS)


def test_each_corner_comes_in_each_layout():
    corners = [calls().map(lambda call, by=by: Call(call.args, {"by": by})) for by in (5.0, 7.0)]
    *_, prop = depends_on_arguments_alone(with_corners(calls(), corners))
    asked = {(call.args[0].layout, call.kwargs["by"]) for call in draw_examples(prop.draw, 1, 1)}
    assert asked >= {(layout, by) for layout in LAYOUTS for by in (5.0, 7.0)}


def test_all_properties_test_the_one_promise():
    promises = {prop.promises for prop in depends_on_arguments_alone(calls(), promise="It must be so.")}
    assert promises == {("It must be so.",)}
