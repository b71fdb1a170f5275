"""Whether an answer depends on more than its arguments: on earlier calls, or on chance. Then no input alone shows it.

Questions that failed are asked again in a fresh process. If one comes to something else there, it is asked alone, twice
afresh. Two results: chance, the clock, or memory that was never written. One result, and another one after some earlier
question: what was kept in a default argument, a global, a class; the counterexample is then two questions, one after
the other. A script of calls that fails brings its earlier questions along: its failing step is asked alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.exam.candidate import Candidate
from autograder.exam.diagnosis import alike
from autograder.exam.exam import Exam, Example
from autograder.exam.exercise import Failure
from autograder.exam.properties.entries import entries
from autograder.sandbox.wire.outcome import Died, Outcome, Played, Returned, TimedOut
from autograder.sandbox.wire.questions import Do, Noise, Put, Question, Refilled, Script, Step

__all__ = ["CHANCE", "STATE", "Dependence", "Found", "remembered"]


@dataclass(frozen=True)
class Dependence:
    """On what an answer depends besides its arguments: a name, and what the student is told."""

    name: str
    explanation: str


STATE = Dependence(
    "state kept between calls",
    "Asked alone, your answer gives another result than it gives after other calls: it keeps something from one to the "
    "next. Look for a mutable default argument (def f(x, cache=[])), a global variable, or an attribute that belongs "
    "to the class instead of to self, and make it anew in each call, or for each object in __init__.",
)
CHANCE = Dependence(
    "another result each time",
    "Asked the same in the same situation, your answer gives more than one result. Look for np.empty, which hands out "
    "memory as it finds it (np.zeros clears it), for random numbers without a seed, such as np.random.default_rng(), "
    "and for the time or an id that went into a value.",
)

_TRIED = 3  # failing questions
_EARLIER = 6  # questions before each
_EXACT, _SINGLE = 1e-12, 1e-5  # relative: a clock moves by less than the exam's own tolerance
_STIRRED = 8  # arrays of each size; NumPy keeps up to seven freed ones for the next np.empty


@dataclass(frozen=True)
class Found:
    """What an answer depends on, and an example that shows it when these questions are asked in this order afresh."""

    dependence: Dependence
    example: Example
    questions: tuple[Question, ...]
    failure: Failure


def remembered(
    exam: Exam,
    candidate: Candidate,
    outcomes: Sequence[tuple[Outcome, ...]],
    failures: Sequence[Failure | None],
) -> Found | None:
    """Return what the candidate's failures depend on besides the arguments, or None if nothing was found.

    A candidate that cannot be asked afresh is not asked: there what is kept and what is chance look the same.
    """
    failed = [i for i, failure in enumerate(failures) if failure is not None]
    if any(isinstance(outcome, (TimedOut, Died)) for i in failed for outcome in outcomes[i]):
        return None  # every further question might cost as much
    tried = failed[:_TRIED][::-1]  # in another order: the first questions come after the same ones again
    together = _afresh(candidate, [question for i in tried for question in exam.examples[i].questions])
    if together is None:
        return None
    flat = iter(together)
    for i in tried:
        answer = tuple(next(flat) for _ in exam.examples[i].questions)
        failure = failures[i]
        assert failure is not None
        if _same(outcomes[i], answer):
            found = _within(exam.examples[i], candidate, answer, failure)
        else:
            found = _found(exam, candidate, i, outcomes[i], failure)
        if found is not None:
            return found
    return None


def _found(exam: Exam, candidate: Candidate, i: int, answer: Sequence[Outcome], failure: Failure) -> Found | None:
    """Say whether it is chance or state that makes question `i` come to something else in a fresh process."""
    example = exam.examples[i]
    own, count = example.questions, len(example.questions)
    chance = Found(CHANCE, example, own, failure)
    alone = _afresh(candidate, own)
    again = _afresh(candidate, own)
    stirred = _afresh(candidate, (_stir(answer), *own))
    if alone is None or again is None or stirred is None:
        return None
    if not _same(alone, again) or not _same(alone, stirred[-count:]):
        return chance
    for j in (i, *range(i - 1, max(-1, i - 1 - _EARLIER), -1)):
        earlier = exam.examples[j].questions
        questions = earlier + own
        after = _afresh(candidate, questions)
        shown = None if after is None else example.judge(after[-count:])
        if after is None or shown is None or _same(alone, after[-count:]):
            continue
        repeated = _afresh(candidate, questions)
        if repeated is None or not _same(after, repeated):
            return chance
        place = shown.question + len(earlier) if shown.question >= 0 else -1
        return Found(STATE, example, questions, shown.at(question=place))
    return None


def _within(example: Example, candidate: Candidate, answer: Sequence[Outcome], failure: Failure) -> Found | None:
    """Say whether it is state that makes a step of a script of calls come to something else than it does alone."""
    question, number = example.questions[failure.question], failure.step
    if not isinstance(question, Script) or question.make is not None or number < 2:
        return None
    steps = entries(answer[failure.question])
    in_turn = steps[number] if number < len(steps) else None
    if not isinstance(in_turn, Returned):
        return None
    alone = Script(None, (_alone(question.steps[number - 1]),), question.seed)
    first = _afresh(candidate, [alone])
    if first is None or not _came_back(first) or _same(first, [Played((Returned(None), in_turn))]):
        return None
    again, stirred = _afresh(candidate, [alone]), _afresh(candidate, [_stir(answer), alone])
    if again is None or stirred is None or not _same(first, again) or not _same(first, stirred[-1:]):
        return None  # chance may play a part: what it shares with state cannot be told apart here
    return Found(STATE, example, example.questions, failure)


def _alone(step: Step) -> Step:
    """Ask a step with arrays of its own."""
    if not isinstance(step, Do):
        return step
    args = tuple(map(_own, step.args))
    return replace(step, args=args, kwargs={name: _own(value) for name, value in step.kwargs.items()})


def _own(value: Any) -> Any:
    return value.array if isinstance(value, Refilled) else value


def _came_back(outcomes: Sequence[Outcome]) -> bool:
    return all(isinstance(entry, Returned) for outcome in outcomes for entry in entries(outcome))


def _afresh(candidate: Candidate, questions: Sequence[Question]) -> list[Outcome] | None:
    """Ask questions in a process that was asked nothing yet; None where there is no such process."""
    return candidate.answer(questions) if candidate.afresh() else None


def _stir(answer: Sequence[Outcome]) -> Script:
    """Fill freed memory with noise, in pieces as large as these results, without calling the answer.

    A result that this changes contains memory that nobody wrote.
    """
    values = [entry.value for outcome in answer for entry in entries(outcome) if isinstance(entry, Returned)]
    sizes = sorted({value.nbytes // 8 for value in _leaves(values) if value.nbytes >= 8})
    noises = [Noise((size,), seed, dtype="float64") for size in sizes for seed in range(1, 1 + _STIRRED)]
    return Script(None, tuple(Put("_stirred", noise) for noise in noises))


def _same(ours: Sequence[Outcome], theirs: Sequence[Outcome]) -> bool:
    """Say whether two results of the same computation are the same, but for sums taken in another order."""
    return all(alike(a, b, False, _tolerance(a)) for a, b in zip(ours, theirs, strict=True))


def _tolerance(outcome: Outcome) -> float:
    values = [entry.value for entry in entries(outcome) if isinstance(entry, Returned)]
    return _EXACT if all(value.dtype.itemsize >= 8 for value in _leaves(values)) else _SINGLE


def _leaves(value: Any) -> Iterator[np.ndarray]:
    if isinstance(value, (tuple, list)):
        for item in value:
            yield from _leaves(item)
    elif isinstance(value, dict):
        yield from _leaves(list(value.values()))
    elif isinstance(value, np.ndarray):
        yield value
