"""The exam of `is_shift_equivariant`: does a shift of the image shift the output, and change nothing else?"""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, leaves_inputs_alone
from autograder.exam.strategies import laid, whole_numbers, with_corners
from autograder.exams.receptive_fields.honest import is_shift_equivariant as honest
from autograder.exams.receptive_fields.networks import (
    GIVEN,
    Pair,
    asked,
    asked_in_turns,
    conv,
    convolutions,
    maximum,
    small_images,
)
from autograder.exams.receptive_fields.wrong import is_shift_equivariant as wrong
from autograder.sandbox.wire.questions import LAYOUTS, Call
from cnnedu.ops.perturbation import is_shift_equivariant

__all__ = ["EXERCISE"]

shifts = st.tuples(st.integers(0, 3), st.integers(0, 3))
some_shifts = st.sampled_from([(0, 1), (1, 0), (1, 2), (2, 1), (2, 2), (0, 3), (3, 0)])
STEPS: tuple[Pair, ...] = ((1, 2), (2, 1), (2, 3), (3, 2), (2, 2))
ROW = np.array([[3.0, -1, 4, 1, -5, 9, 2, 6]])
SQUARE = np.array([[1.0, -2, 3, 5], [4, 0, -6, 2], [7, 1, 8, -3], [2, 9, -4, 6]])


@st.composite
def without_strides(draw: st.DrawFn) -> Call:
    shift = draw(some_shifts)
    network = draw(st.lists(convolutions(), min_size=1, max_size=2))
    return asked(network, draw(small_images(8, 9)), shift, shift)


@st.composite
def by_multiples_of_the_stride(draw: st.DrawFn) -> Call:
    layer = draw(convolutions(STEPS, least=-3))
    (sh, sw), (down, right) = layer[2], draw(st.sampled_from([(0, 1), (1, 0), (1, 1), (2, 1)]))
    return asked([layer], draw(small_images(10, 9)), (down * sh, right * sw), (down, right))


@st.composite
def by_parts_of_a_stride(draw: st.DrawFn) -> Call:
    layer = draw(convolutions(((1, 2), (2, 1), (2, 2), (3, 3))))
    shift = draw(st.sampled_from([(0, 1), (1, 0), (1, 1)]))
    return asked([layer], draw(small_images(8, 9)), shift, draw(st.sampled_from([(0, 0), shift])))


@st.composite
def padded(draw: st.DrawFn) -> Call:
    layer = draw(convolutions(((1, 1), (1, 2)), ((0, 1), (1, 0), (1, 1))))
    (sh, sw), (down, right) = layer[2], draw(some_shifts)
    return asked([layer], draw(small_images(7, 8)), (down * sh, right * sw), (down, right))


@st.composite
def any_two_shifts(draw: st.DrawFn) -> Call:
    network = draw(st.lists(convolutions(((1, 1), (1, 2), (2, 1))), min_size=1, max_size=2))
    return asked(network, draw(small_images(10, 11)), draw(shifts), draw(shifts))


