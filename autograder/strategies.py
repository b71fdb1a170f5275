"""Every Hypothesis generator of the exams. Sizes are unequal on purpose: a square hides a swapped axis."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

__all__ = ["images", "kernels", "unequal_sizes", "whole_numbers"]


def whole_numbers(shape: tuple[int, ...], low: int = -9, high: int = 9) -> st.SearchStrategy[np.ndarray]:
    """Draw a float64 array of whole numbers: sums of products stay exact, so equality means equality."""
    return hnp.arrays(np.float64, shape, elements=st.integers(low, high).map(float), fill=st.nothing())


@st.composite
def unequal_sizes(draw: st.DrawFn, least: int, most: int) -> tuple[int, int]:
    """Draw (rows, columns) between `least` and `most`, never equal."""
    rows = draw(st.integers(least, most))
    columns = draw(st.integers(least, most - 1))
    return rows, columns if columns < rows else columns + 1


@st.composite
def images(draw: st.DrawFn, least: int = 3, most: int = 7, low: int = -9, high: int = 9) -> np.ndarray:
    """Draw an image (h, w), h != w, of whole float64 numbers."""
    return draw(whole_numbers(draw(unequal_sizes(least, most)), low, high))


@st.composite
def kernels(draw: st.DrawFn, least: int = 1, most: int = 3, low: int = -5, high: int = 5) -> np.ndarray:
    """Draw a kernel (kh, kw), kh != kw, of whole float64 numbers, not all of them zero."""
    kernel = draw(whole_numbers(draw(unequal_sizes(least, most)), low, high))
    if not kernel.any():
        kernel[0, -1] = 1.0
    return kernel
