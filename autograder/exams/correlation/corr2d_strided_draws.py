"""What the exam of `corr2d_strided` asks: padding and stride, each with a number per axis, and where they go wrong."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import cycle

import numpy as np
from hypothesis import strategies as st

from autograder.exam.strategies import (
    Cornered,
    biases,
    fine_images_with_kernels,
    images,
    kernel_shapes_too_large,
    kernels,
    pairs_below,
    whole_numbers,
    with_corners,
)
from autograder.exams.correlation.draws import (
    any_dtypes,
    fractions,
    long_and_fine,
    of_one_size,
    refused_in_between,
    without_effect,
)
from autograder.sandbox.wire.questions import Call, Do, Script

__all__ = [
    "every_position_of_the_stride",
    "everything",
    "everything_with_corners",
    "kernels_that_need_the_padding",
    "large_everything",
    "left_as_they_were",
    "negative_paddings",
    "of_any_dtypes",
    "of_one_size_padded_or_not",
    "one_stride_for_both_axes",
    "oversized_kernels",
    "padded",
    "plain",
    "strided",
    "strides_below_one",
    "with_stride_one",
    "with_zeros_built_in",
]

Pair = tuple[int, int]

pairs_of_paddings = st.sampled_from([(1, 2), (2, 1), (0, 1), (1, 0), (0, 2), (2, 0)])
pairs_of_strides = st.sampled_from([(2, 3), (3, 2), (1, 2), (2, 1), (1, 3), (3, 1)])

PADDINGS_WITH_STRIDES = (
    *[((0, 0), stride) for stride in [(1, 1), (2, 2), (3, 3), (1, 4), (4, 1), (5, 6), (9, 9)]],
    *[((1, 1), stride) for stride in [(1, 1), (2, 2), (1, 2), (3, 1)]],
    *[(padding, (1, 1)) for padding in [(2, 2), (0, 3), (3, 0), (4, 5)]],
    *[(padding, (2, 3)) for padding in [(2, 2), (0, 1), (1, 0), (5, 4)]],
    ((7, 8), (6, 7)),
)
"""Equal and unequal, nothing on one axis or both, longer than the kernel and than the image."""

LONG_AXES = (((520, 2), (260, 1), (130, 1)), ((2, 520), (1, 260), (1, 130)))
"""Images, kernels and strides with positions and places in the kernel that a byte cannot count."""

MANY = ((63, 63), (2, 1))
"""A padded image with more than 4096 windows for its kernel: other exercises' loops are the same, and are spared it."""

PADDINGS_IN_NEED = ((0, 0), (1, 1), (0, 2), (2, 0), (1, 2))


def asked(
    image: Pair, kernel: Pair, padding: Pair = (0, 0), stride: Pair = (1, 1), bias: float = 0.0
) -> st.SearchStrategy[Call]:
    """Draw numbers for an image and a kernel of these sizes."""
    arrays = st.tuples(whole_numbers(image, 1, 9), whole_numbers(kernel, 2, 9))
    return arrays.map(lambda pair: Call((*pair, padding, stride, bias)))


@st.composite
def plain(draw: st.DrawFn) -> Call:
    return Call((draw(images()), draw(kernels())))


def large_everything() -> st.SearchStrategy[Call]:
    @st.composite
    def between(draw: st.DrawFn) -> Call:
        paddings, strides = draw(pairs_of_paddings), draw(pairs_of_strides)
        return Call((*draw(fine_images_with_kernels()), paddings, strides, draw(biases) + 0.1))

    large = [*long_and_fine(rows=300), fractions(*MANY)]
    return with_corners(between(), [pair.map(lambda arrays: Call((*arrays, (1, 1), (1, 1), 2))) for pair in large])


@st.composite
def padded(draw: st.DrawFn) -> Call:
    return Call((draw(images(most=5)), draw(kernels())), {"padding": draw(pairs_of_paddings)})


@st.composite
def strided(draw: st.DrawFn) -> Call:
    return Call((draw(images(least=5, most=8)), draw(kernels())), {"stride": draw(pairs_of_strides)})


