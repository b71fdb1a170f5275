"""A whole class through the real nbgrader: every trap of its own grading, and what a gradebook must never lose."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import shutil
import sqlite3
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from nbgrader.api import Gradebook
from nbgrader.apps import AutogradeApp, ExportApp, GenerateAssignmentApp, GenerateFeedbackApp
from nbgrader.converters import Autograde
from small_course import ASSIGNMENT, SOURCE, cell, make_known, notebook, submission
from typer.testing import CliRunner

from autograder.classroom import grade_class as class_run
from autograder.classroom.grade_class import StudentResult, grade_class, who_handed_in
from autograder.cli import app
from autograder.course import CourseError
from autograder.exam.examiner import Examiner
from autograder.gradebook import course_grader, plugins, soundness, writer
from autograder.gradebook.backup import backups
from autograder.gradebook.configuration import course_config
from autograder.gradebook.due_dates import set_due_date
from autograder.gradebook.plugins import SubmissionExporter
from autograder.gradebook.readiness import make_ready
from autograder.gradebook.records import course_directory

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own

ROOT = Path(__file__).parents[2]
NAME = ASSIGNMENT.name
RIGHT = submission()
WRONG = "def f(x):\n    return x"
HALF = "def f(x):\n    return 1"
PAGE = "<script>fetch('/formgrader/api/grade')</script>"


def edited(handed_in: dict[str, Any], **changes: Any) -> bytes:
    """A submission with its answer cell's or, for keys beginning with exam_, its graded cell's fields changed."""
    for key, value in changes.items():
        which = handed_in["cells"][-1] if key.startswith("exam_") else handed_in["cells"][1]
        which[key.removeprefix("exam_")] = value
    return json.dumps(handed_in).encode()


def tagged_to_be_skipped() -> bytes:
    handed_in = notebook(WRONG)
    for each in handed_in["cells"]:
        each["metadata"]["tags"] = ["skip-execution"]
    return json.dumps(handed_in).encode()


def worth_a_thousand() -> bytes:
    handed_in = notebook(HALF)
    handed_in["cells"][-1]["metadata"]["nbgrader"]["points"] = 1000
    return json.dumps(handed_in).encode()


def with_a_verdict() -> bytes:
    handed_in = notebook(WRONG)
    verdict = {"verdict": json.dumps({"exercise": "I am right", "passed": True, "score": 2, "max_score": 2})}
    handed_in["metadata"]["cnnedu"] = {"problems": ["I am right"], "finished": True}
    handed_in["cells"].append(
        {"cell_type": "markdown", "id": "feedback-networks", "metadata": {}, "source": "<hr>I am right"}
    )
    for each in handed_in["cells"]:
        each["metadata"]["cnnedu"] = verdict
    return json.dumps(handed_in).encode()


def every_cell_twice() -> bytes:
    handed_in = notebook()
    handed_in["cells"] = [each for each in handed_in["cells"] for _ in range(2)]
    return json.dumps(handed_in).encode()


def without_graded_cell() -> bytes:
    handed_in = notebook("pass")
    handed_in["cells"].pop()
    return json.dumps(handed_in).encode()


FORGED = [{"output_type": "execute_result", "data": {"text/plain": "2.0"}, "metadata": {}, "execution_count": 1}]
NOISE = "import sys, warnings\nwarnings.warn('careful')\nprint('hm', file=sys.stderr)"

HARD_TO_COLOUR = 'text = "%' + "0" * 100_000 + '"'  # Pygments takes twenty minutes for it
COUNTING = """outputs = get_ipython().outputs._outputs
outputs.append({"output_type": "execute_result", "data": {"text/plain": "x"}, "metadata": {}, "execution_count": -5})"""

# student: (file name, content, points, what the problems say)
CLASS: dict[str, tuple[str, bytes | None, float, str]] = {
    "right": (f"{NAME}.ipynb", RIGHT, 2.0, ""),
    "half": (f"{NAME}.ipynb", submission(HALF), 0.5, ""),
    "wrong": (f"{NAME}.ipynb", submission(WRONG), 0.0, ""),
    "silent": (f"{NAME}.ipynb", without_graded_cell(), 0.0, "f-exam: locked, but missing"),
    "noisy": (f"{NAME}.ipynb", submission(f"{NOISE}\ndef f(x):\n    print('hm')\n    return x + 1"), 2.0, ""),
    "not-a-number": (f"{NAME}.ipynb", submission("def f(x):\n    return float('nan')\nfloat('nan')"), 0.0, ""),
    "forged": (f"{NAME}.ipynb", edited(notebook(WRONG), exam_outputs=FORGED, outputs=FORGED), 0.0, ""),
    "own-exam": (f"{NAME}.ipynb", edited(notebook(WRONG), exam_source="2.0"), 0.0, "f-exam: locked, but changed"),
    "skipping": (f"{NAME}.ipynb", tagged_to_be_skipped(), 0.0, ""),
    "thousand": (f"{NAME}.ipynb", worth_a_thousand(), 0.5, ""),
    "own-verdict": (f"{NAME}.ipynb", with_a_verdict(), 0.0, ""),
    "twice": (f"{NAME}.ipynb", every_cell_twice(), 2.0, ""),
    "quitting": (f"{NAME}.ipynb", submission("def f(x):\n    return x + 1", cell("q", "exit()")), 2.0, ""),
    "scripting": (
        f"{NAME}.ipynb",
        submission(
            f"from IPython.display import HTML, display\ndisplay(HTML({PAGE!r}))\ndef f(x):\n    return x + 1",
            {"cell_type": "markdown", "id": "m", "metadata": {}, "source": PAGE},
        ),
        2.0,
        "",
    ),
    "nothing": ("notes.txt", b"I forgot", 0.0, "No notebook was handed in"),
    "broken": (f"{NAME}.ipynb", b'{"cells": [', 0.0, "damaged or not a notebook"),
    "untitled": ("Untitled.ipynb", RIGHT, 2.0, "The notebook is called Untitled.ipynb"),
    "two": ("a.ipynb", RIGHT, 0.0, "Several notebooks were handed in"),
    "odd-time": (f"{NAME}.ipynb", RIGHT, 2.0, ""),
    "linked": (f"{NAME}.ipynb", None, 0.0, "is a link: hand in the folder itself"),
    "waiting": (f"{NAME}.ipynb", None, 0.0, "is not a plain file"),
    "accompanied": (f"{NAME}.ipynb", RIGHT, 2.0, ""),
    "colourful": (f"{NAME}.ipynb", submission(f"{HARD_TO_COLOUR}\ndef f(x):\n    return x + 1"), 2.0, ""),
    "counting": (f"{NAME}.ipynb", submission(f"{COUNTING}\ndef f(x):\n    return x + 1"), 2.0, ""),
}


def make_course(root: Path, students: dict[str, bytes | None] | None = None) -> Path:
    (root / "solutions" / NAME).mkdir(parents=True)
    (root / "solutions" / NAME / f"{NAME}.ipynb").write_text(json.dumps(SOURCE))
    (root / "solutions" / f"{NAME}.py").write_text("secret_answer = 1")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    handed_in = {s: (f"{NAME}.ipynb", content) for s, content in (students or {}).items()}
    if students is None:
        handed_in = {student: (filename, content) for student, (filename, content, *_) in CLASS.items()}
    for student, (filename, content) in handed_in.items():
        folder = root / "submitted" / student / NAME
        folder.mkdir(parents=True)
        if content is not None:
            (folder / filename).write_bytes(content)
    if students is None:
        (root / "submitted" / "two" / NAME / "b.ipynb").write_bytes(RIGHT)
        (root / "submitted" / "odd-time" / NAME / "timestamp.txt").write_bytes(b"yesterday \xff")
        (root / "submitted" / "linked" / NAME).rmdir()
        (root / "submitted" / "linked" / NAME).symlink_to(root / "submitted" / "right" / NAME)
        os.mkfifo(root / "submitted" / "waiting" / NAME / f"{NAME}.ipynb")
        os.mkfifo(root / "submitted" / "waiting" / NAME / "timestamp.txt")
        (root / "submitted" / "accompanied" / NAME / "timestamp.txt").write_text("2026-11-20 12:00:00 UTC")
        (root / "submitted" / "accompanied" / NAME / "extra.html").write_text(PAGE)
        (root / "submitted" / "accompanied" / NAME / "link").symlink_to("/etc/hostname")
        os.mkfifo(root / "submitted" / "accompanied" / NAME / "pipe")
    return root


@pytest.fixture(scope="module", autouse=True)
def known_assignment():
    with pytest.MonkeyPatch.context() as patch:
        make_known(patch)
        yield


def nbgrader(app_class: type, root: Path, *arguments: str) -> int:
    """Run an nbgrader command in this process, where the small course is known. Return its exit status."""
    app = app_class()
    with contextlib.chdir(root) if hasattr(contextlib, "chdir") else _chdir(root):
        try:
            app.initialize(list(arguments))
            app.start()
        except SystemExit as end:
            return int(end.code or 0)
    return 0


@contextlib.contextmanager
def _chdir(root: Path):  # until Python 3.11
    before = Path.cwd()
    os.chdir(root)
    try:
        yield
    finally:
        os.chdir(before)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The class graded by nbgrader's own commands."""
    root = make_course(tmp_path_factory.mktemp("course"))
    statuses = [
        nbgrader(GenerateAssignmentApp, root, NAME),
        nbgrader(AutogradeApp, root, NAME),
        nbgrader(GenerateFeedbackApp, root, NAME),
        nbgrader(ExportApp, root, "--to", "grades.csv"),
    ]
    assert statuses == [0, 0, 0, 0]
    return root


