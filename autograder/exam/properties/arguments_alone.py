"""A function depends on its arguments alone: the two properties of that one promise, which nearly every stub makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from autograder.exam.exercise import Failure, Property
from autograder.exam.promises import keeps
from autograder.exam.properties.entries import entries
from autograder.exam.properties.values import agrees
from autograder.exam.strategies import laid, with_corners
from autograder.sandbox.wire.outcome import EARLIER_RESULT, Outcome, Returned
from autograder.sandbox.wire.questions import LAYOUTS, Call, Do, Script

__all__ = ["depends_on_arguments_alone"]

_PROMISE = (
    "The result must depend on the numbers in the arguments alone: not on earlier calls, nor on how an array lies in "
    "memory."
)


def depends_on_arguments_alone(
    calls: SearchStrategy[Call],
    arrays: Sequence[int] = (0,),
    *,
    promise: str = _PROMISE,
    layouts: Sequence[str] = LAYOUTS,
    weight: float = 0.5,
    examples: int = 2,
) -> tuple[Property, ...]:
    """Neither what was called before matters, nor the layout of an array; see `called_again` and `any_layout`.

    Args:
        calls: of the function, with arrays of the same shapes in each, so that a memory of the shapes shows, and with
            sides of 2 or more, so that a layout shows.
        arrays: the positions of the array arguments, of two axes or more, each of which comes in each layout.
        promise: the sentence of the stub's docstring.
        layouts: those to try.
        weight: of each of the two properties.
        examples: how often something is called again.
    """
    return keeps(promise, _called_again(calls, weight, examples), _any_layout(calls, arrays, layouts, weight))


def _called_again(calls: SearchStrategy[Call], weight: float, examples: int) -> Property:
    scripts = st.tuples(calls, calls).filter(lambda pair: _differ(*pair)).map(lambda pair: _in_turns(*pair))
    prop = agrees(
        "called again",
        "The same arguments give the same result after other ones of the same sizes, and each call makes a new one.",
        scripts,
        weight=weight,
        examples=examples,
    )

    def judge(question: Script, expected: Any, outcomes: Sequence[Outcome]) -> Failure | None:
        return prop.judge(question, expected, outcomes) or _given_twice(outcomes[0])

    return replace(prop, judge=judge)


def _any_layout(calls: SearchStrategy[Call], arrays: Sequence[int], layouts: Sequence[str], weight: float) -> Property:
    corners = [calls.map(_with_layout(place, layout)) for place in arrays for layout in layouts]
    return agrees(
        "any layout",
        "A view gives what the array of the same numbers gives: transposed, reversed, every second, read-only.",
        with_corners(st.one_of(corners), corners),
        weight=weight,
        examples=1,
    )


def _with_layout(place: int, layout: str) -> Callable[[Call], Call]:
    def lay(call: Call) -> Call:
        return replace(call, args=(*call.args[:place], laid(call.args[place], layout), *call.args[place + 1 :]))

    return lay


def _in_turns(first: Call, second: Call) -> Script:
    """Make the first call, go over to the second by one argument after the other, and make the first once more."""
    given, others = _arguments(first), _arguments(second)
    steps = [_do(given)]
    for place in reversed(given):
        if not _same(given[place], others[place]):
            given[place] = others[place]
            steps.append(_do(given))
    return Script(None, (*steps, steps[0]), seed=first.seed)


def _arguments(call: Call) -> dict[int | str, Any]:
    positions: dict[int | str, Any] = dict(enumerate(call.args))
    return positions | call.kwargs


def _do(arguments: dict[int | str, Any]) -> Do:
    kwargs = {place: value for place, value in arguments.items() if isinstance(place, str)}
    return Do("", tuple(value for place, value in arguments.items() if isinstance(place, int)), kwargs)


def _differ(first: Call, second: Call) -> bool:
    """Say whether every array of the one call has other numbers than the other's."""
    others = _arguments(second)
    arrays = {place: value for place, value in _arguments(first).items() if isinstance(value, np.ndarray)}
    return not any(_same(array, others[place]) for place, array in arrays.items())


def _same(a: Any, b: Any) -> bool:
    return bool(np.array_equal(a, b)) if isinstance(a, np.ndarray) else bool(a == b)


def _given_twice(outcome: Outcome) -> Failure | None:
    """Say where a result lies in the memory of an earlier one, which the caller may still need."""
    for number, step in enumerate(entries(outcome)):
        shared = step.shared if isinstance(step, Returned) else ()
        earlier = [call for call, argument in shared if argument == EARLIER_RESULT]
        if earlier:
            return Failure(
                "a new array",
                f"the array that call {earlier[0]} gave",
                "Two results in one piece of memory change together: make a new array in each call.",
                step=number,
            )
    return None
