"""What trained networks saw with a student's work. It imports nothing: a class run has it where no network sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.models.reading import Reading

__all__ = ["Seen"]


@dataclass(frozen=True)
class Seen:
    """Attributes:
    readings: what the networks saw.
    remarks: on whose work, a sentence each.
    """

    readings: tuple[Reading, ...] = ()
    remarks: tuple[str, ...] = ()

    def __add__(self, other: Seen) -> Seen:
        return Seen(self.readings + other.readings, self.remarks + other.remarks)
