"""Corners come whatever the seed, each once; and a corner is what it says: a dtype, a layout, a size."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.exam.candidate import LocalCandidate
from autograder.exam.draws import draw_examples, shrink
from autograder.exam.program import show_input
from autograder.exam.strategies import (
    DTYPES,
    each_of,
    every_layout,
    kernel_shapes_that_fit,
    kernel_shapes_too_large,
    mixed_dtypes,
    pairs_below,
    telling_numbers,
    with_corners,
)
from autograder.sandbox.wire.protocol import PREFIX, decode, encode
from autograder.sandbox.wire.questions import LAYOUTS, Call, Laid

SEEDS = range(5)
NUMBERS = with_corners(st.integers(0, 9), [-1, st.integers(100, 200), -2])


@pytest.mark.parametrize("seed", SEEDS)
def test_every_corner_comes_once_before_the_others(seed):
    first, second, third, *others = draw_examples(NUMBERS, seed, 6)
    assert (first, third) == (-1, -2)
    assert 100 <= second <= 200
    assert len(others) == 6
    assert all(0 <= number <= 9 for number in others)


def test_the_numbers_in_a_corner_are_not_the_simplest_ones():
    corners = [draw_examples(with_corners(st.just(0), [st.integers(0, 10**9)]), seed, 1)[0] for seed in SEEDS]
    assert 0 not in corners


def test_the_same_seed_draws_the_same_corners():
    assert draw_examples(NUMBERS, 3, 4) == draw_examples(NUMBERS, 3, 4)


def test_what_is_made_of_the_draws_is_made_of_the_corners_too():
    assert draw_examples(NUMBERS.map(str), 0, 1)[0] == "-1"


def test_corners_can_be_added_to_corners():
    assert draw_examples(with_corners(NUMBERS, [-7]), 0, 1)[:2] == [-7, -1]


def test_corners_are_not_filtered():
    with pytest.raises(TypeError, match="list fewer corners"):
        NUMBERS.filter(lambda number: number > 0)


def test_a_failing_corner_shrinks():
    found = shrink(NUMBERS, 0, 5, lambda n: n if n > 120 else None, lambda n: n, seconds=20)
    assert found == 121


@pytest.mark.parametrize("area", [(1, 1), (1, 4), (3, 4), (4, 4)])
def test_kernels_fit_or_do_not_as_they_say(area):
    (h, w), fitting, too_large = area, kernel_shapes_that_fit(*area), kernel_shapes_too_large(*area)
    assert all(1 <= kh <= h and 1 <= kw <= w for kh, kw in fitting)
    assert all((kh > h or kw > w) and min(kh, kw) >= 1 for kh, kw in too_large)
    assert {(kh > h, kw > w) for kh, kw in too_large} == {(True, False), (False, True), (True, True)}


def test_some_kernels_that_are_too_large_hide_from_a_careless_comparison():
    shapes = kernel_shapes_too_large(3, 4)
    assert any(kh * kw < 12 for kh, kw in shapes), "a product"
    assert any(shape < (3, 4) for shape in shapes), "a tuple"


@pytest.mark.parametrize("least", [0, 1])
def test_pairs_below_a_limit_hide_from_a_careless_comparison(least):
    pairs, limit = pairs_below(least), (least, least)
    assert all(min(pair) < least for pair in pairs)
    assert any(pair > limit for pair in pairs), "a tuple"
    assert any(sum(pair) >= sum(limit) for pair in pairs), "a sum"
    assert any(a * b >= max(least, 1) for a, b in pairs), "a product"
    assert any(max(pair) < least for pair in pairs), "both"


@pytest.mark.parametrize(
    ("dtype", "narrower"),
    [
        ("uint8", "int8"),
        ("int8", "uint8"),
        ("int32", "float32"),
        ("int64", "float32"),
        ("float16", "int64"),
        ("float32", "float16"),
        ("float64", "float32"),
    ],
)
def test_numbers_of_a_dtype_are_not_held_by_a_narrower_one(dtype, narrower):
    numbers = draw_examples(telling_numbers((4, 5), dtype), 0, 2)[1]
    assert numbers.dtype == dtype
    assert not np.array_equal(numbers.astype(narrower).astype(np.float64), numbers.astype(np.float64))


def test_products_of_64_bit_integers_added_up_fit_into_one():
    most = float(np.abs(draw_examples(telling_numbers((1000,), "int64"), 0, 2)[1]).max())
    assert 100 * most**2 < 2**63


def test_every_dtype_comes_in_every_place_alone_and_with_others():
    mixtures = [tuple(a.dtype.name for a in draw_examples(c, 0, 1)[0]) for c in mixed_dtypes((2, 3), (1, 2))]
    assert {(dtype, dtype) for dtype in DTYPES} <= set(mixtures)
    for place in (0, 1):
        assert {mixture[place] for mixture in mixtures if mixture[0] != mixture[1]} == set(DTYPES)


ARRAY = np.arange(12.0).reshape(3, 4)


def laid(layout):
    return Laid(np.ones((3, 4)) if layout == "rows repeated" else ARRAY, layout)


def flags(array):
    return array.flags.c_contiguous, array.flags.writeable, min(array.strides) < 0


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_changes_no_number_and_is_another_layout(layout):
    view = laid(layout).view()
    assert np.array_equal(view, laid(layout).array)
    assert flags(view) != flags(ARRAY)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_pasted_layout_is_the_one_that_was_asked(layout):
    view, pasted = laid(layout).view(), eval(show_input(laid(layout)), {"np": np})
    assert np.array_equal(pasted, view)
    assert (pasted.strides, flags(pasted)) == (view.strides, flags(view))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_reaches_the_answer_and_is_no_change_of_the_input(layout):
    def answer(array):
        return [list(array.strides), array.flags.writeable]

    beginning, buffers = encode([Call((laid(layout),))], 1 << 16)
    (question,) = decode(beginning[PREFIX.size :], b"".join(buffers), questions=True)
    (outcome,) = LocalCandidate(answer).answer([question])
    view = laid(layout).view()
    assert outcome.value == [list(view.strides), view.flags.writeable]
    assert outcome.changed == ()


def test_a_change_in_another_layout_is_seen():
    (outcome,) = LocalCandidate(lambda array: array.fill(5)).answer([Call((laid("reversed"),))])
    assert [change[:2] for change in outcome.changed] == [(0, 0)]


def test_unequal_rows_cannot_be_repeated():
    with pytest.raises(ValueError, match="no layout of this array: 'rows repeated'"):
        Laid(ARRAY, "rows repeated").view()


def test_every_layout_comes_in_every_place():
    corners = [draw_examples(corner, 0, 1)[0] for corner in every_layout((3, 4), (2, 3))]
    for place in (0, 1):
        assert {pair[place].layout for pair in corners if isinstance(pair[place], Laid)} == set(LAYOUTS)


def test_each_of_visits_every_value_and_every_corner_of_one():
    inner = with_corners(st.just("between"), ["first corner", "second corner"])
    visited = draw_examples(each_of(["value", inner]), seed=1, count=1)
    assert sorted(visited) == ["between", "first corner", "second corner", "value"]
