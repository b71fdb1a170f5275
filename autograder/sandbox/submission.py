"""One submission, seen from the grader: its cells run one after another, then its functions are asked."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from .channel import Channel, ChannelClosed, ready
from .endings import in_words
from .incubator import SandboxError, Supervision
from .limits import Limits
from .nbformat import checked_outputs
from .outcome import Call, Died, Outcome, TimedOut
from .protocol import ProtocolError, call_to_plain, outcome_from_plain

__all__ = ["CellResult", "Check", "Submission"]

_GRACE_SECONDS = 1.0
_RESTARTS = 5
_REPLAY_SECONDS = 2.0  # for a cell that was stopped: long enough for what it did before it hung
_FAILURES_OF_A_CHECK = 3
_FORK_SECONDS = 5.0  # for a worker to fork or to wait for a check: milliseconds, unless the machine is overloaded


@dataclass(frozen=True)
class CellResult:
    """`outputs` are nbformat v4 outputs; `problem` is empty or says why the cell was stopped."""

    outputs: list[dict[str, Any]]
    problem: str = ""


@dataclass
class _Cell:
    source: str
    count: int
    deadly: bool = False
    stopped: bool = False


class _Gone(Exception):
    """The worker ended, hung, or broke the protocol. The message says which."""


class Submission:
    """Runs cells in one process, which a deadly cell costs: it is then made anew from the other cells."""

    def __init__(self, supervision: Supervision, limits: Limits, isolated: bool) -> None:
        self.isolated = isolated
        self._supervision = supervision
        self._limits = limits
        self._worker: _Worker | None = None
        self._cells: list[_Cell] = []
        self._restarts = -1  # the first start is none
        self._spent = 0.0
        self._check: Check | None = None
        self._closed = False
        self._lost = False

    def run(self, source: str) -> CellResult:
        """Run one cell. Never raises for anything it does."""
        self._end_check()
        cell = _Cell(source, len(self._cells) + 1)
        try:
            with self._clock():
                self._ready_worker()
                self._cells.append(cell)
                return self._attempt(cell, self._limits.cell_seconds)
        except _Gone as error:
            if cell not in self._cells:
                self._cells.append(cell)
            cell.deadly = True
            return CellResult([], f"The cell was not run: {error}.")

    def check(self, name: str, refuse_operators: Sequence[str] = ()) -> Check:
        """Return the student's function `name`, to be asked. One check is open at a time: this ends the last.

        Args:
            name: global name in the notebook.
            refuse_operators: PyTorch operators that do not count as an answer, such as "aten::convolution".
        """
        self._end_check()
        self._check = Check(self, name, tuple(refuse_operators))
        return self._check

    def close(self) -> None:
        """Kill every process of the submission; its files go with them."""
        if self._closed:
            return
        self._closed = True
        self._check = None
        if self._worker is not None:
            self._worker.close()
            self._worker = None
        self._supervision.end()

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

    @contextmanager
    def _clock(self) -> Iterator[None]:
        """Charge the submission for the time spent inside."""
        start = time.monotonic()
        try:
            yield
        finally:
            self._spent += time.monotonic() - start

    def _left(self) -> float:
        return self._limits.submission_seconds - self._spent

    def _ready_worker(self) -> _Worker:
        """Return a living worker in which all earlier cells have run, the deadly ones left out."""
        if self._worker is not None and not self._worker.alive():
            self._drop_worker()
        start = time.monotonic()
        while self._worker is None:
            if self._lost:
                raise _Gone("the notebook's sandbox ended")
            if self._restarts >= _RESTARTS:
                raise _Gone(f"the notebook's process ended {_RESTARTS + 1} times")
            if self._left() - (time.monotonic() - start) <= 0:
                raise _Gone(f"the notebook's {self._limits.submission_seconds:g} seconds are used up")
            self._restarts += 1
            try:
                self._worker = _Worker(self._supervision, self._limits)
            except SandboxError:
                self._lost = True
                continue
            for cell in self._cells:
                if not cell.deadly:
                    self._attempt(cell, _REPLAY_SECONDS if cell.stopped else self._limits.cell_seconds)
                if self._worker is None:
                    break
        return self._worker

    def _attempt(self, cell: _Cell, seconds: float) -> CellResult:
        """Run a cell in the worker; interrupt it when it takes too long, and kill it when that does not help."""
        assert self._worker is not None
        seconds = min(seconds, self._left())
        if seconds <= 0:
            cell.deadly = True
            return CellResult([], f"Not run: the notebook's {self._limits.submission_seconds:g} seconds are used up.")
        request = {"do": "run", "source": cell.source, "count": cell.count}
        try:
            try:
                return CellResult(checked_outputs(self._worker.ask(request, seconds), self._limits))
            except TimeoutError:
                cell.stopped = True
                self._order("interrupt")
                outputs = checked_outputs(self._worker.reply(_GRACE_SECONDS), self._limits)
                return CellResult(outputs, f"The cell was stopped after {seconds:.0f} seconds.")
        except TimeoutError:
            problem = f"The cell was stopped after {seconds:.0f} seconds; it did not react to an interrupt."
        except ProtocolError:
            problem = "The cell wrote on the grader's own channel and was stopped."
        except ChannelClosed:
            problem = f"The cell ended the notebook's process: {in_words(self._drop_worker())}."
        cell.deadly = True
        self._drop_worker()
        return CellResult([], problem)

    def _drop_worker(self) -> int | None:
        """Kill the worker and whatever it left behind. Return how it ended."""
        if self._worker is None:
            return None
        self._worker.close()
        self._worker = None
        return self._order("clear").get("status")

    def _order(self, what: str) -> dict[str, Any]:
        """Have the supervisor do something. When it is gone, so is the submission: the reply is then empty."""
        try:
            return self._supervision.ask(what)[0]
        except SandboxError:
            self._lost = True
            return {}

    def _open_check(self, name: str, refuse: tuple[str, ...]) -> Channel:
        """Fork a process for a check off the worker."""
        worker = self._ready_worker()
        channel, theirs = Channel.pair(self._limits.message_bytes)
        try:
            with theirs:
                worker.ask({"do": "check", "name": name, "refuse": list(refuse)}, _FORK_SECONDS, [theirs.fileno()])
        except (ChannelClosed, TimeoutError, ProtocolError):
            channel.close()
            self._drop_worker()
            raise _Gone("the notebook's process does not answer") from None
        return channel

    def _sweep(self) -> str:
        """Kill what a check left behind, and say how its own process ended."""
        reply = self._order("sweep")
        if not reply.get("spared"):
            self._drop_worker()
            return "it started too many processes"
        if self._worker is None:
            return in_words(None)
        try:
            status = self._worker.ask({"do": "ended"}, _FORK_SECONDS).get("status")
        except (ChannelClosed, TimeoutError, ProtocolError):
            self._drop_worker()
            return in_words(None)
        return in_words(status if type(status) is int and 0 <= status < 1 << 16 else None)


class _Worker:
    """The launcher's end of a worker."""

    def __init__(self, supervision: Supervision, limits: Limits) -> None:
        self._channel, theirs = Channel.pair(limits.message_bytes)
        with theirs:
            _, self._pidfds = supervision.ask("worker", [theirs.fileno()])
        self._number = 0

    def ask(self, request: dict[str, Any], seconds: float, fds: Sequence[int] = ()) -> dict[str, Any]:
        self._number += 1
        self._channel.send({**request, "number": self._number}, fds, seconds)
        return self.reply(seconds)

    def reply(self, seconds: float) -> dict[str, Any]:
        """Return the reply to the last request.

        Raises:
            ChannelClosed: the worker is gone.
            TimeoutError: it takes longer.
            ProtocolError: it sent something else.
        """
        speaking = ready([self._channel, *self._pidfds], seconds)
        if not speaking:
            raise TimeoutError
        if self._channel not in speaking:  # a child of the worker's may hold the channel open
            raise ChannelClosed("the worker ended")
        reply = self._channel.receive(seconds)
        if type(reply) is not dict or reply.get("number") != self._number:
            raise ProtocolError("not the reply to this request")
        return reply

    def alive(self) -> bool:
        """Whether it may be asked: it has neither ended nor said anything unasked."""
        return not ready([self._channel, *self._pidfds], 0)

    def close(self) -> None:
        self._channel.close()
        for fd in self._pidfds:
            os.close(fd)
        self._pidfds = []


