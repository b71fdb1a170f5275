"""The exam of `conv1x1`: a fully connected layer at every pixel."""

from __future__ import annotations

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
from autograder.exam.strategies import (
    DTYPES,
    biases,
    mixed_dtypes,
    telling_numbers,
    unequal_sizes,
    whole_numbers,
    with_corners,
)
from autograder.exams.channels.draws import (
    BIASES_WITH_OTHER_AXES,
    COUNTS,
    OTHER_BIASES,
    arrays_of,
    fine_numbers,
    of_these_shapes,
)
from autograder.exams.channels.honest import conv1x1 as honest
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
from autograder.exams.channels.wrong import conv1x1 as wrong
from autograder.sandbox.wire.questions import LAYOUTS_OF_MAPS, Call, Script
from cnnedu.ops.channels import conv1x1_in_float64

__all__ = ["EXERCISE"]

Arrays = tuple[np.ndarray, np.ndarray]

SHAPES = (
    ((1, 1, 1, 1), (1, 1)),
    ((2, 3, 1, 1), (4, 3)),
    ((1, 2, 1, 3), (3, 2)),
    ((3, 2, 4, 1), (1, 2)),
    ((2, 2, 2, 2), (2, 2)),
    ((3, 3, 3, 3), (3, 3)),
    ((2, 4, 3, 2), (3, 4)),
    ((3, 1, 2, 4), (2, 1)),
)
"""x and weight: single pixels, rows and columns, axes all of one length, all different."""

LONG = (
    ((1, 2, 307, 2), (2, 2)),
    ((1, 2, 2, 307), (2, 2)),
    ((1, 307, 1, 2), (2, 307)),
    ((307, 2, 1, 1), (2, 2)),
    ((1, 2, 1, 2), (307, 2)),
    ((1, 1, 190, 180), (1, 1)),
)
"""A prime number on each axis, more than a byte counts or a block holds; more pixels than two bytes count."""

OTHER_CHANNELS = ((1, 2), (2, 1), (1, 3), (3, 1), (2, 3), (3, 2), (2, 4), (4, 2))


@st.composite
def maps_and_weights(draw: st.DrawFn) -> Arrays:
    """Draw x (n, c_in, h, w), h != w, and a weight (c_out, c_in)."""
    n, c_in, c_out = draw(st.sampled_from(COUNTS))
    x = draw(whole_numbers((n, c_in, *draw(unequal_sizes(1, 4)))))
    weight = draw(whole_numbers((c_out, c_in), -5, 5))
    if not weight.any():
        weight[0, -1] = 1.0
    return x, weight


@st.composite
def with_bias(draw: st.DrawFn) -> Call:
    x, weight = draw(maps_and_weights())
    return Call((x, weight, np.array([draw(biases) for _ in weight])))


def maps_and_weights_with_corners() -> st.SearchStrategy[Call]:
    corners = [arrays_of(x, w, low=2).map(Call) for x, w in SHAPES]
    in_a_row = [beside_others(), rearranged((1, 3, 2, 4), (2, 3), (2,)), alike((1, 600, 1, 2), (2, 600))]
    return with_corners(maps_and_weights().map(Call), [*corners, *blank_ones((3, 2, 2, 3), (3, 2)), *in_a_row])


def beside_others() -> st.SearchStrategy[Script]:
    """Draw a call, the same numbers in other shapes, and calls that are refused, for one reason or the other."""

    def asked(arrays: tuple[np.ndarray, ...]) -> Script:
        x, weight, bias = arrays
        turned = x.reshape(1, 2, 4, 3), weight, bias
        refused = [(x, weight[:, :1], bias), (x, weight, bias[:1]), (x[:, :1], weight, bias), (x, weight.T)]
        return in_turns((x, weight, bias), turned, *refused, (x, weight))

    return arrays_of((1, 2, 3, 4), (3, 2), (3,), low=2).map(asked)