SHIFTED = [
    asked([conv([[2]])], ROW[:, :3], (0, 1), (0, 1)),
    asked([conv([[2]])], ROW[:, :3].T, (1, 0), (1, 0)),
    asked([conv([[1, -1]])], ROW, (0, 3), (0, 3)),
    asked([conv([[1, 2], [3, 4]], bias=0.5)], SQUARE, (1, 2), (1, 2)),
    asked([conv([[1, 2], [3, 4]])], SQUARE, (2, 1), (2, 1)),
    asked([conv([[1, 2]]), conv([[3], [1]])], SQUARE, (1, 1), (1, 1)),
]
STEPPED = [
    asked([conv([[1, 2]], (1, 2))], ROW, (0, 2), (0, 1)),
    asked([conv([[1, 2]], (1, 2))], ROW, (0, 4), (0, 2)),
    asked([conv([[1, 2]], (1, 2)), conv([[1, 1]], (1, 2))], ROW, (0, 4), (0, 1)),
    asked([conv([[1], [2]], (2, 1))], SQUARE, (2, 1), (1, 1)),
    asked([maximum((2, 2))], SQUARE, (2, 2), (1, 1)),
    asked([maximum((2, 1))], SQUARE, (2, 1), (1, 1)),
]
HALF_A_STEP = [
    asked([conv([[1, 2]], (1, 2))], ROW, (0, 1), (0, 0)),
    asked([conv([[1, 2]], (1, 2))], ROW, (0, 1), (0, 1)),
    asked([maximum((1, 2))], ROW, (0, 1), (0, 1)),
    asked([conv([[1, 2]], (1, 2)), conv([[1, 1]], (1, 2))], ROW, (0, 2), (0, 1)),
    asked([conv([[1, 2]], (1, 2))], ROW, (0, 3), (0, 1)),
    asked([conv([[1]], (1, 2))], np.array([[0.0, 1, 2, 3, 3]]), (0, 1), (0, 1)),  # but for the last number
    asked([conv([[1]], (2, 1))], np.array([[5.0, 5, 5, 5, 6]]).T, (1, 0), (1, 0)),  # up to the last number
    asked([conv([[1]], (1, 2))], np.array([[1.0, -1, 1, -1, 1]]), (0, 1), (0, 1)),  # but for the signs
    asked([conv([[1]], (2, 1))], np.array([[0.0, 1, 1, 2, 2]]).T, (1, 0), (1, 0)),  # the picture happens to repeat
    asked([conv([[1]], (1, 2))], np.array([[0.0, 1, 1, 2, 2]]), (0, 1), (0, 1)),
]
PADDED = [
    asked([conv([[1, 1, 1]], (1, 1), (0, 1))], ROW, (0, 1), (0, 1)),
    asked([conv([[1, 1, 1]], (1, 1), (0, 1))], ROW, (0, 0), (0, 0)),
    asked([conv([[1], [1], [1]], (1, 1), (1, 0))], SQUARE, (1, 0), (1, 0)),
    asked([conv([[1], [1], [1]], (1, 1), (1, 0))], SQUARE, (0, 1), (0, 1)),
    asked([conv([[1, 1, 1]], (1, 1), (0, 1))], np.hstack([np.zeros((1, 3)), ROW]), (0, 1), (0, 1)),
]
UNLIKE_SHAPES = [
    asked([conv([[1, 2]])], ROW, (0, 1), (0, 2)),
    asked([conv([[1, 2]])], ROW, (0, 2), (0, 1)),
    asked([conv([[1, 2]])], ROW, (0, 0), (0, 9)),
    asked([conv([[1]])], np.ones((2, 3)), (0, 0), (1, 0)),  # NumPy would stretch one row to two
    asked([conv([[1]])], np.ones((2, 3)), (1, 0), (0, 0)),
    asked([conv([[1]])], np.ones((3, 2)), (0, 0), (0, 1)),
    asked([conv([[1]])], np.ones((3, 2)), (0, 1), (0, 0)),
    asked([conv([[1]])], SQUARE, (1, 2), (2, 1)),
    asked([conv([[1]])], np.ones((1, 3)), (0, 0), (1, 0)),  # no row is left
    asked([conv([[1]])], np.ones((3, 1)), (0, 0), (0, 1)),  # no column is left
    asked([conv([[1]])], np.ones((3, 4)), (0, 1), (1, 0)),
    asked([conv([[1]])], np.ones((4, 4)), (3, 0), (0, 3)),  # the same numbers in a row and in a column
    asked([conv([[1]])], np.ones((3, 4)), (1, 0), (0, 2)),
    asked([conv([[1, 2]])], np.ones((3, 4)), (1, 1), (3, 1)),
]


def with_numbers(image: np.ndarray, shift: Pair = (1, 1)) -> Call:
    """Ask about a network that passes its image on."""
    return asked([conv([[1]])], image, shift, shift)


