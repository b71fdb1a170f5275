"""Answers made for what an exam was thought to ask: right where inputs are small and whole, wrong elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.exam.candidate import LocalCandidate
from autograder.exam.examiner import Examiner
from autograder.exam.exercise import Exercise
from autograder.exams import find_assignment

CORRELATIONS = [
    exercise
    for exercise in find_assignment("01_correlation").exercises
    if exercise.name in ("corr2d", "convolve2d", "corr2d_strided", "corr2d_same")
]


def score(exercise: Exercise, answer) -> float:
    return Examiner(b"any", shrink_seconds=0).examine(exercise, LocalCandidate(answer)).score


@pytest.mark.parametrize("correlation", CORRELATIONS, ids=lambda exercise: exercise.name)
def test_an_answer_for_small_images_only_loses_marks(correlation: Exercise) -> None:
    def small_only(image, *args, **kwargs):
        right = correlation.reference(image, *args, **kwargs)
        return right if image.size <= 100 else np.zeros_like(right)

    assert 0 < score(correlation, small_only) < correlation.points


@pytest.mark.parametrize("correlation", CORRELATIONS, ids=lambda exercise: exercise.name)
def test_an_answer_that_lost_digits_on_the_way_loses_marks(correlation: Exercise) -> None:
    def rounded(*args, **kwargs):
        return correlation.reference(*args, **kwargs).astype(np.float32).astype(np.float64)

    assert 0 < score(correlation, rounded) < correlation.points
