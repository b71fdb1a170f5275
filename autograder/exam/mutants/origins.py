"""What mutants are made of: the honest styles of an exercise, and the answer that stands in the solution."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.exam.answers import source_closure
from autograder.exam.exercise import Exercise

__all__ = ["SOLUTION", "Origin", "load", "origins_of", "solution_cells"]

SOLUTION = "solution"


@dataclass(frozen=True)
class Origin:
    """A right answer, as source.

    Attributes:
        exercise, style: whose answer it is, and in which style.
        answer: the name of the function or class.
        source: the answer and its helpers: what is mutated.
        before: source that runs before it and stays as it is, such as the answers to other exercises.
    """

    exercise: str
    style: str
    answer: str
    source: str
    before: str = field(default="", repr=False)


def origins_of(exercise: Exercise, cells: Mapping[str, str]) -> list[Origin]:
    """Return every right answer to an exercise.

    Args:
        exercise: whose honest styles to take.
        cells: the solution's answers, by exercise, in the order of the notebook, and what it imports: see
            `solution_cells`.
    """
    origins = []
    if exercise.name in cells:
        names = list(cells)
        others = "\n\n".join(cells[name] for name in names[: names.index(exercise.name)])
        origins.append(Origin(exercise.name, SOLUTION, exercise.name, cells[exercise.name], others))
    for answer in exercise.honest:
        origins.append(Origin(exercise.name, answer.__name__, answer.__name__, source_closure(answer)))
    return origins


def solution_cells(notebook: Mapping[str, Any]) -> dict[str, str]:
    """Return the answers in an instructor's notebook, by exercise, and by the empty name what its cells import."""
    imports: list[str] = []
    found = {"": ""}
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] != "code":
            continue
        source = "".join(cell["source"])
        imports += _imports_of(source)
        if marks.get("solution"):
            definitions = [node for node in ast.parse(source).body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
            found[definitions[-1].name] = source
    return found | {"": "\n".join(imports)}


def _imports_of(source: str) -> list[str]:
    """Return the imports of a cell that any Python with the libraries can run: none of the notebook's own parts."""
    try:
        statements = ast.parse(source).body
    except SyntaxError:  # magic
        return []
    imports = [node for node in statements if isinstance(node, (ast.Import, ast.ImportFrom))]
    own = [n for n in imports if isinstance(n, ast.ImportFrom) and str(n.module).startswith("notebook_parts")]
    return [ast.unparse(node) for node in imports if node not in own]


def load(origin: Origin, source: str, libraries: tuple[str, ...] = ()) -> Any:
    """Run a source as a notebook would, with what stands before it, and return the answer that it defines."""
    namespace: dict[str, Any] = {"np": np, "__builtins__": builtins, "__name__": "__main__"}
    if "torch" in libraries:
        import torch

        namespace |= {"torch": torch, "nn": torch.nn}
    for part in (origin.before, source):
        exec(compile(part, "<answer>", "exec"), namespace)
    return namespace[origin.answer]