@st.composite
def everything(draw: st.DrawFn) -> Call:
    image, kernel = draw(images(least=3, most=7)), draw(kernels())
    return Call((image, kernel, draw(pairs_of_paddings), draw(pairs_of_strides), draw(biases)))


def everything_with_corners() -> st.SearchStrategy[Call | Script]:
    biases_in_turns = cycle((-0.7, 1234.567))  # a fraction; one that a float32 does not hold
    corners = [
        asked((5, 6), (2, 3), padding, stride, bias)
        for (padding, stride), bias in zip(PADDINGS_WITH_STRIDES, biases_in_turns, strict=False)
    ]
    long = [asked(image, kernel, (0, 0), step) for image, kernel, step in LONG_AXES]
    widely_padded = asked((2, 3), (1, 2), (4, 5), (3, 4))
    return with_corners(everything(), [*corners, *long, widely_padded, differences(), paddings_of_one_result()])


def differences() -> st.SearchStrategy[Call]:
    """Draw a kernel whose weights add up to zero, which sees no constant but at the border of zeros."""
    kernel = np.array([[1.0, -1.0], [2.0, -2.0]])
    return whole_numbers((3, 4), 1, 9).map(lambda image: Call((image, kernel, (1, 2), (1, 1))))


def paddings_of_one_result() -> st.SearchStrategy[Script]:
    """Draw calls whose sizes agree in all but the padding, and so whose windows lie elsewhere."""

    def in_turns(image: np.ndarray, kernel: np.ndarray) -> Script:
        paddings = [(0, 0), (1, 1), (0, 1), (0, 0)]
        return Script(None, tuple(Do(args=(image, kernel, padding, (3, 3))) for padding in paddings))

    return st.builds(in_turns, whole_numbers((2, 2), 1, 9), whole_numbers((2, 2), 2, 9))


def of_one_size_padded_or_not() -> Cornered[Call]:
    """Draw arrays of one size: with everything, and with nothing that would copy the image on the way."""
    return with_corners(of_one_size((1, 0), (2, 1), 0.5), [of_one_size((1, 0), (2, 1), 0.5), of_one_size()])


@st.composite
def one_stride_for_both_axes(draw: st.DrawFn) -> Call:
    """Draw a square stride that leaves rows and columns over: the last step would leave the image."""
    (kh, kw), stride = draw(kernels()).shape, draw(st.integers(2, 3))
    h = kh + stride * draw(st.integers(1, 2)) + draw(st.integers(1, stride - 1))
    w = kw + stride * draw(st.integers(1, 2)) + draw(st.integers(1, stride - 1))
    image, kernel = draw(whole_numbers((h, w))), draw(whole_numbers((kh, kw), 1, 5))
    return Call((image, kernel), {"stride": (stride, stride)})


def kernels_that_need_the_padding() -> st.SearchStrategy[Call]:
    """Draw a kernel that fills the padded image, or all but a row of it."""

    @st.composite
    def between(draw: st.DrawFn) -> Call:
        h, w = draw(st.sampled_from([(1, 3), (3, 1), (2, 3)]))
        ph, pw = draw(st.sampled_from([(2, 1), (1, 2)]))
        image = draw(whole_numbers((h, w), 1, 9))
        kernel = draw(whole_numbers((h + 2 * ph - draw(st.integers(0, 1)), w + 2 * pw), 1, 5))
        return Call((image, kernel, (ph, pw)))

    filling = [asked((2, 3), (2 + 2 * ph, 3 + 2 * pw), (ph, pw), (2, 3)) for ph, pw in PADDINGS_IN_NEED]
    on_one_axis = [asked((2, 3), (1, 7), (0, 2)), asked((2, 3), (6, 1), (2, 0)), asked((1, 1), (3, 3), (1, 1))]
    return with_corners(between(), [*filling, *on_one_axis])


def of_any_dtypes() -> st.SearchStrategy[Call]:
    """Draw arrays of two dtypes; some window sees the image, or zeros were wanted of a transform of large numbers."""
    return any_dtypes((1, 0), (1, 2), 0.25)


