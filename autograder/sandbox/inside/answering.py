"""Serves one check: a fork of the worker in which questions are played on the student's answer, and which then dies."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Mapping
from typing import Any

from ..wire.channel import Channel, ChannelClosed
from ..wire.outcome import Outcome, Refused, never_defined
from ..wire.plain import NotPlainError
from ..wire.playing import play
from ..wire.protocol import ProtocolError
from ..wire.questions import Call, Question, Script
from .processor_clock import kill_after

__all__ = ["serve_check"]

Play = Callable[[Question], Outcome]


def serve_check(
    channel: Channel,
    namespace: Mapping[str, Any],
    name: str,
    line_of: Callable[[Any], str],
    processor_seconds: float,
    run_cell: Callable[[str], bool],
) -> None:
    """Answer questions until the launcher hangs up.

    Between the questions on one answer and those on another it runs the cells that the notebook has run meanwhile.

    Args:
        channel: to the launcher; it carries numbered questions one way and numbered outcomes the other.
        namespace: the notebook's global names.
        name: of the student's function or class.
        line_of: finds the line of the student's source in a traceback.
        processor_seconds: how long each answer may be computed; then the kernel kills this process.
        run_cell: runs a cell, and says whether it went well.
    """
    _silence()
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    answer = _player(namespace, name, line_of)
    own_pid = os.getpid()
    while True:
        try:
            request = channel.receive()
            if "cells" in request:
                processor_seconds = request["processor_seconds"]
                kill_after(processor_seconds)
                along = all(map(run_cell, request["cells"]))
                if os.getpid() != own_pid:
                    os._exit(0)
                answer = _player(namespace, request["name"], line_of)
                channel.send({"number": request["number"], "along": along})
                continue
            question = request["question"]
            if not isinstance(question, (Call, Script)):
                raise ProtocolError("no question")
            kill_after(processor_seconds)
            outcome = answer(question)
            if os.getpid() != own_pid:  # the student's function forked: only one of the two may answer
                os._exit(0)
            _send(channel, request["number"], outcome)
        except (ChannelClosed, ProtocolError):
            os._exit(0)


def _silence() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115  # stays open as long as the process


def _player(namespace: Mapping[str, Any], name: str, line_of: Callable[[Any], str]) -> Play:
    if name not in namespace:
        missing = never_defined(name)
        return lambda question: missing
    thing = namespace[name]
    if not callable(thing):
        reason = f"{name} is of type {type(thing).__name__}, not a function: define it with def {name}(...)"
        return lambda question: Refused(reason)
    return lambda question: play(question, thing, namespace, line_of, (BaseException,))


def _send(channel: Channel, number: int, outcome: Outcome) -> None:
    try:
        channel.send_reply(number, outcome)
    except NotPlainError as error:
        channel.send_reply(number, Refused(str(error)))
    except MemoryError:
        channel.send_reply(number, Refused("the result could not be read: out of memory"))
