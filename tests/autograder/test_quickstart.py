"""`autograder quickstart`: what a new course has in it, and what is left alone."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.cli import app
from autograder.course import CourseError, find_root
from autograder.exams import assignment_names
from autograder.quickstart.course_files import course_files
from autograder.quickstart.new_course import NewCourse, make_course

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> NewCourse:
    return make_course(tmp_path_factory.mktemp("new") / "course", students=3)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_is_a_course(made: NewCourse):
    assert find_root(made.folder / "submitted") == made.folder


def test_every_assignment_is_there_with_and_without_its_answers(made: NewCourse):
    assert made.assignments == assignment_names()
    for name in made.assignments:
        solution, released = (
            (made.folder / folder / name / f"{name}.ipynb").read_text() for folder in ("solutions", "assignments")
        )
        assert "BEGIN SOLUTION" in solution
        assert "BEGIN SOLUTION" not in released


def test_what_is_handed_out_beside_a_notebook_is_there(made: NewCourse):
    beside = made.folder / "assignments" / "09_train_and_report" / "networks.npz"
    assert beside.read_bytes() == (ROOT / "assignments" / "09_train_and_report" / "networks.npz").read_bytes()


def test_authored_sources_stay_out(made: NewCourse):
    assert list(made.folder.glob("solutions/*.*")) == []


def test_the_course_has_the_configuration_of_this_repository(made: NewCourse):
    assert (made.folder / "nbgrader_config.py").read_bytes() == (ROOT / "nbgrader_config.py").read_bytes()


def test_the_first_sample_has_one_mistake_one_gap_and_the_rest_right(made: NewCourse):
    text = (made.folder / "submitted" / "sample" / "01_correlation" / "01_correlation.ipynb").read_text()
    answers = {
        cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["source"])
        for cell in json.loads(text)["cells"]
        if cell["metadata"].get("nbgrader", {}).get("solution")
    }
    assert "NotImplementedError" in answers["filter_image"] or "not written" in answers["filter_image"]
    assert [name for name, source in answers.items() if "[::-1, ::-1]" in source and name == "corr2d"] == ["corr2d"]


def test_there_are_as_many_sample_students_as_were_asked_for(made: NewCourse):
    assert sorted(path.name for path in (made.folder / "submitted").iterdir()) == sorted(made.samples)
    assert len(made.samples) == 3
    assert all(name.startswith("sample") for name in made.samples)


def test_too_many_sample_students_are_refused_before_anything_is_made(tmp_path: Path):
    with pytest.raises(CourseError, match=r"there are \d+ sample students, not 99"):
        make_course(tmp_path / "course", students=99)
    assert list(tmp_path.iterdir()) == []


def test_the_readme_is_ten_lines_and_names_what_is_there(made: NewCourse):
    lines = (made.folder / "README.md").read_text().splitlines()
    assert len(lines) <= 15
    assert "autograder grade 01_correlation" in " ".join(lines)


def test_a_folder_that_is_made_is_the_instructors_alone(made: NewCourse):
    assert stat.S_IMODE(made.folder.stat().st_mode) == 0o700


def test_an_empty_folder_is_used_as_it_is(tmp_path: Path):
    make_course(tmp_path, students=0)
    assert (tmp_path / "nbgrader_config.py").exists()
    assert not (tmp_path / "submitted").exists()


@pytest.mark.parametrize("there", ["notes.txt", ".hidden"])
def test_a_folder_that_is_not_empty_is_refused_and_left_as_it_is(tmp_path: Path, there: str):
    (tmp_path / there).write_text("mine")
    with pytest.raises(CourseError, match=f"is not empty \\({there}\\)"):
        make_course(tmp_path)
    assert contents(tmp_path) == {there: b"mine"}


def test_a_file_and_a_dangling_link_are_refused(tmp_path: Path):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("file", "link"):
        with pytest.raises(CourseError, match="is a file"):
            make_course(tmp_path / name)


def test_what_cannot_be_written_whole_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(CourseError, match="No space left on device"):
        make_course(tmp_path / "course")
    assert list(tmp_path.iterdir()) == []


def test_where_the_wheel_brought_its_files_these_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for place in ("solutions/01_a/01_a.ipynb", "assignments/01_a/01_a.ipynb", "nbgrader_config.py"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).touch()
    monkeypatch.setattr("autograder.quickstart.course_files._IN_WHEEL", tmp_path)
    assert {str(place) for place in course_files()} == {
        "nbgrader_config.py", "assignments/01_a/01_a.ipynb", "solutions/01_a/01_a.ipynb",
    }  # fmt: skip


def test_a_package_without_the_files_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for place in ("_IN_WHEEL", "_IN_CHECKOUT"):
        monkeypatch.setattr(f"autograder.quickstart.course_files.{place}", tmp_path / place)
    with pytest.raises(CourseError, match="install the package again"):
        course_files()


def test_the_command_says_what_it_made_and_that_the_exam_is_in_it(tmp_path: Path):
    done = CliRunner().invoke(app, ["quickstart", str(tmp_path / "course")])
    assert done.exit_code == 0, done.output
    for said in ("nbgrader_config.py", "solutions/", "assignments/", "submitted/sample", "README.md"):
        assert said in done.output
    assert "gets the answers and the exams" in done.output


def test_the_command_refuses_in_one_line(tmp_path: Path):
    (tmp_path / "mine").touch()
    done = CliRunner().invoke(app, ["quickstart", str(tmp_path)])
    assert done.exit_code == 2
    assert done.output.startswith("autograder: ")
    assert done.output.count("\n") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_where_nothing_may_be_made_the_reason_is_said(tmp_path: Path):
    tmp_path.chmod(0o500)
    with pytest.raises(CourseError, match="Permission denied"):
        make_course(tmp_path / "course")
