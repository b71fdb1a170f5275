"""Attacks, each the body of one cell: true when it got what it wanted; it may raise when it did not.

They run in the sandbox, where the cell first sets the names in capitals to the grader's own.
"""

from __future__ import annotations

import ctypes
import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

FOLDER = REPOSITORY = LIBRARIES = ENVIRONMENT = ABSTRACT = ""
GRADER = PORT = 0
GRADER_COMMAND = b""

libc = ctypes.CDLL(None, use_errno=True)


def in_a_child(action) -> bool:
    """Whether an action returns 0, tried where it cannot harm this process."""
    pid = os.fork()
    if pid == 0:
        os._exit(1 if action() else 0)
    return os.waitpid(pid, 0)[1] == 0


def is_the_grader(pid):
    """Whether a process id is seen to be the grader's; in a namespace of its own it may be anyone's."""
    with open(f"/proc/{pid}/cmdline", "rb") as file:
        return file.read() == GRADER_COMMAND


def read_a_file_of_the_host():
    return open(f"{FOLDER}/exam.txt").read()


def read_a_file_through_a_child_process():
    return subprocess.run(["cat", f"{FOLDER}/exam.txt"]).returncode == 0


def read_a_file_through_proc_root():
    return open(f"/proc/self/root{FOLDER}/exam.txt").read()


def list_the_folder_of_the_repository():
    return os.listdir(os.path.dirname(REPOSITORY))


def read_the_repository():
    return open(f"{REPOSITORY}/autograder/exam/examiner.py").read()


def read_an_exam():
    return open(f"{REPOSITORY}/autograder/exams/__init__.py").read()


def import_the_reference():
    sys.path.insert(0, REPOSITORY)
    import cnnedu.ops.corr2d

    return cnnedu.ops.corr2d.corr2d


def import_the_examiner():
    sys.path[:0] = [REPOSITORY, LIBRARIES]
    import autograder.exam.exercise

    return autograder.exam.exercise.Exercise


def read_the_gradebook():
    import sqlite3

    return sqlite3.connect(f"file:{FOLDER}/gradebook.db?mode=ro", uri=True).execute("select * from grade")


def change_the_gradebook():
    import sqlite3

    with sqlite3.connect(f"file:{FOLDER}/gradebook.db?mode=rw", uri=True) as gradebook:
        return gradebook.execute("insert into grade values (100)")


def write_beside_the_grader():
    return open(f"{FOLDER}/planted.txt", "w").write("x")


def move_a_file_of_the_host():
    os.rename(f"{FOLDER}/victim.txt", f"{FOLDER}/taken.txt")
    os.rename(f"{FOLDER}/taken.txt", f"{FOLDER}/victim.txt")
    return True


def change_a_library():
    import numpy

    return os.access(numpy.__file__, os.W_OK)


def change_the_sandbox_itself():
    import confined

    return os.access(confined.__file__, os.W_OK)


def remount_the_root():
    new_user_and_mount, remount_bind = 0x10020000, 32 | 4096
    return in_a_child(lambda: libc.unshare(new_user_and_mount) or libc.mount(None, b"/", None, remount_bind, None))


def use_a_library_that_is_not_named():
    sys.path.append(LIBRARIES)
    import sortedcontainers

    return sortedcontainers.SortedList


def start_the_environments_python():
    return subprocess.run([f"{ENVIRONMENT}/bin/python", "-c", ""]).returncode == 0


def read_etc_passwd():
    return "root" in open("/etc/passwd").read()


def read_etc_hosts():
    return open("/etc/hosts").read()


def look_into_sys():
    return os.listdir("/sys")


def connect_over_the_network():
    return socket.create_connection(("127.0.0.1", PORT), 2).recv(6)


def connect_to_an_abstract_socket():
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(2)
    client.connect("\0" + ABSTRACT)
    return client.recv(6)


def connect_to_a_socket_file():
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(2)
    client.connect(f"{FOLDER}/socket")
    return client.recv(6)


def talk_netlink_to_the_kernel():
    return socket.socket(16, socket.SOCK_RAW, 0)


def see_the_graders_process():
    return is_the_grader(GRADER)


def read_the_graders_environment():
    return is_the_grader(GRADER) and open(f"/proc/{GRADER}/environ", "rb").read()


def open_the_graders_memory():
    return is_the_grader(GRADER) and open(f"/proc/{GRADER}/mem", "rb")


def open_the_graders_descriptors():
    return is_the_grader(GRADER) and os.listdir(f"/proc/{GRADER}/fd")


def signal_the_grader():
    os.kill(GRADER, 0)
    return is_the_grader(GRADER)


