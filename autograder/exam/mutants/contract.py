"""Whether an answer keeps what an exercise promises, on inputs that no exam drew."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Sequence
from types import NoneType
from typing import Any

import numpy as np

from autograder.exam.comparing import TOLERANCE
from autograder.exam.exercise import Exercise
from autograder.exam.mutants.making import Mutant
from autograder.exam.mutants.origins import Origin, load
from autograder.exam.mutants.trial import TooSlow, time_limit
from autograder.exam.program import show_program
from autograder.exam.properties import difference
from autograder.exam.properties.entries import entries
from autograder.exam.rendering import show_outcome
from autograder.sandbox.wire.outcome import Outcome, Raised, Returned
from autograder.sandbox.wire.playing import play
from autograder.sandbox.wire.questions import Call, Script

__all__ = ["Contract", "FurtherDraw"]

FurtherDraw = Callable[[np.random.Generator], Call | Script]

_AT_ONCE = 200  # calls under one time limit: setting one costs as much as a call
_SECONDS = 10.0


class Contract:
    """Calls, or scripts of steps on an object, with what the reference comes to.

    An answer keeps the contract if it raises where the reference does, and else returns the same numbers in the same
    dtype, in memory of its own, and leaves its arguments as they were. In a script that goes for each step, up to the
    first one where the reference raises.
    """

    def __init__(self, exercise: Exercise, draw: FurtherDraw, count: int, seed: int = 0) -> None:
        rng = np.random.default_rng(seed)
        self._exercise = exercise
        self._calls = [_read_only(draw(rng)) for _ in range(count)]
        self._wanted = [play(call, exercise.reference, exercise.given) for call in self._calls]

    def broken_by(
        self, mutant: Mutant | Origin, libraries: Sequence[str] = (), among: range | None = None
    ) -> str | None:
        """Return the first call on which a mutant, or a right answer, differs, and how; None if it never does.

        `among` are the numbers of the calls to try; all of them, if it is not given.
        """
        among = range(len(self._calls)) if among is None else among
        origin, source = (mutant.origin, mutant.source) if isinstance(mutant, Mutant) else (mutant, mutant.source)
        try:
            answer = load(origin, source, tuple(libraries))
        except Exception as error:
            return f"the cell raises {type(error).__name__}"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for start in range(0, len(among), _AT_ONCE):
                broken = self._broken_among(among[start : start + _AT_ONCE], answer)
                if broken is not None:
                    return broken
        return None

    def _broken_among(self, numbers: range, answer: Callable[..., Any]) -> str | None:
        number = numbers.start
        try:
            with time_limit(_SECONDS):
                for number in numbers:
                    call, wanted = self._calls[number], self._wanted[number]
                    if not _surely_right(call, wanted, answer):
                        broken = _first_difference(wanted, play(call, answer, self._exercise.given), _scale(call))
                        if broken is not None:
                            return f"{_shown(call)}: {broken}"
        except (TooSlow, MemoryError, RecursionError) as error:
            return f"{_shown(self._calls[number])}: {type(error).__name__}"
        return None


def _read_only(call: Call | Script) -> Call | Script:
    for array in _arrays(call):
        array.flags.writeable = False
    return call


def _arrays(call: Call | Script) -> list[np.ndarray]:
    """Return the arrays that a call hands over as they are; a script has arrays of its own at each step."""
    if isinstance(call, Script):
        return []
    return [value for value in (*call.args, *call.kwargs.values()) if isinstance(value, np.ndarray)]


def _surely_right(call: Call | Script, wanted: Outcome, answer: Callable[..., Any]) -> bool:
    """Say whether an answer returns the very numbers that the reference does, without changing what it was given.

    Most do, nearly always: whoever does not is played as in an exam, with all that is looked at there. The arrays
    cannot be written to, so an answer that changes them raises, and so it is played.
    """
    if not isinstance(wanted, Returned) or not isinstance(call, Call) or call.via or not _is_plain(call):
        return False
    try:
        got = answer(*call.args, **call.kwargs)
    except (MemoryError, RecursionError):
        raise
    except Exception:
        return False
    if isinstance(wanted.value, (bool, int, float, str)):
        return type(got) is type(wanted.value) and got == wanted.value
    if not isinstance(wanted.value, np.ndarray):
        return False
    if type(got) is not np.ndarray or got.dtype != wanted.value.dtype or got.shape != wanted.value.shape:
        return False
    return not any(np.may_share_memory(got, array) for array in _arrays(call)) and _alike(got, wanted.value)


def _is_plain(call: Call) -> bool:
    """Say whether a call's arguments are what an answer gets: no layout, tensor or function of the student's."""
    return all(
        isinstance(value, (np.ndarray, bool, int, float, str, tuple, NoneType))
        for value in (*call.args, *call.kwargs.values())
    )


def _alike(got: np.ndarray, wanted: np.ndarray) -> bool:
    """Say whether nothing but rounding lies between two arrays, and a thousandth of what is forgiven at that."""
    if got.dtype.kind != "f":
        return bool((got == wanted).all())
    off, size = np.abs(got - wanted).max(initial=0.0), np.abs(wanted).max(initial=1.0)
    return bool(off <= 1e-3 * TOLERANCE * size)  # no NaN is


def _first_difference(wanted: Outcome, got: Outcome, scale: float) -> str | None:
    steps, came = entries(wanted), entries(got)
    for number, step in enumerate(steps):
        if number >= len(came):
            return f"step {number} was not taken"
        broken = _difference(step, came[number], scale)
        if broken is not None or isinstance(step, Raised):
            return broken
    return None


def _scale(call: Call | Script) -> float:
    """Return how large the products of the arrays can be: what rounds in a sum of them is measured by that.

    A sum of large products may be zero, and right to the last digit that it can have. A script's steps are no products
    of each other.
    """
    if isinstance(call, Script):
        return 1.0
    largest = [float(np.abs(array).max(initial=0)) for array in call.args if isinstance(array, np.ndarray)]
    return math.prod(max(1.0, each) for each in largest) if len(largest) > 1 else 1.0


def _difference(wanted: Outcome, got: Outcome, scale: float) -> str | None:
    if isinstance(wanted, Raised):
        right = isinstance(got, Raised) and wanted.kind in (got.kind, *got.bases)
        return None if right else f"wanted {wanted.kind}, got {_line(got)}"
    assert isinstance(wanted, Returned)
    size = max(1.0, float(np.abs(wanted.value).max(initial=0))) if isinstance(wanted.value, np.ndarray) else 1.0
    failure = difference(wanted.value, got, TOLERANCE * max(1.0, scale / size))
    if failure is not None:
        return f"wanted {_one_line(failure.expected)}, got {_one_line(failure.actual)}"
    assert isinstance(got, Returned)
    if _kind(wanted.value) != _kind(got.value):
        return f"wanted {_kind(wanted.value)}, got {_kind(got.value)}"
    if got.changed:
        return "an argument is changed"
    return "it shares memory with an argument" if got.shared else None


def _kind(value: Any) -> str:
    """Return the dtype of an array, or the type: Python's whole numbers and NumPy's are as good."""
    if isinstance(value, tuple):
        return f"({', '.join(map(_kind, value))})"
    if isinstance(value, np.ndarray) and value.ndim:
        return str(value.dtype)
    number = value.item() if isinstance(value, np.ndarray) else value
    return type(number).__name__


def _shown(call: Call | Script) -> str:
    if isinstance(call, Script):
        return show_program("answer", [call]).replace("\n", "; ")[:400]

    def arrays(value: Any) -> str:
        if isinstance(value, np.ndarray):
            return f"{value.dtype}{list(value.shape)} {_one_line(str(value.tolist()))[:80]}"
        return repr(value)

    parts = [arrays(value) for value in call.args] + [f"{name}={arrays(value)}" for name, value in call.kwargs.items()]
    return f"({', '.join(parts)})"


def _line(outcome: Outcome) -> str:
    return _one_line(show_outcome(outcome))


def _one_line(shown: str) -> str:
    return " ".join(shown.split())[:120]
