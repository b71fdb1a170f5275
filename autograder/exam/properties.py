"""How to state a property: agreement with the reference, algebraic laws, and good conduct.

Each constructor returns a `Property`. The sentences are what a student reads, so they say what must hold, not how it
was checked.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

import numpy as np
from hypothesis.strategies import SearchStrategy

from autograder.exam.exercise import Failure, Property
from autograder.exam.rendering import show_outcome, show_value
from autograder.sandbox.wire.outcome import Call, Outcome, Raised, Returned

__all__ = [
    "agrees",
    "difference",
    "keeps_dtype",
    "law",
    "leaves_inputs_alone",
    "raises",
    "returns_dtype",
    "returns_int",
]

_MOST_TOGETHER = 10_000_000  # numbers that the values of a law may stretch to; those of an exam are hundreds


def agrees(
    name: str,
    sentence: str,
    draw: SearchStrategy[Call],
    *,
    weight: float = 1.0,
    examples: int = 20,
    tolerance: float = 1e-9,
    conduct: bool = False,
) -> Property:
    """The candidate returns what the reference returns, to `tolerance` relative to the largest expected value.

    Say `conduct` where a constant or the unchanged input would be right.
    """

    def judge(call: Call, expected: Any, outcomes: Sequence[Outcome]) -> Failure | None:
        return difference(expected, outcomes[0], tolerance)

    def expect(call: Call, reference: Callable[..., Any]) -> Any:
        args, kwargs = copy.deepcopy((call.args, call.kwargs))  # a reference may work in place
        return reference(*args, **kwargs)

    return Property(name, sentence, draw, _once, expect, judge, weight, examples, conduct)


def law(
    name: str,
    sentence: str,
    draw: SearchStrategy[Any],
    calls: Callable[[Any], tuple[Call, ...]],
    combine: Callable[[Any, Sequence[Any]], tuple[Any, Any]],
    *,
    weight: float = 1.0,
    examples: int = 20,
    tolerance: float = 1e-9,
) -> Property:
    """Several calls obey an equation; no reference is asked.

    `combine(data, values)` gets what the calls returned and gives the two sides of the equation, first the side that
    the law predicts, then the one that the last call gave. Zero obeys most laws, so a law is `conduct`.
    """

    def judge(data: Any, expected: None, outcomes: Sequence[Outcome]) -> Failure | None:
        values = []
        for outcome in outcomes:
            if not isinstance(outcome, Returned):
                return Failure("a value from every call", show_outcome(outcome))
            values.append(outcome.value)
        shown = "; ".join(show_value(value) for value in values)
        if not all(map(_is_finite, values)):  # nan - nan is nan: it would obey every law
            return Failure("finite numbers from every call", shown)
        if _size_together(values) > _MOST_TOGETHER:  # a column and a row of thousands make a matrix of gigabytes
            return Failure("values that can be compared", shown, "They are far larger than any right answer.")
        try:
            with np.errstate(all="ignore"):
                predicted, got = combine(data, values)
        except Exception as error:  # shapes that do not fit: the candidate's doing
            return Failure("values that can be compared", shown, f"comparing them gave {type(error).__name__}: {error}")
        failure = difference(predicted, Returned(got, (), {}), tolerance)
        if failure is None:
            return None
        sides = (
            "the results before, actual from the last result"
            if len(values) > 1
            else "the input, actual from the result"
        )
        return replace(failure, note=f"{failure.note} Expected follows from {sides}.".strip())

    return Property(name, sentence, draw, calls, _nothing, judge, weight, examples, conduct=True)


def leaves_inputs_alone(
    draw: SearchStrategy[Call],
    *,
    name: str = "input not modified",
    sentence: str = "The input arrays are the same after the call as before it.",
    weight: float = 0.5,
    examples: int = 8,
) -> Property:
    """The arguments come back as they were sent."""

    def judge(call: Call, expected: None, outcomes: Sequence[Outcome]) -> Failure | None:
        outcome = outcomes[0]
        if not isinstance(outcome, Returned):
            return Failure("a value, and the inputs as they were", show_outcome(outcome))
        before = (*call.args, *call.kwargs.values())
        after = (*outcome.args, *outcome.kwargs.values())
        if len(before) != len(after):
            return Failure("the inputs as they were", f"{len(after)} values instead of {len(before)}")
        for sent, left in zip(before, after, strict=True):
            if not _identical(sent, left):
                return Failure(
                    f"the input still {show_value(sent)}",
                    f"the input became {show_value(left)}",
                    "Work on a copy: whoever called the function still needs the array.",
                )
        return None

    return Property(name, sentence, draw, _once, _nothing, judge, weight, examples, conduct=True)


def returns_dtype(
    draw: SearchStrategy[Call],
    dtype: np.dtype[Any] | type,
    *,
    sentence: str,
    name: str = "dtype",
    weight: float = 0.5,
    examples: int = 8,
) -> Property:
    """The result is an array of exactly this dtype."""
    wanted = np.dtype(dtype)
    return Property(
        name, sentence, draw, _once, lambda call, reference: wanted, _judge_dtype, weight, examples, conduct=True
    )


def keeps_dtype(
    draw: SearchStrategy[Call],
    *,
    sentence: str,
    name: str = "dtype",
    weight: float = 0.5,
    examples: int = 8,
) -> Property:
    """The result is an array of the dtype that the first argument has."""

    def expect(call: Call, reference: Callable[..., Any]) -> np.dtype[Any]:
        return call.args[0].dtype

    return Property(name, sentence, draw, _once, expect, _judge_dtype, weight, examples, conduct=True)


def returns_int(
    draw: SearchStrategy[Call],
    *,
    sentence: str = "The result is a whole number of type int, not a float.",
    name: str = "int",
    weight: float = 0.5,
    examples: int = 8,
) -> Property:
    """The result is an integer (Python's or NumPy's), not a float that happens to be whole."""

    def judge(call: Call, expected: None, outcomes: Sequence[Outcome]) -> Failure | None:
        outcome = outcomes[0]
        if isinstance(outcome, Returned):
            value = outcome.value
            if isinstance(value, int) and not isinstance(value, bool):
                return None
            if isinstance(value, np.ndarray) and value.ndim == 0 and value.dtype.kind in "iu":
                return None
            return Failure("an int", show_value(value), "Use //, the division that rounds down and stays an int.")
        return Failure("an int", show_outcome(outcome))

    return Property(name, sentence, draw, _once, _nothing, judge, weight, examples, conduct=True)


def raises(
    name: str,
    sentence: str,
    draw: SearchStrategy[Call],
    exception: type[Exception] = ValueError,
    *,
    weight: float = 0.5,
    examples: int = 8,
) -> Property:
    """The call raises `exception` (or a subclass) instead of returning something meaningless."""
    wanted = exception.__name__

    def judge(call: Call, expected: None, outcomes: Sequence[Outcome]) -> Failure | None:
        outcome = outcomes[0]
        if isinstance(outcome, Raised) and wanted in (outcome.kind, *outcome.bases):
            return None
        return Failure(f"raise {wanted}", show_outcome(outcome))

    return Property(name, sentence, draw, _once, _nothing, judge, weight, examples, conduct=True)


def _judge_dtype(call: Call, wanted: np.dtype[Any], outcomes: Sequence[Outcome]) -> Failure | None:
    outcome = outcomes[0]
    if not isinstance(outcome, Returned) or not isinstance(outcome.value, np.ndarray):
        return Failure(f"an array of dtype {wanted}", show_outcome(outcome))
    if outcome.value.dtype != wanted:
        return Failure(f"dtype {wanted}", f"dtype {outcome.value.dtype}")
    return None


def difference(expected: Any, outcome: Outcome, tolerance: float = 1e-9) -> Failure | None:
    """Compare one outcome with one expected value: kind, shape, then numbers. None when they agree."""
    if not isinstance(outcome, Returned):
        return Failure(show_value(expected), show_outcome(outcome))
    actual = outcome.value
    if isinstance(expected, np.ndarray) and expected.ndim > 0:
        return _array_difference(expected, actual, tolerance)
    if isinstance(expected, (tuple, list)):
        if not isinstance(actual, type(expected)):
            return Failure(show_value(expected), show_value(actual), f"Wanted a {type(expected).__name__}.")
        if len(actual) != len(expected):
            return Failure(show_value(expected), show_value(actual), f"Wanted {len(expected)} values.")
        for want, got in zip(expected, actual, strict=True):
            failure = difference(want, Returned(got, (), {}), tolerance)
            if failure:
                return Failure(show_value(expected), show_value(actual), failure.note)
        return None
    if isinstance(expected, (str, bool)) or expected is None:
        same = type(actual) is type(expected) and actual == expected
        return None if same else Failure(show_value(expected), show_value(actual))
    return _number_difference(expected, actual, tolerance)


def _array_difference(expected: np.ndarray, actual: Any, tolerance: float) -> Failure | None:
    if not isinstance(actual, np.ndarray):
        kind = type(actual).__name__
        return Failure(show_value(expected), show_value(actual), f"Wanted a NumPy array, got {kind}.")
    if actual.shape != expected.shape:
        return Failure(
            show_value(expected),
            show_value(actual),
            f"Wanted shape {expected.shape}, got shape {actual.shape}.",
        )
    if actual.dtype.kind == "c":
        return Failure(show_value(expected), show_value(actual), "Wanted real numbers, got complex ones.")
    if (actual.dtype.kind == "b") != (expected.dtype.kind == "b"):
        return Failure(show_value(expected), show_value(actual), f"Wanted {expected.dtype}, got {actual.dtype}.")
    got, want = actual.astype(np.float64), expected.astype(np.float64)
    scale = max(1.0, float(np.max(np.abs(want[np.isfinite(want)]), initial=0.0)))
    with np.errstate(invalid="ignore"):
        close = (np.abs(got - want) <= tolerance * scale) | (got == want) | (np.isnan(got) & np.isnan(want))
    if close.all():
        return None
    if close.size == 1:
        return Failure(show_value(expected), show_value(actual))
    first = [int(i) for i in np.argwhere(~close)[0]]
    note = f"{int((~close).sum())} of {close.size} values differ; the first at {first}."
    return Failure(show_value(expected), show_value(actual), note)


def _number_difference(expected: Any, actual: Any, tolerance: float) -> Failure | None:
    if isinstance(actual, np.ndarray) and actual.ndim == 0:
        actual = actual.item()
    if isinstance(expected, np.ndarray):
        expected = expected.item()
    if isinstance(actual, bool) or not isinstance(actual, (int, float)):
        return Failure(show_value(expected), show_value(actual), f"Wanted a number, got {type(actual).__name__}.")
    if isinstance(actual, int) and isinstance(expected, int):
        agrees_exactly = actual == expected  # whole numbers of any size; a float cannot hold them all
        return None if agrees_exactly else Failure(show_value(expected), show_value(actual))
    try:
        close = abs(float(actual) - float(expected)) <= tolerance * max(1.0, abs(float(expected)))
    except OverflowError:
        close = False
    return None if close else Failure(show_value(expected), show_value(actual))


def _is_finite(value: Any) -> bool:
    """Say whether a value is a number or an array of numbers, none of them infinite or nan."""
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "iuf" and bool(np.isfinite(value).all())
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return isinstance(value, int) or math.isfinite(value)
    return False


def _size_together(values: Sequence[Any]) -> int:
    """Return how many numbers the values can become when NumPy stretches them to one shape."""
    shapes = [np.shape(value)[::-1] for value in values]
    return math.prod(max(sizes) for sizes in zip_longest(*shapes, fillvalue=1))


def _identical(sent: Any, left: Any) -> bool:
    if isinstance(sent, np.ndarray):
        return (
            isinstance(left, np.ndarray)
            and left.dtype == sent.dtype
            and np.array_equal(left, sent, equal_nan=sent.dtype.kind == "f")
        )
    if isinstance(sent, (list, tuple)):
        return type(sent) is type(left) and len(sent) == len(left) and all(map(_identical, sent, left))
    return type(sent) is type(left) and sent == left


def _once(call: Call) -> tuple[Call, ...]:
    return (call,)


def _nothing(data: Any, reference: Callable[..., Any]) -> None:
    return None
