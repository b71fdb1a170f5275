"""What an author is shown of an exercise: its questions, and who fails what."""

from __future__ import annotations

import pytest
from rich.console import Console
from small_course import EXERCISE

from autograder.exam.candidate import LocalCandidate
from autograder.exam.exam import Exam
from autograder.exam.exercise import Exercise
from autograder.exam.trying import caught_by, tried


def shown(exercise):
    console = Console(width=100, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    console.print(tried(exercise))
    return console.export_text()


def test_each_property_stands_with_its_first_question_and_what_is_expected():
    text = shown(EXERCISE)
    assert "1. f adds one." in text
    assert "values: 1.50 points, 20 examples" in text
    assert "f(0)\n   1" in text


def test_each_wrong_answer_stands_with_what_catches_it():
    assert [line.split()[-2:] for line in shown(EXERCISE).splitlines() if "forgot to add" in line] == [["1", "2"]]


def test_a_wrong_answer_that_nothing_catches_is_shouted():
    blind = Exercise("f", 2, EXERCISE.reference, EXERCISE.properties[:0], EXERCISE.answers)
    assert "NOTHING: it keeps full marks" in shown(blind)


@pytest.mark.parametrize(("answer", "numbers"), [(lambda x: x + 1, []), (lambda x: 1, [1]), (lambda x: -1, [1, 2])])
def test_properties_are_counted_from_one(answer, numbers):
    assert caught_by(Exam(EXERCISE, b"any"), LocalCandidate(answer)) == numbers
