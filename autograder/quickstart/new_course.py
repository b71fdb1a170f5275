"""A folder made into a course that is ready to be graded. Nothing that lies there already is touched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2

from autograder.course import CourseError
from autograder.quickstart.course_files import course_files
from autograder.quickstart.sample_students import FIRST, sample_students

__all__ = ["NewCourse", "make_course"]

_README = Path(__file__).parent / "README.md.jinja"
_UNSEEN = """\
# A running course: what students hand in, grades, feedback, secrets
/submitted/
/autograded/
/feedback/
/reports/
/backups/
/gradebook.db*
/*.csv
/.course_secret
/.autograder_cache/
/.nbgrader.log
"""


@dataclass(frozen=True)
class NewCourse:
    """What was made: the folder, its assignments, and its sample students with what each handed in."""

    folder: Path
    assignments: tuple[str, ...]
    samples: Mapping[str, str]


def make_course(folder: Path, students: int = 1) -> NewCourse:
    """Make a course in a folder that is empty or not there yet; either all of it appears or nothing.

    Args:
        folder: the course's folder to be. One that is made is readable by its owner alone.
        students: how many sample students have handed in the first assignment.

    Raises:
        CourseError: the folder is not empty, is a file, or cannot be written; or there are not so many sample students.
    """
    folder = folder.expanduser().absolute()
    files = course_files()
    submissions = sample_students(files[Path("assignments", FIRST, f"{FIRST}.ipynb")], students)
    try:
        made = _empty(folder)
    except OSError as error:
        raise CourseError(f"{folder} cannot be made ({error.strerror}): choose another folder") from error
    try:
        for place, origin in files.items():
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(origin, folder / place)
        for submission in submissions:
            handed_in = folder / "submitted" / submission.student / FIRST
            handed_in.mkdir(parents=True)
            (handed_in / submission.filename).write_bytes(submission.content)
        (folder / "README.md").write_text(_readme(), encoding="utf-8")
        (folder / ".gitignore").write_text(_UNSEEN, encoding="utf-8")
    except OSError as error:
        _remove_all(folder, made)
        raise CourseError(f"{folder} cannot be written ({error.strerror}): choose another folder") from error
    assignments = sorted({place.parts[1] for place in files if place.parts[0] == "assignments"})
    return NewCourse(folder, tuple(assignments), {each.student: each.story for each in submissions})


def _empty(folder: Path) -> bool:
    """Make sure of an empty folder; returns whether it was made.

    Raises:
        CourseError: something is there.
        OSError: it cannot be made or read.
    """
    if not os.path.lexists(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700)
        return True
    if not folder.is_dir():
        raise CourseError(f"{folder} is a file: name a folder that is empty or not there yet")
    there = sorted(path.name for path in folder.iterdir())
    if there:
        some = ", ".join(there[:3]) + (" ..." if len(there) > 3 else "")
        raise CourseError(f"{folder} is not empty ({some}): name a folder that is empty or not there yet")
    return False


def _remove_all(folder: Path, made: bool) -> None:
    for path in folder.iterdir():
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
    if made:
        folder.rmdir()


def _readme() -> str:
    template = jinja2.Template(_README.read_text(encoding="utf-8"), undefined=jinja2.StrictUndefined)
    return template.render(first=FIRST) + "\n"
