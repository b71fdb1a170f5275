"""Batches that several exams of this assignment ask about: features N x D and maps N x C x H x W.

No two sides that could be taken for each other are equal. The first value of each channel stands apart from the others
where a variance of zero would hide, or blow up, what is asked.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import permutations, product
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.exercise import Property
from autograder.exam.promises import keeps
from autograder.exam.properties import ARGUMENTS_ALONE, agrees, holds
from autograder.exam.strategies import DTYPES, mixed_dtypes, telling_numbers, whole_numbers, with_corners
from autograder.sandbox.wire.questions import Call, Do, Script

__all__ = [
    "FAR_FROM_ZERO",
    "FEATURES",
    "LARGE",
    "MANY",
    "MAPS",
    "OTHER_AXES",
    "SHAPES",
    "TINY",
    "WIDE",
    "any_dtype",
    "batches",
    "beside_other_shapes",
    "far_from_zero",
    "fine_fractions",
    "gives_float64",
    "in_other_shapes",
    "of_the_same_sum",
    "per_channel",
    "random_dy",
    "several_eps",
    "spread",
    "tiny_in_the_first",
    "values_per_channel",
    "with_a_trend",
]

Shape = tuple[int, ...]


def _smallest_first(shapes: Sequence[Shape]) -> tuple[Shape, ...]:
    return tuple(sorted(set(shapes), key=lambda shape: (math.prod(shape), shape)))


FEATURES = _smallest_first([(n, d) for n, d in product(range(2, 5), range(1, 5)) if n != d])
"""Shapes (n, d) of several samples."""

MAPS = _smallest_first(
    [*permutations((1, 2, 3, 4)), (2, 1, 1, 1), (1, 1, 1, 2), (1, 1, 2, 1), (1, 2, 1, 3), (3, 2, 2, 1)]
)
"""Shapes (n, c, h, w) of several values per channel, with unequal sides."""

SHAPES = (*FEATURES, *MAPS)

LARGE = ((40, 7), (5, 3, 6, 7))

MANY = ((10007, 1), (1009, 2, 1, 3), (1, 2, 67, 71))
"""More samples, rows or columns than a block of them holds, and never a whole number of blocks."""

OTHER_AXES = ((), (4,), (2, 3, 4), (3, 1, 1), (1, 2, 3, 4, 2), (1, 1, 1, 1, 1), (2, 3, 1, 2, 1, 2))
"""Shapes that are neither features nor maps."""

TINY = 2.0**-60
"""A power of two: dividing by it loses no digit."""

WIDE = (
    np.array([[2**62], [2**61], [2**62], [2**60]]),
    np.array([[-(2**62) - 2**61], [2**62], [2**62 + 2**61]]),
    np.array([[2**63 + 2**50], [2**62], [2**63]], np.uint64),
    np.array([[-(2**31)], [2**31 - 1], [2**31 - 2]], np.int32),
    np.array([[65535], [65000], [7]], np.uint16),
    np.array([[-32768], [32767], [32000]], np.int16),
)
"""Integers whose sums, differences or squares their own dtype does not hold."""

FAR_FROM_ZERO = (
    np.array([[0.0], [1.0], [2.0]]) + 1e8,
    np.array([[0.0, 1.0, 2.0, 7.0], [1.0, 2.0, 0.0, 4.0], [2.0, 6.0, 1.0, 1.0]]) + np.array([1e8, 0, -3e8, 1e10]),
    np.arange(12.0).reshape(2, 3, 1, 2) % 5 + np.array([[0], [-3e9], [1e10]])[..., np.newaxis],
    np.array([[0.0], [1.0]]) + 1e10,
)
"""Channels of large numbers that differ little, all of a batch alike, and beside others of another size."""


def values_per_channel(shape: Shape) -> int:
    """Count the values that share a mean.

    >>> values_per_channel((3, 2)), values_per_channel((3, 2, 4, 5))
    (3, 60)
    """
    return math.prod(shape) // shape[1]


def per_channel(values: np.ndarray, shape: Shape) -> np.ndarray:
    """Lay one number per channel so that NumPy stretches it over a batch of this shape."""
    return values.reshape(-1, *[1] * (len(shape) - 2))


def tiny_in_the_first(channels: int) -> np.ndarray:
    """Return a factor for each channel, of which only the first one makes tiny.

    >>> tiny_in_the_first(3) == [TINY, 1, 1]
    array([ True,  True,  True])
    """
    return np.where(np.arange(channels) == 0, TINY, 1.0)


def spread(x: np.ndarray) -> np.ndarray:
    """Move the first value of each channel away from the others: no channel is constant."""
    x = x.copy()
    first: tuple[int | slice, ...] = (0, slice(None), *[0] * (x.ndim - 2))
    x[first] += 20
    return x


@cache
@st.composite
def batches(
    draw: st.DrawFn, shapes: tuple[Shape, ...] = SHAPES, low: int = -9, high: int = 9, apart: bool = False
) -> np.ndarray:
    """Draw a batch of whole float64 numbers; with `apart`, no channel of it is constant."""
    x = draw(whole_numbers(draw(st.sampled_from(shapes)), low, high))
    return spread(x) if apart else x


@cache
def random_dy(shape: Shape) -> st.SearchStrategy[np.ndarray]:
    """Draw an upstream gradient of whole numbers, never the same everywhere."""

    def uneven(dy: np.ndarray) -> np.ndarray:
        dy.flat[0] = dy.flat[0] + 1 if (dy == dy.flat[0]).all() else dy.flat[0]
        return dy

    return whole_numbers(shape).map(lambda dy: uneven(dy.copy()))


@cache
@st.composite
def fine_fractions(draw: st.DrawFn, shapes: tuple[Shape, ...] = LARGE) -> np.ndarray:
    """Draw a large batch of fractions that need every digit of a float64, each channel with a mean of its own."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    shape = draw(st.sampled_from(shapes))
    return rng.normal(size=shape) + per_channel(rng.normal(scale=5, size=shape[1]), shape)


