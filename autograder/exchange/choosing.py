"""Which of the files that somebody has sent is the notebook of the assignment."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.exchange.downloads import HandedIn, plain_filename
from autograder.harmless import harmless_line

__all__ = ["choose"]


def choose(files: Sequence[HandedIn], assignment: str) -> tuple[HandedIn | None, str]:
    """Choose the notebook among one sender's files: the assignment's by its name, and of several the newest.

    Returns:
        the file, and a sentence about it or about why there is none.
    """
    if not files:
        return None, "nothing was handed in"
    notebooks = [file for file in files if file.filename.lower().endswith(".ipynb")]
    if not notebooks:
        return None, f"no notebook: {_listed(files)}"
    wanted = f"{assignment}.ipynb"
    named = [file for file in notebooks if wanted in (file.filename, plain_filename(file.filename))]
    candidates = named or notebooks
    newest = max(candidates, key=lambda file: file.order)
    if not named and len(notebooks) > 1 and sum(file.order == newest.order for file in notebooks) > 1:
        return None, f"several notebooks, and none is called {wanted}: {_listed(notebooks)}"
    remarks = []
    others = [file for file in candidates if file is not newest]
    if others:
        known = all(file.order < newest.order for file in others)
        how = "the newest is taken" if known else "nothing tells which is newer, the last one is taken"
        if not known:
            newest = [file for file in candidates if file.order == newest.order][-1]
        remarks.append(f"{len(candidates)} of them were handed in: {how}")
    if plain_filename(newest.filename) != wanted:
        remarks.append(f"it was called {harmless_line(newest.filename)[:80]}")
    return newest, "; ".join(remarks)


def _listed(files: Sequence[HandedIn]) -> str:
    names = ", ".join(harmless_line(file.filename)[:60] for file in files[:4])
    return names + (f" and {len(files) - 4} more" if len(files) > 4 else "")
