"""Runs an exam against a candidate and returns a Verdict. Trusted side: the candidate sees inputs and nothing else."""

from __future__ import annotations

import inspect
import time
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, is_dataclass, replace
from typing import Any

import numpy as np

from autograder.cache import Cache
from autograder.exam.candidate import Candidate, LocalCandidate
from autograder.exam.contrast import contrast
from autograder.exam.diagnosis import diagnose
from autograder.exam.draws import shrink
from autograder.exam.exam import Exam, Example
from autograder.exam.exercise import (
    Contrast,
    Counterexample,
    Exercise,
    Failure,
    Misconception,
    Property,
    PropertyVerdict,
    Verdict,
)
from autograder.exam.program import show_program
from autograder.exam.properties.entries import entries
from autograder.exam.reducing import is_small, smaller
from autograder.exam.remembering import Found, remembered
from autograder.exam.rendering import show_outcome
from autograder.exam.sketch import sketch
from autograder.harmless import harmless_line
from autograder.sandbox.wire.outcome import Died, Outcome, Played, Raised, Returned, TimedOut
from autograder.sandbox.wire.questions import Load, Noise, Script
from autograder.sandbox.wire.refilled import without_step

__all__ = ["Examiner"]


class Examiner:
    """Examines candidates. Keep one for a class: examples and reference answers are drawn once and reused.

    Args:
        secret: the course's secret; examples cannot be predicted without it and are the same for every student.
        shrink_seconds: wall-clock time after which no smaller failing inputs are looked for, per exam. Enough for
            every attempt, unless an answer is slow.
        cache: where drawn exams are kept for the next run.
        explains: False leaves out what counts for nothing and takes long: the name of the mistake, and the contrast.
        shrink_attempts: how many smaller inputs are tried per exam; half of them for the property that is read first.
    """

    def __init__(
        self,
        secret: bytes = b"",
        shrink_seconds: float = 3.0,
        cache: Cache | None = None,
        explains: bool = True,
        shrink_attempts: int = 400,
    ) -> None:
        self._explains = explains
        self._cache = cache
        self._secret = secret
        self._shrink_seconds = shrink_seconds
        self._shrink_attempts = shrink_attempts
        self._exams: dict[str, Exam] = {}
        self._typical_failures: dict[tuple[str, str, str], Example | None] = {}

    def exam(self, exercise: Exercise) -> Exam:
        """Return the exam of an exercise, drawn on first use."""
        if exercise.name not in self._exams:
            self._exams[exercise.name] = Exam(exercise, self._secret, self._cache)
        return self._exams[exercise.name]

    def examine(self, exercise: Exercise, candidate: Candidate) -> Verdict:
        """Put every example to the candidate and judge the answers. Never raises for what the candidate does."""
        started = time.monotonic()
        exam = self.exam(exercise)
        outcomes = exam.answers(candidate)
        failures = [example.judge(answer) for example, answer in zip(exam.examples, outcomes, strict=True)]
        failed: dict[str, list[_Finding]] = {}
        for example, answer, failure in zip(exam.examples, outcomes, failures, strict=True):
            if failure is not None:
                failed.setdefault(example.property.name, []).append(_Finding(example, answer, failure))
        unexplained = bool(failed) and self._explains
        misconception = diagnose(exam, outcomes, failures) if unexplained else None
        kept = remembered(exam, candidate, outcomes, failures) if unexplained and misconception is None else None
        known = misconception or (kept.dependence if kept else None)
        smallest = self._smallest(exam, candidate, failed, misconception, kept)
        nothing_came = _nothing_came(outcomes)
        properties = _property_verdicts(exam, failed, {} if nothing_came else smallest)
        worst = next((p for p in properties if not p.passed), None)
        earned = sum(p.points for p in properties)
        return Verdict(
            exercise=exercise.name,
            score=min(round(earned, 2), exercise.points - 0.01) if worst else float(exercise.points),
            max_score=float(exercise.points),
            properties=properties,
            message=_message(exercise, properties, outcomes),
            misconception=known.name if known else None,
            explanation=known.explanation if known else "",
            counterexample=worst.counterexample if worst else None,
            isolated=candidate.isolated,
            seed=f"{exam.seed:016x}",
            suite=exam.suite,
            contrast=None if known or not unexplained else self._contrast(exam, candidate, failed, smallest, failures),
            nothing_came=nothing_came,
            seconds=time.monotonic() - started,
        )

    def _smallest(
        self,
        exam: Exam,
        candidate: Candidate,
        failed: dict[str, list[_Finding]],
        misconception: Misconception | None,
        kept: Found | None,
    ) -> dict[str, _Finding]:
        """For each failed property the smallest failing example found before the time is up."""
        smallest = {name: min(findings, key=_Finding.size) for name, findings in failed.items()}
        if kept is not None:  # no input alone shows it: the questions stand for all
            name = kept.example.property.name
            return smallest | {name: _Finding(replace(kept.example, questions=kept.questions), (), kept.failure)}
        deadline = time.monotonic() + self._shrink_seconds
        attempts = self._shrink_attempts
        for name, known in smallest.items():
            # The first failure is the one that is read first: it gets half of the attempts, the next half of the rest.
            share = (deadline - time.monotonic()) / 2
            if known.cut_short or share <= 0:
                continue  # after a time limit or a crash every further try would cost another one
            attempts //= 2
            prop = known.example.property
            if len(failed[name]) == exam.number_of_examples(prop) and _always_raises(failed[name]):
                continue  # it fails whatever it is given, as an unwritten answer does: no input is telling
            found = None
            if misconception is not None:
                found = self._typical(exam, misconception, known, candidate)
            if found is None:
                found = _shrink(exam, known, candidate, attempts, share)
            if found is not None and found.size() < known.size():
                smallest[name] = found
        return smallest

    def _contrast(
        self,
        exam: Exam,
        candidate: Candidate,
        failed: dict[str, list[_Finding]],
        smallest: dict[str, _Finding],
        failures: Sequence[Failure | None],
    ) -> Contrast | None:
        """What is right beside what is wrong, for the property that is read first."""
        if any(finding.cut_short for findings in failed.values() for finding in findings):
            return None  # every further question might cost another time limit
        for prop in exam.exercise.properties:
            if prop.name in failed and not _unwritten(failed[prop.name]):
                return contrast(exam, candidate, smallest[prop.name].example, failures, self._shrink_seconds / 2)
        return None

    def _typical(
        self, exam: Exam, misconception: Misconception, known: _Finding, candidate: Candidate
    ) -> _Finding | None:
        """The smallest input on which this misconception fails, if the candidate fails on it too.

        A class makes the same mistakes again and again: each is shrunk once, on our own copy of it.
        """
        key = (exam.exercise.name, misconception.name, known.example.property.name)
        if key not in self._typical_failures:
            attempts = self._shrink_attempts // 2  # whoever makes it first: the class reads the same
            ours = exam.local(misconception)
            failing = _attempt(known.example, ours)
            found = _shrink(exam, failing, ours, attempts, self._shrink_seconds) if failing else None
            self._typical_failures[key] = found.example if found else None
        example = self._typical_failures[key]
        return _attempt(example, candidate) if example else None


