"""The exam of `pad2d`: zeros around an image, a number of its own for each side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, holds, keeps_dtype, law, leaves_inputs_alone, raises
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
from autograder.exams.correlation.honest import pad2d as honest
from autograder.exams.correlation.wrong import pad2d as wrong
from autograder.sandbox.wire.outcome import Call
from cnnedu.ops.corr2d import pad2d

__all__ = ["EXERCISE"]

Sides = tuple[int, int, int, int]

one_to_four = st.permutations([1, 2, 3, 4])

SHAPES = ((1, 1), (1, 4), (4, 1), (3, 3), (2, 5))

SOME_SIDES = tuple(
    tuple(number * there for number, there in zip((1, 2, 3, 4), which, strict=True))
    for which in product((0, 1), repeat=4)
    if any(which)
)
"""Every choice of sides that get something."""

NEGATIVE_SIDES = (
    *[tuple(-1 if bad else 2 for bad in which) for which in product((0, 1), repeat=4) if any(which)],
    *[tuple(-1 if side == bad else 0 for side in range(4)) for bad in range(4)],
    *[tuple(-3 if side == bad else 1 for side in range(4)) for bad in range(4)],
    (-1, 1, 0, 0),
    (0, 0, 1, -1),
    (-9, -9, -9, -9),
)
"""Every choice of sides that are negative; sums of two and of four that are positive, zero and negative."""

HUGE = 2**53 + 1
"""A number of an int64 that no float64 holds."""


def padded(image: tuple[int, int], sides: Sequence[int]) -> st.SearchStrategy[Call]:
    return whole_numbers(image, 1, 9).map(lambda array: Call((array, *sides)))


def four_different_sides() -> Cornered[Call]:
    @st.composite
    def between(draw: st.DrawFn) -> Call:
        top, bottom, left, right = draw(one_to_four)
        return Call((draw(images(least=1, most=4)), top, bottom, left, right))

    corners = [padded(shape, (2, 4, 1, 3)) for shape in SHAPES]
    equal = [padded((2, 3), sides) for sides in [(1, 1, 1, 1), (3, 3, 2, 2), (7, 0, 0, 9)]]
    return with_corners(between(), [*corners, *equal])


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
    return with_corners(st.tuples(images(least=1, most=4)), corners).map(as_it_is)


def negative_numbers() -> st.SearchStrategy[Call]:
    @st.composite
    def between(draw: st.DrawFn) -> Call:
        sides = list(draw(one_to_four))
        sides[draw(st.integers(0, 3))] = -1
        return Call((draw(images(least=3, most=5)), *sides))

    return with_corners(between(), [padded((5, 6), sides) for sides in NEGATIVE_SIDES])


def of_any_dtype() -> st.SearchStrategy[Call]:
    def with_sides(arrays: tuple[np.ndarray]) -> Call:
        return Call((*arrays, 2, 0, 1, 3))

    corners = mixed_dtypes((2, 3), dtypes=(*DTYPES, "uint16", "uint64", "bool"))
    return with_corners(st.one_of(corners), corners).map(with_sides)


def of_any_number() -> st.SearchStrategy[Call]:
    def with_sides(image: np.ndarray) -> Call:
        return Call((image, 1, 2, 0, 1))

    huge = whole_numbers((2, 3), -9, 9).map(lambda array: array.astype(np.int64) + HUGE)
    return with_corners(huge, [telling_numbers((3, 2), dtype) for dtype in ("float32", "float64")]).map(with_sides)


def any_layout() -> st.SearchStrategy[Call]:
    corners = every_layout((3, 4))
    return with_corners(st.one_of(corners), corners).map(lambda arrays: Call((*arrays, 2, 1, 0, 3)))


def another_image_in_between(call: Call) -> tuple[Call, ...]:
    image, *sides = call.args
    return call, Call((image + 1, *sides)), Call((image, *sides[::-1])), call


def every_pixel_is_there(call: Call, values: Sequence[np.ndarray]) -> str | None:
    """Compare to the last bit: there are whole numbers that no float64 holds."""
    image = call.args[0]
    there = np.array_equal(cut_out(call, values[0]), image)
    return None if there else "the pixels of the image, to the last digit"


def cut_out(call: Call, padded: np.ndarray) -> np.ndarray:
    image, top, _, left, _ = call.args
    return padded[top : top + image.shape[0], left : left + image.shape[1]]


EXERCISE = Exercise(
    "pad2d",
    points=2,
    reference=pad2d,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            "A new array of shape (top + h + bottom, left + w + right), of the SAME dtype as the image.",
            agrees(
                "values",
                "The image stands where the four numbers put it, and everything around it is zero.",
                four_different_sides(),
                weight=3,
                examples=16,
            ),
            agrees(
                "some sides only",
                "Each side can be padded on its own, and any of them together.",
                some_sides_only(),
                weight=0.5,
                examples=4,
            ),
            agrees(
                "by name",
                "The four numbers can be given by their names, in any order.",
                by_name(),
                weight=0.5,
                examples=6,
            ),
            keeps_dtype(
                of_any_dtype(),
                sentence="The result has the image's dtype: bytes stay bytes, integers stay integers.",
                examples=2,
            ),
        ),
        *keeps(
            "top, bottom: rows of zeros to add above and below the image, each an int of at least 0.",
            agrees(
                "rows only",
                "top and bottom add rows above and below; the columns stay as they are.",
                rows_only(),
                weight=0.5,
                examples=8,
            ),
        ),
        *keeps(
            "left, right: columns of zeros to add on the two sides, each an int of at least 0.",
            agrees(
                "columns only",
                "left and right add columns on either side; the rows stay as they are.",
                columns_only(),
                weight=0.5,
                examples=8,
            ),
        ),
        *keeps(
            "Every pixel must keep its value, to the last digit, and every other number must be 0.",
            agrees(
                "any dtype",
                "The pixels of an image of any dtype keep their values: fractions, negative numbers, bytes, booleans.",
                of_any_dtype(),
                weight=0.5,
                examples=2,
            ),
            holds(
                "no digit is lost",
                "Large integers and fine fractions keep every digit.",
                of_any_number(),
                every_pixel_is_there,
                weight=0.5,
                examples=3,
            ),
            law(
                "cutting undoes padding",
                "Cutting the padding off again gives the image back.",
                four_different_sides().between,
                lambda call: (call,),
                lambda call, values: (call.args[0], cut_out(call, values[0])),
                weight=0.5,
                examples=4,
            ),
            law(
                "sum",
                "Padding with zeros does not change the sum of all pixels.",
                four_different_sides().between,
                lambda call: (call,),
                lambda call, values: (float(call.args[0].sum()), float(values[0].sum())),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "ValueError: one of the four numbers is negative.",
            raises(
                "negative number",
                "A negative number for any side raises a ValueError, whatever the others are.",
                negative_numbers(),
                examples=6,
            ),
        ),
        *keeps(
            (
                "The image must not be modified, and the result must not share its memory: it is a new array even when "
                "all four numbers are 0.",
                "A new array of shape (top + h + bottom, left + w + right), of the SAME dtype as the image.",
            ),
            agrees(
                "nothing to add",
                "Four zeros add nothing: the result equals the image.",
                nothing_to_add(),
                weight=0.5,
                examples=3,
                conduct=True,
            ),
            leaves_inputs_alone(
                with_corners(four_different_sides().between, nothing_to_add().corners),
                sentence="The image is the same after the call; the result is a new array, even where nothing is "
                "added.",
                new_result=True,
                examples=6,
            ),
        ),
        *keeps(
            "The result must depend on the numbers in the arguments alone: not on earlier calls, nor on how the image "
            "lies in memory.",
            agrees(
                "called again",
                "The same image gives the same result after other ones of the same size.",
                four_different_sides().between,
                ask=another_image_in_between,
                weight=0.5,
                examples=3,
            ),
            agrees(
                "any layout",
                "A view gives what the array of the same numbers gives: transposed, reversed, every second, read-only.",
                any_layout(),
                weight=0.5,
                examples=1,
            ),
        ),
    ),
)
