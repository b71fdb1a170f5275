"""Write a file whole or not at all: whoever reads it never sees half of it, whatever kills the writer."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["sync_folder", "write_whole"]


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step; until then, and if that fails, what was there before stays.

    The content goes to a temporary file beside it, is forced to the disk, and only then takes the name. The folder is
    made if need be.

    Raises:
        OSError: the disk is full or the folder cannot be written. The temporary file is removed.

    Source: POSIX rename(2): "an existing file is replaced atomically".

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_whole(Path(folder, "note.txt"), b"whole")
    ...     os.listdir(folder)
    ['note.txt']
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")  # always the same name: what a killed writer left is used again
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Force the names in a folder to the disk, where the system can (Windows cannot open folders)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
