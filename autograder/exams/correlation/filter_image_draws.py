"""What `filter_image` is asked: pictures of every size and layout, the four names, and others that come close."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.strategies import Cornered, laid, pictures, whole_numbers, with_corners
from autograder.sandbox.wire.questions import Call, Do, Script

__all__ = [
    "any_filter",
    "any_filter_with_corners",
    "as_it_is_and_transposed",
    "as_it_is_and_turned",
    "dark_or_bright",
    "each_filter",
    "each_filter_and_calls_in_a_row",
    "exact_halves",
    "of_one_size",
    "small_pictures",
    "unknown_names",
    "with_name",
]

NAMES = ("edges", "sharpen", "blur", "identity")
JUST_BEYOND = [  # sums of 256 and of -1
    Call((np.array([pixels], dtype=np.uint8), name))
    for pixels, name in (([52, 4], "sharpen"), ([1, 6], "sharpen"), ([32, 0], "edges"), ([1, 9], "edges"))
]
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


def any_filter_with_corners() -> st.SearchStrategy[Call | Script]:
    """Draw squares, oblongs, pictures of many different sums, and of more columns or rows than a byte counts."""
    corners = [with_a_name(picture(shape), name) for shape in [(3, 3), (2, 5), (8, 11)] for name in NAMES]
    wide = with_a_name(picture((2, 300)), "blur")
    return with_corners(any_filter(), [*corners, wide, two_that_are_alike_at_the_border()])


def two_that_are_alike_at_the_border() -> st.SearchStrategy[Script]:
    """Draw two high pictures of so many pixels that NumPy prints only their borders, where they do not differ."""

    def asked(image: np.ndarray) -> Script:
        other = image.copy()
        other[250, 1] += 99
        return Script(None, (Do(args=(image, "blur")), Do(args=(other, "blur"))))

    return picture((501, 2), 40, 150).map(asked)


def dark_or_bright() -> st.SearchStrategy[Call]:
    @st.composite
    def between(draw: st.DrawFn) -> Call:
        low, high = draw(st.sampled_from([(0, 9), (246, 255)]))
        return Call((draw(pictures(least=3, low=low, high=high)), draw(names)))

    flat = [Call((np.full((3, 4), value, dtype=np.uint8), name)) for value in (0, 1, 255) for name in NAMES]
    return with_corners(between(), [*flat, *JUST_BEYOND])


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


def each_filter_and_calls_in_a_row() -> st.SearchStrategy[Call | Script]:
    """Draw three calls in a row, too, for pictures of one size: no result may be what another call returned."""

    def in_a_row(image: np.ndarray) -> Script:
        return Script(None, (Do(args=(image, "edges")), Do(args=(255 - image, "blur")), Do(args=(image, "edges"))))

    unchanged = [with_a_name(picture(shape), "identity") for shape in [(1, 4), (4, 1)]]
    turned = picture((3, 4)).map(lambda image: Call((laid(image, "Fortran order"), "identity")))
    return with_corners(each_filter(), [*unchanged, turned, picture((3, 4)).map(in_a_row)])


def of_one_size() -> Cornered[Call]:
    """Draw pictures of 3 x 4 pixels for a filter that computes something; a corner leaves them as they are."""
    corners = [with_a_name(picture((3, 4)), name) for name in ("edges", "identity")]
    computing = st.sampled_from([name for name in NAMES if name != "identity"])
    return with_corners(st.builds(lambda array, name: Call((array, name)), picture((3, 4)), computing), corners)


def as_it_is_and_turned(call: Call) -> tuple[Call, ...]:
    image, name = call.args
    return call, Call((image[::-1, ::-1], name))


def as_it_is_and_transposed(call: Call) -> tuple[Call, ...]:
    image, name = call.args
    return call, Call((image.T, name))
