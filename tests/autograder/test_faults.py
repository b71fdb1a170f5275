"""What can fail around grading, one fault a test: a sentence that says what to do, and a next run that finishes.

A worker that dies is in `test_workers`, a killed run in `test_kills` and `test_interrupted`, a server that goes away in
`test_postgres`.
"""

from __future__ import annotations

import ast
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import psutil
import pytest
from gradebook_contents import contents
from killed_runs import graded_as, score_of
from small_course import SOURCE, submission
from test_gradebook import NAME, RIGHT, grade_everybody, make_course
from test_gradebook import known_assignment as known_assignment  # a fixture

from autograder.classroom import worker, workers
from autograder.course import CourseError
from autograder.gradebook.configuration import course_config
from autograder.gradebook.errors import (
    GradebookBusy,
    GradebookDamaged,
    GradebookFull,
    GradebookReadOnly,
    gradebook_errors,
)
from autograder.gradebook.writer import Entry, GradebookWriter
from autograder.grading.grader import Grader
from autograder.notebook import build as building
from autograder.notebook.rebuild import rebuild

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
STUDENTS = ["student-1", "student-2", "student-3"]


@pytest.fixture(scope="module")
def with_gradebook(tmp_path_factory):
    """A class of three with a gradebook, in which nobody has been graded."""
    root = make_course(tmp_path_factory.mktemp("faults") / "course", dict.fromkeys(STUDENTS, RIGHT))
    GradebookWriter(course_config(root, NAME)).close()
    return root


@pytest.fixture
def course(with_gradebook, tmp_path):
    shutil.copytree(with_gradebook, tmp_path / "course")
    return tmp_path / "course"


@pytest.fixture
def stand_in(monkeypatch):
    """Workers that know each student's points already: for faults that have nothing to do with sandboxes."""
    import killed_runs

    monkeypatch.setattr(worker, "Grader", killed_runs._NoGrader)
    monkeypatch.setattr(worker, "grade_task", killed_runs._grade)


def url(course: Path, query: str = "") -> str:
    return f"sqlite:///{course / 'gradebook.db'}{query}"


def an_entry(student: str = STUDENTS[0]) -> Entry:
    graded = graded_as(student)
    return Entry(student, graded.verdicts, graded.notebook)


def writer(course: Path, patience: float = 0.2, query: str = "?timeout=0.05") -> GradebookWriter:
    return GradebookWriter(course_config(course, NAME, db_url=url(course, query)), patience)


# the gradebook


def test_a_gradebook_that_stays_locked_is_waited_for_and_then_named(course):
    with closing(writer(course)) as book, closing(sqlite3.connect(course / "gradebook.db")) as somebody:
        somebody.execute("BEGIN IMMEDIATE")
        with pytest.raises(GradebookBusy, match=r"gradebook\.db.* \(database is locked\): another program is writing"):
            book.write([an_entry()])
        somebody.rollback()
        assert book.write([an_entry()]) == {}
    assert set(contents(url(course))) == {STUDENTS[0]}


def test_a_gradebook_that_is_locked_for_a_moment_costs_that_moment(course):
    held = sqlite3.connect(course / "gradebook.db", check_same_thread=False)
    with closing(writer(course, patience=60)) as book, closing(held):
        held.execute("BEGIN IMMEDIATE")
        release = threading.Timer(0.5, held.rollback)
        release.start()
        assert book.write([an_entry()]) == {}
        release.join()


def test_a_read_only_gradebook_ends_the_run_and_the_next_one_grades_all(course, stand_in):
    read_only = f"sqlite:///file:{course / 'gradebook.db'}?mode=ro&uri=true"
    with pytest.raises(GradebookReadOnly, match=r"readonly database.*: make it and its folder writable"):
        grade_everybody(course, db_url=read_only)
    assert contents(url(course)) == {}
    grade_everybody(course)
    assert {student: each.auto for student, each in contents(url(course)).items()} == {s: score_of(s) for s in STUDENTS}


@pytest.mark.parametrize("damage", ["another file", "garbage within"])
def test_a_damaged_gradebook_is_left_as_it_is(course, damage):
    path = course / "gradebook.db"
    content = path.read_bytes()
    damaged = (
        b"This was a database. " * 999 if damage == "another file" else content[:100] + bytes(4000) + content[4100:]
    )
    path.write_bytes(damaged)
    with pytest.raises(
        GradebookDamaged, match=r"gradebook\.db cannot be used \(.*\): it is damaged; there is no backup: move"
    ):
        writer(course)
    assert path.read_bytes() == damaged


