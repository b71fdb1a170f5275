"""The course's own pictures, drawn once for a class instead of once for every student.

A given cell (locked, not graded) shows every student the same, whatever they wrote. Its statements that only call
something draw; the others define what later cells use. A submission runs the definitions, and the pictures come from a
run of the course's own cells.
"""

from __future__ import annotations

import ast
import hashlib
import json
import sys
from dataclasses import dataclass
from importlib import metadata
from typing import Any

from autograder.course import CourseError
from autograder.notebook.rebuild import Notebook
from autograder.notebook.regions import GIVEN
from autograder.sandbox.outside.sandbox import Sandbox

__all__ = ["Picture", "draw_pictures", "pictures_version"]


@dataclass(frozen=True)
class Picture:
    """What a given cell shows, and the part of its source that a submission still has to run."""

    outputs: list[dict[str, Any]]
    definitions: str


def draw_pictures(source: Notebook, sandbox: Sandbox) -> dict[str, Picture]:
    """Run the given cells of the instructor's notebook and return, by cell id, those that show something.

    Raises:
        CourseError: one of them fails without the students' answers; it must not use them.
    """
    pictures = {}
    with sandbox.open() as session:
        for cell in source["cells"]:
            if cell["metadata"].get("course") != GIVEN:
                continue
            text = "".join(cell["source"])
            result = session.run(text)
            errors = [f"{o['ename']}: {o['evalue']}" for o in result.outputs if o["output_type"] == "error"]
            if result.problem or errors:
                raise CourseError(
                    f"the given cell {cell['id']} of the instructor's notebook failed ({result.problem or errors[0]}): "
                    "a given cell must run without the answers"
                )
            if result.outputs and (definitions := _definitions(text)) is not None:
                pictures[cell["id"]] = Picture(result.outputs, definitions)
    return pictures


def pictures_version(source: Notebook, given_alone: bool = True) -> str:
    """Return a hash of the code, or of the given cells alone, and of the libraries that draw its pictures."""
    cells = [cell for cell in source["cells"] if cell["cell_type"] == "code"]
    texts = [cell["source"] for cell in cells if not given_alone or cell["metadata"].get("course") == GIVEN]
    versions = [f"{name} {metadata.version(name)}" for name in ("numpy", "matplotlib", "ipython")]
    return hashlib.sha256(json.dumps([texts, versions, sys.version]).encode()).hexdigest()


def _definitions(source: str) -> str | None:
    """Return a cell without its bare calls; None where it is no plain Python, but has a magic command."""
    try:
        statements = [node for node in ast.parse(source).body if not isinstance(node, ast.Expr)]
    except SyntaxError:
        return None
    return ast.unparse(ast.Module(statements, type_ignores=[]))
