"""The published worth of names is the one that the exams have."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.exam.leave_one_out import Student, asked_in_all, exercise_row, given_instead
from autograder.exams import ASSIGNMENTS
from autograder.exams.kin import KIN

ROOT = Path(__file__).parents[2]
REMEDY = "run autograder names"


@pytest.mark.slow
def test_a_mistake_that_is_not_in_the_catalogue_is_seldom_called_another_and_how_often_is_published(exercise):
    kin, asked = KIN.get(exercise.name, {}), asked_in_all(exercise)
    misled = [student for student in asked if student.called_without_it is not None and not student.helped(kin)]
    assert len(misled) <= len(asked) / 20, misled
    document = published(exercise)
    assert [line for line in document if line.startswith(f"| {exercise.name} |")] == [
        exercise_row(exercise.name, asked, kin)
    ], REMEDY
    named = [line for line in document if line.startswith(f"* {exercise.name}, ")]
    assert named == given_instead(exercise.name, asked, kin), REMEDY


def published(exercise):
    assignment = next(a for a in ASSIGNMENTS if exercise in a.exercises)
    path = ROOT / "docs" / f"names_{assignment.name.partition('_')[0]}.md"
    return path.read_text(encoding="utf-8").splitlines()


def test_a_name_counts_as_right_only_with_a_reason():
    asked = [Student("a", "a", None), Student("b", "b", "c"), Student("b", None, "d"), Student("e", "f", "c")]
    assert exercise_row("x", asked, {("b", "c"): "the same"}) == "| x | 4 | 2 | 1 | 1 | 2 | 50.0 |"
