"""The exam of `mean_pool2d_backward`: each gradient is shared equally among the pixels of its window."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees
from autograder.exam.strategies import Cornered, mixed_dtypes, unequal_sizes, with_corners
from autograder.exams.pooling_and_activations.draws import (
    MORE_THAN_IT_COUNTS,
    asked,
    backward,
    extreme_numbers,
    large_beside_small,
    lowest_integers,
    output_shape,
    short_ways_back,
)
from autograder.exams.pooling_and_activations.honest import mean_pool2d_backward as honest
from autograder.exams.pooling_and_activations.ways_back import BACK, properties_of_a_way_back
from autograder.exams.pooling_and_activations.wrong import mean_pool2d_backward as wrong
from autograder.sandbox.wire.questions import Call
from cnnedu.ops.pooling import mean_pool2d, mean_pool2d_backward

__all__ = ["EXERCISE"]


def their_shape(x: np.ndarray) -> tuple[int, ...]:
    return x.shape


def pooled(call: Call, v: np.ndarray) -> np.ndarray:
    return mean_pool2d(v, *call.args[2:], **call.kwargs)


def whole_maps() -> st.SearchStrategy[Call]:
    between = unequal_sizes(1, 4).flatmap(lambda size: asked((2, 3, *size), size))
    return backward(with_corners(between, [asked((1, 2, 3, 4), (3, 4), (1, 1))]), their_shape)


GIVEN = ((2, 3), (1, 2), (1, 0))
SHAPE = (1, 2, 3, 4)
OUT = output_shape(Call((np.zeros(SHAPE), *GIVEN)))


def of_each_dtype() -> Cornered[Call]:
    corners = mixed_dtypes(OUT)
    each = with_corners(st.one_of(corners), corners).map(lambda arrays: Call((*arrays, SHAPE, *GIVEN)))
    return with_corners(each, short_ways_back(their_shape))


def of_any_dtype() -> st.SearchStrategy[Call]:
    """Draw an upstream gradient of every dtype, of the largest and the smallest numbers of it, and single ones.

    The single ones are shared among more pixels than their dtype can count.
    """
    extremes = [*extreme_numbers(OUT), lowest_integers(OUT), large_beside_small(OUT)]
    among_many = [Call((np.full((1, 1, 1, 1), 100, dtype), (1, 1, *size), size)) for dtype, size in MORE_THAN_IT_COUNTS]
    return with_corners(of_each_dtype(), [*(Call((array, SHAPE, *GIVEN)) for array in extremes), *among_many])


EXERCISE = Exercise(
    "mean_pool2d_backward",
    points=3,
    reference=mean_pool2d_backward,
    answers=answers_of(wrong, honest),
    properties=properties_of_a_way_back(
        *keeps(
            BACK,
            agrees(
                "whole map",
                "With a window as large as the map each pixel gets the gradient divided by the number of pixels.",
                whole_maps(),
                weight=0.5,
                examples=3,
            ),
        ),
        told=their_shape,
        forward=pooled,
        any_dtype=of_any_dtype(),
        each_dtype=of_each_dtype(),
        arrays=(0,),
        as_given="size, stride, padding: as they were given to mean_pool2d, which refused none of them.",
        untouched="The array dy must not be modified.",
        refused="ValueError: dy has not the shape of what mean_pool2d returns.",
        dtype="Its dtype is float64, whatever the dtype of dy.",
        words={
            "values": "Each window's gradient is shared equally among the pixels that it sees.",
            "padding": "Padding gets no share: at the border there are fewer pixels, and each gets more.",
            "adjoint": "The way back is the adjoint of the way forth.",
            "nothing is lost": "The shares of a window add up to its gradient, so each map's gradients add up to as "
            "much as came in.",
            "any dtypes": "Bytes, integers and fractions of any length count as their numbers.",
            "dtype": "The result is an array of dtype float64, whatever the dtype of dy.",
            "untouched": "dy is the same after the call as before it, and the result is a new array.",
        },
    ),
)
