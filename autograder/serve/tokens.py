"""Secret links for students: made from a roster, told once, and kept as hashes."""

from __future__ import annotations

import csv
import io
import json
import secrets
from pathlib import Path

from autograder.course import CourseError
from autograder.serve.login import hash_of, is_student_id
from autograder.whole_file import write_whole

__all__ = ["link", "make_links", "new_token", "read_tokens"]

_COLUMNS = ("id", "student_id", "student", "username")


def new_token() -> str:
    return secrets.token_urlsafe(32)


def link(url: str, token: str) -> str:
    return f"{url.rstrip('/')}/s/{token}/"


def read_tokens(path: Path) -> dict[str, str]:
    """Return the students by the hashes of their tokens.

    Raises:
        CourseError: the file is not there, or is not what `make_links` writes.
    """
    try:
        students = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CourseError(
            f"{path} is not there: make it with `autograder serve --roster FILE.csv --tokens {path}`"
        ) from error
    except (OSError, ValueError) as error:
        raise CourseError(f"{path} cannot be read ({error}): remove it and make new links from the roster") from error
    if not isinstance(students, dict) or not all(isinstance(h, str) and is_student_id(s) for s, h in students.items()):
        raise CourseError(f"{path} is not a file of tokens: remove it and make new links from the roster")
    return {digest: student for student, digest in students.items()}


def make_links(roster: Path, tokens: Path, url: str) -> str:
    """Make a link for every student of a roster who has none, and return them as CSV: they are told this once.

    Who has left the roster loses the link. To give somebody a new one, take the student out and make links again.

    Args:
        roster: a CSV file with a column id, as `nbgrader db student import` reads it; an email is taken over.
        tokens: where the hashes are kept, readable by its owner only.
        url: where the students reach the page.

    Raises:
        CourseError: the roster cannot be read, has no such column, no student, or an id that is none.
    """
    rows = _rows(roster)
    known = {student: digest for digest, student in read_tokens(tokens).items()} if tokens.exists() else {}
    hashes: dict[str, str] = {}
    written = io.StringIO()
    sheet = csv.writer(written, lineterminator="\n")
    sheet.writerow(("id", "email", "link"))
    for student, email in rows.items():
        if student not in known:
            token = new_token()
            known[student] = hash_of(token)
            sheet.writerow((student, email, link(url, token)))
        hashes[student] = known[student]
    _write(tokens, json.dumps(hashes, indent=1))
    return written.getvalue()


def _rows(roster: Path) -> dict[str, str]:
    try:
        rows = list(csv.DictReader(io.StringIO(roster.read_text(encoding="utf-8-sig"))))
    except (OSError, ValueError, csv.Error) as error:
        raise CourseError(f"the roster {roster} cannot be read: {error}") from error
    column = next((name for name in _COLUMNS if rows and name in rows[0]), None)
    if column is None:
        found = ", ".join(filter(None, rows[0])) if rows else "no line"
        raise CourseError(
            f"the roster {roster} has {found}; it needs a first line with a column id, and the students below"
        )
    students: dict[str, str] = {}
    for number, row in enumerate(rows, start=2):
        student = (row[column] or "").strip()
        if not is_student_id(student):
            raise CourseError(
                f"line {number} of {roster} has the id {student!r}: letters, digits and . _ @ + - are wanted"
            )
        students[student] = (row.get("email") or "").strip()
    return students


def _write(path: Path, text: str) -> None:
    """Replace a file by one that only its owner may read."""
    try:
        write_whole(path, f"{text}\n".encode(), mode=0o600)
    except OSError as error:
        raise CourseError(f"{path} cannot be written: {error.strerror}") from error
