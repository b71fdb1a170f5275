"""The sample class through the real `nbgrader autograde`: every grade as it should be, and feedback that says why."""

from __future__ import annotations

import html
import re
import sqlite3
from pathlib import Path

import pytest

from autograder.exams import find_assignment
from autograder.sample.demo import run_demo
from autograder.sample.desk import Submission
from autograder.sample.outcomes import as_expected, read_results
from autograder.sample.sample_course import make_course

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT = "01_correlation"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "course"
    assert run_demo(ROOT, folder, ASSIGNMENT), "a row of the demo's table is not what it should be"
    return folder


@pytest.fixture(scope="module")
def submissions(tmp_path_factory: pytest.TempPathFactory) -> list[Submission]:
    return make_course(ROOT, tmp_path_factory.mktemp("class") / "course", find_assignment(ASSIGNMENT))


def page(course: Path, student: str) -> str:
    return (course / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text(encoding="utf-8")


def test_the_class_is_large_and_everybody_is_someone_else(submissions: list[Submission]) -> None:
    assert len(submissions) >= 24
    assert len({s.student for s in submissions}) == len(submissions)


def test_every_grade_in_the_gradebook_is_the_examiners(course: Path, submissions: list[Submission]) -> None:
    query = """
        select submitted_assignment.student_id, sum(grade.auto_score)
        from grade
        join submitted_notebook on grade.notebook_id = submitted_notebook.id
        join submitted_assignment on submitted_notebook.assignment_id = submitted_assignment.id
        group by submitted_assignment.student_id
    """
    with sqlite3.connect(course / "gradebook.db") as database:
        saved = {student: round(score, 2) for student, score in database.execute(query)}
    noted = {
        s.student: round(sum(e["score"] for e in read_results(course, ASSIGNMENT, s.student)["exercises"].values()), 2)
        for s in submissions
    }
    assert saved == noted


def test_every_row_is_as_it_should_be(course: Path, submissions: list[Submission]) -> None:
    assert [s.student for s in submissions if not as_expected(s, read_results(course, ASSIGNMENT, s.student))] == []


def test_every_grade_was_made_in_isolation(course: Path, submissions: list[Submission]) -> None:
    assert all(read_results(course, ASSIGNMENT, s.student)["isolated"] for s in submissions)


def test_grades_are_exported(course: Path, submissions: list[Submission]) -> None:
    exported = (course / "grades.csv").read_text()
    assert all(s.student in exported for s in submissions)


def test_the_feedback_says_what_is_wrong_and_why(course: Path) -> None:
    text = html.unescape(re.sub(r"<[^>]+>", "", page(course, "flipped")))
    exercise = find_assignment(ASSIGNMENT).exercise("corr2d")
    flipped = next(m for m in exercise.misconceptions if m.name == "flipped kernel")
    assert exercise.properties[0].sentence in text
    assert "corr2d(" in text
    assert "np.array([[" in text
    assert re.search(r"Expected.*Yours", text, flags=re.DOTALL)
    assert '<svg class="grid"' in page(course, "flipped")
    assert flipped.explanation in text


def test_no_page_shows_the_source_of_an_exam(course: Path, submissions: list[Submission]) -> None:
    for submission in submissions:
        text = html.unescape(re.sub(r"<[^>]+>", "", page(course, submission.student)))
        for secret in ("HIDDEN TESTS", "SOLUTION", "from autograder", "hypothesis", "agrees(", "Misconception"):
            assert secret not in text, f"{secret!r} stands in the feedback of {submission.student}"
