"""docs/coverage_NN.md tells where each item of the lectures went: what it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from autograder.exam.exercise import Assignment
from autograder.exams import ASSIGNMENTS

DOCS = Path(__file__).parents[2] / "docs"
EACH_ASSIGNMENT = pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda assignment: assignment.name)


def coverage_of(assignment: Assignment) -> str:
    return (DOCS / f"coverage_{assignment.name[:2]}.md").read_text(encoding="utf-8")


@EACH_ASSIGNMENT
def test_the_properties_that_are_quoted_are_asked(assignment):
    asked = {prop.name for exercise in assignment.exercises for prop in exercise.properties}
    quoted = [
        name
        for place in re.findall(r'propert(?:y|ies) ((?:"[^"]+"(?:, | and )?)+)', coverage_of(assignment))
        for name in re.findall(r'"([^"]+)"', place)
    ]
    assert quoted
    assert [name for name in quoted if name not in asked] == []


@EACH_ASSIGNMENT
def test_every_exercise_covers_something(assignment):
    document = coverage_of(assignment)
    assert [exercise.name for exercise in assignment.exercises if f"`{exercise.name}`" not in document] == []
