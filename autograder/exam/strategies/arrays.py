"""Arrays and their sizes.

Drawing an array element by element costs milliseconds, and an exam draws hundreds. Here an array is one string of
bytes, looked up in a table that begins with the simplest values, so that it still shrinks towards them.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from hypothesis import strategies as st

__all__ = ["unequal_sizes", "whole_numbers"]


@cache  # Hypothesis looks every new strategy over before its first draw: worth doing once
def whole_numbers(shape: tuple[int, ...], low: int = -9, high: int = 9) -> st.SearchStrategy[np.ndarray]:
    """Draw a float64 array of whole numbers: sums of products stay exact, so equality means equality.

    Args:
        shape: of the array.
        low, high: the least and the greatest number, at most 256 different ones.
    """
    simplest_first = sorted(range(low, high + 1), key=lambda value: (abs(value), value < 0))
    table = np.resize(np.array(simplest_first, dtype=np.float64), 256)
    size = math.prod(shape)

    def as_array(raw: bytes) -> np.ndarray:
        return table[np.frombuffer(raw, dtype=np.uint8)].reshape(shape)

    return st.binary(min_size=size, max_size=size).map(as_array)


@cache
def unequal_sizes(least: int, most: int) -> st.SearchStrategy[tuple[int, int]]:
    """Draw (rows, columns) between `least` and `most`, never equal; the smallest are the simplest."""
    sides = range(least, most + 1)
    sizes = [(rows, columns) for rows in sides for columns in sides if rows != columns]
    return st.sampled_from(sorted(sizes, key=lambda size: (size[0] * size[1], size)))
