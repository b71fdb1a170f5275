"""The exam of `mean_pool2d`: the mean of the pixels under each window, map by map."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, law
from autograder.exam.strategies import unequal_sizes, whole_numbers, with_corners
from autograder.exams.pooling_and_activations.draws import MORE_THAN_IT_COUNTS, asked, padded, windows
from autograder.exams.pooling_and_activations.honest import mean_pool2d as honest
from autograder.exams.pooling_and_activations.windows import SHAPE, properties_of_a_pooling
from autograder.exams.pooling_and_activations.wrong import mean_pool2d as wrong
from autograder.sandbox.wire.questions import Call
from cnnedu.ops.pooling import mean_pool2d

__all__ = ["EXERCISE"]

NOT_COUNTED = "It is not counted: each mean is that of the pixels of the map under the window."


@st.composite
def two_maps(draw: st.DrawFn) -> tuple[Call, np.ndarray]:
    """Draw a question, and other maps of the same shape."""
    call = draw(windows().between)
    return call, draw(whole_numbers(call.args[0].shape))


def either_and_both(data: tuple[Call, np.ndarray]) -> tuple[Call, ...]:
    """Ask for either of two arrays, and for three times the first minus the second."""
    call, other = data
    x, *more = call.args
    return call, Call((other, *more)), Call((3 * x - other, *more))


@st.composite
def of_one_number(draw: st.DrawFn) -> Call:
    """Draw maps whose pixels are all equal, with padding."""
    x, *_ = draw(padded()).args
    _, size, stride, padding = draw(windows().between).args
    shape = (*x.shape[:2], *(k + draw(st.integers(0, 2)) for k in size))
    return Call((np.full(shape, float(draw(st.sampled_from([1, 5, -3])))), size, stride, padding))


def the_same_number(call: Call, values: Any) -> tuple[np.ndarray, Any]:
    return np.full(np.shape(values[0]), call.args[0].flat[0]), values[0]


def whole_maps() -> st.SearchStrategy[Call]:
    """Draw windows as large as the map: what is called global pooling."""
    between = unequal_sizes(1, 4).flatmap(lambda size: asked((2, 3, *size), size, low=-9))
    many = [Call((np.full((1, 1, *size), 100, dtype), size)) for dtype, size in MORE_THAN_IT_COUNTS]
    return with_corners(between, [asked((1, 2, 3, 4), (3, 4), (1, 1)), asked((1, 1, 1, 3), (1, 3)), *many])


EXERCISE = Exercise(
    "mean_pool2d",
    points=3,
    reference=mean_pool2d,
    answers=answers_of(wrong, honest),
    properties=properties_of_a_pooling(
        *keeps(
            SHAPE,
            agrees(
                "whole map",
                "A window as large as the map gives one number for each map: its mean.",
                whole_maps(),
                weight=0.5,
                examples=3,
            ),
            law(
                "linear",
                "Mean pooling is linear: three times a map minus another gives three times the one result minus the "
                "other.",
                two_maps(),
                either_and_both,
                lambda data, values: (3 * values[0] - values[1], values[2]),
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            NOT_COUNTED,
            law(
                "maps of one number",
                "Where all pixels are equal, so are all means, at the border too: padding does not pull them to zero.",
                of_one_number(),
                lambda call: (call,),
                the_same_number,
                weight=0.5,
                examples=6,
            ),
        ),
        values="Each output is the mean of the pixels under its window, whatever sizes, strides and paddings are.",
        padding="Padding is not counted: at the border the sum is divided by the number of pixels in the window.",
        padding_promise=NOT_COUNTED,
        fractions=(
            "The sums must come out as in float64, whatever dtype is given: nothing wraps around, no digit is lost.",
            "Large maps of fine fractions are treated like small ones of whole numbers: no digit is lost.",
        ),
    ),
)
