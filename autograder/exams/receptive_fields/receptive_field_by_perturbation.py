"""The exam of `receptive_field_by_perturbation`: which pixels of an image one output of a network depends on.

Networks are called once for each pixel, so they are small. A strategy's corners fix what a network is made of.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, returns_new_array
from autograder.exam.strategies import with_corners
from autograder.exams.receptive_fields.honest import receptive_field_by_perturbation as honest
from autograder.exams.receptive_fields.networks import (
    GIVEN,
    Pair,
    asked,
    asked_in_turns,
    conv,
    convolutions,
    maximum,
    output_shape,
)
from autograder.exams.receptive_fields.wrong import receptive_field_by_perturbation as wrong
from autograder.sandbox.wire.questions import Call
from cnnedu.ops.perturbation import receptive_field_by_perturbation

__all__ = ["EXERCISE"]

SHAPES: tuple[Pair, ...] = ((3, 4), (4, 3), (3, 5), (5, 3), (5, 6), (6, 5))
STEPS = ((1, 2), (2, 1), (2, 2), (3, 1))
TWO, THREE = [[1, 1]], [[1, 2, 1]]


@st.composite
def somewhere(draw: st.DrawFn, layers: st.SearchStrategy[Sequence[Any]]) -> Call:
    """Draw a network, images that it takes, and one of its outputs."""
    network = draw(layers)
    shape = draw(st.sampled_from(SHAPES).filter(lambda shape: any(output_shape(network, shape))))
    oh, ow = output_shape(network, shape)
    return asked(network, shape, (draw(st.integers(0, oh - 1)), draw(st.integers(0, ow - 1))))


def one_layer() -> st.SearchStrategy[Call]:
    """Draw one convolution; corners are one pixel, images of one row, the first and the last output, all of it seen."""
    corners = [
        asked([conv([[2]])], (1, 1), (0, 0)),
        asked([conv([[2]])], (2, 3), (1, 2)),
        asked([conv([[2]])], (3, 2), (2, 0)),
        asked([conv(TWO)], (1, 4), (0, 2)),
        asked([conv([[1], [1]])], (4, 1), (2, 0)),
        asked([conv([[1, 2], [3, 4]])], (3, 3), (0, 1)),
        asked([conv([[1, 2, 3], [4, 5, 6]])], (2, 3), (0, 0)),
        asked([conv([[1, 2], [3, 4]])], (4, 4), (2, 1)),
    ]
    return with_corners(somewhere(st.tuples(convolutions(biased=False))), corners)


def strided_and_padded() -> st.SearchStrategy[Call]:
    corners = [
        asked([conv(THREE, (1, 2), (0, 1))], (1, 5), (0, 0)),
        asked([conv(THREE, (1, 2), (0, 1))], (1, 5), (0, 2)),
        asked([conv([[1, 1], [1, 1]], (2, 2))], (4, 4), (1, 0)),
        asked([conv([[1]], (2, 3))], (3, 4), (1, 1)),
        asked([conv([[1]], (1, 1), (1, 2))], (2, 3), (0, 0)),
        asked([conv([[1], [2], [3]], (1, 1), (1, 0))], (3, 2), (2, 1)),
    ]
    layer = convolutions(STEPS, ((0, 0), (1, 0), (0, 1), (1, 1)), biased=False)
    return with_corners(somewhere(st.tuples(layer)), corners)


def stacks() -> st.SearchStrategy[Call]:
    """Draw two convolutions, one on the other, that see as much as the formula says."""
    corners = [
        asked([conv(TWO), conv(TWO)], (2, 4), (1, 1)),
        asked([conv(TWO, (1, 2)), conv(TWO)], (2, 5), (0, 0)),
        asked([conv(THREE, (1, 1), (0, 1))] * 2, (1, 5), (0, 1)),
        asked([conv([[1, 1], [1, 1]])] * 3, (4, 5), (0, 1)),
        asked([conv([[1]], (1, 2)), conv(THREE)], (1, 6), (0, 0)),
    ]
    layers = st.tuples(convolutions(paddings=((0, 1), (1, 0), (1, 1))), convolutions(((1, 1), (1, 2), (2, 1))))
    return with_corners(somewhere(layers), corners)


def pooled() -> st.SearchStrategy[Call]:
    corners = [
        asked([maximum((1, 2))], (1, 4), (0, 1)),
        asked([maximum((2, 2))], (4, 3), (1, 0)),
        asked([maximum((2, 3), (1, 2))], (3, 5), (1, 1)),
        asked([conv(TWO), maximum((1, 2))], (2, 5), (1, 1)),
        asked([maximum((1, 2)), conv(TWO)], (2, 4), (1, 0)),
        asked([conv([[1, 1, 1]], (1, 1), (0, 1)), maximum((1, 2))], (1, 4), (0, 0)),
    ]
    window = st.sampled_from([(1, 2), (2, 1), (2, 2)])
    layers = st.tuples(convolutions(biased=False), window.map(lambda size: maximum(size, (1, 1))))
    return with_corners(somewhere(layers), corners)


def biased() -> st.SearchStrategy[Call]:
    """Draw networks whose output for an image of zeros is not zero."""
    corners = [
        asked([conv([[3]], bias=2.0)], (1, 2), (0, 1)),
        asked([conv(TWO, bias=-1.0)], (2, 3), (1, 0)),
        asked([conv([[-1]], bias=1.0)], (2, 1), (1, 0)),
        asked([conv(TWO, bias=0.5), conv(THREE, (1, 1), (0, 1), 4.0)], (1, 4), (0, 1)),
        # the outputs for an image of zeros differ from place to place
        asked([conv(TWO, bias=0.5), conv(THREE, (1, 1), (0, 1), 4.0)], (1, 7), (0, 1)),
        asked([conv([[1], [1]], bias=0.5), conv([[1], [2], [1]], (1, 1), (1, 0), 4.0)], (6, 1), (1, 0)),
        # a 1 is hidden by the zero beside it, which a 2 would not be
        asked([conv([[1]], bias=-1.5), conv([[1, 0, 0]], (1, 1), (0, 1)), maximum((1, 2))], (1, 3), (0, 0)),
    ]
    return with_corners(somewhere(st.tuples(convolutions(), convolutions(((1, 1), (1, 2))))), corners)


def with_weights_of_any_sign() -> st.SearchStrategy[Call]:
    """Draw kernels with negative weights, and with zeros, which hide what lies under them."""
    corners = [
        asked([conv([[1, -1]])], (2, 3), (0, 1)),
        asked([conv([[-1, -2]])], (1, 3), (0, 0)),
        asked([conv([[1, 0, 1]])], (1, 4), (0, 0)),
        asked([conv([[0, 1, 0], [1, -4, 1], [0, 1, 0]])], (3, 4), (0, 1)),
        asked([conv([[1, 0, 1]]), conv([[1, 0, 1]])], (1, 6), (0, 1)),
        asked([conv([[0, 0], [0, 1]])], (3, 3), (1, 0)),
        # holes of three pixels: the window has not ended there
        asked([conv([[1], [0], [0], [0], [1]])], (6, 1), (0, 0)),
        asked([conv([[1, 0, 0, 0, 1]])], (1, 6), (0, 1)),
        asked([conv([[1, -1]]), conv([[1, 1]])], (1, 4), (0, 0)),  # what two ways bring cancels
        asked([conv([[1, 2], [-1, 3]])], (3, 3), (0, 0)),  # a whole column cancels, and no pixel of it
        asked([conv([[1, -1], [2, 3]])], (3, 3), (0, 1)),
        asked([conv([[2, -1], [-1, 0]])], (2, 3), (0, 0)),  # all together cancel
        # below a maximum the zero beside it hides what goes down: one pixel alone, not -1, not two at once
        asked([conv([[-1]]), maximum((1, 2))], (1, 4), (0, 1)),
        asked([conv([[-2]]), maximum((2, 1))], (4, 1), (1, 0)),
        asked([conv([[1, -1]]), maximum((1, 2), (1, 1))], (1, 4), (0, 1)),
        # the first pixel counts, and is hidden as soon as the second is anything but 0
        asked([conv([[1, -(2.0**50)]], (1, 2), (0, 2)), maximum((1, 3))], (1, 2), (0, 0)),
        asked([conv([[1], [-(2.0**50)]], (2, 1), (2, 0)), maximum((3, 1))], (2, 1), (0, 0)),
    ]
    return with_corners(somewhere(st.tuples(convolutions(least=-3))), corners)


def with_small_weights() -> st.SearchStrategy[Call]:
    """Draw kernels whose weights change an output by little, and by much: its last digit, and thousands."""

    def scaled(layers: Sequence[Any], scale: float) -> list[Any]:
        return [(kind, kernel * scale, *more) for kind, kernel, *more in layers]

    corners = [
        asked([conv([[1 / 1024, 1]])], (1, 3), (0, 0)),
        asked([conv([[-1 / 1024], [1000]])], (3, 2), (0, 1)),
        asked([conv([[0.25, 0.25]])], (2, 3), (1, 0)),
        asked([conv([[2.0**-26, 1]])], (1, 3), (0, 0)),
        asked([conv([[1 / 1024, 1]], bias=32.0)], (1, 3), (0, 0)),
        asked([conv([[2, 1 / 1024]], bias=1024.0)], (1, 3), (0, 0)),
        asked([conv([[1, 2.0**-24]]), conv([[1, 2.0**-24]])], (1, 4), (0, 1)),
        asked([conv([[2.0**-52, 1]], bias=1.5)], (1, 3), (0, 0)),  # the last digit, and less than eps times the bias
        asked([conv([[2.0**-600], [1]])], (3, 1), (1, 0)),  # its square is 0
    ]
    layers = st.tuples(convolutions(least=-3, biased=False))
    scales = st.sampled_from([1 / 1024, 1 / 8, 1024.0])
    return with_corners(somewhere(st.builds(scaled, layers, scales)), corners)


CALLS_IN_TURNS = (
    ((2, 3), (0, 0)),
    ((2, 3), (1, 1)),
    ((3, 2), (0, 0)),
    ((2, 4), (0, 0)),
)


def in_turns() -> st.SearchStrategy[Call]:
    """Draw two networks of one make, and ask them in turn for outputs of images of some shapes."""

    def asked_of(first: Sequence[Any], second: Sequence[Any]) -> Call:
        calls = [(number, *call) for call in CALLS_IN_TURNS for number in (0, 1)]
        return asked_in_turns([first, second], *calls)

    def network(left: int, right: int) -> list[Any]:
        return [conv([[left, right]], bias=1.0)]

    weights = st.integers(1, 5)
    networks = st.builds(network, weights, st.just(0)), st.builds(network, weights, weights)
    return st.builds(asked_of, *networks)


def of_no_pixel_and_of_all() -> Call:
    """Ask twice about an output that depends on no pixel, and twice about one that depends on all of them."""
    blind, all_seeing = [conv([[0]])], [conv([[1, 2], [3, 4]])]
    calls = [(number, (2, 2), (0, 0)) for number in (0, 1, 1)]
    return asked_in_turns([blind, all_seeing], *calls)


EXERCISE = Exercise(
    "receptive_field_by_perturbation",
    points=4,
    reference=receptive_field_by_perturbation,
    answers=answers_of(wrong, honest),
    given=GIVEN,
    properties=(
        *keeps(
            "A new array of shape (h, w) and dtype bool: True where the pixel counts, False elsewhere.",
            agrees(
                "one layer",
                "An output of one convolution depends on the pixels under its window, from its own position on.",
                one_layer(),
                weight=2,
                examples=6,
            ),
            agrees(
                "strided and padded",
                "With a stride the windows lie apart; with padding the first and last ones see fewer pixels.",
                strided_and_padded(),
                weight=1,
                examples=6,
            ),
            agrees(
                "stacks",
                "Two layers see as many pixels as the formula says.",
                stacks(),
                weight=1,
                examples=6,
            ),
            agrees(
                "pooling",
                "A network with max pooling is looked at in the same way.",
                pooled(),
                weight=0.5,
                examples=4,
            ),
            returns_new_array(
                with_corners(in_turns(), [of_no_pixel_and_of_all()]),
                sentence="Each call makes a new array, also where no pixel counts.",
                examples=1,
            ),
        ),
        *keeps(
            (
                "A pixel counts if setting it to 1 in an image of zeros changes the output at position, however "
                "little, up or down.",
                "A change of the last digit counts, too.",
            ),
            agrees(
                "biases",
                "What counts is a change: the output for an image of zeros need not be zero.",
                biased(),
                weight=1,
                examples=5,
            ),
            agrees(
                "weights of any sign",
                "Down is a change as well as up; a pixel under a weight of zero does not count, others around it do.",
                with_weights_of_any_sign(),
                weight=1,
                examples=5,
            ),
            agrees(
                "small weights",
                "A change of a thousandth counts, and so does one of the last digit, beside whatever bias.",
                with_small_weights(),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "The result must depend on the arguments alone, not on earlier calls.",
            agrees(
                "called again",
                "The same arguments give the same result after other networks, shapes and positions.",
                in_turns(),
                weight=0.5,
                examples=1,
            ),
        ),
    ),
)
