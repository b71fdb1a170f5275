"""Corners: inputs that every exam visits, whatever the seed. What is listed here a new exam gets by naming its shapes.

Chance finds what goes wrong often. What goes wrong in one place only, such as a kernel that is too large on one axis
and smaller on the other, is drawn on purpose: `with_corners` puts such inputs before the random ones, each of them
once. A corner fixes what matters, a shape, a dtype, a sign, and leaves the numbers to be drawn and shrunk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.internal.conjecture.data import ConjectureData

__all__ = [
    "Cornered",
    "Shape",
    "each_of",
    "kernel_shapes_that_fit",
    "kernel_shapes_too_large",
    "pairs_below",
    "with_corners",
]

T = TypeVar("T")
U = TypeVar("U")
Shape = tuple[int, int]


class Cornered(st.SearchStrategy[T]):
    """Some corners, and a strategy for what lies between them. As a strategy it draws any of them.

    `draw_examples` draws every corner once, then from between.
    """

    def __init__(self, corners: Iterable[st.SearchStrategy[T]], between: st.SearchStrategy[T]) -> None:
        super().__init__()
        self.corners, self.between = tuple(corners), between
        self._anywhere = st.one_of(*self.corners, between)

    def do_draw(self, data: ConjectureData) -> T:
        return data.draw(self._anywhere)

    def map(self, pack: Callable[[T], U]) -> Cornered[U]:
        return Cornered([corner.map(pack) for corner in self.corners], self.between.map(pack))

    def filter(self, condition: Callable[[T], Any]) -> st.SearchStrategy[T]:  # type: ignore[override]
        raise TypeError("a corner that is filtered out is no corner: filter what lies between, or list fewer corners")


def with_corners(between: st.SearchStrategy[Any], corners: Iterable[Any]) -> Cornered[Any]:
    """Draw every one of `corners` first, each exactly once, then as many as asked for from `between`.

    Args:
        between: draws the random examples. Corners that it has itself are visited, too.
        corners: strategies, or single values.
    """
    strategies = [corner if isinstance(corner, st.SearchStrategy) else st.just(corner) for corner in corners]
    if isinstance(between, Cornered):
        return Cornered((*strategies, *between.corners), between.between)
    return Cornered(strategies, between)


def each_of(values: Sequence[Any]) -> Cornered[Any]:
    """Visit each of some values or strategies once, and each corner of one, where a property has a single example."""
    strategies: list[st.SearchStrategy[Any]] = []
    for value in values:
        if isinstance(value, Cornered):
            strategies += [value.between, *value.corners]
        else:
            strategies.append(value if isinstance(value, st.SearchStrategy) else st.just(value))
    first, *others = strategies
    return with_corners(first, others)


def kernel_shapes_that_fit(h: int, w: int) -> tuple[Shape, ...]:
    """Return kernel shapes for an area of h x w pixels: one pixel, one row, one column, all of it, all but one.

    >>> kernel_shapes_that_fit(3, 4)
    ((1, 1), (1, 4), (3, 1), (3, 4), (2, 4), (3, 3))
    """
    return tuple(dict.fromkeys([(1, 1), (1, w), (h, 1), (h, w), (max(h - 1, 1), w), (h, max(w - 1, 1))]))


def kernel_shapes_too_large(h: int, w: int) -> tuple[Shape, ...]:
    """Return kernel shapes that do not fit into h x w pixels: too large on one axis or on both.

    The other axis is smaller, or just so. Some have fewer pixels than the area: a comparison of products, or of tuples,
    does not find them.

    >>> kernel_shapes_too_large(3, 4)
    ((4, 1), (1, 5), (4, 4), (3, 5), (4, 3), (2, 5), (4, 5), (6, 8))
    """
    one_axis = [(h + 1, 1), (1, w + 1), (h + 1, w), (h, w + 1), (h + 1, max(w - 1, 1)), (max(h - 1, 1), w + 1)]
    return tuple(dict.fromkeys([*one_axis, (h + 1, w + 1), (2 * h, 2 * w)]))


def pairs_below(least: int) -> tuple[tuple[int, int], ...]:
    """Return pairs of which one, the other or both are smaller than `least`, with sums and products of either sign.

    >>> pairs_below(1)
    ((0, 1), (1, 0), (0, 2), (2, 0), (-1, 1), (1, -1), (-1, 2), (2, -1), (0, 0), (-1, -1), (-2, -1), (0, -1), (5, -1))
    """
    low, lower = least - 1, min(least - 2, -1)
    one = [(low, least), (least, low), (low, least + 1), (least + 1, low)]
    one += [(lower, least), (least, lower), (lower, least + 1), (least + 1, lower)]
    return tuple(dict.fromkeys([*one, (low, low), (lower, lower), (lower - 1, lower), (low, lower), (5, lower)]))
