"""The published matrix of misconceptions is the one the exams have."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.exam.candidate import LocalCandidate
from autograder.exam.exam import Exam
from autograder.exams import ASSIGNMENTS, find_assignment
from autograder.exams.matrix import SECRETS, Matrix, document_path, exercise_section, matrix_of
from autograder.exams.matrix_picture import matrix_picture

ROOT = Path(__file__).parents[2]
REMEDY = "run autograder matrix"


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
    assert published_section(exercise) == exercise_section(matrix_of(exercise)), REMEDY


def test_what_an_answer_keeps_of_earlier_questions_does_not_reach_the_matrix(monkeypatch):
    exercise = find_assignment("09_train_and_report").exercise("choose_epoch")
    (keeping,) = (m.implementation for m in exercise.misconceptions if m.name == "choice of the first call")
    monkeypatch.setattr(sys.modules[keeping.__module__], "_CHOICES", {})
    number = [prop.name for prop in exercise.properties].index("by however little, however late")
    for example in Exam(exercise, SECRETS[0]).examples:
        if example.property is exercise.properties[number]:
            LocalCandidate(keeping).answer(example.questions)  # of logs as long it now has the right choice
    alone = replace(exercise, answers=replace(exercise.answers, wrong=(keeping,)))
    assert matrix_of(alone).caught[0][number] == len(SECRETS)


def test_the_picture_lies_beside_the_table(exercise):
    assignment = next(a for a in ASSIGNMENTS if exercise in a.exercises)
    document = ROOT / document_path(assignment)
    picture = document.with_suffix(".png")
    assert f"({picture.name})" in document.read_text(encoding="utf-8"), REMEDY
    assert picture.is_file(), REMEDY


def test_the_picture_names_every_misconception_and_property_and_is_dark_where_one_fails(exercise):
    rows = range(len(exercise.misconceptions))
    caught = tuple(tuple((i + j) % (len(SECRETS) + 1) for j in range(len(exercise.properties))) for i in rows)
    (axes,) = matrix_picture([Matrix(exercise, caught, tuple(i / 4 for i in rows))]).axes
    assert [label.get_text() for label in axes.get_yticklabels()] == [m.name for m in exercise.misconceptions]
    assert [label.get_text() for label in axes.get_xticklabels()] == [p.name for p in exercise.properties]
    (mesh,) = axes.collections
    assert (mesh.get_array() * len(SECRETS)).round().astype(int).tolist() == [list(row) for row in caught]
