"""Questions on the size of an output, and what holds however the padding is counted.

A question is (n, k, padding, stride). `output_size` is told the padding at each end of an axis, `output_size_total`
that of both ends together. So an axis is longer by `ends` times the number that is told, and nothing else differs.
"""

from __future__ import annotations

from hypothesis import strategies as st

from autograder.exam.exercise import Property
from autograder.exam.properties import agrees, law, raises, returns_int
from autograder.sandbox.wire.outcome import Call

__all__ = ["axes", "properties_of_a_size"]


@st.composite
def axes(draw: st.DrawFn, most_padding: int = 0, strided: bool = False) -> Call:
    """Draw an axis on which the window fits, with padding and stride where they are asked for."""
    k = draw(st.integers(1, 7))
    padding = draw(st.integers(1, most_padding)) if most_padding else 0
    stride = draw(st.integers(2, 5)) if strided else 1
    return Call((k + draw(st.integers(1, 40)), k, padding, stride))


@st.composite
def axes_with_leftovers(draw: st.DrawFn, ends: int, most_padding: int) -> Call:
    """Draw an axis on which the last step would leave it."""
    n, k, padding, stride = draw(axes(most_padding, strided=True)).args
    if (n + ends * padding - k) % stride == 0:
        n += draw(st.integers(1, stride - 1))
    return Call((n, k, padding, stride))


@st.composite
def windows_as_long_as_the_axis(draw: st.DrawFn, ends: int, most_padding: int) -> Call:
    n, padding = draw(st.integers(2, 20)), draw(st.integers(0, most_padding))
    return Call((n, n + ends * padding, padding, draw(st.integers(1, 4))))


@st.composite
def windows_too_long(draw: st.DrawFn, ends: int, most_padding: int) -> Call:
    n, padding = draw(st.integers(1, 9)), draw(st.integers(0, most_padding))
    return Call((n, n + ends * padding + draw(st.integers(1, 4)), padding, draw(st.integers(1, 3))))


@st.composite
def strides_below_one(draw: st.DrawFn, most_padding: int) -> Call:
    n, k, padding, _ = draw(axes(most_padding)).args
    return Call((n, k, padding, draw(st.integers(-3, 0))))


def one_step_longer(call: Call) -> tuple[Call, ...]:
    n, k, padding, stride = call.args
    return call, Call((n + stride, k, padding, stride))


def properties_of_a_size(
    padding: Property, *, ends: int, argument: str, most: int, most_at_the_limit: int
) -> tuple[Property, ...]:
    """Return all that an exam asks about an output size.

    Args:
        padding: says how the padding counts.
        ends: how many times it counts.
        argument: what the argument is called.
        most: padding where the window fits easily.
        most_at_the_limit: padding where the window fits just so, or not at all.
    """

    def by_name(call: Call) -> Call:
        n, k, padding, stride = call.args
        return Call((n, k), {argument: padding, "stride": stride})

    def padding_built_in(call: Call) -> tuple[Call, ...]:
        n, k, padding, stride = call.args
        return Call((n + ends * padding, k, 0, stride)), call

    with_leftovers = axes_with_leftovers(ends, most)
    return (
        agrees(
            "plain",
            "Without padding, stride 1, the window takes n - k + 1 positions; padding and stride may be left out.",
            axes().map(lambda call: Call(call.args[:2])),
            examples=12,
        ),
        padding,
        agrees(
            "stride",
            "With a stride, only every stride-th position counts.",
            axes(strided=True),
            examples=20,
        ),
        agrees(
            "padding and stride",
            "Padding and stride together, also where the last step would leave the axis: "
            "what is left over is not counted.",
            with_leftovers.map(by_name),
            weight=2,
            examples=25,
        ),
        agrees(
            "window as long as the axis",
            "A window as long as the padded axis has exactly one position, whatever the stride.",
            windows_as_long_as_the_axis(ends, most_at_the_limit),
            weight=0.5,
            examples=8,
            conduct=True,
        ),
        law(
            "one step longer",
            "An axis longer by one stride has one position more.",
            axes(most, strided=True),
            one_step_longer,
            lambda data, values: (values[0] + 1, values[1]),
            weight=0.5,
            examples=8,
        ),
        law(
            "padding makes the axis longer",
            "Padding an axis is the same as having a longer one.",
            with_leftovers,
            padding_built_in,
            lambda data, values: (values[0], values[1]),
            weight=0.5,
            examples=8,
        ),
        raises(
            "window too long",
            "A window longer than the padded axis raises a ValueError.",
            windows_too_long(ends, most_at_the_limit),
        ),
        raises(
            "stride below one",
            "A stride of zero or less raises a ValueError.",
            strides_below_one(most),
        ),
        returns_int(with_leftovers),
    )
