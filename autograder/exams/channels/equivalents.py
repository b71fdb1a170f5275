"""Mutants of 02 that are right after all. Each place is (exercise, style, before, after); `...` stands for anything.

Whoever adds one proves it for every input that the docstring allows; a test then tries a hundred thousand of them.
"""

from __future__ import annotations

from autograder.exam.mutants.equivalents import Equivalent

__all__ = ["EQUIVALENTS"]

EQUIVALENTS: tuple[Equivalent, ...] = ()
