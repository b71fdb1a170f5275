"""How an exercise, and an assignment, is found: by the name of its file, written in one line."""

from __future__ import annotations

from importlib import import_module

from autograder.exam.exercise import Assignment, Exercise

__all__ = ["assignments_in", "exercises_in"]


def exercises_in(package: str, *names: str) -> tuple[Exercise, ...]:
    """Return the ``EXERCISE`` of each of the modules `names` of an assignment's package."""
    return tuple(import_module(f"{package}.{name}").EXERCISE for name in names)


def assignments_in(package: str, *names: str) -> tuple[Assignment, ...]:
    """Return the ``ASSIGNMENT`` of each of the packages `names` inside a package."""
    return tuple(import_module(f"{package}.{name}").ASSIGNMENT for name in names)
