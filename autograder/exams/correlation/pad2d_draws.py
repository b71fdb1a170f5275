"""What `pad2d` is asked: images of every size, dtype and layout, and four numbers, some of them negative."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.strategies import (
    DTYPES,
    Cornered,
    every_layout,
    images,
    mixed_dtypes,
    telling_numbers,
    whole_numbers,
    with_corners,
)
from autograder.sandbox.wire.questions import Call, Do, Script

__all__ = [
    "anything_and_calls_in_a_row",
    "by_name",
    "columns_only",
    "four_different_sides",
    "negative_numbers",
    "nothing_to_add",
    "of_any_dtype",
    "of_any_number",
    "of_one_size",
    "rows_only",
    "some_sides_only",
]

one_to_four = st.permutations([1, 2, 3, 4])
none_to_three = st.permutations([0, 1, 2, 3])

SHAPES = ((1, 1), (1, 4), (4, 1), (3, 3), (2, 5))

LINES = ((1, 4), (4, 1), (1, 1))

SOME_SIDES = tuple(
    tuple(number * there for number, there in zip((1, 2, 3, 4), which, strict=True))
    for which in product((0, 1), repeat=4)
    if any(which)
)
"""Every choice of sides that get something."""

NEGATIVE_SIDES = (
    *[tuple(-1 if bad else 2 for bad in which) for which in product((0, 1), repeat=4) if sum(which) in (1, 2, 4)],
    *[tuple(-3 if side == bad else 1 for side in range(4)) for bad in range(4)],
    (-1, 1, 0, 0),
    (0, 0, 1, -1),
    (-9, -9, -9, -9),
)
"""For an image of many pixels, which an answer may cut: sums of two and of four that are of either sign, and zero."""

NEGATIVE_SIDES_OF_A_LINE = (
    *[((1, 1), tuple(-1 if side == bad else more for side in range(4))) for bad in range(4) for more in (0, 1)],
    ((1, 1), (-1, 1, -1, 1)),
    ((1, 3), (2, -2, 0, 1)),
    ((1, 3), (-2, 2, 1, 0)),
    ((3, 1), (1, 0, 2, -2)),
    ((3, 1), (0, 1, -2, 2)),
)
"""For an image with a single row or column: NumPy broadcasts it into an empty slice and raises nothing.

Into any other slice it does not fit, and NumPy refuses for an answer that checked nothing.
"""

HUGE = 2**53 + 1
"""A number of an int64 that no float64 holds."""


def padded(image: tuple[int, int], sides: Sequence[int]) -> st.SearchStrategy[Call]:
    return whole_numbers(image, 1, 9).map(lambda array: Call((array, *sides)))


def long_lines() -> list[Call]:
    """Return images with more columns than 16 bits can count, and with more rows than 8 can."""
    columns, rows = np.arange(33_000, dtype=np.uint8).reshape(1, -1), np.arange(300, dtype=np.uint8).reshape(-1, 1)
    return [Call((image, 1, 0, 2, 1)) for image in (columns, rows)]


def four_different_sides() -> Cornered[Call]:
    @st.composite
    def between(draw: st.DrawFn) -> Call:
        top, bottom, left, right = draw(one_to_four)
        return Call((draw(images(least=1, most=4)), top, bottom, left, right))

    corners = [padded(shape, (2, 4, 1, 3)) for shape in SHAPES]
    equal = [padded((2, 3), sides) for sides in [(1, 1, 1, 1), (3, 3, 2, 2), (7, 0, 0, 9), (1100, 0, 0, 3)]]
    return with_corners(between(), [*corners, *equal, *long_lines()])


@st.composite
def rows_only(draw: st.DrawFn) -> Call:
    top, bottom, _, _ = draw(one_to_four)
    return Call((draw(images(least=1, most=4)), top, bottom, 0, 0))


@st.composite
def columns_only(draw: st.DrawFn) -> Call:
    _, _, left, right = draw(one_to_four)
    return Call((draw(images(least=1, most=4)), 0, 0, left, right))


def some_sides_only() -> st.SearchStrategy[Call]:
    @st.composite
    def between(draw: st.DrawFn) -> Call:
        return Call((draw(images(least=1, most=4)), *draw(st.sampled_from(SOME_SIDES))))

    return with_corners(between(), [padded((3, 4), sides) for sides in SOME_SIDES])


def by_name() -> st.SearchStrategy[Call]:
    """Draw a call that names its numbers, in another order than the function's."""

    def named(image: np.ndarray, sides: Sequence[int]) -> Call:
        return Call((image,), dict(zip(("right", "bottom", "left", "top"), sides, strict=True)))

    return st.builds(named, images(least=1, most=3), one_to_four)


