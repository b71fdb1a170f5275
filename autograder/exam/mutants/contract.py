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
from autograder.exam.program import show_program
from autograder.exam.properties import difference
from autograder.exam.properties.entries import entries
from autograder.exam.rendering import show_outcome
from autograder.sandbox.wire.outcome import Outcome, Raised, Returned
from autograder.sandbox.wire.playing import play
from autograder.sandbox.wire.questions import Call, Script

__all__ = ["Contract", "FurtherDraw"]

FurtherDraw = Callable[[np.random.Generator], Call | Script]


class Contract:
    """Calls, or scripts of steps on an object, with what the reference comes to.

    An answer keeps the contract if it raises where the reference does, and else returns the same numbers in the same
    dtype, in memory of its own, and leaves its arguments as they were. In a script that goes for each step, up to the
    first one where the reference raises.
    """

    def __init__(self, exercise: Exercise, draw: FurtherDraw, count: int, seed: int = 0) -> None:
        rng = np.random.default_rng(seed)
        self._exercise = exercise
        self._calls = [draw(rng) for _ in range(count)]
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
            for call, wanted in zip(self._calls, self._wanted, strict=True):
                try:
                    with time_limit(1.0):
                        got: Outcome = play(call, answer, self._exercise.given)
                except (TooSlow, MemoryError, RecursionError) as error:
                    return f"{_shown(call)}: {type(error).__name__}"
                broken = _first_difference(wanted, got, _scale(call))
                if broken is not None:
                    return f"{_shown(call)}: {broken}"
        return None


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
