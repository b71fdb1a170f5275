"""Values and calls as text that a student can read and paste into a notebook."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.sandbox.outcome import Call, Died, Outcome, Raised, Refused, Returned, TimedOut

__all__ = ["show_call", "show_outcome", "show_value"]

_MANY = 200  # numbers; beyond that a picture of the array helps nobody


def show_value(value: Any) -> str:
    """Write a value as Python source, arrays with the ``np.`` prefix the notebooks use.

    >>> show_value(np.array([[1.0, 2.0]]))
    'np.array([[1., 2.]])'
    >>> show_value((1, "edges", None))
    "(1, 'edges', None)"
    """
    if isinstance(value, np.ndarray):
        if value.ndim == 0:
            return repr(value.item())
        if value.size == 0:
            return f"np.zeros({value.shape}, dtype=np.{value.dtype.name})"
        if value.size > _MANY:
            return f"<array of shape {value.shape}, dtype {value.dtype}>"
        return _show_array(value)
    if isinstance(value, tuple):
        inner = ", ".join(show_value(item) for item in value)
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if isinstance(value, list):
        return "[" + ", ".join(show_value(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {show_value(item)}" for key, item in value.items()) + "}"
    return repr(value)


def show_call(name: str, call: Call) -> str:
    """Write a call as the student would type it."""
    parts = [show_value(arg) for arg in call.args]
    parts += [f"{key}={show_value(value)}" for key, value in call.kwargs.items()]
    one_line = f"{name}({', '.join(parts)})"
    if "\n" not in one_line and len(one_line) <= 88:
        return one_line
    indented = [part.replace("\n", "\n    ") for part in parts]
    return f"{name}(\n    " + ",\n    ".join(indented) + ",\n)"


def show_outcome(outcome: Outcome) -> str:
    """Say what came of a call, for the line `actual`."""
    if isinstance(outcome, Returned):
        return show_value(outcome.value)
    if isinstance(outcome, Raised):
        where = f"\nin: {outcome.where.strip()}" if outcome.where.strip() else ""
        return f"{outcome.kind}: {outcome.message}{where}" if outcome.message else f"{outcome.kind}{where}"
    if isinstance(outcome, Refused):
        return outcome.reason
    if isinstance(outcome, TimedOut):
        return f"no answer after {outcome.seconds:g} seconds"
    assert isinstance(outcome, Died)
    return f"the process ended: {outcome.reason}"


def _show_array(array: np.ndarray) -> str:
    body = np.array2string(array, separator=", ", prefix="np.array(", threshold=_MANY, max_line_width=88)
    dtype = "" if array.dtype in (np.float64, np.int64, np.bool_) else f", dtype=np.{array.dtype.name}"
    return f"np.array({body}{dtype})"
