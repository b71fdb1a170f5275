"""What a special case of an answer misses: the ends of a dtype, tiny numbers, long axes, other calls in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.exercise import Property
from autograder.exam.properties import law
from autograder.exam.strategies import first_blank, laid, with_corners
from autograder.exams.channels.draws import of_these_shapes
from autograder.sandbox.wire.questions import LAYOUTS, Call, Do, Refilled, Script

__all__ = [
    "alike",
    "blank_ones",
    "extreme_biases",
    "extreme_numbers",
    "in_every_layout",
    "in_narrow_dtypes",
    "in_turns",
    "of_many_bytes",
    "of_many_products",
    "of_zeros",
    "rearranged",
    "tiny_numbers",
    "twice_large",
]

_EXTREMES = (
    (np.array([2**40, 3, 2**41]), np.array([2**30, 1])),
    (np.array([255, 7, 254], np.uint8), np.array([2**40, 1])),
    (np.array([255, 0, 255], np.uint8), np.array([2**24, 1], np.int32)),
    (np.array([-(2**31)], np.int32), np.array([-(2**31)], np.int32)),
    (np.array([2**63 + 2**40, 1, 2], np.uint64), np.array([3, 1], np.uint8)),
    (np.array([1, 3], np.uint8), np.array([2**63 + 2**40, 2], np.uint64)),
    (np.array([-(2**63), 5, 7]), np.array([2, 3])),
    (np.array([32767, 3, -32768], np.int16), np.array([32767, 255], np.int16)),
    (np.array([65535], np.uint16), np.array([65535], np.uint16)),
    (np.array([4097], np.int16), np.array([4097], np.int16)),
    (np.array([4096, 1], np.float16), np.array([4096, 1, 3], np.float16)),
    (np.array([2**32 - 1], np.uint32), np.array([2**32 - 1], np.uint32)),
    (np.array([-128], np.int8), np.array([127], np.int8)),
    (np.array([-128], np.int8), np.array([-128], np.int8)),
    (np.array([3e38, 1e38], np.float32), np.array([2e38], np.float32)),
    (np.array([6e4, 5e4], np.float16), np.array([6e4], np.float16)),
    (np.array([1e39, -2e39]), np.array([3e39, 1e39])),
    (np.array([1e9, 2e9, 3e9, 5e9, 7e9]), np.array([1e-9, 2e-9, 3e-9, 5e-9])),
    (np.array([1e6, 3e6, 2e6, 7e6, 4e6]), np.array([1.0, 1.000001, 1.000003])),
    (np.array([0.0]), np.array([3.0, -2.0, 5.0])),
    (np.array([3.0, -2.0, 5.0]), np.array([0.0])),
)
"""Products that no int64 holds, nor an int32 or a float32 in full; numbers beyond a float32; weights that `np.allclose`
takes for zero, for alike or for symmetric, and numbers that tell; zeros."""

_NARROW = (
    np.array([200, 131, 255, 173, 99], np.uint8),
    (np.array([1, 2, 4, 5, 8]) / 7).astype(np.float32),
    np.array([-100, 57, -128, 127, -33], np.int8),
)

_LARGEST = (
    (np.uint8(255), np.uint8(255)),
    (np.uint32(2**32 - 1), np.uint16(2**16 - 1)),
    (np.uint16(2**16 - 1), np.uint32(2**32 - 1)),
)

_EXTREME_BIASES = (np.array([2**63 - 1, -(2**63)]), np.array([2**64 - 1, 2**63], np.uint64))

_TINY = 2.0**-60
"""A power of two: dividing by it loses no digit."""


def extreme_numbers(*shapes: tuple[int, ...]) -> list[tuple[np.ndarray, ...]]:
    """Return arrays of one or two shapes with numbers at the ends of every dtype."""
    if len(shapes) == 1:
        return [(np.resize(numbers, shapes[0]),) for pair in _EXTREMES for numbers in pair]
    return [tuple(map(np.resize, pair, shapes)) for pair in _EXTREMES]


def in_narrow_dtypes(*shapes: tuple[int, ...]) -> list[tuple[np.ndarray, ...]]:
    """Return arrays of these shapes whose products their dtype does not hold, not even a single one."""
    return [tuple(np.resize(numbers, shape) for shape in shapes) for numbers in _NARROW]


def of_many_products(*shapes: tuple[int, ...]) -> list[tuple[np.ndarray, ...]]:
    """Return arrays of two shapes, for sums so long that numbers of fewer bits do not hold them.

    With 300 products in a sum a float32 loses digits of bytes, with 33,100 an int32 wraps around, and so does an int64
    for integers of 32 and of 16 bits.
    """
    return [tuple(map(np.full, shapes, largest)) for largest in _LARGEST]


def of_many_bytes(*shapes: tuple[int, ...]) -> tuple[np.ndarray, ...]:
    """Return signed bytes of two shapes: more than a thousand products of them have a sum that no float32 holds."""
    return tuple(np.full(shape, 127, np.int8) for shape in shapes)


def extreme_biases(*shapes: tuple[int, ...]) -> list[tuple[np.ndarray, ...]]:
    """Return small integers, and biases at the ends of 64 bits: whatever is added to them in integers wraps around."""
    *others, biases = shapes
    return [(*(np.full(shape, 3) for shape in others), np.resize(numbers, biases)) for numbers in _EXTREME_BIASES]


def in_every_layout(calls: st.SearchStrategy[Call], array: int = 0) -> list[st.SearchStrategy[Call]]:
    """Return calls whose array at this position lies in memory in each of the ways that there are."""

    def lay(call: Call, layout: str) -> Call:
        return replace(call, args=(*call.args[:array], laid(call.args[array], layout), *call.args[array + 1 :]))

    return [st.builds(lay, calls, st.just(layout)) for layout in LAYOUTS]


def in_turns(*calls: tuple[Any, ...]) -> Script:
    """Make these calls, given by their arguments, and the first once more; those that are refused count, too."""
    return Script(None, tuple(Do(args=args) for args in (*calls, calls[0])))


def rearranged(*shapes: tuple[int, ...], more: Sequence[Any] = ()) -> Script:
    """Fill arrays again with the numbers that they had, in another order: their first and last, and their sum, stay."""
    arrays = [_telling(shape) for shape in shapes]
    steps = [Do(args=(*arrays, *more))]
    for place, array in enumerate(arrays):
        arrays[place] = array.copy()
        arrays[place].flat[1:-1] = array.flat[-2:0:-1]
        steps.append(Do(args=(*(Refilled(1, each, numbers) for each, numbers in enumerate(arrays)), *more)))
    return Script(None, tuple(steps))


def alike(*shapes: tuple[int, ...], more: Sequence[Any] = ()) -> Script:
    """Ask of arrays with more than a thousand numbers, and of others that could be taken for them.

    One number in the middle is another one, which NumPy does not print; then all are a millionth larger.
    """
    arrays = [_telling(shape) for shape in shapes]
    steps = [Do(args=(*arrays, *more))]
    for place, array in enumerate(arrays):
        arrays[place] = array.copy()
        arrays[place][tuple(side // 2 for side in array.shape)] += 50
        steps.append(Do(args=(*arrays, *more)))
    for place, array in enumerate(arrays):
        arrays[place] = array * 1.000001
        steps.append(Do(args=(*arrays, *more)))
    return Script(None, tuple(steps))


def twice_large(*shapes: tuple[int, ...], more: Sequence[Any] = ()) -> Script:
    """Ask twice of large arrays, whose results an answer may want to keep memory for."""
    arrays = [np.resize(_telling((97,)), shape) for shape in shapes]
    return in_turns((*arrays, *more))


def of_zeros(call: Call) -> Call:
    """Return a call whose arrays are of zeros."""
    return Call(tuple(np.zeros_like(each) if isinstance(each, np.ndarray) else each for each in call.args), call.kwargs)


def blank_ones(*shapes: tuple[int, ...], more: Sequence[Any] = ()) -> list[st.SearchStrategy[Call]]:
    """Return corners where the first sample is blank, or the first channel or filter, and those behind it are not."""

    calls = of_these_shapes(*shapes, more=more)
    axes = [range(max(len(shape) - 2, 1)) for shape in shapes[:2]]
    return [each for place, among in enumerate(axes) for each in first_blank(calls, place, axes=among)]


def tiny_numbers(shapes: Sequence[tuple[tuple[tuple[int, ...], ...], tuple[Any, ...]]]) -> Property:
    """State that arrays of tiny numbers are treated like any other: for shapes, and what is given behind the arrays."""

    def shrunk(call: Call) -> tuple[Call, ...]:
        places = [place for place, value in enumerate(call.args) if isinstance(value, np.ndarray)]
        return (call, *(replace(call, args=_times(call.args, place, _TINY)) for place in places))

    corners = [of_these_shapes(*each, more=more) for each, more in shapes]
    return law(
        "tiny numbers",
        "Arrays of tiny numbers are treated like any others: none of them is taken for zero.",
        with_corners(st.one_of(corners), corners),
        shrunk,
        lambda call, values: (np.stack([values[0]] * (len(values) - 1)), np.stack(values[1:]) / _TINY),
        weight=0.5,
        examples=1,
    )


def _telling(shape: tuple[int, ...]) -> np.ndarray:
    """Return whole numbers that are not in order, nor the same from the end."""
    return (np.arange(float(np.prod(shape))) * 7 % 23 + 2).reshape(shape)


def _times(args: tuple[Any, ...], place: int, factor: float) -> tuple[Any, ...]:
    return (*args[:place], args[place] * factor, *args[place + 1 :])
