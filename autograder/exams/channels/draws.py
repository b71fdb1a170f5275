"""Questions that several exams of this assignment ask: images of several channels, batches, filters, biases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.strategies import kernel_shapes_too_large, unequal_sizes, whole_numbers
from autograder.sandbox.wire.questions import Call

__all__ = [
    "BIASES_WITH_OTHER_AXES",
    "COUNTS",
    "OTHER_BIASES",
    "Pair",
    "arrays_of",
    "batches_and_filters",
    "fine_numbers",
    "kernels_too_large",
    "of_these_shapes",
]

Pair = tuple[int, int]

COUNTS = ((2, 3, 1), (1, 2, 3), (3, 1, 2), (1, 3, 2), (2, 1, 3), (1, 1, 2), (1, 2, 1), (3, 2, 2), (2, 2, 2))
"""(samples, channels in, channels out): all of them different where something is to be told apart."""


OTHER_BIASES = ((3, 1), (3, 2), (3, 4), (1, 2), (2, 4), (2, 1), (2, 5), (4, 3))
"""Filters, and biases that are not as many; one would be stretched, others fit to another axis."""

BIASES_WITH_OTHER_AXES = (
    *[(3, shape) for shape in [(1, 3), (3, 1), (3, 1, 1), (1, 1), ()]],
    *[(1, shape) for shape in [(1, 1), (1, 1, 1), ()]],
    *[(2, shape) for shape in [(1, 1), (2, 1)]],
)
"""Filters, and shapes of biases that are not one axis, with as many numbers or fewer: NumPy would stretch them."""


def arrays_of(*shapes: tuple[int, ...], low: int = 1, high: int = 9) -> st.SearchStrategy[tuple[np.ndarray, ...]]:
    """Draw arrays of these shapes, of whole numbers that are not 0."""
    return st.tuples(*(whole_numbers(shape, low, high) for shape in shapes))


def of_these_shapes(*shapes: tuple[int, ...], more: Sequence[Any] = ()) -> st.SearchStrategy[Call]:
    """Draw a call with arrays of these shapes, and `more` arguments behind them."""
    return arrays_of(*shapes, low=2).map(lambda arrays: Call((*arrays, *more)))


@st.composite
def batches_and_filters(draw: st.DrawFn, most: int = 3, room: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """Draw x (n, c_in, h, w) and filters (c_out, c_in, kh, kw) that fit, in the simplest case just so."""
    n, c_in, c_out = draw(st.sampled_from(COUNTS))
    kh, kw = draw(unequal_sizes(1, most))
    h, w = kh + draw(st.integers(0, room)), kw + draw(st.integers(0, room))
    x = draw(whole_numbers((n, c_in, h, w if w != h else w + 1)))
    weight = draw(whole_numbers((c_out, c_in, kh, kw), -5, 5))
    if not weight.any():
        weight[0, -1, 0, -1] = 1.0
    return x, weight


@st.composite
def fine_numbers(draw: st.DrawFn, *shapes: tuple[int, ...]) -> tuple[np.ndarray, ...]:
    """Draw arrays of fractions that need every digit of a float64. They come from a seed: nothing shrinks."""
    numbers = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    return tuple(numbers.normal(size=shape) for shape in shapes)


def kernels_too_large(h: int, w: int) -> tuple[Pair, ...]:
    """Return kernel sizes too large for h x w pixels on one axis or on both, and far too large."""
    return (*kernel_shapes_too_large(h, w), (h + 7, w))