def test_a_gradebook_that_was_moved_away_is_made_anew_with_every_grade(course, stand_in):
    grade_everybody(course)
    before = contents(url(course))
    (course / "gradebook.db").rename(course / "damaged.db")
    grade_everybody(course)
    assert contents(url(course)) == before


def test_the_older_gradebook_of_a_backup_gets_the_grades_it_lacks_and_no_other(course, stand_in):
    grade_everybody(course, student=STUDENTS[0])
    shutil.copy(course / "gradebook.db", course / "backup.db")
    grade_everybody(course)
    before = contents(url(course))
    (course / "backup.db").replace(course / "gradebook.db")
    results = grade_everybody(course)
    assert contents(url(course)) == before
    assert [result.student for result in results if result.seconds] == STUDENTS[1:]


def test_a_database_without_room_is_named(course):
    with closing(writer(course)) as book:
        with book._book.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(GradebookFull, match=r"is full.*: make room on the disk"):
            book.write([an_entry(f"student-{number}") for number in range(200)])


# the disk

_ON_A_SMALL_DISK = """
import os, sys
from pathlib import Path
from gradebook_contents import contents
from killed_runs import prepare, run
from small_course import submission
from test_gradebook import make_course
from autograder.gradebook.errors import GradebookFull

prepare()
root = make_course(Path(sys.argv[1]), {f"student-{number}": submission() for number in range(60)})
run(root, force=False, student="student-0")
left = os.statvfs(root)
(root / "filler").write_bytes(bytes(max(0, left.f_bavail * left.f_frsize - 48_000)))
try:
    run(root, force=False)
    print("there was room")
except GradebookFull as error:
    print(error)
print(len(contents(f"sqlite:///{root / 'gradebook.db'}")))
(root / "filler").unlink()
run(root, force=False)
print(*sorted(found.auto for found in contents(f"sqlite:///{root / 'gradebook.db'}").values()))
"""