def read_the_supervisors_environment():
    return open(f"/proc/{os.getppid()}/environ", "rb").read()


def open_the_supervisors_memory():
    return open(f"/proc/{os.getppid()}/mem", "rb")


def open_the_supervisors_descriptors():
    return os.open(f"/proc/{os.getppid()}/fd/0", os.O_RDONLY) > 0


def trace_a_process():
    return in_a_child(lambda: libc.ptrace(0, 0, 0, 0))


def make_a_user_namespace():
    return in_a_child(lambda: libc.unshare(0x10000000))


def be_able_to_gain_privileges():
    return "NoNewPrivs:\t0" in open("/proc/self/status").read()


def make_unfiltered_system_calls():
    return "Seccomp:\t0" in open("/proc/self/status").read()


def fill_the_disk():
    for i in range(8):
        Path(f"big{i}").write_bytes(bytes(2 << 20))
    return True


def fill_shared_memory():
    names = [f"/dev/shm/cnnedu-test-{os.getpid()}-{i}" for i in range(4)]
    for name in names:
        Path(name).write_bytes(bytes(1 << 20))
    for name in names:
        os.unlink(name)
    return True


def find_a_terminal_or_the_kernels_log():
    return os.path.exists("/dev/kmsg") or os.path.exists("/dev/tty")


def see_the_hosts_name():
    return socket.gethostname() != "sandbox"


def see_the_hosts_processes():
    return len([name for name in os.listdir("/proc") if name.isdigit()]) > 4


def pipe_core_dumps_into_a_program():
    return open("/proc/sys/kernel/core_pattern", "r+")


def change_a_setting_of_the_kernel():
    return open("/proc/sys/vm/overcommit_memory", "r+")


def keep_capabilities():
    return "CapEff:\t0000000000000000" not in open("/proc/self/status").read()


def make_a_device():
    os.mknod("disk", 0o600 | stat.S_IFBLK, os.makedev(1, 0))
    return True


def change_the_device_that_all_processes_write_to():
    os.chmod("/dev/null", stat.S_IMODE(os.stat("/dev/null").st_mode))
    return True


def change_the_root():
    return in_a_child(lambda: libc.chroot(b"/"))


ATTACKS = (
    read_a_file_of_the_host,
    read_a_file_through_a_child_process,
    read_a_file_through_proc_root,
    list_the_folder_of_the_repository,
    read_the_repository,
    read_an_exam,
    import_the_reference,
    import_the_examiner,
    read_the_gradebook,
    change_the_gradebook,
    write_beside_the_grader,
    move_a_file_of_the_host,
    change_a_library,
    change_the_sandbox_itself,
    remount_the_root,
    use_a_library_that_is_not_named,
    start_the_environments_python,
    read_etc_passwd,
    read_etc_hosts,
    look_into_sys,
    connect_over_the_network,
    connect_to_an_abstract_socket,
    connect_to_a_socket_file,
    talk_netlink_to_the_kernel,
    see_the_graders_process,
    read_the_graders_environment,
    open_the_graders_memory,
    open_the_graders_descriptors,
    signal_the_grader,
    read_the_supervisors_environment,
    open_the_supervisors_memory,
    open_the_supervisors_descriptors,
    trace_a_process,
    make_a_user_namespace,
    be_able_to_gain_privileges,
    make_unfiltered_system_calls,
    fill_the_disk,
    fill_shared_memory,
    find_a_terminal_or_the_kernels_log,
    see_the_hosts_name,
    see_the_hosts_processes,
    pipe_core_dumps_into_a_program,
    change_a_setting_of_the_kernel,
    keep_capabilities,
    make_a_device,
    change_the_device_that_all_processes_write_to,
    change_the_root,
)

# Numbers of x86_64, with arguments that the kernel refuses in other words than "not permitted".
SYSTEM_CALLS = {
    "ptrace": (101, 0x4206, 999999999),
    "keyctl": (250, 9999),
    "add_key": (248, 0, 0),
    "io_uring_setup": (425, 0, 0),
    "process_vm_readv": (310, 999999999, 0, 0, 0, 0),
    "setns": (308, -1, 0),
    "pidfd_getfd": (438, -1, 0, 0),
    "perf_event_open": (298, 0),
    "name_to_handle_at": (303, -1, 0),
    "kcmp": (312, 999999999, 999999999, 0),
    "userfaultfd": (323, 0xFFFF),
    "unshare": (272, 0x1),
    "clone of a user namespace": (56, 0x10000000 | 0x200 | 0x10000, 0),
}
