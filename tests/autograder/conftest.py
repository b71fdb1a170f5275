"""What tests of the gradebook share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory

from autograder.gradebook.configuration import course_config
from autograder.gradebook.records import course_directory

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gradebook of an assignment that nobody handed in: to make one takes nbgrader seconds."""
    folder = tmp_path_factory.mktemp("empty")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    coursedir = course_directory(course_config(folder, "a"))
    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        gradebook.add_assignment("a")
    return folder


@pytest.fixture
def coursedir(empty: Path, tmp_path: Path) -> CourseDirectory:
    """The course of an assignment named "a", with a gradebook of its own."""
    shutil.copytree(empty, tmp_path, dirs_exist_ok=True)
    return course_directory(course_config(tmp_path, "a"))
