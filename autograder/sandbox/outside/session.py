"""The notebook's process as the grader holds it: cells run in it, and when it dies it is made anew from them."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ..wire.channel import Channel, ChannelClosed, ready
from ..wire.limits import Limits
from ..wire.plain import NotPlainError
from ..wire.protocol import ProtocolError
from .endings import in_words
from .incubator import SandboxError, Supervision
from .patience import COSTLY_SECONDS, Patience
from .reported_outputs import checked_outputs

__all__ = ["CellResult", "Gone", "Session"]

_GRACE_SECONDS = 1.0
_RESTARTS = 5
_REPLAY_SECONDS = 2.0  # for a cell that was stopped: long enough for what it did before it hung
_FORK_SECONDS = 5.0  # for a worker to fork or to wait for a check: milliseconds, unless the machine is overloaded


@dataclass(frozen=True)
class CellResult:
    """`outputs` are nbformat v4 outputs; `problem` is empty or says why the cell was stopped, or why it never `ran`."""

    outputs: list[dict[str, Any]]
    problem: str = ""
    ran: bool = True

    @classmethod
    def not_run(cls, why: str) -> CellResult:
        return cls([], f"Not run: {why}.", ran=False)

    @property
    def went_well(self) -> bool:
        return not self.problem and not any(output["output_type"] == "error" for output in self.outputs)


@dataclass
class _Cell:
    source: str
    count: int
    deadly: bool = False
    stopped: bool = False


class Gone(Exception):
    """There is no process to ask any more. The message says why."""


class Session:
    """Runs cells in one worker, which a deadly cell costs: the next is made from the other cells."""

    def __init__(self, supervision: Supervision, limits: Limits) -> None:
        self.limits = limits
        self.patience = Patience()
        self._supervision = supervision
        self._worker: _Worker | None = None
        self._cells: list[_Cell] = []
        self._restarts = -1  # the first start is none
        self._spent = 0.0
        self._since: float | None = None
        self._lost = False

    @property
    def lost(self) -> bool:
        """Whether the sandbox ended under it, which no submission should be able to bring about."""
        return self._lost

    @property
    def processes(self) -> int:
        """How many the notebook has had: another one begins each time that one ended."""
        return self._restarts + 1

    def run(self, source: str) -> CellResult:
        """Run one more cell. Never raises for anything it does."""
        cell = _Cell(source, len(self._cells) + 1)
        try:
            with self.clock():
                self._ready_worker()
                return self._first_attempt(cell)
        except Gone as error:
            cell.deadly = True
            return CellResult.not_run(str(error))
        finally:
            self._cells.append(cell)

    def _first_attempt(self, cell: _Cell) -> CellResult:
        started = time.monotonic()
        result = self._attempt(cell, self.patience.clock(self.limits.cell_seconds))
        if result.problem and time.monotonic() - started > COSTLY_SECONDS:
            self.patience.stopped()
        return result

    def close(self) -> None:
        """Kill every process of the submission."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None
        self._supervision.end()

    @contextmanager
    def clock(self) -> Iterator[None]:
        """Charge the submission for the time spent inside."""
        self._since = time.monotonic()
        try:
            yield
        finally:
            self._spent += time.monotonic() - self._since
            self._since = None

    def left(self) -> float:
        """Return the seconds that the submission may still use."""
        running = 0.0 if self._since is None else time.monotonic() - self._since
        return self.limits.submission_seconds - self._spent - running

    def wait(self, ends: Sequence[Channel | int], seconds: float, idle: float) -> float | None:
        """Wait until the submission says something, or hangs up.

        Args:
            ends: where it would.
            seconds: how long at most.
            idle: how long where nothing keeps it from running.

        Returns:
            None, or the seconds for which it was waited in vain.
        """
        started, waited, limit = time.monotonic(), 0.0, min(seconds, idle)
        while not ready(ends, limit - waited):
            waited = time.monotonic() - started
            if waited >= limit and limit < seconds:
                limit = min(seconds, idle + self._delay())
            if waited >= limit:
                return limit
        return None

    def _delay(self) -> float:
        """Return for how many seconds the machine kept a process from running; infinite where that is not known."""
        delay = self._order("delay").get("seconds")
        return math.inf if delay is None else float(delay)

    @property
    def _used_up(self) -> str:
        return f"the notebook's {self.limits.submission_seconds:g} seconds are used up"

    def fork_check(self, name: str, processor_seconds: float) -> Channel:
        """Fork a process for a check off the worker, and return the channel to it.

        Processes that the cells started and left behind are killed where they take up the room for it.

        Args:
            name: whose answers it gives.
            processor_seconds: how long it may compute each; then it is killed by SIGPROF.

        Raises:
            Gone: there is no worker any more.
        """
        channel = self._forked(name, processor_seconds)
        if channel is None:
            self._order("sweep")
            channel = self._forked(name, processor_seconds)
        if channel is None:
            self._drop_worker()
            raise Gone("its cells started too many processes")
        return channel

    def _forked(self, name: str, processor_seconds: float) -> Channel | None:
        worker = self._ready_worker()
        channel, theirs = Channel.pair(self.limits.message_bytes, ahead=True)
        try:
            with theirs:
                request = {"do": "check", "name": name, "processor_seconds": processor_seconds}
                forked = worker.ask(request, _FORK_SECONDS, [theirs.fileno()]).get("forked") is True
        except (ChannelClosed, TimeoutError, ProtocolError):
            channel.close()
            self._drop_worker()
            raise Gone("the notebook's process does not answer") from None
        if not forked:
            channel.close()
            return None
        return channel

    def sweep(self) -> str:
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

    def _ready_worker(self) -> _Worker:
        """Return a living worker in which all earlier cells have run, the deadly ones left out."""
        if self._worker is not None and not self._worker.alive():
            self._drop_worker()
        while self._worker is None:
            if self._lost:
                raise Gone("the notebook's sandbox ended")
            if self._restarts >= _RESTARTS:
                raise Gone(f"the notebook's process ended {_RESTARTS + 1} times")
            if self.left() <= 0:
                raise Gone(self._used_up)
            self._restarts += 1
            try:
                self._worker = _Worker(self._supervision, self.limits)
            except SandboxError:
                self._lost = True
                continue
            for cell in self._cells:
                if not cell.deadly:
                    self._attempt(cell, _REPLAY_SECONDS if cell.stopped else self.limits.cell_seconds)
                if self._worker is None:
                    break
        return self._worker

    def _attempt(self, cell: _Cell, seconds: float) -> CellResult:
        """Run a cell in the worker; interrupt it when it takes too long, and kill it when that does not help."""
        assert self._worker is not None
        seconds = min(seconds, self.left())
        if seconds <= 0:
            cell.deadly = True
            return CellResult.not_run(self._used_up)
        computing = min(seconds, self.patience.own(self.limits.cell_processor_seconds))
        idle = self.patience.own(self.limits.cell_idle_seconds)
        request = {"do": "run", "source": cell.source, "count": cell.count, "processor_seconds": computing}
        in_vain = None
        try:
            self._worker.send(request, seconds)
            in_vain = self.wait(self._worker.ends, seconds, idle)
            if in_vain is None:
                reply = self._worker.reply(seconds)
                cell.stopped = reply.get("stopped") is True
                problem = f"The cell was stopped after computing for {computing:.2g} seconds." if cell.stopped else ""
                return CellResult(checked_outputs(reply, self.limits), problem)
            cell.stopped = True
            self._order("interrupt")
            outputs = checked_outputs(self._worker.reply(_GRACE_SECONDS), self.limits)
            return CellResult(outputs, f"The cell was stopped after {in_vain:.2g} seconds.")
        except NotPlainError:
            cell.deadly = True
            return CellResult.not_run(f"a cell of {len(cell.source):,} characters is too long")
        except TimeoutError:
            problem = f"The cell was stopped after {in_vain or seconds:.2g} seconds; it did not react to an interrupt."
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


