"""Which known mistake was made: the misconception that answers as the student does, wherever the student is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.exam.comparing import mismatch
from autograder.exam.exam import Exam
from autograder.exam.exercise import Failure, Misconception
from autograder.exam.properties.entries import entries
from autograder.sandbox.wire.outcome import Outcome, Played, Raised, Returned

__all__ = ["alike", "diagnose"]

_TOLERANCE = 1e-6


def diagnose(
    exam: Exam, outcomes: Sequence[tuple[Outcome, ...]], failures: Sequence[Failure | None]
) -> Misconception | None:
    """Name the misconception that fails as the candidate does where the candidate fails, or None.

    Where values are wrong it must fail in the same way on every example with a wrong value, and only these count: a
    flipped kernel and a forgotten error are two mistakes, and the second must not hide the first. Where all values
    are right it must explain at least one whole property. When several fit, the one that agrees on the most failures
    is named, and among those the one that agrees on the most examples of the whole exam.

    A candidate that never returned anything made no mistake that could be named.
    """
    if not any(isinstance(entry, Returned) for answer in outcomes for outcome in answer for entry in entries(outcome)):
        return None
    failed_at = [i for i, failure in enumerate(failures) if failure is not None]
    wrong_values = [i for i in failed_at if not exam.examples[i].property.conduct]
    groups = [wrong_values] if wrong_values else _by_property(exam, failed_at)

    def agree(misconception: Misconception, i: int) -> bool:
        example, theirs = exam.examples[i], exam.misconception_answer(misconception, i)
        if not all(alike(a, b, example.property.conduct) for a, b in zip(outcomes[i], theirs, strict=True)):
            return False
        return (example.judge(theirs) is None) == (failures[i] is None)

    def explained(misconception: Misconception) -> int:
        return sum(len(group) for group in groups if all(agree(misconception, i) for i in group))

    explanations = {m.name: explained(m) for m in exam.exercise.misconceptions}
    most = max(explanations.values(), default=0)
    fitting = [m for m in exam.exercise.misconceptions if most and explanations[m.name] == most]
    if len(fitting) > 1:
        return max(fitting, key=lambda m: sum(agree(m, i) for i in range(len(exam.examples))))
    return fitting[0] if fitting else None


def _by_property(exam: Exam, indices: Sequence[int]) -> list[list[int]]:
    groups: dict[str, list[int]] = {}
    for i in indices:
        groups.setdefault(exam.examples[i].property.name, []).append(i)
    return list(groups.values())


def alike(ours: Outcome, theirs: Outcome, conduct: bool) -> bool:
    """Say whether two outcomes show the same mistake. Dtypes and what became of the inputs are a matter of conduct."""
    if isinstance(ours, Played) and isinstance(theirs, Played):
        pairs = zip(ours.outcomes, theirs.outcomes, strict=False)
        return len(ours.outcomes) == len(theirs.outcomes) and all(alike(a, b, conduct) for a, b in pairs)
    if isinstance(ours, Returned) and isinstance(theirs, Returned):
        if not _same_value(ours.value, theirs.value):
            return False
        same_inputs = _same_value(list(ours.changed), list(theirs.changed)) and ours.shared == theirs.shared
        return not conduct or (_kind(ours.value) == _kind(theirs.value) and same_inputs)
    if isinstance(ours, Raised) and isinstance(theirs, Raised):
        return ours.kind == theirs.kind
    return type(ours) is type(theirs)


def _kind(value: Any) -> str:
    return str(value.dtype) if isinstance(value, np.ndarray) else type(value).__name__


def _same_value(ours: Any, theirs: Any) -> bool:
    return mismatch(theirs, ours, _TOLERANCE) is None and (mismatch(ours, theirs, _TOLERANCE) is None)
