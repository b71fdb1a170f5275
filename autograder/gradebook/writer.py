"""The one process that writes: graded submissions into nbgrader's gradebook and autograded/, several at a time.

What it leaves behind is what `nbgrader autograde` leaves behind. A batch is committed before its notebooks are written,
and a notebook says that it is finished: whatever an interrupted run has not finished, the next one grades again.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nbgrader.api import SubmittedAssignment
from nbgrader.converters import Autograde
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import rmtree
from sqlalchemy.exc import SQLAlchemyError
from traitlets.config import Config

from autograder.exam.exercise import Verdict
from autograder.gradebook.batches import BatchedGradebook
from autograder.gradebook.course_grader import course_grader, known_assignment
from autograder.gradebook.entered import points_of_students, with_scores
from autograder.gradebook.errors import GradebookError, gradebook_errors
from autograder.gradebook.records import (
    ForgivingCourseDirectory,
    course_directory,
    discard_unfinished,
    graded_path,
    notes,
    submissions,
    time_of,
)
from autograder.gradebook.registration import register
from autograder.gradebook.scores import enter_scores, scores_by_cell
from autograder.gradebook.waiting import patiently
from autograder.grading.one_notebook import exam_calls
from autograder.whole_file import write_whole

__all__ = ["Entry", "GradebookWriter", "ordinary"]

_log = logging.getLogger(__name__)
_OURS = ["autograder.gradebook.plugins.GradeInSandbox", "autograder.gradebook.plugins.SaveVerdicts"]
_LATE = "nbgrader.preprocessors.AssignLatePenalties"
_PATIENCE_SECONDS = 60.0  # for a gradebook that somebody else holds, or whose server is starting anew


@dataclass(frozen=True)
class Entry:
    """What is to be written of one submission; no verdicts where it could not be graded."""

    student: str
    verdicts: Mapping[str, Verdict] | None
    notebook: bytes = b""


def ordinary(config: Config) -> bool:
    """Say whether a course's configuration grades with our plug-ins alone: then the writer knows all that is to do."""
    section = config.Autograde
    hooks = any(section.get(name) is not None for name in ("pre_convert_hook", "post_convert_hook"))
    steps = [step if isinstance(step, str) else "" for step in section.get("autograde_preprocessors", [])]
    return not hooks and steps[:2] == _OURS and steps[2:] in ([], [_LATE])


