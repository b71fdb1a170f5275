"""Arrays of every dtype, mixed: numbers that show whether an answer counted in a narrower dtype than it should.

The numbers are those that go wrong: bytes that wrap around when they are added, integers that a float32 cannot hold,
fractions that need every digit of their own dtype. Products of two 64-bit integers still fit into one, added up too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

import numpy as np
from hypothesis import strategies as st

__all__ = ["DTYPES", "mixed_dtypes", "telling_numbers"]

DTYPES = ("uint8", "int8", "int32", "int64", "float16", "float32", "float64")
"""What "any integer or floating-point dtype" stands for."""

_STEPS = {"int32": 8_388_593, "int64": 1_000_003, "float16": 3 / 7, "float32": 1 / 7, "float64": 1 / 7}


@cache
def telling_numbers(shape: tuple[int, ...], dtype: str) -> st.SearchStrategy[np.ndarray]:
    """Draw an array of 256 different numbers (a bool: two) that this dtype holds and narrower ones do not.

    >>> sorted(set(_table("int8")))[:2], _table("float64")[1]
    ([np.int8(-128), np.int8(-127)], np.float64(0.14285714285714285))
    """
    table, size = _table(dtype), math.prod(shape)

    def as_array(raw: bytes) -> np.ndarray:
        return table[np.frombuffer(raw, dtype=np.uint8)].reshape(shape)

    return st.binary(min_size=size, max_size=size).map(as_array)


def mixed_dtypes(
    *shapes: tuple[int, ...], dtypes: Sequence[str] = DTYPES, neighbours: bool = True
) -> list[st.SearchStrategy[tuple[np.ndarray, ...]]]:
    """Return corners for arrays of these shapes: every dtype in every place, with itself, its neighbour and the last.

    Args:
        shapes: of the arrays.
        dtypes: theirs.
        neighbours: False leaves the neighbours out.

    >>> [[array.dtype.name for array in corner.example()] for corner in mixed_dtypes((2,), dtypes=("uint8", "int8"))]
    [['uint8'], ['int8']]
    """
    return [
        st.tuples(*map(telling_numbers, shapes, names)) for names in _mixtures(len(shapes), tuple(dtypes), neighbours)
    ]


def _mixtures(places: int, dtypes: tuple[str, ...], neighbours: bool) -> list[tuple[str, ...]]:
    """Say which dtype stands in which place."""
    mixtures = []
    for number, dtype in enumerate(dtypes):
        neighbour = [dtypes[(number + 1) % len(dtypes)]] if neighbours else []
        others = (dtype, *neighbour, dtypes[-1])
        for other in others:
            mixtures += [tuple(other if i == place else dtype for i in range(places)) for place in range(places)]
        mixtures.append((dtype,) * places)
    if places == 1:
        return [(dtype,) for dtype in dtypes]
    return list(dict.fromkeys(mixtures))


def _table(dtype: str) -> np.ndarray:
    if dtype == "bool":
        return np.resize([False, True], 256)
    if dtype == "uint8":
        return np.arange(256, dtype=np.uint8)
    simplest_first = np.array(sorted(range(-128, 128), key=lambda n: (abs(n), n < 0)))
    return (simplest_first * _STEPS.get(dtype, 1)).astype(dtype)
