"""Authored .py -> solution .ipynb -> assignment .ipynb.

The author writes one file, ``solutions/NN_name.py``, in jupytext's percent format. What a cell is for stands in its
header, and everything nbgrader wants to know is derived from that:

    # %% [markdown]                          prose; a cell without a role is left as it is
    # %% name="setup" role="given"           code the student runs but does not change, and whose
    #                                        pictures do not depend on any answer; hidden=true folds it away
    # %% name="corr2d" role="answer"         the stub, with the answer between BEGIN and END SOLUTION
    # %% name="corr2d" role="examples"       visible examples: locked, not graded
    # %% name="corr2d" role="graded" points=4   left empty: the build writes the call to the exam

The solution notebook is nbgrader's source notebook; the assignment comes out of nbgrader's own generate step, so that
``nbgrader generate_assignment`` gives the same bytes. Every cell id derives from names, so the same source always gives
the same files.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from nbformat import NotebookNode
from traitlets.config import Config

from autograder.notebook.regions import CODE_STUB, GIVEN

__all__ = ["SourceError", "assignment_text", "build", "check_build", "solution_text"]

_GRADED = """\
# Graded: {name}, {points} points. Leave this cell as it is; your instructor's exam runs here.
### BEGIN HIDDEN TESTS
from autograder import check
check("{name}", {name})
### END HIDDEN TESTS"""

_GRADE_ID = {"given": "{name}", "answer": "{name}", "examples": "{name}-examples", "graded": "{name}-exam"}

_METADATA = {  # nothing that a newer Python or Jupyter would change
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
}


class SourceError(ValueError):
    """An authored source that cannot become a notebook; the message names the file, the cell and the remedy."""


def build(root: Path) -> list[Path]:
    """Write the solution and the assignment of every ``solutions/NN_name.py``; return the files, in order.

    Raises:
        SourceError: a source has a cell that says too little or contradicts itself. Nothing is written then.
    """
    files = _built(root)
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return list(files)


def check_build(root: Path) -> list[str]:
    """Rebuild in memory and say, one sentence each, where the committed notebooks differ from their sources."""
    files = _built(root)
    differences = []
    for path, text in files.items():
        name = path.relative_to(root)
        if not path.exists():
            differences.append(f"{name} is missing: run `autograder build`.")
        elif path.read_bytes() != text.encode("utf-8"):
            differences.append(f"{name} is not what its source gives: change the source, then run `autograder build`.")
    for folder in ("solutions", "assignments"):
        for path in sorted((root / folder).glob("*/*")):
            if path not in files and path.name not in {".ipynb_checkpoints", "__pycache__"}:
                name = path.relative_to(root)
                differences.append(f"{name} comes from no source, and nbgrader would hand it to students: remove it.")
    return differences


def solution_text(source: Path) -> str:
    """Turn an authored source into nbgrader's source notebook, as the text of an .ipynb file.

    Raises:
        SourceError: a cell has an unknown role, or lacks a name, points or an answer; two cells share a grade id; or
            an answer has no graded cell, or a graded cell no answer.
    """
    notebook = jupytext.read(source, fmt="py:percent")
    grade_ids: set[str] = set()
    cell_ids = _CellIds()
    cells = []
    for number, authored in enumerate(notebook.cells, start=1):
        where = f"{source.name}, cell {number}"
        cell = _expanded(authored, where)
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id in grade_ids:
            raise SourceError(f"{where}: the grade id {grade_id!r} is used twice; give the cell another name")
        if grade_id:
            grade_ids.add(grade_id)
        cell["id"] = cell_ids.next(cell, grade_id)
        cells.append(cell)
    _check_pairs(source.name, cells)
    return _as_text(nbformat.from_dict({"cells": cells, "metadata": _METADATA, "nbformat": 4, "nbformat_minor": 5}))


def assignment_text(name: str, solution: str) -> str:
    """Run nbgrader's generate step on a solution notebook's text and return the released notebook's.

    The step is nbgrader's converter itself, in temporary folders and without a gradebook.
    """
    from nbgrader.converters import (
        GenerateAssignment,  # importing nbgrader takes seconds: only who builds pays
    )
    from nbgrader.coursedir import CourseDirectory

    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch, "source", name, f"{name}.ipynb")
        source.parent.mkdir(parents=True)
        source.write_text(solution, encoding="utf-8", newline="\n")
        config = Config()
        config.CourseDirectory.root = scratch
        config.CourseDirectory.assignment_id = name
        config.ClearSolutions.code_stub = {"python": CODE_STUB}
        config.SaveCells.enabled = False
        config.GenerateAssignment.no_database = True
        coursedir = CourseDirectory(config=config)
        GenerateAssignment(coursedir=coursedir, config=config).start()
        return Path(scratch, "release", name, f"{name}.ipynb").read_text(encoding="utf-8")


