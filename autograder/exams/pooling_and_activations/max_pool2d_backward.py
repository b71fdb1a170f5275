"""The exam of `max_pool2d_backward`: each gradient goes to the pixel that won its window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, gradient
from autograder.exam.strategies import DTYPES, Cornered, mixed_dtypes, unequal_sizes, whole_numbers, with_corners
from autograder.exams.pooling_and_activations.draws import (
    asked,
    backward,
    extreme_numbers,
    forward_of,
    large_beside_small,
    lowest_integers,
    lowest_numbers,
    output_shape,
    short_ways_back,
)
from autograder.exams.pooling_and_activations.honest import max_pool2d_backward as honest
from autograder.exams.pooling_and_activations.ways_back import BACK, properties_of_a_way_back
from autograder.exams.pooling_and_activations.wrong import max_pool2d_backward as wrong
from autograder.sandbox.wire.questions import Call
from cnnedu.ops.pooling import max_pool2d, max_pool2d_backward

__all__ = ["EXERCISE"]

FIRST = (
    "Where several pixels of a window are equally large, the first of them in reading order must get all of it: row by "
    "row, and from left to right."
)


def themselves(x: np.ndarray) -> np.ndarray:
    return x


def numbers_of_the_winners(call: Call, v: np.ndarray) -> np.ndarray:
    """Read from maps v where x has the first largest number of each window, found one window after the other."""
    x = call.args[1]
    (kh, kw), (sh, sw), (ph, pw) = forward_of(Call(call.args[1:], call.kwargs))
    out = np.zeros(call.args[0].shape)
    for n, c, i, j in np.ndindex(*out.shape):
        rows = slice(max(i * sh - ph, 0), i * sh - ph + kh)
        columns = slice(max(j * sw - pw, 0), j * sw - pw + kw)
        out[n, c, i, j] = v[n, c, rows, columns].ravel()[x[n, c, rows, columns].argmax()]
    return out


def ties() -> st.SearchStrategy[Call]:
    """Draw maps with few different numbers, all equal in the simplest case, positive, zero and negative."""

    @st.composite
    def between(draw: st.DrawFn) -> Call:
        kh, kw = draw(unequal_sizes(1, 3))
        shape = (1, 1, kh + draw(st.integers(0, 2)), kw + draw(st.integers(0, 2)))
        low, stride = draw(st.integers(-1, 1)), draw(st.sampled_from([None, (1, 1), (1, 2), (2, 1)]))
        return draw(asked(shape, (kh, kw), stride, low=low, high=low + 1))

    def equal(number: int, size: Any, stride: Any, padding: Any = (0, 0)) -> st.SearchStrategy[Call]:
        return st.just(Call((np.full((1, 1, 3, 4), float(number)), size, stride, padding)))

    corners = [
        *[equal(number, size, None) for number in (0, 5, -5) for size in [(2, 2), (3, 4), (1, 2), (2, 1)]],
        *[equal(-2, (2, 3), (1, 1), padding) for padding in [(1, 1), (0, 1), (1, 0)]],
        *[st.just(Call((x, (2, 2), (1, 1), (1, 1)))) for x in lowest_numbers((1, 1, 2, 3))],
        *[nearly_equal(around, step) for around, step in [(1.0, 2.0**-40), (0.0, 1e-20), (-1000.0, 2.0**-30)]],
    ]
    return backward(with_corners(between(), corners), themselves)


def nearly_equal(around: float, step: float) -> st.SearchStrategy[Call]:
    """Draw numbers that a float32 cannot tell apart, or that are so small that any other one hides them."""
    return whole_numbers((1, 1, 3, 4), -9, 9).map(lambda x: Call((around + step * x, (2, 3), (1, 1), (1, 0))))


@st.composite
def without_ties(draw: st.DrawFn) -> Call:
    """Draw maps whose numbers are all different, so that a small change changes no winner."""
    (kh, kw), stride = draw(unequal_sizes(1, 3)), draw(st.sampled_from([None, (1, 2), (2, 1), (1, 1)]))
    shape = (2, 1, kh + draw(st.integers(0, 2)), kw + draw(st.integers(0, 2)))
    order = np.random.default_rng(draw(st.integers(0, 2**32 - 1))).permutation(np.prod(shape))
    x = order.reshape(shape) - 7.0
    return draw(backward(st.just(Call((x, (kh, kw), stride, (kh // 2, 0)))), themselves))


def pooled(call: Call, x: np.ndarray) -> np.ndarray:
    return max_pool2d(x, *call.args[2:])


GIVEN = ((2, 3), (1, 2), (1, 0))
SHAPE = (1, 2, 3, 4)
OUT = output_shape(Call((np.zeros(SHAPE), *GIVEN)))


def of_two_dtypes(dtypes: Sequence[str] = ("uint8", "float32", "float64")) -> Cornered[Call]:
    """Draw an upstream gradient and maps, in every mixture of these dtypes; of one dtype where there is a short way."""
    corners = mixed_dtypes(OUT, SHAPE, dtypes=dtypes)
    mixed = with_corners(st.one_of(corners), corners).map(lambda arrays: Call((*arrays, *GIVEN)))
    return with_corners(mixed, short_ways_back(themselves))


def of_any_dtypes() -> st.SearchStrategy[Call]:
    """Draw an upstream gradient and maps of any two dtypes, and of the largest and the smallest numbers of them."""
    extremes = [*zip(extreme_numbers(OUT), extreme_numbers(SHAPE)[::-1], strict=True)]
    extremes += [(dy, np.resize(np.arange(5), SHAPE)) for dy in (lowest_integers(OUT), large_beside_small(OUT))]
    return with_corners(of_two_dtypes(DTYPES), [Call((*arrays, *GIVEN)) for arrays in extremes])


EXERCISE = Exercise(
    "max_pool2d_backward",
    points=4,
    reference=max_pool2d_backward,
    answers=answers_of(wrong, honest),
    properties=properties_of_a_way_back(
        *keeps(
            FIRST,
            agrees(
                "ties",
                "Of equal pixels the first in reading order wins, and gets the whole gradient of its window.",
                ties(),
                examples=8,
            ),
        ),
        *keeps(
            BACK,
            gradient(
                "central differences",
                "The gradient is what a small change of each pixel does to the output.",
                without_ties(),
                at=lambda call: call.args[1],
                forward=pooled,
                upstream=lambda call: call.args[0],
                weight=0.5,
                examples=4,
            ),
        ),
        told=themselves,
        forward=numbers_of_the_winners,
        any_dtype=of_any_dtypes(),
        each_dtype=of_two_dtypes(),
        arrays=(0, 1),
        as_given="x, size, stride, padding: as they were given to max_pool2d, which refused none of them.",
        untouched="The arrays dy and x must not be modified.",
        refused="ValueError: dy has not the shape of what max_pool2d returns.",
        dtype="Its dtype is float64, whatever the dtypes of dy and x.",
        words={
            "values": "The winner of each window gets the upstream gradient of this window; all other pixels get 0.",
            "padding": "The padding never wins, and the gradient has the shape of x, without the padding.",
            "adjoint": "The way back is the adjoint of the way forth with the winners held fast.",
            "nothing is lost": "Every window has one winner, so each map's gradients add up to as much as came in.",
            "any dtypes": "Bytes, integers and fractions of any length, in dy and x alike, count as their numbers.",
            "dtype": "The result is an array of dtype float64, whatever the dtypes of dy and x.",
            "untouched": "dy and x are the same after the call as before it, and the result is a new array.",
        },
    ),
)
