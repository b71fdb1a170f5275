"""The first process of a submission: starts workers, interrupts and kills them. It never runs student code."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import time
from collections.abc import Sequence
from typing import Any

from ..wire.channel import Channel, ChannelClosed, ready
from ..wire.limits import Limits
from .confine import limit_resources
from .display import Shell
from .worker import Worker

__all__ = ["Supervisor"]

_REAP_SECONDS = 0.2
_SWEEP_SECONDS = 1.0
_DEATH_SECONDS = 0.05


class Supervisor:
    """Obeys the launcher over a channel that no worker ever holds.

    ========== ========================= =====================================
    request    does                      reply
    ========== ========================= =====================================
    worker     forks a worker            its pid; a pidfd where there are such
    interrupt  sends the worker SIGINT   nothing
    delay      looks at all processes    the seconds that one of them was kept from running, at most; None: unknown
    sweep      kills all but the worker  whether the worker could be spared
    clear      kills all                 the worker's wait status, or None
    ========== ========================= =====================================

    Confined, it is PID 1 of the submission's namespace: "all" is then what `kill(-1)` reaches, which is everything.
    Elsewhere it is the worker's process group and the check's, which a hostile process can leave.
    """

    def __init__(self, channel: Channel, shell: Shell, limits: Limits, confined: bool) -> None:
        self._channel = channel
        self._shell = shell
        self._limits = limits
        self._confined = confined
        self._worker = 0
        self._status: int | None = None

    def serve(self) -> None:
        """Obey until the launcher hangs up, then take everything along."""
        while True:
            self._reap()
            if not ready([self._channel], _REAP_SECONDS):
                continue
            try:
                request, fds = self._channel.receive_with_fds()
            except ChannelClosed:
                self._do_clear([])
                return
            reply, reply_fds = getattr(self, "_do_" + request["do"])(fds)
            self._channel.send(reply, reply_fds)
            for fd in (*fds, *reply_fds):
                os.close(fd)

    def _do_worker(self, fds: list[int]) -> tuple[dict[str, Any], list[int]]:
        self._status = None
        self._worker = self._fork()
        if self._worker == 0:
            try:
                os.setpgid(0, 0)
                self._channel.close()
                limit_resources(self._limits)
                channel = Channel(socket.socket(fileno=fds[0]), self._limits.message_bytes)
                Worker(channel, self._shell, self._limits.message_bytes).serve()
            finally:
                os._exit(1)
        return {"pid": self._worker}, pidfds(self._worker)

    def _fork(self) -> int:
        """Fork as soon as there is room for a process: those that were killed a moment ago still take it up."""
        give_up = time.monotonic() + _SWEEP_SECONDS
        while True:
            try:
                return os.fork()
            except BlockingIOError:
                if time.monotonic() > give_up:
                    raise
                self._reap()
                time.sleep(0.001)

    def _do_interrupt(self, fds: list[int]) -> tuple[dict[str, Any], list[int]]:
        _kill(self._worker, signal.SIGINT)
        return {}, []

    def _do_delay(self, fds: list[int]) -> tuple[dict[str, Any], list[int]]:
        delays = [_delay_of(pid) for pid in (*self._others(), self._worker) if pid]
        return {"seconds": max((delay for delay in delays if delay is not None), default=None)}, []

    def _do_sweep(self, fds: list[int]) -> tuple[dict[str, Any], list[int]]:
        give_up = time.monotonic() + _SWEEP_SECONDS
        while others := self._others():
            if self._confined:
                _kill(-1, signal.SIGSTOP)  # all at once: what is stopped forks no more, and cannot outrun us
            for pid in others:
                _kill(pid, signal.SIGKILL)
            if time.monotonic() > give_up:
                self._do_clear([])
                return {"spared": False}, []
            _wait_for_one(others)
            self._reap()
        _kill(self._worker, signal.SIGCONT)
        return {"spared": True}, []

    def _do_clear(self, fds: list[int]) -> tuple[dict[str, Any], list[int]]:
        self._reap()
        if self._confined:
            _kill(-1, signal.SIGKILL)
        else:
            for pid in (*self._others(), self._worker):
                _kill(pid, signal.SIGKILL)
        give_up = time.monotonic() + _SWEEP_SECONDS
        while self._worker and time.monotonic() < give_up:
            self._reap()
            time.sleep(0.001)
        return {"status": self._status}, []

    def _others(self) -> list[int]:
        """Return the living processes of the submission besides this one and the worker."""
        pids = _descendants(os.getpid()) if not self._confined else _visible()
        return [pid for pid in pids if pid not in (os.getpid(), self._worker)]

    def _reap(self) -> None:
        try:
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                if ended[0] == self._worker:
                    self._worker, self._status = 0, ended[1]
        except ChildProcessError:
            pass


def pidfds(pid: int) -> list[int]:
    """Return a pidfd of a process, or nothing on a system without such."""
    try:
        return [os.pidfd_open(pid)]
    except (AttributeError, OSError):
        return []


def _wait_for_one(pids: Sequence[int]) -> None:
    """Wait until one of some killed processes has ended: what it leaves takes the kernel milliseconds to clear."""
    ends = [fd for pid in pids for fd in pidfds(pid)]
    if ends:
        ready(ends, _DEATH_SECONDS)
    else:
        time.sleep(0.001)
    for fd in ends:
        os.close(fd)


def _kill(pid: int, number: int) -> None:
    if pid == 0:
        return
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def _visible() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit() and _parent_of(int(name)) is not None]


def _descendants(root: int) -> list[int]:
    try:
        parents = {int(name): _parent_of(int(name)) for name in os.listdir("/proc") if name.isdigit()}
    except FileNotFoundError:  # no /proc, as on macOS
        return []
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return sorted(found - {root})


def _delay_of(pid: int) -> float | None:
    """Return for how many seconds a process could have run and was not let; None where the kernel does not tell."""
    try:
        with open(f"/proc/{pid}/schedstat") as file:
            return int(file.read().split()[1]) / 1e9
    except (OSError, IndexError):
        return None


def _parent_of(pid: int) -> int | None:
    """Return the parent of a living process; None of a dead one, reaped or not."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            state, parent = file.read().rpartition(")")[2].split()[:2]
    except OSError:
        return None
    return None if state in ("Z", "X") else int(parent)
