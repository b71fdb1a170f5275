"""Answers made for what an exam was thought to ask: right where inputs are small and whole, wrong elsewhere.

Where answers are arrays of float64 whatever is given, the exam must ask for more than that.
"""

from __future__ import annotations

import copy
import inspect

import numpy as np
import pytest

from autograder.sandbox.wire.outcome import Returned
from autograder.sandbox.wire.questions import Call


@pytest.fixture
def right(exercise, exam, candidate):
    """The reference of an exercise whose answers are arrays of float64."""
    if not inspect.isfunction(exercise.reference):
        pytest.skip("its answers are objects")
    outcomes = [outcome for answer in exam.answers(candidate(exercise.reference)) for outcome in answer]
    values = [outcome.value for outcome in outcomes if isinstance(outcome, Returned)]
    if not values or not all(isinstance(value, np.ndarray) and value.dtype == np.float64 for value in values):
        pytest.skip("its answers are not always arrays of float64")
    return exercise.reference


def test_an_answer_for_small_arrays_only_loses_marks(exercise, examiner, candidate, right):
    def small_only(*args, **kwargs):
        value = right(*args, **kwargs)
        return value if max(map(np.size, args)) <= 100 else np.zeros_like(value)

    assert 0 < examiner.examine(exercise, candidate(small_only)).score < exercise.points


def test_an_answer_that_lost_digits_on_the_way_loses_marks(exercise, examiner, candidate, right):
    def rounded(*args, **kwargs):
        return right(*args, **kwargs).astype(np.float32).astype(np.float64)

    assert examiner.examine(exercise, candidate(rounded)).score < exercise.points


@pytest.fixture
def of_arrays(exercise, exam):
    """The reference of an exercise that is asked about arrays."""
    first = exam.examples[0].questions[0]
    if not inspect.isfunction(exercise.reference) or not (
        isinstance(first, Call) and isinstance(first.args[0], np.ndarray)
    ):
        pytest.skip("it is not asked about arrays")
    return exercise.reference


def test_an_answer_that_remembers_shapes_and_not_numbers_loses_marks(failed_properties, of_arrays):
    """A memo whose key is the shapes: right as long as no other array of the same shape comes."""
    seen = {}

    def remembering(*args, **kwargs):
        key = repr([getattr(arg, "shape", arg) for arg in (*args, *kwargs.values())])
        if key not in seen:
            seen[key] = of_arrays(*args, **kwargs)
        return copy.deepcopy(seen[key])

    assert "called again" in failed_properties(remembering)


def test_an_answer_that_reads_memory_in_its_own_order_loses_marks(failed_properties, of_arrays):
    def in_its_order(value):
        return value.ravel("K").reshape(value.shape) if isinstance(value, np.ndarray) else value

    def reading_memory(*args, **kwargs):
        return of_arrays(*map(in_its_order, args), **{name: in_its_order(arg) for name, arg in kwargs.items()})

    assert "any layout" in failed_properties(reading_memory)
