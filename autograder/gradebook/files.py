"""Where a gradebook and its copies are on the disk."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import make_url

__all__ = ["BACKUPS", "backups", "file_at"]

BACKUPS = "backups"
"""The folder beside the gradebook that holds its copies."""


def file_at(db_url: str) -> Path | None:
    """Return the file of a gradebook, which need not be there yet; None for one in a database server.

    >>> file_at("sqlite:////course/gradebook.db").name
    'gradebook.db'
    >>> file_at("sqlite:///file:/course/gradebook.db?mode=ro&uri=true").as_posix()
    '/course/gradebook.db'
    >>> file_at("postgresql+psycopg://teacher@host/grades")
    """
    url = make_url(db_url)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database.removeprefix("file:") if "uri" in url.query else url.database)


def backups(gradebook: Path) -> list[Path]:
    """Return the copies of a gradebook, the oldest first; none where the folder may not be looked into."""
    try:
        return sorted((gradebook.parent / BACKUPS).glob(f"{gradebook.stem}-*{gradebook.suffix}"))
    except PermissionError:
        return []
