"""From a learning platform's download into submitted/: each notebook under the student's id, with its time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from autograder.classroom.placing import COLLECTED, KEPT, REPLACED, SAME, place_notebook
from autograder.course import CourseError
from autograder.exchange.archives import Archive, RefusedError, opened_archive
from autograder.exchange.choosing import choose
from autograder.exchange.downloads import Download, HandedIn, Sender, read_download
from autograder.exchange.matching import match_senders
from autograder.exchange.people import Person, why_no_id
from autograder.exchange.rosters import Roster, read_roster
from autograder.gradebook.configuration import course_config
from autograder.gradebook.people import enrolled
from autograder.gradebook.records import course_directory, submitted_folder
from autograder.harmless import harmless_line
from autograder.notebook.read import LARGEST, UnreadableError, read_cells

__all__ = ["COLLECTED", "KEPT", "NOT_COLLECTED", "REPLACED", "SAME", "Collection", "Row", "collect"]

NOT_COLLECTED = "not collected"


@dataclass(frozen=True)
class Row:
    """What became of one sender's files: whose they are, which one it was, its time, what an instructor must know."""

    state: str
    student: str
    sender: str
    file: str = ""
    time: datetime | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Collection:
    """A download, collected. `missing` are the students of the roster of whom it holds nothing."""

    system: str
    rows: tuple[Row, ...]
    strange: tuple[tuple[str, str], ...]
    missing: tuple[Person, ...]
    remarks: tuple[str, ...]


def collect(
    root: Path,
    assignment: str,
    download: Path,
    roster: Path | None = None,
    said: Mapping[str, str] | None = None,
    again: bool = False,
    system: str | None = None,
) -> Collection:
    """Put the notebooks of a download into submitted/. What is there stays, unless `again`.

    Args:
        root: the course's folder.
        assignment: its name.
        download: the zip file as Moodle, Canvas or Gradescope gave it.
        roster: a list of the students; if it is not given, those in the gradebook.
        said: ids by a sender's name or number, where the roster alone does not tell.
        again: replace what was collected before.
        system: which platform it was, where the names in the file do not tell.

    Raises:
        CourseError: the file is none of theirs, or there is no roster to find the students in.
    """
    coursedir = course_directory(course_config(root, assignment))
    with opened_archive(download) as archive:
        found = read_download(archive, system)
        listed = _roster(enrolled(coursedir), found, roster)
        said = _checked(said or {}, listed.people)
        matches = match_senders(found.system, found.senders, listed.people, said)
        folder_of = partial(submitted_folder, coursedir)
        files_of: dict[Sender, list[HandedIn]] = {sender: [] for sender in found.senders}
        for file in found.files:
            files_of[file.sender].append(file)
        rows = []
        for sender, files in files_of.items():
            match = matches[sender]
            if not match.student:
                names = ", ".join(harmless_line(file.filename)[:60] for file in files[:3])
                rows.append(Row(NOT_COLLECTED, "", str(sender), names, remarks=(match.why,)))
                continue
            row = Row(NOT_COLLECTED, match.student, str(sender), time=listed.times.get(match.student))
            rows.append(_collected(archive, files, row, assignment, folder_of, again))
    came = {row.student for row in rows}
    missing = tuple(person for person in listed.people if person.id not in came)
    return Collection(found.system, tuple(rows), found.strange, missing, listed.remarks)


def _roster(known: Sequence[Person], found: Download, path: Path | None) -> Roster:
    """The students to look in: the file's, under the gradebook's ids where it knows them; else the gradebook's."""
    if path is not None:
        listed = read_roster(path)
        ids = {person.id for person in known}
        by_email = {person.email.casefold(): person.id for person in known if person.email}
        now = {
            person.id: person.id if person.id in ids else by_email.get(person.email.casefold(), person.id)
            for person in listed.people
        }
        people = tuple(replace(person, id=now[person.id]) for person in listed.people)
        return replace(listed, people=people, times={now[student]: time for student, time in listed.times.items()})
    if known:
        return Roster(tuple(known), "id")
    own = {sender.sid or sender.email: sender for sender in found.senders if sender.sid or sender.email}
    people = tuple(
        Person(student, "", sender.name, sender.email) for student, sender in own.items() if not why_no_id(student)
    )
    if not people:
        raise CourseError(
            "nobody is known yet: import the list of your students with `autograder roster FILE.csv`, "
            "or name it with --roster FILE.csv"
        )
    return Roster(people, "id")


def _checked(said: Mapping[str, str], people: Sequence[Person]) -> Mapping[str, str]:
    known = {person.id for person in people}
    for who, student in said.items():
        if student not in known:
            raise CourseError(f"--match '{who}={student}': the roster has no student {student!r}")
    return said


def _collected(
    archive: Archive,
    files: Sequence[HandedIn],
    row: Row,
    assignment: str,
    folder_of: Callable[[str], Path],
    again: bool,
) -> Row:
    """Collect one sender's notebook. `row` says whose it is, and when it came where the download does not."""
    chosen, remark = choose(files, assignment)
    if chosen is None:
        return replace(row, state=NOT_COLLECTED, time=None, remarks=(remark,))
    row = replace(row, state=NOT_COLLECTED, file=harmless_line(chosen.filename)[:80], time=chosen.time or row.time)
    remarks = [remark] if remark else []
    try:
        content = archive.read(chosen.member, LARGEST)
    except RefusedError as error:
        return replace(row, remarks=(str(error),))
    try:
        read_cells(content)
    except UnreadableError as error:
        remarks.append(str(error))  # it is collected all the same: the student shall read this with the grade
    if chosen.late:
        remarks.append("late" if row.time else "late, and the download does not say when it came")
    folder = folder_of(row.student)
    try:
        state, why = place_notebook(folder, f"{assignment}.ipynb", content, row.time, again)
    except OSError as error:
        return replace(row, remarks=(f"{folder} cannot be written: {error.strerror}",))
    return replace(row, state=state, remarks=tuple(filter(None, (why, *remarks))))