def almost_the_same() -> st.SearchStrategy[Call]:
    """Draw paddings that change one number, by little or in one place, and constants that hide every shift."""
    fine = np.array([[0.001, 0.002, 0.001, 0.003]])
    corners = [
        asked([conv([[1, 1, 1]], (1, 1), (0, 1))], fine, (0, 1), (0, 1)),
        asked([conv([[1, 1]], (1, 2))], fine, (0, 1), (0, 1)),
        asked([conv([[1, 1, 1]], (1, 1), (0, 1))], 1000 + fine, (0, 1), (0, 1)),
        asked([conv([[1]], (1, 2))], np.array([[1000.0, 1000.5, 1000.0, 1000.75]]), (0, 1), (0, 0)),
        asked([conv([[1]], (1, 2))], np.array([[1.0, 1, 1, 1, 2]]), (0, 1), (0, 1)),
        asked([conv([[1]], (1, 2))], np.array([[0.0, 1, 2, 3, 2]]), (0, 1), (0, 1)),  # the sums are the same
        asked([conv([[1, 1]], (1, 2))], np.ones((1, 5)), (0, 1), (0, 0)),
        asked([conv([[1, 1]], (2, 2))], np.ones((5, 6)), (1, 1), (0, 0)),
        asked([conv([[1, 2]], (1, 2))], np.array([[1.0, 2, 2, 1, 2, 1]]), (0, 1), (0, 1)),
        with_numbers(np.full((3, 3), 0.1) * [[1], [2], [3]]),
        # small numbers that differ, beside a large one
        asked([conv([[1, 1, 1]], (1, 1), (0, 1))], np.array([[0, 3, 2, 1, 5, 2.0**22, 7]]) / 64, (0, 2), (0, 2)),
        # two millionths, in one of forty numbers that are small themselves
        asked([conv([[1, 1, 1]], (1, 1), (0, 1))], np.array([[2e-6] + [0.001] * 40]), (0, 1), (0, 1)),
        # numbers for which a float32 is too small: all of them would be infinite
        asked([conv([[1, 1, 1]], (1, 1), (0, 1))], np.full((1, 4), 1e39), (0, 1), (0, 1)),
        # large pixels that a float32 takes for one and the same
        asked([conv([[1, -1]], (1, 2))], 2.0**30 + np.array([[0, 1, 1, 2, 2]]), (0, 1), (0, 0)),
    ]
    return with_corners(any_two_shifts(), corners)


def differing_by_rounding() -> st.SearchStrategy[Call]:
    """Draw maps that differ in the last digits of a number, or in that a number is nearly 0 and not 0."""

    def asked_of(row: np.ndarray) -> Call:
        return asked([conv([[1, 1, 1]], (1, 1), (0, 1))], np.hstack([[[2.0**-47]], row, [[5.0]]]), (0, 1), (0, 1))

    # on two sides of where a number is rounded, to whichever place, or cut off
    edges = np.array([[1.0], *([0.5 / 10**places] for places in range(12))])
    across = np.hstack([np.full_like(edges, 2e-13), edges - 1e-13, np.zeros_like(edges), np.full_like(edges, 3)])
    corners = [
        asked([conv([[1, 1, 1]], (1, 1), (0, 1))], across, (0, 1), (0, 1)),
        asked_of(np.array([[1.0, 2, 3]])),
        asked_of(np.array([[1.0, -1, 3]])),
        asked([conv([[1], [1], [1]], (1, 1), (1, 0))], np.array([[2.0**-47, 3, -3, 1]]).T, (1, 0), (1, 0)),
    ]
    return with_corners(whole_numbers((1, 4), -9, 9).map(asked_of), corners)


def layouts() -> list[Call]:
    """Return images in every layout, one that moves and one that does not."""
    networks = [conv([[1, 2], [3, 4]])], [conv([[1, 2], [3, 4]], (2, 1))]
    return [asked(network, laid(SQUARE, layout), (1, 1), (1, 1)) for network in networks for layout in LAYOUTS]


