"""Assignment 08: residual blocks, ResNet-18, dense blocks, and what a connection past the layers does to gradients."""

from __future__ import annotations

from autograder.exam.exercise import Assignment
from autograder.exams.registration import exercises_in

__all__ = ["ASSIGNMENT"]

ASSIGNMENT = Assignment(
    "08_residual_and_dense",
    exercises_in(
        __name__,
        "shortcut",
        "residual_block",
        "bottleneck_block",
        "resnet18",
        "gradients_by_layer",
        "dense_block",
        "transition",
        "densenet",
    ),
    libraries=("numpy", "matplotlib", "torch"),
    patience=5.0,
    memory=2.0,
)
