"""Everything that a student has handed in of the layers that the networks are made of, and what came of it."""

from __future__ import annotations

from pathlib import Path

from autograder.course import CourseError
from autograder.gradebook.one_submission import course_config
from autograder.gradebook.records import course_directory, submissions
from autograder.grading.grader import Grader
from autograder.models.own_layers import OwnLayers, assignments_of_layers, own_layers
from autograder.models.reading import MODELS, Reading, read_digits
from autograder.notebook.read import UnreadableError, find_notebook, read_bytes

__all__ = ["handed_in", "read_with_layers_of"]


def handed_in(root: Path, student: str) -> dict[str, bytes]:
    """Return, by assignment, the notebooks of a student in which layers are written. Unreadable ones are left out.

    Raises:
        CourseError: there is none.
    """
    found = {}
    names = list(dict.fromkeys(assignment.name for assignment in assignments_of_layers().values()))
    for name in names:
        notebook = submissions(course_directory(course_config(root, name, student))).get(student)
        if notebook is not None:
            try:
                path, _ = find_notebook(notebook.parent, notebook.stem)
                found[name] = read_bytes(path)
            except UnreadableError:
                continue
    if not found:
        raise CourseError(
            f"{student!r} has handed in none of {', '.join(names)}, in which the layers are written: "
            f"look into {root / 'submitted'}"
        )
    return found


def read_with_layers_of(
    grader: Grader, submitted: dict[str, bytes], budget_seconds: float = 10.0
) -> tuple[list[Reading], OwnLayers]:
    """Let each network read digits with the layers in some submissions. Never raises for anything that is in them.

    Args:
        grader: opens and examines them.
        submitted: notebooks as they were handed in, by assignment.
        budget_seconds: for each network.
    """
    with own_layers(grader, submitted) as own:
        return [read_digits(model, own.operations, budget_seconds) for model in MODELS], own
