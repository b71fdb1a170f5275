"""The file in which Gradescope says who made which of the submissions in a download, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

import yaml

from autograder.course import CourseError
from autograder.exchange.archives import Archive, Member, RefusedError
from autograder.harmless import harmless_line

__all__ = ["METADATA", "GradescopeSubmission", "Sender", "read_metadata"]

METADATA = "submission_metadata.yml"

_LARGEST = 64_000_000
_DEEPEST = 40
_LONGEST = 300


@dataclass(frozen=True)
class Sender:
    """Who sent something, by what the platform says: a name, its number for the person, an id, an e-mail address."""

    name: str
    number: str = ""
    sid: str = ""
    email: str = ""

    def __str__(self) -> str:
        known = [harmless_line(part) for part in (self.sid, self.email) if part]
        shown = harmless_line(self.name) or "without a name"
        return f"{shown} ({', '.join(known or [self.number])})" if known or self.number else shown


@dataclass(frozen=True)
class GradescopeSubmission:
    """One folder of the download: a group may have made it together."""

    senders: tuple[Sender, ...]
    time: datetime | None
    late: bool


class _Loader(yaml.CSafeLoader):
    """Plain data only. Merge keys are left alone: they multiply, and Gradescope writes none."""

    def flatten_mapping(self, node: Any) -> None:
        pass


def read_metadata(archive: Archive, member: Member) -> dict[str, GradescopeSubmission]:
    """Return the submissions by the names of their folders.

    Raises:
        CourseError: it is not Gradescope's, damaged, or too large.
    """
    try:
        content = archive.read(member, _LARGEST)
        _check_depth(content)
        loaded = yaml.load(content, Loader=_Loader)
    except (RefusedError, yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
        reason = str(error).partition("\n")[0]
        raise CourseError(f"{METADATA} in this archive cannot be read: {reason}. Download it again") from error
    if not isinstance(loaded, dict):
        raise CourseError(f"{METADATA} in this archive lists no submissions: download it again")
    return {str(folder): _submission(said) for folder, said in loaded.items() if isinstance(said, dict)}


def _check_depth(content: bytes) -> None:
    """Look at the outline first: what is nested deeply enough would end the loader, and Python with it."""
    depth = 0
    for event in yaml.parse(content, Loader=_Loader):
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
            if depth > _DEEPEST:
                raise ValueError("it is nested too deeply")
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1


def _submission(said: dict[Any, Any]) -> GradescopeSubmission:
    listed = _get(said, "submitters")
    senders = tuple(
        Sender(_text(_get(who, "name")), "", _text(_get(who, "sid")), _text(_get(who, "email")))
        for who in (listed if isinstance(listed, list) else [])[:100]
        if isinstance(who, dict)
    )
    lateness = _get(said, "lateness")
    return GradescopeSubmission(senders, _time(_get(said, "created_at")), bool(_text(lateness).strip("0:. ")))


def _get(said: dict[Any, Any], key: str) -> Any:
    """Gradescope writes its keys as Ruby's symbols, `:name`."""
    return said.get(f":{key}", said.get(key))


def _text(value: Any) -> str:
    return str(value)[:_LONGEST].strip() if isinstance(value, (str, int)) else ""


def _time(value: Any) -> datetime | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            return None
    if not isinstance(value, datetime):
        return None
    return value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value
