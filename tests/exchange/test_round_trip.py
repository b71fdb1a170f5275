"""A whole class the way an instructor goes: download, collect, grade, export, hostile students included."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from archives_made import zipped

from autograder.exams import find_assignment
from autograder.exchange.archives import opened_archive
from autograder.exchange.downloads import read_download
from autograder.sample.desk import Submission
from autograder.sample.sample_class import sample_class

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
NAME = "01_correlation"
STUDENTS = ("right-style-1", "flipped", "blank", "forged-outputs", "malformed", "renamed")


def command(course: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"CNNEDU_COURSE": str(course), "PYTHONPATH": str(ROOT)}
    line = [sys.executable, "-m", "autograder", *map(str, arguments)]
    return subprocess.run(line, cwd=course, env=environment, capture_output=True, text=True, timeout=900)


@pytest.fixture(scope="module")
def submissions() -> list[Submission]:
    released = nbformat.read(ROOT / "assignments" / NAME / f"{NAME}.ipynb", as_version=4)
    return [s for s in sample_class(find_assignment(NAME), released) if s.student in STUDENTS]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "solutions" / NAME, root / "solutions" / NAME)
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    (root / "nbgrader_config.py").write_text(config + "\nc.GradeInSandbox.cell_seconds = 5\n")
    return root


def test_from_the_download_to_the_platforms_gradebook(course: Path, submissions: list[Submission]) -> None:
    assert {submission.student for submission in submissions} == set(STUDENTS)
    gradebook = io.StringIO()
    writer = csv.writer(gradebook)
    writer.writerow(["Student", "ID", "SIS User ID", "SIS Login ID", "Section", f"{NAME} (77)", "Final Score"])
    writer.writerow(["    Points Possible", "", "", "", "", "22", "(read only)"])
    files = {}
    for number, submission in enumerate(submissions, start=100):
        writer.writerow([f"Family, {submission.student}", number, "", submission.student, "A", "", ""])
        sent = f"family{submission.student.replace('-', '')}_{number}_{number + 900}_{submission.filename}"
        files[sent] = submission.content
    writer.writerow(["Never, Came", 99, "", "never", "A", "3", ""])
    exported = course / "canvas.csv"
    exported.write_text(gradebook.getvalue())
    download = zipped(course / "submissions.zip", files)
    with opened_archive(download) as archive:
        assert read_download(archive).system == "canvas"

    listed = command(course, "roster", exported)
    assert listed.returncode == 0, listed.stderr
    assert f"{len(STUDENTS) + 1} new" in listed.stdout
    collected = command(course, "collect", download, NAME)
    assert collected.returncode == 0, collected.stdout + collected.stderr
    assert f"Canvas: {len(STUDENTS)} collected." in collected.stdout
    assert "nothing from 1: never (Came Never)" in collected.stdout
    for submission in submissions:
        there = course / "submitted" / submission.student / NAME / f"{NAME}.ipynb"
        assert there.read_bytes() == submission.content

    graded = command(course, "grade", NAME)
    assert graded.returncode == 0, graded.stdout + graded.stderr

    done = command(course, "export", "--to", "canvas", "--template", exported, "--out", "back.csv")
    assert done.returncode == 0, done.stderr
    with (course / "back.csv").open(newline="") as file:
        header, possible, *body = csv.reader(file)
    assert header[5:] == [f"{NAME} (77)"]
    assert possible[5:] == ["22"]
    points = {row[3]: float(row[5]) for row in body}
    assert points.keys() == set(STUDENTS)
    worth = {exercise.name: exercise.points for exercise in find_assignment(NAME).exercises}
    for submission in submissions:
        earned = sum(worth[name] for name in submission.right)
        if submission.zero or len(submission.right) == len(worth):
            assert points[submission.student] == earned, submission.student
        else:
            assert earned <= points[submission.student] < 22, submission.student

    done = command(course, "export", "--to", "csv", "--exercises", "--out", "exercises.csv")
    assert done.returncode == 0, done.stderr
    with (course / "exercises.csv").open(newline="") as file:
        header, *body = csv.reader(file)
    for row in body:
        cells = [float(cell) for cell in row[4:] if cell]
        assert row[0] == "never" or sum(cells[:-1]) == pytest.approx(cells[-1], abs=0.05)
    assert [title.removeprefix(f"{NAME} ") for title in header[4:-1]] == list(worth)
