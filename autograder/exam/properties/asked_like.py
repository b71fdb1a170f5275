"""A second property of the same questions: nothing more is asked for it."""

from __future__ import annotations

from dataclasses import replace

from autograder.exam.exercise import Property

__all__ = ["asked_like"]


def asked_like(name: str, prop: Property) -> Property:
    """Judge by this property what is asked for an earlier one of the exercise.

    Questions are what grading a class spends its time on. The dtype of a result, say, can be read off the answers that
    were asked for their values.

    Args:
        name: of the earlier property.
        prop: with that one's strategy, and as many examples.
    """
    return replace(prop, like=name)
