"""The commands, run as a user runs them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import nbformat
import pytest

from autograder.exams import ASSIGNMENTS, find_assignment
from autograder.sample.desk import Submission
from autograder.sample.sample_class import sample_class

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT = "01_correlation"
STUDENTS = ("right-style-1", "flipped", "blank", "forged-outputs", "exits", "malformed", "renamed")


def autograder(*arguments: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autograder", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Submission, Path]]:
    released = nbformat.read(ROOT / "assignments" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4)
    folder = tmp_path_factory.mktemp("submitted")
    found = {}
    for submission in sample_class(find_assignment(ASSIGNMENT), released):
        if submission.student in STUDENTS:
            path = folder / submission.student / submission.filename
            path.parent.mkdir()
            path.write_bytes(submission.content)
            found[submission.student] = submission, path
    return found


@pytest.fixture(scope="module")
def checked(handed_in: dict[str, tuple[Submission, Path]]) -> subprocess.CompletedProcess[str]:
    return autograder("check", "--json", *(path for _, path in handed_in.values()))


@pytest.fixture(scope="module")
def objects(checked: subprocess.CompletedProcess[str]) -> dict[str, dict]:
    return {Path(o["notebook"]).parent.name: o for o in map(json.loads, checked.stdout.splitlines())}


def test_check_exits_0_when_every_notebook_could_be_graded(checked: subprocess.CompletedProcess[str]) -> None:
    assert checked.returncode == 0, checked.stderr


def test_check_prints_one_object_a_notebook(objects: dict[str, dict]) -> None:
    assert set(objects) == set(STUDENTS)


def test_check_prints_the_documented_object(objects: dict[str, dict]) -> None:
    for found in objects.values():
        assert set(found) == {
            "notebook", "assignment", "score", "max_score", "isolated", "exercises", "problems",
        }  # fmt: skip
        assert found["assignment"] == ASSIGNMENT
        assert set(found["exercises"]) == {e.name for e in find_assignment(ASSIGNMENT).exercises}
        for exercise in found["exercises"].values():
            assert set(exercise) == {
                "score", "max_score", "passed", "misconception", "message", "counterexample", "contrast",
                "properties",
            }  # fmt: skip
            for prop in exercise["properties"]:
                assert set(prop) == {"name", "passed", "message"}


def test_check_gives_the_points_that_are_earned(
    objects: dict[str, dict], handed_in: dict[str, tuple[Submission, Path]]
) -> None:
    for student, found in objects.items():
        submission, _ = handed_in[student]
        full = {name for name, e in found["exercises"].items() if e["score"] == e["max_score"]}
        assert full == submission.right, student
        if submission.zero:
            assert all(e["score"] == 0 for name, e in found["exercises"].items() if name not in submission.right)


def test_check_names_the_mistake(objects: dict[str, dict]) -> None:
    wrong = objects["flipped"]["exercises"]["corr2d"]
    assert wrong["misconception"] == "flipped kernel"
    assert wrong["counterexample"]["call"].startswith("corr2d(")
    assert wrong["counterexample"]["expected"] != wrong["counterexample"]["actual"]


def test_check_says_what_is_wrong_with_a_broken_file(objects: dict[str, dict]) -> None:
    assert objects["malformed"]["score"] == 0
    assert "damaged or not a notebook" in objects["malformed"]["problems"][0]


def test_check_grades_in_isolation(objects: dict[str, dict]) -> None:
    assert all(found["isolated"] is True for found in objects.values())


def test_check_goes_on_after_a_file_that_is_not_there(handed_in: dict[str, tuple[Submission, Path]]) -> None:
    _, blank = handed_in["blank"]
    done = autograder("check", "nowhere.ipynb", blank)
    assert done.returncode == 1
    assert "nowhere.ipynb cannot be read" in done.stderr
    assert "0 of 22 points" in done.stdout


def test_check_asks_for_the_assignment_where_nothing_tells(tmp_path: Path) -> None:
    nameless = tmp_path / "homework.ipynb"
    nameless.write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')
    done = autograder("check", nameless)
    assert done.returncode == 1
    assert "--assignment NAME" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("grade", "01_corelation"),
        ("demo", "--assignment", "01_corelation"),
        ("check", "x.ipynb", "--assignment", "01_"),
    ],
)
def test_a_misspelt_assignment_is_named_with_the_one_that_was_meant(arguments: tuple[str, ...]) -> None:
    done = autograder(*arguments)
    assert done.returncode == 2
    assert f"there is no assignment {arguments[-1]!r}" in done.stderr
    assert "did you mean 01_correlation?" in done.stderr


def test_an_unknown_assignment_is_answered_with_those_there_are() -> None:
    assert "the course has 01_correlation" in autograder("grade", "homework").stderr


@pytest.mark.parametrize("slow", ["nbgrader", "hypothesis", "numpy"])
def test_nothing_slow_is_imported_for_a_misspelt_assignment(slow: str) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "autograder", "grade", "01_corelation"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert f"| {slow}" not in re.sub(" +", " ", done.stderr)


@pytest.mark.parametrize("option", ["--version"])
def test_the_version_is_told_from_anywhere(option: str, tmp_path: Path) -> None:
    done = autograder(option, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"autograder {metadata.version('cnnedu')}\n")


def test_a_misspelt_exercise_is_named_with_the_one_that_was_meant() -> None:
    done = autograder("try", "corrr2d")
    assert (done.returncode, done.stderr) == (
        2,
        "autograder: there is no exercise 'corrr2d': did you mean corr2d?\n",
    )


def test_a_folder_with_another_courses_configuration_is_no_course(tmp_path: Path) -> None:
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()")
    done = autograder("grade", ASSIGNMENT, cwd=tmp_path)
    assert done.returncode == 2
    assert "it is no course of this autograder, which `autograder quickstart DIR` makes" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("typed", "proposed"), [("autograder grade 0", "01_correlation"), ("autograder qui", "quickstart")]
)
def test_a_shell_is_told_how_to_complete(typed: str, proposed: str) -> None:
    words = typed.split()
    done = subprocess.run(
        [sys.executable, "-m", "autograder"], cwd=ROOT, capture_output=True, text=True, timeout=60,
        env=os.environ
        | {"_AUTOGRADER_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(len(words) - 1)},
    )  # fmt: skip
    assert proposed in done.stdout.split()


def test_list_shows_every_exercise_and_its_points() -> None:
    listed = json.loads(autograder("list", "--json").stdout)
    assert {a["assignment"]: a["points"] for a in listed} == {
        a.name: sum(e.points for e in a.exercises) for a in ASSIGNMENTS
    }
    assert "corr2d" in autograder("list").stdout


def test_committed_notebooks_are_in_step_with_their_sources() -> None:
    done = autograder("build", "--check")
    assert (done.returncode, done.stderr) == (0, "")


def test_outside_a_course_the_remedy_is_named(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "build"],
        cwd=tmp_path, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin"},
    )  # fmt: skip
    assert done.returncode == 2
    assert "go to the course's folder" in done.stderr


def test_the_grammar_of_web_addresses_is_not_compiled_for_a_class() -> None:
    program = """
import sys
import autograder.classroom.grade_class
print("nbgrader.api" in sys.modules, "lark" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.stdout.split() == ["True", "False"], done.stderr
