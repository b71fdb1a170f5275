"""Questions that several exams of this assignment ask: an image and a kernel."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.strategies import (
    DTYPES,
    dots,
    fine_images_with_kernels,
    images_with_kernels,
    kernel_shapes_that_fit,
    kernel_shapes_too_large,
    kernels,
    mixed_dtypes,
    telling_numbers,
    unequal_sizes,
    whole_numbers,
    with_corners,
)
from autograder.sandbox.wire.questions import Call

__all__ = [
    "any_dtypes",
    "dots_and_kernels",
    "fitting",
    "large_pairs",
    "of_one_size",
    "oversized_kernels",
    "pairs",
    "sum_of_images",
    "two_images",
    "without_effect",
]

Pair = tuple[np.ndarray, np.ndarray]

AREAS = ((1, 1), (1, 4), (4, 1), (3, 4), (4, 4))
TIGHT_AREAS = ((1, 1), (2, 4), (4, 3))


def fitting() -> list[st.SearchStrategy[Pair]]:
    """Return corners: images down to a single pixel, and kernels that fit easily, just so, or just so on one axis."""
    return [
        st.tuples(whole_numbers(area, 1, 9), whole_numbers(shape, 2, 9))
        for area in AREAS
        for shape in kernel_shapes_that_fit(*area)
    ]


def pairs() -> st.SearchStrategy[Call]:
    return with_corners(images_with_kernels(), fitting()).map(Call)


@st.composite
def large_pairs(draw: st.DrawFn) -> Call:
    return Call(draw(fine_images_with_kernels()))


@st.composite
def dots_and_kernels(draw: st.DrawFn) -> Call:
    return Call((draw(dots()), draw(kernels(least=2))))


def any_dtypes(*more: object) -> st.SearchStrategy[Call]:
    """Draw an image and a kernel of two dtypes, and `more` arguments behind them."""

    @st.composite
    def between(draw: st.DrawFn) -> Pair:
        (kh, kw), (down, right) = draw(unequal_sizes(1, 3)), draw(unequal_sizes(0, 2))
        image = draw(telling_numbers((kh + down, kw + right), draw(st.sampled_from(DTYPES))))
        return image, draw(telling_numbers((kh, kw), draw(st.sampled_from(DTYPES))))

    def asked(pair: Pair) -> Call:
        return Call((*pair, *more))

    small = mixed_dtypes((2, 3), (1, 2), dtypes=("uint8", "float64"))
    return with_corners(between(), [*mixed_dtypes((3, 4), (2, 3)), *small]).map(asked)


def of_one_size(*more: object) -> st.SearchStrategy[Call]:
    """Draw an image of 3 x 4 and a kernel of 2 x 3 pixels, and `more` arguments behind them."""
    return st.tuples(whole_numbers((3, 4), 2, 9), whole_numbers((2, 3), 2, 9)).map(lambda pair: Call((*pair, *more)))


def oversized_kernels() -> st.SearchStrategy[Call]:
    """Draw a kernel that is larger than its image down, across or both, also where it is smaller on the other axis."""

    @st.composite
    def between(draw: st.DrawFn) -> Pair:
        h, w = draw(unequal_sizes(2, 4))
        down, right = draw(st.sampled_from([(0, 1), (1, 0), (2, 1), (1, -1), (-1, 2)]))
        return draw(whole_numbers((h, w))), draw(whole_numbers((h + down, w + right)))

    corners = [
        st.tuples(whole_numbers(area, 1, 9), whole_numbers(shape, 2, 9))
        for area in TIGHT_AREAS
        for shape in kernel_shapes_too_large(*area)
    ]
    return with_corners(between(), corners).map(Call)


@st.composite
def two_images(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draw two images of one size and a kernel."""
    first, kernel = draw(images_with_kernels())
    return first, draw(whole_numbers(first.shape)), kernel


def sum_of_images(data: tuple[np.ndarray, np.ndarray, np.ndarray]) -> tuple[Call, ...]:
    """Ask for either of two images and for their sum."""
    first, second, kernel = data
    return Call((first, kernel)), Call((second, kernel)), Call((first + second, kernel))


def without_effect() -> list[st.SearchStrategy[Pair]]:
    """Return corners where the result has the numbers of the image, or of the kernel: a new array all the same."""
    one, number = st.just(np.ones((1, 1))), whole_numbers((1, 1), 2, 9)
    return [
        *[st.tuples(whole_numbers(shape, 1, 9), one) for shape in ((1, 1), (3, 4))],
        st.tuples(one, number),
        st.tuples(one, number.map(lambda kernel: kernel.astype(np.float16))),
        st.tuples(number, st.just(np.zeros((1, 1)))),
    ]
