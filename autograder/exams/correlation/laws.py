"""Properties that the exams of several exercises share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis.strategies import SearchStrategy

from autograder.exam.exercise import Property
from autograder.exam.properties import agrees, law
from autograder.sandbox.wire.questions import Call

__all__ = ["sums_of", "tiny_numbers"]

_TINY = 2.0**-60
"""A power of two: dividing by it loses no digit."""


def sums_of(calls: SearchStrategy[Call]) -> Property:
    """State that the sums come out right whatever dtypes are given, for calls with an image and a kernel of any."""
    return agrees(
        "any dtypes",
        "Bytes, integers and fractions of any length, in image and kernel alike, give the sums of their numbers: "
        "nothing wraps around, overflows or is rounded.",
        calls,
        examples=4,
    )


def tiny_numbers(calls: SearchStrategy[Call]) -> Property:
    """State that tiny numbers are treated like any others, for calls with an image, a kernel and no bias."""

    def once_with_either_tiny(call: Call) -> tuple[Call, ...]:
        image, kernel, *more = call.args
        tiny = ((image * _TINY, kernel, *more), (image, kernel * _TINY, *more))
        return call, *(replace(call, args=args) for args in tiny)

    def all_three(call: Call, values: Sequence[Any]) -> tuple[Any, Any]:
        ordinary, of_tiny_image, of_tiny_kernel = values
        return np.stack([ordinary, ordinary]), np.stack([of_tiny_image, of_tiny_kernel]) / _TINY

    return law(
        "tiny numbers",
        "An image of tiny numbers, or a kernel of them, is treated like any other: no number is taken for zero.",
        calls,
        once_with_either_tiny,
        all_three,
        weight=0.5,
        examples=2,
    )
