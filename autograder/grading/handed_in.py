"""A submission as it lies in its folder, whatever that is, made into the notebook that will be graded."""

from __future__ import annotations

from pathlib import Path

from autograder.notebook.read import UnreadableError, find_notebook, read_bytes
from autograder.notebook.rebuild import Notebook, Rebuilt, nothing_written, rebuild

__all__ = ["rebuild_handed_in"]


def rebuild_handed_in(path: Path, source: Notebook) -> Rebuilt:
    """Rebuild what was handed in. Never raises for anything that is there, or is not.

    Args:
        path: where the notebook belongs; one of another name in its folder is found.
        source: the instructor's notebook.
    """
    try:
        found, remark = find_notebook(path.parent, path.stem)
        rebuilt = rebuild(read_bytes(found), source)
    except UnreadableError as error:
        return nothing_written(source, str(error))
    return Rebuilt(rebuilt.notebook, (remark, *rebuilt.problems)) if remark else rebuilt
