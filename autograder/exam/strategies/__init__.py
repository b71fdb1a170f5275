"""Every Hypothesis generator that exams share. Sizes are unequal on purpose: a square hides a swapped axis."""

from __future__ import annotations

from autograder.exam.strategies.arrays import unequal_sizes, whole_numbers
from autograder.exam.strategies.grayscale import (
    biases,
    dots,
    fine_images_with_kernels,
    images,
    images_with_kernels,
    kernels,
    pictures,
)

__all__ = [
    "biases",
    "dots",
    "fine_images_with_kernels",
    "images",
    "images_with_kernels",
    "kernels",
    "pictures",
    "unequal_sizes",
    "whole_numbers",
]
