"""A whole class graded into nbgrader's gradebook, one student after the other, and what came of each."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course import CourseError
from autograder.gradebook.one_submission import course_config, grade_submission, many_at_once
from autograder.gradebook.plugins import make_ready
from autograder.gradebook.records import course_directory, submissions
from autograder.gradebook.soundness import gradebook_errors
from autograder.meant import meant

__all__ = ["StudentResult", "grade_class", "who_handed_in"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class StudentResult:
    """One line of a class list. `message` is empty when all went well; the student reads `problems` and `networks`.

    `late` are the seconds after the due date at which it was handed in.
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
    progress: Callable[[StudentResult], None] = lambda result: None,
    backed_up: Callable[[Path], object] = lambda backup: None,
    not_isolated: bool = False,
) -> list[StudentResult]:
    """Grade the students' submissions into the gradebook, one after the other, as `nbgrader autograde` does.

    What was finished before is kept unless `force`; a submission whose grading was cut short is graded again.

    Args:
        root: the course's folder.
        assignment: its name.
        students: who handed in.
        force: also those that were graded before.
        progress: told each result as it comes.
        backed_up: told, before anybody is graded, where the gradebook as it was is copied to.
        not_isolated: grade even where no sandbox can be had.

    Raises:
        CourseError: the assignment has not been built, or its cells are no longer those of the gradebook; there is no
            sandbox; or the gradebook cannot be used.
    """
    config = course_config(root, assignment)
    if not_isolated:
        config.GradeInSandbox.not_isolated = True
    coursedir = course_directory(config)
    results = []
    with many_at_once(), gradebook_errors(coursedir):
        backup = make_ready(coursedir, config)
        if backup is not None:
            backed_up(backup)
        for student in students:
            started = time.monotonic()
            saved = grade_submission(config, student, force)
            message = ""
            if saved.failure is not None:
                message = f"could not be graded: {saved.failure!r}"
                _log.error("%s of %s %s", assignment, student, message, exc_info=saved.failure)
            seconds = time.monotonic() - started
            found = saved.problems, saved.networks, saved.isolated, saved.late
            results.append(StudentResult(student, saved.score, saved.max_score, message, seconds, *found))
            progress(results[-1])
    return results
