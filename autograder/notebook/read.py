"""What was handed in, as far as it can be read: the text of its cells and nothing else.

A submission is a file that anybody may have made with anything. Whatever it is, reading it ends in cells or in one
sentence for the student.
"""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.harmless import harmless_line

__all__ = ["LARGEST", "SubmittedCell", "UnreadableError", "find_notebook", "is_linked", "read_bytes", "read_cells"]

LARGEST = 20_000_000
"""Bytes beyond which a notebook is not opened. An honest one with many pictures has one or two million."""

_MOST_FILES = 5_000
"""Files and folders that are looked at to find a notebook of another name."""


class UnreadableError(ValueError):
    """Nothing can be read from this submission. The message is for the student: what came and what to do."""


@dataclass(frozen=True)
class SubmittedCell:
    """One cell as handed in. `grade_id` and `cell_id` are the student's claims and only help to find its place."""

    kind: str
    source: str
    grade_id: str | None = None
    cell_id: str | None = None


def find_notebook(folder: Path, name: str) -> tuple[Path, str]:
    """Find the notebook in a submitted folder: the one of that name, or the only one there is.

    Returns:
        its path, and a sentence about a wrong name or the empty string.

    Raises:
        UnreadableError: there is none, or there are several and none has the name; or the folder is a link.
    """
    wanted = folder / f"{name}.ipynb"
    if is_linked(folder):
        raise UnreadableError(f"The folder of {wanted.name} is a link: hand in the folder itself.")
    if os.path.lexists(wanted):
        return wanted, ""
    others = _notebooks_in(folder)
    if len(others) == 1:
        found = harmless_line(str(others[0].relative_to(folder)))
        return others[0], f"The notebook is called {found}; it was graded as {wanted.name}."
    if not others:
        raise UnreadableError(f"No notebook was handed in: {wanted.name} is not there.")
    names = ", ".join(harmless_line(str(p.relative_to(folder))) for p in others)
    raise UnreadableError(
        f"Several notebooks were handed in and none is called {wanted.name}: {names}. Hand in one of that name."
    )


def is_linked(folder: Path) -> bool:
    """Say whether a submission's folder, or its student's, is a link: it could lead to a classmate's work."""
    return folder.is_symlink() or folder.parent.is_symlink()


def _notebooks_in(folder: Path) -> list[Path]:
    """Return the notebooks below a folder, in order; checkpoints are none, and no link is followed.

    Raises:
        UnreadableError: there is too much in it to be looked at.
    """
    found, looked_at = [], 0
    for directory, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != ".ipynb_checkpoints"]
        looked_at += len(folders) + len(files)
        if looked_at > _MOST_FILES:
            raise UnreadableError(f"There are more than {_MOST_FILES:,} files: hand in the notebook alone.")
        found += [Path(directory, name) for name in files if name.endswith(".ipynb")]
    return sorted(found)


def read_bytes(path: Path) -> bytes:
    """Read a submitted file, at most one byte more than the `LARGEST` that will be accepted.

    Raises:
        UnreadableError: it is a link, a pipe or anything else that is not a plain file. A link could point at a
            classmate's notebook or at the solution.
    """
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise UnreadableError(f"{path.name} is not a plain file: hand in the notebook itself.")
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableError(f"{path.name} cannot be read: {error.strerror}.") from error


def read_cells(submitted: bytes) -> list[SubmittedCell]:
    """Read the cells of a notebook in any version of the format, in order.

    Raises:
        UnreadableError: it is empty, too large, not text, not JSON, nested too deeply, or not a notebook.
    """
    if not submitted.strip():
        raise UnreadableError("The file is empty: save the notebook and hand it in again.")
    if len(submitted) > LARGEST:
        raise UnreadableError(
            f"The file has more than {LARGEST // 1_000_000} MB and was not opened: "
            "clear the outputs, save, and hand it in again."
        )
    try:
        notebook = json.loads(submitted)  # UTF-8, 16 or 32: the first bytes tell
    except UnicodeDecodeError as error:
        raise UnreadableError("The file is not text, so it is not a notebook: hand in the .ipynb file.") from error
    except json.JSONDecodeError as error:
        raise UnreadableError(
            f"The file is damaged or not a notebook (line {error.lineno}: {error.msg}): "
            "open it in JupyterLab, save it, and hand in the .ipynb file."
        ) from error
    except (RecursionError, ValueError) as error:  # ValueError: a number of more digits than Python will read
        raise UnreadableError("The file is not a notebook that can be read: hand in the .ipynb file.") from error
    return [_cell(cell) for cell in _raw_cells(notebook) if isinstance(cell, dict)]


def _raw_cells(notebook: Any) -> list[Any]:
    if isinstance(notebook, dict):
        if isinstance(notebook.get("cells"), list):
            return notebook["cells"]
        if isinstance(notebook.get("worksheets"), list):  # format 3 and older
            sheets = [sheet for sheet in notebook["worksheets"] if isinstance(sheet, dict)]
            return [cell for sheet in sheets if isinstance(sheet.get("cells"), list) for cell in sheet["cells"]]
    raise UnreadableError("The file has no list of cells, so it is not a notebook: hand in the .ipynb file.")


def _cell(cell: dict[str, Any]) -> SubmittedCell:
    kind, source = cell.get("cell_type"), _text(cell.get("source"))
    if kind == "code":
        source = source or _text(cell.get("input"))  # its name in format 3
    elif kind == "heading":  # format 3
        level = cell.get("level")
        source, kind = "#" * (level if isinstance(level, int) and 1 <= level <= 6 else 1) + " " + source, "markdown"
    elif kind != "markdown":
        kind = "raw"
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    cell_id = cell.get("id")
    return SubmittedCell(
        kind,
        source,
        grade_id if isinstance(grade_id, str) else None,
        cell_id if isinstance(cell_id, str) else None,
    )


def _text(value: Any) -> str:
    """Join a text that may stand as a list of lines, and leave out half characters that no file could hold."""
    if isinstance(value, list):
        value = "".join(line for line in value if isinstance(line, str))
    if not isinstance(value, str):
        return ""
    value = value.encode("utf-8", errors="replace").decode("utf-8")
    return value.replace("\r\n", "\n").replace("\r", "\n")
