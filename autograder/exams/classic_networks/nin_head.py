"""The exam of `nin_head`: one map a class, and its mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, holds
from autograder.exam.strategies.passes import Plan, fine_passes, passes
from autograder.exams.classic_networks.honest import nin_head as honest
from autograder.exams.classic_networks.modules import TOLERANCE, conduct_of_a_module, names
from autograder.exams.classic_networks.wrong import nin_head as wrong
from autograder.sandbox.wire.questions import Call, Do, Load, Noise, Script, Tensor
from cnnedu.nn.nin import nin_head

__all__ = ["EXERCISE"]

CORNERS = (
    Plan((2, 3), (2, 2, 4, 6)),
    Plan((3, 2), (1, 3, 5, 3)),
    Plan((1, 4), (3, 1, 1, 2)),
    Plan((4, 4), (1, 4, 3, 4)),
    Plan((2, 1), (1, 2, 2, 1)),
    Plan((2, 1), (3, 2, 2, 3)),  # images and classes are easily mixed up
    Plan((5, 10), (1, 5, 7, 6)),
)
SMALLER = (Do("", (Tensor(Noise((3, 2, 4, 5), 1)),)),)
SMALL = st.builds(
    lambda channels, size: Plan(channels, (1, channels[0], *size)),
    st.sampled_from([(1, 2), (2, 1), (2, 3)]),
    st.sampled_from([(2, 3), (3, 2), (1, 4), (3, 4)]),
)


def biased(biases: np.ndarray) -> Script:
    """A head whose logits are its last biases: all weights are zero."""
    classes = len(biases)
    weights = {f"{i}.bias": np.zeros(classes, np.float32) for i in (0, 2)} | {"4.bias": biases.astype(np.float32)}
    weights |= {f"{i}.weight": np.zeros((classes, classes, 1, 1), np.float32) for i in (2, 4)}
    weights["0.weight"] = np.zeros((classes, 2, 3, 3), np.float32)
    return Script(Call((2, classes)), (Load(weights), Do("", (Tensor(np.zeros((1, 2, 3, 4), np.float32)),))))


NEGATIVE = st.lists(st.integers(-9, -1), min_size=2, max_size=4).map(lambda biases: biased(np.array(biases)))


def the_biases(script: Any, values: Sequence[Any]) -> str | None:
    wanted = script.steps[0].state["4.bias"][np.newaxis]
    return None if np.array_equal(values[0][-1], wanted) else f"logits {wanted.tolist()}, the last biases"


EXERCISE = Exercise(
    "nin_head",
    points=2,
    reference=nin_head,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            "It maps (n, c_in, h, w), of any height and width, to logits (n, classes).",
            agrees(
                "values",
                "With given weights the logit of a class is the mean of its map.",
                passes(nin_head, SMALL, CORNERS),
                weight=3,
                examples=8,
                tolerance=TOLERANCE,
            ),
            agrees(
                "any size",
                "Large maps and maps of one pixel give as many logits, also from the same head.",
                fine_passes(nin_head, (Plan((2, 3), (1, 2, 11, 8)), Plan((2, 3), (2, 2, 1, 1))), then=SMALLER),
                examples=1,
                tolerance=TOLERANCE,
            ),
        ),
        *keeps(
            "The last convolution must not be followed by a ReLU: a logit may be negative.",
            holds(
                "negative logits",
                "What speaks against a class is not cut off.",
                NEGATIVE,
                the_biases,
                examples=3,
                conduct=False,
            ),
        ),
        *keeps(
            (
                "An nn.Sequential of the layers of a NiN block with 3 x 3 windows and padding 1, without the last "
                "ReLU, then a global average pooling, then nn.Flatten.",
                "Its weights must be called 0.weight, 0.bias, 2.weight, 2.bias, 4.weight and 4.bias.",
            ),
            names(CORNERS, "The three convolutions have the promised names and shapes."),
        ),
        *conduct_of_a_module(nin_head, CORNERS[:2]),
    ),
)
