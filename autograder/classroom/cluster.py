"""A class graded by a dask.distributed cluster: the same tasks as for worker processes, with all they need as bytes.

A worker of the cluster needs this package, in the versions that this process has, and bubblewrap; no shared disk. The
instructor's notebooks and the course's secret reach each worker once, those that join later as well; a submission
travels with its task. Where people may listen to the network, the scheduler's address should begin with tls://.
"""

from __future__ import annotations

import contextlib
import platform
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from uuid import uuid4

from distributed import Client, Future, KilledWorker, WorkerPlugin, get_worker, wait

from autograder.classroom.worker import Failed, Finished, Job, Task, grade_submitted, grader_for
from autograder.course import CourseError, course_secret, source_path
from autograder.grading.grader import Grader
from autograder.grading.handed_in import HandedIn, read_handed_in
from autograder.models.in_a_class import read_notebooks
from autograder.models.layers import ASSIGNMENTS

__all__ = ["Cluster"]

_JOIN_SECONDS = 60.0  # for the scheduler to answer and the first worker to come
_ALONE_SECONDS = 300.0  # without any worker: somebody may be starting the next ones
_LOOK_SECONDS = 5.0
_AHEAD = 3  # tasks of one worker: the one it grades, and those that are on their way to it


@dataclass(frozen=True)
class _Course:
    """What of a course grading takes, as bytes."""

    notebooks: Mapping[str, bytes]
    secret: bytes
    versions: Mapping[str, str]

    @classmethod
    def read(cls, root: Path) -> _Course:
        found = {path.stem: path.read_bytes() for path in (root / "solutions").glob("*/*.ipynb")}
        return cls(found, course_secret(root), _versions())


@dataclass(frozen=True)
class _Sent:
    """A task as it travels."""

    student: str
    handed_in: HandedIn
    layers: Mapping[str, bytes] = field(default_factory=dict)


class _GraderOfCourse(WorkerPlugin):
    """Keeps a course and its warm grader in a worker of the cluster."""

    def __init__(self, name: str, course: _Course, job: Job, prepare: Callable[[], object] | None) -> None:
        self.name = name
        self._course = course
        self._job = job
        self._prepare = prepare

    def setup(self, worker: object) -> None:
        self._turn = threading.Lock()  # a worker may have several threads: a grader grades one at a time
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._grader: Grader | None = None

    def teardown(self, worker: object) -> None:
        with self._turn:
            if self._grader is not None:
                self._grader.close()
                self._grader = None
            if self._folder is not None:
                self._folder.cleanup()
                self._folder = None

    def grade(self, sent: _Sent) -> Finished | Failed:
        with self._turn:
            try:
                grader = self._started()
            except CourseError as error:
                return Failed(str(error), of_the_course=True)
            return grade_submitted(grader, self._job, sent.student, sent.handed_in, lambda: sent.layers)

    def _started(self) -> Grader:
        if self._grader is None:
            if self._prepare is not None:
                self._prepare()
            if self._course.versions != (ours := _versions()):
                raise CourseError(
                    f"a worker of the cluster, {platform.node()}, has {ours}, the writer has {self._course.versions}: "
                    "install the same there, or the exams would differ"
                )
            self._folder = tempfile.TemporaryDirectory(prefix="course-")  # readable by its owner only
            root = Path(self._folder.name)
            (root / ".course_secret").write_bytes(self._course.secret)
            if course_secret(root) != self._course.secret.strip():
                raise CourseError(
                    f"CNNEDU_SECRET is set for a worker of the cluster, {platform.node()}, and is another than the "
                    "course's: start the worker without it"
                )
            for name, content in self._course.notebooks.items():
                path = source_path(root, name)
                path.parent.mkdir(parents=True)
                path.write_bytes(content)
            self._job = replace(self._job, root=root)
            self._grader = grader_for(self._job)
        return self._grader


