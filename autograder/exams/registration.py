"""How an exercise is found: by the name of its file, written in one line."""

from __future__ import annotations

from importlib import import_module

from autograder.exam.exercise import Exercise

__all__ = ["exercises_in"]


def exercises_in(package: str, *names: str) -> tuple[Exercise, ...]:
    """Return the ``EXERCISE`` of each of the modules `names` of an assignment's package."""
    return tuple(import_module(f"{package}.{name}").EXERCISE for name in names)
