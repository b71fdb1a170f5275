"""What a question can come to. Plain data: no object of the student's survives in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = [
    "EARLIER_RESULT",
    "Died",
    "Outcome",
    "Played",
    "Raised",
    "Refused",
    "Returned",
    "TimedOut",
    "is_never_defined",
    "never_defined",
]

EARLIER_RESULT = "return"
"""In the place of an argument's name, which no keyword can be: what an earlier step returned."""


@dataclass(frozen=True)
class Returned:
    """A call or a step came back with `value`.

    Values are None, bool, int, float, str, tuple, list, dict with string keys, and base-class `ndarray` of a
    boolean or numeric dtype. A NumPy scalar arrives as a 0-dimensional array, a named tuple or a dataclass as a dict.

    Attributes:
        changed: the arguments that are no longer as they were given, as ``(step, argument, value now)``. A step counts
            from 0 for the construction of the object (or the only call), and need not be this one: an array that was
            kept may be changed later. An argument is its position, or its name where it was given by name.
        shared: the arguments of whose memory the value has a part, or one and the same list or dict, as
            ``(step, argument)``; and the earlier results, as ``(step, EARLIER_RESULT)``.
    """

    value: Any
    changed: tuple[tuple[int, int | str, Any], ...] = ()
    shared: tuple[tuple[int, int | str], ...] = ()


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
class Played:
    """A script was played: an outcome for the construction, then one for each step.

    When the construction fails, its outcome is the only one.
    """

    outcomes: tuple[Returned | Raised | Refused, ...]


@dataclass(frozen=True)
class TimedOut:
    """The question was stopped after `seconds`, of the wall clock or of the processor's time."""

    seconds: float


@dataclass(frozen=True)
class Died:
    """The process ended: it exited, ran out of memory, or was killed. `reason` says which."""

    reason: str


Outcome = Returned | Raised | Refused | Played | TimedOut | Died


_NEVER_DEFINED = " was never defined: run all cells from the top"


def never_defined(name: str) -> Raised:
    """Return what every question comes to that is put to a name which the notebook does not define."""
    return Raised("NameError", name + _NEVER_DEFINED, ("Exception", "BaseException", "object"))


def is_never_defined(outcome: Outcome) -> bool:
    """Say whether an outcome is `never_defined`. Code of a student's that says the same is told the same."""
    return isinstance(outcome, Raised) and outcome.kind == "NameError" and outcome.message.endswith(_NEVER_DEFINED)
