"""The smallest failing example: a question is cut down as long as the answer fails on it, or a smaller one is drawn."""

from __future__ import annotations

import inspect
import time
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.exam.candidate import Candidate, OurCandidate
from autograder.exam.draws import shrink
from autograder.exam.exam import Exam, Example
from autograder.exam.exercise import Counterexample, Exercise, Failure, Property
from autograder.exam.program import show_program
from autograder.exam.properties.entries import entries
from autograder.exam.reducing import is_small, leaves, smaller
from autograder.exam.sketch import sketch
from autograder.sandbox.wire.outcome import Died, Outcome, Raised, TimedOut
from autograder.sandbox.wire.questions import Load, Noise, Script
from autograder.sandbox.wire.refilled import without_step

__all__ = ["Finding", "attempt", "find_smaller"]


@dataclass(frozen=True)
class Finding:
    """A failed property: the example, what the candidate answered, and why that is wrong."""

    example: Example
    outcomes: tuple[Outcome, ...]
    failure: Failure

    @property
    def cut_short(self) -> bool:
        return any(isinstance(outcome, (TimedOut, Died)) for outcome in self.outcomes)

    def counterexample(self, exercise: Exercise) -> Counterexample:
        """Return what was asked, cut behind the step that went wrong, what was wanted and what came."""
        function = inspect.isfunction(exercise.reference)  # a script's steps may call any method of a class
        parameters = list(inspect.signature(exercise.reference).parameters) if function else []
        questions, question, step = self.example.questions, self.failure.question, self.failure.step
        return Counterexample(
            call=show_program(exercise.name, questions, question, step, parameters),
            expected=self.failure.expected,
            actual=self.failure.actual,
            note=self.failure.note,
            sketch=sketch(questions, question, step, parameters, self.failure.compared),
        )

    def size(self) -> tuple[int, int, float]:
        """Order questions as a reader would: fewer steps first, then fewer numbers, then smaller ones."""
        steps = sum(len(question.steps) for question in self.example.questions if isinstance(question, Script))
        count, total = 0, 0.0
        for leaf in leaves(self.example.questions):
            numbers = leaf.array() if isinstance(leaf, Noise) else np.asarray(leaf)
            if numbers.dtype.kind in "biuf":
                count += numbers.size
                total += float(np.abs(numbers.astype(np.float64)).sum())
        return steps, count, total


def find_smaller(exam: Exam, known: Finding, candidate: Candidate, attempts: int, seconds: float) -> Finding:
    """Cut a failing question down; where it stays too large to work by hand, let Hypothesis look for another one.

    Args:
        exam: whose question it is.
        known: where it starts.
        candidate: who fails.
        attempts: cuts that are tried, and as many inputs that Hypothesis draws once it has found a failing one.
        seconds: after which nothing more is tried, where answers are slow.
    """
    prop = known.example.property

    def again(data: Any) -> Finding | None:
        return attempt(Example.of(prop, data, exam.exercise), candidate)

    deadline = time.monotonic() + seconds
    found = _cut_down(exam, _with_fewer_steps(exam, known, candidate, deadline), candidate, attempts, deadline)
    left = deadline - time.monotonic()
    if is_small(found.example.data) or left <= 0:
        return found
    drawn = shrink(prop.draw, exam.property_seed(prop), prop.examples, again, Finding.size, left, attempts)
    if drawn is None or drawn.size() >= found.size():
        return found
    return _cut_down(exam, _with_fewer_steps(exam, drawn, candidate, deadline), candidate, attempts, deadline)


def _cut_down(exam: Exam, finding: Finding, candidate: Candidate, attempts: int, deadline: float) -> Finding:
    """Ask smaller versions of a failing question, as long as the answer fails on them and the reference does not."""
    reference = OurCandidate(exam.exercise.reference, exam.exercise.given)
    refused = _kinds(reference.answer(finding.example.questions))
    while True:
        for data in smaller(finding.example.data):
            attempts -= 1
            if attempts < 0 or time.monotonic() > deadline:
                return finding
            example = _as_sensible(exam, finding.example.property, data, reference, refused)
            found = attempt(example, candidate) if example else None
            if found is not None and _kinds(found.outcomes) == _kinds(finding.outcomes):
                finding = found
                break
        else:
            return finding


def _as_sensible(exam: Exam, prop: Property, data: Any, reference: Candidate, kinds: Sequence[str]) -> Example | None:
    """Make an example of other data, unless the reference fails on it, or refuses other steps than it did."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            questions = prop.ask(data)
            outcomes = tuple(reference.answer(questions))
            if _kinds(outcomes) != kinds:
                return None
            example = Example(prop, data, questions, prop.expect(data, reference))
            return example if example.judge(outcomes) is None else None
    except Exception:  # the property's own functions expect other sizes
        return None


def _kinds(outcomes: Sequence[Outcome]) -> list[str]:
    flat = [entry for outcome in outcomes for entry in entries(outcome)]
    return [entry.kind if isinstance(entry, Raised) else type(entry).__name__ for entry in flat]


def _with_fewer_steps(exam: Exam, finding: Finding, candidate: Candidate, deadline: float) -> Finding:
    """Leave out every step of a failing script that it fails without, the last ones first."""
    script = finding.example.data
    if not isinstance(script, Script):
        return finding
    for number in reversed(range(1, 1 + len(script.steps))):
        script = finding.example.data
        if isinstance(script.steps[number - 1], Load):
            continue  # weights left to chance are another question
        steps = without_step(script.steps, number)
        if time.monotonic() > deadline or steps == ():
            break
        if steps is None:
            continue
        shorter = replace(script, steps=steps)
        try:
            example = Example.of(finding.example.property, shorter, exam.exercise)
        except Exception:  # without this step the question makes no sense
            continue
        if _reference_raises(example) and not _reference_raises(finding.example):
            continue
        finding = attempt(example, candidate) or finding
    return finding


def _reference_raises(example: Example) -> bool:
    outcomes = example.expected if isinstance(example.expected, list) else []
    return any(isinstance(entry, Raised) for outcome in outcomes for entry in entries(outcome))


def attempt(example: Example, candidate: Candidate) -> Finding | None:
    """Put an example to the candidate; None where it passes, or hangs or dies."""
    if any(isinstance(question, Script) and question.make is None for question in example.questions):
        candidate.afresh()  # or what it keeps of an earlier try fails a script that shows nothing when it is pasted
    outcomes = tuple(candidate.answer(example.questions))
    failure = example.judge(outcomes)
    finding = Finding(example, outcomes, failure) if failure else None
    return None if finding is None or finding.cut_short else finding