def oversized_kernels() -> st.SearchStrategy[Call]:
    @st.composite
    def between(draw: st.DrawFn) -> Call:
        h, w = draw(st.sampled_from([(2, 3), (3, 2), (2, 4)]))
        ph, pw = draw(pairs_of_paddings)
        down, right = draw(st.sampled_from([(1, 0), (0, 1), (2, 1), (1, -1), (-1, 1)]))
        kernel = draw(whole_numbers((h + 2 * ph + down, w + 2 * pw + right)))
        return Call((draw(whole_numbers((h, w))), kernel, (ph, pw)))

    corners = [
        asked((2, 3), kernel, (ph, pw), stride)
        for (ph, pw), stride in [((0, 0), (1, 1)), ((1, 0), (2, 2)), ((0, 2), (1, 3))]
        for kernel in kernel_shapes_too_large(2 + 2 * ph, 3 + 2 * pw)
    ]
    too_long_by_less_than_a_step = [asked((1, 3), (2, 2), (0, 0), (2, 1)), asked((3, 1), (2, 2), (0, 0), (1, 2))]
    longer_than_a_float16_counts = Call((np.ones((2048, 1), np.uint8), np.ones((2049, 1), np.uint8)))
    return with_corners(between(), [*corners, *too_long_by_less_than_a_step, longer_than_a_float16_counts])


def strides_below_one() -> st.SearchStrategy[Call]:
    @st.composite
    def between(draw: st.DrawFn) -> Call:
        call = draw(padded())
        return Call(call.args, {**call.kwargs, "stride": draw(st.sampled_from([(0, 1), (1, 0), (-1, 1), (1, -2)]))})

    several = [asked((6, 7), (2, 3), (0, 0), stride) for stride in pairs_below(1)]
    one_left = [asked((3, 4), (3, 4), (0, 0), stride) for stride in pairs_below(1)]
    one_left_on_an_axis = [asked((3, 4), (3, 2), (0, 0), (-1, 1)), asked((3, 4), (1, 6), (0, 1), (1, -1))]
    widely_padded = [asked((3, 4), (2, 3), (3, 3), stride) for stride in [(-1, 1), (1, -1), (-1, -1), (0, 0)]]
    return with_corners(between(), [*several, *one_left, *one_left_on_an_axis, *widely_padded])


def negative_paddings() -> st.SearchStrategy[Call]:
    """Draw an image large enough that the kernel would fit into what a negative padding leaves of it."""

    @st.composite
    def between(draw: st.DrawFn) -> Call:
        arrays = draw(images(least=6, most=8)), draw(kernels())
        return Call((*arrays, draw(st.sampled_from([(-1, 0), (0, -1), (-1, -1), (-1, 2), (2, -1)]))))

    alone = [asked((9, 10), (1, 2), padding) for padding in pairs_below(0)]
    strided = [asked((9, 10), (1, 2), padding, (2, 3)) for padding in [(-1, 0), (0, -1), (-1, -1)]]
    return with_corners(between(), [*alone, *strided])


def without_anything_to_do() -> Iterable[st.SearchStrategy[Call]]:
    """Return corners where a kernel of a single one leaves the image, or every row of a stride, as it is."""
    return [corner.map(Call) for corner in without_effect()] + [
        corner.map(lambda pair: Call((*pair, (0, 0), (2, 1)))) for corner in without_effect()
    ]


def left_as_they_were() -> st.SearchStrategy[Call | Script]:
    return with_corners(everything(), [*without_anything_to_do(), refused_in_between()])


def with_stride_one(call: Call) -> tuple[Call, ...]:
    image, kernel, padding, _, bias = call.args
    return Call((image, kernel, padding, (1, 1), bias)), call


def with_zeros_built_in(call: Call) -> tuple[Call, ...]:
    image, kernel, (ph, pw), stride, bias = call.args
    return Call((np.pad(image, ((ph, ph), (pw, pw))), kernel, (0, 0), stride, bias)), call


def every_position_of_the_stride(call: Call, values):
    sh, sw = call.args[3]
    return values[0][::sh, ::sw], values[1]
