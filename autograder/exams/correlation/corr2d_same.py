"""The exam of `corr2d_same`: cross-correlation whose output is as large as the image."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import (
    agrees,
    asked_like,
    depends_on_arguments_alone,
    law,
    leaves_inputs_alone,
    returns_dtype,
)
from autograder.exam.strategies import images, kernels, whole_numbers, with_corners
from autograder.exams.correlation.draws import (
    any_dtypes,
    beside_other_shapes,
    large_pairs,
    of_one_size,
    sum_of_images,
    two_images,
    without_effect,
)
from autograder.exams.correlation.honest import corr2d_same as honest
from autograder.exams.correlation.laws import sums_of, tiny_numbers
from autograder.exams.correlation.wrong import corr2d_same as wrong
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.ops.corr2d import corr2d_same

__all__ = ["EXERCISE"]

SIZES = (
    *[((3, 4), kernel) for kernel in [(1, 1), (1, 2), (2, 1), (2, 2), (3, 3), (2, 3), (3, 2), (1, 5), (4, 1), (4, 4)]],
    *[((4, 4), kernel) for kernel in [(4, 4), (3, 3), (5, 5), (2, 2)]],
    *[((2, 5), kernel) for kernel in [(3, 1), (3, 5), (5, 2), (6, 7)]],
    *[((5, 5), (8, 8)), ((5, 9), (7, 8)), ((13, 25), (8, 8))],
)
"""Images and kernels: odd and even axes, as long as the image's, longer on one axis and shorter on the other.

And kernels of so many weights that somebody would transform them, which a transform too short wraps around.
"""

SMALL_SIZES = (
    *[((1, 1), kernel) for kernel in [(1, 1), (1, 2), (2, 1), (2, 2), (3, 3), (4, 4)]],
    *[(image, kernel) for image in [(1, 4), (4, 1)] for kernel in [(1, 3), (3, 1), (2, 5), (5, 2)]],
)


def of_sizes(sizes) -> list[st.SearchStrategy[tuple[np.ndarray, np.ndarray]]]:
    return [st.tuples(whole_numbers(image, 1, 9), whole_numbers(kernel, 2, 9)) for image, kernel in sizes]


def pairs() -> st.SearchStrategy[Call | Script]:
    """Draw sizes of every kind, and a kernel that is no Dirac kernel: its other weights cancel each other."""
    cancelling = whole_numbers((3, 4), 1, 9).map(lambda image: (image, np.array([[0, 3, 0], [2, 1, -2], [0, -3, 0]])))
    corners = [*of_sizes(SIZES), cancelling]
    return with_corners(
        st.tuples(images(), kernels(most=4)).map(Call), [*(each.map(Call) for each in corners), beside_other_shapes()]
    )


@st.composite
def odd_kernels(draw: st.DrawFn) -> Call:
    size = draw(st.sampled_from([(1, 3), (3, 1), (3, 5), (5, 3)]))
    return Call((draw(images()), draw(whole_numbers(size, 1, 5))))


@st.composite
def even_kernels(draw: st.DrawFn) -> Call:
    size = draw(st.sampled_from([(2, 4), (4, 2)]))
    return Call((draw(images()), draw(whole_numbers(size, 1, 5))))


def small_images() -> st.SearchStrategy[Call]:
    @st.composite
    def between(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
        size = draw(st.sampled_from([(1, 1), (1, 2), (2, 1), (1, 3)]))
        kernel = draw(whole_numbers(draw(st.sampled_from([(3, 4), (4, 3), (3, 5)])), 2, 9))
        return draw(whole_numbers(size, 1, 9)), kernel

    return with_corners(between(), of_sizes(SMALL_SIZES)).map(Call)


@st.composite
def kernels_of_one_pixel(draw: st.DrawFn) -> Call:
    """A one in the middle of an odd kernel: the Dirac kernel."""
    kernel = np.zeros(draw(st.sampled_from([(1, 3), (3, 1), (3, 5), (5, 3)])))
    kernel[kernel.shape[0] // 2, kernel.shape[1] // 2] = 1.0
    return Call((draw(images()), kernel))


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
        *keeps(
            "A new float64 array of shape (h, w), whatever the dtypes of the image and the kernel.",
            agrees(
                "values",
                "The output has the image's size, and each value is the sum over the kernel with zeros outside the "
                "image.",
                pairs(),
                weight=3,
                examples=8,
            ),
            agrees(
                "Dirac kernel",
                "An odd kernel with a single one in its middle gives the image back.",
                kernels_of_one_pixel(),
                weight=0.5,
                examples=3,
                conduct=True,
            ),
            law(
                "linear in the image",
                "Adding two images first or adding their outputs afterwards is the same.",
                two_images(),
                sum_of_images,
                lambda data, values: (values[0] + values[1], values[2]),
                weight=0.5,
                examples=3,
            ),
            returns_dtype(
                any_dtypes(),
                np.float64,
                sentence="The result is an array of dtype float64, whatever the dtypes of image and kernel.",
                examples=4,
            ),
        ),
        *keeps(
            "Zeros are added around the image: k - 1 in total on each axis, where k is the length of the kernel on "
            "that axis.",
            agrees(
                "odd kernel",
                "An odd kernel gets (k - 1) / 2 zeros at each side.",
                odd_kernels(),
                examples=6,
            ),
            law(
                "more zeros around",
                "Zeros around the image do not change the output where the image is.",
                st.builds(Call, st.tuples(images(), kernels(most=4))),
                with_more_zeros_around,
                the_old_part,
                weight=0.5,
                examples=5,
            ),
        ),
        *keeps(
            "When k - 1 is odd, the extra zero goes below the image, or to its right.",
            agrees(
                "even kernel",
                "An even kernel gets its extra zero below and to the right.",
                even_kernels(),
                weight=1.5,
                examples=6,
            ),
        ),
        *keeps(
            "It may be larger than the image.",
            agrees(
                "small image",
                "The image may be smaller than the kernel, on one axis or both, even a single pixel.",
                small_images(),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "The sums must come out as in float64, whatever dtypes are given: nothing wraps around, no digit is lost.",
            agrees(
                "large image of fractions",
                "A large image of fine fractions is treated like a small one of whole numbers: no digit is lost.",
                large_pairs(((9, 11), (8, 7))),  # its windows lie at every pixel
                examples=1,
            ),
            asked_like("dtype", sums_of(any_dtypes())),
            tiny_numbers(of_one_size()),
        ),
        *keeps(
            (
                "The image and the kernel must not be modified.",
                "A new float64 array of shape (h, w), whatever the dtypes of the image and the kernel.",
            ),
            leaves_inputs_alone(
                with_corners(st.tuples(images(), kernels(most=4)), without_effect()).map(Call),
                sentence="Image and kernel are the same after the call as before it, and the result is a new array.",
                new_result=True,
                examples=5,
            ),
        ),
        *depends_on_arguments_alone(of_one_size(), arrays=(0, 1), of_any_integers=(0, 1)),
    ),
)
