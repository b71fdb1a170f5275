"""A folder that is an nbgrader course with the sample class's submissions in it, ready to be graded."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat

from autograder.course import CourseError
from autograder.exam.exercise import Assignment
from autograder.sample.desk import Submission
from autograder.sample.sample_class import sample_class

__all__ = ["make_course"]

_SHORTER_LIMIT = "\nc.GradeInSandbox.cell_seconds = 5  # nobody wants to watch endless loops for longer\n"
_MARK = ".made-by-autograder-demo"


def make_course(root: Path, folder: Path, assignment: Assignment) -> list[Submission]:
    """Make a course with the sample class's submissions in `folder`; a demo that is there already is made anew.

    Args:
        root: the course to take the assignment and the configuration from.
        folder: where to put it.
        assignment: what the class hands in.

    Raises:
        CourseError: `folder` holds something else, or the assignment has not been built.
    """
    name = assignment.name
    if folder.exists():
        if not (folder / _MARK).exists() and any(folder.iterdir()):
            raise CourseError(f"{folder} is not empty and not a demo: choose another one with --folder")
        shutil.rmtree(folder)
    released = root / "assignments" / name / f"{name}.ipynb"
    if not released.exists():
        raise CourseError(f"{released} is not there: run `autograder build`")
    shutil.copytree(root / "solutions" / name, folder / "solutions" / name)
    config = (root / "nbgrader_config.py").read_text(encoding="utf-8")
    (folder / "nbgrader_config.py").write_text(config + _SHORTER_LIMIT, encoding="utf-8")
    (folder / _MARK).touch()
    submissions = sample_class(assignment, nbformat.read(released, as_version=4))
    for submission in submissions:
        place = folder / "submitted" / submission.student / name
        place.mkdir(parents=True)
        (place / submission.filename).write_bytes(submission.content)
    return submissions
