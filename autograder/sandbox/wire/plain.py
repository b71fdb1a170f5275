"""Which values may cross the boundary, and how anything else is made plain or refused."""

from __future__ import annotations

import sys
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

__all__ = ["NotPlainError", "array_of", "to_plain"]

_DEPTH = 8
_KINDS = "biuf" + "c"
_ARRAY_BYTES = 64 << 20


class NotPlainError(ValueError):
    """A value has no plain form. The message is for the student: what came, and what to return instead."""


def to_plain(value: Any, depth: int = 0) -> Any:
    """Return `value` as None, bool, int, float, str, list, tuple, dict or base-class array, or refuse it.

    Subclasses lose their class and keep their numbers. NumPy scalars become 0-dimensional arrays, PyTorch tensors
    become arrays, named tuples and dataclasses become dicts of their fields.

    Raises:
        NotPlainError: the value, or one inside it, is of another kind.

    >>> to_plain((1, np.float32(2.5)))
    (1, array(2.5, dtype=float32))
    """
    if depth > _DEPTH:
        raise NotPlainError(f"the result is nested more than {_DEPTH} levels deep: return numbers or arrays")
    if value is None or type(value) in (bool, int, float, str):
        return value
    if isinstance(value, np.generic):
        return _plain_array(np.asarray(value))
    if isinstance(value, np.ndarray):
        return _plain_array(value)
    if _is_tensor(value):
        return _plain_array(value.detach().cpu().numpy())
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, str):
        return str.__str__(value)
    names = _field_names(value)
    if names:
        return {name: to_plain(getattr(value, name), depth + 1) for name in names}
    if isinstance(value, tuple):
        return tuple(to_plain(item, depth + 1) for item in tuple.__iter__(value))
    if isinstance(value, list):
        return [to_plain(item, depth + 1) for item in list.__iter__(value)]
    if isinstance(value, dict):
        return {_key(key): to_plain(item, depth + 1) for key, item in dict.items(value)}
    kind = type(value).__name__
    raise NotPlainError(f"the result is of type {kind}: return numbers or a NumPy array")


def array_of(value: Any) -> np.ndarray | None:
    """Return the array that a value is, or the one a PyTorch tensor keeps its numbers in; None of anything else."""
    if isinstance(value, np.ndarray):
        return np.ndarray.view(value, np.ndarray)
    if _is_tensor(value) and value.device.type == "cpu" and value.layout is sys.modules["torch"].strided:
        return value.detach().numpy()
    return None


def _is_tensor(value: Any) -> bool:
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor)


def _field_names(value: Any) -> tuple[str, ...]:
    """Return the names of the fields of a named tuple or a dataclass."""
    if isinstance(value, tuple):
        names = getattr(value, "_fields", ())
        return names if isinstance(names, tuple) and all(type(name) is str for name in names) else ()
    if is_dataclass(value) and not isinstance(value, type):
        return tuple(field.name for field in fields(value))
    return ()


def _key(key: Any) -> str:
    if type(key) is not str:
        raise NotPlainError(f"the result is a dict with a key of type {type(key).__name__}: use strings as keys")
    return key


def _plain_array(array: np.ndarray) -> np.ndarray:
    if np.ndarray.__getattribute__(array, "dtype").kind not in _KINDS:
        raise NotPlainError(f"the result is an array of dtype {array.dtype}: return one of numbers, such as float64")
    base = np.ndarray.view(array, np.ndarray)
    if base.nbytes > _ARRAY_BYTES:  # a broadcast of one number can claim any shape: look before copying
        raise NotPlainError(
            f"the result is an array of shape {base.shape}, {base.nbytes / 2**20:.0f} MB: "
            f"return at most {_ARRAY_BYTES >> 20} MB"
        )
    base = np.array(base, copy=True, order="C")
    return base if base.dtype.isnative else base.astype(base.dtype.newbyteorder("="))
