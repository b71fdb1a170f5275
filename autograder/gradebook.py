"""nbgrader's gradebook: the classes that nbgrader_config.py plugs in, and a whole class in one call.

`nbgrader autograde` converts each submission twice, from submitted/ to autograded/ and from there to itself. In the
first pass `SubmissionExporter` reads whatever was handed in and writes the rebuilt notebook; in the second
`GradeInSandbox` grades it and `SaveVerdicts` puts the verdicts, and nothing a cell has printed, into the gradebook.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import json
import logging
import os
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
import nbgrader.api
from nbconvert.exporters import HTMLExporter, NotebookExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import (
    ClearOutput,
    ClearSolutions,
    ComputeChecksums,
    LockCells,
    NbGraderPreprocessor,
    SaveCells,
)
from nbgrader.utils import rmtree
from sqlalchemy.exc import SAWarning
from traitlets import Float, Int
from traitlets.config import Config, PyFileConfigLoader

from autograder.course import CourseError
from autograder.exam.exercise import Assignment, Verdict
from autograder.exams import find_assignment
from autograder.grading.grader import Grader
from autograder.grading.one_notebook import exam_calls
from autograder.notebook.read import UnreadableError, find_notebook, read_bytes
from autograder.notebook.rebuild import Rebuilt, nothing_written, rebuild
from autograder.sandbox.wire.limits import Limits

__all__ = [
    "FeedbackExporter",
    "FoldGivenCode",
    "GradeInSandbox",
    "SaveVerdicts",
    "StudentResult",
    "SubmissionExporter",
    "grade_class",
]

_log = logging.getLogger(__name__)

_NOTES = "cnnedu"  # the key of our own metadata in a graded notebook


@dataclass(frozen=True)
class StudentResult:
    """One line of a class list. `message` is empty when all went well, `problems` are the student's to read."""

    student: str
    score: float
    max_score: float
    message: str
    seconds: float
    problems: tuple[str, ...] = ()


def grade_class(
    root: Path,
    assignment: str,
    student: str = "*",
    force: bool = False,
    progress: Callable[[StudentResult], None] | None = None,
) -> list[StudentResult]:
    """Grade every submission of an assignment into the gradebook, one after the other, as `nbgrader autograde` does.

    What was finished before is kept unless `force`; a submission whose grading was cut short is graded again.

    Args:
        root: the course's folder.
        assignment: its name.
        student: an id or a pattern of ids.
        progress: told each result as it comes.

    Raises:
        CourseError: the assignment has not been built, or no submission matches.
    """
    config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.assignment_id = assignment
    config.CourseDirectory.student_id = student
    coursedir = CourseDirectory(config=config)
    submitted = _submitted(coursedir)
    if not submitted:
        raise CourseError(f"nothing was handed in for {assignment} by {student!r}: look into {root / 'submitted'}")
    results = []
    with _one_engine(), warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # nbgrader's own way with its database
        _register(coursedir)
        for student_id in submitted:
            results.append(_grade_student(config, assignment, student_id, force))
            if progress is not None:
                progress(results[-1])
    return results


def _grade_student(config: Config, assignment: str, student: str, force: bool) -> StudentResult:
    config = Config(config)
    config.CourseDirectory.student_id = student
    converter = _OneSubmission(coursedir=CourseDirectory(config=config), config=config, force=force)
    started = time.monotonic()
    message = ""
    try:
        converter.start()
    except Exception as error:
        failure = converter.failure or error
        message = f"could not be graded: {failure!r}"
        _log.error("%s of %s %s", assignment, student, message, exc_info=failure)
        _ask_for_a_human(converter.coursedir)
    with Gradebook(converter.coursedir.db_url, converter.coursedir.course_id) as gradebook:
        submission = gradebook.find_submission(assignment, student)
        score, max_score = submission.score, submission.max_score
    problems = tuple(_notes(_graded_path(converter.coursedir, student)).get("problems", ()))
    return StudentResult(student, score, max_score, message, time.monotonic() - started, problems)


class _OneSubmission(Autograde):
    """nbgrader's converter for one student, who may have handed in an empty folder."""

    failure: Exception | None = None

    def init_notebooks(self) -> None:
        pass  # SubmissionExporter finds them

    def convert_single_notebook(self, notebook_filename: str) -> None:
        try:
            super().convert_single_notebook(notebook_filename)
        except Exception as error:
            self.failure = error
            raise


