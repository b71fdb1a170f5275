"""The exam of `convolution_matrix`: correlation with a kernel, written as one sparse matrix."""

from __future__ import annotations

from collections.abc import Sequence

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
    blank,
    first_blank,
    kernel_shapes_that_fit,
    kernel_shapes_too_large,
    unequal_sizes,
    whole_numbers,
    with_corners,
)
from autograder.exams.matrix_and_gradients.draws import Pair, correlated, extremes, few_dtypes, fine, of_dtypes, spread
from autograder.exams.matrix_and_gradients.honest import convolution_matrix as honest
from autograder.exams.matrix_and_gradients.laws import in_turns, look_alikes, tiny_numbers, told_apart
from autograder.exams.matrix_and_gradients.wrong import convolution_matrix as wrong
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.ops.one_image import convolution_matrix

__all__ = ["EXERCISE"]

AREAS = ((1, 1), (1, 4), (4, 1), (3, 4), (3, 3))
TIGHT_AREAS = ((1, 1), (2, 4), (4, 3))
ROUND = (100, 1000, 10_000, 10**6, 10**9)


def asked(shape: Pair, kernel: Pair, low: int = 1, high: int = 9) -> st.SearchStrategy[Call]:
    return whole_numbers(kernel, low, high).map(lambda numbers: Call((numbers, shape)))


@st.composite
def kernels_with_shapes(draw: st.DrawFn) -> Call:
    """Draw a kernel that is not square, and an image that is not either, into which it fits easily or just so."""
    kernel = draw(unequal_sizes(1, 3))
    h, w = (k + room for k, room in zip(kernel, draw(unequal_sizes(0, 3)), strict=True))
    return draw(asked((h, w), kernel, -9, 9))


def everything() -> st.SearchStrategy[Call]:
    sizes = [asked(area, kernel) for area in AREAS for kernel in kernel_shapes_that_fit(*area)]
    return with_corners(kernels_with_shapes(), [*sizes, *first_blank(asked((2, 3), (2, 2)), 0)])


def large() -> st.SearchStrategy[Call]:
    """Draw fractions, and more pixels than a byte can count; or so many positions that blocks of them leave some over.

    With more pixels than two bytes can count, adding up a matrix for each weight takes seconds: nobody asks.
    """

    @st.composite
    def between(draw: st.DrawFn) -> Call:
        rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
        return Call((fine(rng, 11, 12), draw(unequal_sizes(17, 18))))

    return with_corners(between(), [Call((np.array([[2.0], [3.0]]), (18, 31)))])


def oversized() -> st.SearchStrategy[Call]:
    @st.composite
    def between(draw: st.DrawFn) -> Call:
        h, w = draw(unequal_sizes(2, 4))
        down, right = draw(st.sampled_from([(0, 1), (1, 0), (2, 1), (1, -1), (-1, 2)]))
        return draw(asked((h, w), (h + down, w + right)))

    return with_corners(
        between(),
        [
            *(asked(area, kernel) for area in TIGHT_AREAS for kernel in kernel_shapes_too_large(*area)),
            *blank(asked((1, 2), (2, 2)), 0),
        ],
    )


def a_picture(shape: Pair) -> np.ndarray:
    """Return a picture of whole numbers, the same for the same shape: what the law is tried with."""
    return np.random.default_rng(shape).integers(-9, 10, shape).astype(float)


