"""How much rounding an exam forgives: that of any order of float64 sums, an FFT's too, and none of a float32.

Sums of float64 products differ by some 1e-16 of the largest term times the number of terms; a Fourier transform of a
few hundred pixels by some 1e-15. A float32 is off by 6e-8 at the least. `TOLERANCE`, 1e-9, lies between: six orders of
magnitude above the one, nearly two below the other.
"""

from __future__ import annotations

import inspect

import numpy as np
import pytest

from autograder.exam.comparing import TOLERANCE, mismatch

LAWS_ADD_UP = 10
"""A law adds several results: each of them may use up only a part of what is forgiven."""


@pytest.mark.parametrize("scale", [1.0, 255.0, 1e12])
def test_the_edge_lies_at_the_tolerance_times_the_largest_value(scale):
    expected = np.array([scale, scale / 3])
    last_off = np.array([0, TOLERANCE * scale])
    assert mismatch(expected, expected + 0.99 * last_off) is None
    assert mismatch(expected, expected + 1.01 * last_off) is not None


def test_below_one_the_edge_stays_where_it_is():
    expected = np.array([1e-3])
    assert mismatch(expected, expected + 0.99 * TOLERANCE) is None
    assert mismatch(expected, expected + 1.01 * TOLERANCE) is not None


@pytest.fixture
def right(exercise):
    """A reference that gives arrays of float64."""
    if not inspect.isfunction(exercise.reference) or ("corr2d" not in exercise.name and exercise.name != "convolve2d"):
        pytest.skip("its answers are no sums")
    return exercise.reference


def off_by(right, relative):
    """An answer whose values are wrong by this much of the largest of them, in turn too large and too small."""

    def answer(*args, **kwargs):
        value = right(*args, **kwargs)
        signs = np.resize([1.0, -1.0], value.size).reshape(value.shape)
        return value + signs * relative * np.abs(value).max()

    return answer


def test_rounding_below_the_edge_is_forgiven_in_every_property(failed_properties, right):
    assert failed_properties(off_by(right, TOLERANCE / LAWS_ADD_UP)) == []


def test_rounding_beyond_the_edge_is_not_forgiven(failed_properties, right):
    assert "values" in failed_properties(off_by(right, 1.01 * TOLERANCE))


def test_a_fourier_transform_is_far_from_the_edge(exercise, exam, candidate, right):
    """Its largest error in this exam, measured in tolerances."""
    transforms = [style for style in exercise.honest if "fourier" in style.__name__]
    for style in transforms:
        for example, got in zip(exam.examples, exam.answers(candidate(style)), strict=True):
            for outcome, want in zip(got, candidate(right).answer(example.questions), strict=True):
                if isinstance(getattr(want, "value", None), np.ndarray):
                    scale = max(1.0, np.abs(want.value).max())
                    assert np.abs(outcome.value - want.value).max() < 1e-3 * TOLERANCE * scale
    assert transforms, "write one: it is the least exact of the honest ways"
