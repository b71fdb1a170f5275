"""The exam of `corr2d_strided`: cross-correlation with padding and stride, each with a number per axis."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.properties import agrees, law, leaves_inputs_alone, raises, returns_dtype
from autograder.exam.strategies import biases, fine_images_with_kernels, images, kernels, whole_numbers
from autograder.exams.correlation.honest import corr2d_strided as honest
from autograder.exams.correlation.wrong import corr2d_strided as wrong
from autograder.sandbox.wire.outcome import Call
from cnnedu.ops.corr2d import corr2d_strided

__all__ = ["EXERCISE"]

pairs_of_paddings = st.sampled_from([(1, 2), (2, 1), (0, 1), (1, 0), (0, 2), (2, 0)])
pairs_of_strides = st.sampled_from([(2, 3), (3, 2), (1, 2), (2, 1), (1, 3), (3, 1)])


@st.composite
def plain(draw: st.DrawFn) -> Call:
    return Call((draw(images()), draw(kernels())))


@st.composite
def large_everything(draw: st.DrawFn) -> Call:
    paddings, strides = draw(pairs_of_paddings), draw(pairs_of_strides)
    return Call((*draw(fine_images_with_kernels()), paddings, strides, draw(biases)))


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


@st.composite
def one_stride_for_both_axes(draw: st.DrawFn) -> Call:
    """Draw a square stride that leaves rows and columns over: the last step would leave the image."""
    (kh, kw), stride = draw(kernels()).shape, draw(st.integers(2, 3))
    h = kh + stride * draw(st.integers(1, 2)) + draw(st.integers(1, stride - 1))
    w = kw + stride * draw(st.integers(1, 2)) + draw(st.integers(1, stride - 1))
    image, kernel = draw(whole_numbers((h, w))), draw(whole_numbers((kh, kw), 1, 5))
    return Call((image, kernel), {"stride": (stride, stride)})


@st.composite
def kernels_that_need_the_padding(draw: st.DrawFn) -> Call:
    h, w = draw(st.sampled_from([(1, 3), (3, 1), (2, 3)]))
    ph, pw = draw(st.sampled_from([(2, 1), (1, 2)]))
    image = draw(whole_numbers((h, w), 1, 9))
    kernel = draw(whole_numbers((h + 2 * ph - draw(st.integers(0, 1)), w + 2 * pw), 1, 5))
    return Call((image, kernel, (ph, pw)))


@st.composite
def fractions(draw: st.DrawFn) -> Call:
    image, kernel, padding, stride, _ = draw(everything()).args
    return Call((image.astype(np.int64), kernel + 0.5, padding, stride, 0.25))


@st.composite
def oversized_kernels(draw: st.DrawFn) -> Call:
    h, w = draw(st.sampled_from([(2, 3), (3, 2), (2, 4)]))
    ph, pw = draw(pairs_of_paddings)
    down, right = draw(st.sampled_from([(1, 0), (0, 1), (2, 1)]))
    kernel = draw(whole_numbers((h + 2 * ph + down, w + 2 * pw + right)))
    return Call((draw(whole_numbers((h, w))), kernel, (ph, pw)))


@st.composite
def strides_below_one(draw: st.DrawFn) -> Call:
    call = draw(padded())
    return Call(call.args, {**call.kwargs, "stride": draw(st.sampled_from([(0, 1), (1, 0), (-1, 1), (1, -2)]))})


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
        agrees(
            "values",
            "Padding, stride and bias together, different on the two axes, give the right numbers.",
            everything(),
            weight=3,
            examples=30,
        ),
        agrees(
            "large image of fractions",
            "A large image of fine fractions is treated like a small one of whole numbers: no digit is lost.",
            large_everything(),
            examples=3,
        ),
        agrees(
            "padding",
            "Padding (ph, pw) puts ph rows of zeros above and below the image and pw columns left and right of it.",
            padded(),
            examples=14,
        ),
        agrees(
            "stride",
            "Stride (sh, sw) moves the window sh pixels down and sw pixels to the right at a time.",
            strided(),
            examples=16,
        ),
        agrees(
            "leftover rows and columns",
            "Where the last step would carry the kernel over the border it is not taken: the size is rounded down.",
            one_stride_for_both_axes(),
            weight=0.5,
            examples=10,
        ),
        agrees(
            "plain",
            "Without padding, stride and bias it is corr2d.",
            plain(),
            weight=0.5,
            examples=10,
        ),
        agrees(
            "kernel larger than the image",
            "A kernel that is larger than the image but fits the padded image is fine.",
            kernels_that_need_the_padding(),
            weight=0.5,
            examples=8,
        ),
        agrees(
            "whole-number image",
            "An image of integers and a kernel of fractions give fractions: nothing is rounded.",
            fractions(),
            weight=0.5,
            examples=8,
        ),
        law(
            "a stride picks positions",
            "A stride keeps every sh-th row and sw-th column of what stride 1 gives, from the first one on.",
            everything(),
            with_stride_one,
            every_position_of_the_stride,
            weight=0.5,
            examples=10,
        ),
        law(
            "padding is zeros",
            "Padding is the same as an image that had these zeros around it from the start.",
            everything(),
            with_zeros_built_in,
            lambda call, values: (values[0], values[1]),
            weight=0.5,
            examples=8,
        ),
        raises(
            "kernel too large",
            "A kernel that does not fit into the padded image raises a ValueError.",
            oversized_kernels(),
        ),
        raises(
            "stride below one",
            "A stride below 1 on either axis raises a ValueError.",
            strides_below_one(),
        ),
        returns_dtype(everything(), np.float64, sentence="The result is an array of dtype float64.", examples=5),
        leaves_inputs_alone(everything(), examples=6),
    ),
)
