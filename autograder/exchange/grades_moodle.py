"""Points as Moodle imports them: a table for its gradebook, or the grading worksheet of an assignment, filled in."""

from __future__ import annotations

from pathlib import Path

from autograder.course import CourseError
from autograder.exchange.grades import GradeTable, in_points
from autograder.exchange.tables import read_table, write_table
from autograder.exchange.templates import Lines, factor_to, read_number, scaled

__all__ = ["write_moodle"]

_GRADE = ("Grade", "Bewertung", "Note", "Calificación", "Valutazione")
_MOST = ("Maximum Grade", "Bestwertung", "Note maximale", "Calificación máxima", "Valutazione massima")
_EMAIL = ("Email address", "E-Mail-Adresse", "Adresse de courriel", "Dirección de correo", "Indirizzo email")
_IDS = ("Username", "Anmeldename", "ID number", "ID-Nummer", "Matrikelnummer")


def write_moodle(table: GradeTable, path: Path, template: Path | None = None, scale: bool = False) -> list[str]:
    """Write what Moodle imports: its own grading worksheet, filled in; or without one a table for Grades, Import.

    Its arguments are those of `write_canvas`. A worksheet is of one assignment, so it takes one column of points.
    """
    if template is None:
        header = ["Username", "Email address", "First name", "Last name", *(column.title for column in table.columns)]
        rows = [
            [p.id, p.email, p.first_name, p.last_name, *map(in_points, points)]
            for p, points in table.rows
            if any(point is not None for point in points)
        ]
        write_table(path, header, rows)
        return list(table.remarks)
    there = read_table(template)
    grade, most = there.column(*_GRADE), there.column(*_MOST)
    if grade is None:
        raise CourseError(
            f"{template} is no grading worksheet of Moodle: it has no column Grade. Download it from the assignment "
            "(Submissions, Download grading worksheet); the assignment's settings must allow offline grading"
        )
    if len(table.columns) != 1:
        raise CourseError(f"a grading worksheet takes the points of one assignment, not {len(table.columns)} columns")
    (column,) = table.columns
    columns = dict.fromkeys(_EMAIL, "email") | dict.fromkeys(_IDS, "id")
    lines = Lines(table, columns, there)
    full = there.column("Full name", "Vollständiger Name", "Nom complet", "Nombre completo")
    rows = []
    for row in there.rows:
        mine = lines.points(row, "" if full is None else row[full])
        cells = list(row)
        if mine is not None:
            theirs = None if most is None else read_number(row[most])
            factor = factor_to(column, theirs, scale, "Moodle's assignment")
            cells[grade] = scaled(mine[0], factor, row[grade])
        rows.append(cells)
    write_table(path, there.header, rows, there.delimiter)
    return [*table.remarks, *lines.left_out()]
