"""Questions on the size of an output, and what holds however the padding is counted.

A question is (n, k, padding, stride). `output_size` is told the padding at each end of an axis, `output_size_total`
that of both ends together. So an axis is longer by `ends` times the number that is told, and nothing else differs.
"""

from __future__ import annotations

from hypothesis import strategies as st

from autograder.exam.exercise import Property
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, asked_like, law, raises, returns_int
from autograder.exam.strategies import Cornered, with_corners
from autograder.sandbox.wire.questions import Call, Do, Script

__all__ = ["axes", "properties_of_a_size"]

BAD_STRIDES = (0, -1, -2, -7)


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


def with_room_for(room: int, k: int, padding: int, stride: int, ends: int) -> Call:
    """Ask about a window that can move by `room` pixels in all, on an axis of at least one pixel."""
    n = k + room - ends * padding
    return Call((n, k, padding, stride) if n >= 1 else (1, k + 1 - n, padding, stride))


def plain_axes() -> st.SearchStrategy[Call]:
    corners = [(1, 1), (5, 5), (5, 1), (2, 1), (6, 5), (33_000, 3)]  # more than 16 bits can count
    return with_corners(axes().map(lambda call: Call(call.args[:2])), map(Call, corners))


def strided_axes() -> st.SearchStrategy[Call]:
    """Draw strides that divide the room and that do not, as long as the room, one longer, and longer than the axis."""
    rooms = [(6, 2), (7, 2), (6, 3), (8, 3), (4, 4), (4, 5), (5, 4), (1, 2), (3, 100), (1999, 1000), (0, 1)]
    rooms += [(49, 49), (98, 49), (103, 103), (107, 107)]  # one forty-ninth, as a float, is a little less
    rooms += [(119_999, 120_000), (3, 120_000)]
    rooms += [(32, 8), (33, 16)]  # strides that somebody would shift by
    return with_corners(axes(strided=True), [with_room_for(room, 3, 0, stride, 1) for room, stride in rooms])


def axes_with_both(ends: int, most_padding: int) -> Cornered[Call]:
    rooms = [(6, 2), (7, 2), (8, 3), (1, 3), (3, 1), (0, 5), (2, 2), (999, 7)]
    corners = [with_room_for(room, k, 2, stride, ends) for room, stride in rooms for k in (1, 6)]
    half_the_window = [(8, 4, 2, 2), (6, 2, 1, 3), (9, 5, 2, 3)]
    steps_of_a_window = [(5, 3, 2, 3), (7, 4, 1, 4), (11, 6, 5, 6), (9, 4, 3, 4)]
    many = [(1_000_000, 3, 10, 7)] if ends == 1 else []  # some count up to a million; one exercise of the two tells
    corners += map(Call, (*half_the_window, *steps_of_a_window, *many))
    return with_corners(axes_with_leftovers(ends, most_padding), corners)


def windows_as_long_as_the_axis(ends: int, most_padding: int) -> st.SearchStrategy[Call]:
    @st.composite
    def between(draw: st.DrawFn) -> Call:
        n, padding = draw(st.integers(2, 20)), draw(st.integers(0, most_padding))
        return Call((n, n + ends * padding, padding, draw(st.integers(1, 4))))

    corners = [Call((n, n + ends * p, p, stride)) for n in (1, 4) for p in (0, 1, 2) for stride in (1, 2)]
    return with_corners(between(), corners)


def windows_too_long(ends: int, most_padding: int) -> st.SearchStrategy[Call]:
    """Draw windows too long by less than a stride, by as much, and by more."""

    @st.composite
    def between(draw: st.DrawFn) -> Call:
        n, padding = draw(st.integers(1, 9)), draw(st.integers(0, most_padding))
        return Call((n, n + ends * padding + draw(st.integers(1, 4)), padding, draw(st.integers(1, 3))))

    corners = [
        Call((n, n + ends * padding + excess, padding, stride))
        for n, padding in [(1, 0), (4, 0), (3, 1), (1, 3)]
        for excess, stride in [(1, 1), (1, 2), (1, 5), (2, 1), (3, 3), (30, 4)]
    ]
    return with_corners(between(), corners)


