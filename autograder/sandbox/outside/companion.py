"""A check's process that is kept when all its answers were right: it goes along with the notebook, to be asked again.

A process for each exercise is what grading right answers costs most. So the first one is kept: the cells that follow
run in it, too, and the next exercise is asked there. Whatever it says of that counts only if all of it is right; else
the exercise is asked in a process of its own, forked from the notebook's, which has answered nothing.
"""

from __future__ import annotations

from dataclasses import replace

from ..wire.channel import Channel, ChannelClosed
from ..wire.limits import Limits
from ..wire.plain import NotPlainError
from ..wire.protocol import ProtocolError
from .session import CellResult, Session

__all__ = ["Companion", "hurried"]

_SHARE = 1 / 8  # of the seconds of its own that a call has; what takes longer gets them all in another process
_CELLS_SECONDS = 0.05  # what took the notebook's process longer costs more than a process of its own


def hurried(limits: Limits) -> Limits:
    """Return the limits for calls in a process whose failures count nothing, and so should cost little."""
    return replace(
        limits,
        call_processor_seconds=_SHARE * limits.call_processor_seconds,
        call_idle_seconds=_SHARE * limits.call_idle_seconds,
    )


class Companion:
    """A process that has answered one exercise, and the cells that have run in the notebook since."""

    def __init__(self, channel: Channel, session: Session) -> None:
        self.channel = channel
        self._session = session
        self._forked_of = session.processes
        self._cells: list[str] = []
        self._seconds = 0.0

    def goes_along(self, source: str, result: CellResult, seconds: float) -> bool:
        """Note a cell that has run in the notebook's process, and say whether this one can still follow."""
        self._cells.append(source)
        self._seconds += seconds
        return result.went_well and self._seconds <= _CELLS_SECONDS

    def catch_up(self, name: str, limits: Limits) -> bool:
        """Run the cells it has missed, and say whether it can now be asked for another answer.

        Args:
            name: of the answer.
            limits: all cells may take what one call may.
        """
        if self._session.processes != self._forked_of:
            return False
        computing, seconds = limits.call_processor_seconds, min(limits.call_seconds, self._session.left())
        request = {"number": 0, "cells": tuple(self._cells), "name": name, "processor_seconds": computing}
        try:
            with self._session.clock():
                self.channel.send(request, seconds=seconds)
                if self._session.wait([self.channel], seconds, limits.call_idle_seconds) is not None:
                    return False
                reply = self.channel.receive(seconds)
                return type(reply) is dict and reply.get("along") is True
        except (ChannelClosed, NotPlainError, ProtocolError, TimeoutError):
            return False

    def end(self) -> None:
        """End it, and all it started."""
        self.channel.close()
        self._session.sweep()
