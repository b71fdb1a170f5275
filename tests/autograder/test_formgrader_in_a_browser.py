"""nbgrader's formgrader on our gradebook, in a real browser: there are names, scores and our verdicts.

What is typed there is in the gradebook, on the feedback page, and survives another grading.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import GenerateFeedbackApp
from small_course import ASSIGNMENT, make_known, submission
from test_gradebook import HALF, RIGHT, WRONG, grade_everybody, make_course, nbgrader

from autograder.exchange.people import Person
from autograder.gradebook.configuration import course_config
from autograder.gradebook.people import enrol
from autograder.gradebook.records import course_directory

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")]

ROOT = Path(__file__).resolve().parents[2]
NAME = ASSIGNMENT.name
PEOPLE = {"ada": ("Ada", "Lovelace"), "bob": ("Robert", "Boole"), "eve": ("Eve", "Curie")}
COMMENT = "Look at x = 1 once more."
OPTIONS = ("--no-browser", "--allow-root", "--ServerApp.port_retries=0", "--IdentityProvider.token=")


@pytest.fixture(scope="module", autouse=True)
def known_assignment() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        make_known(patch)
        yield


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("formgrader") / "course"
    make_course(root, {"ada": RIGHT, "bob": submission(HALF), "eve": submission(WRONG)})
    coursedir = course_directory(course_config(root, NAME))
    enrol(coursedir, [Person(student, *names) for student, names in PEOPLE.items()])
    grade_everybody(root)
    return root


@pytest.fixture(scope="module")
def address(browser, course: Path, free_port: int) -> Iterator[str]:
    """Where a Jupyter server of the course's folder shows formgrader."""
    home = course.parent / "home"
    home.mkdir()
    environment = os.environ | {"HOME": str(home), "JUPYTER_CONFIG_DIR": str(home), "PYTHONPATH": str(ROOT)}
    extension = "--ServerApp.jpserver_extensions=nbgrader.server_extensions.formgrader=True"
    command = [sys.executable, "-m", "jupyter", "server", *OPTIONS, "--port", str(free_port), extension]
    with (course.parent / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=course, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{free_port}/formgrader/", server, course.parent / "log")
        yield f"http://127.0.0.1:{free_port}/formgrader"
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        assert server.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"nobody answers:\n{log.read_text()}")


@pytest.fixture
def page(browser, address: str):
    page = browser.new_page()
    page.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), lambda route: route.abort())  # MathJax: formgrader's own
    yield page
    page.close()


def test_submissions_are_listed_with_names_and_scores(page, address: str) -> None:
    page.goto(f"{address}/manage_submissions/{NAME}")
    page.wait_for_selector("text=Lovelace")
    rows = [row.inner_text().split("\t") for row in page.query_selector_all("tbody tr")]
    assert [(name.strip(), student, score) for name, student, _, _, score, *_ in rows] == [
        ("Boole, Robert", "bob", "0.5 / 2"),
        ("Curie, Eve", "eve", "0 / 2"),
        ("Lovelace, Ada", "ada", "2 / 2"),
    ]


def test_a_score_and_a_comment_typed_there_reach_the_student_and_survive_another_grading(
    page, address: str, course: Path
) -> None:
    page.goto(f"{address}/gradebook/{NAME}/{NAME}")
    page.click("tr:has(td:text('0.5 / 2')) a")
    page.wait_for_selector("text=1 of 2 properties do not hold.")
    page.wait_for_function("document.querySelector('input.score').placeholder == '0.5'")
    page.wait_for_function("formgrader.comments.loaded")
    for selector, typed in {"input.score": "1.5", "textarea.comment": COMMENT}.items():
        with page.expect_response(lambda response: response.request.method == "PUT") as saved:
            page.fill(selector, typed)
            page.locator(selector).blur()
        assert saved.value.ok
    page.reload()
    page.wait_for_function("document.querySelector('input.score').value == '1.5'")
    for _ in range(2):
        assert given_by_hand(course) == (1.5, COMMENT)
        assert nbgrader(GenerateFeedbackApp, course, NAME, "--force") == 0
        feedback = (course / "feedback" / "bob" / NAME / f"{NAME}.html").read_text()
        assert "1.5 of 2" in feedback
        assert COMMENT in feedback
        grade_everybody(course, force=True)


def given_by_hand(course: Path) -> tuple[float, str]:
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        grade = book.find_grade("f-exam", NAME, NAME, "bob")
        return grade.manual_score, book.find_comment("f", NAME, NAME, "bob").comment
