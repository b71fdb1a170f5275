"""The exam of `corr2d_strided`: cross-correlation with padding and stride, each with a number per axis."""

from __future__ import annotations

import numpy as np

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
from autograder.exams.correlation.corr2d_strided_draws import (
    every_position_of_the_stride,
    everything,
    everything_with_corners,
    kernels_that_need_the_padding,
    large_everything,
    left_as_they_were,
    negative_paddings,
    of_any_dtypes,
    of_one_size_padded_or_not,
    one_stride_for_both_axes,
    oversized_kernels,
    padded,
    plain,
    strided,
    strides_below_one,
    with_stride_one,
    with_zeros_built_in,
)
from autograder.exams.correlation.draws import of_one_size
from autograder.exams.correlation.honest import corr2d_strided as honest
from autograder.exams.correlation.laws import sums_of, tiny_numbers
from autograder.exams.correlation.wrong import corr2d_strided as wrong
from cnnedu.ops.corr2d import corr2d_strided

__all__ = ["EXERCISE"]

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
                examples=10,
            ),
            agrees(
                "leftover rows and columns",
                "Where the last step would carry the kernel over the border it is not taken: the size is rounded down.",
                one_stride_for_both_axes(),
                weight=0.5,
                examples=4,
            ),
            agrees(
                "plain",
                "Without padding, stride and bias it is corr2d.",
                plain(),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "padding: (ph, pw): ph rows of zeros above AND below, pw columns of zeros left AND right, each at least 0.",
            agrees(
                "padding",
                "Padding (ph, pw) puts ph rows of zeros above and below the image and pw columns left and right of it.",
                padded(),
                examples=6,
            ),
            law(
                "padding is zeros",
                "Padding is the same as an image that had these zeros around it from the start.",
                everything(),
                with_zeros_built_in,
                lambda call, values: (values[0], values[1]),
                weight=0.5,
                examples=3,
            ),
        ),
        *keeps(
            "stride: (sh, sw): the step down and the step to the right, each at least 1.",
            agrees(
                "stride",
                "Stride (sh, sw) moves the window sh pixels down and sw pixels to the right at a time.",
                strided(),
                examples=7,
            ),
            law(
                "a stride picks positions",
                "A stride keeps every sh-th row and sw-th column of what stride 1 gives, from the first one on.",
                everything(),
                with_stride_one,
                every_position_of_the_stride,
                weight=0.5,
                examples=4,
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
                examples=2,
            ),
            sums_of(of_any_dtypes()),
            tiny_numbers(of_one_size((1, 0), (2, 1))),
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
            asked_like(
                "any dtypes",
                returns_dtype(
                    of_any_dtypes(),
                    np.float64,
                    sentence="The result is an array of dtype float64, whatever the dtypes of image and kernel.",
                    examples=4,
                ),
            ),
        ),
        *keeps(
            (
                "The image and the kernel must not be modified.",
                "A new array of shape (output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)).",
            ),
            leaves_inputs_alone(
                left_as_they_were(),
                sentence="Image and kernel are the same after the call as before it, and the result is a new array.",
                new_result=True,
                examples=5,
            ),
        ),
        *depends_on_arguments_alone(of_one_size_padded_or_not(), arrays=(0, 1), of_any_integers=(0, 1)),
    ),
)
