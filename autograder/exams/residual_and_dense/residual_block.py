"""The exam of `ResidualBlock`: two convolutions, and the input added to what they give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.comparing import mismatch
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, counted, holds
from autograder.exam.strategies import each_of
from autograder.exam.strategies.passes import Plan, fine_passes, noise, passes
from autograder.exam.strategies.passes import forward as one_pass
from autograder.exams.residual_and_dense.honest import residual_block as honest
from autograder.exams.residual_and_dense.modules import (
    TOLERANCE,
    conduct_of_a_module,
    idle,
    in_training,
    last_input_of,
    names,
)
from autograder.exams.residual_and_dense.wrong import residual_block as wrong
from autograder.sandbox.wire.questions import Script, State
from cnnedu.nn.residual_by_channels import ResidualBlock

__all__ = ["EXERCISE"]

CORNERS = (
    Plan((3, 3, 1), (2, 3, 4, 5)),  # x itself goes past
    Plan((2, 3, 1), (1, 2, 5, 4)),  # other channels
    Plan((3, 3, 2), (2, 3, 7, 6)),  # half the size
    Plan((2, 4, 2), (1, 2, 6, 7)),
    Plan((4, 2, 3), (3, 4, 8, 5)),
    Plan((1, 1, 1), (1, 1, 1, 3)),
    Plan((1, 3, 2), (2, 1, 1, 1)),
    Plan((3, 3, 2), (2, 3, 1, 1)),  # a step that does not show in the size
    Plan((2, 3, 4), (1, 2, 8, 9)),  # a step longer than the window
    Plan((2, 3, 1), (1, 2, 4, 1)),  # one column
)
DEFAULTS = (Plan((3, 3), (1, 3, 5, 4)), Plan((2, 3), (2, 2, 3, 4)))
SMALL = st.builds(
    lambda channels, stride, size: Plan((*channels, stride), (1, channels[0], *size)),
    st.sampled_from([(1, 1), (1, 2), (2, 1)]),
    st.integers(1, 2),
    st.sampled_from([(1, 2), (2, 1), (2, 3), (3, 2), (3, 4)]),
)
UNCHANGED = (Plan((3, 3, 1), (2, 3, 4, 5)), Plan((2, 2, 1), (1, 2, 3, 2)))


def parameters(c_in: int, c_out: int, stride: int) -> int:
    projection = 0 if c_in == c_out and stride == 1 else c_in * c_out + 2 * c_out
    return 9 * c_in * c_out + 9 * c_out**2 + 4 * c_out + projection


def nothing_learned(plan: Plan) -> st.SearchStrategy[Script]:
    """Draw a pass through a block whose second normalisation gives zeros."""
    zeros = {f"bn2.{name}": np.zeros(plan.args[1], np.float32) for name in ("weight", "bias")}

    def script(seed: int) -> Script:
        x = np.random.default_rng(seed).integers(-4, 9, plan.batch).astype(np.float32)
        return one_pass(plan, noise(ResidualBlock, plan, seed) | zeros, x)

    return st.integers(1, 10**6).map(script)


def x_without_its_negative_numbers(script: Script, values: Sequence[Any]) -> str | None:
    wanted = np.maximum(last_input_of(script).array, 0)
    return None if mismatch(wanted, values[0][-1], TOLERANCE) is None else "ReLU of x itself"


EXERCISE = Exercise(
    "ResidualBlock",
    points=4,
    reference=ResidualBlock,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            "The maps (n, c_out, ceil(h / stride), ceil(w / stride)) that conv1, bn1, ReLU, conv2 and bn2 give, plus "
            "what "
            "shortcut makes of x, and ReLU of the sum.",
            agrees(
                "values",
                "With given weights, and in evaluation, the block gives ReLU of the sum of both ways.",
                passes(ResidualBlock, SMALL, CORNERS),
                weight=4,
                examples=8,
                tolerance=TOLERANCE,
            ),
            holds(
                "nothing learned",
                "A block whose second normalisation gives zeros hands on x, but for the last ReLU.",
                each_of([nothing_learned(plan) for plan in UNCHANGED]),
                x_without_its_negative_numbers,
                examples=2,
                conduct=False,
            ),
        ),
        *keeps(
            "stride: the step of conv1 and of the shortcut; 1 if it is not given.",
            agrees(
                "default stride",
                "Without a stride the maps keep their size.",
                fine_passes(ResidualBlock, DEFAULTS),
                weight=0.5,
                examples=1,
                tolerance=TOLERANCE,
            ),
        ),
        *keeps(
            "The convolutions must be called conv1 and conv2, their batch normalisations bn1 and bn2, and the way past "
            "them downsample; nothing else may have weights.",
            names((*CORNERS, DEFAULTS[0]), "The weights have the promised names and shapes."),
            counted(
                "There are 9 c_in c_out + 9 c_out² weights in the 3 x 3 convolutions, four numbers a channel in the "
                "normalisations, and the projection's where there is one.",
                [plan.args for plan in CORNERS[:4]],
                parameters,
            ),
        ),
        *in_training(ResidualBlock, (CORNERS[3], CORNERS[0]), [idle(ResidualBlock, CORNERS[0], "bn2", (State(),))]),
        *conduct_of_a_module(
            ResidualBlock,
            (CORNERS[0], CORNERS[3]),
            [idle(ResidualBlock, CORNERS[0], "bn2")],
            beside=(CORNERS[2], CORNERS[1]),
        ),
    ),
)
