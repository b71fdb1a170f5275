"""Points as the gradebook has them, in the files that Canvas, Moodle and spreadsheets read."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.course import CourseError
from autograder.exchange.grades import Column, GradeTable, write_plain
from autograder.exchange.grades_canvas import write_canvas
from autograder.exchange.grades_moodle import write_moodle
from autograder.exchange.people import Person
from autograder.gradebook.configuration import course_config
from autograder.gradebook.exporters import export
from autograder.gradebook.grade_tables import grade_table
from autograder.gradebook.people import enrol
from autograder.gradebook.points import opened
from autograder.gradebook.records import course_directory

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own

ROOT = Path(__file__).parents[2]
NAME = "01_correlation"
ADA = Person("ada", "Ada", "Lovelace", "ada@example.org", "101")
EVE = Person("eve", '=HYPERLINK("http://evil")', "+Eve", "@eve", "102")
TABLE = GradeTable((Column("01_small", 2.0),), ((ADA, (1.5,)), (EVE, (2.0,)), (Person("non"), (None,))), ("a remark",))
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,01 Small (55),Other (56),Final Score\n"
    ",,,,,Manual Posting,,\n"
    "    Points Possible,,,,,2,10,(read only)\n"
    '"Lovelace, Ada",101,S1,a.l,"Group ""A""",0.5,9,90\n'
    '"Nobody, Knows",105,S5,nk,Group A,1,9,90\n'
    '"Lovelace, Ada",109,S9,a.l2,Group A,1,9,90\n'
)
WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Last modified (grade),Feedback comments\n"
    "Participant 7001,Ada L.,ADA@example.org,Submitted,,2.00,-,\n"
    "Participant 7002,Somebody Else,else@example.org,Submitted,1.00,2.00,-,Well done\n"
)


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def template(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "template.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_plain_table_has_a_line_for_everybody_and_no_formula(tmp_path: Path) -> None:
    assert write_plain(TABLE, tmp_path / "x.csv") == ["a remark"]
    assert rows(tmp_path / "x.csv") == [
        ["id", "last_name", "first_name", "email", "01_small"],
        ["ada", "Lovelace", "Ada", "ada@example.org", "1.5"],
        ["eve", "'+Eve", '\'=HYPERLINK("http://evil")', "'@eve", "2"],
        ["non", "", "", "", ""],
    ]


def test_canvas_without_a_template(tmp_path: Path) -> None:
    write_canvas(TABLE, tmp_path / "x.csv")
    assert rows(tmp_path / "x.csv") == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "01_small"],
        ["    Points Possible", "", "", "", "", "2"],
        ["Lovelace, Ada", "101", "", "ada", "", "1.5"],
        ['\'+Eve, =HYPERLINK("http://evil")', "102", "", "eve", "", "2"],
    ]


def test_canvas_with_its_own_gradebook_keeps_ids_and_columns(tmp_path: Path) -> None:
    said = write_canvas(TABLE, tmp_path / "x.csv", template(tmp_path, CANVAS))
    assert rows(tmp_path / "x.csv") == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "01 Small (55)"],
        ["    Points Possible", "", "", "", "", "2"],
        ["Lovelace, Ada", "101", "S1", "a.l", 'Group "A"', "1.5"],
    ]
    assert said == ["a remark", "not in the template, and so not exported: eve"]


def test_canvas_is_told_of_an_assignment_it_does_not_have(tmp_path: Path) -> None:
    table = GradeTable((*TABLE.columns, Column("02_new", 5)), ((ADA, (None, 3.0)),))
    said = write_canvas(table, tmp_path / "x.csv", template(tmp_path, CANVAS))
    assert rows(tmp_path / "x.csv")[2][5:] == ["0.5", "3"]
    assert said == ["02_new is not in the template: Canvas will ask whether to make a new assignment"]


