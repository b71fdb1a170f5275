"""Assignment 01: cross-correlation, its shapes, padding, stride and the kernels of image processing."""

from __future__ import annotations

from autograder.exam.exercise import Assignment
from autograder.exams.correlation.convolve2d import CONVOLVE2D
from autograder.exams.correlation.corr2d import CORR2D
from autograder.exams.correlation.corr2d_same import CORR2D_SAME
from autograder.exams.correlation.corr2d_strided import CORR2D_STRIDED
from autograder.exams.correlation.filter_image import FILTER_IMAGE
from autograder.exams.correlation.output_size import OUTPUT_SIZE
from autograder.exams.correlation.output_size_total import OUTPUT_SIZE_TOTAL
from autograder.exams.correlation.pad2d import PAD2D

__all__ = ["CORRELATION"]

CORRELATION = Assignment(
    "01_correlation",
    exercises=(
        CORR2D,
        CONVOLVE2D,
        OUTPUT_SIZE,
        OUTPUT_SIZE_TOTAL,
        PAD2D,
        CORR2D_STRIDED,
        CORR2D_SAME,
        FILTER_IMAGE,
    ),
)
