"""Files that appear whole or not at all, whatever ends the process that writes them."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["write_whole"]


def write_whole(path: Path, content: bytes, draft: Path | None = None, mode: int = 0o666) -> None:
    """Write a file under another name and give it its own when it is finished.

    Args:
        path: the file; one that is there is replaced.
        content: what is to be in it.
        draft: the other name, on the same disk; a hidden one beside the file, if it is not given. It is gone
            afterwards, but for a process that was killed.
        mode: who may read it, less what the process's mask takes away.

    Raises:
        OSError: it cannot be written. What was there before is still there.
    """
    draft = draft or path.with_name(f".{path.name}.part")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        os.replace(draft, path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
