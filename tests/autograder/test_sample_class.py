"""Every assignment gets a sample class: small ones, classes to write, and whatever the course has."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest
from small_course import ASSIGNMENT as SMALL
from small_course import SOURCE, cell

from autograder.course import CourseError
from autograder.exam.examiner import Examiner
from autograder.exam.exercise import Assignment, Misconception
from autograder.exams import ASSIGNMENTS
from autograder.grading.one_notebook import grade_notebook
from autograder.notebook.rebuild import nothing_written, rebuild
from autograder.sample.desk import Submission
from autograder.sample.sample_class import sample_class
from autograder.sandbox.outside.sandbox import Sandbox
from autograder.sandbox.wire.limits import Limits

ROOT = Path(__file__).resolve().parents[2]


class RightCounter:
    def __init__(self, start=0):
        self.number = start

    def up(self):
        self.number += 1
        return self.number


class StandingCounter:
    """You never count."""

    def __init__(self, start=0):
        self.number = start

    def up(self):
        return self.number


class CounterFromNought:
    """You forget where to start."""

    def __init__(self, start=0):
        self.number = 0

    def up(self):
        self.number += 1
        return self.number


COUNTER = SimpleNamespace(
    name="Counter",
    reference=RightCounter,
    honest=(RightCounter,),
    misconceptions=tuple(map(Misconception.of, (StandingCounter, CounterFromNought))),
)
OF_A_CLASS = Assignment("02_class", (COUNTER,))
TO_BE_CLASS = "class Counter:\n    ### BEGIN SOLUTION\n    pass\n    ### END SOLUTION"
CLASS_SOURCE = SOURCE | {
    "cells": [
        SOURCE["cells"][0],
        cell("Counter", TO_BE_CLASS, solution=True),
        cell("Counter-exam", "# Graded: Counter", grade=True, locked=True, points=2),
    ]
}


def released(source: dict[str, Any]) -> nbformat.NotebookNode:
    return nbformat.from_dict(nothing_written(source, "").notebook)


def committed(assignment: Assignment) -> nbformat.NotebookNode:
    return nbformat.read(ROOT / "assignments" / assignment.name / f"{assignment.name}.ipynb", as_version=4)


SMALL_CLASS = sample_class(SMALL, released(SOURCE))
CLASS_OF_COUNTERS = sample_class(OF_A_CLASS, released(CLASS_SOURCE))
CLASSES = {"small": SMALL_CLASS, "of a class": CLASS_OF_COUNTERS} | {
    assignment.name: sample_class(assignment, committed(assignment)) for assignment in ASSIGNMENTS
}


def run(submission: Submission) -> dict[str, Any]:
    """What the code cells of a rebuilt submission define, the graded ones left out."""
    names: dict[str, Any] = {}
    for each in rebuild(submission.content, CLASS_SOURCE).notebook["cells"]:
        if each["cell_type"] == "code" and not each["metadata"].get("nbgrader", {}).get("grade"):
            exec(each["source"], names)
    return names


def of(student: str, submissions: list[Submission]) -> Submission:
    return next(s for s in submissions if s.student == student)


@pytest.mark.parametrize("submissions", CLASSES.values(), ids=CLASSES)
def test_everybody_is_someone_else(submissions):
    assert len({s.student for s in submissions}) == len(submissions)


@pytest.mark.parametrize("submissions", CLASSES.values(), ids=CLASSES)
def test_nobody_hands_in_half_of_nothing(submissions):
    assert all(s.right for s in submissions if s.student == "half-finished")


def test_the_class_is_the_same_each_time():
    assert sample_class(SMALL, released(SOURCE)) == SMALL_CLASS


@pytest.mark.filterwarnings("ignore:careful")  # the student's own
@pytest.mark.parametrize("student", [s.student for s in CLASS_OF_COUNTERS if s.student.startswith("right-")])
def test_right_classes_work(student):
    counter = run(of(student, CLASS_OF_COUNTERS))["Counter"](3)
    assert (counter.up(), counter.up()) == (4, 5)


def test_wrong_classes_are_wrong_each_in_its_way():
    mistaken = [run(s)["Counter"](3) for s in CLASS_OF_COUNTERS if not s.zero]
    assert [counter.up() for counter in mistaken] == [3, 1]


@pytest.mark.parametrize("student", ["infinite-loop", "memory-bomb", "fork-bomb", "exits"])
def test_a_stuck_class_is_stuck_when_an_object_is_made(student):
    source = next(
        each["source"]
        for each in json.loads(of(student, CLASS_OF_COUNTERS).content)["cells"]
        if each["id"] == "Counter"
    )
    init = source.partition("def __init__(self, start=0):")[2].partition("def up(self)")[0]
    assert "while True:" in init or "os._exit(0)" in init


def test_the_thief_of_an_assignment_looks_for_its_own_reference():
    assert "/**/small_course.py" in of("thief", SMALL_CLASS).content.decode()


@pytest.mark.parametrize("lacking", ["honest", "misconceptions"])
def test_an_exercise_without_known_answers_is_named(lacking):
    exercise = SimpleNamespace(**(vars(COUNTER) | {lacking: ()}))
    with pytest.raises(CourseError, match=r"02_class cannot have a sample class: .* to Counter"):
        sample_class(Assignment("02_class", (exercise,)), released(CLASS_SOURCE))


@pytest.fixture(scope="module")
def sandbox():
    limits = Limits(cell_seconds=2, call_seconds=0.5, check_seconds=2, memory_bytes=1 << 28)
    with Sandbox(SMALL.libraries, limits=limits) as sandbox:
        yield sandbox


@pytest.mark.slow
@pytest.mark.parametrize("student", [s.student for s in SMALL_CLASS])
def test_a_class_of_one_exercise_earns_what_it_should(sandbox, student):
    submission = of(student, SMALL_CLASS)
    graded = grade_notebook(submission.content, SMALL, SOURCE, sandbox, Examiner(b"test", shrink_seconds=0.2))
    assert (graded.score == graded.max_score) == (submission.right == {"f"})
    assert graded.score == 0 or submission.right or not submission.zero
