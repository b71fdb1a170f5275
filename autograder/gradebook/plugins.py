"""The classes that nbgrader_config.py plugs into nbgrader.

`nbgrader autograde` converts each submission twice, from submitted/ to autograded/ and from there to itself. In the
first pass `SubmissionExporter` reads whatever was handed in and writes the rebuilt notebook; in the second
`GradeInSandbox` grades it and `SaveVerdicts` puts the verdicts, and nothing a cell has printed, into the gradebook.
`nbgrader generate_feedback` makes its pages with `autograder.gradebook.feedback_page.FeedbackExporter`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Bunch, Float, Int
from traitlets.config import Config

from autograder.course import CourseError
from autograder.exam.exercise import Verdict
from autograder.gradebook.backup import KEPT, back_up
from autograder.gradebook.course_grader import course_grader, known_assignment
from autograder.gradebook.networks import modules_seen, networks_told
from autograder.gradebook.records import (
    NOTES,
    ForgivingCourseDirectory,
    discard_unfinished,
    graded_path,
    notes_when_graded,
    notes_when_rebuilt,
    submissions,
    time_of,
)
from autograder.gradebook.registration import register
from autograder.gradebook.soundness import check_gradebook, gradebook_errors, gradebook_file
from autograder.grading.grader import Grader
from autograder.grading.one_notebook import exam_calls
from autograder.models.seen import Seen
from autograder.notebook.read import UnreadableError, find_notebook, read_bytes
from autograder.notebook.rebuild import Notebook, Rebuilt, nothing_written, rebuild
from autograder.sandbox.outside.sandbox import Submission
from autograder.sandbox.wire.limits import Limits

__all__ = ["GradeInSandbox", "SaveVerdicts", "SubmissionExporter", "make_ready"]


class SubmissionExporter(NotebookExporter):
    """Writes notebooks as nbgrader's own exporter does, and reads what was handed in, whatever it is.

    nbgrader takes up its exporter when it has listed the submissions and before it converts the first. That is the
    moment to put right what the list lacks: students whose notebook has another name or is not there at all, and
    folders in autograded/ that an interrupted run has left half-written.
    """

    backups = Int(KEPT, min=0, help="How many copies of the gradebook are kept, one made before each run.").tag(
        config=True
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if isinstance(self.parent, Autograde):  # to make an exporter changes nothing; to take it up begins the run
            self.parent.observe(_find_submissions, names="exporter")

    def from_filename(self, filename: str, resources: Any = None, **kwargs: Any) -> Any:
        path, about, coursedir = Path(filename), resources["nbgrader"], _coursedir(self)
        submitted = coursedir.format_path(coursedir.submitted_directory, about["student"], about["assignment"])
        if path.parent != Path(submitted):
            return super().from_filename(filename, resources=resources, **kwargs)
        _keep_time(path.parent, graded_path(coursedir, about["student"]).parent)
        rebuilt = _rebuild_submitted(path, course_grader(coursedir.root).source(about["assignment"]))
        notebook = nbformat.from_dict(rebuilt.notebook)
        notebook.metadata[NOTES] = notes_when_rebuilt(rebuilt)
        return self.from_notebook_node(notebook, resources=resources, **kwargs)


def _find_submissions(taken_up: Bunch) -> None:
    """Put right what nbgrader has listed, once it takes up its exporter and before it converts the first notebook.

    Raises:
        NbGraderException: the assignment cannot be graded; nbgrader ends with the message and no traceback.
    """
    converter = taken_up.owner
    coursedir = converter.coursedir = ForgivingCourseDirectory.like(converter.coursedir)
    try:
        backup = make_ready(coursedir, converter.config) if not getattr(converter, "is_ready", False) else None
    except CourseError as error:
        converter.log.error(str(error))
        raise NbGraderException(str(error)) from error
    if backup is not None:
        converter.log.info("The gradebook as it was before is in %s", backup)
    submitted = submissions(coursedir)
    discard_unfinished(coursedir, submitted)
    converter.assignments = {str(notebook.parent): [str(notebook)] for notebook in submitted.values()}


def make_ready(coursedir: CourseDirectory, config: Config) -> Path | None:
    """Do what comes before the first submission: a sandbox, a sound gradebook, a copy of it, the assignment in it.

    Returns:
        The copy of the gradebook; None where there was nothing to copy, or none is wanted.

    Raises:
        CourseError: the assignment cannot be graded now. Nobody has been.
    """
    check_gradebook(coursedir)
    preprocessor, path = GradeInSandbox(config=config), gradebook_file(coursedir)
    known_assignment(coursedir.assignment_id)
    preprocessor.grader(coursedir.root).start(coursedir.assignment_id, preprocessor.limits)
    backup = back_up(path, SubmissionExporter(config=config).backups) if path is not None else None
    with gradebook_errors(coursedir):
        register(coursedir)
    return backup


def _keep_time(submitted: Path, graded: Path) -> None:
    """Copy when it was handed in, by which nbgrader sees that there is something newer; nothing else is copied."""
    with contextlib.suppress(OSError):  # nbgrader's log has the reason
        if time := time_of(submitted):
            graded.mkdir(parents=True, exist_ok=True)
            (graded / "timestamp.txt").write_bytes(time)


def _rebuild_submitted(path: Path, source: Notebook) -> Rebuilt:
    try:
        found, remark = find_notebook(path.parent, path.stem)
        rebuilt = rebuild(read_bytes(found), source)
    except UnreadableError as error:
        return nothing_written(source, str(error))
    return Rebuilt(rebuilt.notebook, (remark, *rebuilt.problems)) if remark else rebuilt


class GradeInSandbox(NbGraderPreprocessor):
    """Grades the rebuilt notebook and leaves the verdicts in ``resources`` for `SaveVerdicts`."""

    cell_seconds = Float(Limits.cell_seconds, help="How long one cell may run, in seconds.").tag(config=True)
    call_seconds = Float(Limits.call_seconds, help="How long one call of an answer may take.").tag(config=True)
    memory_bytes = Int(Limits.memory_bytes, help="How much memory a submission may use.").tag(config=True)
    network_seconds = Float(
        3.0, help="How long each trained network may look at images with a student's work; 0: none does."
    ).tag(config=True)

    not_isolated = Bool(
        False, help="Grade even where no sandbox can be had: students' code then runs with the grader's rights."
    ).tag(config=True)

    @property
    def limits(self) -> Limits:
        return Limits(self.cell_seconds, self.call_seconds, memory_bytes=self.memory_bytes)

    def grader(self, root: str) -> Grader:
        """Return the grader of the course in the folder `root`, which runs nothing without isolation unless it may."""
        grader = course_grader(root)
        grader.isolation_required = not self.not_isolated
        return grader

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        root = _coursedir(self.parent).root
        grader = self.grader(root)
        rebuilt = Rebuilt(nb, tuple(nb.metadata[NOTES].problems))
        seen = Seen()

        def see(submission: Submission, verdicts: Mapping[str, Verdict]) -> None:
            nonlocal seen
            seen = modules_seen(submission, verdicts, self.network_seconds)

        graded = grader.grade_rebuilt(rebuilt, resources["nbgrader"]["assignment"], limits=self.limits, afterwards=see)
        resources["graded"] = graded
        student = resources["nbgrader"]["student"]
        told, page = networks_told(grader, Path(root), student, graded.verdicts, self.network_seconds, seen)
        notebook = nbformat.from_dict(graded.notebook)
        notebook.metadata[NOTES] = notes_when_graded(graded) | {"networks": told}
        if page:
            notebook.cells.insert(1, nbformat.v4.new_markdown_cell(page, id="feedback-networks"))
        return notebook, resources


class SaveVerdicts(NbGraderPreprocessor):
    """Writes the verdicts into the gradebook, all at once. A grade or comment given by hand stays."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        about, graded = resources["nbgrader"], resources["graded"]
        source = course_grader(_coursedir(self.parent).root).source(about["assignment"])
        calls = exam_calls(source, known_assignment(about["assignment"]))
        scores = {grade_id: graded.verdicts[call.exercise.name].score for grade_id, call in calls.items()}
        with Gradebook(about["db_url"]) as gradebook:
            submission = gradebook.find_submission_notebook(about["notebook"], about["assignment"], about["student"])
            for grade in submission.grades:
                score = scores.get(grade.name)
                to_review = grade.manual_score is not None and (grade.needs_manual_grade or grade.auto_score != score)
                grade.needs_manual_grade = score is None or to_review
                grade.auto_score = score
            gradebook.db.commit()
        return nb, resources


def _coursedir(exporter: Any) -> CourseDirectory:
    return exporter.parent.coursedir
