"""The workers: a thread here for each, and a process with a warm sandbox that grades one notebook after the other.

A process that does not answer in time is killed, with the sandbox it holds, and another one is started.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import threading
import time
from multiprocessing.connection import Connection
from pathlib import Path

from autograder.course import CourseError, source_path
from autograder.grading.grader import Grader, NoSandboxError
from autograder.serve.keeping import keep
from autograder.serve.line import Line, Result, Upload
from autograder.serve.practice import practised
from autograder.serve.rules import Rules

__all__ = ["Workers"]

_START_SECONDS = 600.0  # exams of a whole course are drawn on the first start
_PAUSE_SECONDS = 10.0

_log = logging.getLogger(__name__)


class Workers:
    """Grades what waits in a line. A context manager: entering it returns when the first notebook can be graded.

    Args:
        root: the course's folder.
        rules: the bounds.
        line: where uploads come from and results go.
    """

    def __init__(self, root: Path, rules: Rules, line: Line) -> None:
        self._root, self._rules, self._line = root, rules, line
        self._ending = threading.Event()
        self._processes: list[_Process] = []
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Workers:
        """Start them, the first one alone: what it draws the others find drawn.

        Raises:
            CourseError: a worker cannot start, or has no sandbox.
        """
        try:
            self._processes.append(_Process(self._root, self._rules))
            self._processes[0].ready()
            self._processes += [_Process(self._root, self._rules) for _ in range(1, self._rules.jobs)]
            for process in self._processes[1:]:
                process.ready()
        except BaseException:
            self.close()
            raise
        for number in range(self._rules.jobs):
            self._threads.append(threading.Thread(target=self._work, args=(number,), daemon=True))
            self._threads[-1].start()
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes; what they were grading is lost."""
        self._ending.set()
        for process in self._processes:
            process.kill()
        for thread in self._threads:
            thread.join(5.0)

    def _work(self, number: int) -> None:
        while not self._ending.is_set():
            upload = self._line.take(0.5)
            if upload is None:
                continue
            started = time.monotonic()
            result = self._processes[number].graded(upload)
            if result.assignment and self._rules.keep is not None:
                keep(self._rules.keep, result.assignment, upload)
            self._line.finish(upload, result)
            _log.info("graded %s of %s in %.1f s", result.assignment, upload.student, time.monotonic() - started)
            while not (self._processes[number].alive or self._ending.is_set()):
                self._restart(number)

    def _restart(self, number: int) -> None:
        try:
            self._processes[number] = _Process(self._root, self._rules)
            if self._ending.is_set():
                self._processes[number].kill()
            self._processes[number].ready()
        except (CourseError, OSError) as error:
            if not self._ending.is_set():
                _log.error("a worker does not start: %s", error)
                self._processes[number].kill()
                self._ending.wait(_PAUSE_SECONDS)


class _Process:
    def __init__(self, root: Path, rules: Rules) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would inherit sockets and locks
        self._channel, theirs = context.Pipe()
        self._seconds = rules.notebook_seconds + rules.stop_seconds
        self._process = context.Process(target=_grade, args=(theirs, os.fspath(root), rules), daemon=True)
        self._process.start()
        theirs.close()
        self.alive = True

    def ready(self) -> None:
        """Wait until it can grade.

        Raises:
            CourseError: it cannot.
        """
        try:
            problem = self._channel.recv() if self._channel.poll(_START_SECONDS) else "it takes too long to start"
        except (EOFError, OSError):
            problem = "it ended before it was ready; the lines above say why"
        if problem:
            self.kill()
            raise CourseError(f"no worker can grade: {problem}")

    def graded(self, upload: Upload) -> Result:
        """Return what came of an upload. A process that ends or takes too long is not `alive` afterwards."""
        try:
            self._channel.send(upload)
            if self._channel.poll(self._seconds):
                result: Result | None = self._channel.recv()
                if result is not None:
                    return result
            else:
                _log.warning("an upload of %s took more than %g s: stopped", upload.student, self._seconds)
                self.kill()
                said = "It took too long and was stopped. Look for a loop that never ends."
                return Result(upload.name, problem=said, overran=True)
        except Exception as error:  # whatever it was, this thread goes on with the next one
            _log.error("a worker ended while it graded an upload of %s: %r", upload.student, error)
        self.kill()
        return Result(upload.name, problem="It could not be graded, and it is not your fault. Tell your instructor.")

    def kill(self) -> None:
        """End the process; its sandbox ends on hanging up."""
        self.alive = False
        self._process.kill()
        self._process.join(5.0)
        with contextlib.suppress(OSError):
            self._channel.close()


def _grade(channel: Connection, root: str, rules: Rules) -> None:
    """What a process does: say that it is ready, with an empty text, then answer uploads by results, errors by None."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl-C is for the server, which ends this
    with Grader(Path(root), practice=True, limits=rules.limits, for_class=True) as grader:
        try:
            for name in rules.assignments:
                _warm(grader, Path(root), name)
        except NoSandboxError as error:
            channel.send(f"there is no sandbox here: install bubblewrap ({error.why})")
            return
        except CourseError as error:
            channel.send(str(error.args[0]))
            return
        channel.send("")
        with contextlib.suppress(EOFError, OSError):
            while True:
                upload: Upload = channel.recv()
                try:
                    result = practised(grader, Path(root), upload, rules.assignments)
                except Exception:
                    logging.getLogger(__name__).exception("an upload of %s could not be graded", upload.student)
                    channel.send(None)
                    return
                channel.send(result)


def _warm(grader: Grader, root: Path, assignment: str) -> None:
    """Do what the first student would wait for, the page included.

    Raises:
        NoSandboxError: there is none; nothing is served without.
    """
    grader.warm_up(assignment)
    solved = Upload("", f"{assignment}.ipynb", source_path(root, assignment).read_bytes(), 0)
    practised(grader, root, solved, (assignment,))
