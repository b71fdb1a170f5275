"""An alarm clock that runs while this process computes, and stands still while it waits or another one computes."""

from __future__ import annotations

import signal
from types import FrameType

__all__ = ["ProcessorClock", "kill_after"]

_GRACE_SECONDS = 0.5


class ProcessorClock:
    """Interrupts a cell that computes for too long, or that the launcher, which looks at the wall clock, interrupts.

    A cell is interrupted once, by whichever comes first: a second interrupt would hit what writes the traceback of the
    first. `rang` says whether it was this clock. Where C code keeps Python from hearing it, the kernel ends the process
    when the grace is over. Student code can stop the clock; then the launcher's is left.
    """

    def __init__(self) -> None:
        self.rang = False

    def interrupt_after(self, seconds: float) -> None:
        """Raise KeyboardInterrupt after so many seconds, and end the process where that does not help."""
        signal.signal(signal.SIGINT, self._ring)
        signal.signal(signal.SIGPROF, self._ring)
        signal.setitimer(signal.ITIMER_PROF, seconds, _GRACE_SECONDS)
        signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds + _GRACE_SECONDS)

    def stop(self) -> None:
        """Ignore interrupts from here on."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)

    def _ring(self, number: int, frame: FrameType | None) -> None:
        self.rang = number == signal.SIGPROF
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)  # the next ring ends a cell that did not hear this one
        signal.setitimer(signal.ITIMER_PROF, _GRACE_SECONDS)
        raise KeyboardInterrupt


def kill_after(seconds: float) -> None:
    """Have the kernel kill this process after so many seconds; each call sets the clock anew."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
