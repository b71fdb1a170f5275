"""Images of one channel, and the kernels and biases that go with them."""

from __future__ import annotations

from functools import cache

import numpy as np
from hypothesis import strategies as st

from autograder.exam.strategies.arrays import unequal_sizes, whole_numbers

__all__ = [
    "biases",
    "dots",
    "fine_images_with_kernels",
    "images",
    "images_with_kernels",
    "kernels",
    "pictures",
]


@cache
@st.composite
def images(draw: st.DrawFn, least: int = 3, most: int = 6, low: int = -9, high: int = 9) -> np.ndarray:
    """Draw an image (h, w), h != w, of whole float64 numbers; now and then none of them is positive."""
    if low < 0 and draw(st.integers(0, 5)) == 5:
        high = -1
    return draw(whole_numbers(draw(unequal_sizes(least, most)), low, high))


@cache
@st.composite
def kernels(draw: st.DrawFn, least: int = 1, most: int = 3, low: int = -5, high: int = 5) -> np.ndarray:
    """Draw a kernel (kh, kw), kh != kw, of whole float64 numbers, not all of them zero."""
    kernel = draw(whole_numbers(draw(unequal_sizes(least, most)), low, high))
    if not kernel.any():
        kernel[0, -1] = 1.0
    return kernel


@cache
@st.composite
def images_with_kernels(draw: st.DrawFn, most: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """Draw a kernel up to `most` pixels long and an image into which it fits, in the simplest case just so."""
    kernel = draw(kernels(most=most))
    kh, kw = kernel.shape
    h, w = kh + draw(st.integers(0, 4)), kw + draw(st.integers(0, 4))
    high = -1 if draw(st.integers(0, 5)) == 5 else 9
    return draw(whole_numbers((h, w if w != h else w + 1), -9, high)), kernel


@cache
@st.composite
def fine_images_with_kernels(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Draw an image of some 20 x 20 pixels and a kernel, all of fractions that need every digit of a float64.

    An answer made for small whole numbers shows here. The numbers come from a seed: there is nothing to shrink.
    """
    numbers = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    return numbers.normal(size=draw(unequal_sizes(18, 22))), numbers.normal(size=draw(unequal_sizes(2, 4)))


@cache
@st.composite
def dots(draw: st.DrawFn, margin: int = 2, most: int = 7) -> np.ndarray:
    """Draw a black image (h, w), h != w, with one pixel of 1 at least `margin` pixels from every border."""
    image = np.zeros(draw(unequal_sizes(2 * margin + 1, most)))
    h, w = image.shape
    image[draw(st.integers(margin, h - margin - 1)), draw(st.integers(margin, w - margin - 1))] = 1.0
    return image


@cache
@st.composite
def pictures(draw: st.DrawFn, least: int = 2, most: int = 6, low: int = 0, high: int = 255) -> np.ndarray:
    """Draw an 8-bit picture (h, w), h != w, of dtype uint8."""
    return draw(whole_numbers(draw(unequal_sizes(least, most)), low, high)).astype(np.uint8)


biases = st.sampled_from([sign * size for size in range(1, 10) for sign in (1.0, -1.0)])
