"""Gradients checked without the reference's backward pass: by central differences, and as the adjoint of a linear map.

Both ask with a random upstream gradient. A plain sum of the outputs, the upstream gradient of all ones, hides most
mistakes: a mask in the wrong place, a transposed kernel, a mean for a sum.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from hypothesis.strategies import SearchStrategy

from autograder.exam.candidate import Candidate
from autograder.exam.comparing import Compared, mismatch
from autograder.exam.exercise import Failure, Property
from autograder.exam.properties.entries import MISSING, Part, last_value, part_of, same_question
from autograder.exam.rendering import show_value
from autograder.sandbox.wire.outcome import Outcome
from autograder.sandbox.wire.questions import Question

__all__ = ["adjoint", "gradient"]

_STEP = 2.0**-13  # of the central differences: the error is its square, and the rounding 1e-16 divided by it
_EACH = 128  # numbers; a larger input is moved along directions instead of entry by entry
_DIRECTIONS = 6

Function = Callable[[Any, np.ndarray], np.ndarray]


def gradient(
    name: str,
    sentence: str,
    draw: SearchStrategy[Any],
    *,
    at: Callable[[Any], np.ndarray],
    forward: Function,
    upstream: Callable[[Any], np.ndarray],
    part: Part = None,
    weight: float = 1.0,
    examples: int = 12,
    tolerance: float = 1e-6,
) -> Property:
    """The gradient is what central differences of the forward pass say, taken by the examiner.

    The differences are of ``sum(upstream * forward(x))``, entry by entry, or along a few random directions where the
    input is large. They are taken once for a class. Draw no inputs near a kink, such as ties under a maximum.

    Args:
        name, sentence: of the property.
        draw: of questions; the result of the call, or of a script's last step, is the gradient.
        at: returns the array that the gradient is with respect to, from the question.
        forward: returns the reference's output, from the question and the array put in that one's place.
        upstream: returns the upstream gradient that the question gives, random.
        part: where in the result the gradient stands, such as ``"dweight"``.
        weight, examples, tolerance: of the property.
    """

    def expect(question: Any, reference: Candidate) -> _Slopes:
        point, dy = np.asarray(at(question), dtype=np.float64), _random(upstream(question), name)

        def slope(direction: np.ndarray) -> float:
            ahead = np.sum(dy * forward(question, point + _STEP * direction))
            behind = np.sum(dy * forward(question, point - _STEP * direction))
            return float((ahead - behind) / (2 * _STEP))

        if point.size <= _EACH:
            units = np.eye(point.size).reshape(-1, *point.shape)
            return _Slopes(point.shape, None, np.array([slope(unit) for unit in units]).reshape(point.shape))
        directions = _directions(point.shape)
        return _Slopes(point.shape, directions, np.array([slope(direction) for direction in directions]))

    return _property(name, sentence, draw, expect, part, weight, examples, tolerance)


def adjoint(
    name: str,
    sentence: str,
    draw: SearchStrategy[Any],
    *,
    at: Callable[[Any], np.ndarray],
    forward: Function,
    upstream: Callable[[Any], np.ndarray],
    part: Part = None,
    weight: float = 1.0,
    examples: int = 12,
    tolerance: float = 1e-9,
) -> Property:
    """The backward pass of a linear map is its adjoint: ``<forward(v), dy>`` equals ``<v, dx>`` for every v.

    The arguments are those of `gradient`. A constant that the forward pass adds, such as a bias, is subtracted.
    """

    def expect(question: Any, reference: Candidate) -> _Slopes:
        shape, dy = np.shape(at(question)), _random(upstream(question), name)
        directions = np.rint(4 * _directions(shape))
        constant = forward(question, np.zeros(shape))
        wanted = np.array([np.sum(dy * (forward(question, v) - constant)) for v in directions])
        return _Slopes(shape, directions, wanted)

    return _property(name, sentence, draw, expect, part, weight, examples, tolerance)


@dataclass(frozen=True)
class _Slopes:
    """What a gradient of this shape must be: itself, or its products with some directions."""

    shape: tuple[int, ...]
    directions: np.ndarray | None
    wanted: np.ndarray


def _property(
    name: str,
    sentence: str,
    draw: SearchStrategy[Any],
    expect: Callable[[Any, Candidate], _Slopes],
    part: Part,
    weight: float,
    examples: int,
    tolerance: float,
) -> Property:
    def judge(question: Question, slopes: _Slopes, outcomes: Sequence[Outcome]) -> Failure | None:
        words = f"a gradient of shape {slopes.shape}"
        value, failure = last_value(question, outcomes[0], words)
        if failure is not None:
            return failure
        got = part_of(value, part)
        step = -1  # the last one
        if got is MISSING:
            return Failure(words, partial(show_value, value), f"There is no part {part!r} in it.", step=step)
        if not isinstance(got, np.ndarray) or got.shape != slopes.shape or got.dtype.kind not in "iuf":
            return Failure(words, partial(show_value, got), step=step)
        if slopes.directions is None:
            note = mismatch(slopes.wanted, got, tolerance)
            if note is None:
                return None
            compared = Compared(slopes.wanted, got, tolerance)
            return Failure(
                partial(show_value, slopes.wanted), partial(show_value, got), note, step=step, compared=compared
            )
        with np.errstate(all="ignore"):
            products = np.array([np.sum(direction * got) for direction in slopes.directions])
        if mismatch(slopes.wanted, products, tolerance) is None:
            return None
        note = "Expected and actual are the products of the gradient with some random arrays, added up."
        return Failure(partial(show_value, slopes.wanted), partial(show_value, products), note, step=step)

    return Property(name, sentence, draw, same_question, expect, judge, weight, examples)


def _random(upstream: np.ndarray, name: str) -> np.ndarray:
    upstream = np.asarray(upstream, dtype=np.float64)
    if upstream.size > 1 and np.all(upstream == upstream.flat[0]):
        raise ValueError(
            f"the upstream gradient of {name!r} is {upstream.flat[0]} everywhere, which hides most mistakes: draw one "
            "with different numbers"
        )
    return upstream


def _directions(shape: tuple[int, ...]) -> np.ndarray:
    """Return a few arrays of this shape that look random. They are no secret: to foresee them helps nobody."""
    return np.random.default_rng(len(shape)).normal(size=(_DIRECTIONS, *shape))