def biases_of_every_kind() -> st.SearchStrategy[Call]:
    shapes = [arrays_of(x, w, w[:1], low=2).map(Call) for x, w in SHAPES]
    no_bias = [arrays_of((2, 2, 2, 3), (3, 2)).map(lambda xw: Call((*xw, None)))]
    fractions = [arrays_of((2, 2, 2, 3), (3, 2)).map(lambda xw: Call(xw, {"bias": np.array([0.1, -3.0, 0.0])}))]
    return with_corners(with_bias(), [*shapes, *no_bias, *fractions])


def large() -> st.SearchStrategy[Call]:
    return with_corners(fine_numbers((2, 5, 7, 9), (4, 5), (4,)), [fine_numbers(*each) for each in LONG]).map(Call)


def any_dtypes() -> st.SearchStrategy[Call]:
    three = [corner.map(Call) for corner in mixed_dtypes((1, 2, 1, 2), (2, 2), (2,))]
    extreme = [*extreme_numbers((1, 2, 2, 3), (2, 2)), *extreme_biases((1, 2, 2, 3), (2, 2), (2,))]
    long = [*of_many_products((1, 307, 1, 2), (2, 307)), of_many_bytes((1, 1089, 1, 1), (1, 1089))]
    return with_corners(st.one_of(three), [*three, *map(Call, [*extreme, *long]), *in_special_cases()])


def in_special_cases() -> list[Call]:
    return [Call(arrays) for shapes in SHAPES for arrays in in_narrow_dtypes(*shapes)]


def one_dtype() -> st.SearchStrategy[Call]:
    """Draw a call for each dtype, with a bias or without."""
    three = [st.tuples(*(telling_numbers(s, dtype) for s in ((2, 2, 1, 3), (3, 2), (3,)))) for dtype in DTYPES]
    calls = [arrays.map(Call) for arrays in three]
    without_bias = [call.map(lambda c: Call(c.args[:2])) for call in calls]
    return with_corners(st.one_of(calls), [*calls, *without_bias, *in_special_cases()[1::3]])


def other_channels() -> st.SearchStrategy[Call]:
    corners = [
        of_these_shapes((n, c, *size), (c_out, other))
        for c, other in OTHER_CHANNELS
        for n, size, c_out in [(2, (3, 4), 3), (1, (1, 1), 1), (1, (other, c), c)]
    ]
    return with_corners(st.one_of(corners), corners)


def other_biases() -> st.SearchStrategy[Call]:
    corners = [of_these_shapes((1, 2, 1, 5), (c_out, 2), (b,)) for c_out, b in OTHER_BIASES]
    several_axes = [of_these_shapes((1, 2, 1, 5), (c_out, 2), shape) for c_out, shape in BIASES_WITH_OTHER_AXES]
    zeros = [each.map(of_zeros) for each in (*corners[:3], *several_axes[:2])]
    return with_corners(st.one_of(corners), [*corners, *several_axes, *zeros])


def without_effect() -> list[st.SearchStrategy[Call]]:
    """Return corners where the result has the numbers of x: each channel goes to itself."""

    def with_identity(arrays: tuple[np.ndarray, ...]) -> Call:
        return Call((*arrays, np.eye(arrays[0].shape[1])))

    def with_biases_of_zero(call: Call) -> Call:
        return Call((*call.args, np.zeros(len(call.args[1]))))

    alone = [arrays_of((2, c, 3, 4)).map(with_identity) for c in (1, 3)]
    return [*alone, *(call.map(with_biases_of_zero) for call in alone), *in_every_layout(alone[0])]


def as_many_out_as_in() -> list[st.SearchStrategy[Call]]:
    """Return corners where the result has the shape of x, so that it could be written into it."""
    return [of_these_shapes((2, c, 2, 3), (c, c), (c,)) for c in (1, 2, 3)]


def left_as_they_were() -> st.SearchStrategy[Call | Script]:
    special = [of_these_shapes(*shapes) for shapes in SHAPES]
    return with_corners(with_bias(), [*without_effect(), *as_many_out_as_in(), *special, beside_others()])


