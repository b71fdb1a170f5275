"""A student as the lists of learning platforms know one, and what may be a student's id in this course."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Person", "why_no_id"]

_LONGEST = 128
"""Characters that nbgrader's gradebook keeps of an id."""


@dataclass(frozen=True)
class Person:
    """One student. `id` is the name of the folder in submitted/; `lms_id` the number that Canvas has for a student.

    `participant` is the number that Moodle gives a student in one assignment; it stands in its downloads.
    """

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_id: str = ""
    participant: str = ""

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.first_name, self.last_name)))


def why_no_id(text: str) -> str:
    """Say why a text cannot be the name of a student's folder; the empty string where it can.

    >>> why_no_id("ada@example.org"), why_no_id("ada/eve")
    ('', "it has a '/'")
    """
    if not text:
        return "it is empty"
    if len(text) > _LONGEST or len(text.encode()) > 200:
        return f"it has more than {_LONGEST} characters"
    if text[0] in ".-" or text != text.strip():
        return "it begins with a dot or a dash, or has spaces around it"
    wrong = next((char for char in text if char in '/\\:*?"<>|+' or not char.isprintable()), "")
    return f"it has a {wrong!r}" if wrong else ""