@pytest.mark.parametrize("possible", ["100", "100,0"])
def test_other_points_are_converted_only_when_asked(tmp_path: Path, possible: str) -> None:
    path = template(tmp_path, CANVAS.replace(",,,,,2,10", f',,,,,"{possible}",10'))
    with pytest.raises(CourseError, match="has 100 points and 01_small here has 2: set it to 2 there, or convert"):
        write_canvas(TABLE, tmp_path / "x.csv", path)
    write_canvas(TABLE, tmp_path / "x.csv", path, scale=True)
    assert [row[5] for row in rows(tmp_path / "x.csv")[1:]] == ["100", "75"]


def test_two_columns_of_one_title_are_not_chosen_from(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"several columns for 01_small: 01 Small \(55\), 01_SMALL \(57\)"):
        write_canvas(TABLE, tmp_path / "x.csv", template(tmp_path, CANVAS.replace("Other (56)", "01_SMALL (57)")))


def test_moodles_worksheet_is_filled_in_and_otherwise_the_same(tmp_path: Path) -> None:
    said = write_moodle(TABLE, tmp_path / "x.csv", template(tmp_path, WORKSHEET))
    before, after = list(csv.reader(WORKSHEET.splitlines())), rows(tmp_path / "x.csv")
    before[1][4] = "1.5"
    assert after == before
    assert said == ["a remark", "not in the template, and so not exported: eve"]


def test_moodles_import_without_a_worksheet(tmp_path: Path) -> None:
    write_moodle(TABLE, tmp_path / "x.csv")
    assert rows(tmp_path / "x.csv")[:2] == [
        ["Username", "Email address", "First name", "Last name", "01_small"],
        ["ada", "ada@example.org", "Ada", "Lovelace", "1.5"],
    ]
    assert len(rows(tmp_path / "x.csv")) == 3


@pytest.mark.parametrize(
    ("write", "text", "said"),
    [
        (write_canvas, WORKSHEET, "no gradebook of Canvas"),
        (write_moodle, CANVAS, "no grading worksheet of Moodle"),
        (write_plain, CANVAS, "takes neither --template nor --scale"),
    ],
)
def test_a_template_of_another_kind_is_said_so(tmp_path: Path, write: object, text: str, said: str) -> None:
    with pytest.raises(CourseError, match=said):
        write(TABLE, tmp_path / "x.csv", template(tmp_path, text))  # type: ignore[operator]


