"""The exam of `filter_image`: a named kernel applied to an 8-bit picture."""

from __future__ import annotations

import numpy as np

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
from autograder.exams.correlation.filter_image_draws import (
    any_filter,
    any_filter_with_corners,
    as_it_is_and_transposed,
    as_it_is_and_turned,
    dark_or_bright,
    each_filter,
    each_filter_and_calls_in_a_row,
    exact_halves,
    of_one_size,
    small_pictures,
    unknown_names,
    with_name,
)
from autograder.exams.correlation.honest import filter_image as honest
from autograder.exams.correlation.wrong import filter_image as wrong
from cnnedu.ops.image_kernels import filter_image

__all__ = ["EXERCISE"]

EXERCISE = Exercise(
    "filter_image",
    points=3,
    reference=filter_image,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            (
                "The result has the size of the picture; outside it everything counts as zero.",
                "A new uint8 array of shape (h, w).",
            ),
            agrees(
                "values",
                "Every filter gives the right picture: float sums, rounded, clipped, zeros outside.",
                any_filter_with_corners(),
                weight=2,
                examples=8,
            ),
            agrees(
                "small pictures",
                "Pictures of a single row, column or pixel work too.",
                small_pictures(),
                weight=0.5,
                examples=1,
            ),
            law(
                "turned picture",
                "Turning the picture upside down turns the result upside down.",
                any_filter(),
                as_it_is_and_turned,
                lambda call, values: (values[0][::-1, ::-1], values[1]),
                weight=0.25,
                examples=3,
            ),
            law(
                "transposed picture",
                "Transposing the picture transposes the result.",
                any_filter(),
                as_it_is_and_transposed,
                lambda call, values: (values[0].T, values[1]),
                weight=0.25,
                examples=3,
            ),
        ),
        *keeps(
            'name: "identity", "edges", "sharpen" or "blur".',
            agrees(
                "edges",
                '"edges" is 8 times the pixel minus its 8 neighbours.',
                with_name("edges"),
                examples=5,
            ),
            agrees(
                "sharpen",
                '"sharpen" is 5 times the pixel minus its 4 neighbours.',
                with_name("sharpen"),
                examples=6,
            ),
            agrees(
                "blur",
                '"blur" weighs the pixel 4, its neighbours 2 and 1, and divides by 16.',
                with_name("blur"),
                examples=10,
            ),
            agrees(
                "identity",
                '"identity" gives the picture back.',
                with_name("identity"),
                weight=0.5,
                examples=3,
                conduct=True,
            ),
        ),
        *keeps(
            "The sums are computed in floating point, rounded with np.rint and limited to 0..255.",
            agrees(
                "exact halves",
                "Sums are rounded to the nearest integer, exact halves as np.rint does.",
                exact_halves(),
                weight=0.5,
                examples=6,
            ),
            agrees(
                "dark and bright pictures",
                "Results below 0 become 0 and results above 255 become 255.",
                dark_or_bright(),
                weight=0.5,
                examples=8,
            ),
        ),
        *keeps(
            "ValueError: the name is none of the four.",
            raises(
                "unknown name",
                "A name that is not exactly one of the four raises a ValueError.",
                unknown_names(),
                examples=2,
            ),
        ),
        *keeps(
            "A new uint8 array of shape (h, w).",
            returns_dtype(each_filter(), np.uint8, sentence="The result is a picture of dtype uint8.", examples=3),
        ),
        *keeps(
            ("The image must not be modified.", "A new uint8 array of shape (h, w)."),
            leaves_inputs_alone(
                each_filter_and_calls_in_a_row(),
                sentence="The picture is the same after the call, and the result is a new one in every call, even for "
                '"identity".',
                new_result=True,
                examples=4,
            ),
        ),
        *depends_on_arguments_alone(
            of_one_size(),
            promise="The result must depend on the numbers in the image and on the name alone: not on earlier calls, "
            "nor on how the image lies in memory.",
        ),
    ),
)
