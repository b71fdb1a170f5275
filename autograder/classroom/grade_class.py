"""A whole class graded into nbgrader's gradebook: worker processes grade, and this one writes what comes of it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from traitlets.config import Config

from autograder.classroom.worker import Failed, Finished, Job, Task
from autograder.classroom.workers import Workers
from autograder.course import CourseError
from autograder.gradebook.configuration import course_config, grading_options
from autograder.gradebook.course_grader import known_assignment
from autograder.gradebook.errors import gradebook_errors
from autograder.gradebook.networks import layer_places
from autograder.gradebook.one_submission import grade_submission, many_at_once
from autograder.gradebook.readiness import make_ready
from autograder.gradebook.records import course_directory, graded_path, submissions
from autograder.gradebook.registration import register
from autograder.gradebook.writer import Entry, GradebookWriter, ordinary
from autograder.meant import meant

if TYPE_CHECKING:
    from autograder.classroom.cluster import Cluster

__all__ = ["StudentResult", "grade_class", "who_handed_in"]

_log = logging.getLogger(__name__)
_BATCH_SECONDS = 1.0  # between two commits: each waits for the disk
_NOTHING = 0.0, 0.0, 0.0


@dataclass(frozen=True)
class StudentResult:
    """One line of a class list. `message` is empty when all went well; the student reads `problems` and `networks`.

    `seconds` are 0 where the grade is that of an earlier run; `late` are those after the student's due date.
    """

    student: str
    score: float
    max_score: float
    message: str
    seconds: float
    problems: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    isolated: bool = True
    late: float = 0.0


Progress = Callable[[StudentResult], None]


def who_handed_in(root: Path, assignment: str, student: str = "*") -> list[str]:
    """Return the students who have a folder for the assignment in submitted/, in order.

    Args:
        root: the course's folder.
        assignment: its name.
        student: an id or a pattern of ids.

    Raises:
        CourseError: there is none.
    """
    students = list(submissions(course_directory(course_config(root, assignment, student))))
    if students:
        return students
    others = list(submissions(course_directory(course_config(root, assignment))))
    if not others:
        where = root / "submitted" / "STUDENT" / assignment / f"{assignment}.ipynb"
        raise CourseError(f"nothing was handed in for {assignment}: put each notebook to {where}")
    remedy = meant(student, others, "those who handed in are")
    raise CourseError(f"nothing was handed in for {assignment} by {student!r}: {remedy}")


def grade_class(
    root: Path,
    assignment: str,
    students: Sequence[str],
    force: bool = False,
    progress: Progress = lambda result: None,
    jobs: int = 1,
    prepare: Callable[[], object] | None = None,
    db_url: str | None = None,
    scheduler: str | None = None,
    not_isolated: bool = False,
    backed_up: Callable[[Path], object] = lambda backup: None,
) -> list[StudentResult]:
    """Grade the students' submissions into the gradebook: the grades are those of `nbgrader autograde`.

    What was finished before is kept unless `force`; a submission whose grading was cut short is graded again. Where the
    course's configuration has steps besides ours, nbgrader's own converter takes them, one student after the other.

    Args:
        root: the course's folder.
        assignment: its name.
        students: who handed in.
        progress: told each result as it comes, those that are kept first.
        jobs: how many submissions are graded at a time.
        prepare: called in each worker process first.
        db_url: the gradebook's address, if it is not the one in the course's configuration.
        scheduler: the address of a dask.distributed cluster that grades, in the place of processes of this machine.
        not_isolated: grade even where no sandbox can be had.
        backed_up: told, before anybody is graded, where the gradebook as it was is copied to.

    Raises:
        CourseError: the assignment has not been built, its cells are no longer those of the gradebook, there is no
            sandbox, or no worker finds what grading takes.
        GradebookError: the gradebook cannot be written; what was saved stays, and the next run grades the rest.
    """
    config = course_config(root, assignment, db_url=db_url)
    if not_isolated:
        config.GradeInSandbox.not_isolated = True
    options = grading_options(config)
    if not ordinary(config):
        _make_ready(config, backed_up)
        _log.warning("nbgrader_config.py has steps besides ours: grading one submission after the other")
        return _one_after_the_other(config, students, force, progress)
    known_assignment(assignment)
    job = Job(root, assignment, options.limits(), options.network_seconds, options.not_isolated)
    with many_at_once(), _workers(job, jobs, prepare, scheduler) as workers, ExitStack() as stack:
        workers.start(len(_certain(config, students, force)))  # they warm up while the gradebook is looked after
        # Workers say themselves where there is no sandbox, unless that is allowed: then it is said here, once.
        _make_ready(config, backed_up, tries_sandbox=scheduler is None and options.not_isolated)
        writer = stack.enter_context(closing(GradebookWriter(config)))
        waiting = writer.to_grade(students, force)
        tasks = _tasks(config, waiting)
        run = _Run(writer, progress)
        run.keep_as_they_were(sorted(set(students) - set(waiting)))
        try:
            for finished in workers.run(tasks):
                run.take(finished)
        finally:
            run.write()  # after an interrupt, too
        return run.results(students)


def _make_ready(config: Config, backed_up: Callable[[Path], object], tries_sandbox: bool = True) -> None:
    backup = make_ready(course_directory(config), config, tries_sandbox)
    if backup is not None:
        backed_up(backup)


def _workers(job: Job, jobs: int, prepare: Callable[[], object] | None, scheduler: str | None) -> Workers | Cluster:
    if scheduler is None:
        return Workers(job, jobs, prepare)
    try:
        from autograder.classroom.cluster import Cluster  # an extra: few have a cluster
    except ModuleNotFoundError as error:
        if error.name != "distributed":
            raise
        raise CourseError("a cluster needs dask.distributed: type pip install 'cnnedu[cluster]'") from error
    return Cluster(scheduler, job, prepare)


def _certain(config: Config, students: Sequence[str], force: bool) -> list[str]:
    """Return who is to be graded in any case; there may be more."""
    coursedir = course_directory(config)
    return [student for student in students if force or not graded_path(coursedir, student).exists()]


def _tasks(config: Config, students: Sequence[str]) -> list[Task]:
    coursedir = course_directory(config)
    places, layers = submissions(coursedir), layer_places(Path(coursedir.root))
    return [Task(student, places[student], layers.get(student, {})) for student in students]


class _Run:
    """What has come of a class so far: written in batches, told at once."""

    def __init__(self, writer: GradebookWriter, progress: Progress) -> None:
        self._writer = writer
        self._progress = progress
        self._results: dict[str, StudentResult] = {}
        self._unwritten: list[Entry] = []
        self._written = time.monotonic()

    def keep_as_they_were(self, students: Sequence[str]) -> None:
        """Take the grades of an earlier run, and tell them first."""
        saved = self._writer.saved(students) if students else {}
        for student in students:
            score, most, late = saved.get(student, _NOTHING)
            found = self._writer.noted(student)
            self._results[student] = StudentResult(student, score, most, "", 0.0, *found, late)
            self._progress(self._results[student])

    def take(self, finished: Sequence[tuple[Task, Finished | Failed]]) -> None:
        for task, outcome in finished:
            student = task.student
            if isinstance(outcome, Failed):
                if outcome.of_the_course:
                    raise CourseError(outcome.message)
                message = f"could not be graded: {outcome.message}"
                _log.error("%s %s\n%s", student, message, outcome.trace)
                result = StudentResult(student, 0.0, 0.0, message, outcome.seconds)
                entry = Entry(student, None)
            else:
                score = round(sum(verdict.score for verdict in outcome.verdicts.values()), 2)
                most = sum(verdict.max_score for verdict in outcome.verdicts.values())
                found = outcome.problems, outcome.networks, outcome.isolated
                result = StudentResult(student, score, most, "", outcome.seconds, *found)
                entry = Entry(student, outcome.verdicts, outcome.notebook)
            self._results[student] = result
            self._unwritten.append(entry)
        if time.monotonic() - self._written > _BATCH_SECONDS:
            self.write()
        for task, _ in finished:
            self._progress(self._results[task.student])

    def write(self) -> None:
        """Write what there is, and note what cannot be saved."""
        if self._unwritten:
            entries, self._unwritten = self._unwritten, []  # whatever comes of it, it is not tried twice
            for student, error in self._writer.write(entries).items():
                self._results[student] = StudentResult(student, 0.0, 0.0, f"could not be saved: {error}", 0.0)
        self._written = time.monotonic()

    def results(self, students: Sequence[str]) -> list[StudentResult]:
        """Return a line for each student, with the points and the lateness that the gradebook now has."""
        saved = self._writer.saved(students)
        results = []
        for student in students:
            if found := self._results.get(student):
                score, most, late = saved.get(student, _NOTHING)
                results.append(replace(found, score=score, max_score=most, late=late))
        return results


def _one_after_the_other(
    config: Config, students: Sequence[str], force: bool, progress: Progress
) -> list[StudentResult]:
    results = []
    coursedir = course_directory(config)
    with many_at_once(), gradebook_errors(coursedir.db_url):
        register(coursedir)
        for student in students:
            started = time.monotonic()
            saved = grade_submission(config, student, force)
            message = ""
            if saved.failure is not None:
                message = f"could not be graded: {saved.failure!r}"
                _log.error("%s %s", student, message, exc_info=saved.failure)
            seconds = time.monotonic() - started
            found = saved.problems, saved.networks, saved.isolated, saved.late
            results.append(StudentResult(student, saved.score, saved.max_score, message, seconds, *found))
            progress(results[-1])
    return results
