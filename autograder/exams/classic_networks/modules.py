"""Properties that every module of this assignment is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.candidate import Candidate
from autograder.exam.exercise import Failure, Property
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees
from autograder.exam.properties.entries import entries, no_expectation, part_of, same_question
from autograder.exam.properties.values import difference
from autograder.exam.rendering import show_outcome
from autograder.exam.strategies import each_of
from autograder.exam.strategies.passes import Plan, called_again, gradients, names_of, noise
from autograder.sandbox.wire.outcome import Outcome, Raised, Returned
from autograder.sandbox.wire.questions import Backward, Call, Do, Load, Mode, Noise, Script, State, Tensor

__all__ = [
    "ALONE",
    "GRADIENT",
    "TOLERANCE",
    "beside_another",
    "conduct_of_a_module",
    "names",
    "weights_of_its_own",
]

TOLERANCE = 1e-4
"""Of the largest value, and at least of 1. A float32 holds 7 digits, and libraries add in any order: honest ways to
write these networks differ by some 1e-6. The smallest mistake, a bias left out or a pixel lost, changes some value by
more than 1e-2."""

GRADIENT = "The gradient must reach the images and every weight."
ALONE = "The result must depend on the weights and the images alone, not on earlier calls."


def names(plans: Sequence[Plan], sentence: str, weight: float = 1.0) -> Property:
    """State that the weights of modules have the names and shapes that the stub says."""
    return agrees("names and shapes", sentence, each_of(names_of(plans)), weight=weight, examples=1, conduct=True)


def conduct_of_a_module(make: Callable[..., Any], plans: Sequence[Plan]) -> tuple[Property, ...]:
    """State what every stub promises besides its values: gradients, and no memory of earlier calls."""
    return (
        *keeps(
            GRADIENT,
            agrees(
                "gradients",
                "A gradient that comes back from the result reaches the images and every weight, unchanged by detours.",
                gradients(make, plans),
                steps=Backward,
                examples=1,
                tolerance=TOLERANCE,
            ),
        ),
        *keeps(
            ALONE,
            agrees(
                "called again",
                "The same images give the same result after other ones.",
                called_again(make, plans[0]),
                weight=0.5,
                examples=1,
                tolerance=TOLERANCE,
            ),
        ),
    )


def weights_of_its_own(make: Callable[..., Any], plan: Plan) -> tuple[Property, ...]:
    """State that a new module does not begin with the weights that another one was given: layers are its own."""

    def given_and_new(seed: int) -> tuple[Script, Script]:
        return Script(Call(plan.args), (Load(noise(make, plan, seed)),)), Script(Call(plan.args), (State(),))

    def judge(seed: int, expected: None, outcomes: Sequence[Outcome]) -> Failure | None:
        last = entries(outcomes[1])[-1]
        begun = part_of(last.value, "parameters") if isinstance(last, Returned) else None
        if not isinstance(begun, dict):
            return Failure("a new network with weights", partial(show_outcome, last))
        loaded = noise(make, plan, seed)
        same = [name for name in loaded if np.array_equal(begun.get(name), loaded[name].array())]
        if not same:
            return None
        return Failure("numbers of its own in a new network", f"those that another one was given: {', '.join(same)}")

    prop = Property(
        "weights of its own",
        "A new network has layers of its own: it does not begin with the weights that were given to another one.",
        st.integers(1, 10**6),
        given_and_new,
        no_expectation,
        judge,
        weight=0.5,
        examples=1,
        conduct=True,
    )
    return keeps(ALONE, prop)


def beside_another(make: Callable[..., Any], plan: Plan, other: Plan) -> tuple[Property, ...]:
    """State that a module computes the same after another one, of other sizes, was made of the same class."""

    def script(seed: int) -> Script:
        another, batch = Do("__class__", other.args), Tensor(Noise(plan.batch, seed))
        return Script(Call(plan.args), (Load(noise(make, plan, seed)), Mode(False), another, Do("", (batch,))))

    def expect(question: Script, reference: Candidate) -> Any:
        (outcome,) = reference.answer((question,))
        last = entries(outcome)[-1]
        assert isinstance(last, Returned)
        return last.value

    def judge(question: Script, wanted: Any, outcomes: Sequence[Outcome]) -> Failure | None:
        *before, last = entries(outcomes[0])
        for number, outcome in enumerate(before):
            if isinstance(outcome, Raised):
                return Failure("no error", partial(show_outcome, outcome), step=number)
        failure = difference(wanted, last, TOLERANCE)
        return None if failure is None else failure.at(step=len(before))

    prop = Property(
        "beside another",
        "One module gives the same after another one, of other sizes, was made.",
        st.integers(1, 10**6).map(script),
        same_question,
        expect,
        judge,
        weight=0.5,
        examples=1,
    )
    return keeps(ALONE, prop)
