"""Whether an answer keeps what an exercise promises, on inputs that no exam drew."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.exam.comparing import TOLERANCE
from autograder.exam.exercise import Exercise
from autograder.exam.mutants.making import Mutant
from autograder.exam.mutants.origins import Origin, load
from autograder.exam.mutants.trial import TooSlow, time_limit
from autograder.exam.properties import difference
from autograder.exam.rendering import show_outcome
from autograder.sandbox.wire.outcome import Outcome, Raised, Returned
from autograder.sandbox.wire.playing import play
from autograder.sandbox.wire.questions import Call

__all__ = ["Contract", "FurtherDraw"]

FurtherDraw = Callable[[np.random.Generator], Call]

_AT_ONCE = 1_000  # calls under one time limit: setting one costs as much as a call
_SECONDS = 10.0


class Contract:
    """Calls, with what the reference comes to.

    An answer keeps the contract if it raises where the reference does, and else returns the same numbers in the same
    dtype, in memory of its own, and leaves its arguments as they were.
    """

    def __init__(self, exercise: Exercise, draw: FurtherDraw, count: int, seed: int = 0) -> None:
        rng = np.random.default_rng(seed)
        self._exercise = exercise
        self._calls = [_read_only(draw(rng)) for _ in range(count)]
        self._wanted = [play(call, exercise.reference, exercise.given) for call in self._calls]

    def broken_by(self, mutant: Mutant | Origin, libraries: Sequence[str] = ()) -> str | None:
        """Return the first call on which a mutant, or a right answer, differs, and how; None if it never does."""
        origin, source = (mutant.origin, mutant.source) if isinstance(mutant, Mutant) else (mutant, mutant.source)
        try:
            answer = load(origin, source, tuple(libraries))
        except Exception as error:
            return f"the cell raises {type(error).__name__}"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for start in range(0, len(self._calls), _AT_ONCE):
                broken = self._broken_among(range(start, min(start + _AT_ONCE, len(self._calls))), answer)
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
                        broken = _difference(wanted, play(call, answer, self._exercise.given), _scale(call))
                        if broken is not None:
                            return f"{_shown(call)}: {broken}"
        except (TooSlow, MemoryError, RecursionError) as error:
            return f"{_shown(self._calls[number])}: {type(error).__name__}"
        return None


def _read_only(call: Call) -> Call:
    for array in (*call.args, *call.kwargs.values()):
        if isinstance(array, np.ndarray):
            array.flags.writeable = False
    return call


def _surely_right(call: Call, wanted: Outcome, answer: Callable[..., Any]) -> bool:
    """Say whether an answer returns the very numbers that the reference does, without changing what it was given.

    Most do, nearly always: whoever does not is played as in an exam, with all that is looked at there. The arrays
    cannot be written to, so an answer that changes them raises, and so it is played.
    """
    if not isinstance(wanted, Returned):
        return False
    try:
        got = answer(*call.args, **call.kwargs)
    except (MemoryError, RecursionError):
        raise
    except Exception:
        return False
    if not isinstance(wanted.value, np.ndarray):
        return type(got) is type(wanted.value) and bool(got == wanted.value)
    if type(got) is not np.ndarray or got.dtype != wanted.value.dtype or got.shape != wanted.value.shape:
        return False
    arrays = (array for array in (*call.args, *call.kwargs.values()) if isinstance(array, np.ndarray))
    return not any(np.may_share_memory(got, array) for array in arrays) and _alike(got, wanted.value)


def _alike(got: np.ndarray, wanted: np.ndarray) -> bool:
    """Say whether nothing but rounding lies between two arrays, and a thousandth of what is forgiven at that."""
    if got.dtype.kind != "f":
        return bool((got == wanted).all())
    off, size = np.abs(got - wanted).max(initial=0.0), np.abs(wanted).max(initial=1.0)
    return bool(off <= 1e-3 * TOLERANCE * size)  # no NaN is


def _scale(call: Call) -> float:
    """Return how large the products of the arrays can be: what rounds in a sum of them is measured by that.

    A sum of large products may be zero, and right to the last digit that it can have.
    """
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
    if isinstance(value, np.ndarray) and value.ndim:
        return str(value.dtype)
    number = value.item() if isinstance(value, np.ndarray) else value
    return type(number).__name__


def _shown(call: Call) -> str:
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
