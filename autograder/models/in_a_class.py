"""The trained networks in a class run: they read with a student's layers once those of the assignment are written."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

from autograder.course import CourseError
from autograder.exam.exercise import Verdict
from autograder.grading.grader import Grader
from autograder.models.layers import ASSIGNMENTS
from autograder.models.own_layers import written
from autograder.notebook.read import UnreadableError, find_notebook, read_bytes

__all__ = ["networks_told", "read_notebooks"]

_log = logging.getLogger(__name__)


def read_notebooks(places: Mapping[str, Path]) -> dict[str, bytes]:
    """Return what lies in these places, by assignment. Unreadable ones are left out."""
    found = {}
    for name, notebook in places.items():
        try:
            path, _ = find_notebook(notebook.parent, notebook.stem)
            found[name] = read_bytes(path)
        except UnreadableError:
            continue
    return found


def networks_told(
    grader: Grader, places: Mapping[str, Path], student: str, verdicts: Mapping[str, Verdict], seconds: float
) -> tuple[list[str], str]:
    """Return what the networks have read with a student's layers: a line each, and HTML for the feedback page.

    Nothing where the assignment has no layers, or one of them is not written yet: then there is something else to do
    first. What keeps the networks from reading is logged, and costs nobody a grade.

    Args:
        grader: opens what was handed in.
        places: where the student's notebooks with layers belong, by assignment.
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
        readings, own = read_with_layers_of(grader, read_notebooks(places), seconds)
        return [*map(reading_told, readings), *layers_told(own)], reading_html(readings, own)
    except (CourseError, OSError, RuntimeError, ValueError) as error:
        _log.warning("The trained networks did not read with the layers of %s: %s", student, error)
        return [], ""
