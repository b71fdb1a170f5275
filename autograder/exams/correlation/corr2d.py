"""The exam of `corr2d`: cross-correlation of one image with one kernel, with a bias."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.properties import agrees, law, leaves_inputs_alone, raises, returns_dtype
from autograder.exam.strategies import biases, images, images_with_kernels, kernels, unequal_sizes, whole_numbers
from autograder.exams.correlation.draws import (
    dots_and_kernels,
    integer_images,
    large_pairs,
    oversized_kernels,
    pairs,
    sum_of_images,
    two_images,
)
from autograder.exams.correlation.honest import corr2d as honest
from autograder.exams.correlation.wrong import corr2d as wrong
from autograder.sandbox.wire.outcome import Call
from cnnedu.ops.corr2d import corr2d

__all__ = ["EXERCISE"]


@st.composite
def pairs_with_bias(draw: st.DrawFn) -> Call:
    return Call((*draw(images_with_kernels()), draw(biases)))


@st.composite
def kernels_of_ones(draw: st.DrawFn) -> Call:
    image, kernel = draw(images_with_kernels())
    return Call((image, np.ones(kernel.shape)))


@st.composite
def whole_image_kernels(draw: st.DrawFn) -> Call:
    size = draw(unequal_sizes(1, 5))
    return Call((draw(whole_numbers(size, 1, 9)), draw(whole_numbers(size, 2, 5))))


def whole_and_cut(call: Call) -> tuple[Call, ...]:
    image, kernel = call.args
    return call, Call((image[1:, 2:], kernel))


EXERCISE = Exercise(
    "corr2d",
    points=4,
    reference=corr2d,
    answers=answers_of(wrong, honest),
    properties=(
        agrees(
            "values",
            "Each output is the sum of the products of the kernel with the pixels under it, kernel not flipped.",
            pairs(),
            weight=3,
            examples=25,
        ),
        agrees(
            "large image of fractions",
            "A large image of fine fractions is treated like a small one of whole numbers: no digit is lost.",
            large_pairs(),
            examples=3,
        ),
        agrees(
            "sum under the window",
            "A kernel of ones adds up the pixels under the window.",
            kernels_of_ones(),
            weight=0.5,
            examples=12,
        ),
        agrees(
            "dot",
            "A single bright pixel leaves the kernel behind, turned by 180 degrees.",
            dots_and_kernels(),
            examples=10,
        ),
        agrees(
            "kernel as large as the image",
            "A kernel as large as the image gives one number, in an array of shape (1, 1).",
            whole_image_kernels(),
            weight=0.5,
            examples=8,
        ),
        agrees(
            "whole-number image",
            "An image of integers and a kernel of fractions give fractions: nothing is rounded.",
            integer_images(0.25),
            weight=0.5,
            examples=8,
        ),
        agrees(
            "bias",
            "The bias is added once to every output.",
            pairs_with_bias(),
            examples=12,
        ),
        law(
            "linear in the image",
            "Adding two images first or adding their outputs afterwards is the same (without a bias).",
            two_images(),
            sum_of_images,
            lambda data, values: (values[0] + values[1], values[2]),
            weight=0.5,
            examples=8,
        ),
        law(
            "moves with the image",
            "Cutting the first row and the first two columns off the image cuts them off the output: "
            "nothing else changes.",
            st.builds(Call, st.tuples(images(least=5, most=7), kernels())),
            whole_and_cut,
            lambda data, values: (values[0][1:, 2:], values[1]),
            weight=0.5,
            examples=8,
        ),
        raises(
            "kernel too large",
            "A kernel that does not fit into the image raises a ValueError.",
            oversized_kernels(),
        ),
        returns_dtype(pairs(), np.float64, sentence="The result is an array of dtype float64.", examples=5),
        leaves_inputs_alone(pairs_with_bias(), examples=6),
    ),
)
