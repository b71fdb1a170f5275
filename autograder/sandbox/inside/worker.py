"""Runs a notebook's cells, and forks a process for each check. Student code lives from here downwards."""

from __future__ import annotations

import contextlib
import linecache
import os
import random
import signal
import socket
from traceback import clear_frames
from types import TracebackType
from typing import Any

import numpy as np

from ..wire.channel import Channel
from .answering import serve_check
from .display import Shell
from .processor_clock import ProcessorClock

__all__ = ["Worker"]

_ERRORS_IN_A_ROW = 10  # each raised while the one before it was handled


class Worker:
    """Obeys the launcher over its own channel; each reply carries the number of the request.

    ======== ======================== ==================
    request  fields                   reply
    ======== ======================== ==================
    run      source, count, seconds   outputs, whether it was stopped
    check    name, seconds; a socket  whether there was room for its process
    ended                             status of the last check's process, or None
    ======== ======================== ==================

    The seconds are the processor's; each request has them as ``processor_seconds``.
    """

    def __init__(self, channel: Channel, shell: Shell, message_bytes: int) -> None:
        self._channel = channel
        self._shell = shell
        self._message_bytes = message_bytes
        self._check_pid = 0

    def serve(self) -> None:
        """Obey until the launcher hangs up. Interrupts count only while a cell runs."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        random.seed(0)  # a notebook that draws without a seed is graded alike each time
        np.random.seed(0)
        self._shell.process = os.getpid()
        self._shell.outputs.capture_descriptors()
        while True:
            request, fds = self._channel.receive_with_fds()
            reply = getattr(self, "_do_" + request["do"])(request, fds)
            self._channel.send({"number": request["number"], **reply})

    def _do_run(self, request: dict[str, Any], fds: list[int]) -> dict[str, Any]:
        own_pid = os.getpid()
        outputs = self._shell.outputs
        outputs.begin()
        self._shell.execution_count = request["count"]
        clock = ProcessorClock()
        try:
            clock.interrupt_after(request["processor_seconds"])
            try:
                result = self._shell.run_cell(request["source"], store_history=True)
            finally:
                clock.stop()
            _forget_variables(result.error_in_exec)
        except BaseException as error:  # an interrupt between two steps of IPython's own
            outputs.error(type(error).__name__, "the cell was stopped", [])
            _forget_variables(error)
        finally:
            clock.stop()
        if os.getpid() != own_pid:  # the cell forked: only one of the two may answer
            os._exit(0)
        return {"outputs": outputs.take(), "stopped": clock.rang}

    def _do_check(self, request: dict[str, Any], fds: list[int]) -> dict[str, Any]:
        self._reap()
        pid = _fork()
        if pid is None:
            os.close(fds[0])
            return {"forked": False}
        if pid == 0:
            try:
                self._channel.close()
                channel = Channel(socket.socket(fileno=fds[0]), self._message_bytes, questions=True, ahead=True)
                serve_check(
                    channel,
                    self._shell.user_ns,
                    request["name"],
                    _line_of,
                    request["processor_seconds"],
                    run_cell=lambda source: bool(self._shell.run_cell(source, silent=True).success),
                )
            finally:
                os._exit(1)
        self._check_pid = pid
        os.close(fds[0])
        return {"forked": True}

    def _do_ended(self, request: dict[str, Any], fds: list[int]) -> dict[str, Any]:
        return {"status": self._reap()}

    def _reap(self) -> int | None:
        """Return how the last check's process ended. The launcher asks only once it is gone."""
        pid, self._check_pid = self._check_pid, 0
        if not pid:
            return None
        try:
            return os.waitpid(pid, os.WNOHANG)[1]
        except ChildProcessError:
            return None


def _fork() -> int | None:
    """Fork; bury children that have ended where they take up the room. None where it is the living that do."""
    for _ in range(2):
        try:
            return os.fork()
        except OSError:
            with contextlib.suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass
    return None


def _forget_variables(error: BaseException | None) -> None:
    """Let go of what the functions held that an error has ended, and that Python keeps for a debugger.

    It may be all the memory there is, which the answers to the other exercises need, too.
    """
    for _ in range(_ERRORS_IN_A_ROW):
        if error is None:
            return
        clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


def _line_of(traceback: TracebackType | None) -> str:
    """Return the last line of the student's own source in a traceback."""
    line = ""
    while traceback is not None:
        filename = traceback.tb_frame.f_code.co_filename
        if filename.startswith("<ipython-input-"):
            line = linecache.getline(filename, traceback.tb_lineno).strip() or line
        traceback = traceback.tb_next
    return line
