"""Lists of students: Moodle's participants and grading worksheet, Canvas's gradebook, or plain columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from autograder.course import CourseError
from autograder.exchange.people import Person, why_no_id
from autograder.exchange.tables import Table, plain_key, read_table

__all__ = ["Roster", "read_roster"]

_FIRST = ("first_name", "First name", "FirstName", "Given name", "Vorname", "Prénom", "Nombre", "Nome")
_LAST = ("last_name", "Last name", "LastName", "Surname", "Family name", "Nachname", "Nom de famille", "Nom",
         "Apellido(s)", "Cognome")  # fmt: skip
_FULL = ("Full name", "Name", "Student", "Vollständiger Name", "Nom complet", "Nombre completo")
_EMAIL = ("Email", "Email address", "E-mail", "E-Mail-Adresse", "Adresse de courriel", "Dirección de correo")
_IDS = ("id", "student_id", "SIS Login ID", "Username", "Anmeldename", "ID number", "Matrikelnummer", "ID-Nummer",
        "SIS User ID", "SID", "Student ID")  # fmt: skip
"""What may serve as a student's id, the best first; an e-mail address where there is nothing else."""

_HANDED_IN = ("Last modified (submission)", "Zuletzt geändert (Abgabe)")
_TIMES = ("%A, %d %B %Y, %I:%M %p", "%A, %d %B %Y, %H:%M", "%d/%m/%Y, %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M")

_CANVAS_NO_STUDENT = re.compile(r"^\s*(Points Possible|Student, Test|Test Student)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Roster:
    """Whom a file lists, from which column their ids are, and sentences about lines that could not be used.

    `times` says by id when a student handed in, by the clock of the platform, where the file is Moodle's worksheet.
    """

    people: tuple[Person, ...]
    id_column: str
    remarks: tuple[str, ...] = ()
    times: Mapping[str, datetime] = field(default_factory=dict)


def read_roster(path: Path, id_column: str | None = None) -> Roster:
    """Read a list of students.

    Args:
        path: a CSV file with a line of column names.
        id_column: the column that holds the ids; if it is not given, the best there is.

    Raises:
        CourseError: there is no such column, two students share an id, or nobody is listed.
    """
    table = read_table(path)
    is_canvas = _is_canvas(table)
    number = _id_column(table, path, id_column, is_canvas)
    people: dict[str, Person] = {}
    times: dict[str, datetime] = {}
    remarks = []
    for line, row in enumerate(table.rows, start=2):
        if is_canvas and (_CANVAS_NO_STUDENT.match(row[0]) or not row[_at(table, "ID")]):
            continue
        person = _person(table, row, row[number], is_canvas)
        if why := why_no_id(person.id):
            told = person.name or person.email or "a student"
            remarks.append(f"line {line}, {told}: {table.header[number]!r} is {person.id!r}, which is no id: {why}")
        elif people.setdefault(person.id, person) != person:
            raise CourseError(
                f"{path}: two students have the {table.header[number]} {person.id!r}: "
                "choose a column that tells them apart with --id COLUMN"
            )
        else:
            if time := _time(said := _cell(table, row, _HANDED_IN)):
                times[person.id] = time
            elif any(char.isdigit() for char in said):
                remarks.append(f"line {line}, {person.name}: {said!r} is no time that can be read")
    if not people:
        reason = f": {remarks[0]}" if remarks else ""
        raise CourseError(f"{path} lists no student{reason}")
    return Roster(tuple(people.values()), table.header[number], tuple(remarks), times)


def _is_canvas(table: Table) -> bool:
    return (
        plain_key(table.header[0]) in ("student", "lastname")
        and table.column("ID") in (1, 2)
        and (table.column("Section") is not None)
    )


def _id_column(table: Table, path: Path, wanted: str | None, is_canvas: bool) -> int:
    names = (wanted,) if wanted else tuple(name for name in (*_IDS, *_EMAIL) if not (is_canvas and name == "id"))
    number = table.column(*names)
    if number is None and is_canvas and not wanted:
        number = table.column("ID")
    if number is None:
        columns = ", ".join(table.header[:30])
        looked_for = repr(wanted) if wanted else "id, SIS Login ID, Username, ID number or Email"
        raise CourseError(
            f"{path} has no column {looked_for}: it has {columns}. Say which one holds the ids with --id COLUMN"
        )
    return number


def _person(table: Table, row: tuple[str, ...], student: str, is_canvas: bool) -> Person:
    first, last = _cell(table, row, _FIRST), _cell(table, row, _LAST)
    if not (first or last):
        full = _cell(table, row, _FULL)
        if "," in full:
            last, _, first = (part.strip() for part in full.partition(","))
        else:
            first, _, last = full.rpartition(" ")
    identifier = re.search(r"(\d+)\s*$", _cell(table, row, ("Identifier", "ID der Abgabe", "Identifiant")))
    return Person(
        id=student,
        first_name=first,
        last_name=last,
        email=_cell(table, row, _EMAIL),
        lms_id=row[_at(table, "ID")] if is_canvas else _cell(table, row, ("lms_user_id",)),
        participant=identifier[1] if identifier else "",
    )


def _time(said: str) -> datetime | None:
    """Read a time as Moodle writes it in English; the platform's clock is taken for this machine's."""
    for form in _TIMES:
        try:
            return datetime.strptime(said, form).astimezone()
        except (ValueError, OverflowError, OSError):
            continue
    return None


def _cell(table: Table, row: tuple[str, ...], names: tuple[str, ...]) -> str:
    number = table.column(*names)
    return "" if number is None else row[number]


def _at(table: Table, name: str) -> int:
    number = table.column(name)
    assert number is not None
    return number
