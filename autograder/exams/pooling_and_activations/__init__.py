"""Assignment 04: pooling and activations, forward and backward; softmax and cross-entropy."""

from __future__ import annotations

from autograder.exam.exercise import Assignment
from autograder.exams.registration import exercises_in

__all__ = ["ASSIGNMENT"]

ASSIGNMENT = Assignment(
    "04_pooling_and_activations",
    exercises_in(
        __name__,
        "global_mean_pool",
        "max_pool2d",
        "mean_pool2d",
        "activation",
        "max_pool2d_backward",
        "mean_pool2d_backward",
        "softmax",
        "cross_entropy",
    ),
    patience=3.0,
)
