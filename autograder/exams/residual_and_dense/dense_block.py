"""The exam of `DenseBlock`: every layer sees all the maps before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, counted, holds, raises
from autograder.exam.strategies import each_of
from autograder.exam.strategies.passes import Plan, fine_passes, passes
from autograder.exams.residual_and_dense.honest import dense_block as honest
from autograder.exams.residual_and_dense.modules import (
    TOLERANCE,
    arguments_of,
    conduct_of_a_module,
    in_training,
    last_input_of,
    names,
)
from autograder.exams.residual_and_dense.wrong import dense_block as wrong
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.nn.plain_dense import PlainDenseBlock

__all__ = ["EXERCISE"]

CORNERS = (
    Plan((2, 3, 4), (2, 3, 5, 6)),
    Plan((3, 2, 1), (1, 2, 4, 3)),
    Plan((1, 3, 2), (2, 3, 3, 4)),
    Plan((4, 1, 2), (3, 1, 2, 5)),
    Plan((2, 3, 3), (1, 3, 4, 6)),  # as many maps a layer as come in
    Plan((2, 1, 1), (1, 1, 1, 2)),
    Plan((11, 1, 1), (2, 1, 2, 3)),  # the number of the last layer has two digits
)
SMALL = st.builds(
    lambda layers, c_in, growth, size: Plan((layers, c_in, growth), (1, c_in, *size)),
    st.integers(1, 2),
    st.integers(1, 2),
    st.integers(1, 2),
    st.sampled_from([(1, 2), (2, 1), (2, 3), (3, 2)]),
)
LECTURE = Plan((2, 3, 10), (4, 3, 8, 8))
NONE = ((0, 3, 4), (-1, 2, 5), (-2, 3, 1), (0, 1, 1))


def parameters(layers: int, c_in: int, growth: int) -> int:
    seen = [c_in + number * growth for number in range(layers)]
    return sum(9 * c * growth + 2 * c for c in seen)


def x_comes_first(script: Script, values: Sequence[Any]) -> str | None:
    x = last_input_of(script).array.array()
    n, c, h, w = x.shape
    layers, _, growth = arguments_of(script)
    got = values[0][-1]
    wanted = (n, c + layers * growth, h, w)
    if np.shape(got) != wanted:
        return f"maps of shape {wanted}"
    return None if np.array_equal(got[:, :c], x) else f"x itself as the first {c} maps"


EXERCISE = Exercise(
    "DenseBlock",
    points=3,
    reference=PlainDenseBlock,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            "All maps (n, c_in + layers * growth, h, w), those of x first, then those of each layer in order.",
            agrees(
                "values",
                "With given weights, and in evaluation, each layer normalises, applies ReLU and convolves all the maps "
                "before it, and its own maps are put behind them.",
                passes(PlainDenseBlock, SMALL, CORNERS),
                weight=4,
                examples=8,
                tolerance=TOLERANCE,
            ),
            holds(
                "x comes first",
                "The first maps that come out are those of x, not changed by anything; 3 + 2 · 10 = 23 in all.",
                fine_passes(PlainDenseBlock, (LECTURE, *CORNERS[1:3])),
                x_comes_first,
                weight=0.5,
                examples=1,
            ),
        ),
        *keeps(
            "The layers must stand in self.layers, an nn.ModuleList, and each must be an nn.Sequential of "
            "nn.BatchNorm2d, "
            "nn.ReLU and an nn.Conv2d of 3 x 3 without bias, so that the weights of the first are layers.0.0.weight, "
            "layers.0.0.bias and layers.0.2.weight; nothing else may have weights.",
            names((*CORNERS, LECTURE), "The weights have the promised names and shapes."),
            counted(
                "Each layer has growth channels more to read than the one before, and nine weights for each of them "
                "and "
                "each map that it makes.",
                [plan.args for plan in (*CORNERS[:4], LECTURE)],
                parameters,
            ),
        ),
        *keeps(
            "ValueError: layers is smaller than 1.",
            raises(
                "no layers",
                "A block without layers raises a ValueError.",
                each_of([Script(Call(args)) for args in NONE]),
                examples=1,
            ),
        ),
        *in_training(PlainDenseBlock, (CORNERS[1], CORNERS[0])),
        *conduct_of_a_module(PlainDenseBlock, (CORNERS[0], CORNERS[1]), beside=(CORNERS[0], CORNERS[1])),
    ),
)
