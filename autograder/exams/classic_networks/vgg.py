"""The exam of `vgg`: a network from its list of blocks."""

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
from autograder.exam.strategies.passes import Plan, fine_passes, forward, noise, passes
from autograder.exams.classic_networks.honest import vgg as honest
from autograder.exams.classic_networks.modules import ALONE, TOLERANCE, conduct_of_a_module, names
from autograder.exams.classic_networks.wrong import vgg as wrong
from autograder.sandbox.wire.questions import Backward, Call, Do, Load, Mode, Noise, Script, Tensor
from cnnedu.nn.vgg_by_count import vgg

__all__ = ["EXERCISE"]


def plan(configuration: Any, c_in: int, size: tuple[int, int], hidden: int, classes: int, n: int = 1) -> Plan:
    return Plan((configuration, c_in, size, hidden, classes), (n, c_in, *size))


VGG11 = ((1, 2), (1, 3), (2, 4), (2, 5), (2, 5))
CORNERS = (
    plan(((1, 2), (2, 3)), 2, (4, 12), 5, 4, n=2),
    plan(((2, 3), (1, 2)), 1, (9, 7), 4, 6),  # sides that do not halve
    plan(((1, 3),), 1, (2, 5), 3, 2, n=3),
    plan(((1, 1), (3, 2), (1, 4)), 3, (8, 24), 6, 3),
)
WHOLE = plan(VGG11, 1, (32, 64), 6, 10)
TALL = plan(((1, 2), (1, 2)), 2, (16, 4), 3, 2)  # two equal blocks
SMALL = st.sampled_from(
    [
        plan(((1, 1),), 1, (2, 4), 2, 3),
        plan(((1, 2),), 1, (4, 2), 3, 2),
        plan(((2, 1),), 2, (3, 5), 2, 1),
        plan(((1, 1), (1, 2)), 1, (4, 8), 2, 3),
    ]
)
TOO_SMALL = (
    (((1, 2), (1, 2)), 1, (3, 9), 4, 2),
    (((1, 2), (1, 2)), 1, (9, 3), 4, 2),
    (((1, 2), (1, 3), (2, 4)), 2, (7, 7), 4, 2),
    (VGG11, 1, (28, 28), 4, 2),
    (((1, 2),), 1, (1, 1), 4, 2),
)
NO_CONVOLUTION = (
    (((0, 1),), 1, (4, 6), 3, 2),
    (((0, 2), (1, 3)), 2, (8, 4), 4, 2),
    (((1, 2), (0, 2)), 1, (4, 8), 4, 2),
    (((2, 2), (-1, 3), (1, 2)), 2, (9, 8), 4, 2),
)
COUNTED = (
    (((1, 4), (1, 8), (2, 16), (2, 32), (2, 32)), 3, (32, 32), 16, 10),
    (((2, 4), (2, 6)), 1, (12, 9), 7, 3),
    (((1, 8),), 2, (5, 6), 4, 2),
    (((1, 2), (1, 300)), 1, (4, 5), 2, 3),  # more channels than a uint8 holds
)


def parameters(
    configuration: Sequence[tuple[int, int]], c_in: int, size: tuple[int, int], hidden: int, classes: int
) -> int:
    h, w = size
    wanted = 0
    for convs, c_out in configuration:
        wanted += 9 * c_out * (c_in + (convs - 1) * c_out) + convs * c_out
        c_in, h, w = c_out, h // 2, w // 2
    wanted += (c_in * h * w + 1) * hidden + (hidden + 1) * hidden + (hidden + 1) * classes
    return wanted


def dropped(seed: int) -> Script:
    """In training, through hidden layers that hand on ones: what is left shows what was dropped."""
    units, zeros = np.eye(16, dtype=np.float32), np.zeros(16, np.float32)
    weights = {
        "0.0.weight": np.zeros((1, 1, 3, 3), np.float32),
        "0.0.bias": np.zeros(1, np.float32),
        "2.weight": np.zeros((16, 1), np.float32),
        "2.bias": np.ones(16, np.float32),
        "5.weight": units,
        "5.bias": zeros,
        "8.weight": units,
        "8.bias": zeros,
    }
    image = Tensor(np.zeros((8, 1, 2, 3), np.float32))
    return Script(Call((((1, 1),), 1, (2, 3), 16, 16)), (Load(weights), Mode(True), Do("", (image,))), seed=seed)


