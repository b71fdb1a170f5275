"""Where the notebooks lie that the trained networks are made of: in what students have handed in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from autograder.course import CourseError
from autograder.gradebook.configuration import course_config
from autograder.gradebook.records import course_directory, submissions
from autograder.models.in_a_class import read_notebooks
from autograder.models.layers import ASSIGNMENTS
from autograder.models.of_modules import OF_MODULES

__all__ = ["handed_in", "layer_places"]


def layer_places(root: Path, student: str = "*") -> dict[str, dict[str, Path]]:
    """Return by student and assignment where each notebook with layers belongs, of those who handed in any."""
    return _places(root, student, ASSIGNMENTS.values())


def _places(root: Path, student: str, assignments: Iterable[str]) -> dict[str, dict[str, Path]]:
    places: dict[str, dict[str, Path]] = {}
    for name in dict.fromkeys(assignments):
        for who, notebook in submissions(course_directory(course_config(root, name, student))).items():
            places.setdefault(who, {})[name] = notebook
    return places


def handed_in(root: Path, student: str) -> dict[str, bytes]:
    """Return, by assignment, the notebooks of a student that networks are made of. Unreadable ones are left out.

    Raises:
        CourseError: there is none.
    """
    names = dict.fromkeys([*ASSIGNMENTS.values(), *(network.assignment for network in OF_MODULES.values())])
    found = read_notebooks(_places(root, student, names).get(student, {}))
    if not found:
        raise CourseError(
            f"{student!r} has handed in none of {', '.join(names)}, of which the networks are made: "
            f"look into {root / 'submitted'}"
        )
    return found
