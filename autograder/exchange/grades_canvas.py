"""Points as Canvas's gradebook imports them."""

from __future__ import annotations

import re
from pathlib import Path

from autograder.course import CourseError
from autograder.exchange.grades import GradeTable, in_points
from autograder.exchange.tables import Table, plain_key, read_table, write_table
from autograder.exchange.templates import Lines, factor_to, read_number, scaled

__all__ = ["write_canvas"]

_INFO = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_NUMBER = re.compile(r"\s*\(\d+\)\s*$")


def write_canvas(table: GradeTable, path: Path, template: Path | None = None, scale: bool = False) -> list[str]:
    """Write what Canvas's gradebook imports.

    Only columns with points, and students who have some, are in it: Canvas takes an empty cell for a grade to remove.

    Args:
        table: the points.
        path: where to write.
        template: a gradebook exported from Canvas, whose students and assignments are to be met.
        scale: convert the points to those that the template's assignments have, where they differ.

    Returns:
        sentences about what the importer will meet.

    Raises:
        CourseError: the template is not Canvas's, or its assignments have other points.
    """
    said = list(table.remarks)
    if template is None:
        rows = [["    Points Possible", "", "", "", "", *(in_points(column.most) for column in table.columns)]]
        for person, points in table.rows:
            if any(point is not None for point in points):
                name = f"{person.last_name}, {person.first_name}" if person.last_name else person.first_name
                rows.append([name or person.id, person.lms_id, "", person.id, "", *map(in_points, points)])
        write_table(path, [*_INFO, *(column.title for column in table.columns)], rows)
        return [*said, "without a template Canvas makes a new assignment for each column it does not know by its title"]
    there = read_table(template)
    section = there.column("Section")
    if section is None or there.column("Student", "LastName") != 0:
        raise CourseError(f"{template} is no gradebook of Canvas: export it there (Grades, Export) and give that file")
    info = section + 1
    at = [_column(there, column.title, info, template) for column in table.columns]
    possible = next((row for row in there.rows if "Points Possible" in row[0]), ("",) * len(there.header))
    factors, header, most = [], list(there.header[:info]), []
    for column, number in zip(table.columns, at, strict=True):
        theirs = None if number is None else read_number(possible[number])
        factors.append(factor_to(column, theirs, scale, f"Canvas's {column.title}"))
        header.append(column.title if number is None else there.header[number])
        most.append(in_points(column.most if theirs is None else theirs))
        if number is None:
            said.append(f"{column.title} is not in the template: Canvas will ask whether to make a new assignment")
    lines = Lines(table, {"ID": "lms_id", "SIS Login ID": "id", "SIS User ID": "id"}, there)
    rows = [["    Points Possible", *[""] * (info - 1), *most]]
    for row in there.rows:
        mine = lines.points(row, row[0] if there.header[0] == "Student" else f"{row[0]}, {row[1]}")
        if mine is None or all(point is None for point in mine):
            continue
        old = ["" if number is None else row[number] for number in at]
        cells = [scaled(p, factor, before) for p, factor, before in zip(mine, factors, old, strict=True)]
        rows.append([*row[:info], *cells])
    write_table(path, header, rows, there.delimiter)
    return said + lines.left_out()


def _column(there: Table, title: str, info: int, template: Path) -> int | None:
    """Return the column of an assignment; Canvas writes its number behind the title."""
    keys = [plain_key(_NUMBER.sub("", header)) for header in there.header]
    found = [number for number, key in enumerate(keys) if number >= info and key == plain_key(title)]
    if len(found) > 1:
        names = ", ".join(there.header[number] for number in found)
        raise CourseError(f"{template} has several columns for {title}: {names}. Leave those out that are not meant")
    return found[0] if found else None
