"""Whom the examiner asks: anything that turns calls into outcomes. Here the one that runs in this process.

The other one, a student's function in its sandbox, is `autograder.sandbox.outside.sandbox.Check`.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from autograder.sandbox.wire.outcome import Call, Outcome, Raised, Refused, Returned
from autograder.sandbox.wire.plain import NotPlainError, to_plain

__all__ = ["Candidate", "LocalCandidate"]


class Candidate(Protocol):
    """A function whose answers can be asked for and that cannot see who asks."""

    @property
    def isolated(self) -> bool:
        """Whether an operating-system sandbox stands between the candidate and this process."""

    def answer(self, calls: Sequence[Call]) -> list[Outcome]:
        """Return one outcome for each call, in order. Never raises for anything the candidate does."""


class LocalCandidate:
    """A function run in this very process: for our own misconceptions, and for `check` in a plain kernel.

    It gets copies of the inputs, and its answers are made plain just as the sandbox makes them, so that both are
    judged alike. It is not confined: a function that never returns never returns.
    """

    isolated = False

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function

    def answer(self, calls: Sequence[Call]) -> list[Outcome]:
        return [self._answer(call) for call in calls]

    def _answer(self, call: Call) -> Outcome:
        args, kwargs = copy.deepcopy(call.args), copy.deepcopy(call.kwargs)
        try:
            value = self._function(*args, **kwargs)
        except Exception as error:
            bases = tuple(base.__name__ for base in type(error).__mro__[1:])
            return Raised(type(error).__name__, str(error), bases)
        try:
            return Returned(to_plain(value), args, kwargs)
        except NotPlainError as error:
            return Refused(str(error))
