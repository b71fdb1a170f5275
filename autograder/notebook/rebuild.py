"""A submitted notebook made anew: the course's cells from the course, the student's text from the student.

Nothing is believed but the text of the student's own cells. Where a cell belongs is found by its grade id, its cell
id, its text or, when a tool has lost all three, by the function it defines.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from autograder.harmless import harmless_markdown
from autograder.notebook.read import SubmittedCell, UnreadableError, read_cells
from autograder.notebook.regions import released

__all__ = ["MOST_OWN_CELLS", "Notebook", "Rebuilt", "nothing_written", "rebuild"]

Notebook = dict[str, Any]
"""A notebook of format 4.5 as plain data. `nbformat.NotebookNode` is one; importing nbformat costs two seconds."""

MOST_OWN_CELLS = 300


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
    course = [_CourseCell.of(cell) for cell in source["cells"]]
    try:
        cells = read_cells(submitted)
    except UnreadableError as error:
        return nothing_written(source, str(error))
    places = _Places(course, cells)
    if not places.any_found:
        return nothing_written(source, "None of the assignment's cells is in this notebook: is it the right file?")
    own, problems = _own_cells(course, cells, places)
    texts = {k: _believed(cells[i], course[k]) for k, i in places.texts.items()}
    return Rebuilt(_assemble(source, course, texts, own), (*places.problems, *problems))


def nothing_written(source: Notebook, problem: str) -> Rebuilt:
    """Return the assignment as it was handed out, for a submission with nothing in it that could be graded."""
    return Rebuilt(_assemble(source, [_CourseCell.of(cell) for cell in source["cells"]], {}, {}), (problem,))


@dataclass(frozen=True)
class _CourseCell:
    """A cell of the instructor's notebook, with the text that was handed out."""

    cell: dict[str, Any]
    kind: str
    text: str
    grade_id: str | None
    answer: bool
    locked: bool
    graded: bool
    defines: frozenset[str]

    @classmethod
    def of(cls, cell: dict[str, Any]) -> _CourseCell:
        nbgrader = cell["metadata"].get("nbgrader", {})
        source = _text(cell)
        answer = bool(nbgrader.get("solution"))
        return cls(
            cell=cell,
            kind=cell["cell_type"],
            text=released(source, kind=cell["cell_type"], answer=answer),
            grade_id=nbgrader.get("grade_id"),
            answer=answer,
            locked=bool(nbgrader.get("grade_id")) and not answer,
            graded=bool(nbgrader.get("grade")),
            defines=_defined(source) if answer and cell["cell_type"] == "code" else frozenset(),
        )

    def is_unchanged(self, submitted: SubmittedCell) -> bool:
        """Whether this is the cell as handed out, or as the instructor's own notebook has it."""
        return any(_same_text(submitted.source, text) for text in (self.text, _text(self.cell)))

    def is_stub(self, submitted: SubmittedCell) -> bool:
        return not submitted.source.strip() or _same_text(submitted.source, self.text)


