"""A control group around a sandbox: processes and memory of all its submissions together. Where the launcher may."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from pathlib import Path

from ..wire.limits import Limits

__all__ = ["ControlGroup"]

_ROOT = Path("/sys/fs/cgroup")
_PREFIX = "cnnedu-"
_OWN_PROCESSES = 8  # the zygote, supervisors, and forks on their way
_OWN_BYTES = 1 << 30  # the imported libraries


class ControlGroup:
    """Best effort: `files` is empty where no control group can be made, and rlimits bound each process alone."""

    def __init__(self, limits: Limits) -> None:
        pids, memory = str(limits.processes + _OWN_PROCESSES), str(limits.memory_bytes + _OWN_BYTES)
        if (_ROOT / "cgroup.controllers").exists():
            wanted = [(_ROOT, {"pids.max": pids, "memory.max": memory, "memory.swap.max": "0"})]
        else:
            wanted = [(_ROOT / "pids", {"pids.max": pids}), (_ROOT / "memory", {"memory.limit_in_bytes": memory})]
        self._folders = [folder for root, values in wanted if (folder := _made(root, values)) is not None]

    @property
    def files(self) -> list[str]:
        """The files into which a process writes its id to enter."""
        return [str(folder / "cgroup.procs") for folder in self._folders]

    def remove(self) -> None:
        """Remove the group, whose processes must have been killed."""
        for folder in self._folders:
            for _ in range(50):
                try:
                    folder.rmdir()
                    break
                except FileNotFoundError:
                    break
                except OSError:  # the last process is still on its way out
                    time.sleep(0.02)
        self._folders = []


def _remove_orphans(root: Path) -> None:
    """Remove the groups of launchers that were killed before they could."""
    for folder in root.glob(f"{_PREFIX}*-*"):
        launcher = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if launcher.isdigit() and not Path("/proc", launcher).exists():
            with contextlib.suppress(OSError):
                folder.rmdir()


def _made(root: Path, values: dict[str, str]) -> Path | None:
    if not os.access(root, os.W_OK):
        return None
    _remove_orphans(root)
    try:
        folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=root))
    except OSError:
        return None
    try:
        for name, value in values.items():
            if name != "memory.swap.max" or (folder / name).exists():
                (folder / name).write_text(value)
    except OSError:  # the controller is not handed down to this level
        folder.rmdir()
        return None
    return folder
