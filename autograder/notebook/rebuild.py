"""A submitted notebook made anew: the course's cells from the course, the student's text from the student.

Nothing is believed but the text of the student's own cells. Where a cell belongs is found by `places`.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.harmless import harmless_markdown
from autograder.notebook.places import CourseCell, claims_by_course_cell, find_places, problems_of
from autograder.notebook.read import SubmittedCell, UnreadableError, read_cells

__all__ = ["MOST_OWN_CELLS", "Notebook", "Rebuilt", "nothing_written", "rebuild"]

Notebook = dict[str, Any]
"""A notebook of format 4.5 as plain data. `nbformat.NotebookNode` is one; importing nbformat costs two seconds."""

MOST_OWN_CELLS = 300

_BEFORE_THE_FIRST = -1
"""The number of the course cell that stands before all of them: own cells may follow it too."""


@dataclass(frozen=True)
class Rebuilt:
    """The notebook to run, without outputs and without hidden tests, and what was wrong with the one handed in."""

    notebook: Notebook
    problems: tuple[str, ...]


def rebuild(submitted: bytes, source: Notebook) -> Rebuilt:
    """Put the student's text into the course's notebook. Whatever was handed in, a notebook comes out.

    * An answer is the last written copy of its cell, since in a notebook the last definition counts. Earlier copies
      stay as plain cells where they were. A copy that is still the stub never replaces a written one.
    * An answer whose cell is missing or still the stub is taken from the last other cell that defines its function.
    * Cells of the student's own stay behind the course's cell that they followed.
    * Locked cells are the course's, whatever was made of them.

    Args:
        submitted: the file as it was handed in.
        source: the instructor's notebook, with solutions and hidden tests.

    >>> source = {"cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "Hi"}], "metadata": {}}
    >>> rebuild(b"", source).problems
    ('The file is empty: save the notebook and hand it in again.',)
    """
    course = [CourseCell.of(cell) for cell in source["cells"]]
    try:
        cells = read_cells(submitted)
    except UnreadableError as error:
        return nothing_written(source, str(error))
    claims = claims_by_course_cell(course, cells)
    places = find_places(course, cells, claims)
    course_number_of = {p.submitted: number for number, p in enumerate(places) if p.submitted is not None}
    recognised = {*claims, *course_number_of.values()}
    if not any(course[number].answer or course[number].graded for number in recognised):
        return nothing_written(source, "None of the assignment's cells is in this notebook: is it the right file?")
    texts = {
        number: _believed(cells[place.submitted], course[number])
        for number, place in enumerate(places)
        if place.submitted is not None and not course[number].locked
    }
    copies = frozenset[int]().union(*(place.copies for place in places))
    own, problems = _own_cells(cells, course_number_of, copies)
    return Rebuilt(_assemble(source, course, texts, own), (*problems_of(course, places), *problems))


def nothing_written(source: Notebook, problem: str) -> Rebuilt:
    """Return the assignment as it was handed out, for a submission with nothing in it that could be graded."""
    return Rebuilt(_assemble(source, [CourseCell.of(cell) for cell in source["cells"]], {}, {}), (problem,))


def _own_cells(
    cells: Sequence[SubmittedCell], course_number_of: Mapping[int, int], copies: Collection[int]
) -> tuple[dict[int, list[SubmittedCell]], list[str]]:
    """The student's own cells, by the number of the course cell they stand behind, and what was left out of them."""
    own: dict[int, list[SubmittedCell]] = {}
    behind, raw, count = _BEFORE_THE_FIRST, 0, 0
    for submitted_number, cell in enumerate(cells):
        if submitted_number in course_number_of:
            behind = course_number_of[submitted_number]
        elif submitted_number in copies or not cell.source.strip():
            continue
        elif cell.kind == "raw":
            raw += 1
        else:
            count += 1
            if count <= MOST_OWN_CELLS:
                own.setdefault(behind, []).append(SubmittedCell(cell.kind, _believed(cell, None)))
    problems = []
    if raw:
        problems.append(f"{raw} raw cell{'s were' if raw > 1 else ' was'} left out: only code and text are graded.")
    if count > MOST_OWN_CELLS:
        problems.append(
            f"The notebook has {count} cells of your own: those after the first {MOST_OWN_CELLS} were left out."
        )
    return own, problems


def _believed(cell: SubmittedCell, course_cell: CourseCell | None) -> str:
    """The text of a submitted cell; its HTML counts only where the course wrote it."""
    kind = cell.kind if course_cell is None else course_cell.kind
    if kind != "markdown" or (course_cell is not None and course_cell.is_stub(cell)):
        return cell.source
    return harmless_markdown(cell.source)


def _assemble(
    source: Notebook,
    course: Sequence[CourseCell],
    texts: Mapping[int, str],
    own: Mapping[int, Sequence[SubmittedCell]],
) -> Notebook:
    """The course's cells in their order, each with the text given for its number, and behind each the own cells."""
    cells: list[dict[str, Any]] = []
    numbers = iter(range(1, MOST_OWN_CELLS + 1))

    def add_own(behind: int) -> None:
        for cell in own.get(behind, ()):
            cells.append(_cell(cell.kind, f"submitted-{next(numbers)}", {}, cell.source))

    add_own(_BEFORE_THE_FIRST)
    for number, course_cell in enumerate(course):
        cell_id = course_cell.cell.get("id", f"course-{number + 1}")
        metadata = copy.deepcopy(course_cell.cell["metadata"])
        cells.append(_cell(course_cell.kind, cell_id, metadata, texts.get(number, course_cell.text)))
        add_own(number)
    return {"cells": cells, "metadata": copy.deepcopy(source["metadata"]), "nbformat": 4, "nbformat_minor": 5}


def _cell(kind: str, cell_id: str, metadata: dict[str, Any], text: str) -> dict[str, Any]:
    cell = {"cell_type": kind, "id": cell_id, "metadata": metadata, "source": text}
    return cell | {"execution_count": None, "outputs": []} if kind == "code" else cell