class Check:
    """A student's function in a process of its own, which stays warm from one `answer` to the next.

    Satisfies `autograder.candidate.Candidate`. A call that hangs or dies costs that call: the others are asked in a
    fresh process, three times; after that every further call has the fate of the last.
    """

    def __init__(self, submission: Submission, name: str, refuse: tuple[str, ...]) -> None:
        self.isolated = submission.isolated
        self._submission = submission
        self._limits = submission._limits
        self._name = name
        self._refuse = refuse
        self._channel: Channel | None = None
        self._number = 0
        self._failures = 0
        self._spent = 0.0
        self._fate: Outcome | None = None

    def answer(self, calls: Sequence[Call]) -> list[Outcome]:
        """Return one outcome for each call, in order. Never raises for anything the candidate does."""
        return [self._fate or self._answer(call) for call in calls]

    def close(self) -> None:
        """End the check's process and all it started."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None
            self._submission._sweep()
        self._fate = Died("the check is closed")

    def __enter__(self) -> Check:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _answer(self, call: Call) -> Outcome:
        left = min(self._limits.check_seconds - self._spent, self._submission._left())
        if left <= 0:
            self._fate = TimedOut(min(self._limits.check_seconds, self._limits.submission_seconds))
            return self._fate
        start = time.monotonic()
        try:
            with self._submission._clock():
                return self._ask(call, min(self._limits.call_seconds, left))
        finally:
            self._spent += time.monotonic() - start

    def _ask(self, call: Call, seconds: float) -> Outcome:
        self._number += 1
        try:
            if self._channel is None:
                self._channel = self._submission._open_check(self._name, self._refuse)
            self._channel.send({"number": self._number, "call": call_to_plain(call)}, seconds=seconds)
            reply = self._channel.receive(seconds)
            if type(reply) is not dict or reply.get("number") != self._number:
                raise ProtocolError("not the answer to this call")
            return outcome_from_plain(reply.get("outcome"))
        except TimeoutError:
            self._end_process()
            return self._failed(TimedOut(round(seconds, 3)))
        except ProtocolError:
            self._end_process()
            return self._failed(Died("it wrote on the grader's own channel"))
        except ChannelClosed:
            return self._failed(Died(self._end_process()))
        except _Gone as error:
            return self._failed(Died(str(error)))

    def _end_process(self) -> str:
        assert self._channel is not None
        self._channel.close()
        self._channel = None
        return self._submission._sweep()

    def _failed(self, outcome: Outcome) -> Outcome:
        self._failures += 1
        if self._failures > _FAILURES_OF_A_CHECK:
            self._fate = outcome
        return outcome
