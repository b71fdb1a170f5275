"""Whether there is an assignment of a name, found out by looking at the course's folders: nothing slow is imported."""

from __future__ import annotations

from pathlib import Path

from autograder.course import CourseError
from autograder.meant import meant

__all__ = ["assignments_in", "check_assignment_name"]


def check_assignment_name(root: Path, name: str) -> None:
    """Let a misspelt name end a command at once.

    Args:
        root: the course's folder.
        name: what was asked for, e.g. ``01_correlation``.

    Raises:
        CourseError: it is no course of ours, or solutions/ has neither a source nor a notebook of that
            name.
    """
    names = assignments_in(root)
    if not names:
        raise CourseError(
            f"{root} has an nbgrader_config.py, but no notebooks in solutions/: it is no course of this autograder, "
            "which `autograder quickstart DIR` makes"
        )
    if name not in names:
        remedy = meant(name, names, "the course has")
        raise CourseError(f"there is no assignment {name!r} in {root / 'solutions'}: {remedy}")


def assignments_in(root: Path) -> list[str]:
    """Return the names of the assignments in a course's folder, in order."""
    solutions = root / "solutions"
    authored = {path.stem for path in solutions.glob("*.py")}
    built = {path.stem for path in solutions.glob("*/*.ipynb") if path.stem == path.parent.name}
    return sorted(authored | built)
