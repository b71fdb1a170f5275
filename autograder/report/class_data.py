"""A class and an assignment as plain data: what everything on the page is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

__all__ = ["NAMED", "NO_VALUE", "RIGHT", "STATES", "UNNAMED", "UNWRITTEN", "ClassData", "Result", "Work"]

RIGHT, NAMED, UNNAMED, NO_VALUE, UNWRITTEN = "right", "known mistake", "other mistake", "no value", "not written"
STATES = (RIGHT, NAMED, UNNAMED, NO_VALUE, UNWRITTEN)
"""What the exam has found of an answer. "no value": every call raised, died or never ended."""


@dataclass(frozen=True)
class Result:
    """What came of one exercise of one student.

    `points` are the gradebook's, changed by hand or not; the rest is as the exam found it. `broken` are the sentences
    of the properties that do not hold, in the exam's order.
    """

    points: float
    most: float
    state: str
    misconception: str = ""
    explanation: str = ""
    message: str = ""
    broken: tuple[str, ...] = ()

    @property
    def lost(self) -> float:
        return max(0.0, self.most - self.points)


@dataclass(frozen=True)
class Work:
    """What one student has handed in, graded.

    `total` is after the late `penalty`; `late` and `seconds`, the time that grading took, are in seconds; `problems`
    are the sentences about the file; `answers` are the sources by exercise; `imports` are the modules that the
    student's own cells and answers import; `feedback` is the path of the feedback page below the course's folder.
    """

    student: str
    total: float
    results: Mapping[str, Result]
    penalty: float = 0.0
    handed_in: datetime | None = None
    late: float = 0.0
    waiting: bool = False
    seconds: float = 0.0
    isolated: bool = True
    problems: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    imports: frozenset[str] = frozenset()
    feedback: str = ""

    def in_state(self, *states: str) -> list[str]:
        """The exercises that are in one of these states."""
        return [name for name, result in self.results.items() if result.state in states]


@dataclass(frozen=True)
class ClassData:
    """A class and an assignment: who handed in and was graded, who was not graded, who handed in nothing.

    `exercises` are the points by name, in the assignment's order; `most` counts also what is graded by hand.
    """

    assignment: str
    exercises: Mapping[str, float]
    most: float
    due: datetime | None
    works: tuple[Work, ...]
    ungraded: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