@dataclass(frozen=True)
class _Finding:
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
        for array in _arrays(self.example.questions):
            count += array.size
            total += float(np.abs(array.astype(np.float64)).sum())
        return steps, count, total


def _arrays(value: Any) -> Iterator[np.ndarray]:
    """Yield the numbers that stand in questions, as arrays."""
    if isinstance(value, (tuple, list)):
        for item in value:
            yield from _arrays(item)
    elif isinstance(value, dict):
        yield from _arrays(list(value.values()))
    elif isinstance(value, Noise):
        yield value.array()
    elif is_dataclass(value):
        yield from _arrays([item for name, item in vars(value).items() if name != "seed"])
    elif isinstance(value, (np.ndarray, bool, int, float)):
        array = np.asarray(value)
        if array.dtype.kind in "biuf":
            yield array


def _unwritten(findings: Sequence[_Finding]) -> bool:
    return _is_unwritten(_telling(finding.outcomes for finding in findings))


def _always_raises(findings: Sequence[_Finding]) -> bool:
    return all(isinstance(entries(outcome)[-1], Raised) for finding in findings for outcome in finding.outcomes)


def _shrink(exam: Exam, known: _Finding, candidate: Candidate, attempts: int, seconds: float) -> _Finding:
    """Cut a failing question down; where it stays too large to work by hand, let Hypothesis look for another one.

    Args:
        exam: whose question it is.
        known: where it starts.
        candidate: who fails.
        attempts: cuts that are tried, and as many inputs that Hypothesis draws once it has found a failing one.
        seconds: after which nothing more is tried, where answers are slow.
    """
    prop = known.example.property

    def attempt(data: Any) -> _Finding | None:
        return _attempt(Example.of(prop, data, exam.exercise), candidate)

    deadline = time.monotonic() + seconds
    found = _cut_down(exam, _with_fewer_steps(exam, known, candidate, deadline), candidate, attempts, deadline)
    left = deadline - time.monotonic()
    if is_small(found.example.data) or left <= 0:
        return found
    drawn = shrink(prop.draw, exam.property_seed(prop), prop.examples, attempt, _Finding.size, left, attempts)
    if drawn is None or drawn.size() >= found.size():
        return found
    return _cut_down(exam, _with_fewer_steps(exam, drawn, candidate, deadline), candidate, attempts, deadline)


