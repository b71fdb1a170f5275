"""Secret links for students: made from a roster, told once, and kept as hashes."""

from __future__ import annotations

import csv
import io
import json
import secrets
from pathlib import Path

from autograder.course import CourseError
from autograder.exchange.people import why_no_id
from autograder.exchange.rosters import read_roster
from autograder.serve.login import hash_of
from autograder.whole_file import write_whole

__all__ = ["link", "make_links", "new_token", "read_tokens"]


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
    if not isinstance(students, dict) or not all(isinstance(h, str) and not why_no_id(s) for s, h in students.items()):
        raise CourseError(f"{path} is not a file of tokens: remove it and make new links from the roster")
    return {digest: student for student, digest in students.items()}


def make_links(roster: Path, tokens: Path, url: str) -> str:
    """Make a link for every student of a roster who has none, and return them as CSV: they are told this once.

    Who has left the roster loses the link. To give somebody a new one, take the student out and make links again.

    Args:
        roster: a list of students, as `autograder roster` reads it; an email is taken over.
        tokens: where the hashes are kept, readable by its owner only.
        url: where the students reach the page.

    Raises:
        CourseError: the roster cannot be read, has no column of ids, no student, or an id that is none.
    """
    listed = read_roster(roster)
    if listed.remarks:
        raise CourseError(f"{roster}: {listed.remarks[0]}")
    known = {student: digest for digest, student in read_tokens(tokens).items()} if tokens.exists() else {}
    hashes: dict[str, str] = {}
    written = io.StringIO()
    sheet = csv.writer(written, lineterminator="\n")
    sheet.writerow(("id", "email", "link"))
    for person in listed.people:
        if person.id not in known:
            token = new_token()
            known[person.id] = hash_of(token)
            sheet.writerow((person.id, person.email, link(url, token)))
        hashes[person.id] = known[person.id]
    _write(tokens, json.dumps(hashes, indent=1))
    return written.getvalue()


def _write(path: Path, text: str) -> None:
    """Replace a file by one that only its owner may read."""
    try:
        write_whole(path, f"{text}\n".encode(), mode=0o600)
    except OSError as error:
        raise CourseError(f"{path} cannot be written: {error.strerror}") from error
