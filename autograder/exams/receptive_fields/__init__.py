"""Assignment 06: receptive fields by formula and from outside, shifts, and what a stack of small kernels costs."""

from __future__ import annotations

from autograder.exam.exercise import Assignment
from autograder.exams.registration import exercises_in

__all__ = ["ASSIGNMENT"]

ASSIGNMENT = Assignment(
    "06_receptive_fields",
    exercises_in(
        __name__,
        "receptive_field_of_equal_layers",
        "cost_of_stack",
        "receptive_field",
        "window_of",
        "smallest_stack",
        "receptive_field_by_perturbation",
        "is_shift_equivariant",
        "effective_receptive_field",
    ),
)
