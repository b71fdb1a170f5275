"""What the exams of both costs say of counts: they are ints, and they are made anew in each call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.exercise import Property
from autograder.exam.promises import keeps
from autograder.exam.properties import called_again, holds

__all__ = ["are_ints", "called_in_turns"]

PROMISE = (
    "The result must depend on the arguments alone: not on earlier calls, nor on what was done with their results."
)


def are_ints(promise: str | tuple[str, ...], sentence: str, draw: st.SearchStrategy[Any]) -> tuple[Property, ...]:
    """Every number in the result, whatever it is made of, is an int and not a float that happens to be whole."""
    return keeps(promise, holds("ints", sentence, draw, _all_ints, weight=0.5, examples=4))


def called_in_turns(calls: st.SearchStrategy[Any]) -> tuple[Property, ...]:
    """Other calls in between change nothing, also those that are refused, and no result is handed out twice."""
    return keeps(PROMISE, called_again(calls, examples=4))


def _all_ints(data: Any, values: Any) -> str | None:
    numbers = list(_numbers(values[0]))
    return None if numbers and all(map(_is_int, numbers)) else "ints, as // gives them, and no floats"


def _numbers(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (tuple, list)):
        for item in value:
            yield from _numbers(item)
    else:
        yield value


def _is_int(value: Any) -> bool:
    if isinstance(value, np.ndarray):
        return value.ndim == 0 and value.dtype.kind in "iu"
    return isinstance(value, int) and not isinstance(value, bool)
