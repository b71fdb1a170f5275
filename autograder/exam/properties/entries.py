"""The outcomes of a question one by one: a call has one, a script one for its construction and one for each step."""

from __future__ import annotations

from functools import partial
from typing import Any

from autograder.exam.exercise import Failure
from autograder.exam.rendering import show_outcome
from autograder.sandbox.wire.outcome import Outcome, Played, Returned
from autograder.sandbox.wire.questions import Question, Script

__all__ = ["Part", "entries", "last_value", "no_expectation", "part_of", "same_question", "step_values"]

Part = str | int | tuple[str | int, ...] | None
"""Where in a result a value stands: a key, a position, or several of them from the outside inwards."""


class _Missing:
    def __repr__(self) -> str:
        return "nothing"


MISSING = _Missing()


def entries(outcome: Outcome) -> tuple[Outcome, ...]:
    """Return the outcomes that a question came to, in order."""
    return outcome.outcomes if isinstance(outcome, Played) else (outcome,)


def part_of(value: Any, part: Part) -> Any:
    """Return a part of a result, or `MISSING` where it has none there."""
    if part is None:
        return value
    for key in part if isinstance(part, tuple) else (part,):
        if isinstance(value, dict):
            value = value.get(key, MISSING)
        elif isinstance(value, (tuple, list)) and isinstance(key, int) and -len(value) <= key < len(value):
            value = value[key]
        else:
            return MISSING
    return value


def last_value(question: Question, outcome: Outcome, wanted: str) -> tuple[Any, Failure | None]:
    """Return the value that a question ended with, or the Failure that there is none.

    `wanted` says what was wanted instead, for the student.
    """
    steps = entries(outcome)
    for number, step in enumerate(steps):
        if not isinstance(step, Returned) and (number == len(steps) - 1 or not isinstance(question, Script)):
            return None, Failure(wanted, partial(show_outcome, step), step=number)
    last = steps[-1]
    assert isinstance(last, Returned)
    return last.value, None


def step_values(question: Question, outcome: Outcome, wanted: str) -> tuple[Any, Failure | None]:
    """Return what a call returned, or the list of what the steps of a script did; or the Failure that one did not."""
    values = []
    for number, step in enumerate(entries(outcome)):
        if not isinstance(step, Returned):
            return None, Failure(wanted, partial(show_outcome, step), step=number)
        values.append(step.value)
    return (values[1:] if isinstance(question, Script) else values[0]), None


def same_question(data: Any) -> tuple[Question, ...]:
    """Ask the drawn question itself."""
    return (data,)


def no_expectation(data: Any, reference: Any) -> None:
    """Compute nothing beforehand."""
    return
