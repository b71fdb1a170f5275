"""A class graded by a real dask.distributed cluster of two worker processes on this machine."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from gradebook_contents import contents
from small_course import submission
from test_gradebook import NAME, RIGHT, WRONG, grade_everybody, make_course
from test_gradebook import known_assignment as known_assignment  # a fixture

from autograder.course import CourseError

distributed = pytest.importorskip("distributed", reason="no dask.distributed: pip install 'cnnedu[cluster]'")

from small_course_on_a_cluster import prepare, prepare_with_another_numpy  # noqa: E402

from autograder.classroom import cluster  # noqa: E402

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")]

SLOW = "import time\ntime.sleep(1)\ndef f(x):\n    return x + 1"
STUDENTS = {
    "ada": RIGHT,
    "bob": submission("def f(x):\n    return 1"),
    "eve": submission(WRONG),
    "broken": b"{",
    "nothing": None,
    **{f"slow-{number}": submission(SLOW) for number in range(6)},
}


@pytest.fixture(scope="module")
def two_workers() -> Iterator[distributed.LocalCluster]:
    """Started without a course's folder or secret: whatever they know of one has been sent to them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)]))
        patch.delenv("CNNEDU_SECRET", raising=False)
        with distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
        ) as local:
            yield local


@pytest.fixture
def course(tmp_path):
    return make_course(tmp_path / "course", STUDENTS)


@pytest.fixture(scope="module")
def of_this_machine(tmp_path_factory):
    """What worker processes of this machine make of the class."""
    root = make_course(tmp_path_factory.mktemp("here") / "course", STUDENTS)
    results = grade_everybody(root, jobs=2)
    return contents(f"sqlite:///{root / 'gradebook.db'}"), {each.student: each.problems for each in results}


def test_the_grades_are_those_of_this_machine_though_a_worker_is_killed(course, two_workers, of_this_machine):
    killed = []

    def kill_one_at_work(result: object) -> None:
        if killed:
            return
        with distributed.Client(two_workers, set_as_default=False) as client:
            at_work = [address for address, tasks in client.processing().items() if tasks]
            pids = client.run(os.getpid)
            os.kill(pids[at_work[0]], signal.SIGKILL)
        killed.append(at_work[0])

    results = grade_everybody(
        course, scheduler=two_workers.scheduler_address, prepare=prepare, progress=kill_one_at_work
    )
    assert killed
    assert [result.message for result in results] == [""] * len(STUDENTS)
    found = contents(f"sqlite:///{course / 'gradebook.db'}"), {each.student: each.problems for each in results}
    assert found == of_this_machine
    assert {path.parts[-3] for path in course.glob(f"autograded/*/{NAME}/{NAME}.ipynb")} == set(STUDENTS)


def test_a_worker_with_another_numpy_would_ask_another_exam(course, two_workers):
    with pytest.raises(CourseError, match=r"'numpy': '1\.0'.*: install the same there"):
        grade_everybody(course, scheduler=two_workers.scheduler_address, prepare=prepare_with_another_numpy)
    assert not (course / "autograded").exists()


def test_without_a_scheduler_it_says_how_to_start_one(course, monkeypatch):
    monkeypatch.setattr(cluster, "_JOIN_SECONDS", 1.0)
    with pytest.raises(CourseError, match=r"no scheduler answers at tcp://127\.0\.0\.1:9 .*: start one with `dask sch"):
        grade_everybody(course, scheduler="tcp://127.0.0.1:9")


def test_without_a_worker_it_says_how_to_start_some(course, monkeypatch):
    monkeypatch.setattr(cluster, "_JOIN_SECONDS", 1.0)
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=":0") as empty,
        pytest.raises(CourseError, match=r"no worker has joined .*: start some on each machine with `dask worker tcp:"),
    ):
        grade_everybody(course, scheduler=empty.scheduler_address)
