"""Answers made for what an exam was thought to ask: right where inputs are small and whole, wrong elsewhere.

Where answers are arrays of float64 whatever is given, the exam must ask for more than that.
"""

from __future__ import annotations

import inspect

import numpy as np
import pytest

from autograder.sandbox.wire.outcome import Returned


@pytest.fixture
def right(exercise, exam, candidate):
    """The reference of an exercise whose answers are arrays of float64."""
    if not inspect.isfunction(exercise.reference):
        pytest.skip("its answers are objects")
    outcomes = [outcome for answer in exam.answers(candidate(exercise.reference)) for outcome in answer]
    values = [outcome.value for outcome in outcomes if isinstance(outcome, Returned)]
    if not all(isinstance(value, np.ndarray) and value.dtype == np.float64 for value in values):
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
