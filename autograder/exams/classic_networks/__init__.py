"""Assignment 07: the classic networks in PyTorch, their layers, shapes and counts."""

from __future__ import annotations

from autograder.exam.exercise import Assignment
from autograder.exams.registration import exercises_in

__all__ = ["ASSIGNMENT"]

ASSIGNMENT = Assignment(
    "07_classic_networks",
    exercises_in(
        __name__,
        "count_parameters",
        "lenet5",
        "layer_table",
        "vgg_block",
        "vgg",
        "nin_block",
        "nin_head",
        "inception",
    ),
    libraries=("numpy", "matplotlib", "torch"),
    patience=5.0,
    memory=2.0,
)
