"""The exam of `nin_block`: one window, then a small network at every pixel."""

from __future__ import annotations

from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, counted
from autograder.exam.strategies.passes import Plan, fine_passes, passes
from autograder.exams.classic_networks.honest import nin_block as honest
from autograder.exams.classic_networks.modules import TOLERANCE, conduct_of_a_module, names
from autograder.exams.classic_networks.wrong import nin_block as wrong
from cnnedu.nn.nin import nin_block

__all__ = ["EXERCISE"]

CORNERS = (
    Plan((2, 3, 5, 1, 2), (2, 2, 6, 7)),
    Plan((3, 4, 3, 2, 1), (1, 3, 7, 8)),
    Plan((1, 2, 4, 3, 0), (1, 1, 10, 8)),
    Plan((4, 2, 3, 1, 2), (1, 4, 3, 5)),
    Plan((2, 2, 1, 2, 0), (1, 2, 5, 3)),
    Plan((3, 3, 3, 1, 0), (2, 3, 5, 4)),
    Plan((1, 5, 2, 1, 1), (1, 1, 3, 4)),
)
DEFAULTS = (Plan((2, 3, 3), (1, 2, 6, 5)), Plan((3, 2, 2, 2), (1, 3, 7, 4)))
SMALL = st.builds(
    lambda channels, k, stride, padding, size: Plan((*channels, k, stride, padding), (1, channels[0], *size)),
    st.sampled_from([(1, 2), (2, 1), (2, 3)]),
    st.integers(1, 3),
    st.integers(1, 2),
    st.integers(0, 2),
    st.sampled_from([(3, 4), (4, 3), (5, 3)]),
)


def parameters(c_in: int, c_out: int, k: int, *_: int) -> int:
    return k * k * c_in * c_out + 2 * c_out**2 + 3 * c_out


EXERCISE = Exercise(
    "nin_block",
    points=2,
    reference=nin_block,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            "It maps (n, c_in, h, w) to (n, c_out, oh, ow), where oh and ow are those of the first convolution.",
            agrees(
                "values",
                "With given weights the block convolves, and passes every pixel through two 1 x 1 convolutions, with "
                "ReLU after each of the three.",
                passes(nin_block, SMALL, CORNERS),
                weight=3,
                examples=8,
                tolerance=TOLERANCE,
            ),
        ),
        *keeps(
            "stride: the step of the first convolution, at least 1; 1 if it is not given.",
            agrees(
                "defaults",
                "Without a stride the window moves by one pixel.",
                fine_passes(nin_block, DEFAULTS[:1]),
                weight=0.5,
                examples=1,
                tolerance=TOLERANCE,
            ),
        ),
        *keeps(
            "padding: pixels added to each side before the first convolution, at least 0; 0 if it is not given.",
            agrees(
                "padding",
                "Without a padding nothing is added, and one that is given is that of the first convolution.",
                fine_passes(nin_block, (DEFAULTS[1], CORNERS[3])),
                weight=0.5,
                examples=1,
                tolerance=TOLERANCE,
            ),
        ),
        *keeps(
            "An nn.Sequential of three times nn.Conv2d and nn.ReLU.",
            counted(
                "The block has k² c_in c_out + 2 c_out² weights and 3 c_out biases.",
                ((1, 96, 11, 4), (3, 5, 3), (8, 2, 1)),
                parameters,
            ),
        ),
        *keeps(
            "Its weights must be called 0.weight, 0.bias, 2.weight, 2.bias, 4.weight and 4.bias.",
            names(CORNERS, "The three convolutions have the promised names and shapes."),
        ),
        *conduct_of_a_module(nin_block, CORNERS[:2]),
    ),
)
