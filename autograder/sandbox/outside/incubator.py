"""Starts the zygote, inside bubblewrap or without, and asks it for submissions. Trusted side."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..wire.channel import Channel, ChannelClosed, ready
from ..wire.limits import Limits
from ..wire.protocol import ProtocolError
from .cgroups import ControlGroup
from .mounts import DEVICES, HARNESS, PACKAGE, SITE, base_python, bubblewrap_arguments, harness_entries, site_entries

__all__ = ["Incubator", "SandboxError", "Supervision"]

_START_SECONDS = 120.0  # importing PyTorch from a cold disk takes its time
_ANSWER_SECONDS = 20.0
_CONTROL_BYTES = 1 << 20

_ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "HOME": "/tmp",
    "USER": "student",
    "LOGNAME": "student",
    "LANG": "C.UTF-8",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",  # each arena reserves address space, which RLIMIT_AS counts
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
}
_BOOT = (
    "import sys; sys.path[0:1] = [{harness!r}, {site!r}]; "
    "from {package}.inside.zygote import main; main({fd}, {config!r})"
)


class SandboxError(RuntimeError):
    """The sandbox itself does not work. Never the doing of a submission."""


class Supervision:
    """The launcher's hold on one submission: its supervisor, and a handle to kill it with."""

    def __init__(self, channel: Channel, pidfd: int | None) -> None:
        self._channel = channel
        self._pidfd = pidfd

    def ask(self, what: str, fds: Sequence[int] = ()) -> tuple[dict[str, Any], list[int]]:
        """Have the supervisor do something; see `Supervisor` for what there is.

        Raises:
            SandboxError: it does not answer.
        """
        try:
            self._channel.send({"do": what}, fds, _ANSWER_SECONDS)
            return self._channel.receive_with_fds(_ANSWER_SECONDS)
        except (ChannelClosed, TimeoutError, ProtocolError) as error:
            raise SandboxError(f"the supervisor does not answer: {error}") from None

    def end(self) -> None:
        """Kill the supervisor, and with it the whole namespace."""
        if self._pidfd is None:
            with contextlib.suppress(SandboxError):
                self.ask("clear")
            self._channel.close()
            return
        pidfd, self._pidfd = self._pidfd, None
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(pidfd, signal.SIGKILL)
        ready([pidfd], _ANSWER_SECONDS)
        os.close(pidfd)
        self._channel.close()


class Incubator:
    """One zygote process. `isolated` says whether bubblewrap is around it.

    Raises:
        SandboxError: it does not start.
    """

    def __init__(self, libraries: Sequence[str], limits: Limits, isolated: bool) -> None:
        self.isolated = isolated
        self._group: ControlGroup | None = None
        self._folder: str | None = None
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  # as long as the zygote
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        config = {"libraries": list(libraries), "limits": asdict(limits), "confined": isolated, "devices": DEVICES}
        try:
            command = self._command(libraries, limits, theirs.fileno(), json.dumps(config))
            self._process = subprocess.Popen(
                command,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                env=None if isolated else {**_ENVIRONMENT, "HOME": str(self._folder), "TMPDIR": str(self._folder)},
                cwd=None if isolated else self._folder,
                start_new_session=True,
            )
        except (OSError, LookupError) as error:
            ours.close()
            self._errors.close()
            self._clean()
            raise SandboxError(str(error)) from error
        finally:
            theirs.close()
        self._channel = Channel(ours, _CONTROL_BYTES)
        try:
            self._channel.receive(_START_SECONDS)
        except (ChannelClosed, TimeoutError, ProtocolError):
            words = self._last_words()
            self.close()
            raise SandboxError(words) from None

    def submission(self) -> Supervision:
        """Fork a supervisor for one submission.

        Raises:
            SandboxError: the zygote is gone, or the kernel refuses the namespaces.
        """
        channel, theirs = Channel.pair(_CONTROL_BYTES)
        supervision = Supervision(channel, None)
        try:
            with theirs:
                self._channel.send({}, [theirs.fileno()], _ANSWER_SECONDS)
            first, fds = channel.receive_with_fds(_ANSWER_SECONDS)
            if "problem" in first:
                raise SandboxError(first["problem"])
            supervision = Supervision(channel, fds[0] if fds and self.isolated else None)
            second = channel.receive(_ANSWER_SECONDS)
            if "problem" in second:
                supervision.end()
                raise SandboxError(second["problem"])
        except (ChannelClosed, TimeoutError, ProtocolError) as error:
            supervision.end()
            raise SandboxError(f"no submission could be started: {error}; {self._last_words()}") from None
        return supervision

    def close(self) -> None:
        """End the zygote, which ends on hanging up, and with it its namespace and everything it started."""
        self._channel.close()
        try:
            self._process.wait(_ANSWER_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._errors.close()
        self._clean()

    def _command(self, libraries: Sequence[str], limits: Limits, fd: int, config: str) -> list[str]:
        if not self.isolated:
            self._folder = tempfile.mkdtemp(prefix="zygote-")
            harness, site = _linked(Path(self._folder), libraries)
            boot = _BOOT.format(harness=harness, site=site, package=PACKAGE, fd=fd, config=config)
            return [base_python(False), "-s", "-S", "-c", boot]
        bubblewrap = shutil.which("bwrap")
        if bubblewrap is None:
            raise SandboxError("bubblewrap (bwrap) is not installed")
        boot = _BOOT.format(harness=HARNESS, site=SITE, package=PACKAGE, fd=fd, config=config)
        self._group = ControlGroup(limits)
        enter = ['for f in {}; do echo $$ > "$f"; done; exec "$@"'.format(" ".join(self._group.files))]
        namespaces = ("user", "ipc", "pid", "net", "uts", "cgroup-try")
        return [
            *("/bin/sh", "-c", *enter, "sh", bubblewrap),
            *(f"--unshare-{namespace}" for namespace in namespaces),
            # The zygote keeps the capabilities of its own user namespace, to make namespaces of each submission.
            *("--uid", "1000", "--gid", "1000", "--cap-add", "ALL", "--as-pid-1", "--new-session"),
            *("--hostname", "sandbox", "--clearenv"),
            *(word for name, value in _ENVIRONMENT.items() for word in ("--setenv", name, value)),
            *bubblewrap_arguments(libraries),
            *("--", base_python(True), "-s", "-S", "-c", boot),
        ]

    def _last_words(self) -> str:
        """Return the end of what the process wrote to stderr."""
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else "it ended without a word"

    def _clean(self) -> None:
        if self._group is not None:
            self._group.remove()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


def _linked(folder: Path, libraries: Sequence[str]) -> tuple[str, str]:
    """Make, of symbolic links, the two folders that bubblewrap would mount."""
    harness, site = folder / HARNESS.strip("/"), folder / SITE.strip("/")
    (harness / PACKAGE).mkdir(parents=True)
    site.mkdir()
    for entry in harness_entries():
        (harness / PACKAGE / entry.name).symlink_to(entry, target_is_directory=entry.is_dir())
    for entry in site_entries(libraries):
        (site / entry.name).symlink_to(entry, target_is_directory=entry.is_dir())
    return str(harness), str(site)


if sys.platform == "win32":  # no fork, no descriptors over sockets
    raise ImportError("notebooks cannot be run on Windows: grade them under Linux, macOS or WSL")