class _Worker:
    """The launcher's end of a worker."""

    def __init__(self, supervision: Supervision, limits: Limits) -> None:
        self._channel, theirs = Channel.pair(limits.message_bytes)
        with theirs:
            _, self._pidfds = supervision.ask("worker", [theirs.fileno()])
        self._number = 0

    @property
    def ends(self) -> list[Channel | int]:
        """What can be read when it has said something, or has ended."""
        return [self._channel, *self._pidfds]

    def ask(self, request: dict[str, Any], seconds: float, fds: Sequence[int] = ()) -> dict[str, Any]:
        self.send(request, seconds, fds)
        return self.reply(seconds)

    def send(self, request: dict[str, Any], seconds: float, fds: Sequence[int] = ()) -> None:
        self._number += 1
        self._channel.send({**request, "number": self._number}, fds, seconds)

    def reply(self, seconds: float) -> dict[str, Any]:
        """Return the reply to the last request.

        Raises:
            ChannelClosed: the worker is gone.
            TimeoutError: it takes longer.
            ProtocolError: it sent something else.
        """
        speaking = ready(self.ends, seconds)
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
        return not ready(self.ends, 0)

    def close(self) -> None:
        self._channel.close()
        for fd in self._pidfds:
            os.close(fd)
        self._pidfds = []
