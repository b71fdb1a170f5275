"""No wrong answer gets full marks, and an answer without content gets none."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.exam.candidate import LocalCandidate
from autograder.exam.examiner import Examiner
from autograder.exams import ASSIGNMENTS

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")  # wrong arithmetic warns

SEEDS = range(20)
EXERCISES = [exercise for assignment in ASSIGNMENTS for exercise in assignment.exercises]


@pytest.mark.slow
def test_every_misconception_loses_marks_under_every_secret(exercise, exam_of):
    for misconception in exercise.misconceptions:
        candidate = LocalCandidate(misconception.implementation)
        for seed in SEEDS:
            examples = exam_of(exercise, seed).examples
            found_out = any(example.judge(candidate.answer(example.questions)) is not None for example in examples)
            assert found_out, f"{misconception.name!r} keeps full marks under secret {seed}"


def test_every_property_is_failed_by_something(exercise, exam_of, failed_properties):
    wrong = [m.implementation for m in exercise.misconceptions] + [zero_like(exercise.reference), first_argument]
    never_failed = {p.name for p in exercise.properties}
    for implementation in wrong:
        never_failed -= failed_properties(exam_of(exercise, 0), implementation)
    assert never_failed == set()


def test_no_two_misconceptions_answer_alike(exercise, exam_of):
    exam = exam_of(exercise, 0)
    answers = {}
    for misconception in exercise.misconceptions:
        key = repr(exam.answers(LocalCandidate(misconception.implementation)))
        assert key not in answers, f"{misconception.name!r} cannot be told from {answers[key]!r}"
        answers[key] = misconception.name


def test_there_are_at_least_ten_misconceptions(exercise):
    assert len(exercise.misconceptions) >= 10


def test_names_of_misconceptions_are_unique_in_the_course():
    names = [m.name for exercise in EXERCISES for m in exercise.misconceptions]
    assert sorted(names) == sorted(set(names))


def test_names_of_exercises_are_unique_in_the_course():
    names = [exercise.name for exercise in EXERCISES]
    assert sorted(names) == sorted(set(names))


def test_names_of_properties_are_unique_in_an_exam(exercise):
    names = [p.name for p in exercise.properties]
    assert sorted(names) == sorted(set(names))


def zero_like(reference):
    """Return zeros of the right shape, and raise where one should: all that can be had without computing anything."""

    def zero(*args, **kwargs):
        right = reference(*args, **kwargs)
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


@pytest.mark.parametrize("answer", [scalar_zero, first_argument, untouched_stub, nothing, always_refusing])
def test_an_answer_without_content_gets_nothing(exercise, answer):
    verdict = Examiner(b"trivial", shrink_seconds=0).examine(exercise, LocalCandidate(answer))
    assert verdict.score == 0.0


@pytest.mark.parametrize("secret", [b"trivial", b"other", b"third"])
def test_zeros_of_the_right_shape_get_nothing(exercise, secret):
    candidate = LocalCandidate(zero_like(exercise.reference))
    assert Examiner(secret, shrink_seconds=0).examine(exercise, candidate).score == 0.0
