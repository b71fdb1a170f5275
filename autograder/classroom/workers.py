"""Worker processes, one a core: tasks go in, what came of them comes out, and a worker that dies is replaced.

Workers are forked off a clean process, so that none inherits the writer's database or threads.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any

from autograder.classroom import clean_process
from autograder.classroom.worker import Failed, Finished, Job, Task, work

__all__ = ["Workers"]

_IN_HAND = 2  # tasks of one worker: the one it grades, and the next, so that it never waits for the writer
_PATIENCE = 5.0  # times the seconds of a submission: then it is the grader that hangs
_EXTRA_SECONDS = 120.0
_ENDING_SECONDS = 10.0  # a process hangs up a moment before it has ended, and on a busy machine that is a long one


class Workers:
    """Up to `jobs` workers. A context manager; leaving it ends them, whatever they are at.

    Args:
        job: what they grade.
        jobs: how many there are at most.
        prepare: called in each worker before anything else; something that can be pickled.
    """

    def __init__(self, job: Job, jobs: int, prepare: Callable[[], object] | None = None) -> None:
        self._job = job
        self._jobs = jobs
        self._prepare = prepare
        self._workers: list[_Worker] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(at_once=kind is not None)

    def start(self, tasks: int) -> None:
        """Start as many workers as so many tasks can occupy."""
        while len(self._workers) < min(self._jobs, tasks):
            self._workers.append(_Worker(self._job, self._prepare))

    def close(self, at_once: bool = True) -> None:
        """End the workers; at once, or when they have closed their sandboxes."""
        for worker in self._workers:
            worker.hang_up()
        for worker in self._workers:
            worker.end(0.0 if at_once else _ENDING_SECONDS)
        self._workers = []

    def run(self, tasks: Sequence[Task]) -> Iterator[list[tuple[Task, Finished | Failed]]]:
        """Grade tasks; yield what came of some of them as soon as there is anything, and all that there is by then.

        A task whose worker dies, or hangs beyond every limit, is tried once more when all others are done, with no
        other beside it; if that worker dies as well, the task has failed.
        """
        yield from self._rounds(deque(tasks), second_try=False)

    def _rounds(self, waiting: deque[Task], second_try: bool) -> Iterator[list[tuple[Task, Finished | Failed]]]:
        self.start(1 if second_try else len(waiting))
        alone: deque[Task] = deque()
        at_work = self._workers[:1] if second_try else self._workers
        while waiting or any(worker.tasks for worker in at_work):
            for _ in range(_IN_HAND):
                for worker in at_work:
                    if waiting and worker.room(1 if second_try else _IN_HAND):
                        worker.give(waiting.popleft())
            done: list[tuple[Task, Finished | Failed]] = []
            for number, worker in enumerate(at_work):
                if not worker.tasks:
                    continue
                try:
                    while (outcome := worker.outcome()) is not None:
                        done.append((worker.tasks.popleft(), outcome))
                        worker.since = time.monotonic()
                except (EOFError, OSError):
                    guilty, *innocent = worker.tasks
                    waiting.extendleft(reversed(innocent))
                    how = worker.end(_ENDING_SECONDS)
                    at_work[number] = self._workers[number] = _Worker(self._job, self._prepare)
                    if second_try:
                        done.append((guilty, Failed(f"the grader's process {how} twice while it graded this")))
                    else:
                        alone.append(guilty)
            if done:
                yield done
            else:
                self._wait(at_work)
        if alone:
            yield from self._rounds(alone, second_try=True)

    def _wait(self, workers: Sequence[_Worker]) -> None:
        """Wait until one has something to say; kill one that is silent for longer than any submission may take."""
        busy = [worker for worker in workers if worker.tasks]
        wait([worker.connection for worker in busy], timeout=5.0)
        patience = _PATIENCE * self._job.limits.submission_seconds + _EXTRA_SECONDS
        for worker in busy:
            if time.monotonic() - worker.since > patience and not worker.connection.poll():
                worker.kill()


class _Worker:
    """This process's hold on one worker: `tasks` are in its hands, the first one under way since `since`."""

    def __init__(self, job: Job, prepare: Callable[[], object] | None) -> None:
        context: Any = multiprocessing.get_context(clean_process.START)
        self.connection: Connection
        self.connection, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=work, args=(theirs, job, prepare), daemon=True)
        self._process.start()
        theirs.close()
        self.tasks: deque[Task] = deque()
        self.since = time.monotonic()
        self._hung = False

    def room(self, most: int) -> bool:
        return len(self.tasks) < most

    def give(self, task: Task) -> None:
        if not self.tasks:
            self.since = time.monotonic()
        self.tasks.append(task)
        with contextlib.suppress(OSError):  # it has died: reading will tell
            self.connection.send(task)

    def outcome(self) -> Finished | Failed | None:
        """Return what came of the first task, if it is there.

        Raises:
            EOFError: the worker has died.
        """
        return self.connection.recv() if self.tasks and self.connection.poll() else None

    def kill(self) -> None:
        self._hung = True
        self._process.kill()

    def hang_up(self) -> None:
        with contextlib.suppress(OSError):
            self.connection.send(None)

    def end(self, seconds: float) -> str:
        """Wait so long, then kill it. Say how it ended."""
        self.connection.close()
        self._process.join(seconds)
        if self._process.is_alive():
            self.kill()
            self._process.join()
        code = self._process.exitcode
        if self._hung or code is None:
            return "hung and was ended"
        return f"was killed by signal {-code}" if code < 0 else f"ended with status {code}"
