"""The exam of `corr2d_strided`: cross-correlation with padding and stride, each with a number per axis."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import (
    agrees,
    depends_on_arguments_alone,
    law,
    leaves_inputs_alone,
    raises,
    returns_dtype,
)
from autograder.exam.strategies import (
    biases,
    fine_images_with_kernels,
    images,
    kernel_shapes_too_large,
    kernels,
    pairs_below,
    whole_numbers,
    with_corners,
)
from autograder.exams.correlation.draws import any_dtypes, of_one_size, without_effect
from autograder.exams.correlation.honest import corr2d_strided as honest
from autograder.exams.correlation.wrong import corr2d_strided as wrong
from autograder.sandbox.wire.questions import Call
from cnnedu.ops.corr2d import corr2d_strided

__all__ = ["EXERCISE"]

Pair = tuple[int, int]

pairs_of_paddings = st.sampled_from([(1, 2), (2, 1), (0, 1), (1, 0), (0, 2), (2, 0)])
pairs_of_strides = st.sampled_from([(2, 3), (3, 2), (1, 2), (2, 1), (1, 3), (3, 1)])

PADDINGS_WITH_STRIDES = (
    *[((0, 0), stride) for stride in [(1, 1), (2, 2), (3, 3), (1, 4), (4, 1), (5, 6), (9, 9)]],
    *[((1, 1), stride) for stride in [(1, 1), (2, 2), (1, 2), (3, 1)]],
    *[(padding, (1, 1)) for padding in [(2, 2), (0, 3), (3, 0), (4, 5)]],
    *[(padding, (2, 3)) for padding in [(2, 2), (0, 1), (1, 0), (5, 4)]],
)
"""Equal and unequal, nothing on one axis or both, longer than the kernel and than the image."""

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


@st.composite
def large_everything(draw: st.DrawFn) -> Call:
    paddings, strides = draw(pairs_of_paddings), draw(pairs_of_strides)
    return Call((*draw(fine_images_with_kernels()), paddings, strides, draw(biases) + 0.1))


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


def everything_with_corners() -> st.SearchStrategy[Call]:
    corners = [asked((5, 6), (2, 3), padding, stride, -0.7) for padding, stride in PADDINGS_WITH_STRIDES]
    return with_corners(everything(), corners)


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
    return with_corners(between(), corners)


def strides_below_one() -> st.SearchStrategy[Call]:
    @st.composite
    def between(draw: st.DrawFn) -> Call:
        call = draw(padded())
        return Call(call.args, {**call.kwargs, "stride": draw(st.sampled_from([(0, 1), (1, 0), (-1, 1), (1, -2)]))})

    several = [asked((6, 7), (2, 3), (0, 0), stride) for stride in pairs_below(1)]
    one_left = [asked((3, 4), (3, 4), (0, 0), stride) for stride in pairs_below(1)]
    one_left_on_an_axis = [asked((3, 4), (3, 2), (0, 0), (-1, 1)), asked((3, 4), (1, 6), (0, 1), (1, -1))]
    return with_corners(between(), [*several, *one_left, *one_left_on_an_axis])


def negative_paddings() -> st.SearchStrategy[Call]:
    """Draw an image large enough that the kernel would fit into what a negative padding leaves of it."""

    @st.composite
    def between(draw: st.DrawFn) -> Call:
        arrays = draw(images(least=6, most=8)), draw(kernels())
        return Call((*arrays, draw(st.sampled_from([(-1, 0), (0, -1), (-1, -1), (-1, 2), (2, -1)]))))

    return with_corners(between(), [asked((9, 10), (1, 2), padding) for padding in pairs_below(0)])


def without_anything_to_do() -> Iterable[st.SearchStrategy[Call]]:
    """Return corners where a kernel of a single one leaves the image, or every row of a stride, as it is."""
    return [corner.map(Call) for corner in without_effect()] + [
        corner.map(lambda pair: Call((*pair, (0, 0), (2, 1)))) for corner in without_effect()
    ]


def with_stride_one(call: Call) -> tuple[Call, ...]:
    image, kernel, padding, _, bias = call.args
    return Call((image, kernel, padding, (1, 1), bias)), call


def with_zeros_built_in(call: Call) -> tuple[Call, ...]:
    image, kernel, (ph, pw), stride, bias = call.args
    return Call((np.pad(image, ((ph, ph), (pw, pw))), kernel, (0, 0), stride, bias)), call


def every_position_of_the_stride(call: Call, values):
    sh, sw = call.args[3]
    return values[0][::sh, ::sw], values[1]


EXERCISE = Exercise(
    "corr2d_strided",
    points=4,
    reference=corr2d_strided,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            "A new array of shape (output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)).",
            agrees(
                "values",
                "Padding, stride and bias together, equal or different on the two axes, give the right numbers.",
                everything_with_corners(),
                weight=3,
                examples=20,
            ),
            agrees(
                "leftover rows and columns",
                "Where the last step would carry the kernel over the border it is not taken: the size is rounded down.",
                one_stride_for_both_axes(),
                weight=0.5,
                examples=8,
            ),
            agrees(
                "plain",
                "Without padding, stride and bias it is corr2d.",
                plain(),
                weight=0.5,
                examples=8,
            ),
        ),
        *keeps(
            "padding: (ph, pw): ph rows of zeros above AND below, pw columns of zeros left AND right, each at least 0.",
            agrees(
                "padding",
                "Padding (ph, pw) puts ph rows of zeros above and below the image and pw columns left and right of it.",
                padded(),
                examples=12,
            ),
            law(
                "padding is zeros",
                "Padding is the same as an image that had these zeros around it from the start.",
                everything(),
                with_zeros_built_in,
                lambda call, values: (values[0], values[1]),
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            "stride: (sh, sw): the step down and the step to the right, each at least 1.",
            agrees(
                "stride",
                "Stride (sh, sw) moves the window sh pixels down and sw pixels to the right at a time.",
                strided(),
                examples=14,
            ),
            law(
                "a stride picks positions",
                "A stride keeps every sh-th row and sw-th column of what stride 1 gives, from the first one on.",
                everything(),
                with_stride_one,
                every_position_of_the_stride,
                weight=0.5,
                examples=8,
            ),
        ),
        *keeps(
            "kernel: array of shape (kh, kw) that fits into the padded image, of any integer or floating-point dtype.",
            agrees(
                "kernel larger than the image",
                "A kernel that is larger than the image but fits the padded image is fine.",
                kernels_that_need_the_padding(),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "The sums must come out as in float64, whatever dtypes are given: nothing wraps around, no digit is lost.",
            agrees(
                "large image of fractions",
                "A large image of fine fractions is treated like a small one of whole numbers: no digit is lost.",
                large_everything(),
                examples=3,
            ),
            agrees(
                "any dtypes",
                "Bytes, integers and fractions of any length, in image and kernel alike, give the sums of their "
                "numbers: nothing wraps around, overflows or is rounded.",
                of_any_dtypes(),
                examples=4,
            ),
        ),
        *keeps(
            "ValueError: the kernel has more rows or more columns than the padded image.",
            raises(
                "kernel too large",
                "A kernel with more rows or more columns than the padded image raises a ValueError.",
                oversized_kernels(),
                examples=4,
            ),
        ),
        *keeps(
            "ValueError: one of the two strides is smaller than 1.",
            raises(
                "stride below one",
                "A stride below 1 on either axis raises a ValueError, even where one position is left.",
                strides_below_one(),
                examples=4,
            ),
        ),
        *keeps(
            "ValueError: one of the two paddings is negative.",
            raises(
                "negative padding",
                "A negative padding on either axis raises a ValueError.",
                negative_paddings(),
                examples=4,
            ),
        ),
        *keeps(
            "Its dtype is float64, whatever the dtypes of the image and the kernel.",
            returns_dtype(
                of_any_dtypes(),
                np.float64,
                sentence="The result is an array of dtype float64, whatever the dtypes of image and kernel.",
                examples=1,
            ),
        ),
        *keeps(
            (
                "The image and the kernel must not be modified.",
                "A new array of shape (output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)).",
            ),
            leaves_inputs_alone(
                with_corners(everything(), without_anything_to_do()),
                sentence="Image and kernel are the same after the call as before it, and the result is a new array.",
                new_result=True,
                examples=5,
            ),
        ),
        *depends_on_arguments_alone(of_one_size((1, 0), (2, 1), 0.5), arrays=(0, 1)),
    ),
)
