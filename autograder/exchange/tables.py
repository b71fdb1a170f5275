"""CSV as learning platforms and spreadsheets write it, read within bounds and written so that nothing in it runs."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course import CourseError

__all__ = ["Table", "harmless_cell", "plain_key", "read_table", "write_table"]

_LARGEST = 20_000_000
_MOST_ROWS = 100_000
_MOST_COLUMNS = 2_000

_RUNS = re.compile(r"^\s*[=+\-@\uff0b\uff0d\uff1d\uff20]\s*\S")
_NUMBER = re.compile(r"^[+-]?\d+([.,]\d+)?$")


@dataclass(frozen=True)
class Table:
    """A header and rows of the same width, and how the file was written."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    delimiter: str = ","

    def column(self, *names: str) -> int | None:
        """Return the number of the first column that has one of the names, whatever its case; None if none has."""
        keys = [plain_key(title) for title in self.header]
        return next((keys.index(plain_key(name)) for name in names if plain_key(name) in keys), None)


def read_table(path: Path) -> Table:
    """Read a CSV file: UTF-8, UTF-16 or a Western European encoding; commas, semicolons or tabs.

    Raises:
        CourseError: it cannot be read, is no table, or is larger than any class.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise CourseError(f"{path} cannot be read: {error.strerror}") from error
    if len(content) > _LARGEST:
        raise CourseError(f"{path} has more than {_LARGEST // 1_000_000} MB: is it the list of a class?")
    if content.startswith(b"PK\x03\x04"):
        raise CourseError(f"{path} is a spreadsheet or a zip file, not CSV: export or save it as CSV")
    text = _decoded(content)
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if any(map(str.strip, row))]
    except csv.Error as error:
        raise CourseError(f"{path} is not CSV: {error}") from error
    if not rows:
        raise CourseError(f"{path} is empty: it needs a line of column names and a line for each student")
    if len(rows) > _MOST_ROWS or max(map(len, rows)) > _MOST_COLUMNS:
        raise CourseError(f"{path} has more than {_MOST_ROWS:,} lines or {_MOST_COLUMNS:,} columns: is it a class?")
    width = len(rows[0])
    fitted = (tuple(cell.strip() for cell in [*row, *[""] * width][:width]) for row in rows)
    header, *body = fitted
    return Table(header, tuple(body), delimiter)


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str = ",") -> None:
    """Write a CSV file in UTF-8, complete or not at all. No cell of it starts a formula.

    Raises:
        CourseError: it cannot be written.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    for row in (header, *rows):
        writer.writerow([harmless_cell(cell) for cell in row])
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text.getvalue(), encoding="utf-8", newline="")
        beside.replace(path)
    except OSError as error:
        raise CourseError(f"{path} cannot be written: {error.strerror}") from error


def harmless_cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe stands before what would be one.

    >>> harmless_cell('=HYPERLINK("http://x")'), harmless_cell(" @SUM(A1)"), harmless_cell("-2.5"), harmless_cell("Ada")
    ('\\'=HYPERLINK("http://x")', "' @SUM(A1)", '-2.5', 'Ada')
    """
    text = "".join(char if char.isprintable() else " " for char in text)
    return f"'{text}" if _RUNS.match(text) and not _NUMBER.match(text) else text


def plain_key(text: str) -> str:
    """Return a text without case, accents, punctuation and spaces, to compare names by.

    >>> plain_key("E-Mail Address"), plain_key("Zoë  Müller-Łoś")
    ('emailaddress', 'zoemullerłos')
    """
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in spread if char.isalnum())


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
