"""Questions that several exams of this assignment ask: an image and a kernel."""

from __future__ import annotations

from collections.abc import Sequence

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
from autograder.sandbox.wire.questions import Call, Do, Script

__all__ = [
    "BROAD",
    "LIKE_A_COLUMN_TIMES_A_ROW",
    "VAST",
    "any_dtypes",
    "any_two_dtypes",
    "beside_other_shapes",
    "dots_and_kernels",
    "fitting",
    "fractions",
    "large_pairs",
    "long_and_fine",
    "of_one_size",
    "oversized_kernels",
    "pairs",
    "refused_in_between",
    "sum_of_images",
    "two_images",
    "without_effect",
]

Pair = tuple[np.ndarray, np.ndarray]

AREAS = ((1, 1), (1, 4), (4, 1), (3, 4))
TIGHT_AREAS = ((1, 1), (2, 4), (4, 3))

PRODUCTS_BEYOND_AN_INTEGER = (
    (np.array([[2**40, 3, 2**41]]), np.array([[2**30, 1]])),
    (np.array([[255, 7, 254]], np.uint8), np.array([[2**40, 1]])),
    (np.array([[255, 0, 255]], np.uint8), np.array([[2**24, 1]], np.int32)),
    (np.array([[-(2**31), -(2**31), 1]], np.int32), np.array([[-(2**31), -(2**31)]], np.int32)),
    (np.array([[2**63 + 2**40, 1, 2]], np.uint64), np.array([[3, 1]], np.uint8)),
    (np.array([[32767, 3, -32768]], np.int16), np.array([[32767, 255]], np.int16)),
    (np.array([[-32768, 1, 3]], np.int16), np.array([[32767, 3]], np.int16)),
)
"""Products that no int64 holds, nor an int32, nor a float32 in full: a float64 holds all of them.

In the last image the number of the largest size, -32768, has no absolute value in its own dtype.
"""

LIKE_A_COLUMN_TIMES_A_ROW = tuple(
    (np.array([[1, 2, 3], [4, 6, 5]]), np.array(kernel, dtype))
    for root, dtype in ((16, "uint8"), (16, "int8"), (256, "int16"), (2**32, "int64"))
    for kernel in ([[root, root], [root, 0]], [[0, root], [root, root]])
)
"""Kernels whose products of corners wrap around to zero: then they look like a column times a row, and are none."""

ALIKE_BUT_FOR_LITTLE = (
    (np.array([[1e9, 2e9, 3e9], [5e9, 7e9, 1e9]]), np.array([[1e-9, 2e-9], [3e-9, 5e-9]])),
    (np.array([[1e6, 3e6, 2e6]]), np.array([[1.0, 1.000001]])),
)
"""Kernels that `np.allclose` takes for zero, for symmetric or for a product of two vectors, and images that tell."""

BESIDE_FLOAT64 = ("uint8", "float16", "float32", "float64")
"""Who makes an integer of one dtype out of a fraction, or takes its dtype for the result, does so with every other."""

SINGLE_WEIGHTS = tuple(
    ((np.arange(1, 5).reshape(2, 2) / 7).astype(dtype), np.array([[3]], dtype))
    for dtype in ("uint8", "float16", "float32")
)


def fitting() -> list[st.SearchStrategy[Pair]]:
    """Return corners: images down to a single pixel, and kernels that fit easily, just so, or just so on one axis."""
    return [
        st.tuples(whole_numbers(area, 1, 9), whole_numbers(shape, 2, 9))
        for area in AREAS
        for shape in kernel_shapes_that_fit(*area)
    ]


def pairs() -> st.SearchStrategy[Call | Script]:
    return with_corners(
        images_with_kernels().map(Call), [*(each.map(Call) for each in fitting()), beside_other_shapes()]
    )


VAST = ((261, 63), (1, 63))
"""An image of more than 2**14 pixels that has few windows, under a kernel of few weights: each pixel counts once."""

BROAD = ((17, 17), (16, 15))
"""A kernel of more than 200 weights, not square, and few windows for it."""


def large_pairs(*larger: tuple[tuple[int, int], tuple[int, int]]) -> st.SearchStrategy[Call]:
    """Draw fine fractions: some 20 x 20 pixels, long images, and these sizes of images with their kernels.

    Of those the columns are an odd number: what comes back from a real spectrum has an even one, unless it is told.
    """
    numbers = np.random.default_rng(0)
    pairs = [(numbers.normal(size=image), numbers.normal(size=kernel)) for image, kernel in larger]
    return with_corners(fine_images_with_kernels(), [*long_and_fine(), *pairs]).map(Call)


