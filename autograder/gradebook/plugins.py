"""The classes that nbgrader_config.py plugs into nbgrader.

`nbgrader autograde` converts each submission twice, from submitted/ to autograded/ and from there to itself. In the
first pass `SubmissionExporter` reads whatever was handed in and writes the rebuilt notebook; in the second
`GradeInSandbox` grades it and `SaveVerdicts` puts the verdicts, and nothing a cell has printed, into the gradebook.
`nbgrader generate_feedback` makes its pages with `autograder.gradebook.feedback_page.FeedbackExporter`.
"""

from __future__ import annotations

import contextlib
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
from traitlets import Bunch

from autograder.course import CourseError
from autograder.feedback.as_data import KEY
from autograder.gradebook.configuration import BackupOptions, GradingOptions
from autograder.gradebook.course_grader import course_grader
from autograder.gradebook.errors import gradebook_errors
from autograder.gradebook.networks import layer_places
from autograder.gradebook.readiness import make_ready
from autograder.gradebook.records import (
    ForgivingCourseDirectory,
    discard_unfinished,
    graded_path,
    submissions,
    time_of,
)
from autograder.gradebook.registration import register
from autograder.gradebook.scores import enter_scores, scores_by_cell
from autograder.grading.handed_in import read_handed_in, rebuild_handed_in
from autograder.grading.notes import notes_when_rebuilt, with_notes
from autograder.models.in_a_class import grade_with_networks, read_notebooks
from autograder.notebook.rebuild import Rebuilt

__all__ = ["GradeInSandbox", "SaveVerdicts", "SubmissionExporter"]


class SubmissionExporter(BackupOptions, NotebookExporter):
    """Writes notebooks as nbgrader's own exporter does, and reads what was handed in, whatever it is.

    nbgrader takes up its exporter when it has listed the submissions and before it converts the first. That is the
    moment to put right what the list lacks: students whose notebook has another name or is not there at all, and
    folders in autograded/ that an interrupted run has left half-written.
    """

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
        rebuilt = rebuild_handed_in(read_handed_in(path), course_grader(coursedir.root).source(about["assignment"]))
        notebook = nbformat.from_dict(rebuilt.notebook)
        notebook.metadata[KEY] = notes_when_rebuilt(rebuilt)
        return self.from_notebook_node(notebook, resources=resources, **kwargs)


def _find_submissions(taken_up: Bunch) -> None:
    """Put right what nbgrader has listed, once it takes up its exporter and before it converts the first notebook.

    Raises:
        NbGraderException: the assignment cannot be graded; nbgrader ends with the message and no traceback.
    """
    converter = taken_up.owner
    coursedir = converter.coursedir = ForgivingCourseDirectory.like(converter.coursedir)
    if not getattr(converter, "is_ready", False):
        try:
            backup = make_ready(coursedir, converter.config)
            with gradebook_errors(coursedir.db_url):
                register(coursedir)
        except CourseError as error:
            converter.log.error(str(error))
            raise NbGraderException(str(error)) from error
        if backup is not None:
            converter.log.info("The gradebook as it was before is in %s", backup)
    submitted = submissions(coursedir)
    discard_unfinished(coursedir, submitted)
    converter.assignments = {str(notebook.parent): [str(notebook)] for notebook in submitted.values()}


def _keep_time(submitted: Path, graded: Path) -> None:
    """Copy when it was handed in, by which nbgrader sees that there is something newer; nothing else is copied."""
    with contextlib.suppress(OSError):  # nbgrader's log has the reason
        if time := time_of(submitted):
            graded.mkdir(parents=True, exist_ok=True)
            (graded / "timestamp.txt").write_bytes(time)


class GradeInSandbox(GradingOptions, NbGraderPreprocessor):
    """Grades the rebuilt notebook and leaves the verdicts in ``resources`` for `SaveVerdicts`."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        root = _coursedir(self.parent).root
        grader = course_grader(root)
        grader.isolation_required, grader.limits = not self.not_isolated, self.limits()
        rebuilt = Rebuilt(nb, tuple(nb.metadata[KEY].problems))
        student, assignment = resources["nbgrader"]["student"], resources["nbgrader"]["assignment"]
        places = layer_places(Path(root), student).get(student, {})
        graded, told, page = grade_with_networks(
            grader, rebuilt, assignment, student, lambda: read_notebooks(places), self.network_seconds
        )
        resources["graded"] = graded
        return nbformat.from_dict(with_notes(graded, told, page)), resources


class SaveVerdicts(NbGraderPreprocessor):
    """Writes the verdicts into the gradebook, all at once. A grade or comment given by hand stays."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        about, graded = resources["nbgrader"], resources["graded"]
        source = course_grader(_coursedir(self.parent).root).source(about["assignment"])
        scores = scores_by_cell(source, about["assignment"], graded.verdicts)
        with Gradebook(about["db_url"]) as gradebook:
            submission = gradebook.find_submission_notebook(about["notebook"], about["assignment"], about["student"])
            enter_scores(submission, scores)
            gradebook.db.commit()
        return nb, resources


def _coursedir(exporter: Any) -> CourseDirectory:
    return exporter.parent.coursedir
