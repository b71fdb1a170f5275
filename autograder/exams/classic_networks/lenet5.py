"""The exam of `LeNet5`: seven layers, whose maps can be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, counted, holds, leaves_inputs_alone, with_new_results
from autograder.exam.strategies import each_of
from autograder.exam.strategies.passes import Plan, called_again, fine_pass, fine_passes
from autograder.exams.classic_networks.honest import lenet5 as honest
from autograder.exams.classic_networks.modules import ALONE, TOLERANCE, conduct_of_a_module, names
from autograder.exams.classic_networks.wrong import lenet5 as wrong
from autograder.sandbox.wire.questions import Call, Do, Noise, Script, Tensor
from cnnedu.nn.lenet5 import LeNet5

__all__ = ["EXERCISE"]

PLANS = (Plan((), (1, 1, 28, 28)), Plan((3, 2), (2, 2, 28, 28)), Plan((7, 1), (1, 1, 28, 28)))
ONE_CLASS = Plan((1, 1), (2, 1, 28, 28))
SEVEN = {"c1": (6, 28, 28), "s2": (6, 14, 14), "c3": (16, 10, 10), "s4": (16, 5, 5), "c5": (120, 1, 1), "f6": (84,)}


def maps_of(plan: Plan, seed: int = 1) -> Script:
    return Script(Call(plan.args), (Do("maps", (Tensor(Noise(plan.batch, seed)),)),))


def with_maps(script: Any) -> Script:
    """Ask for the maps in place of the logits."""
    steps = [Do("maps", step.args, no_grad=step.no_grad) if isinstance(step, Do) else step for step in script.steps]
    return Script(script.make, tuple(steps))


def table_of_shapes(script: Any, values: Sequence[Any]) -> str | None:
    (maps,) = values[0]
    classes = script.make.args[0] if script.make.args else 10
    n = script.steps[0].args[0].array.shape[0]
    wanted = {name: (n, *sizes) for name, sizes in (SEVEN | {"output": (classes,)}).items()}
    got = {name: np.shape(maps[name]) for name in maps}
    if got == wanted:
        return None
    return ", ".join(f"{name} {sizes}" for name, sizes in wanted.items() if got.get(name) != sizes) or "these seven"


def parameters(classes: int = 10, channels: int = 1) -> int:
    return 6 * (25 * channels + 1) + 2_416 + 48_120 + 10_164 + 85 * classes


EXERCISE = Exercise(
    "LeNet5",
    points=4,
    reference=LeNet5,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            "The logits, one row of classes numbers an image, not squeezed through any activation.",
            agrees(
                "logits",
                "With given weights the network gives the logits of LeNet-5.",
                each_of([fine_passes(LeNet5, (*PLANS, ONE_CLASS)), fine_pass(LeNet5, PLANS[0], scale=100.0)]),
                weight=2,
                examples=1,
                tolerance=TOLERANCE,
            ),
            agrees(
                "logits in training",
                "In training the network computes the same: it has no dropout and no statistics.",
                fine_passes(LeNet5, PLANS[1:2], training=True),
                weight=0.5,
                examples=1,
                tolerance=TOLERANCE,
            ),
        ),
        *keeps(
            'A dict with what comes out of each layer, under "c1", "s2", "c3", "s4", "c5", "f6" and "output".',
            agrees(
                "maps",
                "With given weights every layer gives its maps: tanh after c1, c3, c5 and f6, the maximum of 2 x 2 in "
                "s2 and s4.",
                fine_passes(LeNet5, PLANS[1:]).map(with_maps),
                weight=3,
                examples=1,
                tolerance=TOLERANCE,
            ),
            holds(
                "table of shapes",
                "The maps have the sizes of the table: 28, 14, 10, 5 and 1 pixels a side, then 84 and classes numbers.",
                each_of([maps_of(plan) for plan in PLANS]),
                table_of_shapes,
                weight=2,
                examples=1,
                conduct=False,
            ),
        ),
        *keeps(
            "The layers with weights must be called c1, c3, c5, f6 and output, and nothing else may have any.",
            names(PLANS, "The weights have the promised names and shapes."),
            counted(
                "There are 61,706 parameters for one channel and ten classes.",
                ((), (10, 3), (5, 1)),
                parameters,
            ),
        ),
        *keeps(
            "The images must not be modified.",
            leaves_inputs_alone(
                fine_passes(LeNet5, PLANS[1:2]),
                sentence="The images are the same after the call as before it.",
                examples=1,
            ),
        ),
        *conduct_of_a_module(LeNet5, PLANS[1:2], any_size=False),
        *keeps(
            ALONE,
            with_new_results(
                agrees(
                    "maps called again",
                    "The same images give the same maps after other ones, in a dict of their own.",
                    called_again(LeNet5, PLANS[1]).map(with_maps),
                    weight=0.5,
                    examples=1,
                    tolerance=TOLERANCE,
                )
            ),
        ),
    ),
)