@pytest.mark.slow
def test_a_full_disk_ends_the_run_and_the_next_one_finishes_it(tmp_path):
    if shutil.which("bwrap") is None:
        pytest.skip("no bubblewrap, which makes the small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    paths = os.pathsep.join([str(ROOT), str(HERE), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [
            *("bwrap", "--dev-bind", "/", "/", "--size", str(3 << 20), "--tmpfs", str(disk)),
            *(sys.executable, "-c", _ON_A_SMALL_DISK, str(disk / "course")),
        ],
        env=os.environ | {"PYTHONPATH": paths, "CNNEDU_SECRET": "test"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said, graded, scores = done.stdout.splitlines()
    assert "make room" in said
    assert 1 <= int(graded) < 60
    assert scores.split() == [str(score) for score in sorted(score_of(f"student-{number}") for number in range(60))]


def test_no_room_for_a_graded_notebook_is_no_room_for_the_class():
    with (
        pytest.raises(GradebookFull, match=r"no room is left on the disk for autograded/ada: make room"),
        gradebook_errors("sqlite:///gradebook.db"),
    ):
        raise OSError(28, "No space left on device", "autograded/ada")


# what grades


def test_what_the_machine_lacks_ends_the_run_with_that_sentence_and_no_zero(course, monkeypatch):
    def no_sandbox(*about: object) -> None:
        raise CourseError("there is no sandbox: apt-get install bubblewrap")

    monkeypatch.setattr(Grader, "warm_up", no_sandbox)
    with pytest.raises(CourseError, match="there is no sandbox: apt-get install bubblewrap"):
        grade_everybody(course, jobs=2)
    assert contents(url(course)) == {}
    assert not (course / "autograded").exists()


SLOW = "import time\ntime.sleep(1.5)\ndef f(x):\n    return x + 1"


@pytest.mark.slow
@pytest.mark.parametrize("when", ["between two submissions", "under a submission"])
def test_a_zygote_that_dies_costs_nobody_a_point(course, when):
    with Grader(course) as grader:
        _, sandbox = grader.warm_up(NAME)
        (zygote,) = psutil.Process(sandbox._incubator._process.pid).children()  # of bubblewrap's
        kill = threading.Timer(0.5 if when == "under a submission" else 0.0, zygote.kill)
        kill.start()
        if when == "between two submissions":
            kill.join()
            psutil.wait_procs([zygote], timeout=10)
        graded = grader.grade_rebuilt(rebuild(submission(SLOW), SOURCE), NAME)
        assert not zygote.is_running()
    assert (graded.score, graded.problems) == (2.0, ())


@pytest.mark.slow
def test_a_worker_that_hangs_is_ended_and_its_submission_graded_by_the_next(course, monkeypatch, tmp_path):
    grade_task = worker.grade_task

    def stopping_once(grader, job, task):
        if task.student == STUDENTS[1] and not (tmp_path / "stopped").exists():
            (tmp_path / "stopped").touch()
            os.kill(os.getpid(), signal.SIGSTOP)
        return grade_task(grader, job, task)

    monkeypatch.setattr(worker, "grade_task", stopping_once)
    monkeypatch.setattr(workers, "_EXTRA_SECONDS", 0.0)
    monkeypatch.setattr(workers, "_PATIENCE", 0.2)  # of 60 seconds
    results = grade_everybody(course, jobs=1)
    assert [(result.score, result.message) for result in results] == [(2.0, "")] * 3


@pytest.mark.slow
def test_a_clock_that_jumps_changes_nothing(course, monkeypatch):
    jumps = iter([1e9, -1e9] * 10**6)
    true_time = time.time
    monkeypatch.setattr(time, "time", lambda: true_time() + next(jumps))
    results = grade_everybody(course, jobs=2)
    assert [(result.score, result.message, result.problems) for result in results] == [(2.0, "", ())] * 3


def test_no_deadline_is_taken_from_the_clock_on_the_wall():
    """It jumps: by summer time, by who sets it, by a machine that was asleep."""
    asked = []
    for path in sorted((ROOT / "autograder").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and ast.unparse(node) in ("time.time", "signal.ITIMER_REAL"):
                asked.append(f"{path.relative_to(ROOT)}:{node.lineno}")
            if isinstance(node, ast.ImportFrom) and node.module == "time" and "time" in {n.name for n in node.names}:
                asked.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert asked == []


# the build


@pytest.fixture
def to_build(tmp_path, monkeypatch):
    """Four files that are there, and four that the sources now give in their place."""
    before = {tmp_path / folder / "01_a" / name: b"before" for folder in ("solutions", "assignments") for name in "ab"}
    for path, content in before.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    monkeypatch.setattr(building, "_built", lambda root: dict.fromkeys(before, b"after, and longer"))
    return tmp_path, list(before)


@pytest.mark.parametrize("moment", ["while it writes", "before it gives the name"])
def test_an_interrupted_build_leaves_whole_files_and_the_next_one_does_the_rest(to_build, monkeypatch, moment):
    root, paths = to_build
    true_fdopen, true_replace, calls = os.fdopen, os.replace, []

    class HalfWritten:
        def __init__(self, descriptor, mode):
            self.file = true_fdopen(descriptor, mode)

        def __enter__(self):
            return self

        def __exit__(self, *about):
            self.file.close()

        def write(self, content):
            self.file.write(content[: len(content) // 2])
            raise KeyboardInterrupt

    def third(wrong, right):
        def call(*arguments):
            calls.append(arguments)
            return (wrong if len(calls) == 3 else right)(*arguments)

        return call

    def interrupted(*arguments):
        raise KeyboardInterrupt

    if moment == "while it writes":
        monkeypatch.setattr(os, "fdopen", third(HalfWritten, true_fdopen))
    else:
        monkeypatch.setattr(os, "replace", third(interrupted, true_replace))
    with pytest.raises(KeyboardInterrupt):
        building.build(root)
    monkeypatch.setattr(os, "fdopen", true_fdopen)
    monkeypatch.setattr(os, "replace", true_replace)
    assert [path.read_bytes() for path in paths] == [b"after, and longer"] * 2 + [b"before"] * 2
    assert len(building.check_build(root)) == 2
    building.build(root)
    assert building.check_build(root) == []
    assert sorted(path for path in root.rglob("*") if path.is_file()) == sorted(paths)


def test_the_draft_of_a_killed_build_is_in_nobodys_way(to_build):
    root, _ = to_build
    (root / ".being_built").write_bytes(b"half")
    building.build(root)
    assert building.check_build(root) == []
    assert not (root / ".being_built").exists()