def _built(root: Path) -> dict[Path, str]:
    solutions = {source.stem: solution_text(source) for source in sorted((root / "solutions").glob("*.py"))}
    files = {}
    for name, solution in solutions.items():
        files[root / "solutions" / name / f"{name}.ipynb"] = solution
        files[root / "assignments" / name / f"{name}.ipynb"] = assignment_text(name, solution)
    return files


def _expanded(authored: NotebookNode, where: str) -> NotebookNode:
    """Turn name, role and points of an authored cell into nbgrader's metadata."""
    options = dict(authored.metadata)
    name, role, points = options.get("name"), options.get("role"), options.get("points")
    cell = nbformat.from_dict({"cell_type": authored.cell_type, "metadata": {}, "source": authored.source})
    if authored.cell_type == "code":
        cell.update(execution_count=None, outputs=[])
    if role is None:
        if name is not None or points is not None:
            raise SourceError(f"{where}: got a name or points but no role; add role= one of {', '.join(_GRADE_ID)}")
        return cell
    if role not in _GRADE_ID:
        raise SourceError(f"{where}: got role={role!r}; use one of {', '.join(_GRADE_ID)}")
    if authored.cell_type != "code":
        raise SourceError(f"{where}: got role={role!r} on a {authored.cell_type} cell; roles are for code cells")
    if not isinstance(name, str) or not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
        raise SourceError(f'{where}: a cell with role={role!r} needs a name; got {name!r}, add name="..."')
    if role == "graded":
        if isinstance(points, bool) or not isinstance(points, int) or points < 1:
            raise SourceError(f"{where}: the graded cell of {name} needs points; got {points!r}, add points=4 or so")
        if authored.source.strip():
            raise SourceError(
                f"{where}: the graded cell of {name} has code of its own; leave it empty, the build fills it"
            )
        cell.source = _GRADED.format(name=name, points=points)
    elif points is not None:
        raise SourceError(f"{where}: got points on a cell with role={role!r}; put them on the graded cell")
    if role == "answer":
        _check_answer(authored.source, name, where)
    if role == "given":
        cell.metadata["course"] = dict(GIVEN)
    if options.get("hidden"):
        cell.metadata["jupyter"] = {"source_hidden": True}
    cell.metadata["nbgrader"] = _nbgrader(_GRADE_ID[role].format(name=name), role, points)
    return cell


def _check_answer(source: str, name: str, where: str) -> None:
    begins, ends = source.count("### BEGIN SOLUTION"), source.count("### END SOLUTION")
    if begins == 0:
        raise SourceError(
            f"{where}: the answer {name} has no solution region, so nbgrader would clear the whole cell, "
            "docstring and all; put ### BEGIN SOLUTION and ### END SOLUTION around the answer"
        )
    if begins != ends:
        raise SourceError(f"{where}: the answer {name} has {begins} BEGIN and {ends} END SOLUTION; close each region")


def _nbgrader(grade_id: str, role: str, points: int | None) -> dict[str, Any]:
    metadata = {
        "grade": role == "graded",
        "grade_id": grade_id,
        "locked": role != "answer",
        "schema_version": 3,
        "solution": role == "answer",
        "task": False,
    }
    return metadata if points is None else metadata | {"points": points}


class _CellIds:
    """Ids that stay the same when the source does: the grade id, or the section's heading and a count."""

    def __init__(self) -> None:
        self._section, self._count = "start", 0

    def next(self, cell: NotebookNode, grade_id: str | None) -> str:
        heading = re.match(r"#+ +(.+)", cell.source) if cell.cell_type == "markdown" else None
        if heading:
            self._section, self._count = _slug(heading[1]), 0
        if grade_id:
            return grade_id
        self._count += 1
        return f"{self._section}-{self._count}"


def _slug(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")[:50].rstrip("-")


def _check_pairs(source: str, cells: list[NotebookNode]) -> None:
    answers, graded = set(), set()
    for cell in cells:
        metadata = cell.metadata.get("nbgrader", {})
        if metadata.get("solution"):
            answers.add(metadata["grade_id"])
        if metadata.get("grade"):
            graded.add(metadata["grade_id"].removesuffix("-exam"))
    for name in sorted(answers - graded):
        raise SourceError(
            f'{source}: the answer {name} is never graded; add # %% name="{name}" role="graded" points=...'
        )
    for name in sorted(graded - answers):
        raise SourceError(f'{source}: {name} is graded but never asked; add # %% name="{name}" role="answer"')


def _as_text(notebook: NotebookNode) -> str:
    nbformat.validate(notebook)
    return nbformat.writes(notebook).rstrip("\n") + "\n"
