"""An alarm clock that runs while this process computes, and stands still while it waits or another one computes."""

from __future__ import annotations

import signal
from types import FrameType

__all__ = ["ProcessorClock", "kill_after"]

_GRACE_SECONDS = 1.0


class ProcessorClock:
    """Interrupts a cell that computes for too long. `rang` says whether it did.

    Student code can stop the clock; then the launcher's own, by the wall, is left.
    """

    def __init__(self) -> None:
        self.rang = False

    def interrupt_after(self, seconds: float) -> None:
        """Raise KeyboardInterrupt after so many seconds, and end the process where that does not help."""
        signal.signal(signal.SIGPROF, self._ring)
        signal.setitimer(signal.ITIMER_PROF, seconds, _GRACE_SECONDS)

    def stop(self) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)

    def _ring(self, number: int, frame: FrameType | None) -> None:
        self.rang = True
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        raise KeyboardInterrupt


def kill_after(seconds: float) -> None:
    """Have the kernel kill this process after so many seconds; each call sets the clock anew."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