def zeros_and_fours(script: Any, values: Sequence[Any]) -> str | None:
    logits = values[0][-1]
    if np.shape(logits) != (8, 16) or set(np.unique(logits).tolist()) != {0.0, 4.0}:
        return "0 where one of the two dropouts struck, else 1 / (0.5 · 0.5) = 4"
    if (logits == logits[:1]).all() or (logits == logits[:, :1]).all():
        return "units that are dropped one by one, in each image others"
    return None


def back_in_training(seed: int) -> Script:
    upstream = Backward(Noise((2, 4), seed + 1))
    there = forward(CORNERS[0], noise(vgg, CORNERS[0], seed), Noise(CORNERS[0].batch, seed), training=True)
    return Script(there.make, (*there.steps, upstream), seed=seed)


def every_weight_reached(script: Any, values: Sequence[Any]) -> str | None:
    found = values[0][-1]["parameters"]
    missing = [name for name in found if found[name] is None]
    return f"a gradient for {', '.join(missing)}" if missing else None


EXERCISE = Exercise(
    "vgg",
    points=4,
    reference=vgg,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            "It maps images (n, c_in, h, w) to logits (n, classes), not squeezed through any activation.",
            agrees(
                "values",
                "With given weights, and in evaluation, the network gives the logits of its blocks and its three "
                "fully connected layers.",
                passes(vgg, SMALL, (*CORNERS, TALL)),
                weight=3,
                examples=4,
                tolerance=TOLERANCE,
            ),
            agrees(
                "five blocks",
                "With the blocks of VGG-11, narrow ones, the network gives the right logits.",
                fine_passes(vgg, (WHOLE,)),
                examples=1,
                tolerance=TOLERANCE,
            ),
        ),
        *keeps(
            "An nn.Sequential of one vgg_block for each pair, then nn.Flatten, then three nn.Linear, the first two "
            "followed by nn.ReLU and nn.Dropout(0.5).",
            holds(
                "dropout",
                "In training half of the hidden units are dropped, in both hidden layers, and the others doubled.",
                st.integers(1, 10**6).map(dropped),
                zeros_and_fours,
                examples=2,
                conduct=False,
            ),
            counted(
                "The network has as many parameters as its blocks and its fully connected layers together.",
                COUNTED,
                parameters,
            ),
        ),
        *keeps(
            "Its weights must be called as nn.Sequential numbers its layers: 0.0.weight is the first block's first "
            "one.",
            names((*CORNERS, WHOLE), "The weights have the promised names and shapes."),
        ),
        *conduct_of_a_module(vgg, CORNERS[:2], alone=f"In evaluation {ALONE[:1].lower()}{ALONE[1:]}", any_size=False),
        *keeps(
            "So it must in training, except through units that are dropped.",
            holds(
                "gradients in training",
                "In training, too, a gradient comes back from the logits to every weight.",
                st.integers(1, 10**6).map(back_in_training),
                every_weight_reached,
                weight=0.5,
                examples=1,
                conduct=False,
            ),
        ),
        *keeps(
            "ValueError: the image has no row or no column left after so many blocks.",
            raises(
                "image too small",
                "An image of which the blocks leave nothing raises a ValueError.",
                each_of([Script(Call(args)) for args in TOO_SMALL]),
                examples=1,
            ),
        ),
        *keeps(
            "ValueError: a block has no convolution.",
            raises(
                "no convolution",
                "A block without a convolution raises a ValueError, wherever it stands.",
                each_of([Script(Call(args)) for args in NO_CONVOLUTION]),
                weight=0.5,
                examples=1,
            ),
        ),
    ),
)
