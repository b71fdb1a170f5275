"""The exam of `conv_as_linear`: filters as large as their maps, as the weights of a fully connected layer."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, depends_on_arguments_alone, law, leaves_inputs_alone, returns_dtype
from autograder.exam.strategies import mixed_dtypes, whole_numbers, with_corners
from autograder.exams.channels.draws import arrays_of, fine_numbers, of_these_shapes
from autograder.exams.channels.honest import conv_as_linear as honest
from autograder.exams.channels.linear_as_conv import MAPS, numbers_of_maps
from autograder.exams.channels.special_cases import (
    alike,
    extreme_numbers,
    in_every_layout,
    in_turns,
    rearranged,
    tiny_numbers,
    twice_large,
)
from autograder.exams.channels.wrong import conv_as_linear as wrong
from autograder.sandbox.wire.questions import LAYOUTS_OF_MAPS, Call, Script
from cnnedu.ops.channels import conv_as_linear

__all__ = ["EXERCISE"]


LONG = ((2000, 1, 1, 1), (307, 1, 2, 3), (2, 307, 1, 2), (2, 2, 307, 1), (2, 1, 2, 307), (1, 3, 110, 100))
"""More units than calls within calls, more of each axis than a byte counts, more numbers than two bytes count."""


@st.composite
def kernels(draw: st.DrawFn) -> Call:
    shape = draw(st.sampled_from([(1, 1, 2), (2, 1, 2), (2, 3, 1), (1, 2, 3), (2, 2, 3), (3, 2, 1), (2, 3, 2)]))
    return Call((draw(whole_numbers((draw(st.integers(1, 3)), *shape))),))


def kernels_with_corners() -> st.SearchStrategy[Call]:
    corners = [of_these_shapes((units, *shape)) for shape in MAPS for units in (1, 2, 5)]
    return with_corners(kernels(), [*corners, beside_others(), rearranged((2, 2, 2, 3)), alike((2, 2, 20, 15))])


def beside_others() -> st.SearchStrategy[Script]:
    """Draw a call, and the same numbers in other shapes, of which some have rows of one length."""
    shapes = ((2, 2, 2, 3), (3, 2, 2, 2), (2, 2, 3, 2), (4, 2, 3, 1), (1, 4, 2, 3))
    return arrays_of((2, 2, 2, 3), low=2).map(
        lambda arrays: in_turns(*((arrays[0].reshape(shape),) for shape in shapes))
    )


def left_as_they_were() -> st.SearchStrategy[Call | Script]:
    """Draw filters in every layout: the weights never are the filters' own memory."""
    shapes = [of_these_shapes((units, *maps)) for maps in MAPS for units in (1, 2)]
    laid = in_every_layout(of_these_shapes((4, 1, 2, 3)))
    in_a_row = [beside_others(), twice_large((2, 3, 170, 100))]
    return with_corners(kernels(), [*shapes, *laid, *in_every_layout(shapes[-1]), *in_a_row])


def large() -> st.SearchStrategy[Call]:
    return with_corners(fine_numbers((5, 4, 6, 7)), [fine_numbers(shape) for shape in LONG]).map(Call)


def any_dtypes() -> st.SearchStrategy[Call]:
    corners = [corner.map(Call) for corner in mixed_dtypes((2, 2, 1, 3))]
    return with_corners(st.one_of(corners), [*corners, *map(Call, extreme_numbers((2, 2, 1, 3)))])


def with_single_filters() -> st.SearchStrategy[Call]:
    """Draw three filters, or one, which in Fortran order lies in memory column by column."""
    three = of_these_shapes((3, 2, 2, 3))
    return with_corners(three, [three, of_these_shapes((1, 2, 2, 3))])


def as_filters_and_on_flattened_maps(call: Call, values):
    """Compute what the filters make of some maps, and what the layer makes of the flattened maps."""
    (kernel,) = call.args
    maps = numbers_of_maps(kernel.shape[1:])
    return np.array([np.sum(maps * each) for each in kernel]), np.asarray(values[0], dtype=np.float64) @ maps.reshape(
        -1
    )


def each_filter_alone(call: Call) -> tuple[Call, ...]:
    (kernel,) = call.args
    return (*(Call((kernel[u : u + 1],)) for u in range(len(kernel))), call)


SHAPE = "A new array of shape (units, c * h * w) that holds the numbers of the kernel."

EXERCISE = Exercise(
    "conv_as_linear",
    points=1,
    reference=conv_as_linear,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            SHAPE,
            agrees(
                "values",
                "Each filter becomes one row of weights, its numbers in the order in which maps are flattened.",
                kernels_with_corners(),
                weight=3,
                examples=10,
            ),
            law(
                "each filter alone",
                "Several filters give the rows that each of them gives alone.",
                kernels(),
                each_filter_alone,
                lambda data, values: (np.concatenate(values[:-1]), values[-1]),
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            "Used as a fully connected layer on flattened maps, it gives what the filters give on the maps.",
            law(
                "the same layer",
                "The layer makes of flattened maps what the filters make of the maps.",
                kernels(),
                lambda call: (call,),
                as_filters_and_on_flattened_maps,
                examples=10,
            ),
        ),
        *keeps(
            "Every number must come out as float64 holds it, whatever dtype is given: no digit is lost.",
            agrees(
                "large filters of fractions",
                "Large filters of fine fractions are treated like small ones of whole numbers: no digit is lost.",
                large(),
                weight=0.5,
                examples=3,
            ),
            agrees(
                "any dtype",
                "Filters of bytes, integers and fractions keep their values.",
                any_dtypes(),
                weight=0.5,
                examples=1,
            ),
            tiny_numbers([(((units, *maps),), ()) for maps in MAPS for units in (1, 3)]),
        ),
        *keeps(
            "Its dtype is float64, whatever the dtype of the kernel.",
            returns_dtype(
                any_dtypes(),
                np.float64,
                sentence="The result is an array of dtype float64, whatever the dtype of the kernel.",
                examples=1,
            ),
        ),
        *keeps(
            ("The kernel must not be modified.", SHAPE),
            leaves_inputs_alone(
                left_as_they_were(),
                sentence="The kernel is the same after the call as before it, and the result is a new array.",
                new_result=True,
                examples=4,
            ),
        ),
        *depends_on_arguments_alone(with_single_filters(), arrays=(0,), layouts=LAYOUTS_OF_MAPS, of_any_integers=(0,)),
    ),
)
