"""A class whose grading is killed and started again ends with the grades of a class that was not disturbed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_course import submission
from test_gradebook import NAME, grades, make_course

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")]

ROOT = Path(__file__).parents[2]
ANSWERS = ["return x + 1", "return x", "return 1", "return x + 1", "return x - 1", "return x + 1"]
GRADE = """
import sys
from pathlib import Path
from pytest import MonkeyPatch
from small_course import ASSIGNMENT, make_known
from autograder.classroom.grade_class import grade_class, who_handed_in
make_known(MonkeyPatch())
root, name = Path(sys.argv[1]), ASSIGNMENT.name
grade_class(root, name, who_handed_in(root, name), jobs=2)
"""


def start(root: Path) -> subprocess.Popen[bytes]:
    paths = [str(ROOT), str(Path(__file__).parent)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths), "CNNEDU_SECRET": "test"}
    return subprocess.Popen([sys.executable, "-c", GRADE, str(root)], env=environment, start_new_session=True)


def class_of_six(root: Path) -> Path:
    students = {f"student-{i}": submission(f"def f(x):\n    {answer}") for i, answer in enumerate(ANSWERS)}
    return make_course(root, students)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    root = class_of_six(tmp_path_factory.mktemp("undisturbed"))
    assert start(root).wait(120) == 0
    return grades(root)


@pytest.mark.parametrize("moment", ["the second student's folder appears", "the fourth student is finished"])
def test_a_killed_run_is_finished_by_the_next(undisturbed, tmp_path, moment):
    root = class_of_six(tmp_path / "killed")
    awaited = root / "autograded" / ("student-1" if "second" in moment else f"student-3/{NAME}/{NAME}.ipynb")
    process = start(root)
    deadline = time.monotonic() + 120
    while not awaited.exists() and time.monotonic() < deadline:
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait(10) == -signal.SIGKILL
    assert start(root).wait(120) == 0
    assert grades(root) == undisturbed
