"""Serves one check: a fork of the worker that calls the student's function and dies afterwards."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Mapping
from typing import Any

from ..wire.channel import Channel, ChannelClosed
from ..wire.outcome import Call, Outcome, Raised, Refused, Returned
from ..wire.plain import NotPlainError, to_plain
from ..wire.protocol import ProtocolError, call_from_plain, outcome_to_plain

__all__ = ["serve_check"]

_MESSAGE_CHARACTERS = 2000

Answer = Callable[[Call], Outcome]


def serve_check(channel: Channel, namespace: Mapping[str, Any], name: str, line_of: Callable[[Any], str]) -> None:
    """Answer calls until the launcher hangs up.

    Args:
        channel: to the launcher; it carries numbered calls one way and numbered outcomes the other.
        namespace: the notebook's global names.
        name: of the student's function.
        line_of: finds the line of the student's source in a traceback.
    """
    _silence()
    answer = _answerer(namespace, name, line_of)
    own_pid = os.getpid()
    while True:
        try:
            request = channel.receive()
            outcome = answer(call_from_plain(request["call"]))
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


def _answerer(namespace: Mapping[str, Any], name: str, line_of: Callable[[Any], str]) -> Answer:
    if name not in namespace:
        message = f"{name} was never defined: run all cells from the top"
        missing = Raised("NameError", message, ("Exception", "BaseException", "object"))
        return lambda call: missing
    function = namespace[name]
    if not callable(function):
        reason = f"{name} is of type {type(function).__name__}, not a function: define it with def {name}(...)"
        return lambda call: Refused(reason)

    def answer(call: Call) -> Outcome:
        try:
            value = function(*call.args, **call.kwargs)
        except BaseException as error:
            return _raised(error, line_of)
        try:
            return Returned(to_plain(value), to_plain(call.args), to_plain(call.kwargs))
        except NotPlainError as error:
            return Refused(str(error))
        except BaseException as error:  # a value whose own methods raise when it is read
            return Refused(f"the result could not be read: {type(error).__name__}: {_text(error)}")

    return answer


def _raised(error: BaseException, line_of: Callable[[Any], str]) -> Raised:
    bases = tuple(str(base.__name__) for base in type(error).__mro__[1:])
    return Raised(str(type(error).__name__), _text(error), bases, line_of(error.__traceback__)[:_MESSAGE_CHARACTERS])


def _text(error: BaseException) -> str:
    try:
        return str.__str__(str(error))[:_MESSAGE_CHARACTERS]
    except BaseException:  # a __str__ of the student's
        return "(no message)"


def _send(channel: Channel, number: int, outcome: Outcome) -> None:
    try:
        channel.send({"number": number, "outcome": outcome_to_plain(outcome)})
    except NotPlainError as error:
        channel.send({"number": number, "outcome": outcome_to_plain(Refused(str(error)))})
    except MemoryError:
        reason = "the result could not be read: out of memory"
        channel.send({"number": number, "outcome": outcome_to_plain(Refused(reason))})
