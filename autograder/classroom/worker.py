"""What a worker process does: it keeps a grader warm and grades one submission after the other. No gradebook here."""

from __future__ import annotations

import json
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from autograder.course import CourseError
from autograder.exam.exercise import Verdict
from autograder.grading.grader import Grader
from autograder.grading.handed_in import HandedIn, read_handed_in, rebuild_handed_in
from autograder.grading.notes import with_notes
from autograder.models.in_a_class import grade_with_networks, read_notebooks
from autograder.sandbox.wire.limits import Limits

__all__ = ["Failed", "Finished", "Job", "Task", "grade_submitted", "grade_task", "grader_for", "work"]


@dataclass(frozen=True)
class Job:
    """What the workers of a class run are there for; the same for all of them."""

    root: Path
    assignment: str
    limits: Limits
    network_seconds: float
    not_isolated: bool


@dataclass(frozen=True)
class Task:
    """One submission.

    Attributes:
        student: the id.
        notebook: where the notebook belongs, whether there is one or not.
        layers: where the student's notebooks with layers belong, by assignment.
    """

    student: str
    notebook: Path
    layers: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True)
class Finished:
    """A graded submission as plain data: what goes into the gradebook, and the notebook as it will lie on the disk."""

    verdicts: Mapping[str, Verdict]
    problems: tuple[str, ...]
    networks: tuple[str, ...]
    notebook: bytes
    seconds: float
    isolated: bool


@dataclass(frozen=True)
class Failed:
    """An error of our own kept a submission from being graded: in words, and as a traceback for the log.

    `of_the_course`: the course or the machine lacks something, and no other submission can be graded either.
    """

    message: str
    trace: str = ""
    seconds: float = 0.0
    of_the_course: bool = False


def grade_task(grader: Grader, job: Job, task: Task) -> Finished | Failed:
    """Grade one submission, from the bytes in its folder to the bytes of the graded notebook."""
    return grade_submitted(
        grader, job, task.student, read_handed_in(task.notebook), lambda: read_notebooks(task.layers)
    )


def grade_submitted(
    grader: Grader, job: Job, student: str, handed_in: HandedIn, layers: Callable[[], Mapping[str, bytes]]
) -> Finished | Failed:
    """Grade one submission that has been read already.

    Args:
        grader: of the course.
        job: what is graded.
        student: the id.
        handed_in: the submission.
        layers: gives the student's notebooks with layers, by assignment, if they are wanted.
    """
    started = time.monotonic()
    try:
        rebuilt = rebuild_handed_in(handed_in, grader.source(job.assignment))
        graded, told, page = grade_with_networks(grader, rebuilt, job.assignment, student, layers, job.network_seconds)
        notebook = json.dumps(with_notes(graded, told, page), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
        seconds = time.monotonic() - started
        found = graded.verdicts, graded.problems, tuple(told), notebook.encode("utf-8")
        return Finished(*found, seconds, graded.isolated)
    except CourseError as error:
        return Failed(str(error), of_the_course=True)
    except Exception as error:
        return Failed(repr(error), traceback.format_exc(), time.monotonic() - started)


def grader_for(job: Job) -> Grader:
    """Return a grader of the job's class, to be closed by who asked for it."""
    return Grader(job.root, isolation_required=not job.not_isolated, limits=job.limits, for_class=True)


def work(connection: Connection, job: Job, prepare: Callable[[], object] | None = None) -> None:
    """Grade what comes through the connection until None comes, or the other end hangs up.

    Args:
        connection: carries tasks one way and what came of them the other, in the same order.
        job: what the tasks have in common.
        prepare: called first.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the writer decides what an interrupt ends
    if prepare is not None:
        prepare()
    if job.not_isolated:
        warnings.filterwarnings("ignore", "GRADING IS NOT ISOLATED")  # the writer has said so
    with grader_for(job) as grader:
        try:
            grader.warm_up(job.assignment)
            if torch := sys.modules.get("torch"):
                torch.set_num_threads(1)  # there is a worker for each core already
        except Exception:  # each submission will say so
            pass
        while True:
            try:
                task = connection.recv()
            except EOFError:
                return
            if task is None:
                return
            outcome = grade_task(grader, job, task)
            try:
                connection.send(outcome)
            except BrokenPipeError:  # the writer was killed: the next run grades this one again
                return