def with_a_trend(shape: Shape) -> np.ndarray:
    """Return fine fractions that grow from the first value of a channel to the last."""
    numbers = np.random.default_rng(0).normal(size=shape)
    return numbers + np.linspace(0, 10, numbers.size).reshape(shape)


def far_from_zero() -> st.SearchStrategy[np.ndarray]:
    """Draw batches of large numbers that differ little."""
    near = batches(((3, 1), (3, 2), (2, 1, 1, 2)), 0, 9).map(lambda x: x + 1e8)
    return with_corners(near, FAR_FROM_ZERO)


def of_the_same_sum(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the batch with its channels in the opposite order, and one whose channels have its sums and vary more.

    >>> of_the_same_sum(np.array([[1.0, 2.0], [3.0, 4.0]]))
    (array([[2., 1.],
           [4., 3.]]), array([[ 21.,  22.],
           [-17., -16.]]))
    """
    apart = x.copy()
    apart[0] += 20
    apart[1] -= 20
    return x[:, ::-1].copy(), apart


def beside_other_shapes() -> st.SearchStrategy[Script]:
    """Draw a call with a batch, the same numbers in batches of other shapes and axes, and batches of the same sum."""

    def asked(x: np.ndarray) -> Script:
        shapes = ((3, 4), (4, 3), (2, 2, 1, 3), (2, 2, 3, 1), (3, 4))
        batches = (*map(x.reshape, shapes), *of_the_same_sum(x))
        return Script(None, tuple(Do(args=(batch,)) for batch in batches))

    return whole_numbers((3, 4), 2, 9).map(asked)


def in_other_shapes(
    scripts: st.SearchStrategy[Script], also: str = " or order, and others of the same sum,"
) -> tuple[Property, ...]:
    """The same numbers in arrays of other shapes, and what `also` says, one call after the other."""
    sentence = f"The same numbers in an array of another shape{also} give their own result, whatever was asked before."
    return keeps(ARGUMENTS_ALONE, agrees("other shapes", sentence, scripts, weight=0.5, examples=1))


def several_eps(calls: st.SearchStrategy[Call]) -> st.SearchStrategy[Script]:
    """Make a call with one eps, with another, with the usual one, and with the first one again."""
    some: tuple[dict[str, float], ...] = ({"eps": 3.0}, {"eps": 0.5}, {}, {"eps": 3.0})
    return calls.map(lambda call: Script(None, tuple(Do(args=call.args, kwargs=options) for options in some)))


def any_dtype(*shapes: Shape) -> st.SearchStrategy[np.ndarray]:
    """Draw batches of these shapes in every dtype, numbers that tell them apart, the first value of a channel apart."""
    corners = [corner.map(lambda arrays: arrays[0]) for shape in shapes for corner in mixed_dtypes(shape)]
    between = st.sampled_from(DTYPES).flatmap(lambda dtype: telling_numbers(shapes[0], dtype))
    return with_corners(between, [*corners, *WIDE])


def gives_float64(draw: st.SearchStrategy[Any], sentence: str, weight: float = 0.5) -> Property:
    """Every array that the last step, or the call, gives is one of float64."""

    def statement(question: Any, values: Sequence[Any]) -> str | None:
        last = values[-1][-1] if isinstance(values[-1], list) else values[-1]
        dtypes = {array.dtype for array in _arrays(last)}
        return None if dtypes == {np.dtype(np.float64)} else "arrays of dtype float64"

    return holds("dtype", sentence, draw, statement, weight=weight, examples=1)


def _arrays(value: Any) -> Iterator[np.ndarray]:
    for each in value if isinstance(value, tuple) else (value,):
        yield each if isinstance(each, np.ndarray) else np.array(each, dtype=object)
