"""The exam of `pad2d`: zeros around an image, a number of its own for each side."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.properties import agrees, keeps_dtype, law, leaves_inputs_alone, raises
from autograder.exam.strategies import images
from autograder.exams.correlation.honest import pad2d as honest
from autograder.exams.correlation.wrong import pad2d as wrong
from autograder.sandbox.wire.outcome import Call
from cnnedu.ops.corr2d import pad2d

__all__ = ["EXERCISE"]

one_to_four = st.permutations([1, 2, 3, 4])


@st.composite
def four_different_sides(draw: st.DrawFn) -> Call:
    top, bottom, left, right = draw(one_to_four)
    return Call((draw(images(least=1, most=4)), top, bottom, left, right))


@st.composite
def rows_only(draw: st.DrawFn) -> Call:
    top, bottom, _, _ = draw(one_to_four)
    return Call((draw(images(least=1, most=4)), top, bottom, 0, 0))


@st.composite
def columns_only(draw: st.DrawFn) -> Call:
    _, _, left, right = draw(one_to_four)
    return Call((draw(images(least=1, most=4)), 0, 0, left, right))


@st.composite
def one_side_only(draw: st.DrawFn) -> Call:
    sides = [0, 0, 0, 0]
    sides[draw(st.integers(0, 3))] = draw(st.integers(1, 3))
    return Call((draw(images(least=1, most=4)), *sides))


@st.composite
def fractions(draw: st.DrawFn) -> Call:
    return Call((draw(images(least=2, most=4)) + 0.5, *draw(one_to_four)))


@st.composite
def nothing_to_add(draw: st.DrawFn) -> Call:
    return Call((draw(images(least=1, most=4)), 0, 0, 0, 0))


@st.composite
def negative_numbers(draw: st.DrawFn) -> Call:
    sides = list(draw(one_to_four))
    sides[draw(st.integers(0, 3))] = -1
    return Call((draw(images(least=3, most=5)), *sides))


@st.composite
def images_of_any_dtype(draw: st.DrawFn) -> Call:
    dtype = draw(st.sampled_from([np.uint8, np.int64, np.float32, np.float64]))
    return Call((draw(images(least=2, most=4, low=0)).astype(dtype), *draw(one_to_four)))


def cut_out(call: Call, padded: np.ndarray) -> np.ndarray:
    image, top, _, left, _ = call.args
    return padded[top : top + image.shape[0], left : left + image.shape[1]]


EXERCISE = Exercise(
    "pad2d",
    points=2,
    reference=pad2d,
    answers=answers_of(wrong, honest),
    properties=(
        agrees(
            "values",
            "The image stands where the four numbers put it, and everything around it is zero.",
            four_different_sides(),
            weight=3,
            examples=25,
        ),
        agrees(
            "rows only",
            "top and bottom add rows above and below; the columns stay as they are.",
            rows_only(),
            weight=0.5,
            examples=10,
        ),
        agrees(
            "columns only",
            "left and right add columns on either side; the rows stay as they are.",
            columns_only(),
            weight=0.5,
            examples=10,
        ),
        agrees(
            "one side only",
            "Each side can be padded on its own.",
            one_side_only(),
            weight=0.5,
            examples=16,
        ),
        agrees(
            "fractions",
            "The pixels keep their values, fractions included.",
            fractions(),
            weight=0.5,
            examples=8,
        ),
        agrees(
            "nothing to add",
            "Four zeros add nothing: the result equals the image.",
            nothing_to_add(),
            weight=0.5,
            examples=6,
            conduct=True,
        ),
        law(
            "cutting undoes padding",
            "Cutting the padding off again gives the image back.",
            four_different_sides(),
            lambda call: (call,),
            lambda call, values: (call.args[0], cut_out(call, values[0])),
            weight=0.5,
            examples=10,
        ),
        law(
            "sum",
            "Padding with zeros does not change the sum of all pixels.",
            four_different_sides(),
            lambda call: (call,),
            lambda call, values: (float(call.args[0].sum()), float(values[0].sum())),
            weight=0.5,
            examples=10,
        ),
        raises(
            "negative number",
            "A negative number for any side raises a ValueError.",
            negative_numbers(),
            examples=10,
        ),
        keeps_dtype(
            images_of_any_dtype(),
            sentence="The result has the image's dtype: bytes stay bytes, integers stay integers.",
            examples=12,
        ),
        leaves_inputs_alone(
            st.one_of(nothing_to_add(), four_different_sides()),
            sentence="The image is the same after the call; the result is a new array, even where nothing is added.",
            new_result=True,
            examples=10,
        ),
    ),
)
