"""What a worker of a cluster must know of the small course, whose exams are not in the package."""

from __future__ import annotations

from small_course import ASSIGNMENT

from autograder.classroom import cluster
from autograder.grading import grader

__all__ = ["prepare", "prepare_with_another_numpy"]


def prepare() -> None:
    grader.find_assignment = {ASSIGNMENT.name: ASSIGNMENT}.__getitem__  # type: ignore[assignment]


def prepare_with_another_numpy() -> None:
    versions = cluster._versions()
    cluster._versions = lambda: versions | {"numpy": "1.0"}
