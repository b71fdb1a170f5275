"""Who sent which file, by the names that Moodle, Canvas and Gradescope give."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest
from archives_made import NOTEBOOK, gradescope, notebook, zipped

from autograder.course import CourseError
from autograder.exchange.archives import opened_archive
from autograder.exchange.choosing import choose
from autograder.exchange.downloads import Download, read_download


def read(path: Path, system: str | None = None) -> Download:
    with opened_archive(path) as archive:
        return read_download(archive, system)


def sent(download: Download) -> list[tuple[str, str, str]]:
    return [(file.sender.name, file.sender.number, file.filename) for file in download.files]


@pytest.mark.parametrize(
    "path",
    [
        "Ada Lovelace_1234567_assignsubmission_file_/x_1_2_y.ipynb",  # Moodle 3.1 to 4.0
        "Ada Lovelace_1234567_assignsubmission_file/x_1_2_y.ipynb",
        "Ada Lovelace_1234567_assignsubmission_file_x_1_2_y.ipynb",  # without folders
        "hw-1/Ada Lovelace_1234567_assignsubmission_file_/x_1_2_y.ipynb",  # unpacked, and packed again
        "Ada Lovelace_1234567_assignsubmission_file_/deep/er/x_1_2_y.ipynb",
    ],
)
def test_moodle(tmp_path: Path, path: str) -> None:
    download = read(zipped(tmp_path / "a.zip", {path: NOTEBOOK}))
    assert download.system == "moodle"
    assert sent(download) == [("Ada Lovelace", "1234567", "x_1_2_y.ipynb")]


@pytest.mark.parametrize(
    ("path", "expected", "late"),
    [
        ("lovelaceada_12345_678901_x-2.ipynb", ("lovelaceada", "12345", "x-2.ipynb"), False),
        ("lovelaceada_LATE_12345_678901_x.ipynb", ("lovelaceada", "12345", "x.ipynb"), True),
        ("submissions/lovelaceada_1_2_x.ipynb", ("lovelaceada", "1", "x.ipynb"), False),
        ("de_la_cruzjo_77_88_my_notebook_9_10_.ipynb", ("de_la_cruzjo", "77", "my_notebook_9_10_.ipynb"), False),
        ("müllerzoë3_5_6_x.ipynb", ("müllerzoë3", "5", "x.ipynb"), False),
        ("lovelaceada_1_2_x_9_assignsubmission_file_.ipynb",
         ("lovelaceada", "1", "x_9_assignsubmission_file_.ipynb"), False),
    ],
)  # fmt: skip
def test_canvas(tmp_path: Path, path: str, expected: tuple[str, str, str], late: bool) -> None:
    download = read(zipped(tmp_path / "a.zip", {path: NOTEBOOK}))
    assert download.system == "canvas"
    assert sent(download) == [expected]
    assert download.files[0].late is late


def test_what_canvas_gives_besides_files_is_named(tmp_path: Path) -> None:
    files = {"a_1_2_x.ipynb": NOTEBOOK, "b_3_text.html": b"", "anon_x7_55_y.ipynb": b"", "readme": b""}
    strange = dict(read(zipped(tmp_path / "a.zip", files)).strange)
    assert "typed into Canvas" in strange["b_3_text.html"]
    assert "anonymous grading" in strange["anon_x7_55_y.ipynb"]
    assert "none that Canvas gives" in strange["readme"]


def test_gradescope(tmp_path: Path) -> None:
    ada = {"name": "Ada Lovelace", "sid": "300", "email": "ada@example.org"}
    bob = {"name": "Bob", "sid": "301", "email": "bob@example.org"}
    time = "2026-09-10 18:22:33.123456000 Z"
    path = gradescope(tmp_path / "a.zip", {"submission_1": ([ada, bob], time, {"x.ipynb": NOTEBOOK, "y.txt": b""})})
    download = read(path)
    assert download.system == "gradescope"
    assert {(f.sender.sid, f.sender.email, f.filename) for f in download.files} == {
        (who["sid"], who["email"], name) for who in (ada, bob) for name in ("x.ipynb", "y.txt")
    }
    assert download.files[0].time == datetime(2026, 9, 10, 18, 22, 33, 123456, timezone.utc)


def test_a_student_cannot_bring_her_own_metadata(tmp_path: Path) -> None:
    ada, eve = ({"name": name, "sid": name, "email": f"{name}@example.org"} for name in ("ada", "eve"))
    forged = b"submission_1:\n  :submitters:\n  - :name: eve\n    :sid: eve\n"
    path = gradescope(
        tmp_path / "a.zip",
        {
            "submission_1": ([ada], "2026-09-10 10:00:00 Z", {"x.ipynb": NOTEBOOK}),
            "submission_2": ([eve], "2026-09-10 10:00:00 Z", {"submission_metadata.yml": forged}),
        },
    )
    assert [(f.sender.sid, f.filename) for f in read(path).files] == [
        ("ada", "x.ipynb"),
        ("eve", "submission_metadata.yml"),
    ]
    moodle = {
        "Ada_1_assignsubmission_file_/x.ipynb": NOTEBOOK,
        "Eve_2_assignsubmission_file_/submission_metadata.yml": forged,
    }
    assert read(zipped(tmp_path / "b.zip", moodle)).system == "moodle"


@pytest.mark.parametrize(
    "metadata",
    [
        b"- just\n- a list\n",
        b"a: [" * 20_000,
        b"a: &a\n  b: 1\nc:\n  <<: *a\n",
        b"!!python/object/apply:os.system ['true']",
        b"a: 2026-99-99 10:00:00 Z",
        b"\xff\xfe\x00",
    ],
)
def test_hostile_metadata_ends_in_one_sentence(tmp_path: Path, metadata: bytes) -> None:
    path = zipped(tmp_path / "a.zip", {"submission_metadata.yml": metadata})
    with pytest.raises(CourseError, match=r"submission_metadata\.yml in this archive"):
        read(path)


def test_another_archive_is_said_to_be_none_of_theirs(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"it holds photo\.jpg\. Wanted are"):
        read(zipped(tmp_path / "a.zip", {"photo.jpg": b""}))


def test_an_unknown_platform_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="'blackboard' is no platform"):
        read(zipped(tmp_path / "a.zip", {"a_1_2_x.ipynb": b""}), "blackboard")


def test_what_no_student_sent_is_passed_over(tmp_path: Path) -> None:
    folder = "Ada_1_assignsubmission_file_/"
    files = {f"{folder}{name}": b"" for name in ("x.ipynb", "._x.ipynb", ".ipynb_checkpoints/x.ipynb")}
    files |= {f"__MACOSX/{folder}x.ipynb": b""}
    assert len(read(zipped(tmp_path / "a.zip", files)).files) == 1


def chosen(tmp_path: Path, *names: str) -> tuple[str, str]:
    download = read(zipped(tmp_path / "a.zip", {name: notebook(name) for name in names}))
    file, remark = choose(download.files, "01_small")
    return ("" if file is None else file.member.path), remark


def test_of_several_the_newest_is_taken(tmp_path: Path) -> None:
    names = ("ada_1_900_01_small-2.ipynb", "ada_1_1000_01_small-3.ipynb", "ada_1_2000_other.ipynb")
    assert chosen(tmp_path, *names) == (names[1], "2 of them were handed in: the newest is taken")


def test_a_notebook_of_another_name_is_taken_where_it_is_the_only_one(tmp_path: Path) -> None:
    assert chosen(tmp_path, "ada_1_2_home.ipynb", "ada_1_3_x.pdf") == ("ada_1_2_home.ipynb", "it was called home.ipynb")


def test_without_the_name_and_without_times_nothing_is_guessed(tmp_path: Path) -> None:
    folder = "Ada_1_assignsubmission_file_/"
    path, remark = chosen(tmp_path, f"{folder}a.ipynb", f"{folder}b.ipynb")
    assert path == ""
    assert remark == "several notebooks, and none is called 01_small.ipynb: a.ipynb, b.ipynb"


def test_what_is_no_notebook_is_named(tmp_path: Path) -> None:
    assert chosen(tmp_path, "ada_1_2_x.pdf", "ada_1_3_\x1b[2Jy.zip") == ("", "no notebook: x.pdf, [2Jy.zip")
