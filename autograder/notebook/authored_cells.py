"""The cells of an authored source: what their headers say, turned into nbgrader's metadata."""

from __future__ import annotations

import re
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.notebook.prose import Announcement, exercise_heading
from autograder.notebook.regions import GIVEN
from autograder.notebook.source_error import SourceError

__all__ = ["announced", "ask_exams", "check_pairs", "expanded", "give_ids"]

_GRADED = "# Graded: {name}, {points}. Leave this cell as it is."

_EXAMPLES = "# These examples are a start: the exam tries many more, which are not shown here."

_EXAM = """\
### BEGIN HIDDEN TESTS
from autograder import check
check("{name}", {name})
### END HIDDEN TESTS"""

_GRADE_ID = {"given": "{name}", "answer": "{name}", "graded": "{name}-exam"}

_OPTIONS = {  # what a header may say, by role; a cell without a role says nothing
    "given": {"hidden"},
    "answer": {"minutes", "difficulty", "task"},
    "graded": {"points"},
}

_GOES_ON = ["raises-exception"]
"""The tag of a cell that tries the student's own work: it may fail, and "Run All" goes on behind it."""


def expanded(authored: NotebookNode, where: str) -> NotebookNode:
    """Turn the header of an authored cell into the cell's metadata.

    Raises:
        SourceError: the header says too little, or what its role has no use for.
    """
    options = {key: value for key, value in authored.metadata.items() if not key.startswith("lines_to_")}  # jupytext's
    name, role = options.pop("name", None), options.pop("role", None)
    cell = nbformat.from_dict({"cell_type": authored.cell_type, "metadata": {}, "source": authored.source})
    if authored.cell_type == "code":
        cell.update(execution_count=None, outputs=[])
    if role is None:
        if name is not None or options:
            said = ", ".join(sorted(options)) or "name"
            raise SourceError(f"{where}: got {said} but no role; add role= one of {', '.join(_GRADE_ID)}")
        if authored.cell_type == "code":
            cell.metadata["tags"] = list(_GOES_ON)
        return cell
    if role not in _GRADE_ID:
        raise SourceError(f"{where}: got role={role!r}; use one of {', '.join(_GRADE_ID)}")
    if authored.cell_type != "code":
        raise SourceError(f"{where}: got role={role!r} on a {authored.cell_type} cell; roles are for code cells")
    if not isinstance(name, str) or not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
        raise SourceError(f'{where}: a cell with role={role!r} needs a name; got {name!r}, add name="..."')
    for option in sorted(options.keys() - _OPTIONS[role]):
        belongs = next((other for other, known in _OPTIONS.items() if option in known), None)
        remedy = f"put it on the {belongs} cell" if belongs else "remove it"
        raise SourceError(f"{where}: got {option} on a cell with role={role!r}; {remedy}")
    points = None
    if role == "graded":
        points = _whole_number(options, "points", f"the graded cell of {name}", where)
        cell.metadata["tags"] = list(_GOES_ON)
    if role == "answer":
        _check_answer(authored.source, name, where)
    if role == "given":
        cell.metadata["course"] = dict(GIVEN)
    if options.get("hidden"):
        cell.metadata["jupyter"] = {"source_hidden": True}
    cell.metadata["nbgrader"] = _nbgrader(_GRADE_ID[role].format(name=name), role, points)
    return cell


def announced(authored: list[NotebookNode], source: str) -> list[Announcement]:
    """Return what the notebook says about each of its exercises, in their order.

    Points stand on the graded cell, minutes and difficulty on the answer; the task is the heading of the exercise,
    unless the answer says otherwise.

    Raises:
        SourceError: an answer says no minutes or no difficulty, or its heading has the number of another exercise.
    """
    points = {cell.metadata["name"]: cell.metadata["points"] for cell in authored if _role(cell) == "graded"}
    exercises: list[Announcement] = []
    title = ""
    for number, cell in enumerate(authored, start=1):
        where = f"{source}, cell {number}"
        heading = exercise_heading(cell.source) if cell.cell_type == "markdown" else None
        if heading:
            if heading[0] != len(exercises) + 1:
                raise SourceError(f"{where}: got Exercise {heading[0]}; it is the exercise {len(exercises) + 1}")
            title = heading[1]
        if _role(cell) == "answer":
            options, name = dict(cell.metadata), str(cell.metadata["name"])
            minutes = _whole_number(options, "minutes", f"the answer {name}", where)
            difficulty = _whole_number(options, "difficulty", f"the answer {name}", where, most=3)
            task = options.get("task", title)
            exercises.append(Announcement(name, task, points.get(name, 0), minutes, difficulty))
            title = ""
    return exercises


def check_pairs(source: str, cells: list[NotebookNode]) -> None:
    """Refuse an answer that is never graded, and a graded cell whose answer is never asked."""
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


def give_ids(source: str, cells: list[NotebookNode]) -> None:
    """Give each cell an id that stays when the source does: its grade id, or the section's heading and a count.

    Raises:
        SourceError: two cells have the same grade id.
    """
    grade_ids: set[str] = set()
    section, count = "start", 0
    for number, cell in enumerate(cells, start=1):
        heading = re.match(r"#+ +(.+)", cell.source) if cell.cell_type == "markdown" else None
        if heading:
            section, count = _slug(heading[1]), 0
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id in grade_ids:
            raise SourceError(
                f"{source}, cell {number}: the grade id {grade_id!r} is used twice; give the cell another name"
            )
        if grade_id:
            grade_ids.add(grade_id)
            cell["id"] = grade_id
        else:
            count += 1
            cell["id"] = f"{section}-{count}"


def ask_exams(cells: list[NotebookNode]) -> None:
    """Write into each graded cell what it is, and in front of its examples the exam's call, hidden from students."""
    for cell in cells:
        about = cell.metadata.get("nbgrader", {})
        if about.get("grade"):
            name, points, examples = about["grade_id"].removesuffix("-exam"), about["points"], cell.source.strip()
            said = _GRADED.format(name=name, points="1 point" if points == 1 else f"{points} points")
            exam = _EXAM.format(name=name)
            cell.source = "\n".join([said, exam, *([_EXAMPLES, examples] if examples else [])])


def _role(cell: NotebookNode) -> str | None:
    role: str | None = cell.metadata.get("role")
    return role


def _whole_number(options: dict[str, Any], option: str, of: str, where: str, most: int | None = None) -> int:
    number = options.get(option)
    if isinstance(number, bool) or not isinstance(number, int) or number < 1 or (most and number > most):
        wanted = f"a number from 1 to {most}" if most else "a whole number"
        raise SourceError(f"{where}: {of} needs {option}; got {number!r}, add {option}= and {wanted}")
    return number


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


def _slug(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")[:50].rstrip("-")
