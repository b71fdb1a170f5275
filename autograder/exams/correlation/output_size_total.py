"""The exam of `output_size_total`: how many positions a window takes, with the padding counted over both ends."""

from __future__ import annotations

from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.properties import agrees, law, raises, returns_int
from autograder.exams.correlation.honest import output_size_total as honest
from autograder.exams.correlation.wrong import output_size_total as wrong
from autograder.sandbox.wire.outcome import Call
from cnnedu.shapes import output_size_total

__all__ = ["EXERCISE"]


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


EXERCISE = Exercise(
    "output_size_total",
    points=2,
    reference=output_size_total,
    answers=answers_of(wrong, honest),
    properties=(
        agrees(
            "plain",
            "Without padding, stride 1, the window takes n - k + 1 positions; padding and stride may be left out.",
            axes().map(lambda call: Call(call.args[:2])),
            examples=12,
        ),
        agrees(
            "total padding",
            "The padding given is that of both ends together: it is counted once, and an odd number is fine.",
            odd_paddings(),
            weight=1.5,
            examples=16,
        ),
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
            axes_with_leftovers().map(with_named_arguments),
            weight=2,
            examples=25,
        ),
        agrees(
            "window as long as the axis",
            "A window as long as the padded axis has exactly one position, whatever the stride.",
            windows_as_long_as_the_axis(),
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
    ),
)
