"""What any PyTorch module must be asked: whether its weights are its own, and whether another one disturbs it.

This file is not among what `properties` exports, since it loads PyTorch.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.candidate import Candidate
from autograder.exam.comparing import is_finite
from autograder.exam.exercise import Failure, Property
from autograder.exam.properties.entries import entries, no_expectation, part_of, same_question
from autograder.exam.properties.values import difference
from autograder.exam.rendering import show_outcome
from autograder.exam.strategies.passes import Plan, noise
from autograder.sandbox.wire.outcome import Outcome, Raised, Returned
from autograder.sandbox.wire.questions import Call, Do, Load, Mode, Noise, Script, State, Tensor

__all__ = ["beside_another", "weights_of_its_own"]


def weights_of_its_own(make: Callable[..., Any], plan: Plan) -> Property:
    """State that a new module does not begin with the weights that another one was given: layers are its own."""

    def given_and_new(seed: int) -> tuple[Script, Script]:
        return Script(Call(plan.args), (Load(noise(make, plan, seed)),)), Script(Call(plan.args), (State(),))

    def judge(seed: int, expected: None, outcomes: Sequence[Outcome]) -> Failure | None:
        last = entries(outcomes[1])[-1]
        begun = part_of(last.value, "parameters") if isinstance(last, Returned) else None
        if not isinstance(begun, dict) or not is_finite(begun):
            return Failure("a new module with finite weights", partial(show_outcome, last))
        loaded = noise(make, plan, seed)
        same = [name for name in loaded if name in begun and np.array_equal(begun[name], loaded[name].array())]
        if not same:
            return None
        return Failure("numbers of its own in a new module", f"those that another one was given: {', '.join(same)}")

    return Property(
        "weights of its own",
        "A new module has layers of its own: it does not begin with the weights that were given to another one.",
        st.integers(1, 10**6),
        given_and_new,
        no_expectation,
        judge,
        weight=0.5,
        examples=1,
        conduct=True,
    )


def beside_another(make: Callable[..., Any], plan: Plan, other: Plan, tolerance: float) -> Property:
    """State that a module computes the same after another one, of other sizes, was made of the same class."""

    def script(seed: int) -> Script:
        another, batch = Call(other.args), Tensor(Noise(plan.batch, seed))
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
        failure = difference(wanted, last, tolerance)
        return None if failure is None else failure.at(step=len(before))

    return Property(
        "beside another",
        "One module gives the same after another one, of other sizes, was made.",
        st.integers(1, 10**6).map(script),
        same_question,
        expect,
        judge,
        weight=0.5,
        examples=1,
    )
