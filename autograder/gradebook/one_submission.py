"""One student's submission through nbgrader's converter, in this very process, and what the gradebook then holds."""

from __future__ import annotations

import contextlib
import functools
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import nbgrader.api
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning
from traitlets.config import Config

from autograder.gradebook.records import graded_path, notes

__all__ = ["SavedGrade", "grade_submission", "many_at_once"]


@dataclass(frozen=True)
class SavedGrade:
    """What the gradebook holds for a student, what was wrong with the file or on our side, what the networks read.

    `late` are the seconds after the student's due date at which it was handed in.
    """

    score: float
    max_score: float
    problems: tuple[str, ...]
    networks: tuple[str, ...]
    isolated: bool
    late: float
    failure: Exception | None


def grade_submission(config: Config, student: str, force: bool) -> SavedGrade:
    """Grade a student's submission as `nbgrader autograde` does; one that was graded before is kept unless `force`.

    An error of our own leaves the submission for a human to look at, and is returned.
    """
    config = Config(config)
    config.CourseDirectory.student_id = student
    converter = _Autograde(coursedir=CourseDirectory(config=config), config=config, force=force)
    failure = None
    try:
        converter.start()
    except Exception as error:
        failure = converter.failure or error
        _ask_for_a_human(converter.coursedir, student)
    coursedir = converter.coursedir
    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        submission = gradebook.find_submission(coursedir.assignment_id, student)
        score, max_score, late = submission.score, submission.max_score, float(submission.total_seconds_late)
    noted = notes(graded_path(coursedir, student))
    told = tuple(noted.get("problems", ())), tuple(noted.get("networks", ()))
    return SavedGrade(score, max_score, *told, bool(noted.get("isolated", True)), late, failure)


@contextlib.contextmanager
def many_at_once() -> Iterator[None]:
    """Let nbgrader's many short connections share one engine, and with it the statements compiled once."""
    create_engine = nbgrader.api.create_engine
    nbgrader.api.create_engine = functools.cache(create_engine)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # nbgrader's own way with its database
            yield
    finally:
        nbgrader.api.create_engine = create_engine


class _Autograde(Autograde):
    """nbgrader's converter for a student who may have handed in an empty folder, with the error that stopped it."""

    is_ready = True  # whoever grades a class has made it so, once
    failure: Exception | None = None

    def init_notebooks(self) -> None:
        pass  # SubmissionExporter finds them

    def convert_single_notebook(self, notebook_filename: str) -> None:
        try:
            super().convert_single_notebook(notebook_filename)
        except Exception as error:
            self.failure = error
            raise


def _ask_for_a_human(coursedir: CourseDirectory, student: str) -> None:
    """Mark a submission that our own error kept from being graded, so that it is not taken for a zero."""
    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        gradebook.update_or_create_student(student)
        for notebook in gradebook.update_or_create_submission(coursedir.assignment_id, student).notebooks:
            for grade in notebook.grades:
                grade.needs_manual_grade = True
        gradebook.db.commit()
