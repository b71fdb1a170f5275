"""Every Hypothesis generator that exams share, and the corners that every exam visits.

Sizes that are drawn are unequal on purpose: a square hides a swapped axis.
"""

from __future__ import annotations

from autograder.exam.strategies.arrays import unequal_sizes, whole_numbers
from autograder.exam.strategies.blanks import blank, first_blank
from autograder.exam.strategies.corners import (
    Cornered,
    each_of,
    kernel_shapes_that_fit,
    kernel_shapes_too_large,
    pairs_below,
    with_corners,
)
from autograder.exam.strategies.dtypes import DTYPES, mixed_dtypes, telling_numbers
from autograder.exam.strategies.grayscale import (
    biases,
    dots,
    fine_images_with_kernels,
    images,
    images_with_kernels,
    kernels,
    pictures,
)
from autograder.exam.strategies.layouts import every_layout, laid

__all__ = [
    "DTYPES",
    "Cornered",
    "biases",
    "blank",
    "dots",
    "each_of",
    "every_layout",
    "fine_images_with_kernels",
    "first_blank",
    "images",
    "images_with_kernels",
    "kernel_shapes_that_fit",
    "kernel_shapes_too_large",
    "kernels",
    "laid",
    "mixed_dtypes",
    "pairs_below",
    "pictures",
    "telling_numbers",
    "unequal_sizes",
    "whole_numbers",
    "with_corners",
]
