"""As many images as the time allows: slow work sees fewer of them, and nobody fails for being slow."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["Pace"]

_FIRST, _LARGEST = 2, 32


class Pace:
    """Deals out batches. One is begun only if it will probably end within the budget, as measured by those before.

    Args:
        budget_seconds: for what is timed.
        clock: tells the time.

    Attributes:
        done: how many images have been dealt with; those of a batch that is broken off are not among them.
        spent: the seconds that were timed.

    >>> pace = Pace(3.0, clock=iter(range(100)).__next__)  # every look at the clock takes a second
    >>> for batch in pace.batches(200):
    ...     with pace.timed():
    ...         print(batch)
    slice(0, 2, None)
    slice(2, 6, None)
    slice(6, 9, None)
    """

    def __init__(self, budget_seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.done = 0
        self.spent = 0.0
        self._budget, self._clock = budget_seconds, clock

    def batches(self, total: int) -> Iterator[slice]:
        """Deal out `total` images, few at first."""
        size = _FIRST
        while self.done < total and size >= 1:
            batch = slice(self.done, min(self.done + size, total))
            yield batch
            self.done = batch.stop
            fitting = int((self._budget - self.spent) * self.done / max(self.spent, 1e-9))
            size = min(2 * size, _LARGEST, fitting)

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Charge the budget with the time spent inside."""
        started = self._clock()
        yield
        self.spent += self._clock() - started
