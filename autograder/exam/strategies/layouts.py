"""Arrays in every layout that memory can have: an answer reads them by their indices, so that none of it matters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from autograder.exam.strategies.arrays import whole_numbers
from autograder.sandbox.wire.questions import LAYOUTS, Laid

__all__ = ["every_layout", "laid"]


def laid(array: np.ndarray, layout: str) -> Laid:
    """Lay an array into memory; where rows are repeated, all become the first one."""
    return Laid(np.repeat(array[:1], len(array), axis=0) if layout == "rows repeated" else array, layout)


def every_layout(
    *shapes: tuple[int, ...], low: int = 2, high: int = 9, dtype: str = "float64", layouts: Sequence[str] = LAYOUTS
) -> list[st.SearchStrategy[tuple[np.ndarray | Laid, ...]]]:
    """Return corners for arrays of these shapes: each of them in each layout, the others as usual.

    Args:
        shapes: of the arrays.
        low, high: the least and the greatest number in them, whole ones.
        dtype: of the arrays.
        layouts: those to visit.
    """

    def in_place(place: int, layout: str) -> st.SearchStrategy[tuple[np.ndarray | Laid, ...]]:
        def lay(arrays: tuple[np.ndarray, ...]) -> tuple[np.ndarray | Laid, ...]:
            arrays = tuple(array.astype(dtype) for array in arrays)
            return (*arrays[:place], laid(arrays[place], layout), *arrays[place + 1 :])

        return st.tuples(*(whole_numbers(shape, low, high) for shape in shapes)).map(lay)

    return [in_place(place, layout) for place in range(len(shapes)) for layout in layouts]
