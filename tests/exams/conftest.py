"""Every exercise of every assignment, and its exams under many secrets, drawn once for all tests."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from autograder.exam.candidate import LocalCandidate
from autograder.exam.exam import Exam
from autograder.exam.exercise import Exercise
from autograder.exams import ASSIGNMENTS

EXERCISES = [exercise for assignment in ASSIGNMENTS for exercise in assignment.exercises]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "exercise" in metafunc.fixturenames:
        metafunc.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)


@pytest.fixture(scope="session")
def exam_of() -> Callable[[Exercise, int], Exam]:
    """Draw the exam of an exercise under one of many secrets. The first twenty are kept: several tests use them."""

    def draw(exercise: Exercise, seed: int) -> Exam:
        return Exam(exercise, f"secret {seed}".encode())

    kept = cache(draw)
    return lambda exercise, seed: kept(exercise, seed) if seed < 20 else draw(exercise, seed)


@pytest.fixture(scope="session")
def failed_properties() -> Callable[[Exam, Callable], set[str]]:
    """Name the properties that a function fails in an exam."""

    def examine(exam: Exam, function: Callable) -> set[str]:
        answers = exam.answers(LocalCandidate(function))
        return {
            example.property.name
            for example, answer in zip(exam.examples, answers, strict=True)
            if example.judge(answer) is not None
        }

    return examine
