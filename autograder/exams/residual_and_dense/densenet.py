"""The exam of `densenet`: dense blocks with transitions between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, counted, leaves_inputs_alone, raises
from autograder.exam.strategies import each_of
from autograder.exam.strategies.passes import Plan, fine_passes
from autograder.exams.residual_and_dense.honest import densenet as honest
from autograder.exams.residual_and_dense.modules import TOLERANCE, arguments_of, conduct_of_a_module, in_training, names
from autograder.exams.residual_and_dense.wrong import densenet as wrong
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.nn.plain_dense import plain_densenet

__all__ = ["EXERCISE"]

CORNERS = (
    Plan(((2,), 3, 2, 4), (2, 2, 5, 4)),  # one block, so no transition
    Plan(((1, 2), 2, 1, 3), (1, 1, 6, 5)),
    Plan(((2, 1, 3), 2, 3, 5), (2, 3, 9, 12)),
    Plan(((1, 1, 1), 3, 2, 2), (1, 2, 8, 4)),  # odd numbers of channels are halved
    Plan(((3, 1), 1, 1, 2), (3, 1, 2, 3)),
    Plan(((1, 1), 2, 4, 1), (1, 4, 3, 2)),
    Plan(((1, 1, 1, 1, 1), 2, 1, 3), (1, 1, 16, 17)),
)
WIDE = Plan(((1,), 90, 1, 2), (1, 1, 1, 1))  # more channels than a byte counts
MANY_CHANNELS = Plan(((1,), 1, 5, 2), (1, 5, 2, 3))  # of the images, more than the stem makes
IN_A_LIST = Plan(([2, 1], 3, 2, 4), (1, 2, 4, 2))
LECTURE = Plan(((4, 4, 4, 4), 2, 1, 10), (1, 1, 16, 24))
NOTHING: tuple[tuple[Any, ...], ...] = (((), 4, 1, 10), ((), 2, 3, 5), ([], 4, 1, 10))


def parameters(blocks: Sequence[int], growth: int, in_channels: int, classes: int) -> int:
    c = 2 * growth
    total = 9 * in_channels * c
    for number, count in enumerate(blocks):
        if number:
            total, c = total + c * (c // 2) + 2 * c, c // 2
        for _ in range(count):
            total, c = total + 9 * c * growth + 2 * c, c + growth
    return total + 2 * c + (c + 1) * classes


def with_blocks_in_a_list(script: Script) -> Script:
    blocks, *others = arguments_of(script)
    return Script(Call((list(blocks), *others)), script.steps)


EXERCISE = Exercise(
    "densenet",
    points=3,
    reference=plain_densenet,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            "An nn.Module that maps images (n, in_channels, h, w) to logits (n, classes), not squeezed through any "
            "activation.",
            agrees(
                "logits",
                "With given weights, and in evaluation, the network gives the logits of its blocks, with a transition "
                "between two of them and none after the last.",
                fine_passes(plain_densenet, (*CORNERS, MANY_CHANNELS)),
                weight=3,
                examples=1,
                tolerance=TOLERANCE,
            ),
            agrees(
                "four blocks",
                "With the lecture's four blocks of four layers, narrow ones, the network gives the right logits.",
                fine_passes(plain_densenet, (LECTURE,)),
                examples=1,
                tolerance=TOLERANCE,
            ),
        ),
        *keeps(
            "The layers with weights must be called conv, block1, transition1, block2 and so on, norm and fc; "
            "nothing else "
            "may have weights.",
            names((CORNERS[0], CORNERS[3], LECTURE, IN_A_LIST), "The weights have the promised names and shapes."),
            counted(
                "Each block adds its layers' maps to the channels, and each transition halves them.",
                [plan.args for plan in (*CORNERS[:3], WIDE)],
                parameters,
            ),
        ),
        *keeps(
            "ValueError: blocks is empty.",
            raises(
                "no blocks",
                "A network without a block raises a ValueError.",
                each_of([Script(Call(args)) for args in NOTHING]),
                examples=1,
            ),
        ),
        *in_training(plain_densenet, (CORNERS[1], CORNERS[2])),
        *conduct_of_a_module(plain_densenet, (CORNERS[2],)),
        *keeps(
            "The list blocks must not be modified.",
            leaves_inputs_alone(
                fine_passes(plain_densenet, CORNERS[2:3]).map(with_blocks_in_a_list),
                name="blocks not modified",
                sentence="The list of blocks is the same afterwards.",
                examples=1,
            ),
        ),
    ),
)