def long_and_fine(rows: int = 520) -> list[st.SearchStrategy[Pair]]:
    """Return corners: images with more rows, columns or windows than a block of them holds, or a byte counts.

    The higher one has 520 rows, and so more than 1024 windows, unless another number is told.
    """
    return [fractions((rows, 2), (3, 1)), fractions((2, 300), (1, 3))]


def fractions(image: tuple[int, int], kernel: tuple[int, int]) -> st.SearchStrategy[Pair]:
    """Draw an image and a kernel of these sizes, with fine fractions in them."""
    generators = st.integers(0, 2**32 - 1).map(np.random.default_rng)
    return generators.map(lambda rng: (rng.normal(size=image), rng.normal(size=kernel)))


def beside_other_shapes() -> st.SearchStrategy[Script]:
    """Draw a call, and the same numbers in arrays of other shapes."""

    def asked(image: np.ndarray, kernel: np.ndarray) -> Script:
        kernels = [kernel, kernel.reshape(3, 2), kernel]
        calls = [*((image, each) for each in kernels), (image.reshape(4, 3), kernel)]
        return Script(None, tuple(Do(args=call) for call in calls))

    return st.builds(asked, whole_numbers((3, 4), 2, 9), whole_numbers((2, 3), 2, 9))


@st.composite
def dots_and_kernels(draw: st.DrawFn) -> Call:
    return Call((draw(dots()), draw(kernels(least=2))))


def any_dtypes(*more: object, special: Sequence[Pair] = ()) -> st.SearchStrategy[Call]:
    """Draw an image and a kernel of two dtypes, and `more` arguments behind them. The `special` ones are corners."""

    @st.composite
    def between(draw: st.DrawFn) -> Pair:
        (kh, kw), (down, right) = draw(unequal_sizes(1, 3)), draw(unequal_sizes(0, 2))
        image = draw(telling_numbers((kh + down, kw + right), draw(st.sampled_from(DTYPES))))
        return image, draw(telling_numbers((kh, kw), draw(st.sampled_from(DTYPES))))

    def asked(pair: Pair) -> Call:
        return Call((*pair, *more))

    halves = [("float16", "float32"), ("float32", "float16")]
    mixed = [st.tuples(telling_numbers((3, 4), one), telling_numbers((2, 3), other)) for one, other in halves]
    small = st.tuples(telling_numbers((2, 3), "float64"), telling_numbers((1, 2), "float64"))
    chosen = [small, *PRODUCTS_BEYOND_AN_INTEGER, *ALIKE_BUT_FOR_LITTLE, *SINGLE_WEIGHTS, *special]
    return with_corners(between(), [*two_dtypes(), *mixed, *chosen]).map(asked)


def any_two_dtypes(*more: object) -> st.SearchStrategy[Call]:
    """Draw an image and a kernel of every dtype, and `more` arguments behind them."""
    return with_corners(st.one_of(two_dtypes()), two_dtypes()).map(lambda pair: Call((*pair, *more)))


def two_dtypes() -> list[st.SearchStrategy[Pair]]:
    """Return corners: an image and a kernel of every dtype, and beside float64 one of integers and all of fractions."""
    alike = [name for name in DTYPES if name not in BESIDE_FLOAT64]
    return [
        *mixed_dtypes((3, 4), (2, 3), dtypes=BESIDE_FLOAT64, neighbours=False),
        *(st.tuples(telling_numbers((3, 4), name), telling_numbers((2, 3), name)) for name in alike),
    ]


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


def refused_in_between() -> st.SearchStrategy[Script]:
    """Draw a call that must be refused, and one that need not be: either leaves its arrays as they were."""
    arrays = st.tuples(whole_numbers((3, 4), 2, 9), whole_numbers((2, 5), 2, 9), whole_numbers((2, 3), 2, 9))
    return arrays.map(lambda three: Script(None, (Do(args=(three[0], three[1])), Do(args=(three[0], three[2])))))


def without_effect() -> list[st.SearchStrategy[Pair]]:
    """Return corners where the result has the numbers of the image, or of the kernel: a new array all the same."""
    one, number = st.just(np.ones((1, 1))), whole_numbers((1, 1), 2, 9)
    return [
        *[st.tuples(whole_numbers(shape, 1, 9), one) for shape in ((1, 1), (3, 4))],
        st.tuples(one, number),
        st.tuples(one, number.map(lambda kernel: kernel.astype(np.float16))),
        st.tuples(number, st.just(np.zeros((1, 1)))),
    ]
