"""The class report: right counts, names that fit the class, nothing that loads or runs, one line where nothing is."""

from __future__ import annotations

import json
import random
import re
import shutil
import time
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from small_course import ASSIGNMENT, SOURCE, cell, make_known, submission

from autograder.classroom.grade_class import grade_class, who_handed_in
from autograder.course import CourseError
from autograder.gradebook import course_grader
from autograder.gradebook.configuration import course_config
from autograder.gradebook.points import AssignmentPoints, StudentPoints, points_of
from autograder.gradebook.records import course_directory
from autograder.report.alike import FEWEST, alikeness
from autograder.report.class_data import (
    NAMED,
    NO_VALUE,
    RIGHT,
    UNNAMED,
    UNWRITTEN,
    ClassData,
    Result,
    Work,
)
from autograder.report.class_report import class_report, report_on
from autograder.report.page import render_page
from autograder.report.so_far import so_far
from autograder.report.tallies import exercise_tallies, mistake_tallies

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own

ROOT = Path(__file__).parents[2]
NAME = ASSIGNMENT.name
HOSTILE = "<script>alert(1)</script>"
CLASS = {
    "ada": submission(),
    "bob": submission("def f(x):\n    return x"),
    "cem": submission("def f(x):\n    return x"),
    "dan": submission("def f(x):\n    return 1"),
    "eve": submission("def f(x):\n    ### BEGIN SOLUTION\n    raise NotImplementedError"),
    "fay": submission("def f(x):\n    raise ValueError('<b>no</b>')", cell("q", "import socket, scipy.signal")),
    "<i>gus": submission("def f(x):\n    return x + 1  # <img src=x onerror=alert(1)>"),
    "hal": b"{",
}


