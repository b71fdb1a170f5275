"""Scores of a classifier, and the classes that are true: what softmax and cross-entropy are asked about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from hypothesis import strategies as st

from autograder.exam.strategies import (
    Cornered,
    mixed_dtypes,
    telling_numbers,
    unequal_sizes,
    whole_numbers,
    with_corners,
)
from autograder.exams.pooling_and_activations.draws import EXTREMES, PRIME
from autograder.sandbox.wire.questions import Call

__all__ = [
    "beside_other_shapes",
    "far_apart",
    "labelled",
    "large_scores",
    "score_arrays",
    "scores",
    "scores_of_any_dtype",
]

SHORT_DTYPES = ("uint8", "int8", "float16", "float32", "float64")
"""Scores of 32 and 64 bits are drawn below a million: rounding grows with them, whatever the style."""

AT_THE_EDGE = (
    [[709.0] * 4],
    [[709.5, 709.0, 708.5]],
    [[-744.0, -743.0, -742.5]],
    [[-740.0, 740.0, 0.0], [3.0, 2.0, 1.0]],
    [[0.0, 1.0, 2.0], [-741.5, -742.0, -741.0]],
    [[2e8, 3e8, 1e8], [5e17, 3e17, -5e17]],
    [[100000.25, 100000.0, 100000.75], [100000.0, 100000.5, 100000.25]],
)
"""Scores with exponentials that a float64 holds and sums of them that it does not; such that have few digits, by
themselves or beside the other row; scores far beyond a thousand; and such that differ by little beside their size."""

LIKE_PROBABILITIES = np.array([[0.5, 0.25, 0.25], [0.125, 0.75, 0.125]])
"""Positive scores of rows that sum to 1: softmax is to be taken of them like of any other."""

NEARLY_EQUAL = 0.5 + 2.0**-20 * np.outer([0, 1, 2], [0, 1, 3])
"""Scores that are the same in each row and in each column, but for the sixth digit."""

ONE_OF_MANY = np.where(np.arange(300) == 7, 1000.0, 0.0)[None]
"""So many hopeless classes that what each of them may be off by would show in the sum."""

SHAPES = ((1, 1), (1, 2), (2, 1), (1, 5), (5, 1), (2, 3), (3, 2), (3, 3))


def score_arrays(shapes: Sequence[tuple[int, int]] = ((1, 2), (2, 3), (3, 2), (2, 4), (4, 3))) -> st.SearchStrategy:
    """Draw scores (n, k) of one digit, whole ones or halves."""
    arrays = st.sampled_from(list(shapes)).flatmap(lambda shape: whole_numbers(shape, -9, 9))
    return st.tuples(arrays, st.sampled_from([1.0, 0.5])).map(lambda pair: pair[0] * pair[1])


def scores() -> Cornered[np.ndarray]:
    """Draw scores with every corner of their shape: a single class, a single sample; all equal, nearly equal, all
    negative; and such as look like probabilities."""
    corners = [whole_numbers(shape, -3, 3) for shape in SHAPES]
    corners += [whole_numbers((2, 3), 0, 0), whole_numbers((2, 3), -9, -1), whole_numbers((2, 3), 1, 9)]
    corners += [st.just(np.eye(3)), st.just(LIKE_PROBABILITIES), st.just(NEARLY_EQUAL)]
    return with_corners(score_arrays(), corners)


def far_apart() -> Cornered[np.ndarray]:
    """Draw scores in the hundreds and thousands: all large, all small, both in one row, both in one column."""
    scaled = [
        whole_numbers((2, 3), low, high).map(partial(np.multiply, factor))
        for low, high, factor in [(1, 9, 1000.0), (-9, -1, 1000.0), (-9, 9, 1000.0), (-9, 9, 100.0), (7, 9, 100.0)]
    ]
    rows = whole_numbers((2, 3), -9, 9).map(lambda z: z + np.array([[1000.0], [-1000.0]]))
    columns = whole_numbers((2, 3), -9, 9).map(lambda z: z + np.array([-800.0, 0.0, 800.0]))
    equal = [st.just(np.full((1, 2), number)) for number in (1000.0, -1000.0, 1e6)]
    edge = [*map(np.array, AT_THE_EDGE), ONE_OF_MANY]
    return with_corners(st.one_of(scaled), [*scaled, rows, columns, *equal, *edge])


def large_scores() -> Cornered[np.ndarray]:
    """Draw many rows of many scores, all fractions; more rows, or more classes, than blocks of them hold."""

    @st.composite
    def between(draw: st.DrawFn) -> np.ndarray:
        numbers = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
        return 3 * numbers.normal(size=draw(unequal_sizes(14, 18)))

    def seeded(shape: tuple[int, int]) -> st.SearchStrategy[np.ndarray]:
        seeds = st.integers(0, 2**32 - 1)
        return seeds.map(lambda seed: 3 * np.random.default_rng(seed).normal(size=shape))

    return with_corners(between(), [seeded((PRIME, 2)), seeded((1, PRIME))])


def scores_of_any_dtype() -> Cornered[np.ndarray]:
    @st.composite
    def between(draw: st.DrawFn) -> np.ndarray:
        return draw(telling_numbers(draw(unequal_sizes(2, 4)), draw(st.sampled_from(SHORT_DTYPES))))

    corners = [corner.map(lambda arrays: arrays[0]) for corner in mixed_dtypes((3, 4), dtypes=SHORT_DTYPES)]
    near = [
        whole_numbers((2, 3), low, high).map(partial(shifted_into, dtype))
        for dtype, low, high in [("uint8", 0, 5), ("int8", -3, 3), ("int64", -3, 3), ("int32", -3, 3)]
    ]
    short = [whole_numbers((2, 3), -9, 9).map(partial(sevenths, dtype)) for dtype in ("f2", "f4", "f8")]
    one_class = np.array([[3], [5]], np.uint8)
    return with_corners(between(), [*corners, *near, *short, *extreme_scores(), one_class])


def extreme_scores() -> list[np.ndarray]:
    """Return scores of each dtype, of which one in each row is the largest that there is, and all others the smallest.

    No two are the largest: the logarithm of their number is nothing beside them.
    """
    one = np.eye(2, 3, dtype=bool)
    arrays = []
    for dtype, (most, least) in EXTREMES.items():
        arrays.append(np.full((2, 3), least, dtype))
        arrays[-1][one] = most
    return [*arrays, np.array([[-128, -127, -126]], np.int8), np.array([[255, 254, 253]], np.uint8)]


def beside_other_shapes() -> st.SearchStrategy[tuple[np.ndarray, ...]]:
    """Draw the same scores in arrays of several shapes, and others in the same bytes of two dtypes."""
    shapes = ((2, 3), (3, 2), (1, 6), (6, 1))
    unsigned = np.array([[1, 255, 3], [128, 127, 0]], np.uint8)
    return whole_numbers((6,)).map(
        lambda z: (*(z.reshape(shape) for shape in shapes), unsigned, unsigned.view(np.int8))
    )


def shifted_into(dtype: str, z: np.ndarray) -> np.ndarray:
    """Shift scores to where differences of some steps still fit into a dtype, and sums and exponentials do not."""
    return (z + {"uint8": 250, "int8": -100, "int32": 100_000, "int64": 700}[dtype]).astype(dtype)


def sevenths(dtype: str, z: np.ndarray) -> np.ndarray:
    """Turn whole numbers into fractions that need every digit of their dtype."""
    return (z * 3 / 7).astype(dtype)


def labelled(arrays: st.SearchStrategy[np.ndarray], dtypes: Sequence[str] = ("int64",)) -> st.SearchStrategy[Call]:
    """Draw a true class for each row: ``(z, labels)``. Corners stay corners."""

    def with_labels(z: np.ndarray) -> st.SearchStrategy[Call]:
        n, k = z.shape
        labels = st.tuples(whole_numbers((n,), 0, max(k - 1, 0)), st.sampled_from(list(dtypes)))
        return labels.map(lambda pair: Call((z, pair[0].astype(pair[1]))))

    if isinstance(arrays, Cornered):
        return with_corners(arrays.between.flatmap(with_labels), (c.flatmap(with_labels) for c in arrays.corners))
    return arrays.flatmap(with_labels)
