"""From a download into submitted/: the right place, the right time, and nothing lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from archives_made import NOTEBOOK, gradescope, link, notebook, zipped
from typer.testing import CliRunner

from autograder.classroom.collect import COLLECTED, KEPT, NOT_COLLECTED, REPLACED, SAME, Collection, collect
from autograder.cli import app
from autograder.course import CourseError
from autograder.exchange.people import Person
from autograder.gradebook.configuration import course_config
from autograder.gradebook.people import enrol, enrolled
from autograder.gradebook.records import ForgivingCourseDirectory, course_directory

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own

NAME = "01_small"
OUTSIDE = "../../../outside"


def collected(course: Path, files: dict[str, bytes] | Path, **options: object) -> Collection:
    path = files if isinstance(files, Path) else zipped(course / "download.zip", files)
    return collect(course, NAME, path, **options)  # type: ignore[arg-type]


def states(collection: Collection) -> dict[str, str]:
    return {row.student or row.sender: row.state for row in collection.rows}


def place(course: Path, student: str) -> Path:
    return course / "submitted" / student / NAME / f"{NAME}.ipynb"


def test_moodles_download_lands_where_it_belongs(course: Path) -> None:
    found = collected(
        course,
        {
            "Ada Lovelace_7001_assignsubmission_file_/01_small.ipynb": notebook("ada"),
            "Bob Babbage_7002_assignsubmission_file_/work of bob.ipynb": notebook("bob"),
            "Eve_7003_assignsubmission_file_/01_small.ipynb": notebook("eve"),
        },
    )
    assert states(found) == {"ada": COLLECTED, "bob": COLLECTED, "Eve (7003)": NOT_COLLECTED}
    assert place(course, "ada").read_bytes() == notebook("ada")
    assert place(course, "bob").read_bytes() == notebook("bob")
    assert [person.id for person in found.missing] == ["cyd"]
    assert sorted(path.name for path in (course / "submitted").iterdir()) == ["ada", "bob"]


def test_canvas_of_several_files_the_newest_and_late_is_said(course: Path) -> None:
    files = {f"lovelaceada_LATE_101_{i}_01_small-{i}.ipynb": notebook(str(i)) for i in (8, 10, 9)}
    (row,) = collected(course, files).rows
    assert (row.state, row.file) == (COLLECTED, "01_small-10.ipynb")
    assert row.remarks == (
        "3 of them were handed in: the newest is taken",
        "late, and the download does not say when it came",
    )
    assert place(course, "ada").read_bytes() == notebook("10")
    assert not place(course, "ada").with_name("timestamp.txt").exists()


def test_gradescopes_times_are_those_that_nbgrader_reads(course: Path) -> None:
    ada = {"name": "A.", "sid": "ada", "email": ""}
    bob = {"name": "B.", "sid": "", "email": "bob@example.org"}
    path = gradescope(
        course / "a.zip", {"submission_1": ([ada, bob], "2026-09-10 18:22:33.12 +02:00", {"x.ipynb": NOTEBOOK})}
    )
    assert states(collected(course, path)) == {"ada": COLLECTED, "bob": COLLECTED}
    coursedir = ForgivingCourseDirectory.like(course_directory(course_config(course, NAME)))
    assert str(coursedir.get_existing_timestamp(str(place(course, "bob").parent))) == "2026-09-10 16:22:33"


def test_moodles_worksheet_brings_times_and_the_gradebooks_ids(course: Path) -> None:
    worksheet = course / "sheet.csv"
    worksheet.write_text(
        "Identifier,Full name,Email address,Last modified (submission)\n"
        'Participant 7001,Another Name,ada@example.org,"Sunday, 12 May 2024, 10:22 PM"\n'
    )
    files = {"Ada Lovelace_7001_assignsubmission_file_/01_small.ipynb": NOTEBOOK}
    (row,) = collected(course, files, roster=worksheet).rows
    assert (row.student, row.state) == ("ada", COLLECTED)
    assert row.time is not None
    assert f"{row.time.astimezone():%H:%M}" == "22:22"
    assert place(course, "ada").with_name("timestamp.txt").exists()


def test_done_twice_it_changes_nothing(course: Path) -> None:
    files = {"lovelaceada_101_1_01_small.ipynb": notebook("first")}
    assert states(collected(course, files)) == {"ada": COLLECTED}
    assert states(collected(course, files)) == {"ada": SAME}
    assert states(collected(course, files, again=True)) == {"ada": SAME}


def test_nothing_is_overwritten_unless_asked(course: Path) -> None:
    collected(course, {"lovelaceada_101_1_01_small.ipynb": notebook("first")})
    later = {"lovelaceada_101_2_01_small-1.ipynb": notebook("second")}
    assert states(collected(course, later)) == {"ada": KEPT}
    assert place(course, "ada").read_bytes() == notebook("first")
    place(course, "ada").with_name("timestamp.txt").write_text("2020-01-01 00:00:00 UTC")
    (row,) = collected(course, later, again=True).rows
    assert row.state == REPLACED
    assert "grade it with --force" in row.remarks[0]
    assert place(course, "ada").read_bytes() == notebook("second")
    assert not place(course, "ada").with_name("timestamp.txt").exists()


def test_what_was_put_there_by_hand_under_another_name_is_kept(course: Path) -> None:
    place(course, "ada").parent.mkdir(parents=True)
    place(course, "ada").with_name("mine.ipynb").write_text("x")
    assert states(collected(course, {"lovelaceada_101_1_01_small.ipynb": NOTEBOOK})) == {"ada": KEPT}


def test_a_damaged_notebook_is_collected_so_that_its_student_hears_of_it(course: Path) -> None:
    (row,) = collected(course, {"lovelaceada_101_1_01_small.ipynb": b"{"}).rows
    assert row.state == COLLECTED
    assert "damaged or not a notebook" in row.remarks[0]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"lovelaceada_101_1_x.pdf": b""}, "no notebook: x.pdf"),
        ({"lovelaceada_101_1_01_small.ipynb": bytes(20_000_001)}, "more than 20 MB"),
        ({"../x/lovelaceada_101_1_01_small.ipynb": NOTEBOOK}, "leads out of its folder"),
        ({"/lovelaceada_101_1_01_small.ipynb": NOTEBOOK}, "root of a disk"),
    ],
)  # fmt: skip
def test_what_is_not_collected_says_why(course: Path, files: dict[str, bytes], said: str) -> None:
    (row,) = collected(course, files, system="canvas").rows
    assert row.state == NOT_COLLECTED
    assert said in " ".join(row.remarks)
    assert not (course / "submitted").exists()


def test_a_link_in_the_archive_brings_nothing(course: Path) -> None:
    path = link(course / "a.zip", "lovelaceada_101_1_01_small.ipynb", "/etc/passwd")
    (row,) = collected(course, path).rows
    assert row.state == NOT_COLLECTED
    assert "a link" in row.remarks[0]


def test_a_link_in_submitted_is_not_followed(course: Path) -> None:
    (course / "elsewhere").mkdir()
    (course / "submitted").mkdir()
    os.symlink(course / "elsewhere", course / "submitted" / "ada")
    (row,) = collected(course, {"lovelaceada_101_1_01_small.ipynb": NOTEBOOK}).rows
    assert "is a link" in row.remarks[0]
    assert list((course / "elsewhere").iterdir()) == []
    place(course, "bob").parent.mkdir(parents=True)
    os.symlink(course / "elsewhere" / "x", place(course, "bob"))
    assert states(collected(course, {"babbagebob_102_1_01_small.ipynb": NOTEBOOK}, again=True)) == {"bob": REPLACED}
    assert list((course / "elsewhere").iterdir()) == []
    assert place(course, "bob").read_bytes() == NOTEBOOK


def test_the_instructor_decides_whose_it_is(course: Path) -> None:
    files = {"Countess_7_assignsubmission_file_/01_small.ipynb": NOTEBOOK}
    assert states(collected(course, files, said={"7": "ada"})) == {"ada": COLLECTED}
    with pytest.raises(CourseError, match="the roster has no student 'nobody'"):
        collected(course, files, said={"7": "nobody"})


def test_without_a_roster_gradescopes_own_serves_and_for_others_it_is_asked_for(course: Path) -> None:
    (course / "gradebook.db").unlink()
    eve = {"name": "Eve", "sid": OUTSIDE, "email": "eve@example.org"}
    ada = {"name": "Ada", "sid": "ada", "email": "ada@example.org"}
    time = "2026-09-10 18:22:33 Z"
    path = gradescope(
        course / "a.zip", {"s1": ([ada], time, {"x.ipynb": NOTEBOOK}), "s2": ([eve], time, {"x.ipynb": NOTEBOOK})}
    )
    assert list(states(collected(course, path)).values()) == [COLLECTED, NOT_COLLECTED]
    assert [folder.name for folder in (course / "submitted").iterdir()] == ["ada"]
    with pytest.raises(CourseError, match="autograder roster FILE"):
        collected(course, {"lovelaceada_101_1_01_small.ipynb": NOTEBOOK})


def test_a_list_of_students_goes_into_the_gradebook_once(course: Path) -> None:
    coursedir = course_directory(course_config(course, NAME))
    dan = Person("dan", "Dan", "Dare")
    people = [Person("ada", "Ada", "King"), Person("bob"), dan]
    first, second = enrol(coursedir, people), enrol(coursedir, people)
    assert [[p.id for p in part] for part in (first.new, first.changed, first.same, first.gone)] == [
        ["dan"], ["ada"], ["bob"], ["cyd"],
    ]  # fmt: skip
    assert (second.new, second.changed, len(second.same)) == ((), (), 3)
    known = {person.id: person for person in enrolled(coursedir)}
    assert known["dan"] == dan
    assert known["ada"] == Person("ada", "Ada", "King", "ada@example.org", "101")
    assert known["cyd"].name == "Cyd Charisse"


def run(course: Path, monkeypatch: pytest.MonkeyPatch, *arguments: object) -> tuple[int, str]:
    monkeypatch.setenv("CNNEDU_COURSE", str(course))
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_the_commands_say_what_came_of_it(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = course / "class.csv"
    listed.write_text("id,first_name,last_name,email\nada,Ada,Lovelace,\ndan,[red]Dan,,\n../x,Eve,,\n")
    status, said = run(course, monkeypatch, "roster", listed)
    assert status == 0
    assert "students by id: 1 new, 1 there already, 2 no longer listed" in said
    assert "new: dan ([red]Dan)" in said
    assert "not imported: line 4, Eve" in said
    path = zipped(
        course / "a.zip", {"lovelaceada_101_1_01_small.ipynb": NOTEBOOK, "lovlaceada_9_1_01_small.ipynb": NOTEBOOK}
    )
    status, said = run(course, monkeypatch, "collect", path, NAME)
    assert status == 1
    assert "perhaps ada (Ada Lovelace): say so with --match '9=ada'" in " ".join(said.split())
    assert "Canvas: 1 collected, 1 not collected." in said
    assert "Next: autograder grade 01_small" in said


def test_the_commands_name_what_is_wrong(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status, said = run(course, monkeypatch, "collect", course / "no.zip", NAME)
    assert (status, "no.zip cannot be read: No such file" in said) == (2, True)
    status, said = run(course, monkeypatch, "collect", course / "no.zip", "01_smal")
    assert (status, "did you mean 01_small?" in said) == (2, True)
