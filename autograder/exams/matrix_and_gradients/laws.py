"""Properties that the exams of this assignment share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from autograder.exam.exercise import Property
from autograder.exam.promises import keeps
from autograder.exam.properties import ARGUMENTS_ALONE, agrees, law
from autograder.exam.strategies import with_corners
from autograder.sandbox.wire.questions import Call, Do, Script

__all__ = ["in_turns", "look_alikes", "refused_in_between", "tiny_numbers", "told_apart"]

_TINY = 2.0**-60
"""A power of two: dividing by it loses no digit."""

_UNSEEN = 3e-9
"""What NumPy does not print beside 1, and an exam sees."""

_LONG = 1001
"""From this many numbers on NumPy leaves those in the middle out when it prints an array."""


def tiny_numbers(calls: st.SearchStrategy[Call], *places: int) -> Property:
    """State that tiny numbers are treated like any others, in each of the arrays at these places in turn."""

    def asked(call: Call) -> tuple[Call, ...]:
        return call, *(_with(call, place, call.args[place] * _TINY) for place in places)

    def both_sides(call: Call, values: Sequence[np.ndarray]) -> tuple[object, object]:
        usual, *tiny = values
        if len(tiny) == 1:
            return usual, tiny[0] / _TINY
        return [usual] * len(tiny), [value / _TINY for value in tiny]

    return law(
        "tiny numbers",
        "Tiny numbers are treated like any others: none is taken for zero.",
        calls,
        asked,
        both_sides,
        weight=0.5,
        examples=2,
    )


def told_apart(*scripts: st.SearchStrategy[Script] | Script) -> tuple[Property, ...]:
    """State that calls which differ in little, or in all but their numbers, are answered each on its own."""
    return keeps(
        ARGUMENTS_ALONE,
        agrees(
            "told apart",
            "What was asked before does not matter, however alike it is: the same numbers in other sizes, numbers that "
            "are printed alike, a call that was refused.",
            with_corners(
                st.one_of(*(each if isinstance(each, st.SearchStrategy) else st.just(each) for each in scripts)),
                scripts,
            ),
            weight=0.5,
            examples=1,
        ),
    )


def in_turns(*calls: Call) -> Script:
    """Make these calls one after the other."""
    return Script(None, tuple(Do(args=call.args, kwargs=call.kwargs) for call in calls))


def look_alikes(call: Call, place: int, *, long: Call | None = None) -> list[Script]:
    """Return corners: two calls that differ in one array, in a number that a careless memory does not look at.

    Args:
        call: what is asked.
        place: of the array, whose numbers are replaced. The others should be of the size of 1, so that the difference
            shows in the result.
        long: a call in which the array is so long that NumPy leaves the numbers in its middle out when it prints it.
    """
    shape = call.args[place].shape
    pairs = [
        (_with_one(shape, 1.0), _with_one(shape, 1 + _UNSEEN)),
        (_with_one(shape, -1.0), _with_one(shape, -2.0)),  # Python's hash of both is -2
        (np.arange(1.0, np.prod(shape) + 1).reshape(shape), np.arange(np.prod(shape), 0.0, -1).reshape(shape)),
    ]
    scripts = [in_turns(_with(call, place, first), _with(call, place, second)) for first, second in pairs]
    if long is not None:
        zeros = np.zeros(long.args[place].shape)
        one = zeros.copy()
        one.flat[one.size // 2] = 1
        if zeros.size < _LONG:
            raise ValueError(f"NumPy prints all of {zeros.size} numbers")
        scripts.append(in_turns(_with(long, place, zeros), _with(long, place, one)))
    return scripts


def _with_one(shape: tuple[int, ...], number: float) -> np.ndarray:
    array = np.zeros(shape)
    array.flat[0] = number
    return array


def _with(call: Call, place: int, array: np.ndarray) -> Call:
    return replace(call, args=(*call.args[:place], array, *call.args[place + 1 :]))


def refused_in_between(refused: Call, call: Call) -> Script:
    """Ask, then what must be refused, then the first again."""
    return in_turns(call, refused, call)
