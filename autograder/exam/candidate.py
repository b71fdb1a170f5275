"""Whom the examiner asks: anything that turns questions into outcomes. Here the one that runs in this process.

The other one, a student's answer in its sandbox, is `autograder.sandbox.outside.asking.Check`.
"""

from __future__ import annotations

import linecache
import site
import sysconfig
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Protocol

from autograder.sandbox import wire
from autograder.sandbox.wire.outcome import Outcome
from autograder.sandbox.wire.playing import Where, play
from autograder.sandbox.wire.questions import Question

__all__ = ["Candidate", "HeardAsItAnswers", "LocalCandidate", "OurCandidate", "own_line"]


class Candidate(Protocol):
    """A function or class whose answers can be asked for and that cannot see who asks."""

    @property
    def isolated(self) -> bool:
        """Whether an operating-system sandbox stands between the candidate and this process."""

    def answer(self, questions: Sequence[Question]) -> list[Outcome]:
        """Return one outcome for each question, in order. Never raises for anything the candidate does."""

    def afresh(self) -> bool:
        """Let the next question come to a process that was asked nothing yet; False where there is no such process."""


class HeardAsItAnswers(Candidate, Protocol):
    """A candidate whose first answers are heard before it has given the last."""

    def one_by_one(self, questions: Sequence[Question]) -> Iterator[Outcome]:
        """Yield one outcome for each question, in order."""


class LocalCandidate:
    """A function or class asked in this very process: the reference, our own misconceptions, `check` in a plain kernel.

    It is asked just as the sandbox asks, so that all are judged alike. It is not confined: a function that never
    returns never returns.

    Args:
        answer: the function or class.
        names: what questions call by name, besides the answer itself; see `Exercise.given`.
        caught: exceptions of these kinds are the answer's; others pass.
        where: finds the line of the answer's source in a traceback, as `own_line` does; else no line is told.
    """

    isolated = False

    def __init__(
        self,
        answer: Callable[..., Any],
        names: Mapping[str, Any] = MappingProxyType({}),
        caught: tuple[type[BaseException], ...] = (Exception,),
        where: Where = lambda traceback: "",
    ) -> None:
        self._answer = answer
        self._names = names
        self._caught = caught
        self._where = where

    def answer(self, questions: Sequence[Question]) -> list[Outcome]:
        return [play(question, self._answer, self._names, self._where, self._caught) for question in questions]

    def afresh(self) -> bool:
        """Return False: this process stays the same, and what an answer keeps in it is kept."""
        return False


class OurCandidate(LocalCandidate):
    """The reference, or a wrong answer of the catalogue. What it warns of, where inputs are odd, nobody need read."""

    def answer(self, questions: Sequence[Question]) -> list[Outcome]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return super().answer(questions)


_NOT_THE_ANSWERS = (
    *site.getsitepackages(),
    site.getusersitepackages(),
    sysconfig.get_path("stdlib"),
    str(Path(wire.__file__).parent),  # which plays the question
)


def own_line(traceback: TracebackType | None) -> str:
    """Return the last line in a traceback that is no library's: the answer's own, as the sandbox tells it."""
    line = ""
    while traceback is not None:
        filename = traceback.tb_frame.f_code.co_filename
        if not filename.startswith(_NOT_THE_ANSWERS):
            line = linecache.getline(filename, traceback.tb_lineno).strip() or line
        traceback = traceback.tb_next
    return line
