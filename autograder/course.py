"""The course on disk: where it is, the instructor's notebooks, and the secret its exams are drawn from."""

from __future__ import annotations

import contextlib
import hmac
import json
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any

__all__ = ["CourseError", "course_secret", "find_root", "practice_secret", "source_notebook", "source_path"]

_MARK = "nbgrader_config.py"


class CourseError(RuntimeError):
    """Something the course needs is not there. The message says what was looked for, where, and what to do."""


def find_root(start: Path | None = None) -> Path:
    """Return the course's folder: ``CNNEDU_COURSE`` if set, else the first one upwards with an nbgrader_config.py.

    Raises:
        CourseError: there is none.
    """
    named = os.environ.get("CNNEDU_COURSE")
    if named:
        root = Path(named).expanduser().resolve()
        if not (root / _MARK).is_file():
            raise CourseError(f"CNNEDU_COURSE is {named}, but there is no {_MARK} in it: set it to the course's folder")
        return root
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / _MARK).is_file():
            return folder
    raise CourseError(
        f"no {_MARK} in {start} or above it: go to the course's folder, or set CNNEDU_COURSE to its path; "
        "`autograder quickstart DIR` makes a new course"
    )


def source_path(root: Path, assignment: str) -> Path:
    return root / "solutions" / assignment / f"{assignment}.ipynb"


def source_notebook(root: Path, assignment: str) -> dict[str, Any]:
    """Read the instructor's notebook of an assignment, with solutions and hidden tests, as plain data.

    Raises:
        CourseError: it has not been built.
    """
    path = source_path(root, assignment)
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CourseError(f"{path} is not there: run `autograder build`, or check the assignment's name") from error


def course_secret(root: Path) -> bytes:
    """Return the secret that nobody needs to know and that makes the exams' inputs unpredictable.

    ``CNNEDU_SECRET`` if set, so that several machines grade alike; else the file ``.course_secret``, made on first
    use and readable by its owner only. Whoever loses it gets other inputs when regrading.

    Raises:
        CourseError: the file is empty.
    """
    named = os.environ.get("CNNEDU_SECRET")
    if named:
        return named.encode()
    path = root / ".course_secret"
    if not path.exists():
        _create_once(path, secrets.token_hex(32))
    secret = path.read_bytes().strip()
    if not secret:
        raise CourseError(f"{path} is empty: remove it and a new one is made, with other inputs for every exam")
    return secret


def practice_secret(secret: bytes) -> bytes:
    """Return what the practice exam is drawn from. The course's secret cannot be computed from it."""
    return hmac.digest(secret, b"practice exam", "sha256")


def _create_once(path: Path, text: str) -> None:
    """Write a file that appears whole or not at all; where two processes try, the first one wins."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # mkstemp gives mode 0600
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(text + "\n")
        with contextlib.suppress(FileExistsError):
            os.link(name, path)
    finally:
        os.unlink(name)
