"""Prose that is written once: a line ``{{name}}`` in a markdown cell is replaced.

========================== ==========================================================================
line                       becomes
========================== ==========================================================================
``{{table_of_exercises}}`` a table of the notebook's exercises, with points, minutes and difficulty
``{{points_and_minutes}}`` "4 points, about 25 minutes, difficulty ●●○", of the next exercise
``{{how_to_work}}``        the text of ``notebook_parts/how_to_work.md``, and so on for every such file
========================== ==========================================================================
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from autograder.notebook.source_error import SourceError

__all__ = ["Announcement", "announcement_line", "exercise_heading", "filled", "table"]

_PLACEHOLDER = re.compile(r"^\{\{(.*)\}\}$", re.MULTILINE)
_HEADING = re.compile(r"^## Exercise (\d+): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Announcement:
    """What a notebook says about an exercise before a student begins it. `difficulty` is 1, 2 or 3."""

    name: str
    task: str
    points: int
    minutes: int
    difficulty: int

    @property
    def dots(self) -> str:
        return "●" * self.difficulty + "○" * (3 - self.difficulty)


def filled(source: str, texts: dict[str, str], parts: Path, where: str) -> str:
    """Return a markdown cell's source with each line ``{{name}}`` replaced.

    Args:
        source: the authored text.
        texts: what the build has to say here, by name.
        parts: the folder of the prose that is shared, one .md file a text.
        where: the cell, for the message.

    Raises:
        SourceError: there is no such text.
    """

    def replacement(match: re.Match[str]) -> str:
        name = match[1].strip()
        if name in texts:
            return texts[name]
        known = {path.stem: path for path in sorted(parts.glob("*.md"))}
        if name not in known:
            there = ", ".join("{{" + each + "}}" for each in (*texts, *known))
            raise SourceError(f"{where}: there is nothing to put in place of {match[0]}; there are {there}")
        return known[name].read_text(encoding="utf-8").strip("\n")

    return _PLACEHOLDER.sub(replacement, source)


def exercise_heading(source: str) -> tuple[int, str] | None:
    """Return the number and the title of the exercise that begins in a markdown cell.

    >>> exercise_heading("## Exercise 7: keep the size of the image")
    (7, 'keep the size of the image')
    """
    match = _HEADING.search(source)
    return match and (int(match[1]), match[2].strip())


def announcement_line(exercise: Announcement) -> str:
    """Say what an exercise is worth and what it takes.

    >>> announcement_line(Announcement("corr2d", "slide a window", points=4, minutes=25, difficulty=2))
    '*4 points, about 25 minutes, difficulty ●●○*'
    """
    points = "1 point" if exercise.points == 1 else f"{exercise.points} points"
    return f"*{points}, about {exercise.minutes} minutes, difficulty {exercise.dots}*"


def table(exercises: list[Announcement]) -> str:
    """Write the table that stands at the top of a notebook."""
    rows = ["| | exercise | what it does | points | minutes | difficulty |", "| --- | --- | --- | --- | --- | --- |"]
    for number, each in enumerate(exercises, start=1):
        rows.append(f"| {number} | `{each.name}` | {each.task} | {each.points} | {each.minutes} | {each.dots} |")
    return "\n".join(rows)
