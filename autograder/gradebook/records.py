"""What lies in nbgrader's folders: who handed in, and what we note in each graded notebook."""

from __future__ import annotations

import glob
import json
import os
import stat
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import rmtree
from traitlets.config import Config

from autograder.feedback.as_data import KEY
from autograder.notebook.read import is_linked

__all__ = [
    "ForgivingCourseDirectory",
    "course_directory",
    "discard_unfinished",
    "graded_path",
    "notes",
    "submissions",
    "submitted_folder",
    "time_of",
]


class ForgivingCourseDirectory(CourseDirectory):
    """Reads the times in submissions whatever they are, and copies nothing else out of one.

    nbgrader fails on a damaged timestamp.txt and waits for ever where it is a pipe: a submission without a readable
    time counts as in time. And it would copy whatever was handed in beside the notebook, the files that links lead to
    and pages with scripts included, into autograded/ and feedback/.
    """

    @classmethod
    def like(cls, coursedir: CourseDirectory) -> ForgivingCourseDirectory:
        values = {name: getattr(coursedir, name) for name in coursedir.trait_names(config=True)}
        forgiving = cls(parent=coursedir.parent, **values)
        submitted = forgiving.format_path(forgiving.submitted_directory, "\0", forgiving.assignment_id)
        source = forgiving.format_path(forgiving.source_directory, ".", forgiving.assignment_id)
        # nbgrader joins each pattern to a path as it is, and "*" finds nothing behind one that has a bracket.
        forgiving.ignore = ["*", glob.escape(submitted).replace("\0", "*"), glob.escape(source)]
        return forgiving

    def get_existing_timestamp(self, dest_path: str) -> datetime | None:
        try:
            time_of(Path(dest_path))
            return super().get_existing_timestamp(dest_path)
        except Exception as error:
            self.log.warning("No time can be read from %s: %r", os.path.join(dest_path, "timestamp.txt"), error)
            return None


def time_of(folder: Path) -> bytes:
    """Return what the timestamp.txt of a submission says; nothing where there is none.

    Raises:
        OSError: it cannot be read, or is a link, a pipe or a file longer than a time.
    """
    path = folder / "timestamp.txt"
    try:
        about = path.lstat()
    except FileNotFoundError:
        return b""
    if is_linked(folder) or not stat.S_ISREG(about.st_mode) or about.st_size > 200:
        raise OSError(f"{path} is no file that holds a time")
    return path.read_bytes()


def course_directory(config: Config) -> CourseDirectory:
    """Return nbgrader's idea of where a course's files are."""
    return CourseDirectory(config=config)


def submissions(coursedir: CourseDirectory) -> dict[str, Path]:
    """Return each student's id and where the notebook belongs, whether there is one or not.

    The students are those asked for who have a folder for the assignment, in order.
    """
    before, after = coursedir.format_path(coursedir.submitted_directory, "\0", coursedir.assignment_id).split("\0")
    notebooks = {}
    for folder in sorted(Path(before).glob(coursedir.student_id + after)):
        student = str(folder)[len(before) : -len(after)]
        if folder.is_dir() and not student.startswith("."):
            notebooks[student] = folder / f"{coursedir.assignment_id}.ipynb"
    return notebooks


def submitted_folder(coursedir: CourseDirectory, student: str) -> Path:
    """Return where a student's submission belongs, whether there is one or not."""
    return Path(coursedir.format_path(coursedir.submitted_directory, student, coursedir.assignment_id))


def graded_path(coursedir: CourseDirectory, student: str) -> Path:
    """Return where a student's graded notebook is, once there is one."""
    folder = coursedir.format_path(coursedir.autograded_directory, student, coursedir.assignment_id)
    return Path(folder, f"{coursedir.assignment_id}.ipynb")


def notes(graded: Path) -> dict[str, Any]:
    """Return what we noted in a graded notebook; nothing where there is no whole notebook of ours."""
    try:
        return json.loads(graded.read_text(encoding="utf-8"))["metadata"][KEY]
    except (OSError, ValueError, KeyError):
        return {}


def discard_unfinished(coursedir: CourseDirectory, students: Iterable[str]) -> None:
    """Remove the graded folders that an interrupted run has left half-written: nbgrader would take them for done."""
    for student in students:
        graded = graded_path(coursedir, student)
        if graded.parent.exists() and not notes(graded).get("finished"):
            rmtree(str(graded.parent))
