"""The published worth of names is the one that the exams have."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.exam.leave_one_out import Student, exercise_row, names_document
from autograder.exams import ASSIGNMENTS
from autograder.exams.kin import KIN

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda assignment: assignment.name)
def test_the_published_worth_of_names_is_in_step_with_the_exams(assignment):
    path = ROOT / "docs" / f"names_{assignment.name.partition('_')[0]}.md"
    assert path.read_text(encoding="utf-8") == names_document(assignment, KIN), "run autograder names"


def test_a_name_counts_as_right_only_with_a_reason():
    asked = [Student("a", "a", None), Student("b", "b", "c"), Student("b", None, "d"), Student("e", "f", "c")]
    assert exercise_row("x", asked, {("b", "c"): "the same"}) == "| x | 4 | 2 | 1 | 1 | 2 | 50.0 |"
