"""A gradebook in PostgreSQL holds what one in SQLite would, and keeps what people write into it meanwhile."""

from __future__ import annotations

import itertools
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from gradebook_contents import contents, with_grade
from nbgrader.api import Gradebook
from nbgrader.apps import AutogradeApp, ExportApp, GenerateFeedbackApp
from nbgrader.apps.api import NbGraderAPI
from nbgrader.apps.dbapp import DbUpgradeApp
from postgres_server import postgres_server
from small_course import submission
from test_gradebook import HALF, NAME, RIGHT, WRONG, grade_everybody, make_course, nbgrader, page
from test_gradebook import known_assignment as known_assignment  # a fixture

from autograder.course import CourseError
from autograder.gradebook import waiting
from autograder.gradebook.configuration import course_config
from autograder.gradebook.errors import GradebookUnreachable
from autograder.gradebook.writer import GradebookWriter
from autograder.report.class_report import class_report

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")]

STUDENTS = {"ada": RIGHT, "bob": submission(HALF), "eve": submission(WRONG), "nobody": None}
_names = (f"gradebook_{number}" for number in itertools.count())


@pytest.fixture(scope="module")
def server():
    with postgres_server() as server:
        yield server


@pytest.fixture
def url(server) -> str:
    return server.database(next(_names))


@pytest.fixture
def course(tmp_path):
    return make_course(tmp_path / "course", STUDENTS)


def in_its_configuration(root: Path, url: str) -> Path:
    with (root / "nbgrader_config.py").open("a") as file:
        file.write(f"\nc.CourseDirectory.db_url = {url!r}\n")
    return root


def test_the_grades_are_those_of_sqlite(course, url, tmp_path):
    beside = make_course(tmp_path / "beside", STUDENTS)
    in_postgres = grade_everybody(course, db_url=url, jobs=2)
    in_sqlite = grade_everybody(beside, jobs=2)
    assert contents(url) == contents(f"sqlite:///{beside / 'gradebook.db'}")
    assert [(each.student, each.score) for each in in_postgres] == [(each.student, each.score) for each in in_sqlite]
    assert not (course / "gradebook.db").exists()


def test_nbgraders_own_commands_work_with_it(course, url, tmp_path):
    in_its_configuration(course, url)
    commands = [
        (AutogradeApp, NAME),
        (GenerateFeedbackApp, NAME),
        (ExportApp, "--to", str(tmp_path / "grades.csv")),
    ]
    assert [nbgrader(app, course, *arguments) for app, *arguments in commands] == [0, 0, 0]
    assert (tmp_path / "grades.csv").read_text().count(NAME) == len(STUDENTS)
    assert "0.5 of 2 points" in " ".join(page(course, "bob").split())


def test_formgrader_and_upgrades_work_with_it(course, url):
    grade_everybody(in_its_configuration(course, url))
    api = NbGraderAPI(config=course_config(course, NAME))
    assert api.get_assignment(NAME)["average_score"] == pytest.approx(2.5 / len(STUDENTS))
    assert {each["student"]: each["score"] for each in api.get_submissions(NAME)}["bob"] == 0.5
    assert len(api.get_notebook_submissions(NAME, NAME)) == len(api.get_students()) == len(STUDENTS)
    assert [each["score"] for each in api.get_student_submissions("ada")] == [2.0]
    assert nbgrader(DbUpgradeApp, course) == 0


def test_a_class_report_reads_from_it(course, url):
    grade_everybody(in_its_configuration(course, url))
    data = class_report(course, NAME).data
    assert (data.most, len(data.works), data.ungraded, data.absent) == (2.0, len(STUDENTS), (), ())


def test_what_was_graded_into_another_gradebook_is_graded_into_this_one(course, url):
    grade_everybody(course)
    results = grade_everybody(course, db_url=url)
    assert contents(url) == contents(f"sqlite:///{course / 'gradebook.db'}")
    assert all(result.seconds for result in results)


def test_grades_and_comments_by_hand_survive_a_regrade(course, url):
    grade_everybody(course, db_url=url)
    with_grade(url, "eve", manual_score=1.5, extra_credit=0.25)
    with Gradebook(url) as book:
        book.find_comment("f", NAME, NAME, "eve").manual_comment = "Come & see me, Żaneta."
        book.db.commit()
    before = contents(url)
    grade_everybody(course, db_url=url, force=True)
    assert contents(url) == before
    assert before["eve"].manual == 1.5
    assert before["eve"].comments == ("Come & see me, Żaneta.",)


def test_a_formgrader_that_writes_meanwhile_loses_nothing_and_breaks_nothing(course, url):
    """As formgrader does it: read a grade, change one field, commit; again and again, for every student."""
    grade_everybody(course, db_url=url)
    before = contents(url)
    written: dict[str, float] = {}
    stop = threading.Event()
    failures: list[Exception] = []

    def formgrader() -> None:
        number = 0
        while not stop.is_set():
            for student in ("ada", "bob", "eve"):
                number += 1
                try:
                    with_grade(url, student, manual_score=number / 100, needs_manual_grade=False)
                    written[student] = number / 100
                except Exception as error:
                    failures.append(error)

    thread = threading.Thread(target=formgrader)
    thread.start()
    try:
        for _ in range(3):
            results = grade_everybody(course, db_url=url, force=True)
            assert [result.message for result in results] == [""] * len(STUDENTS)
    finally:
        stop.set()
        thread.join()
    after = contents(url)
    assert failures == []
    assert {student: after[student].manual for student in written} == written
    assert {student: grade.auto for student, grade in after.items()} == {s: g.auto for s, g in before.items()}


def test_a_server_that_starts_anew_is_waited_for(course, url, server, monkeypatch):
    def server_is_back(seconds: float) -> None:
        server.start()

    heard = []

    def stop_once(result: object) -> None:
        if not heard:
            server.stop()
        heard.append(result)

    # Of this module alone: workers sleep, too, and have no server to start.
    monkeypatch.setattr(waiting, "time", SimpleNamespace(monotonic=time.monotonic, sleep=server_is_back))
    results = grade_everybody(course, db_url=url, progress=stop_once)
    assert [result.message for result in results] == [""] * len(STUDENTS)
    assert contents(url)["ada"].auto == 2.0


def test_a_server_that_is_not_there_is_named_without_its_password(course, tmp_path):
    url = f"postgresql+psycopg://grader:hunter2@/nowhere?host={tmp_path}"
    with pytest.raises(GradebookUnreachable, match=r"grader:\*\*\*@.* cannot be used .*: see whether the server runs"):
        GradebookWriter(course_config(course, NAME, db_url=url))


@pytest.mark.parametrize(
    ("url", "got"), [("gradebook.db", "no address of a database"), ("postgres://x/y", "of the kind 'postgres'")]
)
def test_an_address_that_is_none_is_refused_with_an_example(course, url, got):
    with pytest.raises(CourseError, match=f"{got}.* write sqlite:////path"):
        GradebookWriter(course_config(course, NAME, db_url=url))


def test_without_the_driver_it_says_what_to_install(course):
    program = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from autograder.gradebook.errors import gradebook_errors\n"
        "from sqlalchemy import create_engine\n"
        "with gradebook_errors('postgresql+psycopg://x/y'): create_engine('postgresql+psycopg://x/y')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "pip install 'cnnedu[postgres]'" in done.stderr.splitlines()[-1]
