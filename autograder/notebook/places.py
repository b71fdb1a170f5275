"""Which submitted cell is which cell of the course: found by grade id, cell id, text, or by the function it defines.

A cell is named by its number: `course[7]` and `submitted[9]`. Numbers of the two notebooks never mix, and every
mapping says which is which.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.notebook.read import SubmittedCell
from autograder.notebook.regions import released

__all__ = ["CourseCell", "Place", "claims_by_course_cell", "find_places", "problems_of"]


@dataclass(frozen=True)
class CourseCell:
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
    def of(cls, cell: dict[str, Any]) -> CourseCell:
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


@dataclass(frozen=True)
class Place:
    """What of a submission belongs to one cell of the course.

    `submitted` is the number of the cell that stands for it, None where there is none; `copies` are the numbers of
    further ones with nothing of the student's in them; `problems` are sentences without a subject.
    """

    submitted: int | None = None
    copies: frozenset[int] = frozenset()
    problems: tuple[str, ...] = ()


def claims_by_course_cell(course: Sequence[CourseCell], submitted: Sequence[SubmittedCell]) -> dict[int, list[int]]:
    """Return, by course cell, the submitted cells that say they are it, in order.

    A grade id counts before a cell id, and a cell id before the text. Where several course cells have the same text,
    their copies are dealt out in order. A second cell with the id of an ungraded one is looked at for its text.
    """
    by_grade_id = {cell.grade_id: number for number, cell in enumerate(course) if cell.grade_id}
    by_cell_id = {cell.cell["id"]: number for number, cell in enumerate(course) if "id" in cell.cell}
    by_text: dict[tuple[str, str], list[int]] = {}
    for course_number, course_cell in enumerate(course):
        by_text.setdefault((course_cell.kind, course_cell.text.strip()), []).append(course_number)
    claims: dict[int, list[int]] = {}
    for submitted_number, cell in enumerate(submitted):
        claimed = by_grade_id.get(cell.grade_id or "", by_cell_id.get(cell.cell_id or ""))
        if claimed is None or (claimed in claims and not course[claimed].grade_id):
            same_text = by_text.get((cell.kind, cell.source.strip()), [])
            free = [course_number for course_number in same_text if course_number not in claims]
            claimed = next(iter(free or same_text), None)
        if claimed is not None:
            claims.setdefault(claimed, []).append(submitted_number)
    return claims


def find_places(
    course: Sequence[CourseCell], submitted: Sequence[SubmittedCell], claims: Mapping[int, Sequence[int]]
) -> list[Place]:
    """Return the place of every course cell, in the course's order. One submitted cell may answer two of them."""
    unclaimed = _unclaimed_definitions(course, submitted, claims)
    return [
        _place(course_cell, submitted, claims.get(course_number, ()), unclaimed)
        for course_number, course_cell in enumerate(course)
    ]


def problems_of(course: Sequence[CourseCell], places: Sequence[Place]) -> list[str]:
    """Write one sentence for each kind of problem, with the names of the cells."""
    names: dict[str, list[str]] = {}
    for course_cell, place in zip(course, places, strict=True):
        for problem in place.problems:
            names.setdefault(problem, []).append(str(course_cell.grade_id))
    return [f"{', '.join(cells)}: {problem}" for problem, cells in names.items()]


def _unclaimed_definitions(
    course: Sequence[CourseCell], submitted: Sequence[SubmittedCell], claims: Mapping[int, Sequence[int]]
) -> dict[int, frozenset[str]]:
    """What is defined, by submitted cell, in the code cells that may yet turn out to be an answer.

    A changed locked cell is one of them, though it says what it is: an answer may stand in it.
    """
    claimed = {
        submitted_number
        for course_number, submitted_numbers in claims.items()
        for submitted_number in submitted_numbers
        if not course[course_number].locked or course[course_number].is_unchanged(submitted[submitted_number])
    }
    return {
        submitted_number: _defined(cell.source)
        for submitted_number, cell in enumerate(submitted)
        if cell.kind == "code" and submitted_number not in claimed
    }


def _place(
    course_cell: CourseCell,
    submitted: Sequence[SubmittedCell],
    claimed: Sequence[int],
    unclaimed: Mapping[int, frozenset[str]],
) -> Place:
    if course_cell.answer:
        return _place_answer(course_cell, submitted, claimed, unclaimed)
    if course_cell.locked:
        return _place_locked(course_cell, submitted, claimed)
    if not claimed:
        return Place()
    first, *others = claimed
    return Place(first, frozenset(number for number in others if course_cell.is_unchanged(submitted[number])))


def _place_answer(
    course_cell: CourseCell,
    submitted: Sequence[SubmittedCell],
    claimed: Sequence[int],
    unclaimed: Mapping[int, frozenset[str]],
) -> Place:
    """The last written copy, else the last other cell that defines the same; of equal copies the last one stays."""
    written = [number for number in claimed if not course_cell.is_stub(submitted[number])]
    if written:
        last = written[-1]
        different = [n for n in written if n == last or submitted[n].source != submitted[last].source]
        several = ("written more than once. The last one counts, the others ran before it.",)
        return Place(last, frozenset(claimed) - frozenset(different), several if len(different) > 1 else ())
    elsewhere = [number for number, defined in unclaimed.items() if course_cell.defines & defined]
    if elsewhere:
        moved = "the answer was not in its own cell. It was found in another one."
        return Place(elsewhere[-1], frozenset(claimed), (moved,))
    missing = "the answer cell is missing. It counts as not written."
    return Place(None, frozenset(claimed), () if claimed else (missing,))


def _place_locked(course_cell: CourseCell, submitted: Sequence[SubmittedCell], claimed: Sequence[int]) -> Place:
    """The first unchanged copy, else the first one; the text is the course's in any case."""
    if not claimed:
        return Place(problems=("locked, but missing. The course's own cell was put back.",))
    unchanged = [number for number in claimed if course_cell.is_unchanged(submitted[number])]
    if not unchanged:
        return Place(claimed[0], problems=("locked, but changed. The course's own text was used.",))
    return Place(unchanged[0], frozenset(unchanged[1:]))


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
