"""The exam of `pad2d`: zeros around an image, a number of its own for each side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import (
    agrees,
    asked_like,
    depends_on_arguments_alone,
    holds,
    keeps_dtype,
    law,
    leaves_inputs_alone,
    raises,
)
from autograder.exams.correlation.honest import pad2d as honest
from autograder.exams.correlation.pad2d_draws import (
    anything_and_calls_in_a_row,
    by_name,
    columns_only,
    four_different_sides,
    negative_numbers,
    nothing_to_add,
    of_any_dtype,
    of_any_number,
    of_one_size,
    rows_only,
    some_sides_only,
)
from autograder.exams.correlation.wrong import pad2d as wrong
from autograder.sandbox.wire.questions import Call
from cnnedu.ops.corr2d import pad2d

__all__ = ["EXERCISE"]


def every_pixel_is_there(call: Call, values: Sequence[np.ndarray]) -> str | None:
    """Compare to the last bit: there are whole numbers that no float64 holds."""
    image, top, bottom, left, right = call.args
    there = np.array_equal(values[0], np.pad(image, ((top, bottom), (left, right))))
    return None if there else "the pixels of the image, to the last digit, and zeros around them"


def cut_out(call: Call, padded: np.ndarray) -> np.ndarray:
    image, top, _, left, _ = call.args
    return padded[top : top + image.shape[0], left : left + image.shape[1]]


EXERCISE = Exercise(
    "pad2d",
    points=2,
    reference=pad2d,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            "A new array of shape (top + h + bottom, left + w + right), of the SAME dtype as the image.",
            agrees(
                "values",
                "The image stands where the four numbers put it, and everything around it is zero.",
                four_different_sides(),
                weight=3,
                examples=8,
            ),
            agrees(
                "some sides only",
                "Each side can be padded on its own, and any of them together.",
                some_sides_only(),
                weight=0.5,
                examples=2,
            ),
            agrees(
                "by name",
                "The four numbers can be given by their names, in any order.",
                by_name(),
                weight=0.5,
                examples=4,
            ),
            keeps_dtype(
                of_any_dtype(),
                sentence="The result has the image's dtype: bytes stay bytes, integers stay integers.",
                examples=2,
            ),
        ),
        *keeps(
            "top, bottom: rows of zeros to add above and below the image, each an int of at least 0.",
            agrees(
                "rows only",
                "top and bottom add rows above and below; the columns stay as they are.",
                rows_only(),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "left, right: columns of zeros to add on the two sides, each an int of at least 0.",
            agrees(
                "columns only",
                "left and right add columns on either side; the rows stay as they are.",
                columns_only(),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "Every pixel must keep its value, to the last digit, and every other number must be 0.",
            asked_like(
                "dtype",
                agrees(
                    "any dtype",
                    "The pixels of an image of any dtype keep their values: fractions, negative numbers, bytes, "
                    "booleans.",
                    of_any_dtype(),
                    weight=0.5,
                    examples=2,
                ),
            ),
            holds(
                "no digit is lost",
                "Large integers and fine fractions keep every digit.",
                of_any_number(),
                every_pixel_is_there,
                weight=0.5,
                examples=3,
            ),
            law(
                "cutting undoes padding",
                "Cutting the padding off again gives the image back.",
                four_different_sides().between,
                lambda call: (call,),
                lambda call, values: (call.args[0], cut_out(call, values[0])),
                weight=0.5,
                examples=4,
            ),
            law(
                "sum",
                "Padding with zeros does not change the sum of all pixels.",
                four_different_sides().between,
                lambda call: (call,),
                lambda call, values: (float(call.args[0].sum()), float(values[0].sum())),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "ValueError: one of the four numbers is negative.",
            raises(
                "negative number",
                "A negative number for any side raises a ValueError, whatever the others are.",
                negative_numbers(),
                examples=4,
            ),
        ),
        *keeps(
            (
                "The image must not be modified, and the result must not share its memory: it is a new array even when "
                "all four numbers are 0.",
                "A new array of shape (top + h + bottom, left + w + right), of the SAME dtype as the image.",
            ),
            agrees(
                "nothing to add",
                "Four zeros add nothing: the result equals the image.",
                nothing_to_add(),
                weight=0.5,
                examples=3,
                conduct=True,
            ),
            leaves_inputs_alone(
                anything_and_calls_in_a_row(),
                sentence="The image is the same after the call; the result is a new array in every call, even where "
                "nothing is added.",
                new_result=True,
                examples=6,
            ),
        ),
        *depends_on_arguments_alone(
            of_one_size(),
            promise="The result must depend on the numbers in the arguments alone: not on earlier calls, nor on how "
            "the image lies in memory.",
            of_any_integers=(0,),
        ),
    ),
)
