"""An exam asks what the notebook says that it asks: finite numbers, arrays that are neither empty nor huge, tuples."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

import numpy as np

A_MILLION = 10**6


def values_in(asked):
    """Yield what stands in a question, however deep."""
    yield asked
    if isinstance(asked, (tuple, list)):
        inner = asked
    elif isinstance(asked, dict):
        inner = asked.values()
    else:
        inner = [getattr(asked, field.name) for field in fields(asked)] if is_dataclass(asked) else []
    for value in inner:
        yield from values_in(value)


def asked_in(exam):
    return [value for example in exam.examples for question in example.questions for value in values_in(question)]


def test_arrays_have_sides_and_at_most_a_million_numbers(exam):
    shapes = {value.shape for value in asked_in(exam) if isinstance(value, np.ndarray)}
    assert [shape for shape in shapes if not 0 < np.prod(shape, dtype=object) <= A_MILLION] == []


def test_numbers_are_finite_and_of_64_bits(exam):
    arrays = [np.asarray(value) for value in asked_in(exam) if isinstance(value, (np.ndarray, np.generic, float))]
    assert all(np.isfinite(array).all() for array in arrays)
    assert {array.dtype.str for array in arrays if array.real.itemsize > 8} == set()
    whole = [value for value in asked_in(exam) if isinstance(value, int)]
    assert [number for number in whole if not -(2**63) <= number < 2**64] == []
