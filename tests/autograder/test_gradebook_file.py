"""A gradebook that cannot be used is told in one line before anybody is graded; one that can be is copied first."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.course import CourseError
from autograder.gradebook.backup import back_up, backups
from autograder.gradebook.configuration import backups_kept, course_config
from autograder.gradebook.errors import (
    GradebookBusy,
    GradebookDamaged,
    GradebookError,
    GradebookFull,
    GradebookOutdated,
    GradebookReadOnly,
    gradebook_errors,
)
from autograder.gradebook.soundness import check_gradebook

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own


@pytest.fixture
def path(coursedir: CourseDirectory, tmp_path: Path) -> Path:
    return tmp_path / "gradebook.db"


def told(coursedir: CourseDirectory, kind: type[GradebookError]) -> str:
    with pytest.raises(kind) as raised:
        check_gradebook(coursedir, patience=0.1)
    assert "\n" not in raised.value.args[0]
    return raised.value.args[0]


@contextlib.contextmanager
def as_somebody_else() -> Iterator[None]:
    """Root may write everything: be nobody for a while."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


def names(gradebook: Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(gradebook)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM assignment")]


def test_a_sound_gradebook_is_used(coursedir: CourseDirectory):
    check_gradebook(coursedir)


def test_one_that_is_not_there_yet_will_be_made(coursedir: CourseDirectory, path: Path):
    path.unlink()
    check_gradebook(coursedir)
    assert not path.exists()


def test_checking_changes_nothing(coursedir: CourseDirectory, path: Path):
    before = path.read_bytes()
    check_gradebook(coursedir)
    assert path.read_bytes() == before


def test_what_is_no_database_is_damaged(coursedir: CourseDirectory, path: Path):
    path.write_bytes(b"grades, more or less " * 1000)
    assert "file is not a database): it is damaged; there is no backup: move it away" in told(
        coursedir, GradebookDamaged
    )


def test_a_damaged_one_is_told_with_the_backup_to_take(coursedir: CourseDirectory, path: Path):
    backup = back_up(path)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    assert f"`cp {backup} {path}`" in told(coursedir, GradebookDamaged)
    os.system(f"cp {backup} {path}")
    check_gradebook(coursedir)


def test_half_of_one_is_damaged(coursedir: CourseDirectory, path: Path):
    os.truncate(path, path.stat().st_size // 2)
    assert "it is damaged" in told(coursedir, GradebookDamaged)


def test_another_programs_database_is_not_taken_for_a_gradebook(coursedir: CourseDirectory, path: Path):
    path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    assert "not a database of nbgrader's" in told(coursedir, GradebookDamaged)


def test_while_another_program_writes_the_remedy_is_to_wait(coursedir: CourseDirectory, path: Path):
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "locked): another program is writing to it: wait" in told(coursedir, GradebookBusy)
        other.execute("ROLLBACK")
    check_gradebook(coursedir)


@pytest.mark.parametrize("what", ["file", "folder"])
def test_one_that_may_not_be_written_is_told_with_how_to_see_why(coursedir: CourseDirectory, path: Path, what: str):
    outside = [path.parent, *path.parent.parents]
    if not all(folder.stat().st_mode & stat.S_IXOTH for folder in outside) and os.geteuid() == 0:
        for folder in outside[:4]:  # pytest's own, made for this run
            folder.chmod(0o755)
    path.parent.chmod(0o777 if what == "file" else 0o755)
    path.chmod(0o444 if what == "file" else 0o666)
    try:
        with as_somebody_else():
            assert "make it and its folder writable for the user who grades (`ls -ld" in told(
                coursedir, GradebookReadOnly
            )
    finally:
        path.parent.chmod(0o755)


def test_a_gradebook_of_an_older_nbgrader_is_told_how_to_be_brought_up_to_date(coursedir: CourseDirectory, path: Path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE assignment DROP COLUMN duedate")
    with (
        pytest.raises(GradebookOutdated, match="`nbgrader db upgrade` brings it up to date"),
        gradebook_errors(coursedir.db_url),
        Gradebook(coursedir.db_url) as gradebook,
    ):
        gradebook.find_assignment("a")


def test_without_alembic_the_environment_is_named(
    coursedir: CourseDirectory, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path.unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CourseError, match="`alembic`, which is not on the PATH"), gradebook_errors(coursedir.db_url):
        Gradebook(coursedir.db_url)


def test_a_server_answers_for_itself():
    config = Config()
    config.CourseDirectory.db_url = "postgresql://teacher:secret@nowhere/grades"
    check_gradebook(CourseDirectory(config=config))


def test_a_backup_has_what_the_gradebook_has(path: Path):
    backup = back_up(path, now=datetime(2030, 3, 1, 23, 59, 1))
    assert backup is not None
    assert backup.name == "gradebook-2030-03-01_23-59-01.db"
    assert names(backup) == ["a"]


def test_a_backup_is_whole_while_somebody_writes(path: Path):
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM assignment")
        backup = back_up(path)
        other.execute("ROLLBACK")
    assert names(backup) == ["a"]


def test_a_backup_is_the_instructors_alone(path: Path):
    backup = back_up(path)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.parent.stat().st_mode) == 0o700


def change(path: Path, number: int) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE assignment SET name = ?", (f"a{number}",))
        connection.commit()


def test_the_last_ones_are_kept(path: Path):
    for number in range(5):
        change(path, number)
        back_up(path, kept=3, now=datetime(2030, 3, 1 + number))
    assert [names(backup) for backup in backups(path)] == [["a2"], ["a3"], ["a4"]]


def test_where_nothing_has_changed_the_last_one_does(path: Path):
    first = back_up(path, now=datetime(2030, 3, 1))
    assert back_up(path, now=datetime(2030, 3, 2)) == first
    assert backups(path) == [first]


def test_other_files_in_the_folder_stay(path: Path):
    (path.parent / "backups").mkdir()
    (path.parent / "backups" / "before-the-exam.db").touch()
    for number in range(3):
        change(path, number)
        back_up(path, kept=1, now=datetime(2030, 3, 1 + number))
    left = sorted(each.name for each in (path.parent / "backups").iterdir())
    assert left == ["before-the-exam.db", "gradebook-2030-03-03_00-00-00.db"]


def test_none_is_made_where_none_is_wanted_or_there_is_nothing(path: Path, tmp_path: Path):
    assert back_up(path, kept=0) is None
    assert back_up(tmp_path / "none.db") is None
    assert not (tmp_path / "backups").exists()


def test_a_disk_without_room_for_one_is_a_full_disk(path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*about: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(GradebookFull, match=r"could not be copied.*: make room, or set"):
        back_up(path)


def test_a_course_may_keep_more_or_none(tmp_path: Path):
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    assert backups_kept(course_config(tmp_path, "a")) == 10
    with (tmp_path / "nbgrader_config.py").open("a") as config:
        config.write("\nc.SubmissionExporter.backups = 0\n")
    assert backups_kept(course_config(tmp_path, "a")) == 0


def test_where_none_can_be_made_the_run_does_not_begin(path: Path):
    (path.parent / "backups").write_text("a file")
    with pytest.raises(CourseError, match=r"could not be copied.*SubmissionExporter\.backups = 0"):
        back_up(path)
