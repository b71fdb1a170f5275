"""What a class has made of an assignment, counted: exercises, mistakes by what they cost, who is stuck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from autograder.feedback.wording import points
from autograder.report.class_data import NO_VALUE, RIGHT, STATES, UNNAMED, UNWRITTEN, ClassData, Work

__all__ = ["ExerciseTally", "MistakeTally", "Stuck", "exercise_tallies", "mistake_tallies", "stuck_students"]


@dataclass(frozen=True)
class ExerciseTally:
    """What came of one exercise: how many are in which state, points lost by all, mean share of the points.

    `lost_unnamed` is what those lost whose mistake has no name; `broken` are the properties that most of them break,
    each with how many do, the first one first.
    """

    name: str
    most: float
    states: Mapping[str, int]
    lost: float
    mean_share: float
    lost_unnamed: float
    lost_unwritten: float
    broken: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class MistakeTally:
    """A mistake with a name: who made it in which exercise, and the points that it cost them together."""

    exercise: str
    name: str
    explanation: str
    students: tuple[str, ...]
    lost: float


@dataclass(frozen=True)
class Stuck:
    """A student who does not get on, and what stands in the way, a sentence each."""

    student: str
    total: float
    reasons: tuple[str, ...]
    feedback: str


def exercise_tallies(data: ClassData) -> list[ExerciseTally]:
    """Count the states of each exercise, in the assignment's order."""
    tallies = []
    for name, most in data.exercises.items():
        results = [work.results[name] for work in data.works]
        unnamed = [result for result in results if result.state in (UNNAMED, NO_VALUE)]
        broken = Counter(sentence for result in unnamed if result.state == UNNAMED for sentence in result.broken)
        counted = Counter(result.state for result in results)
        earned = sum(result.points for result in results)
        tallies.append(
            ExerciseTally(
                name=name,
                most=most,
                states={state: counted[state] for state in STATES},
                lost=sum(result.lost for result in results),
                mean_share=earned / (most * len(results)) if most and results else 0.0,
                lost_unnamed=sum(result.lost for result in unnamed),
                lost_unwritten=sum(result.lost for result in results if result.state == UNWRITTEN),
                broken=tuple(broken.most_common(3)),
            )
        )
    return tallies


def mistake_tallies(data: ClassData) -> list[MistakeTally]:
    """Count the mistakes that have a name, the one that cost the class most first."""
    made: dict[tuple[str, str], list[Work]] = {}
    for work in data.works:
        for exercise, result in work.results.items():
            if result.misconception:
                made.setdefault((exercise, result.misconception), []).append(work)
    tallies = [
        MistakeTally(
            exercise=exercise,
            name=name,
            explanation=works[0].results[exercise].explanation,
            students=tuple(work.student for work in works),
            lost=sum(work.results[exercise].lost for work in works),
        )
        for (exercise, name), works in made.items()
    ]
    return sorted(tallies, key=lambda tally: (-tally.lost, -len(tally.students), tally.exercise, tally.name))


def stuck_students(data: ClassData) -> list[Stuck]:
    """List who earned less than half of the points, or wrote something that never gave a value, the fewest first.

    Those who handed in nothing that could be read are among them.
    """
    stuck = [
        Stuck(work.student, work.total, tuple(_reasons(work)), work.feedback)
        for work in data.works
        if work.total < data.most / 2 or work.in_state(NO_VALUE)
    ]
    return sorted(stuck, key=lambda each: (each.total, each.student))


def _reasons(work: Work) -> list[str]:
    whole = len(work.results)
    reasons = []
    unwritten = work.in_state(UNWRITTEN)
    if len(unwritten) == whole:
        reasons += list(work.problems[:1]) or ["Nothing is written."]
    elif unwritten:
        reasons.append(f"Not written: {', '.join(unwritten)}.")
    for name in work.in_state(NO_VALUE):
        reasons.append(f"{name}: {work.results[name].message}")
    wrong = [name for name in work.results if work.results[name].state not in (RIGHT, UNWRITTEN, NO_VALUE)]
    if wrong:
        lost = sum(work.results[name].lost for name in wrong)
        which = "every exercise" if len(wrong) == whole else ", ".join(wrong)
        reasons.append(f"Wrong in {which}: {points(lost)} points lost.")
    if work.penalty:
        reasons.append(f"Handed in late: {points(work.penalty)} points taken off.")
    return reasons
