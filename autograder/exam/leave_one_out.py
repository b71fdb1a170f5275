"""What a name is worth outside the catalogue: each misconception left out in turn, and named by what is left.

A student's mistake is seldom the one that we wrote down. So each wrong answer is taken for a student's, its own name is
taken away, and the others are held against it. Whether the name it gets helps, no machine can decide: two
misconceptions count as one mistake only where a person wrote down why, in the table of kin. Every other name misleads.

The same is done with answers that accept bad arguments besides, a second mistake that must not hide the first.
"""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.exam.candidate import LocalCandidate, own_line
from autograder.exam.diagnosis import diagnose
from autograder.exam.exam import Exam
from autograder.exam.exercise import Misconception

__all__ = ["Kin", "Left", "leave_one_out", "named", "without_validation"]

Kin = Mapping[tuple[str, str], str]
"""By the misconception that was left out and the name it got, the reason why that name helps."""

_SECRETS = tuple(f"names {number}".encode() for number in range(3))


@dataclass(frozen=True)
class Left:
    """A misconception that was left out, and what it was called instead; None where it got no name."""

    name: str
    called: str | None
    careless: bool = False


def named(exam: Exam, answer: Callable[..., Any], among: Sequence[Misconception] | None = None) -> str | None:
    """Return the name that an answer gets from an exam's misconceptions, or from some of them."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # wrong arithmetic warns
        outcomes = exam.answers(LocalCandidate(answer, exam.exercise.given, own_line))
        failures = [example.judge(outcome) for example, outcome in zip(exam.examples, outcomes, strict=True)]
        misconception = diagnose(exam, outcomes, failures, among)
    return misconception.name if misconception else None


def leave_one_out(exam: Exam) -> list[Left]:
    """Leave out each misconception of an exam and say what its answer is called, alone and without validation."""
    found = []
    for left_out in exam.exercise.misconceptions:
        others = [misconception for misconception in exam.exercise.misconceptions if misconception is not left_out]
        found.append(Left(left_out.name, named(exam, left_out.implementation, others)))
        if inspect.isfunction(exam.exercise.reference):  # a class checks its arguments in more places than one
            careless = without_validation(left_out.implementation, exam.exercise.reference)
            found.append(Left(left_out.name, named(exam, careless, others), careless=True))
    return found


def without_validation(implementation: Callable[..., Any], reference: Callable[..., Any]) -> Callable[..., Any]:
    """Return the same mistake by someone who also forgot to refuse bad arguments."""

    def careless(*args: Any, **kwargs: Any) -> Any:
        try:
            return implementation(*args, **kwargs)
        except ValueError:
            try:
                reference(*args, **kwargs)
            except ValueError:
                return None
            raise

    return careless
