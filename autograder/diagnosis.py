"""Which known mistake was made: the misconception that answers as the student does, wherever the student is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.exam import Exam
from autograder.exercise import Failure, Misconception
from autograder.sandbox.outcome import Outcome, Raised, Returned

__all__ = ["diagnose"]


def diagnose(
    exam: Exam, outcomes: Sequence[tuple[Outcome, ...]], failures: Sequence[Failure | None]
) -> Misconception | None:
    """Name the misconception that fails as the candidate does on every example the candidate fails, or None.

    Where values are wrong, only the properties that compare values count: a flipped kernel and a forgotten error are
    two mistakes, and the second must not hide the first. When several misconceptions fit, the one that agrees on the
    most examples of the whole exam is named. Somewhere a value must have been returned: two functions that merely
    both raise have not made the same mistake.
    """
    failed_at = [i for i, failure in enumerate(failures) if failure is not None]
    wrong_values = [i for i in failed_at if not exam.examples[i].property.conduct]
    failed_at = wrong_values or failed_at
    if not any(isinstance(outcome, Returned) for i in failed_at for outcome in outcomes[i]):
        return None

    def agree(misconception: Misconception, i: int) -> bool:
        theirs = exam.misconception_answer(misconception, i)
        same_judgement = (exam.examples[i].judge(theirs) is None) == (failures[i] is None)
        return same_judgement and all(map(_alike, outcomes[i], theirs))

    fitting = [m for m in exam.exercise.misconceptions if all(agree(m, i) for i in failed_at)]
    return max(fitting, key=lambda m: sum(agree(m, i) for i in range(len(exam.examples))), default=None)


def _alike(ours: Outcome, theirs: Outcome) -> bool:
    if isinstance(ours, Returned) and isinstance(theirs, Returned):
        return (
            _same_value(ours.value, theirs.value)
            and _same_value(list(ours.args), list(theirs.args))
            and _same_value(ours.kwargs, theirs.kwargs)
        )
    if isinstance(ours, Raised) and isinstance(theirs, Raised):
        return ours.kind == theirs.kind
    return type(ours) is type(theirs)


def _same_value(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, np.ndarray) and isinstance(theirs, np.ndarray):
        if ours.shape != theirs.shape:
            return False
        return bool(np.allclose(ours, theirs, rtol=1e-6, atol=1e-9, equal_nan=True))
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours.keys() == theirs.keys() and all(_same_value(ours[key], theirs[key]) for key in ours)
    if isinstance(ours, (list, tuple)) and isinstance(theirs, (list, tuple)):
        return len(ours) == len(theirs) and all(map(_same_value, ours, theirs))
    if isinstance(ours, (int, float, np.ndarray)) and isinstance(theirs, (int, float, np.ndarray)):
        return bool(np.ndim(ours) == np.ndim(theirs) and np.isclose(float(ours), float(theirs), rtol=1e-6))
    return type(ours) is type(theirs) and ours == theirs
