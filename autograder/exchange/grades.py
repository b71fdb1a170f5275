"""A table of points, and how it is written for spreadsheets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from autograder.course import CourseError
from autograder.exchange.people import Person
from autograder.exchange.tables import write_table

__all__ = ["Column", "GradeTable", "Writer", "in_points", "write_plain"]


@dataclass(frozen=True)
class Column:
    """What is given points, and how many it can be."""

    title: str
    most: float


@dataclass(frozen=True)
class GradeTable:
    """Points by student and column; None where nothing was handed in. `remarks` are for whoever exports them."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Person, tuple[float | None, ...]], ...]
    remarks: tuple[str, ...] = ()


Writer = Callable[[GradeTable, Path, Path | None, bool], list[str]]
"""Writes a table to a file, in the form of a template if there is one, and converts points if told so."""


def write_plain(table: GradeTable, path: Path, template: Path | None = None, scale: bool = False) -> list[str]:
    """Write a table for spreadsheets: a line for each student. It takes no template."""
    if template is not None or scale:
        raise CourseError("a plain table takes neither --template nor --scale: they are for canvas and moodle")
    header = ["id", "last_name", "first_name", "email", *(column.title for column in table.columns)]
    rows = ([p.id, p.last_name, p.first_name, p.email, *map(in_points, points)] for p, points in table.rows)
    write_table(path, header, rows)
    return list(table.remarks)


def in_points(points: float | None) -> str:
    """Write points as every platform reads them: with a point, without needless zeros.

    >>> in_points(2.50), in_points(-0.001), in_points(None)
    ('2.5', '0', '')
    """
    if points is None:
        return ""
    written = f"{points:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written
