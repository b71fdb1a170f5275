"""Runs of a class that can be killed: a process that has imported everything forks one for each word on its input.

The writer, the worker processes, nbgrader and the gradebook are the real ones. The exam is a stand-in, which takes a
fiftieth of a second: what the killing of sandboxes does is tested in `test_interrupted`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any

from small_course import ASSIGNMENT, EXERCISE

from autograder.classroom import clean_process, worker
from autograder.classroom import grade_class as class_run
from autograder.exam.exercise import Verdict
from autograder.exam.state import State
from autograder.gradebook import course_grader

__all__ = ["graded_as", "prepare", "run", "score_of", "serve"]

_SECONDS = 0.02


def score_of(student: str) -> float:
    """Return what the stand-in gives a student."""
    return int(student.removeprefix("student-")) % 5 / 2


class _NoGrader:
    """In the place of the workers' grader, without sandboxes."""

    def __init__(self, root: Path, *about: Any, **more: Any) -> None:
        self.root = root

    def __enter__(self) -> _NoGrader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def warm_up(self, assignment: str) -> None:
        pass


def _grade(grader: _NoGrader, job: worker.Job, task: worker.Task) -> worker.Finished:
    time.sleep(_SECONDS)
    with (grader.root / "graded.log").open("a") as log:
        log.write(f"{task.student}\n")
    return graded_as(task.student)


def graded_as(student: str) -> worker.Finished:
    """Return what the stand-in makes of a student's submission."""
    score = score_of(student)
    verdict = Verdict(EXERCISE.name, score, 2.0, State.WRONG, (), "", None, "", None, True, "", "", _SECONDS)
    noted = {"finished": True, "problems": [], "networks": [], "exercises": {}}
    notebook = {"cells": [], "metadata": {"cnnedu": noted}, "nbformat": 4, "nbformat_minor": 5}
    return worker.Finished({EXERCISE.name: verdict}, (), (), json.dumps(notebook).encode(), _SECONDS, True)


def run(root: Path, db_url: str | None = None, force: bool = False, student: str = "*", **more: Any) -> None:
    """Grade the class, as `autograder grade` does."""
    students = class_run.who_handed_in(root, ASSIGNMENT.name, student)
    class_run.grade_class(root, ASSIGNMENT.name, students, force, jobs=2, db_url=db_url, **more)


def prepare() -> None:
    """Put the stand-ins in their places, for the rest of this process."""
    clean_process.START = "fork"
    worker.Grader = _NoGrader  # type: ignore[misc]
    worker.grade_task = _grade  # type: ignore[assignment]
    class_run._BATCH_SECONDS = 0.05
    course_grader.find_assignment = {ASSIGNMENT.name: ASSIGNMENT}.__getitem__  # type: ignore[assignment]


def serve() -> None:
    """For each line of JSON, fork a process that grades; print its id, and how it ended."""
    prepare()
    print("ready", flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        process = os.fork()
        if process == 0:
            os.setsid()
            try:
                run(Path(asked["root"]), asked["db_url"], asked["force"])
            except BaseException:
                sys.excepthook(*sys.exc_info())
                os._exit(1)
            os._exit(0)
        print(process, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)


if __name__ == "__main__":
    serve()
