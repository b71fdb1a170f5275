"""The exam of `output_size_total`: how many positions a window takes, with the padding counted over both ends."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.exercise import Exercise, Misconception
from autograder.exam.properties import agrees, law, raises, returns_int
from autograder.sandbox.wire.outcome import Call
from cnnedu.formulas.shapes import output_size_total

__all__ = ["OUTPUT_SIZE_TOTAL"]


@st.composite
def axes(draw: st.DrawFn, padded: bool = False, strided: bool = False) -> Call:
    """Draw (n, k, total_padding, stride) of an axis on which the window fits, with or without padding and stride."""
    k = draw(st.integers(1, 7))
    padding = draw(st.integers(1, 7)) if padded else 0
    stride = draw(st.integers(2, 5)) if strided else 1
    return Call((k + draw(st.integers(1, 40)), k, padding, stride))


@st.composite
def axes_with_leftovers(draw: st.DrawFn) -> Call:
    """Draw an axis on which the last step would leave it: (n + total_padding - k) is no multiple of the stride."""
    n, k, padding, stride = draw(axes(padded=True, strided=True)).args
    if (n + padding - k) % stride == 0:
        n += draw(st.integers(1, stride - 1))
    return Call((n, k, padding, stride))


@st.composite
def odd_paddings(draw: st.DrawFn) -> Call:
    n, k, _, stride = draw(axes(strided=draw(st.booleans()))).args
    return Call((n, k, draw(st.sampled_from([1, 3, 5, 7])), stride))


@st.composite
def windows_as_long_as_the_axis(draw: st.DrawFn) -> Call:
    n, padding = draw(st.integers(2, 20)), draw(st.integers(0, 5))
    return Call((n, n + padding, padding, draw(st.integers(1, 4))))


@st.composite
def windows_too_long(draw: st.DrawFn) -> Call:
    n, padding = draw(st.integers(1, 9)), draw(st.integers(0, 5))
    return Call((n, n + padding + draw(st.integers(1, 4)), padding, draw(st.integers(1, 3))))


@st.composite
def strides_below_one(draw: st.DrawFn) -> Call:
    n, k, padding, _ = draw(axes(padded=True)).args
    return Call((n, k, padding, draw(st.integers(-3, 0))))


def with_named_arguments(call: Call) -> Call:
    n, k, padding, stride = call.args
    return Call((n, k), {"total_padding": padding, "stride": stride})


def one_step_longer(call: Call) -> tuple[Call, ...]:
    n, k, padding, stride = call.args
    return call, Call((n + stride, k, padding, stride))


def padding_built_in(call: Call) -> tuple[Call, ...]:
    n, k, padding, stride = call.args
    return Call((n + padding, k, 0, stride)), call


PROPERTIES = (
    agrees(
        "plain",
        "Without padding, stride 1, the window takes n - k + 1 positions; padding and stride may be left out.",
        axes().map(lambda call: Call(call.args[:2])),
        output_size_total,
        examples=12,
    ),
    agrees(
        "total padding",
        "The padding given is that of both ends together: it is counted once, and an odd number is fine.",
        odd_paddings(),
        output_size_total,
        weight=1.5,
        examples=16,
    ),
    agrees(
        "stride",
        "With a stride, only every stride-th position counts.",
        axes(strided=True),
        output_size_total,
        examples=20,
    ),
    agrees(
        "padding and stride",
        "Padding and stride together, also where the last step would leave the axis: what is left over is not counted.",
        axes_with_leftovers().map(with_named_arguments),
        output_size_total,
        weight=2,
        examples=25,
    ),
    agrees(
        "window as long as the axis",
        "A window as long as the padded axis has exactly one position, whatever the stride.",
        windows_as_long_as_the_axis(),
        output_size_total,
        weight=0.5,
        examples=8,
        conduct=True,
    ),
    law(
        "one step longer",
        "An axis longer by one stride has one position more.",
        axes(padded=True, strided=True),
        one_step_longer,
        lambda data, values: (values[0] + 1, values[1]),
        weight=0.5,
        examples=8,
    ),
    law(
        "padding makes the axis longer",
        "Padding an axis is the same as having a longer one.",
        axes_with_leftovers(),
        padding_built_in,
        lambda data, values: (values[0], values[1]),
        weight=0.5,
        examples=8,
    ),
    raises(
        "window too long",
        "A window longer than the padded axis raises a ValueError.",
        windows_too_long(),
    ),
    raises(
        "stride below one",
        "A stride of zero or less raises a ValueError.",
        strides_below_one(),
    ),
    returns_int(axes_with_leftovers()),
)


def total_padding_doubled(n, k, total_padding=0, stride=1):
    """You double the padding, as is right when it is given per side. Here it is the sum over both ends already."""
    if k > n + total_padding or stride < 1:
        raise ValueError("the window does not fit")
    return (n - k + 2 * total_padding) // stride + 1


def total_padding_halved(n, k, total_padding=0, stride=1):
    """You halve the padding and count only one end. The axis grows by the whole total_padding."""
    if k > n + total_padding or stride < 1:
        raise ValueError("the window does not fit")
    return (n - k + total_padding // 2) // stride + 1


def odd_padding_rounded_down(n, k, total_padding=0, stride=1):
    """You split the padding into two equal halves with //, and of an odd number a pixel gets lost. Only the sum counts:
    do not split it."""
    if k > n + total_padding or stride < 1:
        raise ValueError("the window does not fit")
    return (n - k + 2 * (total_padding // 2)) // stride + 1


def odd_padding_rounded_up(n, k, total_padding=0, stride=1):
    """You split the padding into two equal halves and round up, so an odd number becomes one too many. Only the sum
    counts: do not split it."""
    if k > n + total_padding or stride < 1:
        raise ValueError("the window does not fit")
    return (n - k + 2 * ((total_padding + 1) // 2)) // stride + 1


def total_padding_forgotten(n, k, total_padding=0, stride=1):
    """You do not use the padding: the window slides over n + total_padding pixels."""
    if k > n + total_padding or stride < 1:
        raise ValueError("the window does not fit")
    return (n - k + stride) // stride


def stride_left_out_of_the_numerator(n, k, total_padding=0, stride=1):
    """The formula has + stride above the line, which makes the + 1 for the first position. You left it out and count
    one position too few."""
    if k > n + total_padding or stride < 1:
        raise ValueError("the window does not fit")
    return (n - k + total_padding) // stride


def one_above_the_line(n, k, total_padding=0, stride=1):
    """You wrote + 1 above the line. There it must be + stride, which is 1 only after the division."""
    if k > n + total_padding or stride < 1:
        raise ValueError("the window does not fit")
    return (n - k + total_padding + 1) // stride


def one_added_twice(n, k, total_padding=0, stride=1):
    """You count the first position twice: + stride above the line is already the + 1."""
    if k > n + total_padding or stride < 1:
        raise ValueError("the window does not fit")
    return (n - k + total_padding + stride) // stride + 1


def total_rounded_up(n, k, total_padding=0, stride=1):
    """You round up. A last step that would carry the window over the end is not taken: round down with //."""
    if k > n + total_padding or stride < 1:
        raise ValueError("the window does not fit")
    return -((k - n - total_padding) // stride) + 1


def total_not_rounded(n, k, total_padding=0, stride=1):
    """You divide with / and keep the fraction. There are no half positions: round down with //."""
    if k > n + total_padding or stride < 1:
        raise ValueError("the window does not fit")
    return (n - k + total_padding + stride) / stride


def total_as_float(n, k, total_padding=0, stride=1):
    """Your number is right but it is a float, and np.zeros does not take 4.0 as a shape. math.floor, int and // give an
    int; np.floor does not."""
    if k > n + total_padding or stride < 1:
        raise ValueError("the window does not fit")
    return float((n - k + total_padding + stride) // stride)


def stride_forgotten_with_total_padding(n, k, total_padding=0, stride=1):
    """You do not use the stride: the window moves by that many pixels at once and takes fewer positions."""
    if k > n + total_padding or stride < 1:
        raise ValueError("the window does not fit")
    return n - k + total_padding + 1


def too_long_window_clamped(n, k, total_padding=0, stride=1):
    """A window longer than the padded axis has no position, and you return 0 as if that were a size. Raise a
    ValueError, so that whoever built the network hears of it."""
    if stride < 1:
        raise ValueError("the stride is too small")
    return max(0, (n - k + total_padding + stride) // stride)


def stride_not_checked_with_total_padding(n, k, total_padding=0, stride=1):
    """A stride of zero never moves, and a negative one moves backwards. Check stride < 1 and raise a ValueError."""
    if k > n + total_padding:
        raise ValueError("the window does not fit")
    return (n - k + total_padding + stride) // stride if stride else 0


def formula(n, k, total_padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride must be at least 1")
    if k > n + total_padding:
        raise ValueError("window too long")
    return (n - k + total_padding + stride) // stride


def one_added_last(n, k, total_padding=0, stride=1):
    room = n + total_padding - k
    if room < 0 or stride < 1:
        raise ValueError(f"room {room}, stride {stride}")
    return room // stride + 1


def counted(n, k, total_padding=0, stride=1):
    if stride < 1 or k > n + total_padding:
        raise ValueError("no positions")
    return sum(1 for start in range(n + total_padding) if start % stride == 0 and start + k <= n + total_padding)


def length_of_a_range(n, k, total_padding=0, stride=1):
    positions = range(0, n + total_padding - k + 1, stride)  # range itself refuses stride 0
    if stride < 0 or not positions:
        raise ValueError("no positions")
    return len(positions)


def numpy_integer(n, k, total_padding=0, stride=1):
    if stride < 1 or n + total_padding < k:
        raise ValueError("no room")
    return np.floor_divide(n - k + total_padding, stride) + np.int32(1)


def two_ends(n, k, total_padding=0, stride=1):
    before = total_padding // 2
    after = total_padding - before
    if stride < 1 or k > before + n + after:
        raise ValueError("no room")
    return int((before + n + after - k) / stride) + 1


def size_of_a_slice(n, k, total_padding=0, stride=1):
    if stride < 1 or k > n + total_padding:
        raise ValueError("no room")
    return np.arange(n + total_padding - k + 1)[::stride].size


OUTPUT_SIZE_TOTAL = Exercise(
    name="output_size_total",
    points=2,
    reference=output_size_total,
    properties=PROPERTIES,
    misconceptions=tuple(
        map(
            Misconception.of,
            (
                total_padding_doubled,
                total_padding_halved,
                odd_padding_rounded_down,
                odd_padding_rounded_up,
                total_padding_forgotten,
                stride_left_out_of_the_numerator,
                one_above_the_line,
                one_added_twice,
                total_rounded_up,
                total_not_rounded,
                total_as_float,
                stride_forgotten_with_total_padding,
                too_long_window_clamped,
                stride_not_checked_with_total_padding,
            ),
        )
    ),
    honest=(formula, one_added_last, counted, length_of_a_range, numpy_integer, two_ends, size_of_a_slice),
)
