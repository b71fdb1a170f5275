"""Assignment 05: batch normalisation, its statistics, modes and gradients, and dropout."""

from __future__ import annotations

from autograder.exam.exercise import Assignment
from autograder.exams.registration import exercises_in

__all__ = ["ASSIGNMENT"]

ASSIGNMENT = Assignment(
    "05_normalisation_and_dropout",
    exercises_in(
        __name__,
        "batch_statistics",
        "batch_norm",
        "batch_norm2d",
        "undo_batch_norm",
        "fold_batch_norm",
        "dropout",
        "batch_norm_backward",
    ),
    patience=2.0,
)
