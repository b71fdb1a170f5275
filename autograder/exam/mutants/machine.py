"""The machine that finds holes: all mutants of an exercise, put to its exams."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from autograder.exam.exam import Exam
from autograder.exam.exercise import Exercise
from autograder.exam.mutants.contract import Contract
from autograder.exam.mutants.equivalents import equivalents_of, further_draw_of
from autograder.exam.mutants.making import Mutant
from autograder.exam.mutants.trial import Trial
from autograder.exam.mutants.workers import for_small_questions, in_workers

__all__ = ["SEEDS", "Tally", "further_inputs", "told_apart", "try_mutants"]

SEEDS = 5
_LOST: str | None = "the process ended"


def further_inputs(libraries: Sequence[str]) -> int:
    """Return on how many inputs a reason is tried: a pass through a module costs ten times as much as one in NumPy."""
    return 10_000 if "torch" in libraries else 100_000


@dataclass(frozen=True)
class Tally:
    """What came of the mutants of an exercise.

    Attributes:
        killed: how many no exam let through, by the property that failed first, or what else ended them.
        equivalent: the survivors that are right after all, with the reason.
        holes: the survivors that are not known to be right.
    """

    exercise: str
    mutants: int
    killed: Counter[str]
    equivalent: tuple[tuple[Mutant, str], ...]
    holes: tuple[Mutant, ...]
    seconds: float


@for_small_questions()
def try_mutants(
    exercise: Exercise,
    mutants: Sequence[Mutant],
    *,
    libraries: tuple[str, ...] = (),
    seeds: int = SEEDS,
    jobs: int = 2,
    step: Callable[[str], None] = lambda now: None,
) -> Tally:
    """Put the mutants of an exercise to its exam, drawn under several secrets.

    Args:
        exercise: whose exams.
        mutants: of its right answers.
        libraries: of the assignment.
        seeds: how many secrets.
        jobs: how many processes.
        step: told after each mutant.
    """
    started = time.monotonic()
    trial = Trial([Exam(exercise, f"mutants {seed}".encode()) for seed in range(seeds)], libraries)
    killed: Counter[str] = Counter()
    survivors: list[int] = []
    for number, by in in_workers(trial.killed_by, mutants, jobs, _LOST):
        step(exercise.name)
        if by is None:
            survivors.append(number)
        else:
            killed[by] += 1
    known = equivalents_of(exercise)
    equivalent, holes = [], []
    for mutant in (mutants[number] for number in sorted(survivors)):
        reason = next((each.reason for each in known if each.covers(mutant)), None)
        if reason is None:
            holes.append(mutant)
        else:
            equivalent.append((mutant, reason))
    seconds = time.monotonic() - started
    return Tally(exercise.name, len(mutants), killed, tuple(equivalent), tuple(holes), seconds)


@for_small_questions()
def told_apart(
    exercise: Exercise,
    mutants: Sequence[Mutant],
    libraries: tuple[str, ...] = (),
    *,
    draws: int,
    jobs: int = 2,
    groups: Sequence[str] | None = None,
) -> list[str | None]:
    """Return for each mutant a further input on which it breaks the contract, or None where none was found.

    Args:
        exercise: whose contract.
        mutants: of its right answers.
        libraries: of the assignment.
        draws: how many further inputs each mutant gets.
        jobs: how many processes.
        groups: of each mutant, to which group it belongs, such as those with one reason: then each group gets so many
            inputs, and each mutant of it an equal part of them, at least a fiftieth.
    """
    draw = further_draw_of(exercise)
    if draw is None or not mutants:
        return [None] * len(mutants)
    contract = Contract(exercise, draw, draws)
    parts = [range(draws)] * len(mutants) if groups is None else _parts(groups, draws)
    found: list[str | None] = [None] * len(mutants)
    numbered = list(zip(mutants, parts, strict=True))
    for number, call in in_workers(
        lambda pair: contract.broken_by(pair[0], libraries, pair[1]), numbered, jobs, _LOST, seconds=1800.0
    ):
        found[number] = call
    return found


def _parts(groups: Sequence[str], draws: int) -> list[range]:
    """Divide the inputs among the members of each group, in turn.

    >>> _parts(["a", "b", "a"], 100)
    [range(0, 50), range(0, 100), range(50, 100)]
    """
    sizes, met = Counter(groups), Counter[str]()
    parts = []
    for group in groups:
        length = max(draws // sizes[group], draws // 50)
        start = met[group] * length % draws
        parts.append(range(start, min(start + length, draws)))
        met[group] += 1
    return parts
