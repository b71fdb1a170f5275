"""Points as the gradebook has them when the page is written, with manual grades, extra credit and late penalties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["CellPoints", "Points"]


@dataclass(frozen=True)
class CellPoints:
    """What the gradebook holds for one graded cell. `score` has the extra credit in it."""

    score: float
    max_score: float
    extra_credit: float = 0.0
    by_hand: bool = False
    waits: bool = False


@dataclass(frozen=True)
class Points:
    """The points of a notebook by grade id, what is taken off, and the instructor's comments by grade id.

    `late` are the seconds after the student's due date at which it was handed in.
    """

    cells: Mapping[str, CellPoints]
    late_penalty: float = 0.0
    comments: Mapping[str, str] = field(default_factory=dict)
    late: float = 0.0

    @property
    def score(self) -> float:
        """The points that are exported as the grade: never below nought.

        >>> Points({"a": CellPoints(1.0, 2.0)}, late_penalty=3.0).score
        0.0
        """
        return max(0.0, sum(cell.score for cell in self.cells.values()) - self.late_penalty)

    @property
    def max_score(self) -> float:
        return sum(cell.max_score for cell in self.cells.values())

    @property
    def extra_credit(self) -> float:
        return sum(cell.extra_credit for cell in self.cells.values())
