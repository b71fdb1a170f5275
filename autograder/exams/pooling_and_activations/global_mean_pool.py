"""The exam of `global_mean_pool`: one number for each map, its mean."""

from __future__ import annotations

from functools import partial

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import (
    ARGUMENTS_ALONE,
    agrees,
    depends_on_arguments_alone,
    law,
    leaves_inputs_alone,
    returns_dtype,
)
from autograder.exam.strategies import DTYPES, mixed_dtypes, telling_numbers, unequal_sizes, whole_numbers, with_corners
from autograder.exams.pooling_and_activations.draws import (
    FARTHEST,
    MORE_THAN_IT_COUNTS,
    PRIME,
    extreme_numbers,
    in_turns,
    large_beside_small,
    lowest_integers,
    same_bytes,
    with_large_maps_that_cancel,
)
from autograder.exams.pooling_and_activations.honest import global_mean_pool as honest
from autograder.exams.pooling_and_activations.laws import numbers_of_any_size
from autograder.exams.pooling_and_activations.windows import alone_and_among_others
from autograder.exams.pooling_and_activations.wrong import global_mean_pool as wrong
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.ops.pooling import global_mean_pool

__all__ = ["EXERCISE"]

SHAPE = "A new array of shape (n, c), whose number [i, j] is the mean of map j of image i."

SHAPES = (
    (1, 1, 1, 1),
    (1, 1, 1, 3),
    (1, 1, 3, 1),
    (1, 2, 2, 3),
    (2, 1, 3, 2),
    (3, 2, 1, 4),
    (2, 3, 4, 5),
    (3, 3, 3, 3),
)
"""One pixel, one row, one column; all sizes different, all equal."""

LONG = ((PRIME, 1, 1, 2), (1, PRIME, 2, 1), (1, 1, PRIME, 1), (1, 1, 1, 2 * PRIME + 1))
"""More images, maps, rows and columns than a byte can count, or a block of them holds."""


def maps() -> st.SearchStrategy[Call]:
    @st.composite
    def between(draw: st.DrawFn) -> np.ndarray:
        batch = draw(st.sampled_from([(1, 1), (1, 2), (2, 1), (2, 3), (3, 2)]))
        return draw(whole_numbers((*batch, *draw(unequal_sizes(1, 4)))))

    return with_corners(between(), [whole_numbers(shape) for shape in SHAPES]).map(lambda x: Call((x,)))


@st.composite
def several_maps(draw: st.DrawFn) -> Call:
    n, c = draw(st.sampled_from([(2, 3), (3, 2)]))
    return Call((draw(whole_numbers((n, c, *draw(unequal_sizes(1, 3))))),))


def beside_large_maps() -> st.SearchStrategy[Call]:
    """Draw a few maps, and some of which the first, or the last, has much smaller numbers than all others."""

    def enlarged(small: int, large: float = 1e17, unit: float = 1.0) -> st.SearchStrategy[Call]:
        def enlarge(x: np.ndarray) -> Call:
            sizes = np.full((2, 2, 1, 1), large)
            sizes.flat[small] = unit
            return Call((x * sizes,))

        return whole_numbers((2, 2, 2, 3), 1, 9).map(enlarge)

    cancelling = whole_numbers((2, 2, 2, 3)).map(lambda x: Call((with_large_maps_that_cancel(x),)))
    return with_corners(several_maps(), [enlarged(0), enlarged(-1), enlarged(0, *FARTHEST), cancelling])


def large_maps() -> st.SearchStrategy[Call]:
    """Draw maps of fractions, each many times as high and wide as those of the other questions, or many of them."""

    @st.composite
    def between(draw: st.DrawFn) -> np.ndarray:
        numbers = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
        return numbers.normal(size=(2, 3, *draw(unequal_sizes(11, 14))))

    seeds = st.integers(0, 2**32 - 1)
    long = [seeds.map(partial(fractions, shape)) for shape in LONG]
    return with_corners(between(), long).map(lambda x: Call((x,)))


def fractions(shape: tuple[int, ...], seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=shape)


def of_one_size() -> st.SearchStrategy[Call]:
    return whole_numbers((2, 3, 3, 4), 2, 9).map(lambda x: Call((x,)))


