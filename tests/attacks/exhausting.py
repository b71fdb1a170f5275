"""Taking more than its share: time, memory, processes, descriptors, disk, output."""

from __future__ import annotations

from .corpus import Gain, attack


@attack(Gain.LIMIT)
def a_loop_that_swallows_interrupts():
    """An endless loop that catches whatever is raised in it."""
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass


@attack(Gain.LIMIT)
def a_loop_in_c():
    """A computation that looks at no signal before it is done."""
    sum(range(10**12))


@attack(Gain.NONE)
def an_answer_that_never_comes():
    """An endless loop in the answer: each question would cost as long as one may take."""

    def row_sums(matrix):
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass


@attack(Gain.NONE)
def an_answer_that_sleeps_in_the_kernel():
    """Waits on a pipe that nobody writes to."""
    import os

    def row_sums(matrix):
        os.read(os.pipe()[0], 1)


@attack(Gain.LIMIT, quick=True)
def memory():
    """Takes memory until there is none."""
    hoard = []
    while True:
        hoard.append(bytearray(64 << 20))


@attack(Gain.LIMIT)
def memory_of_the_scratch_disk():
    """Fills the scratch folder and the shared memory, which are memory too."""
    for folder in ("/tmp", "/dev/shm"):
        number = 0
        try:
            while True:
                with open(f"{folder}/{number}", "wb") as file:
                    file.write(bytes(2 << 20))
                number += 1
        except OSError as error:
            last = error
    raise last


@attack(Gain.LIMIT)
def a_file_that_is_too_long():
    """Writes one file until the disk is full."""
    with open("/tmp/long", "wb") as file:
        while True:
            file.write(bytes(1 << 20))


@attack(Gain.NONE)
def as_many_files_as_there_are_names():
    """Makes empty files without end: they cost no bytes, but inodes."""
    number = 0
    try:
        while number < 200_000:
            open(f"/tmp/{number}", "w").close()
            number += 1
    except OSError as error:
        print(error.strerror)


@attack(Gain.LIMIT, spoils=True)
def processes():
    """A fork bomb."""
    import os
    import time

    while True:
        try:
            os.fork()
        except OSError:
            time.sleep(0.01)


@attack(Gain.NONE)
def processes_of_an_answer():
    """A fork bomb in a check."""
    import os
    import time

    def row_sums(matrix):
        while True:
            try:
                os.fork()
            except OSError:
                time.sleep(0.01)


@attack(Gain.LIMIT, spoils=True)
def threads():
    """Starts threads until there are no more."""
    import threading

    waiting = threading.Event()
    while True:
        threading.Thread(target=waiting.wait, daemon=True).start()


@attack(Gain.LIMIT, quick=True, spoils=True)
def descriptors():
    """Opens files until there are no more descriptors."""
    hoard = []
    while True:
        hoard.append(open("/dev/null"))


@attack(Gain.LIMIT, quick=True)
def text():
    """Prints a hundred megabytes."""
    for _ in range(100):
        print("x" * (1 << 20))


@attack(Gain.LIMIT)
def text_past_python():
    """Writes to descriptor 1 and lets child processes write."""
    import os
    import subprocess

    subprocess.run("head -c 60000000 /dev/zero; head -c 60000000 /dev/zero >&2", shell=True)
    for _ in range(40):
        os.write(1, b"x" * (1 << 20))


@attack(Gain.LIMIT)
def pictures():
    """Shows pictures without end."""
    import base64

    from IPython.display import Image, display

    for _ in range(60):
        display(Image(base64.b64encode(bytes(1 << 18)), format="png"))


@attack(Gain.LIMIT)
def very_many_outputs():
    """Shows a hundred thousand small things."""
    from IPython.display import display

    for number in range(100_000):
        display(number)


@attack(Gain.NONE)
def a_result_of_gigabytes():
    """A broadcast number claims a shape that nobody could hold."""
    import numpy as np

    def row_sums(matrix):
        return np.broadcast_to(1.0, (1 << 20, 1 << 20))


@attack(Gain.NONE)
def a_result_of_very_many_pieces():
    """A dictionary of lists: each entry costs whoever decodes it more than it costs the sender."""

    def row_sums(matrix):
        return {str(number): [number, [number], {"k": [[]]}] for number in range(60_000)}


@attack(Gain.NONE)
def a_result_that_is_endless():
    """A list that holds itself, and an integer of a million digits."""

    def row_sums(matrix):
        endless = [10**1_000_000]
        endless.append(endless)
        return endless


@attack(Gain.NONE)
def an_error_of_megabytes():
    """An exception whose message, and whose cell's traceback, are tens of megabytes."""

    def row_sums(matrix):
        raise ValueError("x" * 30_000_000)

    raise ValueError("y" * 30_000_000)


@attack(Gain.NONE)
def endless_recursion():
    """Recurses until the C stack ends, with Python's own limit lifted."""
    import sys

    sys.setrecursionlimit(10**9)

    def row_sums(matrix):
        return row_sums(matrix)


@attack(Gain.NONE)
def a_text_that_breaks_the_parser():
    """A source so deeply nested that Python's parser gives up or crashes."""
    return "x = " + "(" * 5_000 + ")" * 5_000 + "\nrow_sums = " + "-" * 90_000 + "1"
