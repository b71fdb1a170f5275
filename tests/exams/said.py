"""What a candidate said, as something that can be compared and looked up: to the last bit, and fast."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

__all__ = ["said"]


def said(value: Any) -> Hashable:
    """Return outcomes, or a value in them, as nested tuples; equal if and only if kinds, types and numbers are.

    In which line of its source an answer refused is not what it said.
    """
    if isinstance(value, np.ndarray):
        return "array", value.dtype.str, value.shape, value.tobytes()
    if isinstance(value, (list, tuple)):
        return type(value).__name__, *map(said, value)
    if isinstance(value, dict):
        return "dict", *((key, said(inner)) for key, inner in value.items())
    if is_dataclass(value):
        return type(value).__name__, *(
            said(getattr(value, field.name)) for field in fields(value) if field.name != "where"
        )
    return type(value).__name__, repr(value)
