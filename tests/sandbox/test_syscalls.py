"""The filter's verdicts, by a small interpreter of its instructions: both architectures, on any machine."""

from __future__ import annotations

import errno
import struct

import pytest

from autograder.sandbox.inside.syscalls import filter_program

ALLOWED, KILLED = "allowed", "killed"
X86_64, AARCH64, I386 = 0xC000003E, 0xC00000B7, 0x40000003
THREAD = 0x3D0F00  # the flags of pthread_create
NEW_USER, NEW_NET = 0x10000000, 0x40000000


def verdict(machine: str, number: int, first: int = 0, architecture: int | None = None) -> str | int:
    """Run the program on one call, as the kernel would: an errno, or whether the call is allowed or deadly."""
    architecture = architecture or {"x86_64": X86_64, "aarch64": AARCH64}[machine]
    data = struct.pack("<IIQQ", number, architecture, 0, first)
    program, at, accumulator = filter_program(machine), 0, 0
    while True:
        code, if_true, if_false, operand = program[at]
        at += 1
        if code == 0x20:
            (accumulator,) = struct.unpack_from("<I", data, operand)
        elif code == 0x54:
            accumulator &= operand
        elif code == 0x15:
            at += if_true if accumulator == operand else if_false
        elif code == 0x35:
            at += if_true if accumulator >= operand else if_false
        else:
            assert code == 0x06
            return {0x7FFF0000: ALLOWED, 0x80000000: KILLED}.get(operand, operand & 0xFFFF)


@pytest.mark.parametrize(
    ("machine", "number", "first", "expected"),
    [
        ("x86_64", 0, 0, ALLOWED),  # read
        ("x86_64", 59, 0, ALLOWED),  # execve
        ("x86_64", 165, 0, errno.EPERM),  # mount
        ("x86_64", 101, 0, errno.EPERM),  # ptrace
        ("x86_64", 272, 0, errno.EPERM),  # unshare
        ("x86_64", 435, 0, errno.ENOSYS),  # clone3
        ("x86_64", 56, THREAD, ALLOWED),
        ("x86_64", 56, NEW_USER, errno.EPERM),
        ("x86_64", 56, THREAD | NEW_NET, errno.EPERM),
        ("x86_64", 41, 1, ALLOWED),  # socket, AF_UNIX
        ("x86_64", 41, 2, ALLOWED),  # AF_INET
        ("x86_64", 41, 10, ALLOWED),  # AF_INET6
        ("x86_64", 41, 16, errno.EAFNOSUPPORT),  # AF_NETLINK
        ("x86_64", 41, 40, errno.EAFNOSUPPORT),  # AF_VSOCK
        ("x86_64", 0x40000000, 0, errno.ENOSYS),  # the x32 calls
        ("aarch64", 63, 0, ALLOWED),  # read
        ("aarch64", 221, 0, ALLOWED),  # execve
        ("aarch64", 40, 0, errno.EPERM),  # mount
        ("aarch64", 117, 0, errno.EPERM),  # ptrace
        ("aarch64", 97, 0, errno.EPERM),  # unshare
        ("aarch64", 435, 0, errno.ENOSYS),  # clone3
        ("aarch64", 220, THREAD, ALLOWED),
        ("aarch64", 220, NEW_USER, errno.EPERM),
        ("aarch64", 198, 1, ALLOWED),  # socket, AF_UNIX
        ("aarch64", 198, 40, errno.EAFNOSUPPORT),  # AF_VSOCK
    ],
)
def test_verdict(machine: str, number: int, first: int, expected: str | int):
    assert verdict(machine, number, first) == expected


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_call_of_another_architecture_is_deadly(machine: str):
    assert verdict(machine, 0, architecture=I386) == KILLED


def test_high_half_of_the_flags_does_not_hide_the_low_one():
    assert verdict("x86_64", 56, (1 << 40) | NEW_USER) == errno.EPERM
