"""What one student, and all of them together, may ask of the practice page. One frozen dataclass."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox.wire.limits import Limits

__all__ = ["Rules"]


@dataclass(frozen=True)
class Rules:
    """Bounds of the practice page. Times are seconds, sizes are bytes.

    Attributes:
        assignments: which are offered.
        jobs: how many notebooks are graded at a time, each by a process of its own.
        per_hour: uploads of one student in an hour.
        largest: one upload.
        upload_seconds: how long an upload may take to arrive.
        arriving: how many uploads may arrive at a time.
        waiting, waiting_bytes: how many uploads may wait, and how much they may hold together.
        notebook_seconds: what a notebook may run; `stop_seconds` later its worker is killed.
        result_seconds: how long feedback can be read.
        keep: where graded notebooks are kept; None keeps nothing.
    """

    assignments: tuple[str, ...]
    jobs: int = 2
    per_hour: int = 12
    largest: int = 5_000_000
    upload_seconds: float = 30.0
    arriving: int = 20
    waiting: int = 300
    waiting_bytes: int = 400_000_000
    notebook_seconds: float = 60.0
    stop_seconds: float = 20.0
    result_seconds: float = 7200.0
    keep: Path | None = None

    @property
    def limits(self) -> Limits:
        """What the sandbox lets a notebook use."""
        usual = Limits()
        return Limits(
            cell_seconds=min(usual.cell_seconds, self.notebook_seconds / 4),
            check_seconds=min(usual.check_seconds, self.notebook_seconds / 4),
            submission_seconds=self.notebook_seconds,
        )
