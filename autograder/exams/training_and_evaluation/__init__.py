"""Assignment 09: training in batches, an honest evaluation, a confusion matrix, and the choice by validation."""

from __future__ import annotations

from autograder.exam.exercise import Assignment
from autograder.exams.registration import exercises_in

__all__ = ["ASSIGNMENT"]

ASSIGNMENT = Assignment(
    "09_train_and_report",
    exercises_in(
        __name__,
        "batches_of",
        "standardise",
        "train_one_epoch",
        "evaluate",
        "confusion_matrix",
        "choose_epoch",
        "train_and_report",
    ),
    libraries=("numpy", "matplotlib", "torch"),
    patience=5.0,
    memory=2.0,
)
