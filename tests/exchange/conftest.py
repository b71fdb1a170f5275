from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from autograder.exchange.people import Person
from autograder.gradebook.configuration import course_config
from autograder.gradebook.people import enrol
from autograder.gradebook.records import course_directory

ROOT = Path(__file__).parents[2]


@pytest.fixture
def course(made_course: Path, tmp_path: Path) -> Path:
    """A course with two assignments and three students in its gradebook; each test has its own."""
    return Path(shutil.copytree(made_course, tmp_path / "course"))


@pytest.fixture(scope="session")
def made_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made") / "course"  # to make a gradebook takes seconds, to copy one nothing
    for name in ("01_small", "02_other"):
        folder = root / "solutions" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.ipynb").write_text(json.dumps({"cells": [], "metadata": {}}))
    (root / "nbgrader_config.py").write_text((ROOT / "nbgrader_config.py").read_text(encoding="utf-8"))
    people = (
        Person("ada", "Ada", "Lovelace", "ada@example.org", "101"),
        Person("bob", "Bob", "Babbage", "bob@example.org", "102"),
        Person("cyd", "Cyd", "Charisse", "cyd@example.org", "103"),
    )
    enrol(course_directory(course_config(root, "01_small")), people)
    return root