def each_pixel_alone(call: Call) -> tuple[Call, ...]:
    x, *others = call.args
    h, w = x.shape[2:]
    return (*(Call((x[:, :, i : i + 1, j : j + 1], *others)) for i in range(h) for j in range(w)), call)


def pixels_side_by_side(call: Call, values):
    x, weight = call.args[:2]
    (n, _, h, w), c_out = x.shape, len(weight)
    return np.concatenate(values[:-1], axis=2).reshape(n, c_out, h, w), values[-1]


def each_sample_alone(call: Call) -> tuple[Call, ...]:
    x, *others = call.args
    return (*(Call((x[s : s + 1], *others)) for s in range(len(x))), call)


def one_after_the_other(data: Arrays) -> tuple[Call, ...]:
    """A second layer may follow the first: their weights multiplied make one layer of both."""
    x, weight = data
    second = np.arange(2.0 * len(weight)).reshape(2, -1) - 2
    return Call((x, weight)), Call((x, second @ weight))


def second_layer_behind(data: Arrays, values):
    second = np.arange(2.0 * len(data[1])).reshape(2, -1) - 2
    return np.einsum("ok,nkhw->nohw", second, values[0]), values[1]


def channels_in_another_order(data: Arrays) -> tuple[Call, ...]:
    x, weight = data
    order = np.roll(np.arange(x.shape[1]), 1)
    return Call((x, weight)), Call((x[:, order], weight[:, order]))


SHAPE = "A new array of shape (n, c_out, h, w)."

EXERCISE = Exercise(
    "conv1x1",
    points=3,
    reference=conv1x1_in_float64,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            (SHAPE, "The c_out numbers of a pixel are those that a fully connected layer makes of its c_in numbers."),
            agrees(
                "values",
                "Each pixel of map o is the sum of the pixel's channels, each times its weight in row o.",
                maps_and_weights_with_corners(),
                weight=3,
                examples=12,
            ),
            law(
                "channels in another order",
                "Channels of x and columns of the weight in another order, the same for both, give the same maps.",
                maps_and_weights(),
                channels_in_another_order,
                lambda data, values: (values[0], values[1]),
                weight=0.5,
                examples=6,
            ),
            law(
                "two layers are one",
                "A second layer behind the first gives what one layer with the product of their weights gives.",
                maps_and_weights(),
                one_after_the_other,
                second_layer_behind,
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            "No pixel has a part in another pixel's numbers, and no sample in another sample's.",
            law(
                "each pixel alone",
                "A map gives what its pixels give one by one: pixels do not mix.",
                with_bias(),
                each_pixel_alone,
                pixels_side_by_side,
                examples=6,
            ),
            law(
                "each sample alone",
                "A batch gives what its samples give one by one: samples do not mix.",
                with_bias(),
                each_sample_alone,
                lambda data, values: (np.concatenate(values[:-1]), values[-1]),
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            "bias: array of shape (c_out,), of any integer or floating-point dtype, or None for no bias: bias[o] is "
            "added once to every pixel of map o.",
            agrees(
                "bias",
                "Each map has one bias, which is added once to every pixel of it.",
                biases_of_every_kind(),
                examples=6,
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
            tiny_numbers([(shapes, ()) for shapes in SHAPES]),
        ),
        *keeps(
            "ValueError: x has not as many channels as the weight has columns.",
            raises(
                "other channels",
                "A weight for another number of channels raises a ValueError, even if there is just one.",
                other_channels(),
                examples=1,
            ),
        ),
        *keeps(
            "ValueError: the shape of the bias is not (c_out,).",
            raises(
                "other biases",
                "A bias that does not hold one number for each map raises a ValueError, even if it is a single one, "
                "or of zeros.",
                other_biases(),
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
            of_these_shapes((2, 3, 3, 4), (2, 3), (2,)),
            arrays=(0, 1),
            layouts=LAYOUTS_OF_MAPS,
            of_any_integers=(0, 1, 2),
        ),
    ),
)
