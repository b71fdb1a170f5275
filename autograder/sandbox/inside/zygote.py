"""A clean Python with the libraries imported. It forks a supervisor for each submission and runs nothing itself."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import json
import os
import shutil
import signal
import socket
import sys
import tempfile
import traceback
from typing import Any

from ..wire.channel import Channel, ChannelClosed
from ..wire.limits import Limits
from . import confine
from .absent import explain_absent_libraries
from .display import Outputs, Shell, new_shell
from .supervisor import Supervisor, pidfds
from .syscalls import install_filter

__all__ = ["main"]

_MESSAGE_BYTES = 1 << 20


def main(descriptor: int, config: str) -> None:
    """Import, say so, then fork on demand until the launcher hangs up.

    Args:
        descriptor: of the socket to the launcher.
        config: JSON with `libraries` (what to import), `limits`, `confined` (whether bubblewrap is around us), and
            `devices` (what it shows in /dev).
    """
    options = json.loads(config)
    limits = Limits(**options["limits"])
    channel = Channel(socket.socket(fileno=descriptor), _MESSAGE_BYTES)
    if options["confined"]:
        confine.protect_devices(options["devices"])
    shell = new_shell(Outputs(limits))
    for library in options["libraries"]:
        importlib.import_module(library)
    _warm_up()
    explain_absent_libraries()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel then reaps our children and the orphans we inherit
    gc.collect()
    _give_back_memory()
    gc.freeze()  # a collection in a fork would touch, and so copy, every page
    channel.send({"ready": True})
    while True:
        try:
            _, fds = channel.receive_with_fds()
        except ChannelClosed:
            os._exit(0)
        if os.fork() == 0:
            channel.close()
            _start_submission(Channel(socket.socket(fileno=fds[0]), _MESSAGE_BYTES), shell, limits, options["confined"])
        os.close(fds[0])


def _warm_up() -> None:
    """Load what is otherwise loaded on first use, in every fork anew."""
    torch = sys.modules.get("torch")
    if torch is not None:
        number = torch.zeros(1, requires_grad=True)
        torch.optim.SGD([number], lr=1.0).step()  # the first optimizer imports for more than a second
        torch.manual_seed(0)
        torch.set_num_threads(1)  # threads would not survive the fork
        torch.nn.functional.conv2d(torch.ones(1, 1, 3, 3), torch.ones(1, 1, 2, 2))
        # On the meta device notebooks ask large networks for their shapes; its first operator imports for 1.4 s.
        torch.nn.functional.conv2d(torch.ones(1, 1, 3, 3, device="meta"), torch.ones(1, 1, 2, 2, device="meta"))


def _give_back_memory() -> None:
    """Return to the kernel what the imports took and freed again: every fork copies the list of our pages."""
    with contextlib.suppress(AttributeError):  # only the GNU C library has it
        ctypes.CDLL(None).malloc_trim(0)


def _start_submission(channel: Channel, shell: Shell, limits: Limits, confined: bool) -> None:
    """Fork the supervisor into new namespaces, tell the launcher who it is, and end this process in between."""
    try:
        if confined:
            confine.prefer_for_killing()
            confine.new_namespaces()
        else:
            os.setsid()
        told, tell = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(tell)
            os.read(told, 1)  # until the launcher knows whom to kill
            os.close(told)
            _supervise(channel, shell, limits, confined)
        handles = pidfds(pid)
        channel.send({"pid": pid}, handles)
        os.write(tell, b".")
        os._exit(0)
    except BaseException as error:
        _fail(channel, error)


def _supervise(channel: Channel, shell: Shell, limits: Limits, confined: bool) -> None:
    scratch = ""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if confined:
            confine.private_mounts(limits)
            confine.hide_from_siblings()
            confine.drop_privileges(install_filter)
            os.chdir("/tmp")
        else:
            scratch = tempfile.mkdtemp(prefix="submission-")
            tempfile.tempdir = os.environ["HOME"] = scratch
            os.chdir(scratch)
        channel.send({"ready": True})
        Supervisor(channel, shell, limits, confined).serve()
    except BaseException as error:
        _fail(channel, error)
    finally:
        if scratch:
            shutil.rmtree(scratch, ignore_errors=True)
        os._exit(0)


def _fail(channel: Channel, error: BaseException) -> None:
    where: Any = traceback.extract_tb(error.__traceback__)[-1]
    try:
        channel.send({"problem": f"{type(error).__name__}: {error} ({where.name})"})
    finally:
        os._exit(1)
