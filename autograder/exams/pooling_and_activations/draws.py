"""Maps, and windows on them: what the pooling exercises draw, forward and backward.

A question about the way forth is ``(x, size, stride, padding)``, with maps x of n x c x h x w. One about the way back
is made of it: an upstream gradient of the shape of the output is drawn for it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache, partial

import numpy as np
from hypothesis import strategies as st

from autograder.exam.strategies import (
    DTYPES,
    Cornered,
    kernel_shapes_that_fit,
    mixed_dtypes,
    telling_numbers,
    unequal_sizes,
    whole_numbers,
    with_corners,
)
from autograder.sandbox.wire.questions import Call, Do, Script

__all__ = [
    "EXTREMES",
    "FARTHEST",
    "MORE_THAN_IT_COUNTS",
    "PRIME",
    "Pair",
    "asked",
    "backward",
    "beside_other_windows",
    "extreme_numbers",
    "forward_of",
    "in_turns",
    "large_beside_small",
    "large_windows",
    "left_over",
    "lowest_integers",
    "lowest_numbers",
    "many_maps",
    "of_any_dtype",
    "of_each_dtype",
    "of_one_size",
    "output_shape",
    "overlapping",
    "padded",
    "plain",
    "refused_in_between",
    "same_bytes",
    "several_maps",
    "short_ways",
    "short_ways_back",
    "side_by_side",
    "strided",
    "windows",
    "with_large_maps_that_cancel",
]

Pair = tuple[int, int]

BATCHES = ((1, 1), (1, 2), (2, 1), (2, 3), (3, 2))
"""Images in a batch, and maps of each: one, and different numbers."""

AREAS = ((1, 1), (1, 4), (4, 1), (3, 4))

STRIDES_WITH_PADDINGS = (
    *[(stride, (0, 0)) for stride in [None, (1, 1), (2, 2), (3, 3), (1, 3), (3, 1), (4, 5), (9, 9)]],
    *[(stride, (1, 1)) for stride in [None, (1, 1), (2, 2), (2, 1)]],
    *[(stride, (0, 2)) for stride in [None, (1, 1), (3, 2)]],
    *[(stride, (1, 0)) for stride in [None, (1, 2), (2, 3)]],
    ((1, 1), (1, 2)),
    ((2, 3), (1, 2)),
)
"""For a window of 3 x 4: equal and unequal, with gaps between windows, longer than the map; padding up to the half."""

ALIKE = (
    [((1, 1, 4, 4), (2, 2), None, (0, 0)), ((1, 1, 2, 2), (2, 2), None, (1, 1))],
    [((1, 1, 3, 3), (3, 3), (2, 2), (1, 1)), ((1, 1, 4, 4), (3, 3), (2, 2), (1, 1))],
    [
        ((1, 1, 2, 4), (2, 2), (1, 2), (0, 0)),
        ((1, 1, 2, 4), (2, 2), (1, 2), (1, 0)),
        ((1, 1, 2, 4), (2, 2), (1, 2), (0, 1)),
    ],
    [
        ((1, 1, 5, 5), (2, 2), (2, 2), (0, 0)),
        ((1, 1, 5, 5), (3, 3), (2, 2), (0, 0)),
        ((1, 1, 5, 5), (2, 2), (3, 3), (0, 0)),
    ],
    [((1, 1, 2, 2), (2, 2), (3, 3), padding) for padding in [(0, 0), (1, 1), (0, 1)]],
    [((1, 1, 3, 4), (2, 2), (1, 1), (0, 0)), ((1, 1, 4, 3), (2, 2), (1, 1), (0, 0))],
    [((1, 2, 2, 3), (2, 3), None, (0, 0)), ((2, 1, 2, 3), (2, 3), None, (0, 0)), ((1, 2, 2, 3), (2, 1), None, (0, 0))],
)
"""Questions that agree in nearly everything: padded maps of one size, results of one size, the same bytes."""

TRANSPOSED = ALIKE[5]
MIXED = [5, 1, 2, 7, 3, 8, 0, 4, 9, 11, 6, 10]
"""An order of twelve numbers in which other pixels win where the map is as high as it was wide."""

PRIME = 1033
"""More than a byte counts, and than a block of 1000 or 1024 holds; no block of whole numbers fits into it."""

EXTREMES = {
    "int8": (127, -128),
    "uint8": (255, 0),
    "int16": (32767, -32768),
    "uint16": (65535, 0),
    "int32": (2**31 - 65, -(2**31)),
    "uint32": (2**32 - 129, 0),
    "int64": (2**62, -(2**63)),
    "uint64": (2**63 + 2**40, 0),
    "float16": (65504.0, -65504.0),
    "float32": (2.0**127, -(2.0**127)),
    "float64": (2.0**1000, -(2.0**1000)),
}
"""Numbers whose sums and differences no dtype but float64 holds; no float32 holds those of 32 bits, and a float64 holds
all of them exactly."""

FARTHEST = (2.0**1000, 2.0**-100)
"""Factors for maps of one batch: the quotient of the smaller and the larger is 0 in a float64."""

MORE_THAN_IT_COUNTS = (("int8", (16, 17)), ("uint8", (17, 16)), ("float16", (1, 2101)))
"""Dtypes, and maps of more pixels than these can count."""


def asked(
    shape: tuple[int, ...], size: Pair, stride: Pair | None = None, padding: Pair = (0, 0), low: int = 1, high: int = 9
) -> st.SearchStrategy[Call]:
    """Draw numbers for maps of this shape."""
    return whole_numbers(shape, low, high).map(lambda x: Call((x, size, stride, padding)))


@cache
@st.composite
def maps(draw: st.DrawFn, h: int, w: int) -> np.ndarray:
    """Draw maps of h x w whole numbers; now and then none of them is positive."""
    high = -1 if draw(st.integers(0, 3)) == 3 else 9
    return draw(whole_numbers((*draw(st.sampled_from(BATCHES)), h, w), -9, high))


@st.composite
def drawn(
    draw: st.DrawFn,
    sizes: st.SearchStrategy[Pair],
    strides: st.SearchStrategy[Pair | None],
    with_padding: bool = False,
    most: int = 3,
) -> Call:
    """Draw a window that fits into its maps, in the simplest case just so; the maps are higher than wide, or wider."""
    kh, kw = draw(sizes)
    ph, pw = (draw(st.integers(0, k // 2)) for k in (kh, kw)) if with_padding else (0, 0)
    h, w = (max(k - 2 * p, 1) + draw(st.integers(0, most)) for k, p in ((kh, ph), (kw, pw)))
    return Call((draw(maps(h, w if w != h else w + 1)), (kh, kw), draw(strides), (ph, pw)))


pairs_of_strides = st.sampled_from([(1, 2), (2, 1), (2, 3), (3, 2), (1, 3), (3, 1)])
usual_or_not = st.sampled_from([None, (1, 2), (2, 1), (2, 3), (3, 2)])


def fitting() -> list[st.SearchStrategy[Call]]:
    """Return corners: maps down to a single pixel, windows that fit easily, just so, or just so on one axis."""
    return [
        asked((1, 2, *area), size, stride)
        for area in AREAS
        for size in kernel_shapes_that_fit(*area)
        for stride in ((None, (1, 1)) if area == (3, 4) else (None,))
    ]


@cache
def windows() -> Cornered[Call]:
    """Draw everything at once: sizes, strides and paddings, equal and different; all-negative maps in the corners."""
    together = [asked((2, 3, 5, 6), (3, 4), *more) for more in STRIDES_WITH_PADDINGS]
    negative = [asked((1, 1, 3, 4), (2, 3), (1, 2), padding, -9, -1) for padding in [(0, 0), (1, 1), (0, 1), (1, 0)]]
    paddings = [*wide_paddings(), *as_many_as_without_padding()]
    between = drawn(unequal_sizes(1, 4), usual_or_not, with_padding=True)
    return with_corners(between, [*fitting(), *together, *negative, *paddings, *long_maps(), *far_below_zero()])


def wide_paddings() -> list[st.SearchStrategy[Call]]:
    """Return corners: three rows or columns of padding and more, which the window needs or not."""
    return [
        asked((1, 1, 2, 3), (7, 6), None, (3, 2)),
        asked((1, 1, 3, 2), (6, 7), None, (2, 3)),
        asked((1, 2, 5, 6), (7, 1), (2, 3), (3, 0)),
        asked((2, 1, 6, 5), (1, 6), (3, 1), (0, 3)),
        asked((1, 1, 2, 1), (8, 9), (1, 1), (4, 4)),
    ]


def as_many_as_without_padding() -> list[st.SearchStrategy[Call]]:
    """Return corners: paddings that make no window more, so that those side by side would cover the bare map, too."""
    return [
        asked((1, 1, 3, 3), (3, 3), None, (1, 1)),
        asked((1, 1, 3, 6), (3, 2), None, (1, 0)),
        asked((1, 1, 4, 3), (2, 3), None, (0, 1)),
    ]


def long_maps() -> list[st.SearchStrategy[Call]]:
    """Return corners: more rows or columns than a byte or a short float can count, in the map and under the window."""

    def long(shape: tuple[int, ...], size: Pair, stride: Pair, dtype: str = "float64") -> st.SearchStrategy[Call]:
        def numbered(seed: int) -> Call:
            drawn = np.random.default_rng(seed)
            numbers = drawn.integers(1, 9, shape)
            numbers.flat[drawn.integers(300, 2000)] = 9  # the largest lies where no byte counts to
            return Call((numbers.astype(dtype), size, stride, (0, 0)))

        return st.integers(0, 2**32 - 1).map(numbered)

    return [
        long((1, 1, 1, 2060), (1, 2), (1, 2049)),
        long((1, 1, 2060, 1), (2, 1), (2049, 1)),
        long((1, 1, 1, 2103), (1, 2101), (1, 1), "float16"),
        long((1, 1, 2103, 1), (2101, 1), (1, 1), "uint8"),
    ]


def far_below_zero() -> list[st.SearchStrategy[Call]]:
    """Return corners: numbers below all that an int64 or a float32 holds, and nearly all of float64; some padding."""
    maps = whole_numbers((1, 1, 3, 4), -9, -1)
    return [
        maps.map(lambda x: Call((1e300 * x, (2, 3), (1, 2), (1, 1)))),
        st.just(Call((np.full((1, 1, 1, 1), -1.7e308), (2, 2), None, (1, 1)))),
    ]


def beside_other_windows() -> list[st.SearchStrategy[tuple[Call, ...]]]:
    """Return questions to be asked in turns, about the same numbers: who remembers one may give it for another.

    The numbers ascend, so that no two windows have the same largest number or the same mean. But then the last pixel of
    each window wins: in one question more they are mixed.
    """

    def asked_about(x: np.ndarray, questions: Sequence[tuple]) -> tuple[Call, ...]:
        calls = [Call((x[: math.prod(shape)].reshape(shape), *more)) for shape, *more in questions]
        return (*calls, two_pixels_swapped(calls[0]))

    numbers = whole_numbers((25,), 1, 9).map(lambda steps: np.cumsum(steps) - 40)
    mixed = numbers.map(lambda x: x[MIXED]).map(partial(asked_about, questions=TRANSPOSED))
    return [*(numbers.map(partial(asked_about, questions=questions)) for questions in ALIKE), mixed]


def same_bytes() -> tuple[Call, ...]:
    """Return questions to be asked in turns, about the same bytes in two dtypes: other pixels win, and means differ."""
    unsigned = np.array([[1, 255, 3, 2], [128, 127, 0, 129], [130, 4, 131, 5]], np.uint8)[None, None]
    return tuple(Call((x, (2, 2), (1, 2), (1, 0))) for x in (unsigned, unsigned.view(np.int8)))


def two_pixels_swapped(call: Call) -> Call:
    """Ask about the same numbers in another order: their sum stays, the first of them, and the last."""
    x, *more = call.args
    x = x.copy()
    middle = x.size // 2
    x.flat[middle - 1], x.flat[middle] = x.flat[middle], x.flat[middle - 1]
    return Call((x, *more), call.kwargs)


@st.composite
def without_the_rest(draw: st.DrawFn, calls: st.SearchStrategy[Call]) -> Call:
    """Leave out what follows the size."""
    return Call(draw(calls).args[:2])


def plain() -> st.SearchStrategy[Call]:
    """Draw windows that do not overlap: only the size is given."""
    return without_the_rest(drawn(unequal_sizes(1, 3), st.none(), most=4))


def strided() -> st.SearchStrategy[Call]:
    """Draw strides, given by name, other than the size of the window."""

    @st.composite
    def between(draw: st.DrawFn) -> Call:
        x, size, stride, _ = draw(drawn(unequal_sizes(1, 3), pairs_of_strides)).args
        return Call((x, size), {"stride": stride if stride != size else (1, 1)})

    return between()


def overlapping() -> Cornered[Call]:
    """Draw windows that overlap on both axes, as 3 x 3 at stride 2 do."""
    usual = asked((1, 2, 7, 5), (3, 3), (2, 2))
    return with_corners(drawn(st.just((3, 3)), st.sampled_from([(2, 2), (1, 2), (2, 1)]), most=4), [usual])


@st.composite
def left_over(draw: st.DrawFn) -> Call:
    """Draw a square stride that leaves rows and columns over."""
    (kh, kw), stride = draw(unequal_sizes(1, 3)), draw(st.integers(2, 3))
    h = kh + stride * draw(st.integers(0, 1)) + draw(st.integers(1, stride - 1))
    w = kw + stride * draw(st.integers(1, 2)) + draw(st.integers(1, stride - 1))
    return Call((draw(maps(h, w)), (kh, kw)), {"stride": (stride, stride)})


def padded() -> st.SearchStrategy[Call]:
    """Draw paddings, given by name, of maps whose numbers are often all negative."""

    @st.composite
    def between(draw: st.DrawFn) -> Call:
        ph, pw = draw(st.sampled_from([(0, 1), (1, 0), (1, 2), (2, 1)]))
        kh, kw = 2 * ph + draw(st.integers(0, 1)) or 1, 2 * pw + draw(st.integers(0, 1)) or 1
        x = draw(whole_numbers((1, 1, draw(st.integers(1, 3)) + kh // 2, kw), -9, draw(st.sampled_from([-1, 9]))))
        return Call((x, (kh, kw)), {"padding": (ph, pw)})

    return between()


@st.composite
def several_maps(draw: st.DrawFn) -> Call:
    """Draw a few images of several maps each, with everything else simple."""
    n, c = draw(st.sampled_from([(2, 3), (3, 2), (1, 2), (2, 1)]))
    h, w = draw(unequal_sizes(2, 4))
    return Call((draw(whole_numbers((n, c, h, w), -9, 9)), draw(unequal_sizes(1, 2))))


@st.composite
def large_windows(draw: st.DrawFn) -> Call:
    """Draw maps of some 12 x 12 fractions that need every digit of a float64."""
    numbers = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    shape = (2, 3, *draw(unequal_sizes(11, 14)))
    return Call((numbers.normal(size=shape), draw(unequal_sizes(3, 5)), draw(usual_or_not), (1, 1)))


def of_any_dtype() -> st.SearchStrategy[Call]:
    """Draw maps of every dtype."""

    @st.composite
    def between(draw: st.DrawFn) -> np.ndarray:
        return draw(telling_numbers((1, 1, *draw(unequal_sizes(3, 5))), draw(st.sampled_from(DTYPES))))

    corners = [array for shape in ((2, 1, 3, 4), (1, 1, 2, 5)) for array in mixed_dtypes(shape)]
    drawn = [corner.map(lambda arrays: arrays[0]) for corner in corners]
    lowest = np.full((1, 1, 3, 4), -128, np.int8)
    largest = [*extreme_numbers((1, 1, 3, 4)), lowest, lowest_integers((1, 1, 3, 4)), large_beside_small((1, 1, 3, 4))]
    maps = with_corners(between(), [*drawn, *largest])
    return with_corners(maps.map(lambda x: Call((x, (2, 3), (1, 2), (1, 0)))), short_ways())


def of_each_dtype() -> st.SearchStrategy[Call]:
    """Draw maps of every dtype once, and of some where there is a short way."""
    corners = [arrays.map(lambda pair: Call((*pair, (2, 3), (1, 2), (1, 0)))) for arrays in mixed_dtypes((1, 1, 2, 5))]
    return with_corners(st.one_of(corners), [*corners, *short_ways()])


def short_ways() -> list[st.SearchStrategy[Call]]:
    """Return corners in several dtypes: windows as large as the map, of one pixel, or side by side with none left over.

    Who has a case of its own for them may forget the dtype there.
    """

    def pooled(dtype: str, size: tuple[int, int]) -> st.SearchStrategy[Call]:
        return telling_numbers((1, 2, 2, 3), dtype).map(lambda x: Call((x, size, None, (0, 0))))

    cases = [(dtype, size) for dtype in ("uint8", "float32") for size in ((2, 3), (1, 1), (2, 1))]
    return [pooled(dtype, size) for dtype, size in [*cases, ("float16", (2, 3))]]


def extreme_numbers(shape: tuple[int, ...]) -> list[np.ndarray]:
    """Return an array of each dtype whose numbers are the largest and the smallest, three of them and one."""
    return [np.resize(np.array([most] * 3 + [least], dtype), shape) for dtype, (most, least) in EXTREMES.items()]


def lowest_integers(shape: tuple[int, ...]) -> np.ndarray:
    """Return integers that are all as low as they can be: their largest is small, and their sum wraps around."""
    return np.full(shape, -(2**63), np.int64)


def large_beside_small(shape: tuple[int, ...]) -> np.ndarray:
    """Return short fractions, large ones and small ones, whose sums no float32 holds."""
    return np.resize(np.array([32768, 0.001, 0.002, 0.003, 0.004], np.float16), shape)


def with_large_maps_that_cancel(x: np.ndarray) -> np.ndarray:
    """Put two large maps into the middle of 2 x 2: they add up to 0, and whoever adds all four gets the rounding."""
    large = 1e17 * np.sqrt(2.0 + np.arange(x[0, 0].size))
    x = x.copy()
    x[0, 1], x[1, 0] = (each.reshape(x.shape[2:]) for each in (large, -np.roll(large, 1)))
    return x


def lowest_numbers(shape: tuple[int, ...]) -> list[np.ndarray]:
    """Return an array of each dtype that holds nothing but the lowest number of it."""
    return [np.full(shape, _lowest(np.dtype(dtype)), dtype) for dtype in EXTREMES]


def _lowest(dtype: np.dtype) -> object:
    return np.finfo(dtype).min if dtype.kind == "f" else np.iinfo(dtype).min


def many_maps() -> list[st.SearchStrategy[Call]]:
    """Return corners: more images, more maps and more windows than a byte can count, or a block of them holds."""

    def seeded(shape: tuple[int, ...]) -> st.SearchStrategy[Call]:
        numbers = st.integers(0, 2**32 - 1).map(lambda seed: np.random.default_rng(seed).permutation(2 * PRIME))
        return numbers.map(lambda order: Call((order.reshape(shape) - 99.0, (1, 2), None, (0, 0))))

    return [seeded((PRIME, 1, 1, 2)), seeded((1, PRIME, 1, 2)), seeded((1, 1, PRIME, 2)), seeded((1, 1, 1, 2 * PRIME))]


def in_turns(calls: Sequence[Call]) -> Script:
    """Ask one question after the other, and the first one again."""
    return Script(None, tuple(Do(args=call.args, kwargs=call.kwargs) for call in (*calls, calls[0])))


def refused_in_between() -> st.SearchStrategy[tuple[Call, ...]]:
    """Draw questions to be asked in turns, of which the one in the middle is refused."""
    good, bad, other = ((2, 3), (1, 1), (1, 0)), ((2, 3), (1, 1), (2, 0)), ((2, 2), (1, 1), (0, 1))
    return st.tuples(*(asked((1, 1, 3, 4), *more) for more in (good, bad, other)))


def of_one_size() -> st.SearchStrategy[Call]:
    """Draw 2 x 3 maps of 3 x 4 pixels, with a window that moves in small steps."""
    return whole_numbers((2, 3, 3, 4), 2, 9).map(lambda x: Call((x, (2, 3), (1, 1), (1, 0))))


def side_by_side() -> st.SearchStrategy[Call]:
    """Draw maps that are cut into windows, with nothing left over and no padding: who answers without loops may."""
    return whole_numbers((2, 3, 4, 6), 2, 9).map(lambda x: Call((x, (2, 3), None, (0, 0))))


def output_shape(call: Call) -> tuple[int, ...]:
    """Return the shape of the output of a question about the way forth."""
    (n, c, h, w), (kh, kw), (sh, sw), (ph, pw) = call.args[0].shape, *forward_of(call)
    return n, c, (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1


def forward_of(call: Call) -> tuple[Pair, Pair, Pair]:
    """Return size, stride and padding of a question about the way forth, wherever they were given."""
    size, stride, padding = [*call.args[1:], None, None][:3]
    stride, padding = call.kwargs.get("stride", stride), call.kwargs.get("padding", padding)
    return size, stride or size, padding or (0, 0)


def backward(
    calls: st.SearchStrategy[Call],
    given: Callable[[np.ndarray], object],
    upstream: Callable[[tuple[int, ...]], st.SearchStrategy[np.ndarray]] = whole_numbers,
) -> st.SearchStrategy[Call]:
    """Make questions about the way back of questions about the way forth.

    Args:
        calls: about the way forth. Corners stay corners.
        given: what is told of the maps: they themselves, or their shape.
        upstream: draws a gradient of a shape; no two of its numbers need differ.
    """

    def back(call: Call) -> st.SearchStrategy[Call]:
        x, *more = call.args
        return upstream(output_shape(call)).map(lambda dy: Call((not_all_equal(dy), given(x), *more), call.kwargs))

    if isinstance(calls, Cornered):
        return with_corners(calls.between.flatmap(back), (corner.flatmap(back) for corner in calls.corners))
    return calls.flatmap(back)


def short_ways_back(given: Callable[[np.ndarray], object]) -> list[st.SearchStrategy[Call]]:
    """Return corners about the way back where there is a short way forth, with gradients of the dtype of the maps."""

    def back(call: Call) -> st.SearchStrategy[Call]:
        x, *more = call.args
        return telling_numbers(output_shape(call), x.dtype.name).map(lambda dy: Call((dy, given(x), *more)))

    return [corner.flatmap(back) for corner in short_ways()]


def not_all_equal(dy: np.ndarray) -> np.ndarray:
    """Change one number of a gradient that is the same everywhere, or zero: such a one hides most mistakes."""
    if np.all(dy == dy.flat[0]):
        dy = dy.copy()
        dy.flat[-1] += 1
    return dy
