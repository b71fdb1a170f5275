"""The exam of `corr2d_same`: cross-correlation whose output is as large as the image."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.properties import agrees, law, leaves_inputs_alone, returns_dtype
from autograder.exam.strategies import images, kernels, whole_numbers
from autograder.exams.correlation.draws import large_pairs, sum_of_images, two_images
from autograder.exams.correlation.honest import corr2d_same as honest
from autograder.exams.correlation.wrong import corr2d_same as wrong
from autograder.sandbox.wire.outcome import Call
from cnnedu.ops.corr2d import corr2d_same

__all__ = ["EXERCISE"]


@st.composite
def pairs(draw: st.DrawFn) -> Call:
    return Call((draw(images()), draw(kernels(most=4))))


@st.composite
def odd_kernels(draw: st.DrawFn) -> Call:
    size = draw(st.sampled_from([(1, 3), (3, 1), (3, 5), (5, 3)]))
    return Call((draw(images()), draw(whole_numbers(size, 1, 5))))


@st.composite
def even_kernels(draw: st.DrawFn) -> Call:
    size = draw(st.sampled_from([(2, 4), (4, 2)]))
    return Call((draw(images()), draw(whole_numbers(size, 1, 5))))


@st.composite
def small_images(draw: st.DrawFn) -> Call:
    size = draw(st.sampled_from([(1, 1), (1, 2), (2, 1), (1, 3)]))
    kernel = draw(whole_numbers(draw(st.sampled_from([(3, 4), (4, 3), (3, 5)])), 2, 9))
    return Call((draw(whole_numbers(size, 1, 9)), kernel))


@st.composite
def kernels_of_one_pixel(draw: st.DrawFn) -> Call:
    """A one in the middle of an odd kernel: the Dirac kernel."""
    kernel = np.zeros(draw(st.sampled_from([(1, 3), (3, 1), (3, 5), (5, 3)])))
    kernel[kernel.shape[0] // 2, kernel.shape[1] // 2] = 1.0
    return Call((draw(images()), kernel))


@st.composite
def fractions(draw: st.DrawFn) -> Call:
    return Call((draw(images()).astype(np.int64), draw(kernels(most=4)) + 0.5))


def with_more_zeros_around(call: Call) -> tuple[Call, ...]:
    image, kernel = call.args
    return call, Call((np.pad(image, ((1, 2), (3, 1))), kernel))


def the_old_part(call: Call, values):
    h, w = call.args[0].shape
    return values[0], values[1][1 : 1 + h, 3 : 3 + w]


EXERCISE = Exercise(
    "corr2d_same",
    points=3,
    reference=corr2d_same,
    answers=answers_of(wrong, honest),
    properties=(
        agrees(
            "values",
            "The output has the image's size, and each value is the sum over the kernel with zeros outside the image.",
            pairs(),
            weight=3,
            examples=30,
        ),
        agrees(
            "large image of fractions",
            "A large image of fine fractions is treated like a small one of whole numbers: no digit is lost.",
            large_pairs(),
            examples=3,
        ),
        agrees(
            "odd kernel",
            "An odd kernel gets (k - 1) / 2 zeros at each side.",
            odd_kernels(),
            examples=14,
        ),
        agrees(
            "even kernel",
            "An even kernel gets its extra zero below and to the right.",
            even_kernels(),
            weight=1.5,
            examples=14,
        ),
        agrees(
            "small image",
            "The image may be smaller than the kernel, even a single pixel.",
            small_images(),
            weight=0.5,
            examples=10,
        ),
        agrees(
            "whole-number image",
            "An image of integers and a kernel of fractions give fractions: nothing is rounded.",
            fractions(),
            weight=0.5,
            examples=8,
        ),
        agrees(
            "Dirac kernel",
            "An odd kernel with a single one in its middle gives the image back.",
            kernels_of_one_pixel(),
            weight=0.5,
            examples=8,
            conduct=True,
        ),
        law(
            "more zeros around",
            "Zeros around the image do not change the output where the image is.",
            pairs(),
            with_more_zeros_around,
            the_old_part,
            weight=0.5,
            examples=12,
        ),
        law(
            "linear in the image",
            "Adding two images first or adding their outputs afterwards is the same.",
            two_images(),
            sum_of_images,
            lambda data, values: (values[0] + values[1], values[2]),
            weight=0.5,
            examples=6,
        ),
        returns_dtype(pairs(), np.float64, sentence="The result is an array of dtype float64.", examples=5),
        leaves_inputs_alone(pairs(), examples=6),
    ),
)