def _cut_down(exam: Exam, finding: _Finding, candidate: Candidate, attempts: int, deadline: float) -> _Finding:
    """Ask smaller versions of a failing question, as long as the answer fails on them and the reference does not."""
    reference = LocalCandidate(exam.exercise.reference, exam.exercise.given)
    refused = _kinds(reference.answer(finding.example.questions))
    while True:
        for data in smaller(finding.example.data):
            attempts -= 1
            if attempts < 0 or time.monotonic() > deadline:
                return finding
            example = _as_sensible(exam, finding.example.property, data, reference, refused)
            found = _attempt(example, candidate) if example else None
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


def _with_fewer_steps(exam: Exam, finding: _Finding, candidate: Candidate, deadline: float) -> _Finding:
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
        finding = _attempt(example, candidate) or finding
    return finding


def _reference_raises(example: Example) -> bool:
    outcomes = example.expected if isinstance(example.expected, list) else []
    return any(isinstance(entry, Raised) for outcome in outcomes for entry in entries(outcome))


def _attempt(example: Example, candidate: Candidate) -> _Finding | None:
    if any(isinstance(question, Script) and question.make is None for question in example.questions):
        candidate.afresh()  # or what it keeps of an earlier try fails a script that shows nothing when it is pasted
    outcomes = tuple(candidate.answer(example.questions))
    failure = example.judge(outcomes)
    finding = _Finding(example, outcomes, failure) if failure else None
    return None if finding is None or finding.cut_short else finding


def _property_verdicts(
    exam: Exam, failed: dict[str, list[_Finding]], smallest: dict[str, _Finding]
) -> tuple[PropertyVerdict, ...]:
    exercise = exam.exercise
    any_value_right = any(not p.conduct and p.name not in failed for p in exercise.properties)
    verdicts = []
    for prop in exercise.properties:
        worth = exercise.points * prop.weight / exercise.exam_weight
        if prop.name in failed:
            tried = exam.number_of_examples(prop)
            finding = smallest.get(prop.name)
            verdict = PropertyVerdict(
                prop.name,
                prop.sentence,
                passed=False,
                points=0.0,
                max_points=worth,
                message=f"wrong on {len(failed[prop.name])} of {tried} inputs",
                counterexample=finding.counterexample(exercise) if finding else None,
            )
        elif prop.conduct and not any_value_right:
            message = "holds, but counts only once the values are right somewhere"
            verdict = PropertyVerdict(prop.name, prop.sentence, True, 0.0, worth, message)
        else:
            verdict = PropertyVerdict(prop.name, prop.sentence, True, worth, worth)
        verdicts.append(verdict)
    return tuple(verdicts)


def _one_line(text: str) -> str:
    line = harmless_line(text.partition("\n")[0]).rstrip(".")
    return line if len(line) <= 200 else line[:200] + " …"


def _nothing_came(outcomes: Sequence[tuple[Outcome, ...]]) -> bool:
    """Say whether there is nothing to show a counterexample of: it is not written, or every call was cut short.

    Whoever wrote nothing would learn from it what the exam asks and wants, and nothing about an own mistake.
    """
    flat = _telling(outcomes)
    cut_short = any(isinstance(outcome, (TimedOut, Died)) for outcome in flat)
    return _is_unwritten(flat) or (cut_short and not any(isinstance(outcome, Returned) for outcome in flat))


def _is_unwritten(outcomes: Sequence[Outcome]) -> bool:
    return all(isinstance(outcome, Raised) and outcome.kind == "NotImplementedError" for outcome in outcomes)


def _telling(outcomes: Iterable[Sequence[Outcome]]) -> list[Outcome]:
    """Return the outcomes one by one, without the steps of scripts that give nothing, such as setting an attribute."""
    flat: list[Outcome] = []
    for outcome in (outcome for answer in outcomes for outcome in answer):
        if isinstance(outcome, Played):
            flat += (step for step in outcome.outcomes if not (isinstance(step, Returned) and step.value is None))
        else:
            flat.append(outcome)
    return flat


def _message(exercise: Exercise, properties: Sequence[PropertyVerdict], outcomes: Sequence[tuple[Outcome, ...]]) -> str:
    failed = [p for p in properties if not p.passed]
    if not failed:
        return f"All {len(properties)} properties hold."
    flat = _telling(outcomes)
    if _is_unwritten(flat):
        return f"{exercise.name} is not written yet."
    if not any(isinstance(outcome, Returned) for outcome in flat):
        stopped = next((outcome for outcome in flat if isinstance(outcome, TimedOut)), None)
        if stopped is not None:
            return (
                f"{exercise.name} does not come to an end: it was stopped after {stopped.seconds:g} seconds. "
                "Look for a loop whose condition never changes."
            )
        return f"No call gave a value: {_one_line(show_outcome(flat[0]))}."
    if not any(p.points for p in properties):
        return "No answer that was compared was right."
    return f"{len(failed)} of {len(properties)} properties do not hold."
