"""When a class handed in, and how long the grading took. How long anybody worked is recorded nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from statistics import median

from autograder.report.class_data import ClassData

__all__ = ["Timing", "timing"]

_SLOWEST = 5


@dataclass(frozen=True)
class Timing:
    """Grading in seconds: of all, in the middle, and of the slowest, by student. When who handed in, where it is known.

    `hours_before` is the median time before the deadline, negative after it; None where either is not known.
    """

    seconds: float
    median_seconds: float
    slowest: tuple[tuple[str, float], ...]
    due: datetime | None
    times_known: int
    late: int
    points_taken_off: float
    hours_before: float | None


def timing(data: ClassData) -> Timing:
    """Count the seconds and the hours of a class."""
    seconds = {work.student: work.seconds for work in data.works}
    slowest = sorted(seconds.items(), key=lambda item: (-item[1], item[0]))[:_SLOWEST]
    times = [work.handed_in for work in data.works if work.handed_in is not None]
    early = [(data.due - time).total_seconds() / 3600 for time in times] if data.due else []
    return Timing(
        seconds=sum(seconds.values()),
        median_seconds=median(seconds.values()) if seconds else 0.0,
        slowest=tuple(slowest),
        due=data.due,
        times_known=len(times),
        late=sum(work.late > 0 for work in data.works),
        points_taken_off=sum(work.penalty for work in data.works),
        hours_before=median(early) if early else None,
    )
