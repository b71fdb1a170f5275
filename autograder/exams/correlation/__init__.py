"""Assignment 01: cross-correlation, its shapes, padding, stride and the kernels of image processing."""

from __future__ import annotations

from autograder.exam.exercise import Assignment
from autograder.exams.registration import exercises_in

__all__ = ["ASSIGNMENT"]

ASSIGNMENT = Assignment(
    "01_correlation",
    exercises_in(
        __name__,
        "corr2d",
        "convolve2d",
        "output_size",
        "output_size_total",
        "pad2d",
        "corr2d_strided",
        "corr2d_same",
        "filter_image",
    ),
)