def picture_and_result(call: Call, values: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    kernel, shape = call.args
    image = a_picture(shape)
    return correlated(image[None, None], kernel[None, None]).ravel(), values[0] @ image.ravel()


def gradient_and_transpose(call: Call, values: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    kernel, (h, w) = call.args
    dy = a_picture((h - kernel.shape[0] + 1, w - kernel.shape[1] + 1))
    return spread(dy[None, None], kernel[None, None], (h, w)).ravel(), values[0].T @ dy.ravel()


def of_any_dtype() -> st.SearchStrategy[Call]:
    return of_dtypes((2, 3), asked=on_a_picture)


def on_a_picture(kernel: np.ndarray) -> Call:
    return Call((kernel, (3, 4)))


def of_small_kernels() -> list[Call]:
    """Return corners of some dtypes: a single weight, on one pixel and on two, and a kernel as large as the image."""

    def of(kernel: Pair, image: Pair) -> list[Call]:
        return few_dtypes(kernel, asked=lambda numbers: Call((numbers, image)))

    return [*of((1, 1), (1, 1)), *of((1, 1), (1, 2)), *of((1, 2), (1, 2))]


def taken_for_marks() -> list[Call]:
    """Return corners: whole numbers with which an answer may mark the places of weights that are still to come."""
    order = np.array([[3, 5, 1], [4, 0, 2]])
    return [Call((sign * (round_number - 2 + order), (2, 4))) for round_number in ROUND for sign in (1, -1)]


def beside_other_shapes() -> list[st.SearchStrategy[Script]]:
    """Return corners: one kernel on images of other shapes, and its numbers in kernels of other shapes."""

    def images(kernel: np.ndarray) -> Script:
        return in_turns(*(Call((kernel, shape)) for shape in ((3, 4), (4, 3), (2, 6), (3, 4))))

    def kernels(kernel: np.ndarray) -> Script:
        first, tall, row = Call((kernel, (3, 4))), kernel.reshape(3, 2), kernel.reshape(1, 6)
        return in_turns(first, Call((tall, (4, 3))), Call((tall, (3, 4))), Call((row, (2, 6))), first)

    return [whole_numbers((2, 2), 2, 9).map(images), whole_numbers((2, 3), 2, 9).map(kernels)]


def refused_in_between() -> st.SearchStrategy[Script]:
    """Draw a call, one with the same kernel that must be refused, and the first again."""
    kernels = whole_numbers((2, 3), 2, 9)
    return kernels.map(lambda kernel: in_turns(*(Call((kernel, shape)) for shape in ((3, 4), (1, 4), (3, 4)))))


def the_call_itself(call: Call) -> tuple[Call, ...]:
    return (call,)


EXERCISE = Exercise(
    "convolution_matrix",
    points=3,
    reference=convolution_matrix,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            "A new array of shape ((h - kh + 1) * (w - kw + 1), h * w).",
            agrees(
                "values",
                "Each row holds the kernel once, spread out to where its window lies, and zeros everywhere else.",
                everything(),
                weight=3,
                examples=16,
            ),
        ),
        *keeps(
            "For every image of this shape, C @ image.ravel() must equal corr2d(image, kernel).ravel().",
            law(
                "matrix times picture",
                "The matrix times the picture, row after row in one column, is the correlation in one column.",
                kernels_with_shapes(),
                the_call_itself,
                picture_and_result,
                examples=8,
                conduct=False,
            ),
            law(
                "the transpose is the way back",
                "The transposed matrix gives each pixel its share of a gradient: from every output that saw it.",
                kernels_with_shapes(),
                the_call_itself,
                gradient_and_transpose,
                examples=8,
                conduct=False,
            ),
        ),
        *keeps(
            "The numbers must come out as in float64, whatever dtype is given: no digit is lost.",
            agrees(
                "large kernel of fractions",
                "A large kernel of fine fractions is treated like a small one of whole numbers: no digit is lost.",
                large(),
                weight=0.5,
                examples=2,
            ),
            agrees(
                "any dtype",
                "A kernel of bytes, integers or fractions of any length gives its numbers.",
                with_corners(of_any_dtype(), [*extremes((2, 3), asked=on_a_picture), *taken_for_marks()]),
                weight=0.5,
                examples=2,
            ),
            tiny_numbers(asked((3, 4), (2, 3)), 0),
        ),
        *keeps(
            "ValueError: the kernel has more rows or more columns than the image.",
            raises(
                "kernel too large",
                "A kernel with more rows or more columns than the image raises a ValueError.",
                oversized(),
            ),
        ),
        *keeps(
            "Its dtype is float64, whatever the dtype of the kernel.",
            returns_dtype(
                with_corners(of_any_dtype(), of_small_kernels()),
                np.float64,
                sentence="The matrix is an array of dtype float64, whatever the dtype of the kernel.",
                examples=1,
            ),
        ),
        *keeps(
            ("The kernel must not be modified.", "A new array of shape ((h - kh + 1) * (w - kw + 1), h * w)."),
            leaves_inputs_alone(
                with_corners(
                    kernels_with_shapes(), [asked((1, 3), (1, 3)), asked((1, 1), (1, 1)), refused_in_between()]
                ),
                sentence="The kernel is the same after the call as before it, and the matrix is a new array.",
                new_result=True,
                examples=4,
            ),
        ),
        *depends_on_arguments_alone(asked((3, 4), (2, 3), 2, 9), arrays=(0,), of_any_integers=(0,)),
        *told_apart(
            *look_alikes(Call((np.zeros((2, 3)), (3, 4))), 0, long=Call((np.zeros((2, 520)), (2, 520)))),
            *beside_other_shapes(),
            refused_in_between(),
        ),
    ),
)
