"""The exam of `output_size`: how many positions a window takes, with the padding counted per side."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.exercise import Exercise, Misconception
from autograder.exam.properties import agrees, law, raises, returns_int
from autograder.sandbox.wire.outcome import Call
from cnnedu.formulas.shapes import output_size

__all__ = ["OUTPUT_SIZE"]


@st.composite
def axes(draw: st.DrawFn, padded: bool = False, strided: bool = False) -> Call:
    """Draw (n, k, padding, stride) of an axis on which the window fits, with or without padding and stride."""
    k = draw(st.integers(1, 7))
    padding = draw(st.integers(1, 4)) if padded else 0
    stride = draw(st.integers(2, 5)) if strided else 1
    return Call((k + draw(st.integers(1, 40)), k, padding, stride))


@st.composite
def axes_with_leftovers(draw: st.DrawFn) -> Call:
    """Draw an axis on which the last step would leave it: (n + 2 padding - k) is no multiple of the stride."""
    n, k, padding, stride = draw(axes(padded=True, strided=True)).args
    if (n + 2 * padding - k) % stride == 0:
        n += draw(st.integers(1, stride - 1))
    return Call((n, k, padding, stride))


@st.composite
def windows_as_long_as_the_axis(draw: st.DrawFn) -> Call:
    n, padding = draw(st.integers(2, 20)), draw(st.integers(0, 3))
    return Call((n, n + 2 * padding, padding, draw(st.integers(1, 4))))


@st.composite
def windows_too_long(draw: st.DrawFn) -> Call:
    n, padding = draw(st.integers(1, 9)), draw(st.integers(0, 3))
    return Call((n, n + 2 * padding + draw(st.integers(1, 4)), padding, draw(st.integers(1, 3))))


@st.composite
def strides_below_one(draw: st.DrawFn) -> Call:
    n, k, padding, _ = draw(axes(padded=True)).args
    return Call((n, k, padding, draw(st.integers(-3, 0))))


def with_named_arguments(call: Call) -> Call:
    n, k, padding, stride = call.args
    return Call((n, k), {"padding": padding, "stride": stride})


def one_step_longer(call: Call) -> tuple[Call, ...]:
    n, k, padding, stride = call.args
    return call, Call((n + stride, k, padding, stride))


def padding_built_in(call: Call) -> tuple[Call, ...]:
    n, k, padding, stride = call.args
    return Call((n + 2 * padding, k, 0, stride)), call


PROPERTIES = (
    agrees(
        "plain",
        "Without padding, stride 1, the window takes n - k + 1 positions; padding and stride may be left out.",
        axes().map(lambda call: Call(call.args[:2])),
        output_size,
        examples=12,
    ),
    agrees(
        "padding",
        "Padding counts at both ends of the axis.",
        axes(padded=True),
        output_size,
        examples=12,
    ),
    agrees(
        "stride",
        "With a stride, only every stride-th position counts.",
        axes(strided=True),
        output_size,
        examples=20,
    ),
    agrees(
        "padding and stride",
        "Padding and stride together, also where the last step would leave the axis: what is left over is not counted.",
        axes_with_leftovers().map(with_named_arguments),
        output_size,
        weight=2,
        examples=25,
    ),
    agrees(
        "window as long as the axis",
        "A window as long as the padded axis has exactly one position, whatever the stride.",
        windows_as_long_as_the_axis(),
        output_size,
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


def no_plus_one(n, k, padding=0, stride=1):
    """You count the steps between positions, not the positions: there is one more of these. Add 1."""
    if k > n + 2 * padding or stride < 1:
        raise ValueError("the window does not fit")
    return (n + 2 * padding - k) // stride


def padding_counted_once(n, k, padding=0, stride=1):
    """You count the padding once. Here it is the number of pixels at each side, so the axis grows by 2 * padding."""
    if k > n + 2 * padding or stride < 1:
        raise ValueError("the window does not fit")
    return (n + padding - k) // stride + 1


def padding_counted_four_times(n, k, padding=0, stride=1):
    """You double the padding twice: n + 2 * padding is already the whole padded axis."""
    if k > n + 2 * padding or stride < 1:
        raise ValueError("the window does not fit")
    return (n + 4 * padding - k) // stride + 1


def padding_forgotten(n, k, padding=0, stride=1):
    """You do not use the padding: the window slides over n + 2 * padding pixels."""
    if k > n + 2 * padding or stride < 1:
        raise ValueError("the window does not fit")
    return (n - k) // stride + 1


def rounded_up(n, k, padding=0, stride=1):
    """You round up. A last step that would carry the window over the end is not taken: round down with //."""
    if k > n + 2 * padding or stride < 1:
        raise ValueError("the window does not fit")
    return -((k - n - 2 * padding) // stride) + 1


def rounded_to_nearest(n, k, padding=0, stride=1):
    """You round to the nearest whole number, which is sometimes up. A step that does not fit is not taken: round down
    with //."""
    if k > n + 2 * padding or stride < 1:
        raise ValueError("the window does not fit")
    return round((n + 2 * padding - k) / stride) + 1


def not_rounded(n, k, padding=0, stride=1):
    """You divide with / and keep the fraction. There are no half positions: round down with //."""
    if k > n + 2 * padding or stride < 1:
        raise ValueError("the window does not fit")
    return (n + 2 * padding - k) / stride + 1


def whole_number_as_float(n, k, padding=0, stride=1):
    """Your number is right but it is a float, and np.zeros does not take 4.0 as a shape. math.floor, int and // give an
    int; np.floor does not."""
    if k > n + 2 * padding or stride < 1:
        raise ValueError("the window does not fit")
    return float((n + 2 * padding - k) // stride + 1)


def stride_forgotten(n, k, padding=0, stride=1):
    """You do not use the stride: the window moves by that many pixels at once and takes fewer positions."""
    if k > n + 2 * padding or stride < 1:
        raise ValueError("the window does not fit")
    return n + 2 * padding - k + 1


def one_added_before_dividing(n, k, padding=0, stride=1):
    """You divide the number of positions by the stride. Divide the distance, n + 2 * padding - k, and add 1 for the
    first position afterwards."""
    if k > n + 2 * padding or stride < 1:
        raise ValueError("the window does not fit")
    return (n + 2 * padding - k + 1) // stride


def brackets_forgotten(n, k, padding=0, stride=1):
    """Only k is divided by the stride, because // binds stronger than + and -. Put brackets around
    n + 2 * padding - k."""
    if k > n + 2 * padding or stride < 1:
        raise ValueError("the window does not fit")
    return n + 2 * padding - k // stride + 1


def window_subtracted_twice(n, k, padding=0, stride=1):
    """You count k - 1 places too few at the end: the last position begins at n + 2 * padding - k, so the window is
    subtracted once."""
    if k > n + 2 * padding or stride < 1:
        raise ValueError("the window does not fit")
    return max(n + 2 * padding - 2 * k + 1, 0) // stride + 1


def axis_divided_by_stride(n, k, padding=0, stride=1):
    """You divide the length of the axis by the stride, as with `same` padding. The window's length counts too."""
    if k > n + 2 * padding or stride < 1:
        raise ValueError("the window does not fit")
    return -(-(n + 2 * padding) // stride)


def too_long_window_gives_a_number(n, k, padding=0, stride=1):
    """A window longer than the padded axis has no position, and the formula gives zero or less. Check k against
    n + 2 * padding and raise a ValueError."""
    if stride < 1:
        raise ValueError("the stride is too small")
    return (n + 2 * padding - k) // stride + 1


def stride_not_checked(n, k, padding=0, stride=1):
    """A stride of zero never moves, and a negative one moves backwards. Check stride < 1 and raise a ValueError."""
    if k > n + 2 * padding:
        raise ValueError("the window does not fit")
    return (n + 2 * padding - k) // stride + 1 if stride else 0


def formula(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride must be at least 1")
    if k > n + 2 * padding:
        raise ValueError("window too long")
    return (n + 2 * padding - k) // stride + 1


def counted(n, k, padding=0, stride=1):
    if stride < 1 or k > n + 2 * padding:
        raise ValueError("no positions")
    positions, start = 0, 0
    while start + k <= n + 2 * padding:
        positions += 1
        start += stride
    return positions


def length_of_a_range(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride")
    positions = len(range(0, n + 2 * padding - k + 1, stride))
    if positions == 0:
        raise ValueError("window")
    return positions


def floor_of_a_quotient(n, k, padding=0, stride=1):
    if stride <= 0 or n + padding + padding < k:
        raise ValueError(f"n={n}, k={k}, padding={padding}, stride={stride}")
    return int(np.floor((n + 2 * padding - k) / stride)) + 1


def numpy_integer(n, k, padding=0, stride=1):
    last = np.int64(n) + 2 * np.int64(padding) - np.int64(k)
    if last < 0 or stride < 1:
        raise ValueError("no room")
    return last // stride + 1


def through_the_total_padding(n, k, padding=0, stride=1):
    def total(n, k, both, stride):
        if stride < 1 or k > n + both:
            raise ValueError("no room")
        return (n - k + both + stride) // stride

    return total(n, k, 2 * padding, stride)


def quotient_and_remainder(n, k, padding=0, stride=1):
    if stride < 1 or n + 2 * padding - k < 0:
        raise ValueError("no room")
    steps, _ = divmod(n + 2 * padding - k, stride)
    return steps + 1


OUTPUT_SIZE = Exercise(
    name="output_size",
    points=2,
    reference=output_size,
    properties=PROPERTIES,
    misconceptions=tuple(
        map(
            Misconception.of,
            (
                no_plus_one,
                padding_counted_once,
                padding_counted_four_times,
                padding_forgotten,
                rounded_up,
                rounded_to_nearest,
                not_rounded,
                whole_number_as_float,
                stride_forgotten,
                one_added_before_dividing,
                brackets_forgotten,
                window_subtracted_twice,
                axis_divided_by_stride,
                too_long_window_gives_a_number,
                stride_not_checked,
            ),
        )
    ),
    honest=(
        formula,
        counted,
        length_of_a_range,
        floor_of_a_quotient,
        numpy_integer,
        through_the_total_padding,
        quotient_and_remainder,
    ),
)
