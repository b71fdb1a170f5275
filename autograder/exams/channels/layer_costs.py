"""The exam of `layer_costs`: parameters, bytes and multiply-adds of one convolution."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, law, raises
from autograder.exam.strategies import pairs_below, unequal_sizes, with_corners
from autograder.exams.channels.counting import are_ints, called_in_turns
from autograder.exams.channels.draws import Pair, kernels_too_large
from autograder.exams.channels.honest import layer_costs as honest
from autograder.exams.channels.special_cases import in_turns
from autograder.exams.channels.wrong import layer_costs as wrong
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.formulas.stack_costs import layer_costs

__all__ = ["EXERCISE"]

PLAIN = (
    (1, 1, (1, 1), (1, 1)),
    (1, 6, (5, 5), (28, 28)),
    (6, 16, (5, 5), (14, 14)),
    (20, 100, (12, 12), (12, 12)),
    (3, 2, (1, 4), (5, 4)),
    (2, 3, (4, 1), (4, 5)),
    (36_000_000, 100, (1, 1), (1, 1)),
    (3_000_000_017, 1_000_003, (7, 5), (7, 6)),
    (2**30, 2**28 + 1, (1, 1), (1, 1)),
)
"""c_in, c_out, kernel, size: of one pixel, of LeNet, exact fits, so large that a float would lose digits; and as many
bytes as 64 bits can count, but not as many bits."""

OPTIONS = (
    ((2, 2), (0, 0)),
    ((2, 3), (1, 2)),
    ((3, 2), (2, 1)),
    ((1, 4), (0, 1)),
    ((4, 1), (1, 0)),
    ((1, 1), (2, 2)),
    ((9, 9), (0, 0)),
)
"""Strides and paddings: equal and unequal, nothing on one axis, a stride longer than the map."""

WINDOWS = ((1, 1), (1, 4), (4, 1), (2, 2), (3, 3), (5, 7))
"""One pixel, one row or column, even and odd squares, all of 5 x 7 pixels: an answer may have a way of its own."""

PADDED_OR_STRIDED = (((1, 1), (1, 1)), ((1, 2), (2, 2)), ((0, 0), (2, 3)), ((2, 1), (1, 1)), ((0, 1), (3, 1)))

SQUARES = (
    ((3, 3), (7, 7), (1, 2), (1, 1)),
    ((3, 3), (7, 7), (2, 1), (0, 0)),
    ((3, 3), (7, 7), (2, 2), (0, 1)),
    ((3, 3), (7, 7), (1, 1), (2, 1)),
    ((3, 2), (7, 7), (2, 2), (1, 1)),
    ((3, 3), (7, 5), (1, 1), (1, 1)),
)
"""Kernel, size, stride and padding: all but one of them squares."""


@st.composite
def plain(draw: st.DrawFn) -> Call:
    c_in, c_out = draw(unequal_sizes(1, 9))
    kh, kw = draw(unequal_sizes(1, 5))
    return Call((c_in, c_out, (kh, kw), (kh + draw(st.integers(0, 9)), kw + draw(st.integers(0, 7)))))


@st.composite
def with_options(draw: st.DrawFn) -> Call:
    call = draw(plain())
    stride, padding = draw(unequal_sizes(1, 4)), draw(unequal_sizes(0, 3))
    return Call((*call.args, stride, padding, draw(st.booleans())))


def with_and_without_bias() -> st.SearchStrategy[Call]:
    @st.composite
    def between(draw: st.DrawFn) -> Call:
        return Call(draw(plain()).args, {"bias": draw(st.booleans())})

    corners = [Call(args, {"bias": bias}) for args in PLAIN for bias in (True, False)]
    return with_corners(between(), [*corners, *(Call(args) for args in PLAIN)])


def any_layer() -> st.SearchStrategy[Call]:
    corners = [
        Call((2, 3, (2, 3), (7, 9), stride, padding, bias)) for stride, padding in OPTIONS for bias in (True, False)
    ]
    one_axis_each = [Call((3, 2, (3, 2), (8, 6), stride)) for stride, _ in OPTIONS]
    named = [Call((3, 4, (3, 2), (6, 8)), {"padding": padding}) for _, padding in OPTIONS]
    padded = [((4, 5), (1, 1)), ((12, 9), (5, 3)), ((2, 9), (0, 3)), ((12, 3), (5, 0))]
    need = [Call((2, 3, kernel, (2, 3)), {"padding": padding, "stride": (3, 2)}) for kernel, padding in padded]
    return with_corners(with_options(), [*corners, *one_axis_each, *named, *need, *(Call(args) for args in PLAIN)])


def any_window() -> st.SearchStrategy[Call]:
    """Draw windows of each kind, and one whose second position is missed by less than a float can tell."""
    special = [
        Call((3, 2, kernel, (5, 7), *reversed(PADDED_OR_STRIDED[number % len(PADDED_OR_STRIDED)])))
        for first, kernel in enumerate(WINDOWS)
        for number in range(first, first + 3)
    ]
    half = [Call((4, 4, (kh, kw), (5, 7)), {"padding": (kh // 2, kw // 2)}) for kh, kw in WINDOWS]
    squares = [Call((2, 3, *others)) for others in SQUARES]
    hardly_too_long = Call((2, 3, (1, 1), (2, 1), (2**54 + 2, 1), (2**53, 0)))
    return with_corners(any_layer(), [*special, *half, *squares, hardly_too_long])


def taken_for_each_other() -> list[Script]:
    """Return calls, one behind the other, whose numbers are the same digits in a row, or have the same hash."""
    return [
        in_turns((1, 16, (3, 3), (8, 9)), (11, 6, (3, 3), (8, 9)), (1, 1, (6, 3), (38, 9))),
        in_turns((2, 3, (1, 12), (13, 14)), (2, 3, (11, 2), (13, 14)), (2, 31, (1, 2), (13, 14))),
        in_turns((2, 3, (1, 2), (3, 4), (1, 1)), (2, 3, (1, 2), (3, 4), (2**61, 1))),
    ]


def too_large() -> st.SearchStrategy[Call]:
    corners = [
        Call((2, 3, kernel, (3, 4), stride, (ph, pw)))
        for (ph, pw), stride in [((0, 0), (1, 1)), ((1, 0), (2, 2)), ((0, 2), (1, 5))]
        for kernel in kernels_too_large(3 + 2 * ph, 4 + 2 * pw)
    ]
    return with_corners(st.sampled_from(corners), corners)


def strides_below_one() -> st.SearchStrategy[Call]:
    several = [Call((2, 3, (2, 3), (5, 7), stride)) for stride in pairs_below(1)]
    one_left = [Call((2, 3, (2, 3), (2, 3), stride)) for stride in pairs_below(1)]
    one_pixel = [Call((2, 3, (1, 1), (2, 3), stride)) for stride in [(0, 1), (1, 0), (-1, -1)]]
    none_left = [Call((2, 3, (4, 3), (2, 3), (-1, 1))), Call((2, 3, (2, 5), (2, 3), (1, -1)))]
    return with_corners(st.sampled_from(several), [*several, *one_left, *one_pixel, *none_left])


# Laws


def on_another_size(call: Call) -> tuple[Call, ...]:
    c_in, c_out, kernel, (h, w), *_ = call.args
    return call, Call((c_in, c_out, kernel, (h + 3, w + 8), (1, 1), (0, 0), call.args[6]))


def with_twice_the_channels(call: Call) -> tuple[Call, ...]:
    c_in, c_out, *others = call.args
    return Call((c_in, c_out, *others[:-1], False)), Call((2 * c_in, 2 * c_out, *others[:-1], False))


def four_times(call: Call, values: Any) -> tuple[dict[str, int], Any]:
    return {name: 4 * number for name, number in values[0].items()}, values[1]


@st.composite
def kernels_as_large_as_the_map(draw: st.DrawFn) -> Call:
    c_in, c_out = draw(unequal_sizes(1, 9))
    size: Pair = draw(unequal_sizes(1, 9))
    return Call((c_in, c_out, size, size), {"bias": False})


PARAMETERS = "The parameters are all weights and all biases of the layer, whatever the size of the maps."
BYTES = "The bytes are those that the parameters take as float32."
MULTIPLY_ADDS = (
    "The multiply_adds count, for one image, every product of a weight with a pixel or a padded zero, together with "
    "the addition that takes it in, as one; biases are left out."
)

EXERCISE = Exercise(
    "layer_costs",
    points=3,
    reference=layer_costs,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            PARAMETERS,
            agrees(
                "parameters",
                "A layer has c_out filters of c_in * kh * kw weights, and a bias for each filter where it has biases.",
                with_and_without_bias(),
                part="parameters",
                weight=2,
                examples=10,
            ),
            law(
                "parameters on any map",
                "The same filters on larger maps, with another stride and padding, have as many parameters.",
                with_options(),
                on_another_size,
                lambda data, values: (values[0]["parameters"], values[1]["parameters"]),
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            BYTES,
            agrees(
                "bytes",
                "A float32 takes 4 bytes.",
                with_and_without_bias(),
                part="bytes",
                examples=6,
            ),
        ),
        *keeps(
            MULTIPLY_ADDS,
            agrees(
                "multiply-adds",
                "Every weight is used once for each pixel that comes OUT, whatever the stride and the padding.",
                any_window(),
                part="multiply_adds",
                weight=2,
                examples=16,
            ),
            law(
                "a kernel as large as the map",
                "A kernel as large as the map has one position: each weight is used once.",
                kernels_as_large_as_the_map(),
                lambda call: (call,),
                lambda call, values: (values[0]["parameters"], values[0]["multiply_adds"]),
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            (PARAMETERS, MULTIPLY_ADDS),
            law(
                "twice the channels",
                "Without biases, twice the channels in and out cost four times as much in everything.",
                with_options(),
                with_twice_the_channels,
                four_times,
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            'A dict of ints with the keys "parameters", "bytes" and "multiply_adds".',
            agrees(
                "everything together",
                "The result is a dict with exactly three keys, and all three counts are right at once.",
                with_corners(any_layer(), taken_for_each_other()),
                weight=0.5,
                examples=4,
            ),
        ),
        *are_ints(
            'A dict of ints with the keys "parameters", "bytes" and "multiply_adds".',
            "The three counts are ints, not floats that happen to be whole.",
            any_layer(),
        ),
        *keeps(
            "ValueError: the kernel has more rows or more columns than the padded maps.",
            raises(
                "kernel too large",
                "A kernel with more rows or more columns than the padded maps raises a ValueError.",
                too_large(),
                examples=1,
            ),
        ),
        *keeps(
            "ValueError: one of the two strides is smaller than 1.",
            raises(
                "stride below one",
                "A stride below 1 on either axis raises a ValueError, even where the window has one position, or none.",
                strides_below_one(),
                examples=1,
            ),
        ),
        *called_in_turns(with_options()),
    ),
)
