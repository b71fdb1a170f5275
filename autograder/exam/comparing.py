"""The one comparison of values: kind, shape, then numbers, through tuples, lists and dicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = ["TOLERANCE", "Compared", "differing", "is_finite", "mismatch"]

TOLERANCE = 1e-9
"""Relative to the largest expected value of an array: sums of products in float64 pass, whatever their order, and
float32 does not."""

_NAMED = 8  # keys in one note


@dataclass(frozen=True)
class Compared:
    """Two values that were found to differ, and the tolerance that they were compared with."""

    wanted: Any
    came: Any
    tolerance: float = TOLERANCE


def mismatch(expected: Any, actual: Any, tolerance: float = TOLERANCE, exact: bool = False) -> str | None:
    """Return None where two values agree, else a note on how they differ, which may be empty.

    Args:
        expected: what is wanted. A NumPy scalar, a 0-dimensional array and a Python number are all numbers, and
            so it is with truth values.
        actual: what came, whatever it is.
        tolerance: of numbers, relative to the largest expected one of an array, and at least to 1.
        exact: the same kind, dtype and bits are wanted.

    >>> mismatch(np.zeros((2, 3)), np.zeros((3, 2)))
    'Wanted shape (2, 3), got shape (3, 2).'
    >>> mismatch((1.0, 2), (1.0, 2)) is None
    True
    """
    if exact:
        return _exact_mismatch(expected, actual)
    if isinstance(expected, np.ndarray) and expected.ndim > 0:
        return _array_mismatch(expected, actual, tolerance)
    if isinstance(expected, (tuple, list)):
        if not isinstance(actual, type(expected)):
            return f"Wanted a {type(expected).__name__}."
        if len(actual) != len(expected):
            return f"Wanted {len(expected)} values."
        return _first(mismatch(want, got, tolerance) for want, got in zip(expected, actual, strict=True))
    if isinstance(expected, dict):
        note = _keys_mismatch(expected, actual)
        return note or _first(_under(key, mismatch(want, actual[key], tolerance)) for key, want in expected.items())
    if isinstance(expected, bool) and isinstance(actual, np.ndarray) and actual.ndim == 0:
        actual = actual.item()  # what NumPy's comparisons and `all` give
    if isinstance(expected, (str, bool)) or expected is None:
        return None if type(actual) is type(expected) and actual == expected else ""
    return _number_mismatch(expected, actual, tolerance)


def differing(compared: Compared) -> np.ndarray | None:
    """Return which numbers of two arrays of one shape differ; None where there are no such arrays.

    >>> differing(Compared(np.array([1.0, 2.0]), np.array([1.0, 3.0]))).tolist()
    [False, True]
    """
    wanted, came = compared.wanted, compared.came
    if not (isinstance(wanted, np.ndarray) and isinstance(came, np.ndarray) and wanted.shape == came.shape):
        return None
    if wanted.dtype.kind not in "biufc" or came.dtype.kind not in "biufc":
        return None
    return ~_close(wanted, came, compared.tolerance)


def is_finite(value: Any) -> bool:
    """Say whether a value is a number, an array of numbers, or a collection of such, none of them infinite or nan."""
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "iuf" and bool(np.isfinite(value).all())
    if isinstance(value, (tuple, list)):
        return all(map(is_finite, value))
    if isinstance(value, dict):
        return all(map(is_finite, value.values()))
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return isinstance(value, int) or bool(np.isfinite(value))


def _first(notes: Any) -> str | None:
    return next((note for note in notes if note is not None), None)


def _under(key: str, note: str | None) -> str | None:
    return None if note is None else f"{key}: {note or 'another value was wanted.'}"


def _keys_mismatch(expected: dict[str, Any], actual: Any) -> str | None:
    if not isinstance(actual, dict):
        return f"Wanted a dict with {_listed(expected)}, got {type(actual).__name__}."
    missing = [key for key in expected if key not in actual]
    unknown = [key for key in actual if key not in expected]
    if not missing and not unknown:
        return None
    words = [f"Missing: {_listed(missing)}."] if missing else []
    return " ".join([*words, f"Not asked for: {_listed(unknown)}."] if unknown else words)


def _listed(names: Any) -> str:
    names = [str(name) for name in names]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _array_mismatch(expected: np.ndarray, actual: Any, tolerance: float) -> str | None:
    if not isinstance(actual, np.ndarray):
        return f"Wanted a NumPy array, got {type(actual).__name__}."
    if actual.shape != expected.shape:
        return f"Wanted shape {expected.shape}, got shape {actual.shape}."
    if (actual.dtype.kind == "c") != (expected.dtype.kind == "c"):
        kinds = ("real numbers", "complex ones") if actual.dtype.kind == "c" else ("complex numbers", "real ones")
        return f"Wanted {kinds[0]}, got {kinds[1]}."
    if (actual.dtype.kind == "b") != (expected.dtype.kind == "b"):
        return f"Wanted {expected.dtype}, got {actual.dtype}."
    close = _close(expected, actual, tolerance)
    if close.all():
        return None
    if close.size == 1:
        return ""
    first = [int(i) for i in np.argwhere(~close)[0]]
    return f"{int((~close).sum())} of {close.size} values differ; the first at {first}."


def _close(expected: np.ndarray, actual: np.ndarray, tolerance: float) -> np.ndarray:
    wide = np.complex128 if "c" in (expected.dtype.kind, actual.dtype.kind) else np.float64
    got, want = actual.astype(wide), expected.astype(wide)
    scale = max(1.0, float(np.max(np.abs(want[np.isfinite(want)]), initial=0.0)))
    with np.errstate(invalid="ignore", over="ignore"):
        return (np.abs(got - want) <= tolerance * scale) | (got == want) | (np.isnan(got) & np.isnan(want))


def _number_mismatch(expected: Any, actual: Any, tolerance: float) -> str | None:
    if isinstance(actual, np.ndarray) and actual.ndim == 0:
        actual = actual.item()
    if isinstance(expected, np.ndarray):
        expected = expected.item()
    if isinstance(expected, bool):  # of a 0-dimensional array
        return None if actual is expected else ""
    if isinstance(actual, bool) or not isinstance(actual, (int, float)):
        return f"Wanted a number, got {type(actual).__name__}."
    if isinstance(actual, int) and isinstance(expected, int):
        return None if actual == expected else ""  # whole numbers of any size; a float cannot hold them all
    try:
        got, want = float(actual), float(expected)
    except (OverflowError, TypeError, ValueError):
        return ""
    close = abs(got - want) <= tolerance * max(1.0, abs(want)) or got == want or (got != got and want != want)
    return None if close and np.isfinite(want) == np.isfinite(got) else ""


def _exact_mismatch(expected: Any, actual: Any) -> str | None:
    if type(actual) is not type(expected):
        return f"Wanted {type(expected).__name__}, got {type(actual).__name__}."
    if isinstance(expected, np.ndarray):
        if actual.dtype != expected.dtype:
            return f"Wanted {expected.dtype}, got {actual.dtype}."
        return None if np.array_equal(actual, expected, equal_nan=expected.dtype.kind in "fc") else ""
    if isinstance(expected, (tuple, list)):
        if len(actual) != len(expected):
            return f"Wanted {len(expected)} values."
        return _first(_exact_mismatch(want, got) for want, got in zip(expected, actual, strict=True))
    if isinstance(expected, dict):
        return _keys_mismatch(expected, actual) or _first(_exact_mismatch(v, actual[k]) for k, v in expected.items())
    return None if actual == expected or actual != actual else ""