def grade_everybody(root: Path, student: str = "*", **options: Any) -> list[StudentResult]:
    """What `autograder grade` does."""
    return grade_class(root, NAME, who_handed_in(root, NAME, student), **options)


def grades(root: Path) -> dict[str, tuple[float | None, float | None, bool]]:
    """What the gradebook holds for each student: auto score, manual score, whether a human must look."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        return {
            submitted.student.id: (grade.auto_score, grade.manual_score, grade.needs_manual_grade)
            for submitted in book.assignment_submissions(NAME)
            for part in submitted.notebooks
            for grade in part.grades
        }


def graded(root: Path, student: str) -> dict[str, Any]:
    return json.loads((root / "autograded" / student / NAME / f"{NAME}.ipynb").read_text())


def page(root: Path, student: str) -> str:
    return (root / "feedback" / student / NAME / f"{NAME}.html").read_text()


@pytest.mark.parametrize("student", CLASS)
def test_the_gradebook_holds_the_points(course, student):
    assert grades(course)[student] == (CLASS[student][2], None, False)


@pytest.mark.parametrize("student", [s for s in CLASS if CLASS[s][3]])
def test_the_student_reads_what_was_wrong(course, student):
    assert CLASS[student][3] in " ".join(graded(course, student)["metadata"]["cnnedu"]["problems"])


@pytest.mark.parametrize("student", [s for s in CLASS if not CLASS[s][3]])
def test_an_honest_file_has_no_problems(course, student):
    problems = graded(course, student)["metadata"]["cnnedu"]["problems"]
    assert [p for p in problems if "exit()" not in p] == []


@pytest.mark.parametrize("student", CLASS)
def test_the_feedback_page_shows_no_hidden_test(course, student):
    assert "check(" not in page(course, student)


def test_the_feedback_page_shows_the_counterexample(course):
    assert "The smallest input found" in page(course, "wrong")


def test_the_feedback_page_names_the_misconception(course):
    assert "You returned the number itself." in page(course, "wrong")


def test_the_feedback_page_fits_a_phone(course):
    assert '<meta name="viewport" content="width=device-width' in page(course, "right")


def test_the_feedback_page_lists_the_problems(course):
    assert "No notebook was handed in" in page(course, "nothing")


def test_the_points_on_the_page_are_those_of_the_gradebook(small):
    """A manual grade, extra credit and a late penalty, given after grading."""
    change_grade(small, "eve", manual_score=1.5, extra_credit=0.25)
    with Gradebook(f"sqlite:///{small / 'gradebook.db'}") as book:
        book.find_submission_notebook(NAME, NAME, "eve").late_submission_penalty = 0.5
        book.find_comment("f", NAME, NAME, "eve").manual_comment = "Come & see me."
        book.db.commit()
        submission = book.find_submission(NAME, "eve")
        exported = submission.score - submission.late_submission_penalty
    assert nbgrader(GenerateFeedbackApp, small, NAME, "--student", "eve") == 0
    text = " ".join(BeautifulSoup(page(small, "eve"), "html.parser").get_text(" ").split())
    assert f"{exported:g} of 2 points 0.5 points were taken off because it was handed in late." in text
    assert "0.25 points of extra credit are in it." in text
    assert "f 1.75 of 2 points" in text
    assert "Graded by hand." in text
    assert "From your instructor Come & see me." in text


def test_a_verdict_that_a_student_wrote_into_the_metadata_is_not_believed(course):
    shown = BeautifulSoup(page(course, "own-verdict"), "html.parser")
    assert "0 of 2 points" in " ".join(shown.header.get_text(" ").split())
    assert "I am right" not in shown.header.get_text(" ")
    assert shown.hr is None


def test_no_script_of_a_student_runs_in_the_graded_notebook(course):
    cells = graded(course, "scripting")["cells"]
    shown = [c["source"] if c["cell_type"] == "markdown" else c["outputs"] for c in cells]
    assert "<script>" not in json.dumps(shown)


def test_no_script_of_a_student_runs_in_the_feedback_page(course):
    assert "<script>fetch" not in page(course, "scripting")


@pytest.mark.parametrize("folder", ["autograded", "feedback"])
def test_nothing_that_lies_beside_a_notebook_is_copied(course, folder):
    copied = {path.name for path in (course / folder / "accompanied" / NAME).iterdir()}
    assert copied <= {f"{NAME}.ipynb", f"{NAME}.html", "timestamp.txt"}


def test_the_time_of_handing_in_is_kept(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        assert book.find_submission(NAME, "accompanied").timestamp.day == 20
    assert (course / "autograded" / "accompanied" / NAME / "timestamp.txt").exists()


def test_who_links_to_a_classmate_gets_no_page_of_theirs(course):
    assert "return x + 1" not in page(course, "linked")


def test_the_release_holds_the_notebook_and_nothing_else(course):
    assert [p.name for p in (course / "assignments" / NAME).iterdir()] == [f"{NAME}.ipynb"]


def test_export_lists_every_student(course):
    with (course / "grades.csv").open() as file:
        exported = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert exported == {student: points for student, (_, _, points, _) in CLASS.items()}


@pytest.mark.slow
def test_our_own_command_fills_the_gradebook_alike(course, tmp_path):
    root = make_course(tmp_path / "again")
    results = grade_everybody(root)
    assert grades(root) == grades(course)
    assert {r.student: r.score for r in results} == {s: CLASS[s][2] for s in CLASS}


@pytest.fixture(scope="module")
def small_and_saved(tmp_path_factory):
    """Three students, graded; and a copy to go back to. The folder stays the same, and with it the warm sandbox."""
    root = make_course(
        tmp_path_factory.mktemp("small"), {"ada": RIGHT, "bob": submission(HALF), "eve": submission(WRONG)}
    )
    grade_everybody(root)
    saved = tmp_path_factory.mktemp("saved") / "small"
    shutil.copytree(root, saved)
    return root, saved


@pytest.fixture
def small(small_and_saved):
    root, saved = small_and_saved
    shutil.rmtree(root)
    shutil.copytree(saved, root)
    return root


def change_grade(root: Path, student: str, **values: Any) -> None:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        grade = book.find_grade("f-exam", NAME, NAME, student)
        for name, value in values.items():
            setattr(grade, name, value)
        book.db.commit()


def test_a_student_who_was_graded_is_not_graded_again(small):
    change_grade(small, "ada", auto_score=0.25)
    grade_everybody(small)
    assert grades(small)["ada"][0] == 0.25


def test_force_grades_again(small):
    change_grade(small, "ada", auto_score=0.25)
    grade_everybody(small, force=True)
    assert grades(small)["ada"][0] == 2.0


def test_regrading_changes_nothing(small):
    before = grades(small)
    grade_everybody(small, force=True)
    assert grades(small) == before


def test_a_manual_grade_survives_regrading(small):
    change_grade(small, "eve", manual_score=1.5)
    grade_everybody(small, force=True)
    assert grades(small)["eve"] == (0.0, 1.5, False)


def test_a_manual_grade_is_to_be_reviewed_when_the_submission_now_earns_something_else(small):
    change_grade(small, "eve", manual_score=1.5)
    (small / "submitted" / "eve" / NAME / f"{NAME}.ipynb").write_bytes(RIGHT)
    grade_everybody(small, force=True)
    assert grades(small)["eve"] == (2.0, 1.5, True)


def test_a_comment_survives_regrading(small):
    with Gradebook(f"sqlite:///{small / 'gradebook.db'}") as book:
        book.find_comment("f", NAME, NAME, "eve").manual_comment = "Come and see me."
        book.db.commit()
    grade_everybody(small, force=True)
    with Gradebook(f"sqlite:///{small / 'gradebook.db'}") as book:
        assert book.find_comment("f", NAME, NAME, "eve").comment == "Come and see me."


def test_no_submission_takes_longer_because_others_were_graded(small):
    with contextlib.closing(sqlite3.connect(small / "gradebook.db")) as database:
        for table, column in (("grade", "notebook_id"), ("submitted_notebook", "assignment_id")):
            (plan,) = database.execute(f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE {column} = 'x'")
            assert plan[-1].startswith(f"SEARCH {table} USING INDEX"), plan


def test_one_student_is_graded_alone(small):
    results = grade_everybody(small, student="bob", force=True)
    assert [r.student for r in results] == ["bob"]


def half_written(path: Path) -> None:
    text = path.read_text()
    path.chmod(0o644)
    path.write_text(text[: len(text) // 2])


def only_rebuilt(path: Path) -> None:
    content = json.loads(path.read_text())
    content["metadata"]["cnnedu"] = {"problems": [], "finished": False}
    path.chmod(0o644)
    path.write_text(json.dumps(content))


@pytest.mark.parametrize("interrupt", [Path.unlink, half_written, only_rebuilt])
def test_what_an_interrupted_run_left_behind_is_graded_again(small, interrupt):
    interrupt(small / "autograded" / "ada" / NAME / f"{NAME}.ipynb")
    change_grade(small, "ada", auto_score=None)
    grade_everybody(small)
    assert grades(small)["ada"] == (2.0, None, False)


def test_making_an_exporter_removes_nothing(small):
    graded_notebook = small / "autograded" / "ada" / NAME / f"{NAME}.ipynb"
    only_rebuilt(graded_notebook)
    config = course_config(small, NAME)
    SubmissionExporter(parent=Autograde(coursedir=course_directory(config), config=config))
    assert graded_notebook.exists()


def test_progress_hears_each_student_in_order(small):
    heard = []
    grade_everybody(small, progress=lambda result: heard.append(result.student))
    assert heard == ["ada", "bob", "eve"]


@pytest.fixture
def failing_on_bob(small, monkeypatch, caplog):
    """A class during which the examiner has an error of its own with one student, who was never graded before."""
    with Gradebook(f"sqlite:///{small / 'gradebook.db'}") as book:
        book.remove_submission(NAME, "bob")
    examine = Examiner.examine

    def failing(self, exercise, candidate):
        verdict = examine(self, exercise, candidate)
        if verdict.score == 0.5:
            raise ZeroDivisionError("our own mistake")
        return verdict

    monkeypatch.setattr(Examiner, "examine", failing)
    results = grade_everybody(small, force=True)
    monkeypatch.setattr(Examiner, "examine", examine)
    return small, results, caplog.text


def test_our_own_error_costs_one_student_only(failing_on_bob):
    root, _, _ = failing_on_bob
    assert (grades(root)["ada"][0], grades(root)["eve"][0]) == (2.0, 0.0)


def test_our_own_error_is_not_taken_for_a_grade(failing_on_bob):
    root, _, _ = failing_on_bob
    assert grades(root)["bob"] == (None, None, True)


def test_our_own_error_is_reported(failing_on_bob):
    _, results, _ = failing_on_bob
    assert [r.message for r in results] == ["", "could not be graded: ZeroDivisionError('our own mistake')", ""]


def test_our_own_error_is_logged_with_its_traceback(failing_on_bob):
    _, _, log = failing_on_bob
    assert "in failing" in log


def test_after_our_own_error_the_student_is_graded_by_the_next_run(failing_on_bob):
    root, _, _ = failing_on_bob
    grade_everybody(root)
    assert grades(root)["bob"] == (0.5, None, False)


def test_who_handed_in_is_known_before_anybody_is_graded(small):
    (small / "submitted" / "zoe" / NAME).mkdir(parents=True)
    assert who_handed_in(small, NAME) == ["ada", "bob", "eve", "zoe"]


def test_nobody_handed_in_is_an_error(small):
    with pytest.raises(CourseError, match="nothing was handed in for 01_small by 'zoe'"):
        grade_everybody(small, student="zoe")


def test_a_misspelt_student_is_asked_for(small):
    with pytest.raises(CourseError, match=r"nothing was handed in for 01_small by 'adda': did you mean ada\?"):
        grade_everybody(small, student="adda")


def test_where_nobody_handed_in_the_place_for_notebooks_is_named(tmp_path):
    make_course(tmp_path, {})
    with pytest.raises(CourseError, match=r"put each notebook to .*/submitted/STUDENT/01_small/01_small\.ipynb"):
        who_handed_in(tmp_path, NAME)


@pytest.fixture
def unprotected(tmp_path, monkeypatch):
    """A course on a machine without bubblewrap."""
    make_course(tmp_path / "course", {"ada": RIGHT})
    fake = tmp_path / "programs"
    fake.mkdir()
    (fake / "bwrap").write_text("#!/bin/sh\necho 'setting up uid map: Permission denied' >&2\nexit 1\n")
    (fake / "bwrap").chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([str(fake), os.environ["PATH"]]))
    yield tmp_path / "course"
    course_grader.course_grader(str(tmp_path / "course")).close()


def test_without_a_sandbox_nobody_is_graded(unprotected):
    with pytest.raises(CourseError, match=r"there is no sandbox: .*uid map.*sysctl.*ask for --not-isolated"):
        grade_everybody(unprotected)
    assert not (unprotected / "autograded").exists()
    with Gradebook(f"sqlite:///{unprotected / 'gradebook.db'}") as book:
        assert book.assignment_submissions(NAME) == []


def test_nbgrader_autograde_refuses_too_and_says_why(unprotected, caplog, capsys):
    assert nbgrader(AutogradeApp, unprotected, NAME) == 1
    logged = caplog.text + capsys.readouterr().err
    assert "there is no sandbox" in logged
    assert "c.GradeInSandbox.not_isolated = True" in logged
    assert "Traceback" not in logged
    assert not (unprotected / "autograded").exists()


def test_who_asks_for_it_is_graded_without_a_sandbox_and_every_row_says_so(unprotected):
    with pytest.warns(UserWarning, match="GRADING IS NOT ISOLATED"):
        (result,) = grade_everybody(unprotected, not_isolated=True)
    assert (result.score, result.isolated) == (2.0, False)


def test_the_configuration_may_allow_it_too(unprotected):
    with (unprotected / "nbgrader_config.py").open("a") as config:
        config.write("\nc.GradeInSandbox.not_isolated = True\n")
    with pytest.warns(UserWarning, match="GRADING IS NOT ISOLATED"):
        assert nbgrader(AutogradeApp, unprotected, NAME) == 0
    assert grades(unprotected) == {"ada": (2.0, None, False)}


def test_a_notebook_is_checked_as_the_configuration_has_its_class_graded(unprotected, monkeypatch):
    monkeypatch.chdir(unprotected)
    asked = ["check", "--json", "--assignment", NAME, f"submitted/ada/{NAME}/{NAME}.ipynb"]
    refused = CliRunner().invoke(app, asked)
    assert refused.exit_code == 1
    assert "c.GradeInSandbox.not_isolated = True" in refused.stderr
    with (unprotected / "nbgrader_config.py").open("a") as config:
        config.write("\nc.GradeInSandbox.not_isolated = True\nc.GradeInSandbox.cell_seconds = 1\n")
    endless = cell("own", "while True:\n    pass")
    Path(asked[-1]).write_bytes(submission("def f(x):\n    return x + 1", endless))
    with pytest.warns(UserWarning, match="GRADING IS NOT ISOLATED"):
        checked = CliRunner().invoke(app, asked)
    found = json.loads(checked.stdout)
    assert (checked.exit_code, found["isolated"], found["score"]) == (0, False, 2.0)
    assert "was stopped after 1 second" in found["problems"][0]


def test_before_a_class_is_graded_again_the_gradebook_is_copied_once(small):
    told = []
    (small / "submitted" / "ada" / NAME / f"{NAME}.ipynb").write_bytes(RIGHT)
    before = grades(small)
    grade_everybody(small, force=True, backed_up=told.append)
    (backup,) = told
    assert len(backups(small / "gradebook.db")) == 1
    os.replace(backup, small / "gradebook.db")
    assert grades(small) == before


def test_nbgrader_autograde_makes_a_copy_too_as_many_as_the_configuration_says(small):
    with (small / "nbgrader_config.py").open("a") as config:
        config.write("\nc.SubmissionExporter.backups = 1\n")
    for _ in range(2):
        assert nbgrader(AutogradeApp, small, NAME, "--force") == 0
    assert len(backups(small / "gradebook.db")) == 1


def test_a_gradebook_in_use_ends_the_run_before_anybody_is_graded(small, monkeypatch):
    monkeypatch.setattr(soundness.check_gradebook, "__defaults__", (0.1,))
    with contextlib.closing(sqlite3.connect(small / "gradebook.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CourseError, match="another program is writing to it"):
            grade_everybody(small, force=True)
        other.execute("ROLLBACK")


def test_where_other_machines_grade_this_one_needs_no_sandbox(unprotected):
    config = course_config(unprotected, NAME)
    assert make_ready(course_directory(config), config, tries_sandbox=False) is None
    with pytest.raises(CourseError, match="there is no sandbox"):
        make_ready(course_directory(config), config)


def test_the_grade_of_an_earlier_run_says_that_it_was_not_isolated(unprotected):
    with pytest.warns(UserWarning, match="GRADING IS NOT ISOLATED"):
        grade_everybody(unprotected, not_isolated=True)
    with pytest.warns(UserWarning, match="GRADING IS NOT ISOLATED"):
        (kept,) = grade_everybody(unprotected, not_isolated=True)
    assert (kept.seconds, kept.isolated) == (0.0, False)


@pytest.mark.parametrize("steps", ["ours", "one more"])
def test_a_class_is_made_ready_and_registered_once_however_many_workers(small, monkeypatch, steps):
    made = []

    def counted(name, once):
        def call(*about, **more):
            made.append(name)
            return once(*about, **more)

        return call

    for module, name in (
        (class_run, "make_ready"),
        (class_run, "register"),
        (writer, "register"),
        (plugins, "register"),
    ):
        monkeypatch.setattr(module, name, counted(name, getattr(module, name)))
    if steps == "one more":
        with (small / "nbgrader_config.py").open("a") as config:
            config.write("\nc.Autograde.autograde_preprocessors.append('nbgrader.preprocessors.ClearOutput')\n")
    grade_everybody(small, force=True, jobs=2)
    assert made == ["make_ready", "register"]


def test_a_damaged_gradebook_is_one_line_for_nbgrader_too(small, caplog, capsys):
    (small / "gradebook.db").write_bytes(b"grades, more or less " * 1000)
    assert nbgrader(AutogradeApp, small, NAME) == 1
    logged = caplog.text + capsys.readouterr().err
    assert "it is damaged" in logged
    assert "Traceback" not in logged


def test_a_late_submission_is_told_with_its_grade(small):
    config = course_config(small, NAME)
    set_due_date(course_directory(config), datetime(2030, 3, 1, 12, tzinfo=timezone.utc))
    (small / "submitted" / "ada" / NAME / "timestamp.txt").write_text("2030-03-01 14:00:00 UTC")
    late = {result.student: result.late for result in grade_everybody(small, force=True)}
    assert late["ada"] == 7200
    assert set(late.values()) == {0, 7200}
    kept = {result.student: result for result in grade_everybody(small)}
    assert (kept["ada"].seconds, kept["ada"].late) == (0.0, 7200)


def test_a_late_submission_costs_what_the_configuration_says(small):
    with (small / "nbgrader_config.py").open("a") as config:
        config.write('\nc.AssignLatePenalties.plugin_class = "autograder.gradebook.late_penalty.PerDay"\n')
        config.write("c.PerDay.percent_a_day = 25\n")
    set_due_date(course_directory(course_config(small, NAME)), datetime(2030, 3, 1, 12, tzinfo=timezone.utc))
    (small / "submitted" / "ada" / NAME / f"{NAME}.ipynb").write_bytes(RIGHT)
    (small / "submitted" / "ada" / NAME / "timestamp.txt").write_text("2030-03-01 14:00:00 UTC")
    assert {r.student: r.score for r in grade_everybody(small, force=True)}["ada"] == 2.0
    assert nbgrader(GenerateFeedbackApp, small, NAME) == 0
    page = (small / "feedback" / "ada" / NAME / f"{NAME}.html").read_text()
    assert "It was handed in 2 hours late: 0.5 points were taken off." in page


def test_a_configuration_that_fails_is_told_in_one_line(small):
    with (small / "nbgrader_config.py").open("a") as config:
        config.write("\nc.GradeInSandbox.cell_seconds = ten\n")
    with pytest.raises(CourseError, match=r"nbgrader_config\.py cannot be read \(NameError: .*ten"):
        grade_everybody(small)


def test_cells_that_changed_after_grading_are_an_error(small):
    changed = json.loads(json.dumps(SOURCE))
    changed["cells"][2]["metadata"]["nbgrader"]["grade_id"] = "other-exam"
    path = small / "solutions" / NAME / f"{NAME}.ipynb"
    path.write_text(json.dumps(changed))
    os.utime(path, (1, 1))
    with pytest.raises(CourseError, match="are no longer those that submissions were graded by"):
        grade_everybody(small)
