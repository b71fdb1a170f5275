"""What a student reads: Python source where possible, and never longer than a page."""

from __future__ import annotations

import math

import numpy as np
import pytest

from autograder.exam.rendering import show_outcome, show_value
from autograder.sandbox.wire.outcome import Died, Raised, Refused, Returned, TimedOut


@pytest.mark.parametrize(
    "value",
    [
        np.array([[1.0, 2.5], [-3.0, 0.25]]),
        np.array([[1, 2, 3]]),
        np.array([True, False]),
        np.array([[250, 7]], dtype=np.uint8),
        np.zeros((3, 4)),
        np.zeros((3, 4), dtype=np.uint8),
        np.zeros((3, 4), dtype=np.int64),
        np.zeros((1, 0)),
        np.zeros((0, 2), dtype=np.int64),
        np.array([1.0 / 3.0 * 3]),
    ],
    ids=show_value,
)
def test_an_array_can_be_pasted_back(value):
    pasted = eval(show_value(value), {"np": np})
    assert (pasted.dtype, pasted.tolist(), pasted.shape) == (value.dtype, value.tolist(), value.shape)


@pytest.mark.parametrize(
    "value",
    [
        np.array([[1.0, -2.0], [0.5, 100.25]]),
        np.array([[123456789, 2], [-3, 0]]),
        np.array([[1.0 / 3.0, 2.0]]),
        np.array([[-0.0, 1.0]]),
        np.array([[1e-9, 1.0]]),
        np.array([[1e20, 1.0]]),
        np.array([[math.nan, 1.0], [math.inf, -2.0]]),
        np.array([[7, 200]], dtype=np.uint8),
        np.array([[1.5]], dtype=np.float32),
    ],
    ids=str,
)
def test_a_matrix_looks_as_numpy_would_write_it(value):
    dtype = "" if value.dtype in (np.float64, np.int64) else f", dtype=np.{value.dtype.name}"
    usual = np.array2string(value, separator=", ", prefix="np.array(")
    assert show_value(value) == f"np.array({usual}{dtype})"


@pytest.mark.parametrize("value", [None, 3, -2.5, True, "edges", (1,), (1, 2), [1, (2, 3)], {"a": 1}, (), [], {}])
def test_a_plain_value_can_be_pasted_back(value):
    assert eval(show_value(value)) == value


def test_a_number_out_of_an_array_is_shown_as_a_number():
    assert show_value(np.array(4, dtype=np.int64)) == "4"


def test_an_array_of_many_numbers_is_shown_by_its_shape():
    assert show_value(np.ones((30, 40))) == "<array of shape (30, 40), dtype float64>"


def test_a_whole_number_too_long_for_python_to_write_is_shown_by_its_length():
    assert show_value(10**5000) == "<a whole number of 16610 bits>"


@pytest.mark.parametrize(
    "value",
    [
        "x" * 10**6,
        ["x" * 10**5] * 100,
        list(range(10**6)),
        {str(n): n for n in range(10**5)},
        [[[0] * 100] * 100] * 100,
    ],
    ids=["string", "strings", "numbers", "dict", "nested"],
)
def test_nothing_is_longer_than_a_page(value):
    assert len(show_value(value)) < 5000


@pytest.mark.parametrize(
    "outcome",
    [
        Raised("ValueError", "m" * 10**6, (), "w" * 10**6),
        Refused("r" * 10**6),
        Died("d" * 10**6),
        Returned("x" * 10**6),
    ],
    ids=lambda outcome: type(outcome).__name__,
)
def test_no_outcome_is_longer_than_a_page(outcome):
    assert len(show_outcome(outcome)) < 5000


@pytest.mark.parametrize(
    ("outcome", "text"),
    [
        (Returned(2.0), "2.0"),
        (Returned(math.nan), "nan"),
        (Raised("ValueError", "too large"), "ValueError: too large"),
        (Raised("NotImplementedError", ""), "NotImplementedError"),
        (Raised("IndexError", "out of bounds", (), "  out[i, j] = 1"), "IndexError: out of bounds\nin: out[i, j] = 1"),
        (TimedOut(2.0), "no answer after 2 seconds"),
        (Died("out of memory"), "the process ended: out of memory"),
        (Refused("the result is of type generator"), "the result is of type generator"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_an_outcome_is_said_in_one_line(outcome, text):
    assert show_outcome(outcome) == text
