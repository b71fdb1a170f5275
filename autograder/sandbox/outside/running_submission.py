"""One submission, seen from the grader: its cells run one after another, then its functions are asked."""

from __future__ import annotations

import time
from types import TracebackType

from ..wire.limits import Limits
from .asking import Check
from .companion import Companion, hurried
from .incubator import Supervision
from .session import CellResult, Session

__all__ = ["Submission"]


class Submission:
    """A context manager; leaving it kills every process of the submission, and its files go with them."""

    def __init__(self, supervision: Supervision, limits: Limits, isolated: bool) -> None:
        self.isolated = isolated
        self._session = Session(supervision, limits)
        self._check: Check | None = None
        self._companion: Companion | None = None
        self._along = True
        self._closed = False

    @property
    def lost(self) -> bool:
        """Whether the sandbox ended under it: what came of it is then no answer of the student's."""
        return self._session.lost

    def run(self, source: str, defines: bool = True) -> CellResult:
        """Run one cell. Never raises for anything it does.

        Args:
            source: its Python.
            defines: whether answers may need what it defines; others show something, and a process that goes along
                is spared them.
        """
        self._end_check()
        started = time.monotonic()
        result = self._session.run(source)
        seconds = time.monotonic() - started
        if defines and self._companion is not None and not self._companion.goes_along(source, result, seconds):
            self._part()
        return result

    def check(self, name: str, call_seconds: float | None = None) -> Check:
        """Return the student's function or class `name`, to be asked in a process that has answered nothing yet.

        One check is open at a time: this ends the last.

        Args:
            name: global name in the notebook.
            call_seconds: how long one question may take, where the usual limit is not enough.
        """
        self._end_check()
        self._part()
        self._check = Check(self._session, self.isolated, name, self._session.limits.for_calls(call_seconds))
        return self._check

    def keep_check(self) -> None:
        """Let the process of the open check go along with the notebook, if it has answered all it was asked."""
        channel = self._check.hand_over() if self._check is not None and self._along else None
        if channel is not None:
            self._companion = Companion(channel, self._session)

    def check_along(self, name: str, call_seconds: float | None = None) -> Check | None:
        """Return what `check` does, to be asked in the process that was kept; None where there is none.

        What that process was asked before may have changed it. So only right answers of it should count.
        """
        self._end_check()
        if self._companion is None:
            return None
        limits = hurried(self._session.limits.for_calls(call_seconds))
        if not self._companion.catch_up(name, limits):
            self._along = False
            self._part()
            return None
        companion, self._companion = self._companion, None
        self._check = Check(self._session, self.isolated, name, limits, companion.channel)
        return self._check

    def close(self) -> None:
        """Kill every process of the submission."""
        if self._closed:
            return
        self._closed = True
        self._end_check()
        if self._companion is not None:
            self._companion.channel.close()
        self._session.close()

    def __enter__(self) -> Submission:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _end_check(self) -> None:
        if self._check is not None:
            self._along = self._along and not self._check.failed
            self._check.close()
            self._check = None

    def _part(self) -> None:
        if self._companion is not None:
            self._companion.end()
            self._companion = None
