"""The exam of `Transition`: fewer channels, half the size."""

from __future__ import annotations

from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, counted
from autograder.exam.strategies.passes import Plan, fine_passes, passes
from autograder.exams.residual_and_dense.honest import transition as honest
from autograder.exams.residual_and_dense.modules import TOLERANCE, conduct_of_a_module, in_training, names
from autograder.exams.residual_and_dense.wrong import transition as wrong
from cnnedu.nn import Transition

__all__ = ["EXERCISE"]

CORNERS = (
    Plan((3, 2), (2, 3, 6, 4)),
    Plan((4, 2), (1, 4, 5, 8)),
    Plan((2, 3), (3, 2, 2, 7)),  # more channels than before
    Plan((3, 3), (1, 3, 4, 3)),
    Plan((5, 1), (2, 5, 2, 3)),
    Plan((1, 4), (1, 1, 3, 2)),
)
ODD = (Plan((3, 2), (2, 3, 5, 7)), Plan((2, 1), (1, 2, 3, 3)), Plan((2, 4), (1, 2, 2, 3)))
SMALL = st.builds(
    lambda channels, size: Plan(channels, (1, channels[0], *size)),
    st.sampled_from([(1, 1), (1, 2), (2, 1)]),
    st.sampled_from([(2, 2), (2, 3), (3, 2), (4, 2), (2, 4)]),
)

EXERCISE = Exercise(
    "Transition",
    points=2,
    reference=Transition,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            "The maps (n, c_out, h // 2, w // 2) that norm, ReLU, conv and the mean of each 2 x 2 pixels give.",
            agrees(
                "values",
                "With given weights, and in evaluation, the maps are normalised, ReLU is applied, the channels are "
                "mixed, "
                "and of 2 x 2 pixels the mean is left.",
                passes(Transition, SMALL, CORNERS),
                weight=4,
                examples=8,
                tolerance=TOLERANCE,
            ),
            agrees(
                "odd sides",
                "A last row or column without a partner is left out.",
                fine_passes(Transition, ODD),
                weight=0.5,
                examples=1,
                tolerance=TOLERANCE,
            ),
        ),
        *keeps(
            "The batch normalisation must be called norm, the convolution of 1 x 1, which has no bias, conv, and "
            "nothing "
            "else may have weights.",
            names(CORNERS, "The weights have the promised names and shapes."),
            counted(
                "There are c_in c_out weights, and two numbers for each channel that comes in.",
                [plan.args for plan in CORNERS[:4]],
                lambda c_in, c_out: c_in * c_out + 2 * c_in,
            ),
        ),
        *in_training(Transition, (CORNERS[0], CORNERS[2])),
        *conduct_of_a_module(Transition, (CORNERS[0], CORNERS[1]), beside=(CORNERS[2], CORNERS[0])),
    ),
)
