"""Whether the gradebook can be written, found out before anybody is graded; and its errors in one sentence each."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from autograder.course import CourseError
from autograder.gradebook.backup import backups

__all__ = ["check_gradebook", "gradebook_errors", "gradebook_file"]

_PATIENCE = 5.0  # seconds that another program may take to write


def gradebook_file(coursedir: CourseDirectory) -> Path | None:
    """Return the gradebook's file, which need not be there yet; None for one in a database server."""
    url = make_url(coursedir.db_url)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def check_gradebook(coursedir: CourseDirectory, patience: float = _PATIENCE) -> None:
    """Make sure that the gradebook is whole, that it may be written, and that nobody else is writing it.

    A gradebook that is not there yet is made by the first grading. One in a database server answers for itself.

    Args:
        coursedir: knows where it is.
        patience: seconds to wait for whoever is writing.

    Raises:
        CourseError: what is wrong with it, in one sentence, with the remedy.
    """
    path = gradebook_file(coursedir)
    if path is None:
        return
    if not _may_write(path.parent):
        raise CourseError(_explained(path, "readonly: its folder may not be written"))
    if not path.exists():
        return
    if not _may_write(path):  # SQLite says so only when something is written
        raise CourseError(_explained(path, "readonly: it may not be written"))
    with gradebook_errors(coursedir):
        uri = f"{path.absolute().as_uri()}?mode=rw"
        with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")  # what a writer does first
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            connection.execute("ROLLBACK")
    if found != "ok":
        raise CourseError(_explained(path, f"malformed: {found}"))
    if tables and "submitted_assignment" not in tables:
        raise CourseError(_explained(path, "not a database of nbgrader's"))


@contextlib.contextmanager
def gradebook_errors(coursedir: CourseDirectory) -> Iterator[None]:
    """Say what is wrong with the gradebook, in one sentence, where a database would raise a page.

    Raises:
        CourseError: the database raised something, or nbgrader's `alembic` is not there to make one.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        path = gradebook_file(coursedir)
        reason = str(getattr(error, "orig", None) or error).partition("\n")[0]
        if path is None:
            where = make_url(coursedir.db_url).render_as_string(hide_password=True)
            raise CourseError(f"the gradebook {where} cannot be used ({reason}): see that its server runs") from error
        raise CourseError(_explained(path, reason)) from error
    except FileNotFoundError as error:
        if error.filename != "alembic":
            raise
        raise CourseError(
            "nbgrader makes a gradebook with the command `alembic`, which is not on the PATH: activate the environment "
            "that nbgrader was installed in"
        ) from error


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _explained(path: Path, reason: str) -> str:
    """A sentence for what SQLite says, with what to do about it."""
    said = f"the gradebook {path} cannot be used ({reason})"
    if "locked" in reason or "busy" in reason:
        return f"{said}: another program is writing it; wait for that grading or close that formgrader, and try again"
    if "readonly" in reason or "read-only" in reason or "unable to open" in reason:
        return f"{said}: it and its folder must be yours to write; see `ls -ld {path.parent} {path}`"
    if "no such column" in reason or "no such table" in reason:
        return f"{said}: it was made by another version of nbgrader; `nbgrader db upgrade` brings it up to date"
    if "full" in reason:
        return f"{said}: make room on the disk and try again"
    saved = backups(path)
    if saved:
        return f"{said}: it is damaged; put the last backup in its place, `cp {saved[-1]} {path}`, and grade again"
    return f"{said}: it is damaged, and there is no backup; move it away, and grade again with --force"
