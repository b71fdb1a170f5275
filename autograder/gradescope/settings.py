"""What an instructor has decided for an assignment on Gradescope. It travels in the zip file as settings.json."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from autograder.course import CourseError

__all__ = ["OUTPUTS", "VISIBILITIES", "WITHOUT_SANDBOX", "Settings", "read_settings", "write_settings"]

VISIBILITIES = ("visible", "after_due_date", "after_published", "hidden")
WITHOUT_SANDBOX = ("refuse", "grade")
OUTPUTS = ("html", "text")


@dataclass(frozen=True)
class Settings:
    """`visibility` is of points and feedback; `without_sandbox` says what to do where the container has none.

    Raises:
        CourseError: a value is none of those there are.
    """

    assignment: str
    visibility: str = "after_due_date"
    without_sandbox: str = "refuse"
    output: str = "html"

    def __post_init__(self) -> None:
        for name, known in (("visibility", VISIBILITIES), ("without_sandbox", WITHOUT_SANDBOX), ("output", OUTPUTS)):
            if getattr(self, name) not in known:
                option = name.replace("_", "-")
                raise CourseError(f"--{option} is {getattr(self, name)!r}: say one of {', '.join(known)}")


def write_settings(settings: Settings) -> bytes:
    return (json.dumps(asdict(settings), indent=2) + "\n").encode()


def read_settings(content: bytes) -> Settings:
    return Settings(**json.loads(content))
