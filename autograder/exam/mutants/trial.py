"""A mutant on trial: it survives if no example of any exam fails."""

from __future__ import annotations

import contextlib
import signal
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from autograder.exam.exam import Exam, Example
from autograder.exam.mutants.making import Mutant
from autograder.exam.mutants.origins import load
from autograder.sandbox.wire.outcome import Outcome
from autograder.sandbox.wire.playing import play

__all__ = ["TooSlow", "Trial", "time_limit"]

_SECONDS = 2.0  # of processor time, for a question: several times what the slowest right answer needs


class TooSlow(BaseException):
    """The time is up. No `except Exception` of an answer catches it."""


class Trial:
    """Puts mutants to the exams of one exercise, drawn under several secrets.

    Whether a mutant survives does not depend on the order of the examples, unless it keeps state between calls. So
    those that kill most are put first; and mutants of the family "state" are asked in the exams' own order.
    """

    def __init__(self, exams: Sequence[Exam], libraries: tuple[str, ...] = ()) -> None:
        self._exams = exams
        self._libraries = libraries
        self._in_order = [(number, example) for number, exam in enumerate(exams) for example in exam.examples]
        self._deadliest_first = list(self._in_order)

    def killed_by(self, mutant: Mutant) -> str | None:
        """Return the name of a property that fails, what else ended the mutant, or None if it survives."""
        keeps_state = mutant.family == "state"
        order = self._in_order if keeps_state else self._deadliest_first
        answers: dict[int, Any] = {}
        try:
            for place, (number, example) in enumerate(order):
                if number not in answers:  # a student's answer is asked in a process of its own
                    with time_limit(_SECONDS):
                        answers[number] = load(mutant.origin, mutant.source, self._libraries)
                if self._fails(answers[number], example, number):
                    if not keeps_state:
                        order.insert(place // 2, order.pop(place))
                    return example.property.name
        except TooSlow:
            return "time"
        except (MemoryError, RecursionError, SystemExit) as error:
            return type(error).__name__
        except Exception as error:  # at the margin: the cell does not run
            if not answers:
                return type(error).__name__
            raise
        return None

    def _fails(self, answer: Any, example: Example, number: int) -> bool:
        exercise = self._exams[number].exercise
        outcomes: list[Outcome] = []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # wrong arithmetic warns
            for question in example.questions:
                with time_limit(exercise.call_seconds or _SECONDS):
                    outcomes.append(play(question, answer, exercise.given))
        return example.judge(outcomes) is not None


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `TooSlow` in the main thread when this process has used so many seconds of a processor."""

    def stop(number: int, frame: Any) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
