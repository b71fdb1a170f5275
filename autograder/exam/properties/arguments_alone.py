"""A function depends on its arguments alone: the properties of that one promise, which nearly every stub makes."""

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
from autograder.exam.strategies import Cornered, laid, with_corners
from autograder.sandbox.wire.outcome import EARLIER_RESULT, Outcome, Returned
from autograder.sandbox.wire.questions import LAYOUTS, Call, Do, Refilled, Script
from autograder.sandbox.wire.refilled import arguments_of

__all__ = ["ARGUMENTS_ALONE", "called_again", "depends_on_arguments_alone", "with_new_results"]

ARGUMENTS_ALONE = (
    "The result must depend on the numbers in the arguments alone: not on earlier calls, nor on how an array lies in "
    "memory."
)
"""The sentence of a stub's docstring."""


def depends_on_arguments_alone(
    calls: SearchStrategy[Call],
    arrays: Sequence[int] = (0,),
    *,
    promise: str = ARGUMENTS_ALONE,
    layouts: Sequence[str] = LAYOUTS,
    of_any_integers: Sequence[int] = (),
    weight: float = 0.5,
    examples: int = 2,
) -> tuple[Property, ...]:
    """Neither what was called before matters, nor in which object or layout the numbers come.

    Three properties: "called again", "array filled again" and "any layout".

    Args:
        calls: of the function, with arrays of the same shapes and dtypes in each, so that a memory of the shapes shows,
            and with sides of 2 or more, so that a layout shows. Where there are corners, each comes in each layout, and
            what lies between is called again.
        arrays: the positions of the array arguments, of two axes or more, each of which comes in each layout.
        promise: the sentence of the stub's docstring.
        layouts: those to try.
        of_any_integers: the positions of arrays that may be of any integer dtype: they come as uint8, then as the int8
            of the same bytes.
        weight: of each of the three properties.
        examples: how often something is called again.
    """
    between = calls.between if isinstance(calls, Cornered) else calls
    return keeps(
        promise,
        called_again(between, weight=weight, examples=examples),
        _filled_again(between, of_any_integers, weight),
        _any_layout(calls, arrays, layouts, weight),
    )


def called_again(calls: SearchStrategy[Call], *, weight: float = 0.5, examples: int = 2) -> Property:
    """What was called in between does not matter, also where it is refused, and no result is handed out twice."""
    scripts = with_corners(
        _two_that_differ(calls).map(lambda pair: _in_turns(*pair)), [calls.map(_with_numbers_of_one_hash)]
    )
    return with_new_results(
        agrees(
            "called again",
            "The same arguments give the same result after other ones of the same sizes, and each call makes a new "
            "one.",
            scripts,
            weight=weight,
            examples=examples,
        )
    )


def with_new_results(prop: Property) -> Property:
    """Say of scripts, besides what a property states, that no step gives what lies in an earlier result's memory."""

    def judge(data: Any, expected: Any, outcomes: Sequence[Outcome]) -> Failure | None:
        failure = prop.judge(data, expected, outcomes)
        for number, outcome in enumerate(outcomes):
            if failure is None and (twice := _given_twice(outcome)) is not None:
                failure = twice.at(question=number)
        return failure

    return replace(prop, judge=judge)


def _filled_again(calls: SearchStrategy[Call], of_any_integers: Sequence[int], weight: float) -> Property:
    scripts = _two_that_differ(calls).map(lambda pair: _in_the_same_arrays(*pair))
    also = ", or in the same bytes of another dtype" if of_any_integers else ""
    return agrees(
        "array filled again",
        f"Other numbers give their own result, also where they come in the same array as before{also}.",
        with_corners(scripts, [calls.map(_in_the_same_bytes(of_any_integers))] if of_any_integers else []),
        weight=weight,
        examples=1,
    )


def _any_layout(calls: SearchStrategy[Call], arrays: Sequence[int], layouts: Sequence[str], weight: float) -> Property:
    drawn = calls.corners if isinstance(calls, Cornered) else (calls,)
    corners = [each.map(_with_layout(place, layout)) for each in drawn for place in arrays for layout in layouts]
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
    given, others = arguments_of(first), arguments_of(second)
    steps = [_do(given)]
    for place in reversed(given):
        if not _same(given[place], others[place]):
            given[place] = others[place]
            steps.append(_do(given))
    return Script(None, (*steps, steps[0]), seed=first.seed)


def _with_numbers_of_one_hash(call: Call) -> Script:
    """Call with a -1 in the first array that can hold it, then with a -2 in its place: Python's hash of both is -2."""
    given = arguments_of(call)
    signed = [place for place, value in given.items() if isinstance(value, np.ndarray) and value.dtype.kind in "if"]

    def holding(number: int) -> Do:
        for place in signed[:1]:
            given[place] = given[place].copy()
            given[place].flat[0] = number
        return _do(given)

    return Script(None, (holding(-1), holding(-2)), seed=call.seed)


def _in_the_same_arrays(first: Call, second: Call) -> Script:
    """Make the first call, then fill its arrays with the numbers of the second, one after the other, and call again."""
    given, others = arguments_of(first), arguments_of(second)
    arrays = [place for place, value in given.items() if isinstance(value, np.ndarray)]
    steps = [_do(given)]
    for place in arrays:
        given[place] = others[place]
        steps.append(_do(given | {each: Refilled(1, each, given[each]) for each in arrays}))
    return Script(None, tuple(steps), seed=first.seed)


def _in_the_same_bytes(places: Sequence[int]) -> Callable[[Call], Script]:
    """Call with numbers of 200 to 249 in uint8, then take the bytes of one array after the other as int8."""

    def ask(call: Call) -> Script:
        given = arguments_of(call)
        given |= {place: (np.abs(given[place]) % 50 + 200).astype(np.uint8) for place in places}
        steps = [_do(given)]
        for place in places:
            given[place] = given[place].view(np.int8)
            steps.append(_do(given))
        return Script(None, tuple(steps), seed=call.seed)

    return ask


def _do(arguments: dict[int | str, Any]) -> Do:
    kwargs = {place: value for place, value in arguments.items() if isinstance(place, str)}
    return Do("", tuple(value for place, value in arguments.items() if isinstance(place, int)), kwargs)


def _two_that_differ(calls: SearchStrategy[Call]) -> SearchStrategy[tuple[Call, Call]]:
    return st.tuples(calls, calls).filter(lambda pair: _differ(*pair))


def _differ(first: Call, second: Call) -> bool:
    """Say whether every array of the one call has other numbers than the other's."""
    others = arguments_of(second)
    arrays = {place: value for place, value in arguments_of(first).items() if isinstance(value, np.ndarray)}
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
                "a new result",
                f"the one that call {earlier[0]} gave, or a part of it",
                "Two results in one piece of memory change together: make a new one in each call.",
                step=number,
            )
    return None
