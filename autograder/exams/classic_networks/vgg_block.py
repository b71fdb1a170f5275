"""The exam of `vgg_block`: convolutions that keep the size, a pooling that halves it."""

from __future__ import annotations

from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, counted, raises
from autograder.exam.strategies import each_of
from autograder.exam.strategies.passes import Plan, passes
from autograder.exams.classic_networks.honest import vgg_block as honest
from autograder.exams.classic_networks.modules import TOLERANCE, conduct_of_a_module, names
from autograder.exams.classic_networks.wrong import vgg_block as wrong
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.nn.vgg_by_count import vgg_block

__all__ = ["EXERCISE"]

CORNERS = (
    Plan((2, 2, 3), (2, 2, 4, 6)),
    Plan((1, 3, 2), (1, 3, 5, 7)),  # sides that do not halve
    Plan((3, 2, 2), (1, 2, 2, 3)),  # equal channels
    Plan((2, 1, 4), (3, 1, 9, 4)),
    Plan((4, 4, 1), (1, 4, 3, 2)),
    Plan((6, 1, 2), (1, 1, 2, 2)),  # numbers of two digits
)
SMALL = st.builds(
    lambda convs, channels, size: Plan((convs, *channels), (1, channels[0], *size)),
    st.integers(1, 3),
    st.sampled_from([(1, 2), (2, 1), (2, 3)]),
    st.sampled_from([(2, 3), (3, 2), (4, 3), (2, 5)]),
)


def parameters(convs: int, c_in: int, c_out: int) -> int:
    return 9 * c_out * (c_in + (convs - 1) * c_out) + convs * c_out


COUNTED = ((1, 3, 4), (2, 5, 7), (3, 64, 128), (20, 1, 2), (1, 1, 600))

EXERCISE = Exercise(
    "vgg_block",
    points=2,
    reference=vgg_block,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            "It maps (n, c_in, h, w) to (n, c_out, h // 2, w // 2).",
            agrees(
                "values",
                "With given weights the block convolves, keeps what is positive, and takes the maximum of 2 x 2 "
                "pixels.",
                passes(vgg_block, SMALL, CORNERS),
                weight=3,
                examples=8,
                tolerance=TOLERANCE,
            ),
        ),
        *keeps(
            "Its weights must be called 0.weight, 0.bias, 2.weight, 2.bias and so on, as nn.Sequential numbers its "
            "layers.",
            names(CORNERS, "The convolutions have the promised names and shapes."),
        ),
        *keeps(
            "An nn.Sequential of convs times nn.Conv2d and nn.ReLU, then one nn.MaxPool2d.",
            counted(
                "The block has 9 c_in c_out weights in its first convolution, 9 c_out² in each other, and the biases.",
                COUNTED,
                parameters,
            ),
        ),
        *conduct_of_a_module(vgg_block, CORNERS[:2]),
        *keeps(
            "ValueError: convs is smaller than 1.",
            raises(
                "no convolution",
                "A block without a convolution raises a ValueError.",
                each_of([Script(Call(args)) for args in ((0, 2, 3), (-1, 2, 3), (0, 2, 2))]),
                examples=1,
            ),
        ),
    ),
)
