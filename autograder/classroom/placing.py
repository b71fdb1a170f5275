"""A notebook put into submitted/, with its time, and nothing overwritten that nobody wants to lose."""

from __future__ import annotations

import os
from datetime import datetime, timezone
from pathlib import Path

from autograder.notebook.read import is_linked
from autograder.whole_file import write_whole

__all__ = ["COLLECTED", "KEPT", "REPLACED", "SAME", "place_notebook"]

COLLECTED, REPLACED, SAME, KEPT = "collected", "replaced", "there already", "kept"

_LINKED = "the folder of this student is a link, and might lead anywhere: remove it"


def place_notebook(folder: Path, name: str, content: bytes, time: datetime | None, again: bool) -> tuple[str, str]:
    """Write a notebook and its time where they belong; what is there stays, unless `again`.

    Returns:
        what became of it, and why.

    Raises:
        OSError: it cannot be written.
    """
    if is_linked(folder):
        return KEPT, _LINKED
    notebook, stamp = folder / name, folder / "timestamp.txt"
    there = os.path.lexists(notebook) or any(folder.glob("*.ipynb"))
    said = b"" if time is None else time.astimezone(timezone.utc).strftime("%Y-%m-%d %H:%M:%S UTC\n").encode()
    if _holds(notebook, content) and (not again or not said or _holds(stamp, said)):
        return SAME, ""
    if there and not again:
        return KEPT, "something else was collected before: --again replaces it"
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(notebook, content)
    if said:
        write_whole(stamp, said)
    else:
        stamp.unlink(missing_ok=True)  # it was of the notebook that is gone
    if not there:
        return COLLECTED, ""
    return REPLACED, "" if said else "without a time nothing shows that it is newer: grade it with --force"


def _holds(path: Path, content: bytes) -> bool:
    if path.is_symlink() or not path.is_file() or path.stat().st_size != len(content):
        return False
    return path.read_bytes() == content
