"""The page as HTML: a Jinja2 template with autoescape, one style sheet, no script, nothing from the network."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from autograder.feedback.drawings.grids import draw_grid
from autograder.feedback.page.contents import Exercise, contents
from autograder.feedback.page.points import Points
from autograder.feedback.page.text import markdown_html
from autograder.feedback.templates import page_environment
from autograder.feedback.wording import NOT_ISOLATED, lateness, points
from autograder.harmless import Room

__all__ = ["MOST", "render_page"]

MOST = 400_000
"""Bytes of a page. Where there would be more, less of the lesson's pictures and of the student's output is shown."""

_TEXT, _PICTURES, _DRAWINGS, _PROGRAMS = 60_000, 150_000, 70_000, 60_000  # characters
_LONGEST_VALUE = 1200
_HERE = Path(__file__).parent


def render_page(notebook: Mapping[str, Any], student: str, assignment: str, gained: Points, practice: str = "") -> str:
    """Write the feedback page of a graded notebook.

    Args:
        notebook: from autograded/.
        student, assignment: the ids.
        gained: the points, as the gradebook has them.
        practice: the page says that it is practice, and leads back to this address.
    """
    page = ""
    for share in (1.0, 0.5, 0.25, 0.1, 0.0):
        room = Room(text=int(share * _TEXT), pictures=int(share * _PICTURES))
        shown = contents(notebook, gained, room)
        shares = _Shares(share, max(1, sum(exercise.failed for exercise in shown.exercises)))
        page = _template().render(shown=shown, student=student, assignment=assignment, shares=shares, practice=practice)
        if len(page.encode()) <= MOST:
            break
    return page


class _Shares:
    """What the counterexamples of each exercise may take of the page, in characters: drawings, programs, values."""

    def __init__(self, share: float, exercises: int) -> None:
        self._longest = max(200, int(share * _LONGEST_VALUE))
        self._most = {"drawings": int(share * _DRAWINGS / exercises), "programs": int(share * _PROGRAMS / exercises)}
        self._taken: dict[tuple[str, str], int] = {}

    def drawing(self, exercise: Exercise, grid: Mapping[str, Any] | None) -> Markup | None:
        """Return a grid as SVG; None where there is none, or no room for it."""
        drawn = draw_grid(dict(grid)) if grid else None
        return drawn if drawn and self._fits("drawings", exercise, len(drawn)) else None

    def program(self, exercise: Exercise, program: str) -> str | None:
        """Return a program whole, or None: half of one is of no use."""
        return program if self._fits("programs", exercise, len(program)) else None

    def value(self, text: str) -> str:
        """Return the beginning of what was wanted or came."""
        return text if len(text) <= self._longest else f"{text[: self._longest]} …"

    def _fits(self, kind: str, exercise: Exercise, length: int) -> bool:
        taken = self._taken.get((kind, exercise.anchor), 0) + length
        if taken > self._most[kind]:
            return False
        self._taken[kind, exercise.anchor] = taken
        return True


def _template() -> jinja2.Template:
    environment = page_environment(_HERE)
    environment.filters |= {
        "points": points,
        "lateness": lateness,
        "statements": _statements,
        "in_groups": _in_groups,
        "prose": lambda text: markdown_html(text[:5000]),
    }
    style = Markup((_HERE / "page.css").read_text(encoding="utf-8"))
    environment.globals |= {"style": style, "not_isolated": NOT_ISOLATED}
    return environment.get_template("page.html.jinja")


def _statements(program: str) -> list[str]:
    """Return the statements of a program, each with its lines, the last of which went wrong; none if it cannot run."""
    lines = program.split("\n")
    try:
        begins = [node.lineno - 1 for node in ast.parse(program).body]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    return ["\n".join(lines[a:b]) for a, b in zip(begins, [*begins[1:], len(lines)], strict=True)]


def _in_groups(properties: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Return passed properties under the remark they share."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for prop in properties:
        remark = f"{prop['message'][0].upper()}{prop['message'][1:]}:" if prop["message"] else ""
        groups.setdefault(remark, []).append(prop)
    return groups
