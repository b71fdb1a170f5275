"""The trained networks in a class run: they read with a student's layers once those of the assignment are written."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

from autograder.course import CourseError
from autograder.exam.exercise import Verdict
from autograder.gradebook.one_submission import course_config
from autograder.gradebook.records import course_directory, submissions
from autograder.grading.grader import Grader
from autograder.models.layers import ASSIGNMENTS
from autograder.models.own_layers import written
from autograder.notebook.read import UnreadableError, find_notebook, read_bytes

__all__ = ["handed_in", "networks_told"]

_log = logging.getLogger(__name__)


def handed_in(root: Path, student: str) -> dict[str, bytes]:
    """Return, by assignment, the notebooks of a student in which layers are written. Unreadable ones are left out.

    Raises:
        CourseError: there is none.
    """
    found = {}
    names = list(dict.fromkeys(ASSIGNMENTS.values()))
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


def networks_told(
    grader: Grader, root: Path, student: str, verdicts: Mapping[str, Verdict], seconds: float
) -> tuple[list[str], str]:
    """Return what the networks have read with a student's layers: a line each, and HTML for the feedback page.

    Nothing where the assignment has no layers, or one of them is not written yet: then there is something else to do
    first. What keeps the networks from reading is logged, and costs nobody a grade.

    Args:
        grader: opens what was handed in.
        root: the course's folder.
        student: the id.
        verdicts: of the assignment that is being graded, by exercise.
        seconds: for each network; 0 for none at all.
    """
    layers = [verdict for name, verdict in verdicts.items() if name in ASSIGNMENTS]
    if not seconds or not layers or not all(map(written, layers)):
        return [], ""
    # PyTorch and Matplotlib take seconds to import, which nobody who grades an assignment without layers should wait.
    from autograder.models.of_student import read_with_layers_of
    from autograder.models.told import layers_told, reading_html, reading_told

    try:
        readings, own = read_with_layers_of(grader, handed_in(root, student), seconds)
        return [*map(reading_told, readings), *layers_told(own)], reading_html(readings, own)
    except (CourseError, OSError, RuntimeError, ValueError) as error:
        _log.warning("The trained networks did not read with the layers of %s: %s", student, error)
        return [], ""
