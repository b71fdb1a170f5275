"""The exam of `BottleneckBlock`: thin, look, widen, and the input added."""

from __future__ import annotations

from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, counted, raises
from autograder.exam.strategies import each_of
from autograder.exam.strategies.passes import Plan, fine_passes, passes
from autograder.exams.residual_and_dense.honest import bottleneck_block as honest
from autograder.exams.residual_and_dense.modules import (
    TOLERANCE,
    conduct_of_a_module,
    idle,
    in_training,
    names,
)
from autograder.exams.residual_and_dense.wrong import bottleneck_block as wrong
from autograder.sandbox.wire.questions import Call, Script, State
from cnnedu.nn.residual_by_channels import BottleneckBlock

__all__ = ["EXERCISE"]

CORNERS = (
    Plan((8, 8, 1), (2, 8, 4, 5)),  # x itself goes past
    Plan((3, 8, 1), (1, 3, 5, 4)),
    Plan((8, 8, 2), (2, 8, 7, 6)),
    Plan((2, 12, 2), (1, 2, 6, 7)),
    Plan((5, 4, 3), (3, 5, 8, 5)),
    Plan((4, 4, 1), (1, 4, 1, 3)),
    Plan((6, 4, 1), (1, 6, 3, 4)),  # fewer channels, the same size
    Plan((8, 8, 2), (2, 8, 1, 1)),  # a step that does not show in the size
    Plan((3, 4, 2), (1, 3, 5, 4)),  # a channel more, a step more
    Plan((3, 4, 4), (1, 3, 8, 9)),  # a step longer than the window
    Plan((4, 8, 1), (2, 4, 5, 1)),  # one column
    Plan((4, 8, 1), (2, 4, 1, 5)),  # one row
)
DEFAULTS = (Plan((8, 8), (1, 8, 5, 4)), Plan((2, 4), (2, 2, 3, 4)))
SMALL = st.builds(
    lambda channels, stride, size: Plan((*channels, stride), (1, channels[0], *size)),
    st.sampled_from([(1, 4), (2, 4), (4, 4)]),
    st.integers(1, 2),
    st.sampled_from([(1, 2), (2, 1), (2, 3), (3, 2)]),
)
COUNTED = (Plan((256, 256, 1), (1, 256, 1, 1)), *CORNERS[1:4])
NO_QUARTER = ((8, 6, 1), (8, 2, 1), (6, 10, 2), (4, 7, 1), (4, 0, 1), (4, -4, 1), (8, 1, 2), (3, -2, 1), (8, 13, 1))


def parameters(c_in: int, c_out: int, stride: int) -> int:
    width, projection = c_out // 4, 0 if c_in == c_out and stride == 1 else c_in * c_out + 2 * c_out
    return width * (c_in + 9 * width + c_out) + 4 * width + 2 * c_out + projection


EXERCISE = Exercise(
    "BottleneckBlock",
    points=3,
    reference=BottleneckBlock,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            "The maps (n, c_out, ceil(h / stride), ceil(w / stride)) that conv1, bn1, ReLU, conv2, bn2, ReLU, conv3 "
            "and "
            "bn3 give, plus what shortcut makes of x, and ReLU of the sum.",
            agrees(
                "values",
                "With given weights, and in evaluation, the block thins the channels, looks at 3 x 3 pixels, widens "
                "the "
                "channels again, and gives ReLU of the sum of both ways.",
                passes(BottleneckBlock, SMALL, CORNERS),
                weight=4,
                examples=6,
                tolerance=TOLERANCE,
            ),
        ),
        *keeps(
            "stride: the step of conv2 and of the shortcut; 1 if it is not given.",
            agrees(
                "default stride",
                "Without a stride the maps keep their size.",
                fine_passes(BottleneckBlock, DEFAULTS),
                weight=0.5,
                examples=1,
                tolerance=TOLERANCE,
            ),
        ),
        *keeps(
            "The convolutions must be called conv1, conv2 and conv3, their batch normalisations bn1, bn2 and bn3, and "
            "the way past them downsample; nothing else may have weights.",
            names((*CORNERS, DEFAULTS[0]), "The weights have the promised names and shapes."),
            counted(
                "From 256 to 256 channels the convolutions have 69,632 weights, where two of 3 x 3 have 1,179,648.",
                [plan.args for plan in COUNTED],
                parameters,
            ),
        ),
        *keeps(
            "ValueError: c_out is no positive multiple of 4.",
            raises(
                "no quarter",
                "A c_out of which no quarter can be taken raises a ValueError.",
                each_of([Script(Call(args)) for args in NO_QUARTER]),
                examples=1,
            ),
        ),
        *in_training(BottleneckBlock, (CORNERS[3], CORNERS[0]), [idle(BottleneckBlock, CORNERS[0], "bn3", (State(),))]),
        *conduct_of_a_module(
            BottleneckBlock,
            (CORNERS[0], CORNERS[3]),
            [idle(BottleneckBlock, CORNERS[0], "bn3")],
            beside=(CORNERS[2], CORNERS[1]),
        ),
    ),
)
