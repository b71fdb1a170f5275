"""Copies of the gradebook, made before a class run: what was graded by hand cannot be graded again."""

from __future__ import annotations

import contextlib
import errno
import filecmp
import os
import sqlite3
import tempfile
from datetime import datetime
from pathlib import Path

from autograder.gradebook.configuration import KEPT
from autograder.gradebook.errors import GradebookError, GradebookFull
from autograder.gradebook.files import BACKUPS, backups

__all__ = ["back_up", "backups"]


def back_up(gradebook: Path, kept: int = KEPT, now: datetime | None = None) -> Path | None:
    """Copy a gradebook to backups/ beside it, whole even while somebody writes, and remove the oldest copies.

    Where nothing has changed since the last one, that one does: many runs of one student do not push out the others.

    Args:
        gradebook: the file.
        kept: how many copies there may be; 0 makes none and removes none.
        now: when this is, by the wall clock.

    Returns:
        The copy that has what the gradebook has; None where there is no gradebook or none is wanted.

    Raises:
        GradebookError: it cannot be copied; a `GradebookFull`, where the disk has no room for it.
    """
    if kept <= 0 or not gradebook.is_file() or not gradebook.stat().st_size:
        return None
    folder = gradebook.parent / BACKUPS
    path = folder / f"{gradebook.stem}-{now or datetime.now():%Y-%m-%d_%H-%M-%S}{gradebook.suffix}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        copy = _copied(gradebook, folder)
        last = backups(gradebook)[-1:]
        if last and filecmp.cmp(copy, last[0], shallow=False):
            copy.unlink()
            return last[0]
        os.replace(copy, path)
        for old in backups(gradebook)[:-kept]:
            old.unlink()
    except (OSError, sqlite3.Error) as error:
        no_room = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or "is full" in str(error)
        kind, remedy = (GradebookFull, "make room") if no_room else (GradebookError, "mend that")
        raise kind(
            f"the gradebook could not be copied to {folder} ({error}): {remedy}, or set "
            "c.SubmissionExporter.backups = 0 in nbgrader_config.py to grade without a backup"
        ) from error
    return path


def _copied(gradebook: Path, folder: Path) -> Path:
    """Copy it by SQLite's own means, under a name that is no backup's."""
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=".unfinished-")  # mode 0600
    os.close(descriptor)
    try:
        with (
            contextlib.closing(sqlite3.connect(gradebook)) as source,
            contextlib.closing(sqlite3.connect(name)) as copy,
        ):
            source.backup(copy)
    except BaseException:
        os.unlink(name)
        raise
    return Path(name)
