"""How long a submission is waited for: less and less, the more often something in it had to be stopped.

Whoever hangs in one exercise has a class waiting behind him. The first hang may take its whole time, for it may be a
slow but honest answer; the next one gets a quarter of that, all others an eighth. What does not hang notices nothing.
"""

from __future__ import annotations

__all__ = ["COSTLY_SECONDS", "Patience"]

COSTLY_SECONDS = 0.25
"""A failure that took longer than this costs patience; one that was over at once costs nobody anything."""

_SHARES = (1, 1 / 4, 1 / 8)  # of the seconds of its own; by how often something had to be stopped
_LEAST_BY_THE_CLOCK = 1 / 2  # of the wall clock's: a busy machine makes honest answers wait, too
_TIRED = 3


class Patience:
    """Counts what had to be stopped in one submission."""

    def __init__(self) -> None:
        self._stops = 0

    def stopped(self) -> None:
        """Something took long and came to nothing."""
        self._stops += 1

    @property
    def tired(self) -> bool:
        """Whether the next answer that hangs is not tried a second time."""
        return self._stops >= _TIRED

    def own(self, seconds: float) -> float:
        """Return how much of a limit of time of its own, computing or idle, is left to the next cell or call."""
        return seconds * _SHARES[min(self._stops, len(_SHARES) - 1)]

    def clock(self, seconds: float) -> float:
        """Return how much of a limit of wall-clock time is left to the next cell or call."""
        return seconds * max(_LEAST_BY_THE_CLOCK, 0.5**self._stops)
