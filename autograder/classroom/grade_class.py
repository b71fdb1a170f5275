"""A whole class graded into nbgrader's gradebook, one student after the other, and what came of each."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course import CourseError
from autograder.gradebook.one_submission import course_config, grade_submission, many_at_once
from autograder.gradebook.records import course_directory, submissions
from autograder.gradebook.registration import register

__all__ = ["StudentResult", "grade_class", "who_handed_in"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class StudentResult:
    """One line of a class list. `message` is empty when all went well; the student reads `problems` and `networks`."""

    student: str
    score: float
    max_score: float
    message: str
    seconds: float
    problems: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()


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
    if not students:
        raise CourseError(f"nothing was handed in for {assignment} by {student!r}: look into {root / 'submitted'}")
    return students


def grade_class(
    root: Path,
    assignment: str,
    students: Sequence[str],
    force: bool = False,
    progress: Callable[[StudentResult], None] = lambda result: None,
) -> list[StudentResult]:
    """Grade the students' submissions into the gradebook, one after the other, as `nbgrader autograde` does.

    What was finished before is kept unless `force`; a submission whose grading was cut short is graded again.

    Args:
        root: the course's folder.
        assignment: its name.
        students: who handed in.
        progress: told each result as it comes.

    Raises:
        CourseError: the assignment has not been built, or its cells are no longer those of the gradebook.
    """
    config = course_config(root, assignment)
    results = []
    with many_at_once():
        register(course_directory(config))
        for student in students:
            started = time.monotonic()
            saved = grade_submission(config, student, force)
            message = ""
            if saved.failure is not None:
                message = f"could not be graded: {saved.failure!r}"
                _log.error("%s of %s %s", assignment, student, message, exc_info=saved.failure)
            seconds = time.monotonic() - started
            found = saved.problems, saved.networks
            results.append(StudentResult(student, saved.score, saved.max_score, message, seconds, *found))
            progress(results[-1])
    return results