@pytest.fixture(scope="module", autouse=True)
def known_assignment():
    with pytest.MonkeyPatch.context() as patch:
        make_known(patch)
        yield


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A class that was graded for real, with one grade by hand and one late penalty, and one who was never graded."""
    root = tmp_path_factory.mktemp("reported")
    made = root / "solutions" / NAME
    made.mkdir(parents=True)
    (made / f"{NAME}.ipynb").write_text(json.dumps(SOURCE))
    shutil.copy(ROOT / "nbgrader_config.py", root)
    for student, content in CLASS.items():
        folder = root / "submitted" / student / NAME
        folder.mkdir(parents=True)
        (folder / f"{NAME}.ipynb").write_bytes(content)
    grade_class(root, NAME, who_handed_in(root, NAME))
    (root / "submitted" / "ida" / NAME).mkdir(parents=True)
    with Gradebook(course_directory(course_config(root, NAME)).db_url, "cnnedu") as gradebook:
        gradebook.add_student("jon")
        notebook = gradebook.find_submission_notebook(NAME, NAME, "dan")
        notebook.grades[0].manual_score = 1.5
        notebook.late_submission_penalty = 0.25
        gradebook.db.commit()
    return root


@pytest.fixture(scope="module")
def report(course):
    return class_report(course, NAME)


@pytest.fixture(scope="module")
def page(report):
    return render_page(report)


class _Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def test_states_are_what_the_exam_has_found(report):
    assert {work.student: work.results["f"].state for work in report.data.works} == {
        "ada": RIGHT,
        "<i>gus": RIGHT,
        "bob": NAMED,
        "cem": NAMED,
        "dan": UNNAMED,
        "eve": UNWRITTEN,
        "fay": NO_VALUE,
        "hal": UNWRITTEN,
    }


def test_notebooks_graded_before_states_were_noted_are_reported_by_their_points(course, tmp_path):
    earlier = tmp_path / "course"
    shutil.copytree(course, earlier)
    for path in earlier.glob(f"autograded/*/{NAME}/{NAME}.ipynb"):
        path.chmod(0o600)
        notebook = json.loads(path.read_bytes())
        for note in notebook["metadata"]["cnnedu"]["exercises"].values():
            del note["state"]
        path.write_text(json.dumps(notebook))
    states = {work.student: work.results["f"].state for work in class_report(earlier, NAME).data.works}
    assert (states["ada"], states["bob"], states["dan"]) == (RIGHT, NAMED, UNNAMED)


def test_grades_by_hand_and_late_penalties_count(report):
    totals = {work.student: work.total for work in report.data.works}
    assert (totals["ada"], totals["bob"], totals["dan"]) == (2.0, 0.0, 1.25)


def test_mistakes_are_counted_with_what_they_cost(report):
    (mistake,) = report.mistakes
    assert (mistake.name, mistake.students, mistake.lost) == ("forgot to add", ("bob", "cem"), 4.0)


def test_the_lecture_begins_with_the_costliest_and_its_own_advice(report):
    first = report.advice[0]
    assert first.seen == "2 of 8 made the mistake “forgot to add” in f, which cost 4 points in all."
    assert first.told == "You returned the number itself."


def test_what_is_broken_without_a_name_is_told_by_its_law(report):
    assert any(each.told == "What most of them break (1 of 1): f adds one." for each in report.advice)


def test_who_was_not_graded_and_who_handed_in_nothing_are_told_apart(report):
    assert (report.data.ungraded, report.data.absent) == (("ida",), ("jon",))


def test_the_stuck_are_told_why(report):
    reasons = {each.student: " ".join(each.reasons) for each in report.stuck}
    assert "dan" not in reasons
    assert "No call gave a value: ValueError" in reasons["fay"]
    assert "damaged or not a notebook" in reasons["hal"]


def test_what_was_tried_is_told(report):
    told = {(remark.student, remark.text) for remark in report.remarks}
    assert ("fay", "Imports scipy, without which this assignment is done.") in told
    assert ("fay", "Imports socket.") in told
    assert not any(student == "ada" for student, _ in told)


def test_every_name_comes_with_the_path_of_its_feedback(page):
    assert f"feedback/fay/{NAME}/{NAME}.html" in page


def test_nothing_of_a_students_becomes_html(page):
    assert not {"i", "img"} & {tag for tag, attrs in _Tags(page).tags if "class" not in attrs}
    assert [attrs for tag, attrs in _Tags(page).tags if tag == "script"] == [{}]
    assert "&lt;i&gt;gus" in page
    assert "<b>no</b>" not in page


def test_nothing_is_loaded_and_no_other_script_may_run(page):
    tags = _Tags(page).tags
    assert not [tag for tag, attrs in tags if {"src", "srcset", "data", "action"} & set(attrs) or tag == "link"]
    assert all((attrs["href"] or "").startswith("#") for tag, attrs in tags if tag == "a")
    assert "url(" not in page
    policy = next(attrs["content"] for tag, attrs in tags if attrs.get("http-equiv"))
    assert re.fullmatch(r"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-[\w+/=]+'", policy)


def test_control_characters_are_left_out(report):
    work = Work("r\u202etl\x1b[2J", 0.0, {"f": Result(0.0, 2.0, UNWRITTEN)})
    data = ClassData(NAME, {"f": 2.0}, 2.0, None, (work,))
    made = render_page(report_on(data, ["numpy"], report.course))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u202e]", made)


def test_an_assignment_nobody_handed_in_is_one_line(course):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(course_grader, "find_assignment", lambda name: ASSIGNMENT)
        with pytest.raises(CourseError, match=r"^nobody has handed in 02_other: look into .*submitted$"):
            class_report(course, "02_other")


def test_a_missing_gradebook_is_one_line_and_is_not_made(course, tmp_path):
    shutil.copytree(course / "submitted", tmp_path / "submitted")
    shutil.copy(course / "nbgrader_config.py", tmp_path)
    with pytest.raises(CourseError, match=r"there is no gradebook at .*: grade the class first"):
        class_report(tmp_path, NAME)
    assert not (tmp_path / "gradebook.db").exists()


def test_a_damaged_gradebook_is_one_line(course, tmp_path):
    shutil.copytree(course / "submitted", tmp_path / "submitted")
    shutil.copy(course / "nbgrader_config.py", tmp_path)
    (tmp_path / "gradebook.db").write_text("no database at all, but long enough to be taken for one" * 20)
    with pytest.raises(CourseError, match=r"cannot be used \(file is not a database\): it is damaged"):
        class_report(tmp_path, NAME)


def test_the_course_so_far_puts_assignments_beside_each_other(course):
    first = points_of(course_directory(course_config(course, NAME)), NAME)
    later = {
        "ada": StudentPoints(2.0, 0.0, {}, False, None, 0.0),
        "dan": StudentPoints(0.5, 0.0, {}, False, None, 60.0),
    }
    second = AssignmentPoints("02_later", 10.0, datetime(2026, 11, 20), later, first.enrolled)
    found = so_far([first, second])
    assert [(each.name, each.handed_in, each.late) for each in found.assignments] == [(NAME, 8, 0), ("02_later", 2, 1)]
    by_student = {each.student: each for each in found.students}
    assert by_student["ada"].shares == (1.0, 0.2)
    assert by_student["ada"].falling
    assert by_student["bob"].shares == (0.0, None)
    assert not by_student["bob"].falling


# A class of thousands, made up: answers of some styles, each with changes of its own.

WORDS = ("zeros", "ones", "abs", "max", "pad", "sum", "mean", "dot", "sort", "prod")


def made_up_answer(chance: random.Random) -> str:
    style = chance.randrange(6)
    lines = [f"    out = out + np.{WORDS[(style + i) % 10]}(x, {i})[{style}:, {i % 3}]" for i in range(8)]
    for _ in range(chance.randrange(2, 8)):
        call = f"np.{chance.choice(WORDS)}(x)[{chance.randrange(9)}]"
        line = f"    t{chance.randrange(99)} = {call} * {chance.randrange(50)}"
        lines.insert(chance.randrange(len(lines)), line)
    return "def g(x):\n    out = 0\n" + "\n".join(lines) + "\n    return out"


def renamed(source: str) -> str:
    source = source.replace("out", "result").replace("(x", "(image").replace("\n    ", "\n        ")
    return '# all my own\n"""Mine."""\n' + re.sub(r"\bt(\d)", r"thing_\1", source)


@pytest.fixture(scope="module")
def thousands():
    chance = random.Random(7)
    works = []
    for number in range(3000):
        state = chance.choices([RIGHT, NAMED, UNNAMED, NO_VALUE, UNWRITTEN], [60, 15, 10, 5, 10])[0]
        earned = 4.0 if state == RIGHT else 1.0 if state == NAMED else 0.0
        name = chance.choice(["flipped kernel", "padding forgotten"]) if state == NAMED else ""
        result = Result(earned, 4.0, state, name, f"About {name}.", "", ("It is linear.",) if state == UNNAMED else ())
        answers = {"g": made_up_answer(chance)}
        works.append(Work(f"student{number:04}", earned, {"g": result}, seconds=0.5, answers=answers, feedback="p"))
    copied = works[10].answers["g"]
    works[10] = Work("student0010", 4.0, {"g": Result(4.0, 4.0, RIGHT)}, answers={"g": copied})
    works[20] = Work("student0020", 4.0, {"g": Result(4.0, 4.0, RIGHT)}, answers={"g": renamed(copied)})
    return ClassData("03_many", {"g": 4.0}, 4.0, None, tuple(works))


def test_thousands_are_counted_once_each(thousands):
    (tally,) = exercise_tallies(thousands)
    assert sum(tally.states.values()) == 3000
    assert tally.lost == pytest.approx(4.0 * 3000 - sum(work.total for work in thousands.works))
    assert sum(len(mistake.students) for mistake in mistake_tallies(thousands)) == tally.states[NAMED]
    assert mistake_tallies(thousands)[0].lost >= mistake_tallies(thousands)[1].lost


def test_thousands_fit_on_a_page_and_take_seconds(thousands):
    started = time.process_time()
    made = report_on(thousands, ["numpy"], so_far([]))
    page = render_page(made)
    assert time.process_time() - started < 30
    assert len(page) < 3_000_000
    assert ("student0010", "student0020") in {(pair.first, pair.second) for pair in made.pairs}
    assert len(made.pairs) < 60


def class_with(*more: str, size: int = 30) -> dict[str, str]:
    chance = random.Random(3)
    answers = {f"s{number:02}": made_up_answer(chance) for number in range(size)}
    return answers | {f"t{number}": source for number, source in enumerate(more)}


def test_a_copy_with_other_names_comments_and_layout_stands_out():
    original = made_up_answer(random.Random(99))
    found = alikeness("g", class_with(original, renamed(original)))
    assert [(pair.first, pair.second, pair.distance) for pair in found.pairs] == [("t0", "t1", 0.0)]


def test_what_half_of_the_class_writes_does_not_stand_out():
    lecture = made_up_answer(random.Random(99))
    assert not alikeness("g", class_with(*[lecture] * 20)).pairs


def test_short_answers_do_not_stand_out():
    assert not alikeness("g", {f"s{i}": f"def g(n):\n    return n - {i // 2} + 1" for i in range(30)}).pairs


def test_a_handful_is_not_compared():
    copies = class_with(size=FEWEST - 1)
    assert not alikeness("g", dict.fromkeys(copies, made_up_answer(random.Random(1)))).enough


@pytest.mark.parametrize(
    "source", ["def g(:\n  '", "\x00" * 50, '"' * 30_000, "(" * 5_000, "if x:\n\t a\n  b", "é\ud800"]
)
def test_any_text_can_be_compared(source):
    assert alikeness("g", class_with(source)).compared >= 30
