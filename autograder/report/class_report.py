"""All that the page shows, made from a class as plain data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.gradebook.course_grader import known_assignment
from autograder.report.alike import Alikeness, Pair, alikeness
from autograder.report.class_data import UNWRITTEN, ClassData
from autograder.report.collecting import collect
from autograder.report.conduct import Remark, remarks
from autograder.report.lecture import Advice, to_say
from autograder.report.so_far import CourseSoFar, course_so_far
from autograder.report.tallies import (
    ExerciseTally,
    MistakeTally,
    Stuck,
    exercise_tallies,
    mistake_tallies,
    stuck_students,
)
from autograder.report.timing import Timing, timing

__all__ = ["ClassReport", "PairOfStudents", "class_report", "report_on"]


@dataclass(frozen=True)
class PairOfStudents:
    """Two students, and the exercises in which their answers stand out, the closest first."""

    first: str
    second: str
    answers: tuple[Pair, ...]


@dataclass(frozen=True)
class ClassReport:
    data: ClassData
    advice: tuple[Advice, ...]
    exercises: tuple[ExerciseTally, ...]
    mistakes: tuple[MistakeTally, ...]
    stuck: tuple[Stuck, ...]
    remarks: tuple[Remark, ...]
    alike: tuple[Alikeness, ...]
    pairs: tuple[PairOfStudents, ...]
    timing: Timing
    course: CourseSoFar


def class_report(root: Path, assignment: str, progress: Callable[[str], None] = lambda student: None) -> ClassReport:
    """Read the course and say what is in it.

    Args:
        root: the course's folder.
        assignment: its name.
        progress: told each student whose notebook is read, and each exercise whose answers are compared.

    Raises:
        CourseError: see `collect`.
    """
    data = collect(root, assignment, progress)
    return report_on(data, known_assignment(assignment).libraries, course_so_far(root, assignment), progress)


def report_on(
    data: ClassData,
    libraries: Sequence[str],
    course: CourseSoFar,
    progress: Callable[[str], None] = lambda exercise: None,
) -> ClassReport:
    """Say what is in a class. `libraries` are those that the assignment may use."""
    exercises, mistakes = exercise_tallies(data), mistake_tallies(data)
    alike = []
    for exercise in data.exercises:
        progress(exercise)
        alike.append(alikeness(exercise, _written(data, exercise)))
    return ClassReport(
        data=data,
        advice=tuple(to_say(data, exercises, mistakes)),
        exercises=tuple(exercises),
        mistakes=tuple(mistakes),
        stuck=tuple(stuck_students(data)),
        remarks=tuple(remarks(data, set(libraries))),
        alike=tuple(alike),
        pairs=tuple(_by_students(alike)),
        timing=timing(data),
        course=course,
    )


def _written(data: ClassData, exercise: str) -> dict[str, str]:
    return {
        work.student: work.answers[exercise]
        for work in data.works
        if exercise in work.answers and work.results[exercise].state != UNWRITTEN
    }


def _by_students(alike: Sequence[Alikeness]) -> list[PairOfStudents]:
    """The pairs of all exercises, who stands out in most of them first."""
    found: dict[tuple[str, str], list[Pair]] = {}
    for each in alike:
        for pair in each.pairs:
            found.setdefault((pair.first, pair.second), []).append(pair)
    pairs = [
        PairOfStudents(first, second, tuple(sorted(answers, key=lambda pair: pair.distance)))
        for (first, second), answers in found.items()
    ]
    return sorted(pairs, key=lambda pair: (-len(pair.answers), pair.answers[0].distance, pair.first, pair.second))
