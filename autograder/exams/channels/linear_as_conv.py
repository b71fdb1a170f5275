"""The exam of `linear_as_conv`: the weights of a fully connected layer, as kernels as large as the maps it reads."""

from __future__ import annotations

import math

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
from autograder.exam.strategies import mixed_dtypes, whole_numbers, with_corners
from autograder.exams.channels.draws import arrays_of, fine_numbers, of_these_shapes
from autograder.exams.channels.honest import linear_as_conv as honest
from autograder.exams.channels.special_cases import (
    alike,
    extreme_numbers,
    in_every_layout,
    in_turns,
    of_zeros,
    rearranged,
    tiny_numbers,
    twice_large,
)
from autograder.exams.channels.wrong import linear_as_conv as wrong
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.ops.channels import linear_as_conv

__all__ = ["EXERCISE"]

Shape = tuple[int, int, int]

MAPS = ((1, 1, 1), (3, 1, 1), (1, 1, 4), (1, 3, 1), (1, 2, 3), (2, 1, 3), (2, 3, 1), (3, 2, 4), (2, 2, 2))
"""Channels, rows and columns: one of each, some of one, all different, all alike."""

LONG = ((2000, (1, 1, 1)), (307, (1, 2, 3)), (2, (307, 1, 2)), (2, (2, 307, 1)), (2, (1, 2, 307)), (1, (3, 110, 100)))
"""Units and maps: more units than calls within calls, more of each axis than a byte counts, more numbers than two bytes
count."""

WRONG_COLUMNS = (
    ((2, 6), (1, 3, 4)),
    ((4, 3), (3, 2, 2)),
    ((2, 12), (1, 2, 3)),
    ((2, 13), (3, 2, 2)),
    ((2, 11), (3, 2, 2)),
    ((12, 2), (3, 2, 2)),
    ((1, 1), (2, 1, 1)),
    ((3, 4), (4, 4, 1)),
    ((12, 1), (3, 2, 2)),
    ((4, 6), (2, 3, 4)),
)
"""Shapes of weights that do not fit: one column too many or too few; as many numbers in all, or a multiple of them."""


@st.composite
def weights(draw: st.DrawFn) -> Call:
    c, h, w = draw(st.sampled_from([(1, 1, 2), (2, 1, 2), (2, 3, 1), (1, 2, 3), (2, 2, 3), (3, 2, 1), (2, 3, 2)]))
    return Call((draw(whole_numbers((draw(st.integers(1, 3)), c * h * w))), (c, h, w)))


def weights_with_corners() -> st.SearchStrategy[Call]:
    corners = [
        of_these_shapes((units, c * h * w), more=((c, h, w),)) for c, h, w in MAPS for units in (1, 2, c * h * w)
    ]
    in_a_row = [rearranged((2, 12), more=((2, 2, 3),)), alike((2, 600), more=((2, 20, 15),))]
    return with_corners(weights(), [*corners, beside_others(), *in_a_row])


def beside_others() -> st.SearchStrategy[Script]:
    """Draw a call, the same numbers in other shapes, for other maps, and for maps that are refused."""

    def asked(arrays: tuple[np.ndarray, ...]) -> Script:
        (weight,) = arrays
        others = [(weight, (3, 2, 2)), (weight.reshape(4, 6), (1, 2, 3)), (weight, (2, 3, 2)), (weight, (12, 1, 1))]
        return in_turns((weight, (2, 2, 3)), *others, (weight, (2, 2, 2)), (weight.T, (2, 2, 3)))

    return arrays_of((2, 12), low=2).map(asked)


def large() -> st.SearchStrategy[Call]:
    return with_corners(of_fractions(5, (4, 6, 7)), [of_fractions(units, maps) for units, maps in LONG])


def of_fractions(units: int, maps: Shape) -> st.SearchStrategy[Call]:
    return fine_numbers((units, math.prod(maps))).map(lambda arrays: Call((*arrays, maps)))


def any_dtypes() -> st.SearchStrategy[Call]:
    corners = [corner.map(lambda arrays: Call((*arrays, (2, 1, 3)))) for corner in mixed_dtypes((2, 6))]
    extreme = [Call((*arrays, (2, 1, 3))) for arrays in extreme_numbers((2, 6))]
    return with_corners(st.one_of(corners), [*corners, *extreme])


