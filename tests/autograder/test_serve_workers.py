"""Workers with real sandboxes: notebooks graded side by side, hostile ones stopped, nothing left behind."""

from __future__ import annotations

import os
import shutil
import signal
import time
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from autograder.course import CourseError
from autograder.exams import find_assignment
from autograder.sample.sample_class import sample_class
from autograder.serve.line import Line
from autograder.serve.rules import Rules
from autograder.serve.workers import Workers

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT = "01_correlation"

pytestmark = pytest.mark.slow


class Unbounded(Rules):
    """The sandbox lets a notebook sleep as long as it likes, so that only the page itself can stop it."""

    @property
    def limits(self):
        return replace(super().limits, cell_seconds=1000.0, cell_idle_seconds=1000.0, submission_seconds=1000.0)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    shutil.copytree(ROOT / "solutions" / ASSIGNMENT, root / "solutions" / ASSIGNMENT)
    return root


@pytest.fixture(scope="module")
def notebooks():
    released = nbformat.read(ROOT / "assignments" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4)
    return {each.student: each.content for each in sample_class(find_assignment(ASSIGNMENT), released)}


def living():
    """The parent of every living process, by its id and the time of its start: ids are given again."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                state, parent, *more = (entry / "stat").read_text().rpartition(")")[2].split()
                tracker = b"resource_tracker" in (entry / "cmdline").read_bytes()  # of multiprocessing; it stays
            except OSError:
                continue
            if state != "Z" and not tracker:
                parents[int(entry.name), int(more[17])] = int(parent)
    return parents


def started_by_us():
    """The living processes that this one has started, and those that these have."""
    parents, found, left = living(), set(), [os.getpid()]
    while left:
        above = left.pop()
        below = [each for each, parent in parents.items() if parent == above]
        found.update(below)
        left += [number for number, _ in below]
    return found


def wait_for(what, seconds=120.0):
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.05)


def result_of(line, student, seconds=120.0):
    wait_for(lambda: line.state(student).stage == "done", seconds)
    return line.state(student).result


def test_a_class_is_graded_and_a_hostile_notebook_stops_nobody(course, notebooks, tmp_path):
    rules = Unbounded((ASSIGNMENT,), jobs=2, notebook_seconds=60, stop_seconds=-50, keep=tmp_path / "kept")
    line = Line(rules)
    others = started_by_us()  # by earlier tests of this process
    with Workers(course, rules, line):
        assert len(started_by_us() - others) >= 4  # two workers, two sandboxes
        asleep = notebooks["endless-cell"].replace(b"while True:", b"while not __import__('time').sleep(9):")
        line.join("mallory", "01_correlation.ipynb", asleep)
        wait_for(lambda: line.state("mallory").stage == "grading")
        seen = started_by_us()
        line.join("ada", "01_correlation.ipynb", notebooks["right-style-1"])
        line.join("bob", "01_correlation.ipynb", notebooks["malformed"])
        right, broken = result_of(line, "ada"), result_of(line, "bob")
        hostile = result_of(line, "mallory")
        assert (right.score, right.max_score) == (22, 22)
        assert "This is practice" in right.page
        assert "damaged" in broken.problem
        assert (hostile.page, hostile.overran) == ("", True)
        assert "It took too long and was stopped" in hostile.problem
        line.join("eve", "01_correlation.ipynb", notebooks["right-style-2"])
        line.join("zoe", "01_correlation.ipynb", notebooks["right-style-2"])  # one is for the new worker
        assert (result_of(line, "eve").score, result_of(line, "zoe").score) == (22, 22)
        seen |= started_by_us()
    wait_for(lambda: not (seen - others) & set(living()), 60)
    assert sorted(path.parent.parent.name for path in (tmp_path / "kept").rglob("*.ipynb")) == ["ada", "eve", "zoe"]


def test_a_worker_that_dies_costs_one_upload_and_blames_no_student(course, notebooks):
    rules = Rules((ASSIGNMENT,), jobs=1)
    line = Line(rules)
    with Workers(course, rules, line) as workers:
        line.join("ada", "01_correlation.ipynb", notebooks["endless-cell"])
        wait_for(lambda: line.state("ada").stage == "grading")
        os.kill(workers._processes[0]._process.pid, signal.SIGKILL)
        assert "not your fault" in result_of(line, "ada").problem
        line.join("bob", "01_correlation.ipynb", notebooks["right-style-1"])
        assert result_of(line, "bob").score == 22


def test_without_a_sandbox_nothing_is_served(course, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    rules = Rules((ASSIGNMENT,), jobs=1)
    with pytest.raises(CourseError, match="no sandbox here: install bubblewrap"), Workers(course, rules, Line(rules)):
        pytest.fail("it served")


def test_a_course_without_notebooks_is_told_so(tmp_path):
    (tmp_path / "nbgrader_config.py").touch()
    rules = Rules((ASSIGNMENT,), jobs=1)
    with pytest.raises(CourseError, match="run `autograder build`"), Workers(tmp_path, rules, Line(rules)):
        pytest.fail("it served")
