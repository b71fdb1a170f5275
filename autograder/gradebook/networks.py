"""The trained networks in a class run: they see with a student's work once what they need of it is written."""

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
from autograder.models.of_modules import OF_MODULES
from autograder.models.own_layers import written
from autograder.notebook.read import UnreadableError, find_notebook, read_bytes

__all__ = ["handed_in", "networks_told"]

_log = logging.getLogger(__name__)


def handed_in(root: Path, student: str) -> dict[str, bytes]:
    """Return, by assignment, the notebooks of a student that networks are made of. Unreadable ones are left out.

    Raises:
        CourseError: there is none.
    """
    found = {}
    names = dict.fromkeys([*ASSIGNMENTS.values(), *(network.assignment for network in OF_MODULES.values())])
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
            f"{student!r} has handed in none of {', '.join(names)}, of which the networks are made: "
            f"look into {root / 'submitted'}"
        )
    return found


def networks_told(
    grader: Grader, root: Path, student: str, verdicts: Mapping[str, Verdict], seconds: float
) -> tuple[list[str], str]:
    """Return what the networks have seen with a student's work: a line each, and HTML for the feedback page.

    Nothing where the assignment has no part in a network, or what a network needs of it is not written yet: then there
    is something else to do first. What keeps the networks from seeing is logged, and costs nobody a grade.

    Args:
        grader: opens what was handed in.
        root: the course's folder.
        student: the id.
        verdicts: of the assignment that is being graded, by exercise.
        seconds: for each network; 0 for none at all.
    """
    layers = [verdict for name, verdict in verdicts.items() if name in ASSIGNMENTS]
    on_layers = bool(layers) and all(map(written, layers))
    of_modules = [
        model for model, network in OF_MODULES.items() if all(written(verdicts.get(name)) for name in network.exercises)
    ]
    if not seconds or not (on_layers or of_modules):
        return [], ""
    # PyTorch and Matplotlib take seconds to import, which nobody who grades an assignment without networks should wait.
    from autograder.models.of_student import Seen, read_with_layers_of, recognise_with_modules_of
    from autograder.models.told import reading_html, reading_told
    from cnnedu.weights.errors import WeightsError

    try:
        submitted, seen = handed_in(root, student), Seen()
        if on_layers:
            seen += read_with_layers_of(grader, submitted, seconds)
        for model in of_modules:
            if notebook := submitted.get(OF_MODULES[model].assignment):
                seen += recognise_with_modules_of(grader, notebook, model, seconds, verdicts)
    except (CourseError, OSError, RuntimeError, ValueError, WeightsError) as error:
        _log.warning("The trained networks did not see with the work of %s: %s", student, error)
        return [], ""
    return [*map(reading_told, seen.readings), *seen.remarks], reading_html(seen.readings, seen.remarks)