class GradebookWriter:
    """Writes one assignment of one course. Nothing else writes to its gradebook meanwhile, but for graders by hand.

    Args:
        config: the course's configuration, with the assignment.
        patience: how many seconds to wait for a gradebook that is locked or whose server does not answer.

    Raises:
        CourseError: the assignment has not been built, or its cells are no longer those of the gradebook.
        GradebookError: the gradebook cannot be opened.
    """

    def __init__(self, config: Config, patience: float = _PATIENCE_SECONDS) -> None:
        self._coursedir = ForgivingCourseDirectory.like(course_directory(config))
        self._assignment: str = self._coursedir.assignment_id
        self._patience = patience
        with gradebook_errors(self._coursedir.db_url):
            self._open(config)

    def _open(self, config: Config) -> None:
        register(self._coursedir)
        self._converter = Autograde(coursedir=self._coursedir, config=config)
        self._late = None
        if _LATE in config.Autograde.autograde_preprocessors:
            self._late = AssignLatePenalties(parent=self._converter)
            self._late.init_plugin()
        self._source = course_grader(self._coursedir.root).source(self._assignment)
        self._book = BatchedGradebook(self._coursedir.db_url, self._coursedir.course_id)

    def close(self) -> None:
        """Close the gradebook."""
        self._book.close()

    def to_grade(self, students: Sequence[str], force: bool) -> list[str]:
        """Return who is to be graded now: those who were not yet, and those who handed in something newer.

        What an interrupted run has left half-written is removed. A graded notebook whose grade the gradebook does not
        have, because it is another one or an older copy, counts for nothing.
        """
        places = submissions(self._coursedir)
        discard_unfinished(self._coursedir, students)
        excluded = set(filter(None, self._coursedir.student_id_exclude.split(",")))
        exams = exam_calls(self._source, known_assignment(self._assignment))
        with gradebook_errors(self._coursedir.db_url):
            entered = with_scores(self._book, self._assignment, list(exams))
        return [
            student
            for student in students
            if student not in excluded
            and (force or student not in entered or self._is_new(student, places[student].parent))
        ]

    def _is_new(self, student: str, submitted: Path) -> bool:
        graded = graded_path(self._coursedir, student).parent
        if not graded.exists():
            return True
        now, before = (self._coursedir.get_existing_timestamp(str(folder)) for folder in (submitted, graded))
        return now is not None and before is not None and now > before

    def write(self, entries: Sequence[Entry]) -> dict[str, Exception]:
        """Write some submissions, all of them or each alone. Return what kept one from being written, by student.

        Raises:
            GradebookError: none can be written any more, whosever it is; a locked gradebook is waited for before.
        """
        try:
            patiently(lambda: self._write_together(entries), self._take_back, self._coursedir.db_url, self._patience)
            return {}
        except GradebookError:
            raise
        except Exception as error:
            if len(entries) == 1:
                _log.error("the grade of %s cannot be saved", entries[0].student, exc_info=error)
                return {entries[0].student: error}
        failures: dict[str, Exception] = {}
        for entry in entries:
            failures |= self.write([entry])
        return failures

    def _take_back(self) -> None:
        with contextlib.suppress(SQLAlchemyError):  # with the connection the changes are gone
            self._book.discard()

    def _write_together(self, entries: Sequence[Entry]) -> None:
        times = {}
        for entry in entries:
            folder = graded_path(self._coursedir, entry.student).parent
            if folder.exists():  # what it holds is about to be no longer so
                rmtree(str(folder))
            if entry.verdicts is None:
                self._mark_for_a_human(entry.student)
            else:
                times[entry.student] = self._time(entry.student)
                self._enter(entry.student, entry.verdicts, times[entry.student])
        self._book.keep()
        for entry in entries:
            if entry.verdicts is not None:
                self._put_notebook(entry, times[entry.student])

    def _enter(self, student: str, verdicts: Mapping[str, Verdict], time: datetime | None) -> None:
        submission = self._submission(student, time)
        scores = scores_by_cell(self._source, self._assignment, verdicts)
        for notebook in submission.notebooks:
            if notebook.name == self._assignment:
                enter_scores(notebook, scores)
        self._book.db.flush()
        if self._late is not None:
            self._penalise(submission)

    def _submission(self, student: str, time: datetime | None) -> SubmittedAssignment:
        if self._converter.create_student:
            self._book.update_or_create_student(student)
        else:
            self._book.find_student(student)
        given = {} if time is None else {"timestamp": time}
        return self._book.update_or_create_submission(self._assignment, student, **given)

    def _penalise(self, submission: SubmittedAssignment) -> None:
        """Do what nbgrader's `AssignLatePenalties` does, in this batch."""
        assert self._late is not None
        late = submission.total_seconds_late
        for notebook in submission.notebooks:
            if notebook.name == self._assignment:
                penalty = None
                if late > 0:
                    penalty = self._late.plugin_inst.late_submission_penalty(
                        submission.student_id, notebook.score, late
                    )
                if penalty is not None:
                    penalty = self._late._check_late_penalty(notebook, penalty)
                notebook.late_submission_penalty = penalty

    def _mark_for_a_human(self, student: str) -> None:
        """Mark a submission that our own error kept from being graded, so that it is not taken for a zero."""
        for notebook in self._submission(student, None).notebooks:
            for grade in notebook.grades:
                grade.needs_manual_grade = True

    def _time(self, student: str) -> datetime | None:
        folder = self._coursedir.format_path(self._coursedir.submitted_directory, student, self._assignment)
        return self._coursedir.get_existing_timestamp(folder)

    def _put_notebook(self, entry: Entry, time: datetime | None) -> None:
        """Write the graded notebook, which appears whole or not at all, beside the time of handing in."""
        path = graded_path(self._coursedir, entry.student)
        path.parent.mkdir(parents=True, exist_ok=True)
        if time is not None:
            submitted = self._coursedir.format_path(
                self._coursedir.submitted_directory, entry.student, self._assignment
            )
            (path.parent / "timestamp.txt").write_bytes(time_of(Path(submitted)))
        write_whole(path, entry.notebook, path.with_name(".unfinished"), mode=0o600)
        self._converter.set_permissions(self._assignment, entry.student)

    def saved(self, students: Sequence[str]) -> dict[str, tuple[float, float, float]]:
        """Return the score, the most that there is, and the seconds after the due date, by student."""
        with gradebook_errors(self._coursedir.db_url):
            return points_of_students(self._book, self._assignment, students)

    def noted(self, student: str) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
        """Return what stands in a graded notebook: problems, what the networks have read, whether it was isolated."""
        found = notes(graded_path(self._coursedir, student))
        return tuple(found.get("problems", ())), tuple(found.get("networks", ())), bool(found.get("isolated", True))
