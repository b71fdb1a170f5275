"""Values and outcomes as text that a student can read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from autograder.sandbox.wire.outcome import Died, Outcome, Played, Raised, Refused, Returned, TimedOut

__all__ = ["show_outcome", "show_value"]

_MANY = 200  # numbers; beyond that a picture of the array helps nobody
_LONG = 1000  # characters; what a student returns or raises may be of any length
_WIDE = 88  # columns


def show_value(value: Any) -> str:
    """Write a value as Python source, arrays with the ``np.`` prefix the notebooks use.

    >>> show_value(np.array([[1.0, 2.0]]))
    'np.array([[1., 2.]])'
    >>> show_value(np.zeros((3, 4)))
    'np.zeros((3, 4))'
    >>> show_value((1, "edges", None))
    "(1, 'edges', None)"
    """
    if isinstance(value, np.ndarray):
        return _show_array(value)
    if isinstance(value, tuple):
        inner = _joined(map(show_value, value))
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if isinstance(value, list):
        return f"[{_joined(map(show_value, value))}]"
    if isinstance(value, dict):
        return f"{{{_joined(f'{_shortened(repr(key))}: {show_value(item)}' for key, item in value.items())}}}"
    if isinstance(value, int) and value.bit_length() > 256:  # Python refuses to write the longest ones out
        return f"<a whole number of {value.bit_length()} bits>"
    if isinstance(value, str):
        return _shortened(repr(value[:_LONG]), len(value))
    return repr(value)


def show_outcome(outcome: Outcome) -> str:
    """Say what came of a call, for the line `actual`."""
    if isinstance(outcome, Returned):
        return show_value(outcome.value)
    if isinstance(outcome, Raised):
        message = f": {_shortened(outcome.message)}" if outcome.message else ""
        where = f"\nin: {_shortened(outcome.where.strip())}" if outcome.where.strip() else ""
        return f"{_shortened(outcome.kind)}{message}{where}"
    if isinstance(outcome, Refused):
        return _shortened(outcome.reason)
    if isinstance(outcome, Played):
        return "; ".join(map(show_outcome, outcome.outcomes))
    if isinstance(outcome, TimedOut):
        return f"no answer after {outcome.seconds:g} seconds"
    assert isinstance(outcome, Died)
    return f"the process ended: {_shortened(outcome.reason)}"


def _show_array(array: np.ndarray) -> str:
    if array.ndim == 0:
        return show_value(array.item())
    usual = array.dtype in (np.float64, np.int64, np.bool_)
    dtype = "" if usual else f", dtype=np.{array.dtype.name}"
    if array.size > _MANY:
        return f"<array of shape {array.shape}, dtype {array.dtype}>"
    if array.size == 0 or (array.size > 4 and not array.any() and array.dtype != np.bool_):
        # The notation of zeros is short and names the shape, which is what such an array is looked at for.
        return f"np.zeros({array.shape}{', dtype=np.int64' if array.dtype == np.int64 else dtype})"
    body = np.array2string(array, separator=", ", prefix="np.array(", threshold=_MANY, max_line_width=_WIDE)
    return f"np.array({body}{dtype})"


def _joined(parts: Iterable[str]) -> str:
    """Join with commas, and stop where it becomes too long to read."""
    shown: list[str] = []
    length = 0
    for part in parts:
        if length > _LONG:
            shown.append("...")
            break
        shown.append(part)
        length += len(part)
    return ", ".join(shown)


def _shortened(text: str, length: int | None = None) -> str:
    length = len(text) if length is None else length
    return text if length <= _LONG else f"{text[:_LONG]}... ({length} characters)"
