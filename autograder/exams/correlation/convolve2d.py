"""The exam of `convolve2d`: true convolution, which turns the kernel by 180 degrees first."""

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
    raises,
    returns_dtype,
)
from autograder.exam.strategies import (
    images,
    images_with_kernels,
    kernels,
    unequal_sizes,
    whole_numbers,
    with_corners,
)
from autograder.exams.correlation.draws import (
    BROAD,
    LIKE_A_COLUMN_TIMES_A_ROW,
    any_dtypes,
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
from autograder.exams.correlation.honest import convolve2d as honest
from autograder.exams.correlation.laws import sums_of, tiny_numbers
from autograder.exams.correlation.wrong import convolve2d as wrong
from autograder.sandbox.wire.questions import Call
from cnnedu.ops.corr2d import convolve2d

__all__ = ["EXERCISE"]


@st.composite
def symmetric_kernels(draw: st.DrawFn) -> Call:
    image, kernel = draw(images_with_kernels())
    return Call((image, kernel + kernel[::-1, ::-1]))


def other_symmetries() -> list[st.SearchStrategy[Call]]:
    """Return corners: kernels that are symmetric in a way that the turn is not, and bytes that look antisymmetric."""
    transposed = np.array([[1, 2], [2, 5]]), np.array([[2, 1], [5, 2]]), np.array([[1, 255]], np.uint8)
    mirrored = np.array([[1, 2, 1], [3, 4, 3]]), np.array([[1, 3], [2, 4], [1, 3]])
    differences = np.array([[1, -1], [3, -3]]), np.array([[1, 3], [-1, -3]])
    image = whole_numbers((3, 4), 1, 9)
    return [st.builds(lambda *pair: Call(pair), image, st.just(k)) for k in (*transposed, *mirrored, *differences)]


@st.composite
def whole_image_kernels(draw: st.DrawFn) -> Call:
    size = draw(unequal_sizes(2, 4))
    return Call((draw(whole_numbers(size)), draw(whole_numbers(size, 1, 5))))


def exchanged(call: Call) -> tuple[Call, ...]:
    """Image and kernel, each with room for the whole of the other around it, in both orders."""
    image, kernel = call.args

    def with_room(a: np.ndarray, b: np.ndarray) -> np.ndarray:
        return np.pad(a, [(n - 1, n - 1) for n in b.shape])

    return Call((with_room(kernel, image), image)), Call((with_room(image, kernel), kernel))


EXERCISE = Exercise(
    "convolve2d",
    points=2,
    reference=convolve2d,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            "A new float64 array of shape (h - kh + 1, w - kw + 1), whatever the dtypes of the image and the kernel.",
            agrees(
                "values",
                "Each output is the sum of the pixels under the window times the kernel turned by 180 degrees.",
                with_corners(pairs(), other_symmetries()),
                weight=3,
                examples=8,
            ),
            agrees(
                "dot",
                "A single bright pixel leaves the kernel behind as it is.",
                dots_and_kernels(),
                examples=4,
            ),
            agrees(
                "symmetric kernel",
                "With a kernel that looks the same upside down, convolution and cross-correlation agree.",
                symmetric_kernels(),
                weight=0.5,
                examples=4,
            ),
            law(
                "commutes",
                "With zeros enough around, image and kernel can change places: the result is the same.",
                st.builds(Call, st.tuples(images(most=4), kernels())),
                exchanged,
                lambda data, values: (values[0], values[1]),
                examples=3,
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
                any_dtypes(special=LIKE_A_COLUMN_TIMES_A_ROW),
                np.float64,
                sentence="The result is an array of dtype float64, whatever the dtypes of image and kernel.",
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
                examples=3,
            ),
        ),
        *keeps(
            "The sums must come out as in float64, whatever dtypes are given: nothing wraps around, no digit is lost.",
            agrees(
                "large image of fractions",
                "A large image of fine fractions is treated like a small one of whole numbers: no digit is lost.",
                large_pairs(BROAD),
                examples=1,
            ),
            asked_like("dtype", sums_of(any_dtypes(special=LIKE_A_COLUMN_TIMES_A_ROW))),
            tiny_numbers(of_one_size()),
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
            (
                "The image and the kernel must not be modified.",
                "A new float64 array of shape (h - kh + 1, w - kw + 1), whatever the dtypes of the image and the "
                "kernel.",
            ),
            leaves_inputs_alone(
                with_corners(
                    images_with_kernels().map(Call),
                    [*(corner.map(Call) for corner in without_effect()), refused_in_between()],
                ),
                sentence="Image and kernel are the same after the call as before it, and the result is a new array.",
                new_result=True,
                examples=5,
            ),
        ),
        *depends_on_arguments_alone(of_one_size(), arrays=(0, 1), of_any_integers=(0, 1)),
    ),
)
