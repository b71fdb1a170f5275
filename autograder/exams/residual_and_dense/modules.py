"""Properties that every module of this assignment is asked for."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.exercise import Property
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, leaves_inputs_alone, with_new_results
from autograder.exam.properties.of_modules import beside_another, weights_of_its_own
from autograder.exam.strategies import each_of
from autograder.exam.strategies.passes import (
    Plan,
    called_again,
    fine_pass,
    fine_passes,
    forward,
    gradients,
    in_training_and_then,
    names_of,
    noise,
    other_layouts,
)
from autograder.sandbox.wire.questions import Backward, Call, Do, Load, Mode, Noise, Script, State, Step, Tensor

__all__ = [
    "GRADIENT",
    "IN_TRAINING",
    "NOT_MODIFIED",
    "TOLERANCE",
    "arguments_of",
    "conduct_of_a_module",
    "idle",
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


def idle(make: Callable[..., Any], plan: Plan, norm: str, then: tuple[Step, ...] = ()) -> st.SearchStrategy[Script]:
    """Draw a pass in training, forth and back, through a block whose last normalisation gives zeros; and more steps.

    So do blocks begin that first hand on x alone: they begin to learn only if a gradient reaches that normalisation.
    The block is one that gives maps of the shape that comes in.
    """
    zeros = {f"{norm}.{name}": np.zeros(plan.batch[1], np.float32) for name in ("weight", "bias")}

    def script(seed: int) -> Script:
        weights = noise(make, plan, seed) | zeros
        there = forward(plan, weights, Noise(plan.batch, seed), training=True, requires_grad=True)
        return Script(there.make, (*there.steps, Backward(Noise(plan.batch, seed + 1)), *then))

    return st.integers(1, 10**6).map(script)


def _larger_ones_between(make: Callable[..., Any], plan: Plan) -> st.SearchStrategy[Script]:
    """Draw passes in evaluation: a batch, one of more and larger images, the first one again."""
    n, c, h, w = plan.batch

    def script(seed: int) -> Script:
        small, large = Tensor(Noise(plan.batch, seed)), Tensor(Noise((n + 1, c, h + 3, w + 2), seed + 1))
        steps = [Do("", (x,), no_grad=True) for x in (small, large, small)]
        return Script(Call(plan.args), (Load(noise(make, plan, seed)), Mode(False), *steps))

    return st.integers(1, 10**6).map(script)


def in_training(
    make: Callable[..., Any], plans: Sequence[Plan], also: Sequence[st.SearchStrategy[Script]] = ()
) -> tuple[Property, ...]:
    """State what a module does in training: the batch's own statistics, and running ones that move once.

    One image is a batch, too, and so are seventy. `also` draws more passes after which statistics are looked at.
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
            each_of([in_training_and_then(make, plans[0], State()), *also]),
            steps=State,
            part="buffers",
            weight=0.5,
            examples=1,
            tolerance=TOLERANCE,
        ),
    )


def conduct_of_a_module(
    make: Callable[..., Any],
    plans: Sequence[Plan],
    also: Sequence[st.SearchStrategy[Script]] = (),
    beside: tuple[Plan, Plan] | None = None,
) -> tuple[Property, ...]:
    """State what every stub promises besides its values: gradients, no memory of earlier calls, x as it was.

    `also` draws more passes forth and back. The first module of `beside` is asked after the second one was made: for
    those that might keep in their class what belongs to one of them.
    """
    return (
        *keeps(
            GRADIENT,
            agrees(
                "gradients",
                "A gradient that comes back from the result reaches x and every weight, by all ways that lead there.",
                each_of([gradients(make, plans, modes=(True, False)), *also]),
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
                    "In evaluation the same x gives the same result after another one, of another size, too; other "
                    "weights give another, and no statistic moves.",
                    each_of([called_again(make, plans[0], then=(State(),)), _larger_ones_between(make, plans[0])]),
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
        *(keeps(ALONE, beside_another(make, *beside, TOLERANCE)) if beside else ()),
    )
