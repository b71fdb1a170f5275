"""Assignment 02: many channels, many filters, batches; what a layer and a stack of them cost."""

from __future__ import annotations

from autograder.exam.exercise import Assignment
from autograder.exams.registration import exercises_in

__all__ = ["ASSIGNMENT"]

ASSIGNMENT = Assignment(
    "02_channels",
    exercises_in(
        __name__,
        "corr2d_channels",
        "conv2d",
        "conv1x1",
        "linear_as_conv",
        "conv_as_linear",
        "layer_costs",
        "stack_costs",
        "grouped_conv2d",
    ),
    patience=2.0,
)
