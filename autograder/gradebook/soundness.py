"""Whether the gradebook can be written, found out before anybody is graded."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from autograder.gradebook.errors import GradebookError, gradebook_errors, unusable
from autograder.gradebook.files import file_at

__all__ = ["check_gradebook", "gradebook_file"]

_PATIENCE = 5.0  # seconds that another program may take to write


def gradebook_file(coursedir: CourseDirectory) -> Path | None:
    """Return the gradebook's file, which need not be there yet; None for one in a database server."""
    with gradebook_errors(coursedir.db_url):
        return file_at(coursedir.db_url)


def check_gradebook(coursedir: CourseDirectory, patience: float = _PATIENCE) -> None:
    """Make sure that the gradebook is whole, that it may be written, and that nobody else is writing it.

    A gradebook that is not there yet is made by the first grading. One in a database server answers for itself.

    Args:
        coursedir: knows where it is.
        patience: seconds to wait for whoever is writing.

    Raises:
        GradebookError: what is wrong with it, in one sentence, with the remedy.
    """
    path = gradebook_file(coursedir)
    if path is None:
        return
    if not _may_write(path.parent):
        raise _error(coursedir, "readonly: its folder may not be written")
    if not path.exists():
        return
    if not _may_write(path):  # SQLite says so only when something is written
        raise _error(coursedir, "readonly: it may not be written")
    with gradebook_errors(coursedir.db_url):
        uri = f"{path.absolute().as_uri()}?mode=rw"
        with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")  # what a writer does first
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            connection.execute("ROLLBACK")
    if found != "ok":
        raise _error(coursedir, f"malformed: {found}")
    if tables and "submitted_assignment" not in tables:
        raise _error(coursedir, "not a database of nbgrader's")


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _error(coursedir: CourseDirectory, found: str) -> GradebookError:
    return unusable(coursedir.db_url, found) or GradebookError(found)
