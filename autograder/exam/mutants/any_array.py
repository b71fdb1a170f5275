"""Arrays as a docstring allows them, drawn by NumPy alone: every dtype, corners often, both orders in memory.

For the inputs on which a mutant that no exam notices is held against the reference. They share nothing with the
strategies that the exams draw from, and are fast.
"""

from __future__ import annotations

import numpy as np

__all__ = ["DTYPES", "any_array", "any_side"]

DTYPES = ("float64", "float64", "float32", "float16", "uint8", "int8", "int16", "uint16", "int32", "int64", "uint32")


def any_array(
    rng: np.random.Generator,
    shape: tuple[int, ...],
    dtypes: tuple[str, ...] = DTYPES,
    most: int = 10**6,
    few: tuple[int, int] = (-4, 9),
    scale: float = 100.0,
) -> np.ndarray:
    """Return numbers that use what a dtype can hold, or few different ones, in Fortran order now and then.

    Args:
        rng: where they are drawn from.
        shape: of the array.
        dtypes: one of them is chosen; a name that stands there twice comes twice as often.
        most: what whole numbers do not exceed, though their dtype could hold more.
        few: the smallest and largest whole number in one of two arrays, so that they tie.
        scale: of a third of the arrays of fractions; the others are of the order of one.
    """
    dtype = np.dtype(str(rng.choice(dtypes)))
    order = rng.choice(("F", "C"), p=(0.3, 0.7))
    if dtype.kind in "iu":
        limits = np.iinfo(dtype)
        low, high = max(limits.min, -most), min(limits.max, most)
        if rng.random() < 0.5:
            low, high = max(low, few[0]), few[1]
        return np.array(rng.integers(low, high, shape, endpoint=True), dtype, order=order)
    numbers = rng.normal(size=shape) * rng.choice((1.0, 1.0, scale))
    kind = rng.random()
    if kind < 0.3:
        numbers = np.round(numbers)
    elif kind < 0.4:
        numbers = -np.abs(numbers)
    elif kind < 0.5:
        numbers = numbers * (rng.random(shape) < 0.3)
    return np.array(numbers, dtype, order=order)


def any_side(rng: np.random.Generator, length: int, most: int = 5) -> int:
    """Return the side of a window on an axis: mostly one that fits, often just so, sometimes too long."""
    kind = rng.random()
    if kind < 0.1:
        return length + int(rng.integers(1, 4))
    return length if kind < 0.3 else int(rng.integers(1, min(length, most) + 1))
