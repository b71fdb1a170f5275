"""The exam of `filter_image`: a named kernel applied to an 8-bit picture."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, law, leaves_inputs_alone, raises, returns_dtype
from autograder.exam.strategies import every_layout, pictures, whole_numbers, with_corners
from autograder.exams.correlation.honest import filter_image as honest
from autograder.exams.correlation.wrong import filter_image as wrong
from autograder.sandbox.wire.outcome import Call
from cnnedu.ops.image_kernels import filter_image

__all__ = ["EXERCISE"]

NAMES = ("edges", "sharpen", "blur", "identity")
SMALL = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 4), (3, 1))

ALMOST_NAMES = (
    *("", " ", "Blur", "BLUR", "eDGES", "Identity", "SHARPEN", "blur ", " blur", "edges\n", "sharpen."),
    *("edge", "e", "blu", "lur", "blurr", "sharp", "sharpening", "ident", "identity2", "edges,sharpen", "blur, edges"),
    *("gaussian", "laplacian", "emboss", "median", "none", "default", "0", "3"),
)
"""Upper case, blanks around, a part of a name, more than a name, two names, other filters."""

names = st.sampled_from(NAMES)


def picture(shape: tuple[int, int], low: int = 0, high: int = 255) -> st.SearchStrategy[np.ndarray]:
    return whole_numbers(shape, low, high).map(lambda array: array.astype(np.uint8))


def with_a_name(array: st.SearchStrategy[np.ndarray], name: str) -> st.SearchStrategy[Call]:
    return array.map(lambda image: Call((image, name)))


@st.composite
def any_filter(draw: st.DrawFn) -> Call:
    return Call((draw(pictures()), draw(names)))


def any_filter_with_corners() -> st.SearchStrategy[Call]:
    """Draw squares, oblongs, and a picture of many different sums."""
    corners = [with_a_name(picture(shape), name) for shape in [(3, 3), (2, 5), (8, 11)] for name in NAMES]
    return with_corners(any_filter(), corners)


def dark_or_bright() -> st.SearchStrategy[Call]:
    @st.composite
    def between(draw: st.DrawFn) -> Call:
        low, high = draw(st.sampled_from([(0, 9), (246, 255)]))
        return Call((draw(pictures(least=3, low=low, high=high)), draw(names)))

    return with_corners(
        between(),
        [Call((np.full((3, 4), value, dtype=np.uint8), name)) for value in (0, 1, 255) for name in NAMES],
    )


def small_pictures() -> st.SearchStrategy[Call]:
    corners = [with_a_name(picture(shape, 40, 200), name) for shape in SMALL for name in NAMES]
    return with_corners(st.one_of(corners), corners)


@st.composite
def exact_halves(draw: st.DrawFn) -> Call:
    """Blurring multiples of 8 divides them by 16: every other sum ends in a half."""
    image = draw(pictures(least=3, low=0, high=31))
    return Call((image * np.uint8(8), "blur"))


def unknown_names() -> st.SearchStrategy[Call]:
    image = picture((3, 4))
    return with_corners(
        st.builds(lambda array, name: Call((array, name)), pictures(), st.sampled_from(ALMOST_NAMES)),
        [with_a_name(image, name) for name in ALMOST_NAMES],
    )


def with_name(name: str) -> st.SearchStrategy[Call]:
    return st.builds(Call, st.tuples(pictures(least=3), st.just(name)))


def each_filter() -> st.SearchStrategy[Call]:
    return with_corners(any_filter(), [with_a_name(picture((3, 4)), name) for name in NAMES])


def any_layout() -> st.SearchStrategy[Call]:
    laid = every_layout((3, 4), low=0, high=255, dtype="uint8")

    def named(name: str) -> list[st.SearchStrategy[Call]]:
        return [arrays.map(lambda pair: Call((*pair, name))) for arrays in laid]

    corners = [*named("edges"), *named("identity")]
    return with_corners(st.one_of(corners), corners)


def another_picture_in_between(call: Call) -> tuple[Call, ...]:
    image, name = call.args
    other = NAMES[NAMES.index(name) - 1]
    return call, Call((255 - image, name)), Call((image, other)), call


def as_it_is_and_turned(call: Call) -> tuple[Call, ...]:
    image, name = call.args
    return call, Call((image[::-1, ::-1], name))


def as_it_is_and_transposed(call: Call) -> tuple[Call, ...]:
    image, name = call.args
    return call, Call((image.T, name))


EXERCISE = Exercise(
    "filter_image",
    points=3,
    reference=filter_image,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            (
                "The result has the size of the picture; outside it everything counts as zero.",
                "A new uint8 array of shape (h, w).",
            ),
            agrees(
                "values",
                "Every filter gives the right picture: float sums, rounded, clipped, zeros outside.",
                any_filter_with_corners(),
                weight=2,
                examples=16,
            ),
            agrees(
                "small pictures",
                "Pictures of a single row, column or pixel work too.",
                small_pictures(),
                weight=0.5,
                examples=1,
            ),
            law(
                "turned picture",
                "Turning the picture upside down turns the result upside down.",
                any_filter(),
                as_it_is_and_turned,
                lambda call, values: (values[0][::-1, ::-1], values[1]),
                weight=0.25,
                examples=6,
            ),
            law(
                "transposed picture",
                "Transposing the picture transposes the result.",
                any_filter(),
                as_it_is_and_transposed,
                lambda call, values: (values[0].T, values[1]),
                weight=0.25,
                examples=6,
            ),
        ),
        *keeps(
            'name: "identity", "edges", "sharpen" or "blur".',
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
                "identity",
                '"identity" gives the picture back.',
                with_name("identity"),
                weight=0.5,
                examples=5,
                conduct=True,
            ),
        ),
        *keeps(
            "The sums are computed in floating point, rounded with np.rint and limited to 0..255.",
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
                examples=8,
            ),
        ),
        *keeps(
            "ValueError: the name is none of the four.",
            raises(
                "unknown name",
                "A name that is not exactly one of the four raises a ValueError.",
                unknown_names(),
                examples=2,
            ),
        ),
        *keeps(
            "A new uint8 array of shape (h, w).",
            returns_dtype(each_filter(), np.uint8, sentence="The result is a picture of dtype uint8.", examples=3),
        ),
        *keeps(
            ("The image must not be modified.", "A new uint8 array of shape (h, w)."),
            leaves_inputs_alone(
                each_filter(),
                sentence='The picture is the same after the call, and the result is a new one, even for "identity".',
                new_result=True,
                examples=4,
            ),
        ),
        *keeps(
            "The result must depend on the numbers in the image and on the name alone: not on earlier calls, nor on "
            "how the image lies in memory.",
            agrees(
                "called again",
                "The same picture gives the same result after other ones of the same size.",
                each_filter(),
                ask=another_picture_in_between,
                weight=0.5,
                examples=1,
            ),
            agrees(
                "any layout",
                "A view gives what the array of the same numbers gives: transposed, reversed, every second, read-only.",
                any_layout(),
                weight=0.5,
                examples=1,
            ),
        ),
    ),
)
