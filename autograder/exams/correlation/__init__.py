"""Assignment 01: cross-correlation, its shapes, padding, stride and the kernels of image processing."""

from __future__ import annotations

from autograder.exams.correlation.corr2d import CORR2D
from autograder.exercise import Assignment

__all__ = ["CORRELATION"]

CORRELATION = Assignment("01_correlation", exercises=(CORR2D,))