def of_any_dtype() -> st.SearchStrategy[Call]:
    @st.composite
    def between(draw: st.DrawFn) -> np.ndarray:
        return draw(telling_numbers((1, 2, *draw(unequal_sizes(2, 4))), draw(st.sampled_from(DTYPES))))

    corners = [array for shape in ((2, 1, 3, 4), (1, 1, 1, 1)) for array in mixed_dtypes(shape)]
    shape = (1, 2, 2, 4)
    extremes = [(array,) for array in [*extreme_numbers(shape), lowest_integers(shape), large_beside_small(shape)]]
    many = [(np.resize(np.arange(1, 100), (1, 1, *size)).astype(dtype),) for dtype, size in MORE_THAN_IT_COUNTS]
    return with_corners(between().map(lambda x: (x,)), [*corners, *extremes, *many]).map(Call)


def beside_other_shapes() -> st.SearchStrategy[Script]:
    """Draw the same numbers in arrays of several shapes, of which some have as many maps, or maps as large.

    At the end two arrays have the same bytes, in two dtypes.
    """
    shapes = ((2, 3, 2, 2), (3, 2, 2, 2), (2, 3, 1, 4), (2, 1, 3, 4), (1, 1, 1, 24))
    bytes_of_two_dtypes = [Call(call.args[:1]) for call in same_bytes()]
    return whole_numbers((24,)).map(
        lambda x: in_turns([*(Call((x.reshape(shape),)) for shape in shapes), *bytes_of_two_dtypes])
    )


def pixels_in_another_order(call: Call) -> tuple[Call, ...]:
    (x,) = call.args
    return call, Call((np.ascontiguousarray(x[:, :, ::-1, ::-1]),))


def two_of_many(call: Call) -> tuple[Call, ...]:
    """Ask for the first map of the first image alone, for the last of the last, then for all."""
    (x,) = call.args
    return Call((x[:1, :1],)), Call((x[-1:, -1:],)), call


EXERCISE = Exercise(
    "global_mean_pool",
    points=1,
    reference=global_mean_pool,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            SHAPE,
            agrees("values", "Each number is the mean of all pixels of its map.", maps(), weight=3, examples=14),
            agrees(
                "several maps",
                "Rows are images and columns are maps; each map has a mean of its own.",
                several_maps(),
                examples=6,
            ),
            law(
                "where a pixel is does not matter",
                "Turning the maps upside down and left to right changes no mean.",
                several_maps(),
                pixels_in_another_order,
                lambda call, values: (values[0], values[1]),
                weight=0.5,
                examples=4,
            ),
            law(
                "alone or among others",
                "A map alone gives what it gives among others, however large their numbers are.",
                beside_large_maps(),
                two_of_many,
                alone_and_among_others,
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "The sums must come out as in float64, whatever dtype is given: nothing wraps around, no digit is lost.",
            agrees(
                "large maps of fractions",
                "Large maps of fine fractions are treated like small ones of whole numbers: no digit is lost.",
                large_maps(),
                weight=0.5,
                examples=3,
            ),
            agrees(
                "any dtype",
                "Bytes, integers and fractions of any length are averaged as the numbers that they are.",
                of_any_dtype(),
                weight=0.5,
                examples=3,
            ),
            numbers_of_any_size(of_one_size()),
        ),
        *keeps(
            "Its dtype is float64, whatever the dtype of x.",
            returns_dtype(
                of_any_dtype(),
                np.float64,
                sentence="The result is an array of dtype float64, whatever the dtype of x.",
                examples=1,
            ),
        ),
        *keeps(
            ("The array x must not be modified.", SHAPE),
            leaves_inputs_alone(
                with_corners(maps(), [beside_other_shapes()]),
                sentence="x is the same after the call as before it, and the result is a new array.",
                new_result=True,
                examples=3,
            ),
        ),
        *depends_on_arguments_alone(of_one_size(), of_any_integers=(0,)),
        *keeps(
            ARGUMENTS_ALONE,
            agrees(
                "beside other shapes",
                "The same numbers have other means in another shape, and the same bytes in another dtype.",
                beside_other_shapes(),
                weight=0.5,
                examples=2,
            ),
        ),
    ),
)