def test_a_worksheet_takes_one_column(tmp_path: Path) -> None:
    table = GradeTable((*TABLE.columns, *TABLE.columns), ())
    with pytest.raises(CourseError, match="of one assignment, not 2 columns"):
        write_moodle(table, tmp_path / "x.csv", template(tmp_path, WORKSHEET))


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real first assignment in a gradebook, with a manual grade, extra credit, a late penalty, and one waiting."""
    root = tmp_path_factory.mktemp("graded")
    shutil.copytree(ROOT / "solutions" / NAME, root / "solutions" / NAME)
    (root / "nbgrader_config.py").write_text((ROOT / "nbgrader_config.py").read_text(encoding="utf-8"))
    coursedir = course_directory(course_config(root, NAME))
    enrol(coursedir, [ADA, EVE, Person("non", "Non", "Ent")])
    with Gradebook(coursedir.db_url) as gradebook:
        gradebook.update_or_create_assignment(NAME)
        gradebook.add_notebook(NAME, NAME)
        for name, points in (("corr2d", 4), ("convolve2d", 2), ("by-hand", 3)):
            cell = name if name == "by-hand" else f"{name}-exam"
            gradebook.add_grade_cell(cell, NAME, NAME, max_score=points, cell_type="code")
        for student in ("ada", "eve"):
            submission = gradebook.add_submission(NAME, student)
            for grade in submission.notebooks[0].grades:
                grade.auto_score = None if grade.name == "by-hand" else 1.5
                grade.needs_manual_grade = student == "eve" and grade.name == "by-hand"
        ada = gradebook.find_submission_notebook(NAME, NAME, "ada")
        ada.late_submission_penalty = 0.5
        by_name = {grade.name: grade for grade in ada.grades}
        by_name["corr2d-exam"].manual_score = 3.25
        by_name["by-hand"].manual_score = 2
        by_name["convolve2d-exam"].extra_credit = 1
        gradebook.db.commit()
    return root


def exported(root: Path, to: str, **options: object) -> tuple[list[str], dict[str, list[str]], list[str]]:
    coursedir, path = course_directory(course_config(root, NAME)), root / "out.csv"
    said = export(coursedir, to, path, [], **options)  # type: ignore[arg-type]
    header, *body = rows(path)
    return header, {row[0 if to != "canvas" else 3]: row for row in body}, said


def test_every_exercise_has_its_points_and_they_make_the_total(graded: Path) -> None:
    header, students, said = exported(graded, "csv", exercises=True)
    assert header[4:] == [f"{NAME} {part}" for part in ("corr2d", "convolve2d", "by-hand", "late penalty")] + [NAME]
    assert students["ada"][4:] == ["3.25", "2.5", "2", "-0.5", "7.25"]
    assert students["eve"][4:] == ["1.5", "1.5", "0", "0", "3"]
    assert students["non"][4:] == [""] * 5
    assert said == [f"{NAME}: 1 wait to be graded by hand, and may get more points: eve"]


@pytest.mark.slow
def test_the_total_is_nbgraders_own(graded: Path) -> None:
    _, students, _ = exported(graded, "csv", zeros=True)
    subprocess.run(
        [sys.executable, "-m", "nbgrader", "export", "--to", "own.csv"], cwd=graded, check=True, capture_output=True
    )
    own = {row[3]: float(row[9]) for row in rows(graded / "own.csv")[1:]}
    assert {student: float(row[4]) for student, row in students.items()} == own


def test_canvas_gets_no_total_beside_the_exercises(graded: Path) -> None:
    header, students, _ = exported(graded, "canvas", exercises=True)
    assert NAME not in header
    assert students["ada"][5:] == ["3.25", "2.5", "2", "-0.5"]
    assert exported(graded, "canvas")[1]["ada"][5:] == ["7.25"]


def test_without_the_notebook_exercises_go_by_their_cells(graded: Path) -> None:
    coursedir = course_directory(course_config(graded, NAME))
    with opened(coursedir) as gradebook:
        table = grade_table(gradebook, graded / "nowhere", exercises=True, students=["ada"])
    assert [column.title for column in table.columns][:2] == [f"{NAME} by-hand", f"{NAME} convolve2d-exam"]
    assert len(table.rows) == 1


@pytest.mark.slow
def test_nbgrader_exports_with_our_plugins(graded: Path) -> None:
    command = [sys.executable, "-m", "nbgrader", "export", "--to", "plugin.csv"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    for exporter, first in (("ExerciseExport", "id"), ("CanvasExport", "Student"), ("MoodleExport", "Username")):
        more = ["--exporter", f"autograder.gradebook.exporters.{exporter}", f"--{exporter}.exercises=True"]
        done = subprocess.run([*command, *more], cwd=graded, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        header = rows(graded / "plugin.csv")[0]
        assert header[0] == first
        assert f"{NAME} corr2d" in header
        assert "1 wait to be graded by hand" in done.stderr


def test_an_export_that_cannot_be_is_one_sentence(graded: Path, tmp_path: Path) -> None:
    coursedir = course_directory(course_config(graded, NAME))
    with pytest.raises(CourseError, match="'blackboard' is nothing"):
        export(coursedir, "blackboard", tmp_path / "x.csv", [])
    with pytest.raises(CourseError, match="has no assignment 02_channels"):
        export(coursedir, "csv", tmp_path / "x.csv", ["02_channels"])
    (tmp_path / "nbgrader_config.py").write_text(json.dumps({}))
    with pytest.raises(CourseError, match="there is no gradebook"):
        export(course_directory(course_config(tmp_path, NAME)), "csv", tmp_path / "x.csv", [])
