"""The published matrix of misconceptions is the one the exams have."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.exams import ASSIGNMENTS
from autograder.exams.matrix import document_path, exercise_section

ROOT = Path(__file__).parents[2]
REMEDY = "run python -m autograder.exams.matrix"


def published_section(exercise):
    """Return what is published on an exercise, from its heading to the next."""
    assignment = next(a for a in ASSIGNMENTS if exercise in a.exercises)
    document = (ROOT / document_path(assignment)).read_text(encoding="utf-8")
    _, heading, rest = document.partition(f"## {exercise.name} (")
    return (heading + rest.partition("\n## ")[0]).rstrip()


def test_the_published_words_are_those_of_the_exam(exercise):
    published = published_section(exercise).splitlines()
    words = [f"* **{p.name}**: {p.sentence}" for p in exercise.properties]
    words += [f"* **{m.name}**: {m.explanation}" for m in exercise.misconceptions]
    assert [line for line in published if line.startswith("* ")] == words, REMEDY


@pytest.mark.slow
def test_the_published_matrix_is_in_step_with_the_exam(exercise):
    assert published_section(exercise) == exercise_section(exercise), REMEDY
