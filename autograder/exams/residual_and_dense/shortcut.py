"""The exam of `shortcut`: the way past a block."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, counted, holds
from autograder.exam.strategies import each_of
from autograder.exam.strategies.passes import Plan, fine_passes, passes
from autograder.exams.residual_and_dense.honest import shortcut as honest
from autograder.exams.residual_and_dense.modules import TOLERANCE, conduct_of_a_module, in_training, names
from autograder.exams.residual_and_dense.wrong import shortcut as wrong
from autograder.sandbox.wire.questions import Call, Script, State
from cnnedu.nn.residual_by_channels import shortcut

__all__ = ["EXERCISE"]

PROJECTED = (
    Plan((3, 4, 1), (2, 3, 5, 6)),  # other channels, the same size
    Plan((3, 3, 2), (2, 3, 6, 7)),  # the same channels, half the size
    Plan((4, 2, 2), (3, 4, 7, 4)),
    Plan((2, 5, 3), (2, 2, 8, 9)),
    Plan((1, 2, 2), (1, 1, 1, 5)),
    Plan((2, 2, 3), (1, 2, 7, 5)),
    Plan((4, 2, 1), (1, 4, 3, 2)),  # fewer channels
    Plan((4, 3, 1), (1, 4, 2, 3)),  # more than half of them
)
UNCHANGED = (
    Plan((3, 3, 1), (2, 3, 4, 5)),
    Plan((1, 1, 1), (1, 1, 3, 2)),
    Plan((4, 4, 1), (3, 4, 1, 2)),
    Plan((300, int("300"), 1), (1, 300, 1, 2)),  # as large, and another object
)
SMALL = st.builds(
    lambda channels, stride, size: Plan((*channels, stride), (1, channels[0], *size)),
    st.sampled_from([(1, 2), (2, 1), (2, 3)]),
    st.integers(1, 3),
    st.sampled_from([(3, 2), (2, 3), (3, 4), (5, 3)]),
)


def begins_as_usual(script: Script, values: Sequence[Any]) -> str | None:
    """Look at the numbers of a new projection's normalisation, which nobody has given any."""
    state = values[0][0]
    begun = {
        "weights of 1": state["parameters"]["1.weight"] - 1,
        "biases of 0": state["parameters"]["1.bias"],
        "a running mean of 0": state["buffers"]["1.running_mean"],
        "a running variance of 1": state["buffers"]["1.running_var"] - 1,
    }
    return next((f"{wanted} in a new normalisation" for wanted, off in begun.items() if np.any(off)), None)


EXERCISE = Exercise(
    "shortcut",
    points=2,
    reference=shortcut,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            "Everywhere else an nn.Sequential of an nn.Conv2d of 1 x 1 with this stride and without bias, and an "
            "nn.BatchNorm2d as PyTorch makes it.",
            agrees(
                "projection",
                "Where channels or size change, a 1 x 1 convolution with the stride of the block and a batch "
                "normalisation bring x to the shape that is wanted.",
                passes(shortcut, SMALL, PROJECTED),
                weight=3,
                examples=6,
                tolerance=TOLERANCE,
            ),
            counted(
                "A projection has c_in c_out weights, and two numbers for each channel that comes out.",
                [plan.args for plan in PROJECTED[:3]],
                lambda c_in, c_out, stride: c_in * c_out + 2 * c_out,
            ),
            holds(
                "new normalisation",
                "A new projection's normalisation is as PyTorch makes it: weights of 1, biases of 0, a running mean of "
                "0 and a running variance of 1.",
                each_of([Script(Call(plan.args), (State(),)) for plan in PROJECTED[:3]]),
                begins_as_usual,
                weight=0.5,
                examples=1,
            ),
        ),
        *keeps(
            "Where c_in equals c_out and stride is 1, an nn.Module without weights that hands x on as it is.",
            agrees(
                "identity",
                "Where channels and size stay as they are, x is handed on as it is.",
                fine_passes(shortcut, UNCHANGED),
                weight=2,
                examples=1,
                tolerance=0.0,
                conduct=True,
            ),
            agrees(
                "identity in training",
                "In training, too, x is handed on as it is.",
                fine_passes(shortcut, UNCHANGED[:2], training=True),
                weight=0.5,
                examples=1,
                tolerance=0.0,
                conduct=True,
            ),
        ),
        *keeps(
            "The weights of a projection must be called 0.weight, 1.weight and 1.bias, as nn.Sequential numbers its "
            "layers.",
            names((*PROJECTED, *UNCHANGED), "A projection has the promised weights, and the identity none."),
        ),
        *in_training(shortcut, PROJECTED[:2]),
        *conduct_of_a_module(shortcut, (PROJECTED[0], UNCHANGED[0], PROJECTED[1])),
    ),
)
