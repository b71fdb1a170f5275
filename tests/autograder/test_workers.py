"""A class graded by several processes: what the death of one costs, and what an interrupt leaves behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from small_course import make_known, submission
from test_gradebook import HALF, RIGHT, WRONG, grade_everybody, grades, make_course

from autograder.classroom import worker

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")]

STUDENTS = {"ada": RIGHT, "bob": submission(HALF), "eve": submission(WRONG), "zoe": RIGHT}
GRADES = {"ada": 2.0, "bob": 0.5, "eve": 0.0, "zoe": 2.0}


@pytest.fixture(autouse=True)
def known_assignment(monkeypatch):
    make_known(monkeypatch)


@pytest.fixture
def course(tmp_path):
    return make_course(tmp_path / "course", STUDENTS)


def dying_on(student: str, monkeypatch: pytest.MonkeyPatch, marks: Path, times: int) -> None:
    """Let the process that grades a student's submission end, the first so many times."""
    grade_task = worker.grade_task

    def dying(grader, job, task):
        deaths = len(list(marks.glob("death-*")))
        if task.student == student and deaths < times:
            (marks / f"death-{deaths}").touch()
            os._exit(3)
        return grade_task(grader, job, task)

    monkeypatch.setattr(worker, "grade_task", dying)


def auto_scores(root: Path) -> dict[str, float | None]:
    return {student: score for student, (score, _, _) in grades(root).items()}


def test_a_worker_that_dies_twice_costs_its_submission_alone(course, tmp_path, monkeypatch):
    dying_on("bob", monkeypatch, tmp_path, times=9)
    results = {result.student: result for result in grade_everybody(course, jobs=2)}
    assert auto_scores(course) == GRADES | {"bob": None}
    assert grades(course)["bob"] == (None, None, True)
    message = "could not be graded: the grader's process ended with status 3 twice while it graded this"
    assert {student: result.message for student, result in results.items()} == dict.fromkeys(STUDENTS, "") | {
        "bob": message
    }


def test_a_submission_whose_worker_died_once_is_graded_by_the_next(course, tmp_path, monkeypatch):
    dying_on("bob", monkeypatch, tmp_path, times=1)
    results = grade_everybody(course, jobs=2)
    assert auto_scores(course) == GRADES
    assert [result.message for result in results] == [""] * 4


def test_an_interrupt_leaves_what_was_graded_and_the_next_run_does_the_rest(course):
    told = []

    def interrupting(result):
        told.append(result.student)
        if len(told) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        grade_everybody(course, jobs=1, progress=interrupting)
    assert auto_scores(course) == {student: GRADES[student] for student in told}
    assert {r.student for r in grade_everybody(course) if r.seconds} == set(STUDENTS) - set(told)
    assert auto_scores(course) == GRADES
