"""What lateness costs: a share of the points for each day begun, after some minutes of grace."""

from __future__ import annotations

import math

from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Float

__all__ = ["PerDay"]

_DAY = 24 * 60 * 60


class PerDay(LateSubmissionPlugin):
    """Takes a share of the points gained off for each day begun. Set it as ``c.AssignLatePenalties.plugin_class``."""

    percent_a_day = Float(10.0, min=0, max=100, help="Per cent of the points gained, for each day begun.").tag(
        config=True
    )
    grace_minutes = Float(10.0, min=0, help="Lateness that costs nothing, and is taken off all lateness.").tag(
        config=True
    )
    most_percent = Float(100.0, min=0, max=100, help="Per cent of the points gained that are taken off at most.").tag(
        config=True
    )

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float | None:
        days = math.ceil((total_seconds_late - 60 * self.grace_minutes) / _DAY)
        if days <= 0 or score <= 0:
            return None
        return round(score * min(days * self.percent_a_day, self.most_percent) / 100, 2)
