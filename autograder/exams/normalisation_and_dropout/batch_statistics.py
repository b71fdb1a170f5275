"""The exam of `batch_statistics`: the mean and the variance of each channel over a batch."""

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
)
from autograder.exam.strategies import whole_numbers, with_corners
from autograder.exams.normalisation_and_dropout.draws import (
    FEATURES,
    MANY,
    MAPS,
    OTHER_AXES,
    SHAPES,
    TINY,
    any_dtype,
    batches,
    beside_other_shapes,
    far_from_zero,
    fine_fractions,
    gives_float64,
    in_other_shapes,
    per_channel,
    tiny_in_the_first,
    with_a_trend,
)
from autograder.exams.normalisation_and_dropout.honest import batch_statistics as honest
from autograder.exams.normalisation_and_dropout.wrong import batch_statistics as wrong
from autograder.sandbox.wire.questions import Call, Do, Script
from cnnedu.layers.batch_statistics import batch_statistics

__all__ = ["EXERCISE"]

FEATURE_CORNERS = ((2, 1), (1, 1), (1, 3), (3, 2), (3, 3), (2, 5))
MAP_CORNERS = (
    (1, 2, 1, 1),
    (1, 1, 1, 2),
    (1, 1, 2, 1),
    (2, 1, 1, 1),
    (1, 1, 1, 1),
    (2, 3, 4, 5),
    (3, 2, 2, 2),
    (2, 2, 2, 2),
)

AT_THE_EDGE = np.array([[4e15], [4e15 + 2]])
"""The largest numbers whose mean a float64 holds to the half."""


def asked(x: np.ndarray) -> Call:
    return Call((x,))


def features() -> st.SearchStrategy[Call]:
    return with_corners(batches(FEATURES), [whole_numbers(shape, -9, 9) for shape in FEATURE_CORNERS]).map(asked)


def maps() -> st.SearchStrategy[Call]:
    return with_corners(batches(MAPS), [whole_numbers(shape, -9, 9) for shape in MAP_CORNERS]).map(asked)