class Cluster:
    """Grades on a cluster; used as `Workers` are. A context manager; leaving it takes the course off the cluster.

    Args:
        scheduler: its address, such as tcp://host:8786.
        job: what is graded.
        prepare: called in each worker before anything else; something that can be pickled.

    Raises:
        CourseError: nobody answers there, or no worker has joined.
    """

    def __init__(self, scheduler: str, job: Job, prepare: Callable[[], object] | None = None) -> None:
        self._scheduler = scheduler
        self._job = job
        self._run = uuid4().hex
        course = _Course.read(job.root)
        try:
            self._client = Client(scheduler, timeout=_JOIN_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise CourseError(
                f"no scheduler answers at {scheduler} ({error}): start one with `dask scheduler`, and give the address "
                "that it prints"
            ) from error
        try:
            self._client.wait_for_workers(1, timeout=_JOIN_SECONDS)
        except TimeoutError as error:
            self._client.close()
            raise CourseError(
                f"no worker has joined the scheduler at {scheduler}: start some on each machine with "
                f"`dask worker {scheduler} --nworkers auto --nthreads 1`"
            ) from error
        self._client.register_plugin(_GraderOfCourse(self._run, course, job, prepare))

    def __enter__(self) -> Cluster:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError, TimeoutError):
            if self._client.status == "running":
                self._client.unregister_worker_plugin(self._run)
        self._client.close()

    def start(self, tasks: int) -> None:
        """Do nothing: the cluster has its workers."""

    def run(self, tasks: Sequence[Task]) -> Iterator[list[tuple[Task, Finished | Failed]]]:
        """Grade tasks; yield what came of some of them as soon as there is anything.

        A task whose worker dies is given to another; the scheduler does so three times.

        Raises:
            CourseError: all workers have gone and none has come for five minutes, or the scheduler has gone.
        """
        try:
            yield from self._runs(list(reversed(tasks)))
        except (OSError, RuntimeError) as error:
            if self._client.status == "running":
                raise
            raise CourseError(f"the scheduler at {self._scheduler} has gone: start it and grade again") from error

    def _runs(self, waiting: list[Task]) -> Iterator[list[tuple[Task, Finished | Failed]]]:
        at_work: dict[Future, Task] = {}
        workers = max(1, len(self._client.nthreads()))
        seen = time.monotonic()
        while waiting or at_work:
            while waiting and len(at_work) < _AHEAD * workers:
                task = waiting.pop()
                key = f"{self._run}-{task.student}"
                sent = self._client.submit(_grade_there, self._run, self._sent(task), key=key, pure=False)
                at_work[sent] = task
            with contextlib.suppress(TimeoutError), self._client.as_current():
                wait(list(at_work), timeout=_LOOK_SECONDS, return_when="FIRST_COMPLETED")
            done = [(at_work.pop(each), _outcome(each)) for each in list(at_work) if each.done()]
            if done:
                yield done
            if workers := len(self._client.nthreads()):
                seen = time.monotonic()
            elif time.monotonic() - seen > _ALONE_SECONDS:
                raise CourseError(
                    f"all workers have left the scheduler at {self._scheduler}: start some with "
                    f"`dask worker {self._scheduler} --nthreads 1`, and grade again"
                )
            workers = max(1, workers)

    def _sent(self, task: Task) -> _Sent:
        wanted = self._job.network_seconds and self._job.assignment in ASSIGNMENTS.values()
        return _Sent(task.student, read_handed_in(task.notebook), read_notebooks(task.layers) if wanted else {})


def _grade_there(run: str, sent: _Sent) -> Finished | Failed:
    plugin = get_worker().plugins[run]
    assert isinstance(plugin, _GraderOfCourse)
    return plugin.grade(sent)


def _outcome(future: Future) -> Finished | Failed:
    try:
        return future.result()
    except KilledWorker:
        return Failed("the grader's process ended on several machines while it graded this")
    except Exception as error:
        return Failed(f"the cluster did not grade it: {error!r}")


def _versions() -> dict[str, str]:
    """Return what decides which questions an exam asks."""
    found = {name: version(name) for name in ("cnnedu", "numpy", "hypothesis")}
    return found | {"Python": ".".join(platform.python_version_tuple()[:2])}
