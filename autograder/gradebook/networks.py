"""Where the layers lie that the trained networks read with: in what students have handed in of several assignments."""

from __future__ import annotations

from pathlib import Path

from autograder.course import CourseError
from autograder.gradebook.configuration import course_config
from autograder.gradebook.records import course_directory, submissions
from autograder.models.in_a_class import read_notebooks
from autograder.models.layers import ASSIGNMENTS

__all__ = ["handed_in", "layer_places"]


def layer_places(root: Path, student: str = "*") -> dict[str, dict[str, Path]]:
    """Return by student and assignment where each notebook with layers belongs, of those who handed in any."""
    places: dict[str, dict[str, Path]] = {}
    for name in dict.fromkeys(ASSIGNMENTS.values()):
        for who, notebook in submissions(course_directory(course_config(root, name, student))).items():
            places.setdefault(who, {})[name] = notebook
    return places


def handed_in(root: Path, student: str) -> dict[str, bytes]:
    """Return, by assignment, the notebooks of a student in which layers are written. Unreadable ones are left out.

    Raises:
        CourseError: there is none.
    """
    found = read_notebooks(layer_places(root, student).get(student, {}))
    if not found:
        names = dict.fromkeys(ASSIGNMENTS.values())
        raise CourseError(
            f"{student!r} has handed in none of {', '.join(names)}, in which the layers are written: "
            f"look into {root / 'submitted'}"
        )
    return found
