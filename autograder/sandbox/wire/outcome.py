"""What a call to a student's function can come to. Plain data: no object of the student's survives in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

__all__ = ["Call", "Died", "Outcome", "Raised", "Refused", "Returned", "TimedOut"]


@dataclass(frozen=True)
class Call:
    """The inputs of one call: plain values and NumPy arrays, nothing that could tell the answer."""

    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Returned:
    """The call came back with `value`; `args` and `kwargs` are the inputs as they were left afterwards.

    Values are None, bool, int, float, str, tuple, list, dict with string keys, and base-class `ndarray` of a
    boolean or numeric dtype. A NumPy scalar arrives as a 0-dimensional array.
    """

    value: Any
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


@dataclass(frozen=True)
class Raised:
    """The call raised.

    `kind` is the exception's class name, `bases` the names of its base classes, `where` the line of the student's
    code that raised, as text, or empty.
    """

    kind: str
    message: str
    bases: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True)
class Refused:
    """The call came back with something that cannot be judged, such as an object array; `reason` says what."""

    reason: str


@dataclass(frozen=True)
class TimedOut:
    """The call was stopped after `seconds` of wall-clock time."""

    seconds: float


@dataclass(frozen=True)
class Died:
    """The process running the call ended: it exited, ran out of memory, or was killed. `reason` says which."""

    reason: str


Outcome = Returned | Raised | Refused | TimedOut | Died
