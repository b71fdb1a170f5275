"""Whether there is an assignment of a name, found out by looking at the course's folders: nothing slow is imported."""

from __future__ import annotations

import difflib
from pathlib import Path

from autograder.course import CourseError

__all__ = ["check_assignment_name"]


def check_assignment_name(root: Path, name: str) -> None:
    """Let a misspelt name end a command at once.

    Args:
        root: the course's folder.
        name: what was asked for, e.g. ``01_correlation``.

    Raises:
        CourseError: solutions/ has neither a source nor a notebook of an assignment of that name.
    """
    names = _assignment_names(root)
    if name in names:
        return
    meant = difflib.get_close_matches(name, names, n=1) or [n for n in names if n.startswith(name)][:1]
    remedy = f"did you mean {meant[0]}?" if meant else f"the course has {', '.join(names) or 'none'}"
    raise CourseError(f"there is no assignment {name!r} in {root / 'solutions'}: {remedy}")


def _assignment_names(root: Path) -> list[str]:
    solutions = root / "solutions"
    authored = {path.stem for path in solutions.glob("*.py")}
    built = {path.stem for path in solutions.glob("*/*.ipynb") if path.stem == path.parent.name}
    return sorted(authored | built)
