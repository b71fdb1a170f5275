"""Properties that every module of this assignment is asked for."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from autograder.exam.exercise import Property
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, leaves_inputs_alone, with_new_results
from autograder.exam.properties.of_modules import weights_of_its_own
from autograder.exam.strategies import each_of
from autograder.exam.strategies.passes import (
    Plan,
    called_again,
    fine_pass,
    fine_passes,
    gradients,
    in_training_and_then,
    names_of,
    other_layouts,
)
from autograder.sandbox.wire.questions import Backward, Do, Script, State

__all__ = [
    "ALONE",
    "GRADIENT",
    "IN_TRAINING",
    "NOT_MODIFIED",
    "TOLERANCE",
    "arguments_of",
    "conduct_of_a_module",
    "in_training",
    "last_input_of",
    "names",
]

TOLERANCE = 1e-4
"""Of the largest value, and at least of 1. A float32 holds 7 digits, and libraries add in any order: honest ways to
write these modules differ by some 1e-6. The smallest mistake, one normalisation or one addition, changes some value by
more than 1e-2."""

_ON_THE_WAY_BACK = 1e-3
"""A batch norm in training subtracts means on the way back, too: what is left has fewer digits."""

FAINT = 0.003
"""Of images whose variances are so small that it matters what a normalisation adds to them: 1e-5, and not 1e-6."""

IN_TRAINING = (
    "In training every batch normalisation must use its batch, and each call must move its running statistics once."
)
GRADIENT = "The gradient must reach x and every weight, in training and in evaluation."
ALONE = "In evaluation the result must depend on the numbers of the module and of x alone, and a call must change none."
NOT_MODIFIED = "The tensor x must not be modified."


def names(plans: Sequence[Plan], sentence: str, weight: float = 1.0) -> Property:
    """State that the weights of modules have the names and shapes that the stub says. All are asked for at once."""
    return agrees(
        "names and shapes",
        sentence,
        st.just(tuple(names_of(plans))),
        ask=lambda scripts: scripts,
        weight=weight,
        examples=1,
        conduct=True,
    )


def arguments_of(script: Script) -> tuple[Any, ...]:
    """Return what a script makes its module with."""
    assert script.make is not None
    return script.make.args


def last_input_of(script: Script) -> Any:
    """Return the tensor that a script calls its module with at last."""
    last = script.steps[-1]
    assert isinstance(last, Do)
    return last.args[0]


def in_training(make: Callable[..., Any], plans: Sequence[Plan]) -> tuple[Property, ...]:
    """State what a module does in training: the batch's own statistics, and running ones that move once.

    One image is a batch, too, and so are seventy.
    """
    smallest = min(plans, key=lambda plan: math.prod(plan.batch))
    one, many = (replace(smallest, batch=(n, *smallest.batch[1:])) for n in (1, 70))
    return keeps(
        IN_TRAINING,
        agrees(
            "training",
            "In training each normalisation uses the mean and the variance of its batch, however large it is.",
            each_of(
                [
                    fine_passes(make, (*plans, one, many), training=True),
                    fine_pass(make, many, training=True, scale=FAINT),
                ]
            ),
            steps=Do,
            examples=1,
            tolerance=TOLERANCE,
        ),
        agrees(
            "running statistics",
            "A batch in training moves the running statistics of every normalisation, once: on the way there, not on "
            "the way back.",
            in_training_and_then(make, plans[0], State()),
            steps=State,
            part="buffers",
            weight=0.5,
            examples=1,
            tolerance=TOLERANCE,
        ),
    )


def conduct_of_a_module(make: Callable[..., Any], plans: Sequence[Plan]) -> tuple[Property, ...]:
    """State what every stub promises besides its values: gradients, no memory of earlier calls, x as it was."""
    return (
        *keeps(
            GRADIENT,
            agrees(
                "gradients",
                "A gradient that comes back from the result reaches x and every weight, by all ways that lead there.",
                gradients(make, plans, modes=(True, False)),
                steps=Backward,
                examples=1,
                tolerance=_ON_THE_WAY_BACK,
            ),
        ),
        *keeps(
            ALONE,
            with_new_results(
                agrees(
                    "called again",
                    "In evaluation the same x gives the same result after another one, other weights give another, "
                    "and no statistic moves.",
                    called_again(make, plans[0], then=(State(),)),
                    weight=0.5,
                    examples=1,
                    tolerance=TOLERANCE,
                )
            ),
            agrees(
                "any layout",
                "A tensor gives what one of the same numbers gives that lies row by row in memory.",
                other_layouts(make, plans[0]),
                weight=0.5,
                examples=1,
                tolerance=TOLERANCE,
            ),
            weights_of_its_own(make, plans[0]),
        ),
        *keeps(
            NOT_MODIFIED,
            leaves_inputs_alone(
                each_of([fine_passes(make, plans), fine_passes(make, plans, no_grad=True)]),
                sentence="The x that comes in is the same after the call.",
                examples=1,
            ),
        ),
    )
