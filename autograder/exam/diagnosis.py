"""Which known mistake was made: the misconception that is wrong as the student is, wherever either of them is wrong.

A wrong name is worse than none. Whoever follows the advice of a misconception that is wrong where he is right spoils
what he has; so examples that he has right speak against it, and one of them is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.exam.comparing import mismatch
from autograder.exam.exam import Exam
from autograder.exam.exercise import Failure, Misconception, Property
from autograder.exam.properties.entries import entries
from autograder.sandbox.wire.outcome import Outcome, Played, Raised, Refused, Returned

__all__ = ["alike", "diagnose"]

_TOLERANCE = 1e-6


def diagnose(
    exam: Exam,
    outcomes: Sequence[tuple[Outcome, ...]],
    failures: Sequence[Failure | None],
    misconceptions: Sequence[Misconception] | None = None,
) -> Misconception | None:
    """Name the misconception that is wrong as the candidate is, or None.

    Where the candidate is right, the misconception must be right. Where values are wrong, it must explain most of them:
    whole properties, example by example, which together weigh more than those that it leaves unexplained. So of two
    mistakes, such as a flipped kernel and an output of integers, the one that costs most is named; once it is mended,
    the other. Where all values are right, it must explain one property of conduct as a whole.

    Where none does as it is, the same mistakes are tried as made by who changes every array to float64 first: bytes
    that wrap around in the one and not in the other are another matter.

    When several fit, the one is named whose advice, followed, would earn most, and among those the one that explains
    most examples. A candidate that never returned anything made no mistake that could be named.

    Args:
        exam: whose examples were asked.
        outcomes, failures: example by example what the candidate answered, and why it is wrong, None where it is right.
        misconceptions: among which to choose; all of the exercise, if they are not given.
    """
    if all(failure is None for failure in failures):
        return None
    if not any(isinstance(entry, Returned) for answer in outcomes for outcome in answer for entry in entries(outcome)):
        return None
    answered = _Answered(exam, outcomes, failures)
    known = exam.exercise.misconceptions if misconceptions is None else misconceptions
    names = {misconception.name for misconception in known}
    in_float64 = [each for each in exam.exercise.misconceptions_in_float64 if each.name in names]
    found = answered.best(known) or answered.best(in_float64)
    return next(each for each in known if each.name == found.name) if found else None


@dataclass(frozen=True)
class _Answered:
    """What a candidate answered, held against what misconceptions answer, which costs: the cheapest doubt first."""

    exam: Exam
    outcomes: Sequence[tuple[Outcome, ...]]
    failures: Sequence[Failure | None]

    def best(self, known: Sequence[Misconception]) -> Misconception | None:
        fits = [(self.fit(misconception), misconception) for misconception in known]
        fitting = [(fit, misconception) for fit, misconception in fits if fit is not None]
        return max(fitting, key=lambda pair: pair[0])[1] if fitting else None  # the first one of those that fit alike

    def fit(self, misconception: Misconception) -> tuple[float, int] | None:
        """Return the weight of the properties that this explains, and how many examples; None if it does not fit."""
        values = [(prop, group) for prop, group in self._failed if not prop.conduct]
        most = sum(prop.weight for prop, _ in values) / 2
        left = 0.0
        explained: list[tuple[Property, list[int]]] = []
        for prop, group in sorted(values, key=lambda failed: -failed[0].weight):
            if self._explains(misconception, group):
                explained.append((prop, group))
            else:
                left += prop.weight
                if left >= most:
                    return None
        conduct = [(prop, group) for prop, group in self._failed if prop.conduct]
        explained += [(prop, group) for prop, group in conduct if self._explains(misconception, group)]
        if not explained or any(self.exam.misconception_fails(misconception, i) for i in self._passed):
            return None
        return sum(prop.weight for prop, _ in explained), sum(len(group) for _, group in explained)

    @cached_property
    def _failed(self) -> list[tuple[Property, list[int]]]:
        groups: dict[str, tuple[Property, list[int]]] = {}
        for i, (example, failure) in enumerate(zip(self.exam.examples, self.failures, strict=True)):
            if failure is not None and not self._wrong_in_what_is_refused_alone(i):
                groups.setdefault(example.property.name, (example.property, []))[1].append(i)
        return list(groups.values())

    @property
    def _passed(self) -> Iterator[int]:
        return (i for i, failure in enumerate(self.failures) if failure is None)

    def _explains(self, misconception: Misconception, group: Sequence[int]) -> bool:
        return all(self._wrong_alike(misconception, i) for i in group)

    def _wrong_alike(self, misconception: Misconception, i: int) -> bool:
        if not self.exam.misconception_fails(misconception, i):
            return False
        conduct = self.exam.examples[i].property.conduct
        theirs = self.exam.misconception_answer(misconception, i)
        if all(alike(a, b, conduct) for a, b in zip(self.outcomes[i], theirs, strict=True)):
            return True
        return self._wrong_alike_where_nothing_is_refused(theirs, i, conduct)

    def _wrong_alike_where_nothing_is_refused(self, theirs: Sequence[Outcome], i: int, conduct: bool) -> bool:
        """Leave out the steps, among others, that ought to be refused: who refuses nothing makes a second mistake."""
        kept = self._steps_not_refused(theirs, i)
        alike_there = all(alike(ours, other, conduct) for ours, other, _ in kept)
        return alike_there and any(not alike(other, right, conduct) for _, other, right in kept)

    def _wrong_in_what_is_refused_alone(self, i: int) -> bool:
        """Say whether the candidate is right but for what ought to be refused, in the midst of other steps."""
        kept = self._steps_not_refused(self.outcomes[i], i)
        conduct = self.exam.examples[i].property.conduct
        return bool(kept) and all(alike(ours, right, conduct) for ours, _, right in kept)

    def _steps_not_refused(self, theirs: Sequence[Outcome], i: int) -> list[tuple[Outcome, Outcome, Outcome]]:
        """Return the steps of an example, the candidate's, the others' and the right ones, that are not to be refused.

        None where nothing is to be refused, nor where the last step is: then the example is about just that.
        """
        ours, theirs, right = (_steps(each) for each in (self.outcomes[i], theirs, self.exam.right_answer(i)))
        refused = [isinstance(step, Raised) for step in right]
        if not len(ours) == len(theirs) == len(right) or not any(refused) or refused[-1]:
            return []
        return [steps for steps in zip(ours, theirs, right, strict=True) if not isinstance(steps[2], Raised)]


def _steps(outcomes: Sequence[Outcome]) -> list[Outcome]:
    return [step for outcome in outcomes for step in entries(outcome)]


def alike(ours: Outcome, theirs: Outcome, conduct: bool, tolerance: float = _TOLERANCE) -> bool:
    """Say whether two outcomes show the same mistake. Dtypes and what became of the inputs are a matter of conduct."""
    if isinstance(ours, Played) and isinstance(theirs, Played):
        pairs = zip(ours.outcomes, theirs.outcomes, strict=False)
        return len(ours.outcomes) == len(theirs.outcomes) and all(alike(a, b, conduct, tolerance) for a, b in pairs)
    if isinstance(ours, Returned) and isinstance(theirs, Returned):
        if not _same_value(ours.value, theirs.value, tolerance):
            return False
        same_inputs = _same_value(list(ours.changed), list(theirs.changed), tolerance) and ours.shared == theirs.shared
        return not conduct or (_kind(ours.value) == _kind(theirs.value) and same_inputs)
    if isinstance(ours, Raised) and isinstance(theirs, Raised):
        return _same_error(ours, theirs)
    if isinstance(ours, Refused) and isinstance(theirs, Refused):
        return _pattern(ours.reason) == _pattern(theirs.reason)
    return type(ours) is type(theirs)


def _same_error(ours: Raised, theirs: Raised) -> bool:
    """Say whether two exceptions are the same mistake: a check of one's own, or the same complaint of a library.

    What a check of one's own says is free. Where it is not known whose an exception is, the words must be the same.
    """
    if ours.kind != theirs.kind:
        return False
    if ours.where and theirs.where and _raised_on_purpose(ours) != _raised_on_purpose(theirs):
        return False
    if _raised_on_purpose(ours) and _raised_on_purpose(theirs):
        return True
    return _pattern(ours.message) == _pattern(theirs.message)


def _raised_on_purpose(error: Raised) -> bool:
    return re.search(r"\braise\b|^assert\b", error.where) is not None


def _pattern(message: str) -> str:
    """Leave out of a message what belongs to one input alone: numbers, shapes, lists."""
    return re.sub(r"[(\[][^()\[\]]*[)\]]|-?\d+(\.\d+)?", "#", message)


def _kind(value: Any) -> str:
    return str(value.dtype) if isinstance(value, np.ndarray) else type(value).__name__


def _same_value(ours: Any, theirs: Any, tolerance: float) -> bool:
    return mismatch(theirs, ours, tolerance) is None and mismatch(ours, theirs, tolerance) is None
