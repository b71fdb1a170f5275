"""The exam of `conv2d`: batches, channels, filters and biases, with padding and stride for each axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import (
    agrees,
    depends_on_arguments_alone,
    law,
    leaves_inputs_alone,
    raises,
    returns_dtype,
)
from autograder.exam.strategies import DTYPES, biases, mixed_dtypes, pairs_below, telling_numbers, with_corners
from autograder.exams.channels.draws import (
    BIASES_WITH_OTHER_AXES,
    OTHER_BIASES,
    Pair,
    arrays_of,
    batches_and_filters,
    fine_numbers,
    kernels_too_large,
    of_these_shapes,
)
from autograder.exams.channels.honest import conv2d as honest
from autograder.exams.channels.special_cases import (
    alike,
    blank_ones,
    extreme_biases,
    extreme_numbers,
    in_every_layout,
    in_narrow_dtypes,
    in_turns,
    of_many_bytes,
    of_many_products,
    of_zeros,
    rearranged,
    tiny_numbers,
)
from autograder.exams.channels.wrong import conv2d as wrong
from autograder.sandbox.wire.questions import LAYOUTS_OF_MAPS, Call, Script
from cnnedu.ops.channels import conv2d_in_float64

__all__ = ["EXERCISE"]

Arrays = tuple[np.ndarray, np.ndarray]

pairs_of_paddings = st.sampled_from([(1, 2), (2, 1), (0, 1), (1, 0), (0, 2), (2, 0)])
pairs_of_strides = st.sampled_from([(2, 3), (3, 2), (1, 2), (2, 1), (1, 3), (3, 1)])

SHAPES = (
    ((1, 1, 1, 1), (1, 1, 1, 1)),
    ((1, 3, 1, 4), (2, 3, 1, 4)),
    ((3, 1, 4, 1), (2, 1, 3, 1)),
    ((2, 2, 3, 3), (2, 2, 2, 2)),
    ((2, 3, 3, 4), (4, 3, 3, 2)),
    ((4, 2, 3, 4), (3, 2, 2, 4)),
    ((3, 3, 3, 3), (3, 3, 3, 3)),
    ((1, 2, 4, 5), (2, 2, 4, 5)),
)
"""x and weight: a single number, exact fits, axes of one length, all of one length, all different."""

PADDINGS_WITH_STRIDES = (
    *[((0, 0), stride) for stride in [(2, 2), (3, 3), (1, 4), (4, 1), (5, 6)]],
    *[((1, 1), stride) for stride in [(1, 1), (2, 2), (1, 2), (3, 1)]],
    *[(padding, (1, 1)) for padding in [(2, 2), (0, 3), (3, 0), (4, 5)]],
    *[(padding, (2, 3)) for padding in [(2, 2), (0, 1), (1, 0)]],
)
"""Equal and unequal, nothing on one axis or both, longer than the kernel and than the map."""

SPECIAL = (
    ((1, 1, 1, 1), (1, 1, 1, 1)),
    ((2, 2, 3, 4), (3, 2, 1, 1)),
    ((1, 1, 3, 4), (1, 1, 2, 3)),
    ((2, 3, 2, 3), (2, 3, 2, 3)),
    ((1, 2, 3, 3), (2, 2, 2, 2)),
    ((3, 2, 2, 4), (1, 2, 1, 3)),
    ((2, 1, 3, 2), (3, 1, 1, 1)),
)
"""Shapes for which an answer may have a way of its own: one cell, one channel, one position, squares, one row."""

PADDED_OR_STRIDED = (
    ((1, 1), (1, 1)),
    ((1, 2), (1, 1)),
    ((2, 1), (2, 2)),
    ((0, 0), (2, 3)),
    ((0, 0), (3, 3)),
    ((1, 0), (1, 1)),
)
"""What a special case may forget: padding alone, stride alone, both, one axis."""

LONG = (
    ((1, 1, 307, 2), (1, 1, 3, 1)),
    ((1, 1, 2, 307), (1, 1, 1, 3)),
    ((1, 307, 1, 2), (2, 307, 1, 1)),
    ((307, 1, 1, 2), (2, 1, 1, 1)),
    ((1, 2, 1, 2), (307, 2, 1, 1)),
    ((1, 8, 65, 66), (1, 8, 65, 65)),
)
"""A prime number on each axis, more than a byte counts or a block holds; more numbers than two bytes count."""

OTHER_CHANNELS = ((1, 2), (2, 1), (1, 3), (3, 1), (2, 3), (3, 2), (2, 4), (4, 2))
"""Channels of x and of the weight that differ; some could be stretched, some are those of groups."""


ONE_LEFT = ((0, 1), (1, 0), (0, 0), (-1, 1), (2, -1), (-1, -2))
"""Strides below 1 where the filters have one position, so that they take no step."""


def padded_and_strided(x: tuple[int, ...], weight: tuple[int, ...], padding: Pair, stride: Pair) -> Any:
    """Draw numbers for x, weight and bias of these shapes."""
    return of_these_shapes(x, weight, weight[:1], more=(stride, padding))


def without_bias(x: tuple[int, ...], weight: tuple[int, ...], padding: Pair, stride: Pair) -> Any:
    """Draw numbers for x and weight alone: to add a bias fails where the maps came out odd, and hides why."""
    return of_these_shapes(x, weight, more=(None, stride, padding))


@st.composite
def with_bias(draw: st.DrawFn) -> Call:
    x, weight = draw(batches_and_filters())
    return Call((x, weight, bias_for(draw, weight)))


def bias_for(draw: st.DrawFn, weight: np.ndarray) -> np.ndarray:
    return np.array([draw(biases) for _ in weight])


@st.composite
def everything(draw: st.DrawFn) -> Call:
    x, weight = draw(batches_and_filters(room=4))
    return Call((x, weight, bias_for(draw, weight), draw(pairs_of_strides), draw(pairs_of_paddings)))


def everything_with_corners() -> st.SearchStrategy[Call]:
    shapes = [arrays_of(x, w, w[:1], low=2).map(Call) for x, w in SHAPES]
    both = [padded_and_strided((2, 2, 5, 6), (3, 2, 2, 3), p, s) for p, s in PADDINGS_WITH_STRIDES]
    special = [
        padded_and_strided(*shapes, *PADDED_OR_STRIDED[number % len(PADDED_OR_STRIDED)])
        for first, shapes in enumerate(SPECIAL)
        for number in (first, first + 2)
    ]
    in_a_row = [beside_others(), paddings_of_one_result(), alike((1, 2, 24, 25), (1, 2, 24, 25))]
    again = rearranged((1, 2, 3, 4), (3, 2, 2, 3), (3,))
    blank = blank_ones((3, 2, 3, 4), (3, 2, 2, 3), (3,))
    return with_corners(everything(), [*shapes, *both, *special, *blank, *in_a_row, again])


def beside_others() -> st.SearchStrategy[Script]:
    """Draw a call, the same numbers in other shapes, and calls that are refused, each for another reason."""

    def asked(arrays: tuple[np.ndarray, ...]) -> Script:
        x, weight, bias = arrays
        turned = x.reshape(1, 2, 4, 3), weight.reshape(3, 2, 3, 2), bias
        refused = [(x, weight[:, :1], bias), (x, weight, bias[:1]), (x, weight, bias, (0, 1))]
        return in_turns((x, weight, bias), turned, *refused, (x, weight), (x, weight, bias, (1, 1), (0, -1)))

    return arrays_of((1, 2, 3, 4), (3, 2, 2, 3), (3,), low=2).map(asked)


def paddings_of_one_result() -> st.SearchStrategy[Script]:
    """Draw maps and paddings that come to one padded shape, and paddings that come to one shape of the result."""

    def asked(arrays: tuple[np.ndarray, ...]) -> Script:
        x, small, weight = arrays
        of_one_shape = [(x, weight), (small, weight, None, (1, 1), (1, 1))]
        return in_turns(*of_one_shape, *((small, weight, None, (3, 3), each) for each in [(0, 0), (1, 1), (0, 1)]))

    return arrays_of((1, 2, 4, 4), (1, 2, 2, 2), (3, 2, 2, 2), low=2).map(asked)


def without_options() -> st.SearchStrategy[Call]:
    return with_corners(batches_and_filters(), [arrays_of(x, w) for x, w in SHAPES]).map(Call)


@st.composite
def strided(draw: st.DrawFn) -> Call:
    return Call(draw(batches_and_filters(room=5)), {"stride": draw(pairs_of_strides)})


@st.composite
def padded(draw: st.DrawFn) -> Call:
    return Call(draw(batches_and_filters(room=2)), {"padding": draw(pairs_of_paddings)})


def biases_of_every_kind() -> st.SearchStrategy[Call]:
    def with_fractions(arrays: tuple[np.ndarray, ...]) -> Call:
        return Call((*arrays, np.array([0.1, -3.0, 0.0, 7.5])[: len(arrays[1])]))

    corners = [arrays_of((2, 2, 2, 3), (c, 2, 1, 2)).map(with_fractions) for c in (1, 2, 3, 4)]
    no_bias = [arrays_of((2, 2, 2, 3), (3, 2, 1, 2)).map(lambda xw: Call((*xw, None)))]
    return with_corners(with_bias(), [*corners, *no_bias])


def kernels_that_need_the_padding() -> st.SearchStrategy[Call]:
    corners = [
        padded_and_strided((2, 2, 2, 3), (3, 2, 2 + 2 * ph, 3 + 2 * pw), (ph, pw), (2, 3))
        for ph, pw in [(1, 1), (0, 2), (2, 0), (1, 2), (3, 4)]
    ]
    return with_corners(st.one_of(corners), corners)


def large() -> st.SearchStrategy[Call]:
    calls = fine_numbers((2, 3, 9, 11), (4, 3, 3, 2), (4,)).map(lambda arrays: Call((*arrays, (1, 2), (2, 1))))
    return with_corners(calls, [fine_numbers(x, w, w[:1]).map(Call) for x, w in LONG])


def any_dtypes() -> st.SearchStrategy[Call]:
    three = [corner.map(Call) for corner in mixed_dtypes((1, 2, 1, 3), (2, 2, 1, 2), (2,))]
    extreme = [*extreme_numbers((1, 2, 2, 3), (2, 2, 1, 2)), *extreme_biases((1, 2, 2, 3), (2, 2, 1, 2), (2,))]
    long = [*of_many_products((1, 8, 65, 65), (1, 8, 65, 65)), of_many_bytes((1, 1, 33, 33), (1, 1, 33, 33))]
    return with_corners(st.one_of(three), [*three, *map(Call, [*extreme, *long]), *in_special_cases()])


def in_special_cases() -> list[Call]:
    return [Call(arrays) for shapes in SPECIAL for arrays in in_narrow_dtypes(*shapes)]


def one_dtype() -> st.SearchStrategy[Call]:
    """Draw a call for each dtype, with everything in it, padded, strided, and with a bias or without."""
    shapes = (2, 2, 2, 3), (3, 2, 1, 2), (3,)
    three = [st.tuples(*(telling_numbers(shape, dtype) for shape in shapes)).map(Call) for dtype in DTYPES]
    two = [call.map(lambda c: Call(c.args[:2], {"stride": (2, 1), "padding": (0, 1)})) for call in three]
    return with_corners(st.one_of(three), [*three, *two, *in_special_cases()[1::3]])


def too_large() -> st.SearchStrategy[Call]:
    corners = [
        padded_and_strided((2, 3, 2, 3), (2, 3, *kernel), (ph, pw), stride)
        for (ph, pw), stride in [((0, 0), (1, 1)), ((1, 0), (2, 2)), ((0, 2), (1, 3))]
        for kernel in kernels_too_large(2 + 2 * ph, 3 + 2 * pw)
    ]
    by_less_than_the_stride = [
        padded_and_strided((2, 1, h, w), (2, 1, 2, 2), (0, 0), (3, 3)) for h, w in [(1, 4), (4, 1), (1, 1)]
    ]
    no_bias = [
        without_bias((2, 3, 2, 3), (c_out, 3, *kernel), padding, (1, 1))
        for c_out, padding in [(1, (0, 2)), (2, (0, 0))]
        for kernel in kernels_too_large(2, 3 + 2 * padding[1])
    ]
    return with_corners(st.one_of(corners), [*corners, *by_less_than_the_stride, *no_bias])


def other_channels() -> st.SearchStrategy[Call]:
    corners = [
        of_these_shapes((n, c, 3, 4), (c_out, other, kh, kw), more=more)
        for c, other in OTHER_CHANNELS
        for n, c_out, kh, kw, more in [(2, 3, 2, 3, ()), (1, 1, 1, 1, ()), (2, c, 3, 4, (None, (2, 2), (1, 1)))]
    ]
    return with_corners(st.one_of(corners), corners)


def other_biases() -> st.SearchStrategy[Call]:
    corners = [of_these_shapes((1, 1, 2, 5), (c_out, 1, 2, 1), (b,)) for c_out, b in OTHER_BIASES]
    several_axes = [of_these_shapes((1, 1, 2, 5), (c_out, 1, 2, 1), shape) for c_out, shape in BIASES_WITH_OTHER_AXES]
    zeros = [each.map(of_zeros) for each in (*corners[:3], *several_axes[:2])]
    return with_corners(st.one_of(corners), [*corners, *several_axes, *zeros])


def strides_below_one() -> st.SearchStrategy[Call]:
    several = [padded_and_strided((1, 2, 4, 5), (2, 2, 2, 3), (0, 0), stride) for stride in pairs_below(1)]
    one_left = [padded_and_strided((2, 1, 2, 3), (3, 1, 2, 3), (0, 0), stride) for stride in ONE_LEFT]
    no_bias = [
        without_bias((2, 2, 3, 4), (c_out, 2, 2, 3), padding, stride)
        for c_out, padding in [(1, (0, 0)), (2, (3, 2))]
        for stride in pairs_below(1)
    ]
    none_left = [
        of_these_shapes((1, 2, *size), (2, 2, *kernel), more=(None, stride))
        for size, kernel, stride in [((1, 3), (3, 2), (-1, 1)), ((3, 1), (2, 3), (1, -1)), ((2, 3), (4, 5), (-1, -2))]
    ]
    return with_corners(st.one_of(several), [*several, *one_left, *no_bias, *none_left])


def negative_paddings() -> st.SearchStrategy[Call]:
    """Draw maps large enough that the kernel would fit into what a negative padding leaves of them."""
    corners = [padded_and_strided((1, 2, 9, 10), (2, 2, 1, 2), padding, (1, 1)) for padding in pairs_below(0)]
    no_bias = [without_bias((1, 2, 9, 10), (1, 2, 1, 2), padding, (3, 2)) for padding in pairs_below(0)]
    return with_corners(st.one_of(corners), [*corners, *no_bias])


def without_effect() -> list[st.SearchStrategy[Call]]:
    """Return corners where the result has the numbers of x, one filter being a single one, or those of the weight."""
    one = np.ones((1, 1, 1, 1))
    corners = [arrays_of(shape).map(lambda x: Call((*x, one))) for shape in [(1, 1, 1, 1), (2, 1, 3, 4)]]
    strides = [arrays_of((2, 1, 3, 4)).map(lambda x: Call((*x, one, None, (2, 1))))]
    no_bias = [arrays_of((2, 1, 3, 4)).map(lambda x: Call((*x, one, np.zeros(1))))]
    like_the_weight = [arrays_of((1, 1, 1, 1)).map(lambda weight: Call((one, *weight)))]
    return [*corners, *strides, *no_bias, *like_the_weight, *in_every_layout(corners[1])]


def left_as_they_were() -> st.SearchStrategy[Call | Script]:
    special = [of_these_shapes(*shapes, shapes[1][:1]) for shapes in SPECIAL]
    return with_corners(everything(), [*without_effect(), *special, beside_others()])


# Laws


def each_sample_alone(call: Call) -> tuple[Call, ...]:
    x, *others = call.args
    return (*(Call((x[s : s + 1], *others)) for s in range(len(x))), call)


def each_filter_alone(call: Call) -> tuple[Call, ...]:
    x, weight, bias, *others = call.args
    alone = (Call((x, weight[o : o + 1], bias[o : o + 1], *others)) for o in range(len(weight)))
    return (*alone, call)


def joined(axis: int) -> Any:
    return lambda data, values: (np.concatenate(values[:-1], axis=axis), values[-1])


def cut_between_channels(data: Arrays) -> tuple[Call, ...]:
    x, weight = data
    return Call((x[:, :1], weight[:, :1])), Call((x[:, 1:], weight[:, 1:])), Call((x, weight))


def channels_in_another_order(data: Arrays) -> tuple[Call, ...]:
    x, weight = data
    order = np.roll(np.arange(x.shape[1]), 1)
    return Call((x, weight)), Call((x[:, order], weight[:, order]))


several_channels = batches_and_filters().filter(lambda data: data[0].shape[1] > 1)


def three_times_and_added(data: Arrays) -> tuple[Call, ...]:
    x, weight = data
    other = np.roll(x, 1, axis=-1) - 2
    return Call((x, weight)), Call((other, weight)), Call((3 * x + other, weight))


def with_stride_one(call: Call) -> tuple[Call, ...]:
    x, weight, bias, _, padding = call.args
    return Call((x, weight, bias, (1, 1), padding)), call


def every_position_of_the_stride(call: Call, values: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    sh, sw = call.args[3]
    return values[0][:, :, ::sh, ::sw], values[1]


def with_zeros_built_in(call: Call) -> tuple[Call, ...]:
    x, weight, bias, stride, (ph, pw) = call.args
    return Call((np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw))), weight, bias, stride, (0, 0))), call


SHAPE = (
    "A new array of shape (n, c_out, oh, ow), with oh = (h + 2 ph - kh) // sh + 1 and ow = (w + 2 pw - kw) // sw + 1."
)
APART = "Map o of a sample is made of all channels of that sample, of filter o and of its bias, and of nothing else."

EXERCISE = Exercise(
    "conv2d",
    points=5,
    reference=conv2d_in_float64,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            SHAPE,
            agrees(
                "values",
                "Samples, channels, filters, biases, strides and paddings together give the right numbers.",
                everything_with_corners(),
                weight=3,
                examples=10,
            ),
            agrees(
                "plain",
                "Without bias, stride and padding, each filter gives one map: the sum over all channels.",
                without_options(),
                examples=10,
            ),
            law(
                "linear in x",
                "Three times a batch plus another batch gives three times the one result plus the other.",
                batches_and_filters(),
                three_times_and_added,
                lambda data, values: (3 * values[0] + values[1], values[2]),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            APART,
            law(
                "each sample alone",
                "A batch gives what its samples give one by one: no sample sees another.",
                everything(),
                each_sample_alone,
                joined(0),
                examples=6,
            ),
            law(
                "each filter alone",
                "Several filters give what each of them gives alone: no filter sees another.",
                everything(),
                each_filter_alone,
                joined(1),
                examples=6,
            ),
            law(
                "channels add up",
                "The maps of some channels and those of the others add up to the maps of all.",
                several_channels,
                cut_between_channels,
                lambda data, values: (values[0] + values[1], values[2]),
                weight=0.5,
                examples=6,
            ),
            law(
                "channels in another order",
                "x and weight with their input channels in another order, the same for both, give the same maps.",
                several_channels,
                channels_in_another_order,
                lambda data, values: (values[0], values[1]),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "bias: array of shape (c_out,), of any integer or floating-point dtype, or None for no bias: bias[o] is "
            "added once to every pixel of map o.",
            agrees(
                "bias",
                "Each filter has one bias, which is added once to every pixel of its map.",
                biases_of_every_kind(),
                examples=8,
            ),
        ),
        *keeps(
            "stride: (sh, sw): the step down and the step to the right, each at least 1.",
            agrees(
                "stride",
                "Stride (sh, sw) moves the window sh pixels down and sw pixels to the right at a time.",
                strided(),
                weight=0.5,
                examples=8,
            ),
            law(
                "a stride picks positions",
                "A stride keeps every sh-th row and sw-th column of what stride 1 gives, from the first one on.",
                everything(),
                with_stride_one,
                every_position_of_the_stride,
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "padding: (ph, pw): ph rows of zeros above AND below each map, pw columns of zeros left AND right, each at "
            "least 0.",
            agrees(
                "padding",
                "Padding (ph, pw) puts ph rows of zeros above and below each map and pw columns left and right of it.",
                padded(),
                weight=0.5,
                examples=8,
            ),
            law(
                "padding is zeros",
                "Padding is the same as maps that had these zeros around them from the start.",
                everything(),
                with_zeros_built_in,
                lambda call, values: (values[0], values[1]),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "weight: array of shape (c_out, c_in, kh, kw), of any integer or floating-point dtype: c_out filters that "
            "fit into the padded maps.",
            agrees(
                "kernel larger than the map",
                "Filters that are larger than the maps but fit into the padded ones are fine.",
                kernels_that_need_the_padding(),
                weight=0.5,
                examples=2,
            ),
        ),
        *keeps(
            "The sums must come out as in float64, whatever dtypes are given: nothing wraps around, no digit is lost.",
            agrees(
                "large maps of fractions",
                "Large maps of fine fractions are treated like small ones of whole numbers: no digit is lost.",
                large(),
                examples=3,
            ),
            agrees(
                "any dtypes",
                "Bytes, integers and fractions of any length, in x, weight and bias alike, give the sums of their "
                "numbers: nothing wraps around, overflows or is rounded.",
                any_dtypes(),
                examples=1,
            ),
            tiny_numbers([(shapes, (None, (1, 1), (1, 0))) for shapes in SPECIAL]),
        ),
        *keeps(
            "ValueError: the maps and the filters have different numbers of channels.",
            raises(
                "other channels",
                "Filters that have not as many channels as the maps raise a ValueError, even if they have just one.",
                other_channels(),
                examples=1,
            ),
        ),
        *keeps(
            "ValueError: the shape of the bias is not (c_out,).",
            raises(
                "other biases",
                "A bias that does not hold one number for each filter raises a ValueError, even if it is a single "
                "one, or of zeros.",
                other_biases(),
                examples=1,
            ),
        ),
        *keeps(
            "ValueError: the filters have more rows or more columns than the padded maps.",
            raises(
                "kernel too large",
                "Filters with more rows or more columns than the padded maps raise a ValueError.",
                too_large(),
                examples=1,
            ),
        ),
        *keeps(
            "ValueError: one of the two strides is smaller than 1.",
            raises(
                "stride below one",
                "A stride below 1 on either axis raises a ValueError, even where one position is left, or none.",
                strides_below_one(),
                examples=1,
            ),
        ),
        *keeps(
            "ValueError: one of the two paddings is negative.",
            raises(
                "negative padding",
                "A negative padding on either axis raises a ValueError.",
                negative_paddings(),
                examples=1,
            ),
        ),
        *keeps(
            "Its dtype is float64, whatever the dtypes of x, weight and bias.",
            returns_dtype(
                one_dtype(),
                np.float64,
                sentence="The result is an array of dtype float64, whatever the dtypes of x, weight and bias.",
                examples=1,
            ),
        ),
        *keeps(
            ("x, weight and bias must not be modified.", SHAPE),
            leaves_inputs_alone(
                left_as_they_were(),
                sentence="x, weight and bias are the same after the call as before it, and the result is a new array.",
                new_result=True,
                examples=4,
            ),
        ),
        *depends_on_arguments_alone(
            of_these_shapes((2, 2, 3, 4), (3, 2, 2, 3), (3,), more=((2, 1), (1, 0))),
            arrays=(0, 1),
            layouts=LAYOUTS_OF_MAPS,
            of_any_integers=(0, 1, 2),
        ),
    ),
)
