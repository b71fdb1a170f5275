"""A law that the exams of several exercises share."""

from __future__ import annotations

from dataclasses import replace

from hypothesis.strategies import SearchStrategy

from autograder.exam.exercise import Property
from autograder.exam.properties import law
from autograder.sandbox.wire.questions import Call

__all__ = ["tiny_numbers"]

_TINY = 2.0**-60
"""A power of two: dividing by it loses no digit."""


def tiny_numbers(calls: SearchStrategy[Call]) -> Property:
    """State that an image of tiny numbers is treated like any other, for calls with an image and without a bias."""
    return law(
        "tiny numbers",
        "An image of tiny numbers is treated like any other: no number is taken for zero.",
        calls,
        lambda call: (call, replace(call, args=(call.args[0] * _TINY, *call.args[1:]))),
        lambda call, values: (values[0], values[1] / _TINY),
        weight=0.5,
        examples=2,
    )
