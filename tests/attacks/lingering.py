"""What stays behind: threads, exit handlers, detached and stopped processes, signals to whoever is above."""

from __future__ import annotations

from .corpus import LINGER, Gain, attack


@attack(Gain.POINTS, quick=True)
def a_late_thread():
    """A thread of an earlier cell waits for the exam and patches what it compares with."""
    import threading
    import time

    import numpy as np

    def patch():
        for _ in range(200):
            np.allclose = lambda *args, **kwargs: True
            time.sleep(0.01)

    threading.Thread(target=patch, daemon=True).start()
    time.sleep(0.05)

    def row_sums(matrix):
        return None


@attack(Gain.LINGERS, quick=True)
def a_detached_process():
    """Forks twice into a session of its own, so that nobody waits for it, and runs on."""
    import os
    import subprocess
    import time

    if os.fork() == 0:
        os.setsid()
        subprocess.Popen(["sleep", LINGER], start_new_session=True)
        os._exit(0)
    os.wait()
    time.sleep(0.2)


@attack(Gain.LINGERS)
def a_stopped_process():
    """A process that is stopped hears no request to end."""
    import subprocess
    import time

    subprocess.run(f"setsid nohup sleep {LINGER} > /dev/null 2>&1 & sleep 0.2; kill -STOP $!", shell=True)
    time.sleep(0.2)


@attack(Gain.LINGERS)
def a_process_that_ignores_signals():
    """Ignores every signal that can be ignored, and so does what it starts."""
    import signal
    import subprocess
    import time

    for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP, signal.SIGCHLD}:
        signal.signal(number, signal.SIG_IGN)
    subprocess.run(f"setsid nohup sleep {LINGER} > /dev/null 2>&1 &", shell=True)
    time.sleep(0.2)


@attack(Gain.LINGERS)
def a_process_left_by_an_answer():
    """A check's process leaves a child behind, in a session of its own."""
    import subprocess

    def row_sums(matrix):
        subprocess.run(f"setsid sleep {LINGER} &", shell=True)

    row_sums(None)


@attack(Gain.NONE)
def handlers_at_exit():
    """Does something when the process ends: by then a naive grader has read the outputs and closed its books."""
    import atexit
    import threading
    import time

    def last():
        print("row_sums: 2 of 2 points", flush=True)
        time.sleep(60)

    atexit.register(last)
    threading._register_atexit(last)
    raise SystemExit


@attack(Gain.NONE)
def a_thread_that_is_no_daemon():
    """The interpreter waits for it at its end; it never ends."""
    import threading
    import time

    def forever():
        while True:
            time.sleep(1)

    for _ in range(8):
        threading.Thread(target=forever).start()
    raise SystemExit(0)


@attack(Gain.GRADER, spoils=True)
def the_parent_killed():
    """Kills the process above, which in a naive grader is the grader."""
    import os
    import signal

    os.kill(os.getppid(), signal.SIGKILL)


@attack(Gain.GRADER, spoils=True)
def the_group_killed():
    """Kills the process group, which a child shares with its parent."""
    import os
    import signal

    for number in (signal.SIGTERM, signal.SIGKILL):
        os.kill(0, number)


@attack(Gain.GRADER, spoils=True)
def everything_killed():
    """Kills all that it may: every process of the user."""
    import os
    import signal

    os.kill(-1, signal.SIGKILL)


@attack(Gain.NONE, spoils=True)
def the_parent_stopped_by_an_answer():
    """Stops the process above, again and again: a grader that waits for it without a deadline waits for ever."""
    import os
    import signal

    def row_sums(matrix):
        for pid in (os.getppid(), 1):
            try:
                os.kill(pid, signal.SIGSTOP)
            except OSError:
                pass


@attack(Gain.LIMIT)
def a_timer_that_kills():
    """Sets a timer whose signal ends the process later, in the middle of another exercise's exam."""
    import signal

    def ended(*args):
        while True:
            pass

    signal.signal(signal.SIGALRM, ended)
    signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
    while True:
        pass


@attack(Gain.NONE, spoils=True)
def the_process_exits_at_once():
    """Ends the interpreter without a word, so that no result is ever reported."""
    import os

    os._exit(0)


@attack(Gain.NONE, spoils=True)
def the_process_crashes():
    """Writes to address 0."""
    import ctypes

    ctypes.string_at(0)


@attack(Gain.NONE)
def the_answer_crashes():
    """Crashes in the check, with as many core dumps as the system writes."""
    import ctypes

    def row_sums(matrix):
        ctypes.memset(0, 1, 1 << 30)