def nothing_to_add() -> Cornered[Call]:
    def as_it_is(arrays: tuple[Any, ...]) -> Call:
        return Call((*arrays, 0, 0, 0, 0))

    corners = [*mixed_dtypes((2, 3), dtypes=(*DTYPES, "bool")), *every_layout((3, 4))]
    lines = [st.tuples(whole_numbers(shape, 1, 9)) for shape in LINES]
    return with_corners(st.tuples(images(least=1, most=4)), [*corners, *lines]).map(as_it_is)


def anything_and_calls_in_a_row() -> st.SearchStrategy[Call | Script]:
    """Draw three calls in a row, too, for images of one size: no result may be what another call returned."""

    def in_a_row(image: np.ndarray) -> Script:
        return Script(None, tuple(Do(args=(each, 1, 0, 2, 1)) for each in (image, image + 1, image)))

    as_they_are = [lying.map(lambda arrays: Call((*arrays, 0, 0, 0, 0))) for lying in every_layout((3, 4))]
    lines = [padded(shape, (0, 0, 0, 0)) for shape in LINES]
    corners = [*as_they_are, *lines, whole_numbers((2, 3), 1, 9).map(in_a_row)]
    return with_corners(four_different_sides().between, corners)


def negative_numbers() -> st.SearchStrategy[Call]:
    @st.composite
    def between(draw: st.DrawFn) -> Call:
        sides = list(draw(one_to_four))
        sides[draw(st.integers(0, 3))] = -1
        return Call((draw(images(least=3, most=5)), *sides))

    cases = [*(((5, 6), sides) for sides in NEGATIVE_SIDES), *NEGATIVE_SIDES_OF_A_LINE]
    return with_corners(between(), [padded(shape, sides) for shape, sides in cases])


def of_any_dtype() -> st.SearchStrategy[Call]:
    def with_sides(arrays: tuple[np.ndarray]) -> Call:
        return Call((*arrays, 2, 0, 1, 3))

    corners = mixed_dtypes((2, 3), dtypes=(*DTYPES, "uint16", "uint64", "bool"))
    return with_corners(st.one_of(corners), corners).map(with_sides)


def of_any_number() -> st.SearchStrategy[Call]:
    def with_sides(image: np.ndarray) -> Call:
        return Call((image, 1, 2, 0, 1))

    huge = whole_numbers((2, 3), -9, 9).map(lambda array: array.astype(np.int64) + HUGE)
    fine = [telling_numbers((3, 2), dtype) for dtype in ("float32", "float64")]
    unsigned = st.just(np.array([[2**64 - 1, 2**63 + 1, 2**53 + 1], [3, 2, 7]], np.uint64))
    return with_corners(huge, [*fine, unsigned]).map(with_sides)


def of_one_size() -> Cornered[Call]:
    """Draw an image of 3 x 4 pixels, and four numbers of which one is 0. In any layout also one side alone."""
    drawn = st.builds(lambda image, sides: Call((image, *sides)), whole_numbers((3, 4), 2, 9), none_to_three)
    return with_corners(drawn, [drawn, padded((3, 4), (0, 2, 0, 0))])
