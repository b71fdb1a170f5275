"""Laws: equations between several answers, and statements that hold of an answer. No reference is asked."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import zip_longest
from typing import Any

import numpy as np
from hypothesis.strategies import SearchStrategy

from autograder.exam.comparing import TOLERANCE, is_finite
from autograder.exam.exercise import Failure, Property, Text
from autograder.exam.properties.entries import no_expectation, same_question, step_values
from autograder.exam.properties.values import difference
from autograder.exam.rendering import show_value
from autograder.sandbox.wire.outcome import Outcome, Returned
from autograder.sandbox.wire.questions import Question, Script

__all__ = ["holds", "law"]

_MOST_TOGETHER = 10_000_000  # numbers that the values of a law may stretch to; those of an exam are hundreds


def law(
    name: str,
    sentence: str,
    draw: SearchStrategy[Any],
    ask: Callable[[Any], tuple[Question, ...]],
    combine: Callable[[Any, Sequence[Any]], tuple[Any, Any]],
    *,
    weight: float = 1.0,
    examples: int = 20,
    tolerance: float = TOLERANCE,
    conduct: bool = True,
) -> Property:
    """Several questions obey an equation.

    `combine(data, values)` gets what they came to, a value for a call and the list of its steps' values for a script,
    and gives the two sides of the equation: first the side that the law predicts, then the one that the last question
    gave. Zero obeys most laws, so a law is `conduct` unless it says otherwise.
    """

    def judge(data: Any, expected: None, outcomes: Sequence[Outcome]) -> Failure | None:
        values, shown, failure = _values(ask(data), outcomes)
        if failure is not None:
            return failure
        try:
            with np.errstate(all="ignore"):
                predicted, got = combine(data, values)
        except Exception as error:  # shapes that do not fit: the candidate's doing
            return Failure("values that can be compared", shown, f"comparing them gave {type(error).__name__}: {error}")
        failure = difference(predicted, Returned(got), tolerance)
        if failure is None:
            return None
        sides = (
            "the results before, actual from the last result"
            if len(values) > 1
            else "the input, actual from the result"
        )
        return replace(failure, note=f"{failure.note} Expected follows from {sides}.".strip())

    return Property(name, sentence, draw, ask, no_expectation, judge, weight, examples, conduct)


def holds(
    name: str,
    sentence: str,
    draw: SearchStrategy[Any],
    statement: Callable[[Any, Sequence[Any]], str | None],
    *,
    ask: Callable[[Any], tuple[Question, ...]] = same_question,
    weight: float = 1.0,
    examples: int = 20,
    conduct: bool = True,
) -> Property:
    """A statement is true of what the questions came to.

    `statement(data, values)` gets a value for each call, the list of its steps' values for each script. It returns None
    where it holds, and otherwise what was wanted, as words for the student, such as "a mean of 0 in each channel".
    Say ``conduct=False`` where nothing but an answer that computes something can fulfil it.
    """

    def judge(data: Any, expected: None, outcomes: Sequence[Outcome]) -> Failure | None:
        values, shown, failure = _values(ask(data), outcomes)
        if failure is not None:
            return failure
        try:
            with np.errstate(all="ignore"):
                wanted = statement(data, values)
        except Exception as error:  # parts that are not there, shapes that do not fit: the candidate's doing
            return Failure("values that can be judged", shown, f"judging them gave {type(error).__name__}: {error}")
        return None if wanted is None else Failure(wanted, shown)

    return Property(name, sentence, draw, ask, no_expectation, judge, weight, examples, conduct)


def _values(questions: Sequence[Question], outcomes: Sequence[Outcome]) -> tuple[list[Any], Text, Failure | None]:
    """The values that the questions came to, as text too, or why there is nothing to reckon with."""
    values: list[Any] = []
    for number, (question, outcome) in enumerate(zip(questions, outcomes, strict=True)):
        value, failure = step_values(question, outcome, "a value from every call")
        if failure is not None:
            return [], "", failure.at(question=number)
        values.append(value)
    shown = partial(_shown, values)
    numbers = list(_leaves(values))
    if any(isinstance(question, Script) for question in questions):
        numbers = [number for number in numbers if number is not None]  # what a step gives that sets an attribute
    if not all(map(is_finite, numbers)):  # nan - nan is nan: it would obey every law
        return [], shown, Failure("finite numbers from every call", shown)
    if _size_together(numbers) > _MOST_TOGETHER:  # a column and a row of thousands make a matrix of gigabytes
        return [], shown, Failure("values that can be compared", shown, "They are far larger than any right answer.")
    return values, shown, None


def _shown(values: Sequence[Any]) -> str:
    return "; ".join(map(show_value, values))


def _leaves(value: Any) -> Iterator[Any]:
    """Yield what stands in lists, tuples and dicts."""
    if isinstance(value, (tuple, list)):
        for item in value:
            yield from _leaves(item)
    elif isinstance(value, dict):
        yield from _leaves(list(value.values()))
    else:
        yield value


def _size_together(values: Sequence[Any]) -> int:
    """Return how many numbers the values can become when NumPy stretches them to one shape."""
    shapes = [np.shape(value)[::-1] for value in values]
    return math.prod(max(sizes) for sizes in zip_longest(*shapes, fillvalue=1))