class SubmissionExporter(NotebookExporter):
    """Writes notebooks as nbgrader's own exporter does, and reads what was handed in, whatever it is.

    nbgrader makes its exporter when it has listed the submissions and before it converts the first. That is the
    moment to put right what the list lacks: students whose notebook has another name or is not there at all, and
    folders in autograded/ that an interrupted run has left half-written.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if isinstance(self.parent, Autograde):
            try:
                _prepare(self.parent)
            except CourseError as error:
                self.parent.log.error(str(error))
                raise NbGraderException(str(error)) from error  # nbgrader ends with this and no traceback

    def from_filename(self, filename: str, resources: Any = None, **kwargs: Any) -> Any:
        path, about, coursedir = Path(filename), resources["nbgrader"], _coursedir(self)
        submitted = coursedir.format_path(coursedir.submitted_directory, about["student"], about["assignment"])
        if path.parent != Path(submitted):
            return super().from_filename(filename, resources=resources, **kwargs)
        rebuilt = _rebuild_submitted(path, _grader(coursedir.root).source(about["assignment"]))
        notebook = nbformat.from_dict(rebuilt.notebook)
        notebook.metadata[_NOTES] = {"problems": list(rebuilt.problems), "finished": False}
        return self.from_notebook_node(notebook, resources=resources, **kwargs)


class GradeInSandbox(NbGraderPreprocessor):
    """Grades the rebuilt notebook and leaves the verdicts in ``resources`` for `SaveVerdicts`."""

    cell_seconds = Float(Limits.cell_seconds, help="How long one cell may run, in seconds.").tag(config=True)
    call_seconds = Float(Limits.call_seconds, help="How long one call of an answer may take.").tag(config=True)
    memory_bytes = Int(Limits.memory_bytes, help="How much memory a submission may use.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        grader = _grader(_coursedir(self.parent).root)
        rebuilt = Rebuilt(nb, tuple(nb.metadata[_NOTES].problems))
        limits = Limits(self.cell_seconds, self.call_seconds, memory_bytes=self.memory_bytes)
        graded = grader.grade_rebuilt(rebuilt, resources["nbgrader"]["assignment"], limits=limits)
        resources["graded"] = graded
        notebook = nbformat.from_dict(graded.notebook)
        notebook.metadata[_NOTES] = {
            "finished": True,
            "problems": list(graded.problems),
            "isolated": graded.isolated,
            "seconds": round(graded.seconds, 3),
            "exercises": {name: _note(verdict) for name, verdict in graded.verdicts.items()},
        }
        return notebook, resources


def _note(verdict: Verdict) -> dict[str, Any]:
    """What it takes to list a verdict, and to reproduce it."""
    names = ("score", "max_score", "message", "misconception", "seed", "suite")
    return {name: getattr(verdict, name) for name in names}


class SaveVerdicts(NbGraderPreprocessor):
    """Writes the verdicts into the gradebook, all at once. A grade or comment given by hand stays."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        about, graded = resources["nbgrader"], resources["graded"]
        calls = exam_calls(
            _grader(_coursedir(self.parent).root).source(about["assignment"]), _known(about["assignment"])
        )
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


class FeedbackExporter(HTMLExporter):
    """nbgrader's feedback page, told to be as wide as the screen: students read it on a phone."""

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kwargs: Any) -> Any:
        html, resources = super().from_notebook_node(nb, resources, **kwargs)
        viewport = '<meta name="viewport" content="width=device-width, initial-scale=1">'
        return html.replace("<head>", f"<head>{viewport}", 1), resources


class FoldGivenCode(NbGraderPreprocessor):
    """Leaves code that the notebook folds away out of the feedback page, which a student reads for the verdicts."""

    def preprocess_cell(self, cell: NotebookNode, resources: Any, cell_index: int) -> tuple[NotebookNode, Any]:
        if cell.cell_type == "code" and cell.metadata.get("jupyter", {}).get("source_hidden"):
            cell.source = "# Given code, as in your notebook."
        return cell, resources


def _known(assignment: str) -> Assignment:
    try:
        return find_assignment(assignment)
    except KeyError as error:
        raise CourseError(error.args[0]) from error


def _rebuild_submitted(path: Path, source: dict[str, Any]) -> Rebuilt:
    try:
        found, remark = find_notebook(path.parent, path.stem)
        rebuilt = rebuild(read_bytes(found), source)
    except UnreadableError as error:
        return nothing_written(source, str(error))
    return Rebuilt(rebuilt.notebook, (remark, *rebuilt.problems)) if remark else rebuilt


