"""What can be wrong with a gradebook, each as an error of its own that says what to do."""

from __future__ import annotations

import contextlib
import errno
import shlex
import sqlite3
from collections.abc import Iterator

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from autograder.course import CourseError
from autograder.gradebook.files import backups, file_at

__all__ = [
    "GradebookBusy",
    "GradebookDamaged",
    "GradebookError",
    "GradebookFull",
    "GradebookOutdated",
    "GradebookReadOnly",
    "GradebookUnreachable",
    "gradebook_errors",
    "unusable",
]


class GradebookError(CourseError):
    """The gradebook cannot be used. The message says what was wanted, what came instead, and what to do."""


class GradebookBusy(GradebookError):
    """Another program holds the gradebook: it is worth waiting."""


class GradebookUnreachable(GradebookError):
    """The database's server does not answer, or has gone away: it may come back."""


class GradebookReadOnly(GradebookError):
    """It may be read, and not written."""


class GradebookDamaged(GradebookError):
    """It is not a database, or one that is broken."""


class GradebookOutdated(GradebookError):
    """Its tables are those of another version of nbgrader."""


class GradebookFull(GradebookError):
    """There is no room left on the disk."""


_SERVER_GONE = ("connection", "server closed", "could not connect", "terminating", "starting up", "shutting down")
_IN_WORDS: tuple[tuple[tuple[str, ...], type[GradebookError], str], ...] = (
    (
        ("is locked", "55P03", "40P01", "40001"),
        GradebookBusy,
        "another program is writing to it: wait until that grading has finished, or close that formgrader, and start "
        "again",
    ),
    (
        ("readonly", "read-only", "unable to open", "25006", "42501"),
        GradebookReadOnly,
        "make it and its folder writable for the user who grades{look}, and start again",
    ),
    (
        ("not a database", "malformed"),
        GradebookDamaged,
        "it is damaged; {restore}",
    ),
    (
        ("no such column", "no such table", "42703", "42p01"),
        GradebookOutdated,
        "it was made by another version of nbgrader; `nbgrader db upgrade` brings it up to date",
    ),
    (
        ("is full", "no space", "53100", "disk i/o"),
        GradebookFull,
        "make room on the disk, or see what is wrong with it, and start again",
    ),
    (
        (*_SERVER_GONE, "57P0", "08"),
        GradebookUnreachable,
        "see whether the server runs and whether host, name and user are right, and start again",
    ),
)


@contextlib.contextmanager
def gradebook_errors(db_url: str) -> Iterator[None]:
    """Raise what the block finds wrong with the gradebook as a `GradebookError`, and a full disk as `GradebookFull`.

    Args:
        db_url: where the gradebook is. A password in it is not shown.
    """
    try:
        yield
    except GradebookError:
        raise
    except Exception as error:
        known = _known(error, db_url)
        if known is None:
            raise
        raise known from error


def _known(error: BaseException, db_url: str) -> GradebookError | None:
    seen: BaseException | None = error
    while seen is not None:  # nbgrader wraps what the database says into errors of its own
        if isinstance(seen, OSError) and seen.errno in (errno.ENOSPC, errno.EDQUOT):
            where = seen.filename or "autograded/"
            return GradebookFull(f"no room is left on the disk for {where}: make room, and start again")
        if isinstance(seen, ArgumentError):
            return _not_an_address(db_url, seen)
        if isinstance(seen, ModuleNotFoundError) and seen.name in ("psycopg", "psycopg2"):
            return GradebookError(
                f"a PostgreSQL gradebook needs a driver, and {seen.name} is not installed: "
                "type pip install 'cnnedu[postgres]' and begin the address with postgresql+psycopg://"
            )
        if isinstance(seen, FileNotFoundError) and seen.filename == "alembic":
            return GradebookError(
                "nbgrader makes a gradebook with the command `alembic`, which is not on the PATH: activate the "
                "environment that nbgrader was installed in"
            )
        if isinstance(seen, (SQLAlchemyError, sqlite3.Error)) and (found := _from_database(seen, db_url)) is not None:
            return found
        seen = seen.__cause__ or seen.__context__
    return None


def _not_an_address(db_url: str, error: ArgumentError) -> GradebookError:
    kind = db_url.partition(":")[0] if isinstance(error, NoSuchModuleError) else ""
    got = f"a database of the kind {kind!r}" if kind else "something that is no address of a database"
    return GradebookError(
        f"the gradebook's address is {got}: write sqlite:////path/to/gradebook.db "
        "or postgresql+psycopg://user@host/name"
    )


def _from_database(error: SQLAlchemyError | sqlite3.Error, db_url: str) -> GradebookError | None:
    original = getattr(error, "orig", None) if isinstance(error, SQLAlchemyError) else error
    if original is None:
        return None
    return unusable(db_url, str(original).strip(), getattr(original, "sqlstate", None) or "")


def unusable(db_url: str, said: str, state: str = "") -> GradebookError | None:
    """Return the error for what a database says of a gradebook; None where that is nothing known.

    Args:
        db_url: where the gradebook is. A password in it is not shown.
        said: the message.
        state: the code that PostgreSQL gives with it.
    """
    url = make_url(db_url)
    where = url.database if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
    for signs, kind, remedy in _IN_WORDS:
        for sign in signs:
            if state.lower().startswith(sign.lower()) if sign[0].isdigit() else sign in said.lower():
                remedy = remedy.format(look=_look(db_url), restore=_restore(db_url))
                return kind(f"the gradebook {where} cannot be used ({said.splitlines()[0]}): {remedy}")
    return None


def _look(db_url: str) -> str:
    path = file_at(db_url)
    return f" (`ls -ld {shlex.quote(str(path.parent))} {shlex.quote(str(path))}` shows who may)" if path else ""


def _restore(db_url: str) -> str:
    path = file_at(db_url)
    saved = backups(path) if path else []
    if path is None or not saved:
        return (
            "there is no backup: move it away, and start again; `autograder grade` then makes a new one, which lacks "
            "what was given by hand"
        )
    copying = f"cp {shlex.quote(str(saved[-1]))} {shlex.quote(str(path))}"
    return f"put the last backup in its place, `{copying}`, and start again"
