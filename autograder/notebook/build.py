"""Authored .py -> solution .ipynb -> assignment .ipynb.

The author writes one file, ``solutions/NN_name.py``, in jupytext's percent format. What a cell is for stands in its
header, and everything nbgrader wants to know is derived from that:

    # %% [markdown]                       prose; a line such as {{how_to_work}} is replaced, see `prose.py`
    # %% name="setup" role="given"        code the student runs but does not change, and whose pictures do not
    #                                     depend on any answer; hidden=true folds it away. What it imports from
    #                                     `notebook_parts` is replaced by the code itself, see `injection.py`
    # %% name="corr2d" role="answer" minutes=25 difficulty=2
    #                                     the stub, with the answer between BEGIN and END SOLUTION. The table of
    #                                     exercises repeats the heading "## Exercise 1: ...", or says task="..."
    # %% name="corr2d" role="graded" points=4
    #                                     the visible examples, locked; the build adds the call to the exam, which is
    #                                     not shown. The student's "Validate" runs the examples of graded cells
    # %%                                  code without a role: the student's to run and to change

The solution notebook is nbgrader's source notebook; the assignment comes out of nbgrader's own generate step, so that
``nbgrader generate_assignment`` gives the same bytes. Every cell id derives from names, so the same source always gives
the same files. Files that a notebook's student needs beside it are made by `beside.py`; nbgrader copies them along.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode
from traitlets.config import Config

from autograder.notebook.authored_cells import announced, ask_exams, check_pairs, expanded, give_ids
from autograder.notebook.beside import BESIDE
from autograder.notebook.code_parts import PACKAGE
from autograder.notebook.injection import inject
from autograder.notebook.prose import announcement_line, filled, table
from autograder.notebook.regions import CODE_STUB
from autograder.whole_file import write_whole

__all__ = ["assignment_text", "build", "check_build", "solution_text"]

_METADATA = {  # nothing that a newer Python or Jupyter would change
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
}


_DRAFT = ".being_built"  # not beside the notebook: nbgrader hands out whatever lies there


def build(root: Path) -> list[Path]:
    """Write both notebooks of every ``solutions/NN_name.py``, and the files beside them; return all, in order.

    A build that is cut short leaves each file as it was or as it is to be; the next one does the rest.

    Raises:
        SourceError: a source has a cell that says too little or contradicts itself. Nothing is written then.
    """
    files = _built(root)
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != content:
            write_whole(path, content, root / _DRAFT)
    return list(files)


def check_build(root: Path) -> list[str]:
    """Rebuild in memory and say, one sentence each, where the committed files differ from their sources."""
    files = _built(root)
    differences = []
    for path, content in files.items():
        name = path.relative_to(root)
        if not path.exists():
            differences.append(f"{name} is missing: run `autograder build`.")
        elif path.read_bytes() != content:
            differences.append(f"{name} is not what its source gives: change the source, then run `autograder build`.")
    for folder in ("solutions", "assignments"):
        for path in sorted((root / folder).glob("*/*")):
            if path not in files and path.name not in {".ipynb_checkpoints", "__pycache__"}:
                name = path.relative_to(root)
                differences.append(f"{name} comes from no source, and nbgrader would hand it to students: remove it.")
    return differences


def solution_text(source: Path, parts: Path) -> str:
    """Turn an authored source into nbgrader's source notebook, as the text of an .ipynb file.

    Args:
        source: the authored file.
        parts: the folder of what several notebooks share; see `inject` for its code and `filled` for its prose.

    Raises:
        SourceError: a cell has an unknown role, or lacks a name, points, minutes or an answer; two cells share a grade
            id; an answer has no graded cell, or a graded cell no answer; or a part is not there.
    """
    authored = jupytext.read(source, fmt="py:percent").cells
    cells = [expanded(cell, f"{source.name}, cell {number}") for number, cell in enumerate(authored, start=1)]
    give_ids(source.name, cells)
    check_pairs(source.name, cells)
    _fill_prose(source.name, authored, cells, parts)
    inject(cells, parts, source.name)
    ask_exams(cells)
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


def _built(root: Path) -> dict[Path, bytes]:
    sources = sorted((root / "solutions").glob("*.py"))
    solutions = {source.stem: solution_text(source, root / PACKAGE) for source in sources}
    files: dict[Path, bytes] = {}
    for name, solution in solutions.items():
        beside = {file: made() for file, made in BESIDE.get(name, {}).items()}
        notebooks = {"solutions": solution, "assignments": assignment_text(name, solution)}
        for folder, text in notebooks.items():
            contents = {f"{name}.ipynb": text.encode("utf-8"), **beside}
            files |= {root / folder / name / file: content for file, content in contents.items()}
    return files


def _fill_prose(source: str, authored: list[NotebookNode], cells: list[NotebookNode], parts: Path) -> None:
    exercises = announced(authored, source)
    texts = {"table_of_exercises": table(exercises)}
    lines = [announcement_line(exercise) for exercise in exercises]
    for number, (said, cell) in enumerate(zip(authored, cells, strict=True), start=1):
        if cell.cell_type == "markdown":
            upcoming = {"points_and_minutes": lines[0]} if lines else {}
            cell.source = filled(cell.source, texts | upcoming, parts, f"{source}, cell {number}")
        elif said.metadata.get("role") == "answer":
            lines.pop(0)


def _as_text(notebook: NotebookNode) -> str:
    nbformat.validate(notebook)
    return nbformat.writes(notebook).rstrip("\n") + "\n"
