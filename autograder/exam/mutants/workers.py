"""Work that may loop, crash or eat memory, done in processes forked from this one."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, TypeVar

__all__ = ["for_small_questions", "in_workers"]

T = TypeVar("T")
R = TypeVar("R")

_MEMORY = 1 << 30  # bytes that a worker may take beyond what it has when it starts


@dataclass
class _Worker:
    process: Any
    pipe: Connection
    doing: int


def in_workers(
    work: Callable[[T], R], items: Sequence[T], jobs: int, lost: R, seconds: float = 60.0
) -> Iterator[tuple[int, R]]:
    """Yield the number of each item and what `work` makes of it, as they are done.

    The processes are forks: they have everything that is here now, and keep what `work` remembers. An item whose
    process ends, or says nothing for so many seconds, comes to `lost`, and another process goes on with the next one.

    Raises:
        RuntimeError: `work` raised; the message is the traceback. That is a mistake of ours.
    """
    waiting = iter(range(len(items)))
    workers: list[_Worker] = []
    context = multiprocessing.get_context("fork")

    def start() -> None:
        number = next(waiting, None)
        if number is None:
            return
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, ours, work, items), daemon=True)
        process.start()
        theirs.close()
        ours.send(number)
        workers.append(_Worker(process, ours, number))

    try:
        for _ in range(jobs):
            start()
        while workers:
            ready = wait([worker.pipe for worker in workers], seconds)
            for worker in [worker for worker in workers if worker.pipe in ready or not ready]:
                try:
                    result, error = worker.pipe.recv() if ready else (lost, "")
                except EOFError:
                    result, error, ready = lost, "", []
                if error:
                    raise RuntimeError(error)
                yield worker.doing, result
                following = next(waiting, None) if ready else None
                if following is None:
                    workers.remove(worker)
                    _end(worker)
                    start()
                else:
                    worker.doing = following
                    worker.pipe.send(following)
    finally:
        for worker in workers:
            _end(worker)


@contextlib.contextmanager
def for_small_questions() -> Iterator[None]:
    """Have PyTorch, where it is imported, compute as suits many small questions, here and in what is forked meanwhile.

    In one thread: threads do not survive a fork, and there is a process for each core already. Without oneDNN, which
    compiles a convolution for each shape that it has not met: for a few pixels that takes thirty times as long as the
    convolution, and hardly two questions have the same shapes.
    """
    torch = sys.modules.get("torch")
    if torch is None:
        yield
        return
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with torch.backends.mkldnn.flags(enabled=False):
            yield
    finally:
        torch.set_num_threads(threads)


def _end(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()


def _serve(pipe: Connection, others: Connection, work: Callable[[Any], Any], items: Sequence[Any]) -> None:
    others.close()
    _limit_memory()
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115  for as long as the process lives
    with contextlib.suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        while True:
            number = pipe.recv()
            try:
                answer = work(items[number]), ""
            except Exception:
                answer = None, f"{items[number]}\n{traceback.format_exc()}"
            pipe.send(answer)


def _limit_memory() -> None:
    with contextlib.suppress(OSError, ValueError):  # where there is no /proc, memory has no limit
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        limit = pages * resource.getpagesize() + _MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
