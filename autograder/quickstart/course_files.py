"""Where the files are that a new course begins with: in the wheel beside this file, in a checkout at its root."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from autograder.course import CourseError

__all__ = ["course_files"]

_IN_WHEEL = Path(__file__).parent / "course"  # pyproject.toml puts them there
_IN_CHECKOUT = Path(__file__).parents[2]


def course_files() -> dict[Path, Path]:
    """Return the files of a new course, by their places in it, each with where to copy it from.

    These are nbgrader_config.py, the instructor's notebooks, the students', and what is handed out beside them.

    Raises:
        CourseError: the package was installed without them.
    """
    for origin in (_IN_WHEEL, _IN_CHECKOUT):
        if (origin / "nbgrader_config.py").is_file():
            found = {path.relative_to(origin): path for path in _found(origin)}
            if any(place.parts[0] == "solutions" for place in found):
                return found
    raise CourseError(
        f"the notebooks of the course are not in {_IN_WHEEL}: install the package again, from its wheel or its "
        "repository"
    )


def _found(origin: Path) -> Iterator[Path]:
    yield origin / "nbgrader_config.py"
    for folder in ("solutions", "assignments"):
        for path in sorted((origin / folder).glob("[!._]*/[!._]*")):
            if path.is_file():
                yield path
