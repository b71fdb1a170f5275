"""Due dates: set by the instructor's clock, kept as nbgrader keeps them, and what lateness costs and says."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory

from autograder.course import CourseError
from autograder.feedback.page.points import CellPoints, Points
from autograder.feedback.page.rendering import render_page
from autograder.gradebook.due_dates import due_dates, in_words, parse_time, set_due_date, set_extension
from autograder.gradebook.late_penalty import PerDay
from autograder.gradebook.points import points_of

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own

ZURICH_IN_MARCH = timezone(timedelta(hours=1))
DUE = datetime(2030, 3, 1, 23, 59, tzinfo=ZURICH_IN_MARCH)
DAY = 86400


@pytest.fixture
def coursedir(coursedir: CourseDirectory, tmp_path: Path) -> CourseDirectory:
    (tmp_path / "submitted" / "ada" / "a").mkdir(parents=True)
    return coursedir


def handed_in(coursedir: CourseDirectory, student: str, at: datetime) -> float:
    """Note a submission, and return the seconds that nbgrader finds it late."""
    with Gradebook(coursedir.db_url) as gradebook:
        gradebook.update_or_create_student(student)
        submission = gradebook.update_or_create_submission("a", student, timestamp=at.isoformat())
        return submission.total_seconds_late


def test_a_time_is_by_the_clock_of_this_machine():
    assert parse_time("2030-03-01 23:59", ZURICH_IN_MARCH) == DUE
    assert parse_time("2030-03-01 23:59").utcoffset() is not None


def test_a_time_may_name_its_clock():
    assert parse_time("2030-03-01 22:59+00:00", ZURICH_IN_MARCH) == DUE


@pytest.mark.parametrize("text", ["", "tomorrow", "2030-03-01", "01/03/2030 23:59", "2030-02-30 23:59", "23:59"])
def test_what_is_no_whole_time_is_refused(text: str):
    with pytest.raises(CourseError, match='say it as "2030-03-01 23:59"'):
        parse_time(text)


def test_nbgrader_finds_late_what_comes_after_it(coursedir: CourseDirectory):
    set_due_date(coursedir, DUE)
    assert handed_in(coursedir, "ada", DUE) == 0
    assert handed_in(coursedir, "bob", DUE + timedelta(hours=2)) == 7200


def test_what_was_set_is_read_back(coursedir: CourseDirectory):
    set_due_date(coursedir, DUE)
    assert due_dates(coursedir)["a"].at == DUE


def test_a_due_date_is_changed_and_taken_away(coursedir: CourseDirectory):
    set_due_date(coursedir, DUE)
    set_due_date(coursedir, DUE + timedelta(days=1))
    assert due_dates(coursedir)["a"].at == DUE + timedelta(days=1)
    set_due_date(coursedir, None)
    assert due_dates(coursedir)["a"].at is None


def test_one_student_has_longer(coursedir: CourseDirectory):
    set_due_date(coursedir, DUE)
    set_extension(coursedir, "ada", DUE + timedelta(days=2))
    assert due_dates(coursedir)["a"].extended == {"ada": DUE + timedelta(days=2)}
    assert handed_in(coursedir, "ada", DUE + timedelta(days=2, minutes=1)) == 60
    assert handed_in(coursedir, "bob", DUE + timedelta(minutes=2)) == 120


def test_who_has_longer_is_not_late_in_the_class_report(coursedir: CourseDirectory):
    set_due_date(coursedir, DUE)
    set_extension(coursedir, "ada", DUE + timedelta(days=2))
    handed_in(coursedir, "ada", DUE + timedelta(days=1))
    handed_in(coursedir, "bob", DUE + timedelta(days=1))
    late = {student: points.late for student, points in points_of(coursedir, "a").students.items()}
    assert late == {"ada": 0.0, "bob": DAY}


def test_an_extension_is_taken_back(coursedir: CourseDirectory):
    set_due_date(coursedir, DUE)
    set_extension(coursedir, "ada", DUE + timedelta(days=2))
    set_extension(coursedir, "ada", None)
    assert due_dates(coursedir)["a"].extended == {}


def test_longer_than_nothing_is_refused(coursedir: CourseDirectory):
    with pytest.raises(CourseError, match="has no due date: set that of the class first"):
        set_extension(coursedir, "ada", DUE)


def test_a_misspelt_student_is_asked_for(coursedir: CourseDirectory):
    set_due_date(coursedir, DUE)
    with pytest.raises(CourseError, match="nobody knows a student 'adda': did you mean ada"):
        set_extension(coursedir, "adda", DUE)


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=3, hours=1), "(in 3 days)"),
        (timedelta(days=1), "(in 1 day)"),
        (timedelta(hours=2), "(today)"),
        (timedelta(days=-2), "(2 days ago)"),
    ],
)
def test_a_time_is_told_with_its_distance(left: timedelta, said: str):
    assert in_words(DUE, DUE - left) == f"Fri 2030-03-01 23:59 UTC+01:00 {said}"


@pytest.mark.parametrize(
    ("late", "penalty"),
    [(1, None), (600, None), (601, 1.0), (DAY, 1.0), (DAY + 600, 1.0), (DAY + 601, 2.0), (9 * DAY, 5.0)],
)
def test_each_day_begun_costs_its_share_of_the_points(late: float, penalty: float | None):
    plugin = PerDay(percent_a_day=10, grace_minutes=10, most_percent=50)
    assert plugin.late_submission_penalty("ada", 10.0, late) == penalty


def test_nothing_is_taken_from_nothing():
    assert PerDay().late_submission_penalty("ada", 0.0, DAY) is None


def page(**about: float) -> str:
    notebook = {"cells": [], "metadata": {"cnnedu": {"exercises": {}, "problems": [], "isolated": True}}}
    return render_page(notebook, "ada", "a", Points({"a": CellPoints(2.0, 2.0)}, **about))


def test_the_feedback_page_says_how_late_it_was():
    assert "It was handed in 2 hours late." in page(late=7200.0)


def test_the_feedback_page_says_what_lateness_cost():
    assert "It was handed in 2 days late: 1 points were taken off." in page(late=2.0 * DAY, late_penalty=1.0)


def test_the_feedback_page_says_nothing_of_who_was_in_time():
    assert " late" not in page().split("<body>")[1]
