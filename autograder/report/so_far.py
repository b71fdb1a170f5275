"""The course so far: every assignment that is in the gradebook, and who falls behind from one to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

from autograder.gradebook.configuration import course_config
from autograder.gradebook.points import AssignmentPoints, assignments_with_points, points_of
from autograder.gradebook.records import course_directory

__all__ = ["AssignmentSoFar", "CourseSoFar", "StudentSoFar", "course_so_far", "so_far"]

_FALLEN = 0.25


@dataclass(frozen=True)
class AssignmentSoFar:
    """A class's points of one assignment, as shares of what can be earned."""

    name: str
    most: float
    handed_in: int
    late: int
    median_share: float
    mean_share: float
    everything: int


@dataclass(frozen=True)
class StudentSoFar:
    """One student's share of the points of each assignment, None where nothing was handed in.

    `mean_share` takes those for nought. `falling` says that the last one is far below the mean of those before.
    """

    student: str
    shares: tuple[float | None, ...]
    mean_share: float
    falling: bool


@dataclass(frozen=True)
class CourseSoFar:
    assignments: tuple[AssignmentSoFar, ...]
    students: tuple[StudentSoFar, ...]


def course_so_far(root: Path, assignment: str) -> CourseSoFar:
    """Read all assignments from the gradebook.

    Raises:
        CourseError: there is no gradebook, or it cannot be read.
    """
    coursedir = course_directory(course_config(root, assignment))
    return so_far([points_of(coursedir, name) for name in assignments_with_points(coursedir)])


def so_far(assignments: Sequence[AssignmentPoints]) -> CourseSoFar:
    """Put the assignments beside each other, in their order; students with the smallest share first."""
    shares = [
        {student: each.total / known.most if known.most else 0.0 for student, each in known.students.items()}
        for known in assignments
    ]
    everybody = sorted(set().union(*(known.enrolled for known in assignments), *shares))
    students = [_student(student, [of.get(student) for of in shares]) for student in everybody]
    return CourseSoFar(
        tuple(map(_assignment, assignments, shares)),
        tuple(sorted(students, key=lambda each: (each.mean_share, each.student))),
    )


def _assignment(known: AssignmentPoints, shares: Mapping[str, float]) -> AssignmentSoFar:
    values = list(shares.values()) or [0.0]
    return AssignmentSoFar(
        name=known.name,
        most=known.most,
        handed_in=len(shares),
        late=sum(each.late > 0 for each in known.students.values()),
        median_share=median(values),
        mean_share=mean(values),
        everything=sum(share >= 1 for share in shares.values()),
    )


def _student(student: str, shares: Sequence[float | None]) -> StudentSoFar:
    counted = [share or 0.0 for share in shares]
    falling = len(counted) > 1 and counted[-1] < mean(counted[:-1]) - _FALLEN
    return StudentSoFar(student, tuple(shares), mean(counted) if counted else 0.0, falling)
