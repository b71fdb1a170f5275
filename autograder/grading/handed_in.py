"""A submission as it lies in its folder, whatever that is, made into the notebook that will be graded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from autograder.notebook.read import UnreadableError, find_notebook, read_bytes
from autograder.notebook.rebuild import Notebook, Rebuilt, nothing_written, rebuild

__all__ = ["HandedIn", "read_handed_in", "rebuild_handed_in"]


@dataclass(frozen=True)
class HandedIn:
    """What was handed in, as plain data: the notebook's bytes and a remark on it, or why it cannot be read."""

    content: bytes = b""
    remark: str = ""
    unreadable: str = ""


def read_handed_in(path: Path) -> HandedIn:
    """Read what was handed in. Never raises for anything that is there, or is not.

    Args:
        path: where the notebook belongs; one of another name in its folder is found.
    """
    try:
        found, remark = find_notebook(path.parent, path.stem)
        return HandedIn(read_bytes(found), remark or "")
    except UnreadableError as error:
        return HandedIn(unreadable=str(error))


def rebuild_handed_in(handed_in: HandedIn, source: Notebook) -> Rebuilt:
    """Rebuild the notebook that was handed in from the instructor's."""
    if handed_in.unreadable:
        return nothing_written(source, handed_in.unreadable)
    rebuilt = rebuild(handed_in.content, source)
    if handed_in.remark:
        return Rebuilt(rebuilt.notebook, (handed_in.remark, *rebuilt.problems))
    return rebuilt
