"""The exam of `Inception`: four branches over the same map, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, counted, holds, leaves_inputs_alone
from autograder.exam.properties.of_modules import beside_another
from autograder.exam.strategies import each_of, with_corners
from autograder.exam.strategies.passes import Plan, fine_passes, forward, noise, passes
from autograder.exams.classic_networks.honest import inception as honest
from autograder.exams.classic_networks.modules import ALONE, TOLERANCE, conduct_of_a_module, names
from autograder.exams.classic_networks.wrong import inception as wrong
from autograder.sandbox.wire.questions import Call, Do, Noise, Script, Tensor
from cnnedu.nn.plain_inception import PlainInception

__all__ = ["EXERCISE"]

CORNERS = (
    Plan((3, 2, (4, 5), (1, 6), 7), (2, 3, 5, 4)),
    Plan((2, 1, (2, 3), (3, 1), 2), (1, 2, 3, 6)),
    Plan((2, 3, (2, 3), (2, 3), 3), (3, 2, 4, 5)),  # as many channels in every branch
    Plan((1, 4, (3, 2), (2, 1), 1), (1, 1, 1, 2)),
    Plan((4, 4, (4, 4), (4, 4), 4), (1, 4, 6, 3)),
    Plan((8, 1, (1, 1), (1, 1), 1), (1, 8, 4, 7)),
)
SMALL = st.builds(
    lambda c_in, others, size: Plan((c_in, *others), (1, c_in, *size)),
    st.integers(1, 2),
    st.sampled_from([(1, (1, 1), (1, 1), 1), (1, (2, 1), (1, 2), 1), (2, (1, 3), (2, 1), 1), (2, (1, 2), (1, 2), 2)]),
    st.sampled_from([(3, 2), (2, 3), (3, 4), (1, 3)]),
)
LECTURE = (  # GoogLeNet's blocks 3a and 3b, and one of few channels
    Plan((192, 64, (96, 128), (16, 32), 32), (1, 192, 2, 3)),
    Plan((256, 128, (128, 192), (32, 96), 64), (1, 256, 1, 2)),
    Plan((3, 2, (4, 5), (1, 6), 7), (2, 3, 5, 4)),
)


def far_below_zero(plan: Plan) -> st.SearchStrategy[Script]:
    """Draw maps that any finite number stands in for minus infinity too high, and let branch 4 show them."""

    def script(seed: int) -> Script:
        weights: dict[str, Any] = dict(noise(PlainInception, plan, seed))
        weights["branch4.weight"] = -np.abs(weights["branch4.weight"].array())
        return forward(plan, weights, Noise(plan.batch, seed, 1e11, -1e12))

    return st.integers(1, 10**6).map(script)


def channels_and_size(script: Any, values: Sequence[Any]) -> str | None:
    _, c1, c2, c3, c4 = script.make.args
    n, _, h, w = script.steps[0].args[0].array.shape
    wanted = (n, c1 + c2[1] + c3[1] + c4, h, w)
    return None if np.shape(values[0][-1]) == wanted else f"maps of shape {wanted}"


def parameters(c_in: int, c1: int, c2: tuple[int, int], c3: tuple[int, int], c4: int) -> int:
    (r2, c2_out), (r3, c3_out) = c2, c3
    return (c_in + 1) * (c1 + r2 + r3 + c4) + (9 * r2 + 1) * c2_out + (25 * r3 + 1) * c3_out


def only_looked_at(plan: Plan) -> Script:
    return Script(Call(plan.args), (Do("", (Tensor(Noise(plan.batch, 1)),)),))


EXERCISE = Exercise(
    "Inception",
    points=4,
    reference=PlainInception,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            "The maps of the four branches side by side, in this order.",
            agrees(
                "values",
                "With given weights each branch gives its maps, with ReLU after every convolution, and they stand side "
                "by side.",
                with_corners(passes(PlainInception, SMALL, CORNERS), [far_below_zero(CORNERS[0])]),
                weight=5,
                examples=8,
                tolerance=TOLERANCE,
            ),
        ),
        *keeps(
            "Height and width stay as they are, and the channels are c1 + c2[1] + c3[1] + c4.",
            holds(
                "channel sums",
                "The channels of the four branches add up, 256 and 480 in GoogLeNet's first two blocks, and the size "
                "is kept.",
                each_of([only_looked_at(plan) for plan in LECTURE]),
                channels_and_size,
                weight=2,
                examples=1,
                conduct=False,
            ),
        ),
        *keeps(
            "The convolutions must be called branch1, reduce2, branch2, reduce3, branch3 and branch4, and nothing else "
            "may have weights.",
            names(CORNERS, "The six convolutions have the promised names and shapes."),
            counted(
                "Block 3a has 163,696 parameters: the 1 x 1 convolutions before the large windows keep them few.",
                [plan.args for plan in LECTURE],
                parameters,
            ),
        ),
        *keeps(
            "The maps x must not be modified.",
            leaves_inputs_alone(
                fine_passes(PlainInception, CORNERS[:2]),
                sentence="The maps that come in are the same after the call as before it.",
                examples=1,
            ),
        ),
        *conduct_of_a_module(PlainInception, CORNERS[:2]),
        *keeps(ALONE, beside_another(PlainInception, *CORNERS[:2], TOLERANCE)),
    ),
)