class _Places:
    """Which submitted cell is which cell of the course.

    `texts` maps a course cell to the submitted cell whose text it takes; `taken` are the submitted cells that belong
    to the course, by the course cell they belong to; `dropped` are copies with nothing of the student's in them.
    """

    def __init__(self, course: Sequence[_CourseCell], cells: Sequence[SubmittedCell]) -> None:
        self._course, self._cells = course, cells
        self.texts: dict[int, int] = {}
        self.taken: dict[int, int] = {}
        self.dropped: set[int] = set()
        self._said: dict[str, list[str]] = {}
        claims = self._claims()
        self._claimed = {
            i
            for k, claimed in claims.items()
            for i in claimed
            if not course[k].locked or course[k].is_unchanged(cells[i])  # an answer may stand in a locked cell
        }
        for k, cell in enumerate(course):
            if cell.answer:
                self._place_answer(k, claims.get(k, []))
            elif cell.locked:
                self._place_locked(k, claims.get(k, []))
            elif k in claims:
                first, *copies = claims[k]
                self.taken[first] = k
                self.texts[k] = first
                self.dropped.update(i for i in copies if cell.is_unchanged(cells[i]))
        self.any_found = any(course[k].answer or course[k].graded for k in {*claims, *self.taken.values()})

    @property
    def problems(self) -> list[str]:
        """One sentence for each kind of problem, with the names of the cells."""
        return [f"{', '.join(names)}: {sentence}" for sentence, names in self._said.items()]

    def _say(self, k: int, sentence: str) -> None:
        self._said.setdefault(sentence, []).append(str(self._course[k].grade_id))

    def _claims(self) -> dict[int, list[int]]:
        """For each course cell the submitted cells that say, by grade id, cell id or text, that they are it."""
        by_grade_id = {c.grade_id: k for k, c in enumerate(self._course) if c.grade_id}
        by_cell_id = {c.cell["id"]: k for k, c in enumerate(self._course) if "id" in c.cell}
        by_text: dict[tuple[str, str], list[int]] = {}
        for k, course_cell in enumerate(self._course):
            by_text.setdefault((course_cell.kind, course_cell.text.strip()), []).append(k)
        claims: dict[int, list[int]] = {}
        for i, cell in enumerate(self._cells):
            k = by_grade_id.get(cell.grade_id or "", by_cell_id.get(cell.cell_id or "", -1))
            if k < 0 or (k in claims and not self._course[k].grade_id):
                same = by_text.get((cell.kind, cell.source.strip()), [-1])
                k = next((k for k in same if k not in claims), same[0])
            if k >= 0:
                claims.setdefault(k, []).append(i)
        return claims

    def _place_answer(self, k: int, claimed: list[int]) -> None:
        course_cell = self._course[k]
        written = [i for i in claimed if not course_cell.is_stub(self._cells[i])]
        written = [i for i in written if i == written[-1] or self._cells[i].source != self._cells[written[-1]].source]
        self.dropped.update(set(claimed) - set(written))
        if len(written) > 1:
            self._say(k, "written more than once. The last one counts, the others ran before it.")
        if written:
            self._take_answer(k, written[-1])
            return
        elsewhere = [
            i
            for i, cell in enumerate(self._cells)
            if cell.kind == "code" and i not in self._claimed and course_cell.defines & _defined(cell.source)
        ]
        if elsewhere:
            self._take_answer(k, elsewhere[-1])
            self._say(k, "the answer was not in its own cell. It was found in another one.")
        elif not claimed:
            self._say(k, "the answer cell is missing. It counts as not written.")

    def _take_answer(self, k: int, i: int) -> None:
        self.taken[i] = k
        self.texts[k] = i

    def _place_locked(self, k: int, claimed: list[int]) -> None:
        course_cell = self._course[k]
        unchanged = [i for i in claimed if course_cell.is_unchanged(self._cells[i])]
        if not claimed:
            self._say(k, "locked, but missing. The course's own cell was put back.")
            return
        if not unchanged:
            self._say(k, "locked, but changed. The course's own text was used.")
        first = (unchanged or claimed)[0]
        self.taken[first] = k
        self.dropped.update(set(unchanged) - {first})


def _own_cells(
    course: Sequence[_CourseCell], cells: Sequence[SubmittedCell], places: _Places
) -> tuple[dict[int, list[SubmittedCell]], list[str]]:
    """The student's own cells, by the course cell they stand behind (-1: at the very beginning)."""
    own: dict[int, list[SubmittedCell]] = {}
    behind, raw, count = -1, 0, 0
    for i, cell in enumerate(cells):
        if i in places.taken:
            behind = places.taken[i]
        elif i in places.dropped or not cell.source.strip():
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


def _believed(cell: SubmittedCell, course_cell: _CourseCell | None) -> str:
    """The text of a submitted cell; its HTML counts only where the course wrote it."""
    kind = cell.kind if course_cell is None else course_cell.kind
    if kind != "markdown" or (course_cell is not None and course_cell.is_stub(cell)):
        return cell.source
    return harmless_markdown(cell.source)


def _assemble(
    source: Notebook,
    course: Sequence[_CourseCell],
    texts: dict[int, str],
    own: dict[int, list[SubmittedCell]],
) -> Notebook:
    cells: list[dict[str, Any]] = []
    numbers = iter(range(1, MOST_OWN_CELLS + 1))

    def add(kind: str, cell_id: str, metadata: dict[str, Any], text: str) -> None:
        cell = {"cell_type": kind, "id": cell_id, "metadata": metadata, "source": text}
        cells.append(cell | {"execution_count": None, "outputs": []} if kind == "code" else cell)

    for k in range(-1, len(course)):
        if k >= 0:
            course_cell = course[k]
            cell_id = course_cell.cell.get("id", f"course-{k + 1}")
            add(course_cell.kind, cell_id, copy.deepcopy(course_cell.cell["metadata"]), texts.get(k, course_cell.text))
        for cell in own.get(k, []):
            add(cell.kind, f"submitted-{next(numbers)}", {}, cell.source)
    return {"cells": cells, "metadata": copy.deepcopy(source["metadata"]), "nbformat": 4, "nbformat_minor": 5}


def _text(cell: dict[str, Any]) -> str:
    return cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])


def _same_text(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but white space at line ends and around the whole."""
    return [line.rstrip() for line in one.strip().split("\n")] == [line.rstrip() for line in other.strip().split("\n")]


def _defined(source: str) -> frozenset[str]:
    """The functions and classes that a cell defines at its outermost level.

    By the look of its lines: a crafted text can crash Python's parser, and with it whoever parses.
    """
    return frozenset(re.findall(r"^(?:def|class)[ \t]+(\w+)", source, flags=re.MULTILINE))
