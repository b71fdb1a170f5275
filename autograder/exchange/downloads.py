"""What learning platforms hand out as "all submissions": who sent which file, and when, read from names and metadata.

* Moodle: `Full Name_1234567_assignsubmission_file_/NAME`, or flat, `Full Name_1234567_assignsubmission_file_NAME`. The
  number is the participant's in this assignment. There are no times: those in the zip are of Moodle's storage.
* Canvas: `lastfirst_LATE_12345_678901_NAME-2`: the student's number, then the file's, which grows. Canvas says that
  something was late, and not when it came.
* Gradescope: folders that `submission_metadata.yml` describes, with names, e-mail addresses, ids and times.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from autograder.course import CourseError
from autograder.exchange.archives import Archive, Member
from autograder.exchange.gradescope_export import METADATA, Sender, read_metadata
from autograder.harmless import harmless_line

__all__ = ["SYSTEMS", "Download", "HandedIn", "plain_filename", "read_download"]

SYSTEMS = ("moodle", "canvas", "gradescope")

_MOODLE = re.compile(r"(?P<name>[^_/]*)_(?P<number>\d+)_assignsubmission_(?P<kind>[a-z]+)_?(?P<filename>.*)", re.DOTALL)
_CANVAS = re.compile(
    r"(?:(?P<name>(?:(?!_\d+_)\w)*?)(?:_(?P<late>LATE|late))?_)?(?P<number>\d+)_(?P<file>\d+)_(?P<filename>.+)",
    re.DOTALL,
)
_CANVAS_TYPED = re.compile(r"\w+_\d+_(text|link)\.html")
_NOBODYS = ("__MACOSX", ".ipynb_checkpoints", ".DS_Store")


@dataclass(frozen=True)
class HandedIn:
    """One file and who sent it. `order` grows with what was sent later; `time` is None where the download has none."""

    sender: Sender
    member: Member
    filename: str
    order: tuple[int, ...] = ()
    time: datetime | None = None
    late: bool = False


@dataclass(frozen=True)
class Download:
    """A download as it was understood. `senders` are all who sent anything, in order; `strange` is of nobody."""

    system: str
    files: tuple[HandedIn, ...]
    senders: tuple[Sender, ...]
    strange: tuple[tuple[str, str], ...]


def read_download(archive: Archive, system: str | None = None) -> Download:
    """Find out which platform made an archive, and who sent what.

    Raises:
        CourseError: it looks like none of them, or its metadata cannot be read.
    """
    if system not in (None, *SYSTEMS):
        raise CourseError(f"{system!r} is no platform that is known here: say {', '.join(SYSTEMS)}")
    members = [member for member in archive.members if not _is_nobodys(member)]
    metadata = [m for m in members if m.name == METADATA]
    system = system or _recognised(members, metadata)
    if system == "gradescope":
        if not metadata:
            raise CourseError(f"a download of Gradescope holds {METADATA}, and this archive does not")
        top = min(metadata, key=lambda member: member.path.count("/"))
        return _gradescope(archive, members, top)
    return _by_names(system, members)


def plain_filename(filename: str) -> str:
    """Return a file's name without the numbers that platforms and browsers add to a second one.

    >>> plain_filename("01_correlation-2.ipynb"), plain_filename("01_correlation (1).ipynb")
    ('01_correlation.ipynb', '01_correlation.ipynb')
    """
    return re.sub(r"(?:-\d{1,3}|\s*\(\d{1,3}\))+(?=\.[^.]+$)", "", filename)


def _is_nobodys(member: Member) -> bool:
    parts = PurePosixPath(member.path).parts
    return any(part in _NOBODYS for part in parts) or member.name.startswith("._")


def _recognised(members: Sequence[Member], metadata: Sequence[Member]) -> str:
    votes: Counter[str] = Counter()
    for member in members:
        if _moodle(member):
            votes["moodle"] += 1
        elif _CANVAS.fullmatch(member.name) or _CANVAS_TYPED.fullmatch(member.name):
            votes["canvas"] += 1
    if any(member.path.count("/") <= 1 and not _moodle(member) for member in metadata):
        return "gradescope"
    if not votes:
        seen = ", ".join(harmless_line(member.path)[:80] for member in members[:3]) or "nothing"
        raise CourseError(
            f"this is no download of Moodle, Canvas or Gradescope: it holds {seen}. Wanted are files as in 'Ada "
            "Lovelace_1234567_assignsubmission_file_/x.ipynb' (Moodle) or 'lovelaceada_12345_678901_x.ipynb' (Canvas), "
            f"or a {METADATA} (Gradescope): give the zip file as it was downloaded"
        )
    return votes.most_common(1)[0][0]


def _by_names(system: str, members: Sequence[Member]) -> Download:
    files, strange = [], []
    senders: dict[Sender, None] = {}
    for member in members:
        found = _moodle_file(member) if system == "moodle" else _canvas_file(member)
        if isinstance(found, HandedIn):
            senders[found.sender] = None
            files.append(found)
        else:
            strange.append((member.path, found))
    return Download(system, tuple(files), tuple(senders), tuple(strange))


def _moodle(member: Member) -> re.Match[str] | None:
    """Match the part of a path that Moodle has made; it lies at the top, or in one folder if it was packed again."""
    for part in PurePosixPath(member.path).parts[:2]:
        if found := _MOODLE.fullmatch(part):
            return found
    return None


def _moodle_file(member: Member) -> HandedIn | str:
    found = _moodle(member)
    if found is None:
        return "its name is none that Moodle gives"
    sender = Sender(found["name"].strip(), found["number"])
    zipped = member.info.date_time
    return HandedIn(sender, member, found["filename"] or member.name, zipped)


def _canvas_file(member: Member) -> HandedIn | str:
    found = _CANVAS.fullmatch(member.name)
    if found is None:
        if _CANVAS_TYPED.fullmatch(member.name):
            return "it was typed into Canvas, no file"
        if "anon_" in member.name:
            return "Canvas has left the name out: turn anonymous grading off for the download"
        return "its name is none that Canvas gives"
    sender = Sender(found["name"] or "", found["number"])
    return HandedIn(sender, member, found["filename"], (int(found["file"][:30]),), late=bool(found["late"]))


def _gradescope(archive: Archive, members: Sequence[Member], metadata: Member) -> Download:
    submissions = read_metadata(archive, metadata)
    root = PurePosixPath(metadata.path).parent
    files, strange = [], []
    for member in members:
        if member is metadata:
            continue
        try:
            folder = PurePosixPath(member.path).relative_to(root).parts[0]
        except (ValueError, IndexError):
            folder = ""
        submission = submissions.get(folder)
        if submission is None:
            strange.append((member.path, f"{METADATA} does not say whose it is"))
            continue
        order = (int(submission.time.timestamp()),) if submission.time else ()
        for sender in submission.senders:
            files.append(HandedIn(sender, member, member.name, order, submission.time, submission.late))
    senders = {sender: None for submission in submissions.values() for sender in submission.senders}
    return Download("gradescope", tuple(files), tuple(senders), tuple(strange))