def strides_below_one(ends: int, most_padding: int) -> st.SearchStrategy[Call]:
    """Draw strides below 1 for windows with one position, with a few, with as many pixels to go as the stride says.

    And for windows that are too long: backwards, the formula and a range count positions there, too.
    """

    @st.composite
    def between(draw: st.DrawFn) -> Call:
        n, k, padding, _ = draw(axes(most_padding)).args
        return Call((n, k, padding, draw(st.integers(-3, 0))))

    corners = [
        with_room_for(room, 3, padding, stride, ends)
        for stride in BAD_STRIDES
        for room, padding in [(0, 0), (0, 1), (1, 0), (5, 1), (7, 0), (-2, 0), (-5, 4)]
    ]
    return with_corners(between(), corners)


def in_turns() -> st.SearchStrategy[Script]:
    """Ask twice with others in between: the same digits one after the other, the same numbers but for 16 bits."""
    first, second, third = (11, 2, 1, 2), (1, 1, 21, 2), (112, 1, 2, 1)
    beyond_16_bits = [(11 + 2**16, 2, 1, 2), (11, 2, 1, 2 + 2**16), (11, 2, 0, 2 + 2**16)]  # where one carries over
    return st.just(Script(None, tuple(Do(args=each) for each in (first, second, first, third, *beyond_16_bits))))


def refused_twice() -> st.SearchStrategy[Script]:
    """Ask what must be refused, and the same again, after something else."""
    asked = (11, 2, 1, 2), (3, 9, 0, 1), (3, 9, 0, 1), (5, 2, 0, 0), (5, 2, 0, 0), (11, 2, 1, 2)
    return st.just(Script(None, tuple(Do(args=each) for each in asked)))


def one_step_longer(call: Call) -> tuple[Call, ...]:
    n, k, padding, stride = call.args
    return call, Call((n + stride, k, padding, stride))


def properties_of_a_size(
    padding: tuple[Property, ...], *, ends: int, argument: str, most: int, most_at_the_limit: int
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

    both = axes_with_both(ends, most).map(by_name)
    return (
        *keeps(
            "The number of positions at which the whole window lies inside the padded axis.",
            agrees(
                "plain",
                "Without padding, stride 1, the window takes n - k + 1 positions; padding and stride may be left out.",
                plain_axes(),
                examples=4,
            ),
        ),
        *padding,
        *keeps(
            "stride: length of a step in pixels, an int of at least 1.",
            agrees(
                "stride",
                "With a stride, only every stride-th position counts.",
                strided_axes(),
                examples=6,
            ),
            law(
                "one step longer",
                "An axis longer by one stride has one position more.",
                axes(most, strided=True),
                one_step_longer,
                lambda data, values: (values[0] + 1, values[1]),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "The number of positions at which the whole window lies inside the padded axis.",
            agrees(
                "padding and stride",
                "Padding and stride together, also where the last step would leave the axis: "
                "what is left over is not counted.",
                both,
                weight=2,
                examples=8,
            ),
            agrees(
                "window as long as the axis",
                "A window as long as the padded axis has exactly one position, whatever the stride.",
                windows_as_long_as_the_axis(ends, most_at_the_limit),
                weight=0.5,
                examples=4,
                conduct=True,
            ),
            law(
                "padding makes the axis longer",
                "Padding an axis is the same as having a longer one.",
                axes_with_leftovers(ends, most),
                padding_built_in,
                lambda data, values: (values[0], values[1]),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "ValueError: the window is longer than the padded axis.",
            raises(
                "window too long",
                "A window longer than the padded axis raises a ValueError.",
                windows_too_long(ends, most_at_the_limit),
                examples=4,
            ),
        ),
        *keeps(
            "The result must depend on the arguments alone, not on earlier calls.",
            agrees(
                "called again",
                "The same arguments give the same result after other ones.",
                with_corners(in_turns(), [refused_twice()]),
                weight=0.5,
                examples=1,
            ),
        ),
        *keeps(
            "ValueError: the stride is smaller than 1.",
            raises(
                "stride below one",
                "A stride of zero or less raises a ValueError, even where the window has one position only.",
                strides_below_one(ends, most),
                examples=4,
            ),
        ),
        *keeps(
            "It is an int, not a float.",
            asked_like("padding and stride", returns_int(both, examples=8)),
        ),
    )
