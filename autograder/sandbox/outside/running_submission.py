"""One submission, seen from the grader: its cells run one after another, then its functions are asked."""

from __future__ import annotations

from types import TracebackType

from ..wire.limits import Limits
from .asking import Check
from .incubator import Supervision
from .session import CellResult, Session

__all__ = ["Submission"]


class Submission:
    """A context manager; leaving it kills every process of the submission, and its files go with them."""

    def __init__(self, supervision: Supervision, limits: Limits, isolated: bool) -> None:
        self.isolated = isolated
        self._session = Session(supervision, limits)
        self._check: Check | None = None
        self._closed = False

    @property
    def lost(self) -> bool:
        """Whether the sandbox ended under it: what came of it is then no answer of the student's."""
        return self._session.lost

    def run(self, source: str) -> CellResult:
        """Run one cell. Never raises for anything it does."""
        self._end_check()
        return self._session.run(source)

    def check(self, name: str, call_seconds: float | None = None) -> Check:
        """Return the student's function or class `name`, to be asked. One check is open at a time: this ends the last.

        Args:
            name: global name in the notebook.
            call_seconds: how long one question may take, where the usual limit is not enough.
        """
        self._end_check()
        self._check = Check(self._session, self.isolated, name, call_seconds)
        return self._check

    def close(self) -> None:
        """Kill every process of the submission."""
        if self._closed:
            return
        self._closed = True
        self._end_check()
        self._session.close()

    def __enter__(self) -> Submission:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _end_check(self) -> None:
        if self._check is not None:
            self._check.close()
            self._check = None
