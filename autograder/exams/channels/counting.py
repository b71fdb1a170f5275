"""What the exams of both costs say of counts: they are ints, and they are made anew in each call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.exercise import Property
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, holds
from autograder.exams.channels.draws import calls_in_turns

__all__ = ["are_ints", "called_in_turns"]

PROMISE = "The result must depend on the arguments alone, not on earlier calls."


def are_ints(promise: str | tuple[str, ...], sentence: str, draw: st.SearchStrategy[Any]) -> tuple[Property, ...]:
    """Every number in the result, whatever it is made of, is an int and not a float that happens to be whole."""
    return keeps(promise, holds("ints", sentence, draw, _all_ints, weight=0.5, examples=4))


def called_in_turns(calls: st.SearchStrategy[Any]) -> tuple[Property, ...]:
    """Another call in between changes nothing."""
    scripts = st.tuples(calls, calls).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: calls_in_turns(*pair))
    sentence = "The same arguments give the same result after other ones."
    return keeps(PROMISE, agrees("called again", sentence, scripts, weight=0.5, examples=3))


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
