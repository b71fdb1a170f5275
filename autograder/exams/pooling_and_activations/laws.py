"""Laws that several exams of this assignment share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis.strategies import SearchStrategy

from autograder.exam.exercise import Property
from autograder.exam.properties import law
from autograder.sandbox.wire.questions import Call

__all__ = ["numbers_of_any_size"]

_FACTORS = (2.0**-60, 2.0**60)
"""Powers of two: multiplying by them loses no digit."""


def numbers_of_any_size(
    calls: SearchStrategy[Call],
    places: Sequence[int] | Callable[[Call], Sequence[int]] = (0,),
    result: Callable[[Call, Any], Any] = lambda call, value: value,
) -> Property:
    """State that an answer whose arrays are all multiplied by one factor is multiplied by it as well.

    Args:
        calls: of functions for which that is so.
        places: the positions of the arrays, which may be others for other calls.
        result: takes from what a call gave the array of which it is so.
    """

    def scaled(call: Call, factor: float) -> Call:
        where = places(call) if callable(places) else places
        args = (value * factor if place in where else value for place, value in enumerate(call.args))
        return replace(call, args=tuple(args))

    def both_sides(call: Call, values: Sequence[Any]) -> tuple[Any, Any]:
        usual, *others = (result(call, value) for value in values)
        return (usual,) * len(_FACTORS), tuple(np.divide(v, f) for v, f in zip(others, _FACTORS, strict=True))

    return law(
        "numbers of any size",
        "Tiny numbers and large ones are treated like any other: none is taken for zero, and none loses digits.",
        calls,
        lambda call: (call, *(scaled(call, factor) for factor in _FACTORS)),
        both_sides,
        weight=0.5,
        examples=2,
    )
