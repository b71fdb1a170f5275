"""What the kernel is told: new namespaces, private mounts, no capabilities, a system-call filter, resource limits.

Linux only, through the C library. Called in a fork of the zygote, which still holds the capabilities that bubblewrap
left it in its own user namespace; after `drop_privileges` nothing holds any.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
from collections.abc import Callable, Sequence

from ..wire.limits import Limits

__all__ = [
    "drop_privileges",
    "hide_from_siblings",
    "limit_resources",
    "new_namespaces",
    "prefer_for_killing",
    "private_mounts",
    "protect_devices",
]

_libc = ctypes.CDLL(None, use_errno=True)

_NEW_NAMESPACES = 0x00020000 | 0x20000000 | 0x08000000 | 0x40000000  # mount, PID, IPC, network
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_REC, _MS_PRIVATE = 1, 2, 4, 8, 1 << 14, 1 << 18
_MS_REMOUNT, _MS_BIND = 1 << 5, 1 << 12
_MNT_DETACH = 2
_PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS, _PR_CAP_AMBIENT = 4, 24, 38, 47
_PR_CAP_AMBIENT_CLEAR_ALL = 4
_CAPABILITY_VERSION_3 = 0x20080522
_LAST_CAPABILITY = 63
_RESERVED_PIDS = 300  # once they have all been given, the kernel gives none of them again


def new_namespaces() -> None:
    """Give the children of this process mount, PID, IPC and network namespaces of their own."""
    _call(_libc.unshare, _NEW_NAMESPACES)


def private_mounts(limits: Limits) -> None:
    """Mount a scratch folder on /tmp and /dev/shm and a /proc of this PID namespace, which this process must begin.

    The /proc is read-only and shows processes only. When the launcher is root, this process is root to the kernel's
    eyes even without capabilities, and could write /proc/sysrq-trigger or /proc/sys/kernel/core_pattern.
    """
    _mount("none", "/", None, _MS_REC | _MS_PRIVATE)
    quiet = _MS_NOSUID | _MS_NODEV
    _mount("tmpfs", "/tmp", "tmpfs", quiet, f"size={limits.scratch_bytes},nr_inodes=4096,mode=0700")
    _mount("tmpfs", "/dev/shm", "tmpfs", quiet, f"size={limits.scratch_bytes // 4},nr_inodes=256,mode=0700")
    _mount("proc", "/proc", "proc", quiet | _MS_NOEXEC)
    # Of this namespace alone, since Linux 6.14. On older kernels RLIMIT_NPROC and cgroups do what can be done.
    with contextlib.suppress(OSError), open("/proc/sys/kernel/pid_max", "w") as file:
        file.write(str(_RESERVED_PIDS + max(1, limits.processes)))
    _call(_libc.umount2, b"/proc", _MNT_DETACH)
    try:
        _mount("proc", "/proc", "proc", quiet | _MS_NOEXEC | _MS_RDONLY, "subset=pid")
    except OSError:  # before Linux 5.8
        _mount("proc", "/proc", "proc", quiet | _MS_NOEXEC | _MS_RDONLY)


def protect_devices(devices: Sequence[str]) -> None:
    """Make the mounts of the device files read-only: they can be written to as before, but not changed.

    A launcher run as root owns them, and so would its submissions: `chmod` on /dev/null would reach the host's.
    """
    for device in devices:
        path = f"/dev/{device}"
        kept = os.statvfs(path).f_flag & (_MS_NOSUID | _MS_NODEV | _MS_NOEXEC)  # the kernel locks these
        _mount("none", path, None, _MS_REMOUNT | _MS_BIND | _MS_RDONLY | kept)


def prefer_for_killing() -> None:
    """When memory runs out, let the kernel take this process and its children before the zygote."""
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("500")


def hide_from_siblings() -> None:
    """Keep other processes of the same user out of this one's memory and descriptors."""
    _call(_libc.prctl, _PR_SET_DUMPABLE, 0, 0, 0, 0)


def drop_privileges(filter_system_calls: Callable[[], None]) -> None:
    """Give up every capability for good, then install the system-call filter."""
    for capability in range(_LAST_CAPABILITY + 1):
        _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)  # EINVAL beyond the kernel's last one
    _libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    _call(_libc.capset, header, nothing)
    _call(_libc.prctl, _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    filter_system_calls()


def limit_resources(limits: Limits) -> None:
    """Bound what this process and its children may use. Works on any POSIX system, as far as it goes there."""
    cpu = int(limits.submission_seconds) + 1
    wanted = {
        "RLIMIT_CORE": 0,
        "RLIMIT_CPU": cpu,
        "RLIMIT_FSIZE": limits.file_bytes,
        "RLIMIT_NOFILE": 256,
        "RLIMIT_AS": _mapped_bytes() + limits.memory_bytes,
        "RLIMIT_MSGQUEUE": 0,
        "RLIMIT_MEMLOCK": 1 << 20,
    }
    if _in_own_pid_namespace():  # elsewhere the count is of the user's own desktop and would stop the first fork
        wanted["RLIMIT_NPROC"] = limits.processes
    for name, value in wanted.items():
        number = getattr(resource, name, None)
        if number is None:
            continue
        hard = resource.getrlimit(number)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(number, (value, value))
        except (OSError, ValueError):  # macOS knows RLIMIT_AS and refuses it
            continue


def _in_own_pid_namespace() -> bool:
    return os.getppid() == 1 or os.getpid() == 1


def _mapped_bytes() -> int:
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _mount(source: str, target: str, kind: str | None, flags: int, data: str = "") -> None:
    _call(
        _libc.mount,
        source.encode(),
        target.encode(),
        kind.encode() if kind else None,
        ctypes.c_ulong(flags),
        data.encode() or None,
    )


def _call(function: Callable[..., int], *args: object) -> None:
    if function(*args) != 0:
        number = ctypes.get_errno()
        name = getattr(function, "__name__", "system call")
        raise OSError(number, f"{name}{args[:3]}: {os.strerror(number)}")
