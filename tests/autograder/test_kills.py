"""Grading is killed at random moments and started again: no grade is lost or changed, nothing is graded twice.

`make test` kills three runs, `--full` a hundred, and some with PostgreSQL.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import psutil
import pytest
from gradebook_contents import contents, with_grade
from killed_runs import score_of
from nbgrader.api import Gradebook
from postgres_server import postgres_server
from small_course import ASSIGNMENT, submission
from test_gradebook import make_course

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

HERE = Path(__file__).parent
NAME = ASSIGNMENT.name
STUDENTS = [f"student-{number}" for number in range(10)]
EXPECTED = {student: score_of(student) for student in STUDENTS}
BY_HAND = {"student-1": 1.75, "student-4": 0.25}


class Runs:
    """Starts runs and kills them."""

    def __init__(self) -> None:
        paths = [str(HERE.parents[1]), str(HERE), os.environ.get("PYTHONPATH", "")]
        self.environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths), "CNNEDU_SECRET": "test"}
        self._server = subprocess.Popen(
            [sys.executable, str(HERE / "killed_runs.py")],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._read() == "ready"

    def close(self) -> None:
        self._server.kill()
        self._server.communicate()

    def _read(self) -> str:
        assert self._server.stdout is not None
        return self._server.stdout.readline().strip()

    def start(self, root: Path, db_url: str | None = None, force: bool = False) -> int:
        assert self._server.stdin is not None
        print(json.dumps({"root": str(root), "db_url": db_url, "force": force}), file=self._server.stdin, flush=True)
        return int(self._read())

    def end(self) -> int:
        return int(self._read())

    def finish(self, root: Path, **options: object) -> float:
        started = time.monotonic()
        self.start(root, **options)
        assert self.end() == 0
        return time.monotonic() - started

    def kill(self, root: Path, after: float, **options: object) -> bool:
        """Kill a run after so many seconds, with all it has started; say whether it had not finished by then."""
        process = self.start(root, **options)
        killer = threading.Timer(after, kill_all, [process])
        killer.start()
        status = self.end()
        killer.cancel()
        killer.join()
        assert status in (0, -signal.SIGKILL)
        wait_for_the_last_of(process)
        return status != 0


def kill_all(group: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def wait_for_the_last_of(session: int) -> None:
    """Wait until no process of a run is left, and fail where one stays."""
    deadline = time.monotonic() + 60
    while left := [each for each in psutil.pids() if _session(each) == session]:
        assert time.monotonic() < deadline, f"processes of a killed run are still there: {left}"
        time.sleep(0.01)


def _session(process: int) -> int:
    try:
        if psutil.Process(process).status() == psutil.STATUS_ZOMBIE:
            return -1
        return os.getsid(process)
    except (psutil.Error, ProcessLookupError):
        return -1


@pytest.fixture(scope="module")
def runs() -> Iterator[Runs]:
    runs = Runs()
    yield runs
    runs.close()


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return make_course(tmp_path / "course", {student: submission() for student in STUDENTS})


def finished(root: Path) -> set[str]:
    """The students whose graded notebook is there as a whole."""
    found = set()
    for path in (root / "autograded").glob(f"*/{NAME}/{NAME}.ipynb"):
        assert json.loads(path.read_text())["metadata"]["cnnedu"]["finished"]
        found.add(path.parts[-3])
    return found


def take_log(root: Path) -> list[str]:
    """Who was graded since it was last asked."""
    log = root / "graded.log"
    graded = log.read_text().split() if log.exists() else []
    log.unlink(missing_ok=True)
    return graded


def integrity(root: Path) -> str:
    if not (root / "gradebook.db").exists():
        return "ok"
    with closing(sqlite3.connect(root / "gradebook.db")) as database:
        return database.execute("PRAGMA integrity_check").fetchone()[0]


def scores(db_url: str) -> dict[str, float]:
    """The scores that the gradebook has, of whom it has one."""
    if db_url.startswith("sqlite") and not Path(db_url.removeprefix("sqlite:///")).exists():
        return {}  # to look would make one
    return {student: found.auto for student, found in contents(db_url).items() if found.auto is not None}


def forget_everything(root: Path, db_url: str, gradebook_too: bool) -> None:
    shutil.rmtree(root / "autograded", ignore_errors=True)
    if gradebook_too and db_url.startswith("sqlite"):
        (root / "gradebook.db").unlink()
    else:
        with Gradebook(db_url) as book:
            book.remove_assignment(NAME)


def killed_and_started_again(runs: Runs, root: Path, db_url: str, kills: int, seed: int) -> None:
    """Kill so many runs; look after each what is there, and when one has finished, begin anew or grade all again."""
    dice = random.Random(seed)
    options = {"db_url": db_url}
    seconds = runs.finish(root, **options)
    assert scores(db_url) == EXPECTED
    killed = rounds = 0
    while killed < kills:
        forced = rounds % 2 == 1
        if forced:
            for student, points in BY_HAND.items():
                with_grade(db_url, student, manual_score=points, needs_manual_grade=False)
        else:
            forget_everything(root, db_url, gradebook_too=rounds == 0)
        by_hand = BY_HAND if forced else {}
        take_log(root)
        first, had, whole = True, scores(db_url), set[str]()
        while killed < kills:
            if not runs.kill(root, dice.uniform(0, 0.9 * seconds), force=forced and first, **options):
                seconds *= 0.8  # the machine has less to do than before
                break
            seconds *= 1.05
            killed += 1
            context = f"seed {seed}, kill {killed}"
            assert integrity(root) == "ok", context
            now = scores(db_url)
            assert now.items() <= EXPECTED.items(), f"{context}: a score was changed"
            assert had.keys() <= now.keys(), f"{context}: a grade was lost"
            assert finished(root) <= now.keys(), f"{context}: a finished notebook without a grade"
            graded = take_log(root)
            assert not whole & set(graded), f"{context}: what was finished was graded again"
            assert len(graded) == len(set(graded)), f"{context}: a run graded something twice"
            had, whole, first = now, finished(root), False
        runs.finish(root, **options)
        found = contents(db_url)
        assert finished(root) == set(STUDENTS)
        assert {student: each.auto for student, each in found.items()} == EXPECTED
        assert {student: each.manual for student, each in found.items() if each.manual is not None} == by_hand
        assert not any(each.for_a_human for each in found.values())
        rounds += 1


def test_kills_at_random_moments_lose_and_change_nothing(runs, course, request):
    kills = 100 if request.config.getoption("--full") else 3
    killed_and_started_again(runs, course, f"sqlite:///{course / 'gradebook.db'}", kills, seed=random.randrange(10**6))


@pytest.mark.slow
def test_neither_do_they_with_postgresql(runs, course):
    with postgres_server() as server:
        killed_and_started_again(runs, course, server.database("killed"), 10, seed=random.randrange(10**6))


@pytest.mark.slow
def test_a_gradebook_whose_maker_was_killed_can_be_upgraded_later(runs, course):
    """nbgrader notes the version of the tables a second after it has made them."""
    runs.finish(course)
    with closing(sqlite3.connect(course / "gradebook.db")) as database:
        (version,) = database.execute("SELECT version_num FROM alembic_version").fetchone()
        database.execute("DROP TABLE alembic_version")
    runs.finish(course)
    with closing(sqlite3.connect(course / "gradebook.db")) as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [(version,)]


ALONE = """
import sys
from pathlib import Path
import killed_runs
from autograder.classroom import clean_process
if __name__ == "__main__":
    killed_runs.prepare()
    clean_process.START = "forkserver"
    killed_runs.run(Path(sys.argv[1]), prepare=killed_runs.prepare)
"""


@pytest.mark.slow
def test_when_the_writer_alone_is_killed_its_workers_end_and_the_next_run_does_the_rest(runs, course):
    """So does a machine that runs out of memory."""
    (course / "alone.py").write_text(ALONE)
    process = subprocess.Popen(
        [sys.executable, str(course / "alone.py"), str(course)], env=runs.environment, start_new_session=True
    )
    deadline = time.monotonic() + 120
    while not (course / "graded.log").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    process.kill()
    assert process.wait() == -signal.SIGKILL
    assert take_log(course)
    wait_for_the_last_of(process.pid)
    runs.finish(course)
    assert scores(f"sqlite:///{course / 'gradebook.db'}") == EXPECTED
