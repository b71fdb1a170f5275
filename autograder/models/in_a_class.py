"""The trained networks in a class run: they see with a student's work once what they need of it is written."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path

from autograder.course import CourseError
from autograder.exam.exercise import Verdict
from autograder.grading.grader import Grader
from autograder.grading.one_notebook import Graded
from autograder.models.layers import ASSIGNMENTS
from autograder.models.of_modules import OF_MODULES
from autograder.models.own_layers import written
from autograder.models.seen import Seen
from autograder.notebook.read import UnreadableError, find_notebook, read_bytes
from autograder.notebook.rebuild import Rebuilt
from autograder.sandbox.outside.sandbox import Submission

__all__ = ["grade_with_networks", "modules_seen", "networks_told", "read_notebooks"]

_log = logging.getLogger(__name__)


def grade_with_networks(
    grader: Grader,
    rebuilt: Rebuilt,
    assignment: str,
    student: str,
    layers: Callable[[], Mapping[str, bytes]],
    seconds: float,
) -> tuple[Graded, list[str], str]:
    """Grade a submission of a class and return with it what the networks have seen: a line each, and HTML.

    Args:
        grader: grades it.
        rebuilt: the notebook.
        assignment: its name.
        student: the id.
        layers: gives the student's notebooks with layers, by assignment, if they are wanted.
        seconds: for each network; 0 for none at all.
    """
    seen = Seen()

    def see(submission: Submission, verdicts: Mapping[str, Verdict]) -> None:
        nonlocal seen
        seen = modules_seen(submission, verdicts, seconds)

    graded = grader.grade_rebuilt(rebuilt, assignment, afterwards=see)
    told, page = networks_told(grader, layers, student, graded.verdicts, seconds, seen)
    return graded, told, page


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


def modules_seen(submission: Submission, verdicts: Mapping[str, Verdict], seconds: float) -> Seen:
    """Let networks see that are made of the modules in one submission, while it is open and its verdicts have fallen.

    None does where what it needs is not written yet: then there is something else to do first. What keeps the networks
    from seeing is logged, and costs nobody a grade.

    Args:
        submission: its cells have run.
        verdicts: of its assignment, by exercise.
        seconds: for each network; 0 for none at all.
    """
    seen = Seen()
    for model, network in OF_MODULES.items():
        if seconds and all(written(verdicts.get(name)) for name in network.exercises):
            from autograder.models.of_student import recognise_with_modules_in  # and PyTorch; see `networks_told`
            from cnnedu.weights.errors import WeightsError

            try:
                seen += recognise_with_modules_in(submission, model, verdicts, seconds)
            except (OSError, RuntimeError, ValueError, WeightsError) as error:
                _log.warning("%s did not see with a student's modules: %s", model, error)
    return seen


def networks_told(
    grader: Grader,
    layers: Callable[[], Mapping[str, bytes]],
    student: str,
    verdicts: Mapping[str, Verdict],
    seconds: float,
    seen: Seen,
) -> tuple[list[str], str]:
    """Return what the networks have seen with a student's work: a line each, and HTML for the feedback page.

    Networks of NumPy's layers, which come from several assignments, see now, if all layers of this one are written.

    Args:
        grader: opens what was handed in.
        layers: gives the student's notebooks with layers, by assignment.
        student: the id.
        verdicts: of the assignment that is being graded, by exercise.
        seconds: for each network; 0 for none at all.
        seen: what was seen with the modules in this assignment.
    """
    of_layers = [verdict for name, verdict in verdicts.items() if name in ASSIGNMENTS]
    # PyTorch and Matplotlib take seconds to import, which nobody who grades an assignment without networks should wait.
    if seconds and of_layers and all(map(written, of_layers)):
        from autograder.models.of_student import read_with_layers_of
        from cnnedu.weights.errors import WeightsError

        try:
            seen += read_with_layers_of(grader, layers(), seconds)
        except (CourseError, OSError, RuntimeError, ValueError, WeightsError) as error:
            _log.warning("The trained networks did not read with the layers of %s: %s", student, error)
    if not seen.readings:
        return [], ""
    from autograder.models.told import reading_html, reading_told

    return [*map(reading_told, seen.readings), *seen.remarks], reading_html(seen.readings, seen.remarks)
