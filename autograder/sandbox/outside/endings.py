"""How a process ended, in words for the student."""

from __future__ import annotations

import os
import signal

__all__ = ["COMPUTED_TOO_LONG", "in_words"]

COMPUTED_TOO_LONG = "it computed for too long"

_SIGNALS = {
    signal.SIGKILL: "it was killed (it used too much memory, or killed itself)",
    signal.SIGSEGV: "it crashed with a segmentation fault",
    signal.SIGABRT: "it aborted",
    signal.SIGBUS: "it crashed with a bus error",
    signal.SIGXCPU: "it used up its processor time",
    signal.SIGPROF: COMPUTED_TOO_LONG,
    signal.SIGVTALRM: COMPUTED_TOO_LONG,
    signal.SIGSYS: "it made a system call that the sandbox does not allow",
}


def in_words(status: int | None) -> str:
    """Describe a wait status; None where none is known.

    >>> in_words(3 << 8)
    'it exited with status 3 (os._exit or a crash)'
    """
    if status is None:
        return "it ended or closed its connection"
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        known = _SIGNALS.get(signal.Signals(number)) if number in set(signal.Signals) else None
        return known or f"it was ended by signal {number}"
    return f"it exited with status {os.WEXITSTATUS(status)} (os._exit or a crash)"
