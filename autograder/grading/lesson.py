"""What a lesson's open cells show to whoever has all right: drawn once for a class, with the course's own answers.

An open cell is the course's, neither given nor answered in nor graded: it tries what the student has written so far, on
a large picture, say, and draws what comes of it. Behind right answers, in a notebook that is otherwise as it was handed
out, that looks as it looks with the course's answers.
"""

from __future__ import annotations

import ast
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.exam.exercise import Verdict
from autograder.grading.pictures import Picture
from autograder.notebook.rebuild import Notebook
from autograder.notebook.regions import GIVEN, released
from autograder.sandbox.outside.sandbox import CellResult, Sandbox

__all__ = ["Drawn", "Lesson", "OpenCell", "is_answer", "run_lesson"]

_DRAWS = "show_"  # so the notebooks' functions are called that draw, and do nothing else
_SECONDS = 5.0  # what takes longer pays off for no class


@dataclass(frozen=True)
class OpenCell:
    """An open cell as it is handed out, and what it draws when all before it is right."""

    source: str
    picture: Picture | None


@dataclass(frozen=True)
class Drawn:
    """What need not be drawn for every submission, by cell id: the given cells' pictures, and the open cells."""

    given: Mapping[str, Picture] = field(default_factory=dict)
    open_cells: Mapping[str, OpenCell] = field(default_factory=dict)


def run_lesson(source: Notebook, sandbox: Sandbox) -> dict[str, OpenCell]:
    """Run the instructor's notebook, answers included, and return its open cells by id.

    Those behind a cell that fails are left out, and those that would have to be waited for.
    """
    cells = {}
    give_up = time.monotonic() + _SECONDS
    with sandbox.open() as session:
        for cell in source["cells"]:
            if cell["cell_type"] != "code":
                continue
            text = "".join(cell["source"])
            result = session.run(text if is_answer(cell) else released(text, kind="code", answer=False))
            if not result.went_well or time.monotonic() > give_up:
                break
            if _is_open(cell):
                rest = _but_drawing(text)
                cells[cell["id"]] = OpenCell(text, None if rest is None else Picture(result.outputs, rest))
    return cells


class Lesson:
    """Follows a submission cell by cell, and says of which pictures it is known how they look."""

    def __init__(self, drawn: Drawn) -> None:
        self._drawn = drawn
        self._all_right = True
        self._not_judged = 0

    def picture(self, cell: Mapping[str, Any]) -> Picture | None:
        """Return what a cell shows, and what of it is still to be run; None where it is to be run as it is."""
        if not _is_open(cell):
            return self._drawn.given.get(cell["id"])
        known = self._as_handed_out(cell)
        return known.picture if known and self._all_right and not self._not_judged else None

    def ran(self, cell: Mapping[str, Any], result: CellResult) -> None:
        """Note what came of a cell."""
        as_handed_out = not _is_open(cell) or self._as_handed_out(cell) is not None
        self._all_right = self._all_right and as_handed_out and result.went_well
        self._not_judged += is_answer(cell)

    def judged(self, verdict: Verdict) -> None:
        """Note what came of the exam of an answer."""
        self._not_judged -= 1
        self._all_right = self._all_right and verdict.passed

    def _as_handed_out(self, cell: Mapping[str, Any]) -> OpenCell | None:
        known = self._drawn.open_cells.get(cell["id"])
        return known if known is not None and known.source == cell["source"] else None


def is_answer(cell: Mapping[str, Any]) -> bool:
    """Say whether a student writes an answer in a cell."""
    return bool(cell["metadata"].get("nbgrader", {}).get("solution"))


def _is_open(cell: Mapping[str, Any]) -> bool:
    """Say whether a cell is left to the student, and nothing counts on it. One that the student has added is open."""
    graded = cell["metadata"].get("nbgrader", {}).get("grade")
    return not (is_answer(cell) or graded or cell["metadata"].get("course") == GIVEN)


def _but_drawing(source: str) -> str | None:
    """Return a cell without the statements that draw; None where there are none, or where it is no plain Python.

    >>> _but_drawing("big = larger(scene)\\nshow_pictures(big)")
    'big = larger(scene)'
    """
    try:
        statements = ast.parse(source).body
    except SyntaxError:  # a magic command
        return None
    rest = [statement for statement in statements if not _draws(statement)]
    return ast.unparse(ast.Module(rest, type_ignores=[])) if len(rest) < len(statements) else None


def _draws(statement: ast.stmt) -> bool:
    match statement:
        case ast.Expr(ast.Call(ast.Name(name))):
            return name.startswith(_DRAWS)
    return False
