"""The exam of `filter_image`: a named kernel applied to an 8-bit picture."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.properties import agrees, law, leaves_inputs_alone, raises, returns_dtype
from autograder.exam.strategies import pictures, whole_numbers
from autograder.exams.correlation.honest import filter_image as honest
from autograder.exams.correlation.wrong import filter_image as wrong
from autograder.sandbox.wire.outcome import Call
from cnnedu.ops.image_kernels import filter_image

__all__ = ["EXERCISE"]

names = st.sampled_from(["edges", "sharpen", "blur"])


@st.composite
def any_filter(draw: st.DrawFn) -> Call:
    return Call((draw(pictures()), draw(names)))


@st.composite
def dark_or_bright(draw: st.DrawFn) -> Call:
    low, high = draw(st.sampled_from([(0, 9), (246, 255)]))
    return Call((draw(pictures(least=3, low=low, high=high)), draw(names)))


@st.composite
def small_pictures(draw: st.DrawFn) -> Call:
    size = draw(st.sampled_from([(1, 1), (1, 2), (2, 1), (1, 4), (3, 1)]))
    return Call((draw(whole_numbers(size, 40, 200)).astype(np.uint8), draw(st.sampled_from(["blur", "sharpen"]))))


@st.composite
def exact_halves(draw: st.DrawFn) -> Call:
    """Blurring multiples of 8 divides them by 16: every other sum ends in a half."""
    picture = draw(pictures(least=3, low=0, high=31))
    return Call((picture * np.uint8(8), "blur"))


@st.composite
def unknown_names(draw: st.DrawFn) -> Call:
    return Call((draw(pictures()), draw(st.sampled_from(["emboss", "median", "sobel", "outline", ""]))))


def with_name(name: str) -> st.SearchStrategy[Call]:
    return st.builds(Call, st.tuples(pictures(least=3), st.just(name)))


def as_it_is_and_turned(call: Call) -> tuple[Call, ...]:
    picture, name = call.args
    return call, Call((picture[::-1, ::-1], name))


def as_it_is_and_transposed(call: Call) -> tuple[Call, ...]:
    picture, name = call.args
    return call, Call((picture.T, name))


EXERCISE = Exercise(
    "filter_image",
    points=3,
    reference=filter_image,
    answers=answers_of(wrong, honest),
    properties=(
        agrees(
            "values",
            "Every filter gives the right picture: float sums, rounded, clipped, zeros outside.",
            any_filter(),
            weight=2,
            examples=24,
        ),
        agrees(
            "edges",
            '"edges" is 8 times the pixel minus its 8 neighbours.',
            with_name("edges"),
            examples=10,
        ),
        agrees(
            "sharpen",
            '"sharpen" is 5 times the pixel minus its 4 neighbours.',
            with_name("sharpen"),
            examples=10,
        ),
        agrees(
            "blur",
            '"blur" weighs the pixel 4, its neighbours 2 and 1, and divides by 16.',
            with_name("blur"),
            examples=10,
        ),
        agrees(
            "exact halves",
            "Sums are rounded to the nearest integer, exact halves as np.rint does.",
            exact_halves(),
            weight=0.5,
            examples=10,
        ),
        agrees(
            "dark and bright pictures",
            "Results below 0 become 0 and results above 255 become 255.",
            dark_or_bright(),
            weight=0.5,
            examples=12,
        ),
        agrees(
            "small pictures",
            "Pictures of a single row, column or pixel work too.",
            small_pictures(),
            weight=0.5,
            examples=10,
        ),
        agrees(
            "identity",
            '"identity" gives the picture back.',
            with_name("identity"),
            weight=0.5,
            examples=5,
            conduct=True,
        ),
        law(
            "turned picture",
            "Turning the picture upside down turns the result upside down.",
            any_filter(),
            as_it_is_and_turned,
            lambda call, values: (values[0][::-1, ::-1], values[1]),
            weight=0.25,
            examples=8,
        ),
        law(
            "transposed picture",
            "Transposing the picture transposes the result.",
            any_filter(),
            as_it_is_and_transposed,
            lambda call, values: (values[0].T, values[1]),
            weight=0.25,
            examples=8,
        ),
        raises(
            "unknown name",
            "A name that is not one of the four raises a ValueError.",
            unknown_names(),
        ),
        returns_dtype(any_filter(), np.uint8, sentence="The result is a picture of dtype uint8.", examples=6),
        leaves_inputs_alone(any_filter(), examples=6),
    ),
)
