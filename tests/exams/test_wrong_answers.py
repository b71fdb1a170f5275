"""No wrong answer gets full marks, and an answer without content gets none."""

from __future__ import annotations

import copy
import inspect

import numpy as np
import pytest
from said import said

from autograder.exams import ASSIGNMENTS

pytestmark = [
    pytest.mark.secrets_in_full(20),
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),  # wrong arithmetic warns
]


def test_every_misconception_loses_marks_under_every_secret(exercise, seed, loses_marks):
    kept = [m.name for m in exercise.misconceptions if not loses_marks(m.implementation)]
    assert kept == [], "these keep full marks"


def test_every_property_is_failed_by_something(exercise, exam, candidate):
    never_failed = {p.name for p in exercise.properties}
    for answer in [*without_content(exercise), *exercise.answers.wrong]:
        asked = candidate(answer)
        for example in exam.examples:
            name = example.property.name
            if name in never_failed and example.judge(asked.answer(example.questions)) is not None:
                never_failed.remove(name)
    assert never_failed == set(), "no wrong answer fails these: write one, or leave them out"


@pytest.mark.slow
def test_no_two_misconceptions_answer_alike(exercise, outcomes):
    answers = {}
    for misconception in exercise.misconceptions:
        key = said(outcomes(misconception.implementation))
        assert key not in answers, f"{misconception.name!r} cannot be told from {answers[key]!r}"
        answers[key] = misconception.name


def test_there_are_at_least_ten_misconceptions(exercise):
    assert len(exercise.misconceptions) >= 10


def test_names_of_misconceptions_are_unique_in_an_exercise(exercise):
    names = [misconception.name for misconception in exercise.misconceptions]
    assert sorted(names) == sorted(set(names))


def test_names_of_exercises_are_unique_in_the_course():
    names = [exercise.name for assignment in ASSIGNMENTS for exercise in assignment.exercises]
    assert sorted(names) == sorted(set(names))


def test_names_of_properties_are_unique_in_an_exam(exercise):
    names = [p.name for p in exercise.properties]
    assert sorted(names) == sorted(set(names))


def without_content(exercise):
    """Answers that know nothing of what is asked."""
    functions = [zero_like(exercise.reference)] if inspect.isfunction(exercise.reference) else []
    return [*functions, scalar_zero, first_argument, untouched_stub, nothing, always_refusing]


def zero_like(reference):
    """Return zeros of the right shape, and raise where one should: all that can be had without computing anything."""

    def zero(*args, **kwargs):
        args, kwargs = copy.deepcopy((args, kwargs))  # a network that is trained on the way would be an answer
        right = reference(*args, **kwargs)
        if isinstance(right, tuple):
            return tuple(map(np.zeros_like, right))
        return np.zeros_like(right) if isinstance(right, np.ndarray) else type(right)(0)

    return zero


def scalar_zero(*args, **kwargs):
    return 0


def first_argument(*args, **kwargs):
    return args[0]


def untouched_stub(*args, **kwargs):
    raise NotImplementedError


def nothing(*args, **kwargs):
    return None


def always_refusing(*args, **kwargs):
    raise ValueError("the kernel does not fit")


def test_an_answer_without_content_gets_nothing(exercise, seed, examiner, candidate):
    scores = {
        answer.__name__: examiner.examine(exercise, candidate(answer)).score for answer in without_content(exercise)
    }
    assert {name: score for name, score in scores.items() if score != 0.0} == {}
