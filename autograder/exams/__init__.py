"""The exams. One folder an assignment, and in it three files an exercise, for three readers.

`X.py` says how it is asked, `wrong/X.py` what students believe, `honest/X.py` what is right in different styles. Here
stands the only list of assignments, in an assignment's folder the only list of its exercises. An assignment is imported
when it is asked for: one in PyTorch takes seconds that a grader of NumPy's need not wait for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from autograder.meant import meant

if TYPE_CHECKING:
    from autograder.exam.exercise import Assignment, Exercise

    ASSIGNMENTS: tuple[Assignment, ...]

__all__ = ["ASSIGNMENTS", "assignment_names", "exam_room", "find_assignment", "find_assignment_of", "find_exercise"]

_FOLDERS = {
    "01_correlation": "correlation",
    "02_channels": "channels",
    "03_matrix_and_gradients": "matrix_and_gradients",
    "04_pooling_and_activations": "pooling_and_activations",
    "05_normalisation_and_dropout": "normalisation_and_dropout",
    "06_receptive_fields": "receptive_fields",
    "07_classic_networks": "classic_networks",
    "08_residual_and_dense": "residual_and_dense",
    "09_train_and_report": "training_and_evaluation",
}


def assignment_names() -> tuple[str, ...]:
    """Return the names of all assignments, in the course's order, without importing any."""
    return tuple(_FOLDERS)


def find_assignment(name: str) -> Assignment:
    """Return the assignment called `name`, e.g. ``01_correlation``.

    Raises:
        KeyError: there is none of that name.
    """
    found: Assignment = import_module(exam_room(name)).ASSIGNMENT
    return found


def exam_room(assignment: str) -> str:
    """Return the name of the package with an assignment's exams, which is imported with all that they need.

    Raises:
        KeyError: there is no assignment of that name.
    """
    if assignment not in _FOLDERS:
        raise KeyError(f"there is no assignment {assignment!r}; {meant(assignment, _FOLDERS, 'the course has')}")
    return f"{__name__}.{_FOLDERS[assignment]}"


def find_exercise(name: str) -> Exercise:
    """Return the exercise called `name`, of whichever assignment.

    Raises:
        KeyError: no assignment has one of that name.
    """
    return find_assignment_of(name).exercise(name)


def find_assignment_of(exercise: str) -> Assignment:
    """Return the assignment that has an exercise of this name.

    Raises:
        KeyError: none has.
    """
    known: list[str] = []
    for assignment in map(find_assignment, _FOLDERS):
        names = [each.name for each in assignment.exercises]
        if exercise in names:
            return assignment
        known += names
    raise KeyError(f"there is no exercise {exercise!r}: {meant(exercise, known)}")


def __getattr__(name: str) -> Any:
    """Import all of them for whoever asks for ``ASSIGNMENTS``."""
    if name == "ASSIGNMENTS":
        return tuple(map(find_assignment, _FOLDERS))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
