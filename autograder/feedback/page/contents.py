"""What stands on a feedback page: a graded notebook taken apart into its exercises and the sections of its lesson."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from markupsafe import Markup

from autograder.feedback.as_data import KEY, read_verdict
from autograder.feedback.page.cells import code_html, outputs_html
from autograder.feedback.page.points import CellPoints, Points
from autograder.feedback.page.text import markdown_html
from autograder.harmless import Room

__all__ = ["Contents", "Exercise", "Section", "contents"]

_HEADING = re.compile(r"\A##? +(.+)")
_OURS = ("feedback-summary", "feedback-networks")
"""Cells that grading has put into the notebook for who grades by hand; see `grade_rebuilt` and `GradeInSandbox`."""


@dataclass(frozen=True)
class Exercise:
    """One graded cell: its verdict, where an exam was asked, the student's answer, and what the instructor wrote."""

    name: str
    anchor: str
    section: Section
    points: CellPoints
    verdict: Mapping[str, Any] | None
    answer: Markup
    comments: tuple[str, ...]

    @property
    def failed(self) -> bool:
        """Whether there is something to read first."""
        return self.points.score < self.points.max_score if self.verdict is None else not self.verdict["passed"]


@dataclass(frozen=True)
class Section:
    """A part of the lesson under a heading of the first or second level."""

    title: str
    anchor: str
    cells: tuple[dict[str, Any], ...] = field(default=(), compare=False)
    html: str = ""


@dataclass(frozen=True)
class Contents:
    title: str
    points: Points
    exercises: tuple[Exercise, ...]
    lesson: tuple[Section, ...]
    problems: tuple[str, ...]
    isolated: bool
    networks: Markup

    @property
    def in_order(self) -> list[Exercise]:
        """The exercises as a student should read them: what is not right yet comes first."""
        return sorted(self.exercises, key=lambda exercise: not exercise.failed)


def contents(notebook: Mapping[str, Any], points: Points, room: Room) -> Contents:
    """Take a graded notebook apart.

    Args:
        notebook: as it lies in autograded/, the verdicts in the metadata of its graded cells.
        points: from the gradebook.
        room: for code, outputs and pictures together; the exercises come first, then the end of the lesson.
    """
    ours = {cell["id"]: cell for cell in notebook["cells"] if cell.get("id") in _OURS}
    sections = _sections([cell for cell in notebook["cells"] if cell.get("id") not in _OURS])
    exercises: list[Exercise] = []
    answers: set[str] = set()
    for section in sections:
        since: list[dict[str, Any]] = []
        for cell in section.cells:
            about = cell["metadata"].get("nbgrader", {})
            if about.get("solution") or about.get("task"):
                since.append(cell)
            if about.get("grade") or about.get("task"):
                answers |= {each["id"] for each in (*since, cell)}
                exercises.append(_exercise(cell, since, section, points))
                since = []
    waiting = sorted(exercises, key=lambda exercise: not exercise.failed)
    written = {exercise.anchor: _answer(exercise, room) for exercise in waiting}
    # From the end on: the later a picture comes, the more of the student's own functions have drawn it.
    lesson = [replace(section, html=_lesson(section, answers, room)) for section in reversed(sections)]
    noted = notebook["metadata"].get(KEY, {})
    networks = ours.get("feedback-networks", {}).get("source", "")
    return Contents(
        title=sections[0].title if sections else "Your work",
        points=points,
        exercises=tuple(written[exercise.anchor] for exercise in exercises),
        lesson=tuple(reversed(lesson)),
        problems=tuple(noted.get("problems", ())),
        isolated=bool(noted.get("isolated", True)),
        networks=Markup("".join(networks)),
    )


def _sections(cells: Sequence[dict[str, Any]]) -> list[Section]:
    sections = [Section("Your work", "lesson-0")]
    for cell in cells:
        heading = _HEADING.match(cell["source"]) if cell["cell_type"] == "markdown" and _is_ours(cell) else None
        if heading:
            sections.append(Section(heading[1].strip(), f"lesson-{len(sections)}"))
        sections[-1] = replace(sections[-1], cells=(*sections[-1].cells, cell))
    return [section for section in sections if section.cells]


def _is_ours(cell: Mapping[str, Any]) -> bool:
    """Say whether a cell is the course's: own ones are numbered by `rebuild`."""
    return not str(cell.get("id", "")).startswith("submitted-")


def _exercise(cell: dict[str, Any], before: Sequence[dict[str, Any]], section: Section, points: Points) -> Exercise:
    about = cell["metadata"]["nbgrader"]
    grade_id = about["grade_id"]
    verdict = read_verdict(cell["metadata"])
    cells = tuple(before) if cell in before else (*before, cell)
    ids = [grade_id, *(each["metadata"]["nbgrader"]["grade_id"] for each in before)]
    return Exercise(
        name=verdict["exercise"] if verdict else grade_id,
        anchor=f"exercise-{grade_id}",
        section=replace(section, cells=cells),
        points=points.cells.get(grade_id, CellPoints(0.0, float(about.get("points", 0)))),
        verdict=verdict,
        answer=Markup(""),
        comments=tuple(points.comments[each] for each in dict.fromkeys(ids) if points.comments.get(each)),
    )


def _answer(exercise: Exercise, room: Room) -> Exercise:
    *own, last = exercise.section.cells
    shown = _answer_cell(last, room) if exercise.verdict is None else _examples(last, room)
    return replace(exercise, answer=Markup("").join([*(_answer_cell(cell, room) for cell in own), shown]))


def _answer_cell(cell: dict[str, Any], room: Room) -> Markup:
    if cell["cell_type"] == "markdown":
        return Markup('<div class="prose">{}</div>').format(markdown_html(room.for_text(cell["source"])))
    return code_html(cell, room) + outputs_html(cell, room) if cell["cell_type"] == "code" else Markup("")


def _examples(examined: dict[str, Any], room: Room) -> Markup:
    """Return what came of the examples in a cell that asked an exam: all that it shows but the verdict, the last."""
    shown = outputs_html(examined | {"outputs": examined["outputs"][:-1]}, room)
    return Markup('<p class="note">The examples of your notebook:</p>{}').format(shown) if shown else shown


def _lesson(section: Section, answers: set[str], room: Room) -> Markup:
    parts = []
    for cell in section.cells:
        if cell.get("id") in answers:
            continue
        about = cell["metadata"]
        if cell["cell_type"] == "markdown":
            text = _HEADING.sub("", cell["source"], count=1) if _is_ours(cell) else room.for_text(cell["source"])
            html = markdown_html(text)
        elif cell["cell_type"] == "code":
            given = about.get("nbgrader", {}).get("locked")
            html = (Markup("") if given else code_html(cell, room)) + outputs_html(cell, room)
        else:
            continue
        own = Markup('<p class="note">A cell of your own:</p>{}').format(html)
        parts.append(html if _is_ours(cell) or not html else own)
    return Markup("").join(parts)
