"""Where two networks part: the first part of one that makes something else than the other's, of the same numbers.

A student's part is given what the student's parts before it made, never what the reference's made: until the two part
these are the same, and nothing of the reference but its weights comes to the student.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.models.of_modules import Part
from autograder.models.own_modules import ModuleFailed

__all__ = ["Parted", "differs", "where_they_part"]

_TOLERANCE = 1e-4
"""Relative to the largest number: what the exams of modules allow. Right ones differ by 1e-6 or so, in float32."""

Pass = Callable[[np.ndarray, str], np.ndarray]
"""Pass numbers through the part of the student's network that has a name."""


@dataclass(frozen=True)
class Parted:
    """Attributes:
    part: the smallest one that can be named.
    why: what came instead of numbers of the right shape; empty where such numbers came.
    """

    part: Part
    why: str = ""


def differs(got: np.ndarray, wanted: np.ndarray) -> str | None:
    """Return None where two arrays are equal but for rounding; else what is wrong with the shape, if it is."""
    if got.shape != wanted.shape:
        return f"an array of shape {got.shape} where {wanted.shape} is wanted"
    off = np.abs(got.astype(np.float64) - wanted).max(initial=0.0)
    return None if off <= _TOLERANCE * max(1.0, np.abs(wanted).max(initial=0.0)) else ""  # nan is off, too


def where_they_part(
    parts: Sequence[Part], x: np.ndarray, passed: Pass, wanted: Mapping[str, np.ndarray], broke: bool
) -> Parted | None:
    """Go along a way through the student's network until it parts from the reference's; None where it does not.

    Args:
        parts: the way.
        x: what comes in: the images, or what the student's parts before these made.
        passed: asks the student's parts.
        wanted: what each of the reference's makes of the same images.
        broke: whether the student's network gave no numbers. If it did give some, a part that gives none by itself is
            only written in another way, and nothing is said about it.
    """
    for part in parts:
        x = part.before(x)
        try:
            made = passed(x, part.name)
            why = differs(made, wanted[part.name])
        except ModuleFailed as failed:
            if not broke:
                return None
            return _inside(part, x, passed, wanted, broke) or Parted(part, failed.why)
        if why is not None:
            return _inside(part, x, passed, wanted, broke=False) or Parted(part, why)
        x = made
    return None


def _inside(part: Part, x: np.ndarray, passed: Pass, wanted: Mapping[str, np.ndarray], broke: bool) -> Parted | None:
    found = (where_they_part(way, x, passed, wanted, broke) for way in part.inside)
    return next((parted for parted in found if parted is not None), None)
