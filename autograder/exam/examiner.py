"""Runs an exam against a candidate and returns a Verdict. Trusted side: the candidate sees inputs and nothing else."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import replace

from autograder.cache import Cache
from autograder.exam.candidate import Candidate, HeardAsItAnswers
from autograder.exam.contrast import contrast
from autograder.exam.diagnosis import diagnose
from autograder.exam.exam import Exam, Example, is_being_drawn
from autograder.exam.exercise import (
    Contrast,
    Exercise,
    Failure,
    Misconception,
    PropertyVerdict,
    Verdict,
)
from autograder.exam.properties.entries import entries
from autograder.exam.remembering import Found, remembered
from autograder.exam.rendering import show_outcome
from autograder.exam.smallest import Finding, attempt, find_smaller
from autograder.exam.state import State, state_of, telling
from autograder.harmless import harmless_line
from autograder.sandbox.wire.outcome import Outcome, Raised, TimedOut

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

    def draw(self, exercises: Sequence[Exercise]) -> None:
        """Draw exams beforehand, those last that another process is at: what it draws is there for all."""
        waiting = [exercise for exercise in exercises if exercise.name not in self._exams]
        while waiting:
            free = (each for each in waiting if not (self._cache and is_being_drawn(each, self._cache)))
            exercise = next(free, waiting[0])
            waiting.remove(exercise)
            self.exam(exercise)

    def examine(self, exercise: Exercise, candidate: Candidate) -> Verdict:
        """Put every example to the candidate and judge the answers. Never raises for what the candidate does."""
        started = time.monotonic()
        exam = self.exam(exercise)
        outcomes = exam.answers(candidate)
        return self._verdict(exam, candidate, outcomes, exam.judged(outcomes), started)

    def confirm(self, exercise: Exercise, candidate: HeardAsItAnswers) -> Verdict | None:
        """Return what `examine` does if every answer is right; None as soon as one is not, which counts nothing."""
        started = time.monotonic()
        exam = self.exam(exercise)
        outcomes = exam.right_answers(candidate)
        return None if outcomes is None else self._verdict(exam, candidate, outcomes, [None] * len(outcomes), started)

    def _verdict(
        self,
        exam: Exam,
        candidate: Candidate,
        outcomes: Sequence[tuple[Outcome, ...]],
        failures: Sequence[Failure | None],
        started: float,
    ) -> Verdict:
        exercise = exam.exercise
        failed: dict[str, list[Finding]] = {}
        for example, answer, failure in zip(exam.examples, outcomes, failures, strict=True):
            if failure is not None:
                failed.setdefault(example.property.name, []).append(Finding(example, answer, failure))
        unexplained = bool(failed) and self._explains
        misconception = diagnose(exam, outcomes, failures) if unexplained else None
        kept = remembered(exam, candidate, outcomes, failures) if unexplained and misconception is None else None
        known = misconception or (kept.dependence if kept else None)
        flat = telling(outcomes)
        state = state_of(flat) if failed else State.RIGHT
        smallest = {} if state.nothing_came else self._smallest(exam, candidate, failed, misconception, kept)
        properties = _property_verdicts(exam, failed, smallest)
        worst = next((p for p in properties if not p.passed), None)
        earned = sum(p.points for p in properties)
        return Verdict(
            exercise=exercise.name,
            score=min(round(earned, 2), exercise.points - 0.01) if worst else float(exercise.points),
            max_score=float(exercise.points),
            state=state,
            properties=properties,
            message=_message(exercise, state, properties, flat),
            misconception=known.name if known else None,
            explanation=known.explanation if known else "",
            counterexample=worst.counterexample if worst else None,
            isolated=candidate.isolated,
            seed=f"{exam.seed:016x}",
            suite=exam.suite,
            contrast=self._contrast(exam, candidate, failed, smallest, failures)
            if unexplained and not known and not state.nothing_came
            else None,
            seconds=time.monotonic() - started,
        )

    def _smallest(
        self,
        exam: Exam,
        candidate: Candidate,
        failed: dict[str, list[Finding]],
        misconception: Misconception | None,
        kept: Found | None,
    ) -> dict[str, Finding]:
        """For each failed property the smallest failing example found before the time is up."""
        smallest = {name: min(findings, key=Finding.size) for name, findings in failed.items()}
        if kept is not None:  # no input alone shows it: the questions stand for all
            name = kept.example.property.name
            return smallest | {name: Finding(replace(kept.example, questions=kept.questions), (), kept.failure)}
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
                found = find_smaller(exam, known, candidate, attempts, share)
            if found is not None and found.size() < known.size():
                smallest[name] = found
        return smallest

    def _contrast(
        self,
        exam: Exam,
        candidate: Candidate,
        failed: dict[str, list[Finding]],
        smallest: dict[str, Finding],
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
        self, exam: Exam, misconception: Misconception, known: Finding, candidate: Candidate
    ) -> Finding | None:
        """The smallest input on which this misconception fails, if the candidate fails on it too.

        A class makes the same mistakes again and again: each is shrunk once, on our own copy of it, and kept.
        """
        key = (exam.exercise.name, misconception.name, known.example.property.name)
        if key not in self._typical_failures:
            self._typical_failures[key] = self._typical_failure(exam, misconception, known)
        example = self._typical_failures[key]
        return attempt(example, candidate) if example else None

    def _typical_failure(self, exam: Exam, misconception: Misconception, known: Finding) -> Example | None:
        prop = known.example.property
        digest = hashlib.sha256(f"{misconception.name}\0{prop.name}".encode()).hexdigest()
        about = ("typical", f"{exam.exercise.name}.{digest[:16]}", exam.suite)
        kept = self._cache.get(*about) if self._cache else None
        if kept is not None:
            (data,) = kept
            return Example.of(prop, data, exam.exercise)
        started = time.monotonic()
        ours = exam.local(misconception)
        failing = attempt(known.example, ours)
        if failing is None:
            return None
        attempts = self._shrink_attempts // 2  # whoever makes it first: the class reads the same
        example = find_smaller(exam, failing, ours, attempts, self._shrink_seconds).example
        if self._cache and time.monotonic() - started < self._shrink_seconds:
            self._cache.put(*about, (example.data,))
        return example


def _unwritten(findings: Sequence[Finding]) -> bool:
    return state_of(telling(finding.outcomes for finding in findings)) is State.UNWRITTEN


def _always_raises(findings: Sequence[Finding]) -> bool:
    return all(isinstance(entries(outcome)[-1], Raised) for finding in findings for outcome in finding.outcomes)


def _property_verdicts(
    exam: Exam, failed: dict[str, list[Finding]], smallest: dict[str, Finding]
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


def _message(
    exercise: Exercise, state: State, properties: Sequence[PropertyVerdict], outcomes: Sequence[Outcome]
) -> str:
    if state is State.RIGHT:
        return f"All {len(properties)} properties hold."
    if state is State.UNWRITTEN:
        return f"{exercise.name} is not written yet."
    if state is State.UNDEFINED:
        return f"{exercise.name} was never defined."
    if state is State.WRONG and any(p.points for p in properties):
        return f"{sum(not p.passed for p in properties)} of {len(properties)} properties do not hold."
    if state is State.WRONG:
        return "No answer that was compared was right."
    stopped = next((outcome for outcome in outcomes if isinstance(outcome, TimedOut)), None)
    if stopped is None:
        return f"No call gave a value: {_one_line(show_outcome(outcomes[0]))}."
    return (
        f"{exercise.name} does not come to an end: it was stopped after {stopped.seconds:g} seconds. "
        "Look for a loop whose condition never changes."
    )