def _prepare(converter: Autograde) -> None:
    coursedir = converter.coursedir = _ForgivingCourseDirectory.like(converter.coursedir)
    _register(coursedir)
    submitted = _submitted(coursedir)
    converter.assignments = {str(notebook.parent): [str(notebook)] for notebook in submitted.values()}
    for student in submitted:
        graded = _graded_path(coursedir, student)
        if graded.parent.exists() and not _notes(graded).get("finished"):
            rmtree(str(graded.parent))


def _submitted(coursedir: CourseDirectory) -> dict[str, Path]:
    """The submissions of the assignment by the students asked for: each student's id and where the notebook belongs."""
    before, after = coursedir.format_path(coursedir.submitted_directory, "\0", coursedir.assignment_id).split("\0")
    notebooks = {}
    for folder in sorted(Path(before).glob(coursedir.student_id + after)):
        student = str(folder)[len(before) : -len(after)]
        if folder.is_dir() and not student.startswith("."):
            notebooks[student] = folder / f"{coursedir.assignment_id}.ipynb"
    return notebooks


def _graded_path(coursedir: CourseDirectory, student: str) -> Path:
    folder = coursedir.format_path(coursedir.autograded_directory, student, coursedir.assignment_id)
    return Path(folder, f"{coursedir.assignment_id}.ipynb")


def _notes(path: Path) -> dict[str, Any]:
    """What we noted in a graded notebook; nothing where there is no whole notebook of ours."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))["metadata"][_NOTES]
    except (OSError, ValueError, KeyError):
        return {}


def _register(coursedir: CourseDirectory) -> None:
    """Put the assignment's cells and points into the gradebook, if they are not there as they are now.

    Raises:
        CourseError: the assignment is not known or not built, or its notebook does not fit its exams or the gradebook.
    """
    assignment = coursedir.assignment_id
    source = _grader(coursedir.root).source(assignment)
    exam_calls(source, _known(assignment))
    nbgrader = [cell["metadata"].get("nbgrader", {}) for cell in source["cells"]]
    wanted = {cell["grade_id"]: float(cell["points"]) for cell in nbgrader if cell.get("grade")}
    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        try:
            notebook = gradebook.find_notebook(assignment, assignment)
            if {cell.name: cell.max_score for cell in notebook.grade_cells} == wanted:
                return
        except MissingEntry:
            gradebook.update_or_create_assignment(assignment)
    node = nbformat.from_dict(source)
    for cell in node.cells:
        cell.source = "".join(cell.source)
    resources = {"nbgrader": {"notebook": assignment, "assignment": assignment, "db_url": coursedir.db_url}}
    try:
        for step in (LockCells, ClearSolutions, ClearOutput, ComputeChecksums, SaveCells):
            node, resources = step().preprocess(node, resources)
    except RuntimeError as error:
        raise CourseError(
            f"the graded cells of {assignment} are no longer those that submissions were graded by: "
            f"remove it from the gradebook (`nbgrader db assignment remove {assignment} --force`) and grade again"
        ) from error


@contextlib.contextmanager
def _one_engine() -> Iterator[None]:
    """Let nbgrader's many short connections share one engine, and with it the statements compiled once."""
    create_engine = nbgrader.api.create_engine
    nbgrader.api.create_engine = functools.cache(create_engine)
    try:
        yield
    finally:
        nbgrader.api.create_engine = create_engine


def _ask_for_a_human(coursedir: CourseDirectory) -> None:
    """Mark a submission that our own error kept from being graded, so that it is not taken for a zero."""
    assignment, student = coursedir.assignment_id, coursedir.student_id
    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        gradebook.update_or_create_student(student)
        for notebook in gradebook.update_or_create_submission(assignment, student).notebooks:
            for grade in notebook.grades:
                grade.needs_manual_grade = True
        gradebook.db.commit()


class _ForgivingCourseDirectory(CourseDirectory):
    """nbgrader fails on a damaged timestamp.txt; a submission without a readable time counts as in time."""

    @classmethod
    def like(cls, coursedir: CourseDirectory) -> _ForgivingCourseDirectory:
        values = {name: getattr(coursedir, name) for name in coursedir.trait_names(config=True)}
        return cls(parent=coursedir.parent, **values)

    def get_existing_timestamp(self, dest_path: str) -> datetime | None:
        try:
            return super().get_existing_timestamp(dest_path)
        except Exception as error:
            self.log.warning("No time can be read from %s: %r", os.path.join(dest_path, "timestamp.txt"), error)
            return None


@functools.cache
def _grader(root: str) -> Grader:
    grader = Grader(Path(root))
    atexit.register(grader.close)
    return grader