def left_as_they_were() -> st.SearchStrategy[Call | Script]:
    """Draw weights in every layout: the filters never are the weights' own memory."""
    shapes = [of_these_shapes((units, math.prod(maps)), more=(maps,)) for maps in MAPS for units in (1, 2)]
    laid = in_every_layout(of_these_shapes((4, 6), more=((1, 2, 3),)))
    in_a_row = [beside_others(), twice_large((2, 51_000), more=((3, 170, 100),))]
    return with_corners(weights(), [*shapes, *laid, *in_every_layout(shapes[-1]), *in_a_row])


def wrong_columns() -> st.SearchStrategy[Call]:
    corners = [of_these_shapes(shape, more=(maps,)) for shape, maps in WRONG_COLUMNS]
    return with_corners(st.one_of(corners), [*corners, *(each.map(of_zeros) for each in corners[:5])])


def numbers_of_maps(shape: Shape) -> np.ndarray:
    """Return maps whose numbers are all different."""
    return np.arange(1.0, 1.0 + np.prod(shape)).reshape(shape)


def on_flattened_maps_and_as_filters(call: Call, values):
    """Compute what the layer makes of some flattened maps, and what the filters make of the maps."""
    weight, shape = call.args
    maps = numbers_of_maps(shape)
    kernel = np.asarray(values[0], dtype=np.float64)
    if kernel.ndim != 4:
        raise ValueError(f"{kernel.ndim} axes")
    return weight @ maps.reshape(-1), np.array([np.sum(maps * each) for each in kernel])


def each_unit_alone(call: Call) -> tuple[Call, ...]:
    weight, shape = call.args
    return (*(Call((weight[u : u + 1], shape)) for u in range(len(weight))), call)


def two_layers_added(call: Call) -> tuple[Call, ...]:
    weight, shape = call.args
    other = np.roll(weight, 1, axis=1) + 1
    return call, Call((other, shape)), Call((weight + other, shape))


SHAPE = "A new array of shape (units, c, h, w) that holds the numbers of the weight."

EXERCISE = Exercise(
    "linear_as_conv",
    points=2,
    reference=linear_as_conv,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            SHAPE,
            agrees(
                "values",
                "Each row of the weight becomes one filter, its numbers in the order in which maps are flattened.",
                weights_with_corners(),
                weight=3,
                examples=10,
            ),
            law(
                "each unit alone",
                "Several units give the filters that each of them gives alone.",
                weights(),
                each_unit_alone,
                lambda data, values: (np.concatenate(values[:-1]), values[-1]),
                weight=0.5,
                examples=6,
            ),
            law(
                "linear in the weight",
                "The filters of two layers added are the filters of the one layer plus those of the other.",
                weights(),
                two_layers_added,
                lambda data, values: (values[0] + values[1], values[2]),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "Used as filters on maps of shape (c, h, w), it gives what the layer gives on the flattened maps.",
            law(
                "the same layer",
                "The filters make of maps what the layer makes of the flattened maps.",
                weights(),
                lambda call: (call,),
                on_flattened_maps_and_as_filters,
                examples=10,
            ),
        ),
        *keeps(
            "Every number must come out as float64 holds it, whatever dtype is given: no digit is lost.",
            agrees(
                "large layer of fractions",
                "A large layer of fine fractions is treated like a small one of whole numbers: no digit is lost.",
                large(),
                weight=0.5,
                examples=3,
            ),
            agrees(
                "any dtype",
                "Weights of bytes, integers and fractions keep their values.",
                any_dtypes(),
                weight=0.5,
                examples=1,
            ),
            tiny_numbers([(((units, math.prod(maps)),), (maps,)) for maps in MAPS for units in (1, 3)]),
        ),
        *keeps(
            "ValueError: the weight does not have c * h * w columns.",
            raises(
                "wrong columns",
                "A weight that has not c * h * w columns raises a ValueError, even where its numbers could be divided "
                "up, or are all zero.",
                wrong_columns(),
                examples=1,
            ),
        ),
        *keeps(
            "Its dtype is float64, whatever the dtype of the weight.",
            returns_dtype(
                any_dtypes(),
                np.float64,
                sentence="The result is an array of dtype float64, whatever the dtype of the weight.",
                examples=1,
            ),
        ),
        *keeps(
            ("The weight must not be modified.", SHAPE),
            leaves_inputs_alone(
                left_as_they_were(),
                sentence="The weight is the same after the call as before it, and the result is a new array.",
                new_result=True,
                examples=4,
            ),
        ),
        *depends_on_arguments_alone(of_these_shapes((3, 12), more=((2, 2, 3),)), arrays=(0,), of_any_integers=(0,)),
    ),
)
