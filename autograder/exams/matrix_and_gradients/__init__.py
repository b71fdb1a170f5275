"""Assignment 03: convolution as a matrix, its gradients, two kernels in one, and a kernel that is learned."""

from __future__ import annotations

from autograder.exam.exercise import Assignment
from autograder.exams.registration import exercises_in

__all__ = ["ASSIGNMENT"]

ASSIGNMENT = Assignment(
    "03_matrix_and_gradients",
    exercises_in(
        __name__,
        "convolution_matrix",
        "im2col",
        "col2im",
        "conv2d_bias_gradient",
        "conv2d_weight_gradient",
        "conv2d_input_gradient",
        "compose_kernels",
        "learn_kernel",
    ),
    patience=3.0,
)