@st.composite
def moved(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Draw a batch, and a number for each channel."""
    x = draw(batches())
    return x, draw(whole_numbers((x.shape[1],), 1, 9))


def as_it_is_and_shifted(data: tuple[np.ndarray, np.ndarray]) -> tuple[Call, ...]:
    x, numbers = data
    return Call((x,)), Call((x + per_channel(numbers, x.shape),))


def as_it_is_and_scaled(data: tuple[np.ndarray, np.ndarray]) -> tuple[Call, ...]:
    x, numbers = data
    return Call((x,)), Call((-x * per_channel(numbers, x.shape),))


def shifted(data: tuple[np.ndarray, np.ndarray], values: Sequence) -> tuple[tuple, tuple]:
    (mean, var), numbers = values[0], data[1]
    return (mean + numbers, var), values[1]


def scaled(data: tuple[np.ndarray, np.ndarray], values: Sequence) -> tuple[tuple, tuple]:
    (mean, var), numbers = values[0], data[1]
    return (-mean * numbers, var * numbers**2), values[1]


def as_it_is_and_tiny(x: np.ndarray) -> tuple[Call, ...]:
    """Ask for a batch, for one of tiny numbers, and for one with a channel of them beside the others."""
    return Call((x,)), Call((x * TINY,)), Call((x * per_channel(tiny_in_the_first(x.shape[1]), x.shape),))


def enlarged(x: np.ndarray, values: Sequence) -> tuple[tuple, tuple]:
    usual, (mean, var), (first_mean, first_var) = values
    factor = tiny_in_the_first(x.shape[1])
    return (usual, usual), ((mean / TINY, var / TINY**2), (first_mean / factor, first_var / factor**2))


def without_a_variance() -> st.SearchStrategy[Call | Script]:
    """Draw batches whose mean has the numbers of the batch: of one sample, of one value; and some of them twice."""
    shapes = ((1, 3), (1, 1), (1, 2, 1, 1))
    twice = [whole_numbers(shape, 1, 9).map(asked_twice) for shape in (*shapes, (3, 2))]
    once = [whole_numbers(shape, 1, 9).map(asked) for shape in shapes]
    return with_corners(batches().map(asked), [*once, *twice])


def asked_twice(x: np.ndarray) -> Script:
    return Script(None, (Do(args=(x,)), Do(args=(x,))))


EXERCISE = Exercise(
    "batch_statistics",
    points=2,
    reference=batch_statistics,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            "A tuple of two new arrays (mean, var), each of shape (d,) or (c,): one number per feature or channel.",
            agrees(
                "mean",
                "The mean of a feature is the sum of its column, divided by the number of samples.",
                features(),
                part=0,
                weight=2,
                examples=10,
            ),
            agrees(
                "mean of maps",
                "A channel of maps has a single mean, over all samples, rows and columns.",
                maps(),
                part=0,
                weight=1.5,
                examples=10,
            ),
            law(
                "shift",
                "Adding a number to a channel adds it to that channel's mean, and leaves the variances alone.",
                moved(),
                as_it_is_and_shifted,
                shifted,
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            "The variance is the mean of the squared differences from the mean, so it divides by the number of values.",
            agrees(
                "variance",
                "The variance of a feature is the mean of the squared differences from its mean.",
                features(),
                part=1,
                weight=2,
                examples=10,
            ),
            agrees(
                "variance of maps",
                "A channel of maps has a single variance, over all samples, rows and columns.",
                maps(),
                part=1,
                weight=1.5,
                examples=10,
            ),
            law(
                "scale",
                "Multiplying a channel by a number multiplies its mean by it, and its variance by the square.",
                moved(),
                as_it_is_and_scaled,
                scaled,
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            "The sums must come out as in float64, whatever dtype is given: nothing wraps around, no digit is lost.",
            agrees(
                "any dtype",
                "Bytes, integers and fractions of any length give the statistics of their numbers: nothing wraps "
                "around, overflows or is rounded.",
                any_dtype((3, 4), (2, 3, 1, 4)).map(asked),
                examples=2,
            ),
            agrees(
                "large batch of fractions",
                "A large batch of fine fractions is treated like a small one of whole numbers: no digit is lost.",
                with_corners(fine_fractions(), map(with_a_trend, MANY)).map(asked),
                examples=4,
            ),
            law(
                "tiny numbers",
                "A batch of tiny numbers is treated like any other: no variance is taken for zero.",
                with_corners(batches(SHAPES, apart=True), [batches(((3, 2),), apart=True)]),
                as_it_is_and_tiny,
                enlarged,
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "The variance must be right for large numbers that differ little, too, such as 100000000 and 100000001.",
            agrees(
                "far from zero",
                "Numbers that are large and differ little have a small variance.",
                with_corners(far_from_zero(), [AT_THE_EDGE]).map(asked),
                part=1,
                examples=4,
                tolerance=1e-3,  # a mean that is corrected value by value is off by a little
            ),
        ),
        *keeps(
            "Their dtype is float64, whatever the dtype of x.",
            gives_float64(
                any_dtype((3, 4), (2, 3, 1, 4)).map(asked),
                "Mean and variance are arrays of dtype float64, whatever the dtype of x.",
            ),
        ),
        *keeps(
            "ValueError: x has neither two nor four axes.",
            raises(
                "other axes",
                "An array with no, one, three, five or six axes is neither features nor maps: it raises a ValueError.",
                with_corners(batches(((2, 3, 4), (4, 3, 2))), [whole_numbers(shape, 1, 9) for shape in OTHER_AXES]).map(
                    asked
                ),
                examples=2,
            ),
        ),
        *keeps(
            (
                "The array x must not be modified.",
                "A tuple of two new arrays (mean, var), each of shape (d,) or (c,): one number per feature or channel.",
            ),
            leaves_inputs_alone(
                without_a_variance(),
                sentence="The batch is the same after the call as before it, and the results are new arrays.",
                new_result=True,
                examples=4,
            ),
        ),
        *in_other_shapes(beside_other_shapes()),
        *depends_on_arguments_alone(whole_numbers((3, 2, 2, 4), 2, 9).map(asked), of_any_integers=(0,)),
    ),
)
