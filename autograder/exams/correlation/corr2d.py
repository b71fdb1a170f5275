"""The exam of `corr2d`: cross-correlation of one image with one kernel, with a bias."""

from __future__ import annotations

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
    Cornered,
    biases,
    images,
    images_with_kernels,
    kernels,
    laid,
    unequal_sizes,
    whole_numbers,
    with_corners,
)
from autograder.exams.correlation.draws import (
    BROAD,
    VAST,
    any_dtypes,
    any_two_dtypes,
    dots_and_kernels,
    large_pairs,
    of_one_size,
    oversized_kernels,
    pairs,
    refused_in_between,
    sum_of_images,
    two_images,
    without_effect,
)
from autograder.exams.correlation.honest import corr2d as honest
from autograder.exams.correlation.laws import sums_of, tiny_numbers
from autograder.exams.correlation.wrong import corr2d as wrong
from autograder.sandbox.wire.questions import Call
from cnnedu.ops.corr2d import corr2d

__all__ = ["EXERCISE"]

BIASES = (0.1, -0.7, 0.0, 2, -3, 1e-3, 12345.678)
"""Fractions, whole numbers that are ints, small and large ones."""

OF_TWO_KINDS = (
    Call((np.array([[0.5, 0.25, 7.125]]), np.array([[1, 1]])), {"bias": 2}),
    Call((np.array([[1 / 7, 2 / 7, 3 / 7]]), np.array([[1, 1]])), {"bias": np.float32(0.5)}),
)
"""Sums with digits that a result of the bias's own dtype would lose."""


def pairs_with_bias() -> Cornered[Call]:
    @st.composite
    def between(draw: st.DrawFn) -> Call:
        return Call((*draw(images_with_kernels()), draw(biases)))

    def corner(bias: float) -> st.SearchStrategy[Call]:
        image, kernel = whole_numbers((3, 4), 1, 9), whole_numbers((2, 3), 2, 9)
        return st.builds(lambda i, k: Call((i.astype(np.int64), k.astype(np.int64)), {"bias": bias}), image, kernel)

    return with_corners(between(), [*map(corner, BIASES), *OF_TWO_KINDS])


@st.composite
def kernels_of_ones(draw: st.DrawFn) -> Call:
    image, kernel = draw(images_with_kernels())
    return Call((image, np.ones(kernel.shape)))


def whole_image_kernels() -> st.SearchStrategy[Call]:
    """Draw a kernel of the image's size; in memory one of them may lie in another order."""

    @st.composite
    def between(draw: st.DrawFn) -> Call:
        size = draw(unequal_sizes(1, 5))
        return Call((draw(whole_numbers(size, 1, 9)), draw(whole_numbers(size, 2, 5))))

    two = st.tuples(whole_numbers((2, 3), 1, 9), whole_numbers((2, 3), 2, 5))
    return with_corners(between(), [two.map(lambda pair: Call((laid(pair[0], "Fortran order"), pair[1])))])


def whole_and_cut(call: Call) -> tuple[Call, ...]:
    image, kernel = call.args
    return call, Call((image[1:, 2:], kernel))


EXERCISE = Exercise(
    "corr2d",
    points=4,
    reference=corr2d,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            "A new array of shape (h - kh + 1, w - kw + 1).",
            agrees(
                "values",
                "Each output is the sum of the products of the kernel with the pixels under it, kernel not flipped.",
                pairs(),
                weight=3,
                examples=8,
            ),
            agrees(
                "sum under the window",
                "A kernel of ones adds up the pixels under the window.",
                kernels_of_ones(),
                weight=0.5,
                examples=4,
            ),
            agrees(
                "dot",
                "A single bright pixel leaves the kernel behind, turned by 180 degrees.",
                dots_and_kernels(),
                examples=4,
            ),
            law(
                "linear in the image",
                "Adding two images first or adding their outputs afterwards is the same (without a bias).",
                two_images(),
                sum_of_images,
                lambda data, values: (values[0] + values[1], values[2]),
                weight=0.5,
                examples=3,
            ),
            law(
                "moves with the image",
                "Cutting the first row and the first two columns off the image cuts them off the output: "
                "nothing else changes.",
                st.builds(Call, st.tuples(images(least=5, most=7), kernels())),
                whole_and_cut,
                lambda data, values: (values[0][1:, 2:], values[1]),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "kernel: array of shape (kh, kw), with kh <= h and kw <= w, of any integer or floating-point dtype.",
            agrees(
                "kernel as large as the image",
                "A kernel as large as the image gives one number, in an array of shape (1, 1).",
                whole_image_kernels(),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "The sums must come out as in float64, whatever dtypes are given: nothing wraps around, no digit is lost.",
            agrees(
                "large image of fractions",
                "A large image of fine fractions is treated like a small one of whole numbers: no digit is lost.",
                large_pairs(VAST, BROAD),
                examples=1,
            ),
            sums_of(any_dtypes()),
            tiny_numbers(of_one_size()),
        ),
        *keeps(
            "bias: a number, added once to every pixel of the result.",
            agrees(
                "bias",
                "The bias is added once to every output, be it a whole number or a fraction.",
                pairs_with_bias(),
                examples=6,
            ),
        ),
        *keeps(
            "ValueError: the kernel has more rows or more columns than the image.",
            raises(
                "kernel too large",
                "A kernel with more rows or more columns than the image raises a ValueError.",
                oversized_kernels(),
                examples=4,
            ),
        ),
        *keeps(
            "Its dtype is float64, whatever the dtypes of the image and the kernel.",
            returns_dtype(
                any_two_dtypes(1),
                np.float64,
                sentence="The result is an array of dtype float64, whatever the dtypes of image and kernel.",
                examples=1,
            ),
        ),
        *keeps(
            ("The image and the kernel must not be modified.", "A new array of shape (h - kh + 1, w - kw + 1)."),
            leaves_inputs_alone(
                with_corners(
                    pairs_with_bias().between,
                    [*(corner.map(Call) for corner in without_effect()), refused_in_between()],
                ),
                sentence="Image and kernel are the same after the call as before it, and the result is a new array.",
                new_result=True,
                examples=4,
            ),
        ),
        *depends_on_arguments_alone(of_one_size(), arrays=(0, 1), of_any_integers=(0, 1)),
    ),
)
