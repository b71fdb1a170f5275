"""Questions that several exams of this assignment ask: an image and a kernel."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.strategies import (
    dots,
    fine_images_with_kernels,
    images_with_kernels,
    kernels,
    unequal_sizes,
    whole_numbers,
)
from autograder.sandbox.wire.outcome import Call

__all__ = [
    "dots_and_kernels",
    "integer_images",
    "large_pairs",
    "oversized_kernels",
    "pairs",
    "sum_of_images",
    "two_images",
]


@st.composite
def pairs(draw: st.DrawFn) -> Call:
    return Call(draw(images_with_kernels()))


@st.composite
def large_pairs(draw: st.DrawFn) -> Call:
    return Call(draw(fine_images_with_kernels()))


@st.composite
def dots_and_kernels(draw: st.DrawFn) -> Call:
    return Call((draw(dots()), draw(kernels(least=2))))


@st.composite
def integer_images(draw: st.DrawFn, *more: float) -> Call:
    """Draw an image of integers with a kernel of fractions, and `more` arguments behind them."""
    image, kernel = draw(images_with_kernels())
    return Call((image.astype(np.int64), kernel + 0.5, *more))


@st.composite
def oversized_kernels(draw: st.DrawFn) -> Call:
    """Draw a kernel that is larger than its image down, across or both."""
    h, w = draw(unequal_sizes(2, 4))
    down, right = draw(st.sampled_from([(0, 1), (1, 0), (2, 1)]))
    return Call((draw(whole_numbers((h, w))), draw(whole_numbers((h + down, w + right)))))


@st.composite
def two_images(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draw two images of one size and a kernel."""
    first, kernel = draw(images_with_kernels())
    return first, draw(whole_numbers(first.shape)), kernel


def sum_of_images(data: tuple[np.ndarray, np.ndarray, np.ndarray]) -> tuple[Call, ...]:
    """Ask for either of two images and for their sum."""
    first, second, kernel = data
    return Call((first, kernel)), Call((second, kernel)), Call((first + second, kernel))