def in_turns() -> st.SearchStrategy[Call]:
    """Draw images of one shape, and ask two networks about them in turn, of which the second does not always move.

    In the end come the same twelve ones in two shapes, of which one moves.
    """

    def asked_of(image: np.ndarray, weight: int) -> Call:
        even, networks = np.ones((4, 4)), [[conv([[weight, 1]])], [conv([[weight, 1]], (1, 2))]]
        calls = [(0, image, (1, 1), (1, 1)), (0, even, (1, 1), (1, 1)), (0, image, (1, 1), (1, 0))]
        calls += [(1, image, (1, 1), (1, 1)), (1, even, (1, 1), (1, 1)), (0, image, (2, 1), (1, 1))]
        calls += [(1, np.ones(shape), (0, 1), (0, 0)) for shape in ((4, 3), (2, 6))]
        return asked_in_turns(networks, *calls)

    return with_corners(st.builds(asked_of, whole_numbers((4, 4), 1, 9), st.integers(1, 5)), [asked_of(SQUARE, 2)])


EXERCISE = Exercise(
    "is_shift_equivariant",
    points=3,
    reference=is_shift_equivariant,
    answers=answers_of(wrong, honest),
    given=GIVEN,
    properties=(
        *keeps(
            (
                "True if both outputs have the same shape and, up to rounding, the same numbers; otherwise False.",
                "Two numbers differ either by less than 1e-12, which is rounding, or by more than 1e-6 and by more "
                "than a ten-thousandth of the larger one.",
            ),
            agrees(
                "without strides",
                "A convolution of stride 1 without padding moves with its image, by as many pixels, and by no other "
                "number.",
                with_corners(
                    st.one_of(without_strides(), any_two_shifts()), [*SHIFTED, *UNLIKE_SHAPES[:2], UNLIKE_SHAPES[7]]
                ),
                weight=2,
                examples=10,
            ),
            agrees(
                "multiples of the stride",
                "With a stride, a shift by the stride moves the output by one; a shift by a part of it gives other "
                "numbers.",
                with_corners(st.one_of(by_multiples_of_the_stride(), by_parts_of_a_stride()), [*STEPPED, *HALF_A_STEP]),
                weight=2,
                examples=12,
            ),
            agrees(
                "padding",
                "The zeros of a padding stay where they are when the image moves: the border gives it away.",
                with_corners(padded(), [*PADDED, *SHIFTED[2:4]]),
                examples=6,
            ),
            agrees(
                "shapes",
                "Two outputs of different shapes are never the same, even where NumPy would stretch one of them.",
                with_corners(any_two_shifts(), [*UNLIKE_SHAPES, *SHIFTED[:2]]),
                examples=4,
            ),
            agrees(
                "rounding",
                "Numbers that differ in their last digits only, or by next to nothing from 0, are the same.",
                differing_by_rounding(),
                weight=0.5,
                examples=2,
            ),
            agrees(
                "small differences",
                "A small difference, or one in a single number, is a difference, also beside large numbers.",
                almost_the_same(),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "The image must not be modified.",
            leaves_inputs_alone(
                st.one_of(without_strides(), by_multiples_of_the_stride()),
                sentence="The image is the same after the call as before it.",
                examples=3,
            ),
        ),
        *keeps(
            "The result must depend on the numbers in the arguments alone: not on earlier calls, nor on how an array "
            "lies in memory.",
            agrees(
                "called again",
                "The same image gives the same result after other networks and images, also in the same array.",
                in_turns(),
                weight=0.5,
                examples=1,
            ),
            agrees(
                "any layout",
                "A view gives what the array of the same numbers gives: transposed, reversed, every second, read-only.",
                with_corners(without_strides(), layouts()),
                weight=0.5,
                examples=1,
            ),
        ),
    ),
)
