"""Whom the examiner asks: anything that turns questions into outcomes. Here the one that runs in this process.

The other one, a student's answer in its sandbox, is `autograder.sandbox.outside.asking.Check`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol

from autograder.sandbox.wire.outcome import Outcome
from autograder.sandbox.wire.playing import play
from autograder.sandbox.wire.questions import Question

__all__ = ["Candidate", "LocalCandidate"]


class Candidate(Protocol):
    """A function or class whose answers can be asked for and that cannot see who asks."""

    @property
    def isolated(self) -> bool:
        """Whether an operating-system sandbox stands between the candidate and this process."""

    def answer(self, questions: Sequence[Question]) -> list[Outcome]:
        """Return one outcome for each question, in order. Never raises for anything the candidate does."""

    def afresh(self) -> None:
        """Forget what was asked before: the next question comes to a process that was asked nothing yet."""


class LocalCandidate:
    """A function or class asked in this very process: the reference, our own misconceptions, `check` in a plain kernel.

    It is asked just as the sandbox asks, so that all are judged alike. It is not confined: a function that never
    returns never returns.

    Args:
        answer: the function or class.
        names: what questions call by name, besides the answer itself; see `Exercise.given`.
        caught: exceptions of these kinds are the answer's; others pass.
    """

    isolated = False

    def __init__(
        self,
        answer: Callable[..., Any],
        names: Mapping[str, Any] = MappingProxyType({}),
        caught: tuple[type[BaseException], ...] = (Exception,),
    ) -> None:
        self._answer = answer
        self._names = names
        self._caught = caught

    def answer(self, questions: Sequence[Question]) -> list[Outcome]:
        return [play(question, self._answer, self._names, caught=self._caught) for question in questions]

    def afresh(self) -> None:
        """Do nothing: this process stays the same, and what an answer keeps in it is kept."""
