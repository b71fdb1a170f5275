"""The exam of `conv2d_bias_gradient`: what a loss says of the bias of a convolution layer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import (
    adjoint,
    agrees,
    depends_on_arguments_alone,
    law,
    leaves_inputs_alone,
    returns_dtype,
)
from autograder.exam.strategies import first_blank, unequal_sizes, whole_numbers, with_corners
from autograder.exams.matrix_and_gradients.draws import extremes, few_dtypes, fine, numbers, of_dtypes
from autograder.exams.matrix_and_gradients.honest import conv2d_bias_gradient as honest
from autograder.exams.matrix_and_gradients.laws import in_turns, look_alikes, tiny_numbers, told_apart
from autograder.exams.matrix_and_gradients.wrong import conv2d_bias_gradient as wrong
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.ops.conv2d_gradients import conv2d_bias_gradient

__all__ = ["EXERCISE"]

Shape = tuple[int, int, int, int]

SHAPES: tuple[Shape, ...] = (
    (1, 1, 1, 1),
    (2, 1, 1, 1),
    (1, 2, 1, 1),
    (1, 1, 2, 1),
    (1, 1, 1, 2),
    (2, 3, 1, 1),
    (1, 2, 1, 3),
    (3, 1, 2, 4),
    (2, 3, 4, 5),
    (3, 3, 3, 3),
)
"""Samples, channels, rows, columns: one of each, several of one, all different, all the same."""

SINGLE: tuple[Shape, ...] = ((1, 2, 1, 2), (2, 1, 1, 2), (2, 2, 1, 1))
"""One sample, one channel, one position."""


def asked(shape: Shape) -> st.SearchStrategy[Call]:
    return numbers(shape).map(lambda dy: Call((dy,)))


@st.composite
def gradients(draw: st.DrawFn) -> Call:
    n, c_out = draw(unequal_sizes(1, 3))
    return draw(asked((n, c_out, *draw(unequal_sizes(1, 3)))))


def everything() -> st.SearchStrategy[Call]:
    blank = first_blank(whole_numbers((2, 2, 1, 2), 1, 9).map(lambda dy: Call((dy,))), 0)
    return with_corners(gradients(), [*map(asked, SHAPES), *blank])


def large() -> st.SearchStrategy[Call]:
    """Draw fractions: of large maps, and of very many channels, or samples.

    Bytes, and integers of two bytes, come in such numbers that a float32, or four bytes, cannot hold their sums.
    """
    many = [np.full((1, 1, 257, 257), 255, np.uint8), np.full((1, 1, 181, 183), 65535, np.uint16)]

    def of(*shape: int) -> st.SearchStrategy[Call]:
        return st.integers(0, 2**32 - 1).map(lambda seed: Call((fine(np.random.default_rng(seed), *shape),)))

    return with_corners(of(3, 2, 9, 8), [of(1, 1031, 1, 2), of(1031, 2, 1, 1), *(Call((dy,)) for dy in many)])


def of_any_dtype() -> st.SearchStrategy[Call]:
    """Draw dy of any dtype; and integers of which two are more than 64 bits hold."""
    huge = numbers((2, 2, 1, 3)).map(lambda few: Call(((2**62 - few.astype(np.int64)),)))
    return with_corners(
        of_dtypes((2, 3, 4, 5), asked=lambda dy: Call((dy,))),
        [huge, *extremes((2, 3, 4, 5), asked=lambda dy: Call((dy,)))],
    )


def sums_of_single_ones() -> list[Call]:
    """Return corners: the largest numbers of each dtype in one sample, one channel or one position."""
    return [call for shape in SINGLE for call in extremes(shape, asked=lambda dy: Call((dy,)))[::2]]


def dtypes_of_single_ones() -> list[Call]:
    """Return corners of some dtypes: one sample, one channel, one position."""
    return [call for shape in SINGLE for call in few_dtypes(shape, asked=lambda dy: Call((dy,)))]


def beside_other_shapes() -> st.SearchStrategy[Script]:
    """Draw a call, and the same numbers in arrays of other shapes."""
    shapes = (2, 3, 2, 4), (3, 2, 2, 4), (2, 3, 4, 2), (1, 3, 4, 4), (6, 2, 1, 4), (2, 3, 2, 4)
    return whole_numbers((48,), 2, 9).map(lambda dy: in_turns(*(Call((dy.reshape(shape),)) for shape in shapes)))


def sample_by_sample(call: Call) -> tuple[Call, ...]:
    (dy,) = call.args
    return (*[Call((sample[None].copy(),)) for sample in dy], call)


def positions_in_another_order(call: Call) -> tuple[Call, ...]:
    (dy,) = call.args
    return Call((dy[:, :, ::-1, ::-1].swapaxes(2, 3).copy(),)), call


def added_up(call: Call, values: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    return np.sum(values[:-1], axis=0), values[-1]


RETURNS = "A new array of shape (c_out,): its entry o is the sum of dy[:, o], over all samples and all positions."

EXERCISE = Exercise(
    "conv2d_bias_gradient",
    points=1,
    reference=conv2d_bias_gradient,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            RETURNS,
            agrees(
                "values",
                "For each output channel, dy is added up over the samples, the rows and the columns.",
                everything(),
                weight=3,
                examples=20,
            ),
            adjoint(
                "the adjoint of adding a bias",
                "A change of the bias changes every output of its channel by as much: their gradients add up.",
                gradients(),
                at=lambda call: np.zeros(call.args[0].shape[1]),
                forward=lambda call, bias: np.broadcast_to(bias[:, None, None], call.args[0].shape),
                upstream=lambda call: call.args[0],
                examples=8,
            ),
            law(
                "samples add up",
                "The gradient of a batch is the sum of those of its samples.",
                gradients(),
                sample_by_sample,
                added_up,
                weight=0.5,
                examples=6,
            ),
            law(
                "where does not matter",
                "Positions in another order give the same gradient.",
                gradients(),
                positions_in_another_order,
                lambda call, values: (values[0], values[1]),
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            "The sums must come out as in float64, whatever dtype is given: nothing wraps around, no digit is lost.",
            agrees(
                "many fractions",
                "Many fine fractions are treated like a few whole numbers: no digit is lost.",
                large(),
                weight=0.5,
                examples=2,
            ),
            agrees(
                "any dtype",
                "Bytes, integers and fractions of any length give the sums of their numbers.",
                with_corners(of_any_dtype(), sums_of_single_ones()),
                weight=0.5,
                examples=8,
            ),
            tiny_numbers(asked((2, 3, 2, 2)), 0),
        ),
        *keeps(
            "Its dtype is float64, whatever the dtype of dy.",
            returns_dtype(
                with_corners(of_any_dtype(), dtypes_of_single_ones()),
                np.float64,
                sentence="The result is an array of dtype float64, whatever the dtype of dy.",
                examples=1,
            ),
        ),
        *keeps(
            ("The argument dy must not be modified.", RETURNS),
            leaves_inputs_alone(
                with_corners(gradients(), map(asked, SHAPES)),
                sentence="dy is the same after the call as before it, and the result is a new array.",
                new_result=True,
                examples=4,
            ),
        ),
        *depends_on_arguments_alone(
            whole_numbers((2, 3, 4, 5), 2, 9).map(lambda dy: Call((dy,))), arrays=(0,), of_any_integers=(0,)
        ),
        *told_apart(
            *look_alikes(Call((np.zeros((2, 2, 1, 2)),)), 0, long=Call((np.zeros((1, 1, 26, 40)),))),
            beside_other_shapes(),
        ),
    ),
)
