"""A table that a platform has exported, to be met line by line: whose line it is, and what its points are worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from autograder.course import CourseError
from autograder.exchange.grades import Column, GradeTable, in_points
from autograder.exchange.people import Person
from autograder.exchange.tables import Table, plain_key
from autograder.harmless import harmless_line

__all__ = ["Lines", "factor_to", "read_number", "scaled"]


class Lines:
    """Whose line of a template it is, by what belongs to one person, else by a name that only one has."""

    def __init__(self, table: GradeTable, columns: Mapping[str, str], there: Table) -> None:
        self._points = {person.id: points for person, points in table.rows}
        self._people = [person for person, _ in table.rows]
        self._columns = [(number, key) for name, key in columns.items() if (number := there.column(name)) is not None]
        self._found: set[str] = set()

    def points(self, row: Sequence[str], name: str) -> tuple[float | None, ...] | None:
        for number, attribute in self._columns:
            said = row[number].casefold()
            matching = [p for p in self._people if said and getattr(p, attribute).casefold() == said]
            if len(matching) == 1:
                return self._take(matching[0])
        key = plain_key(name)
        named = [p for p in self._people if key and key in (plain_key(p.name), plain_key(p.last_name + p.first_name))]
        named = [p for p in named if not self._is_another(row, p)]
        return self._take(named[0]) if len(named) == 1 and named[0].id not in self._found else None

    def _is_another(self, row: Sequence[str], person: Person) -> bool:
        """Say whether a line of this person's name is of a namesake."""
        said = [(row[number], getattr(person, key)) for number, key in self._columns if key in ("lms_id", "email")]
        return any(theirs and ours and theirs.casefold() != ours.casefold() for theirs, ours in said)

    def left_out(self) -> list[str]:
        """Say who has points and no line."""
        lost = [
            person.id
            for person in self._people
            if person.id not in self._found and any(point is not None for point in self._points[person.id])
        ]
        named = harmless_line(", ".join(lost[:20])) + (f" and {len(lost) - 20} more" if len(lost) > 20 else "")
        return [f"not in the template, and so not exported: {named}"] if lost else []

    def _take(self, person: Person) -> tuple[float | None, ...]:
        self._found.add(person.id)
        return self._points[person.id]


def factor_to(column: Column, theirs: float | None, scale: bool, what: str) -> float:
    """What our points are multiplied by to be theirs.

    Raises:
        CourseError: the points differ, and nobody has said to convert them.
    """
    if theirs is None or abs(theirs - column.most) < 0.005 or column.most <= 0:
        return 1.0
    if not scale:
        raise CourseError(
            f"{what} has {in_points(theirs)} points and {column.title} here has {in_points(column.most)}: "
            f"set it to {in_points(column.most)} there, or convert the points with --scale"
        )
    return theirs / column.most


def scaled(points: float | None, factor: float, otherwise: str) -> str:
    return otherwise if points is None else in_points(points * factor)


def read_number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
