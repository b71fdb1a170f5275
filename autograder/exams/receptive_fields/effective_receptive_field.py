"""The exam of `effective_receptive_field`: how many paths lead from each pixel of a window to the output."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, law, leaves_inputs_alone, returns_dtype, returns_new_array
from autograder.exam.strategies import with_corners
from autograder.exams.receptive_fields.draws import GIVEN, Layer, called_again, in_one_list, in_turns, stacks
from autograder.exams.receptive_fields.honest import effective_receptive_field as honest
from autograder.exams.receptive_fields.wrong import effective_receptive_field as wrong
from autograder.sandbox.wire.questions import Call
from cnnedu.formulas.stacks import field_of_stack
from cnnedu.ops.path_counts import effective_receptive_field

__all__ = ["EXERCISE"]

Stack = list[Layer]

EASILY_CONFUSED: tuple[Stack, ...] = (
    [(3, 2, 1), (4, 3, 0)],
    [(3, 1, 1), (4, 3, 0)],
    [(4, 2, 0), (3, 3, 1)],
    [(4, 3, 0), (3, 2, 1)],
    [(3, 2, 1)],
    [],
    [(11, 1, 0)],  # the digits of the next one
    [(1, 11, 0)],
)

THREE_PIXELS: Stack = [(3, 1, 0), *[(1, 10**6, 0)] * 3, (1, 1, 0)]
"""The jump of the last layer is more than any memory holds, and the window is short."""


def asked(stack: Stack) -> Call:
    return Call((stack,))


def of_stride_one() -> st.SearchStrategy[Call]:
    corners: list[Stack] = [
        [(1, 1, 0)],
        [(2, 1, 0)],
        [(3, 1, 1)],
        [(3, 1, 0), (3, 1, 0)],
        [(3, 1, 1)] * 3,
        [(2, 1, 0)] * 5,
        [(5, 1, 0), (2, 1, 0)],
        [(1, 1, 0), (4, 1, 2), (1, 1, 0)],
    ]
    return with_corners(stacks(2, 4, strided=False), corners).map(asked)


def strided(*others: Stack) -> st.SearchStrategy[Call]:
    corners: list[Stack] = [
        [(3, 2, 0), (3, 1, 0)],
        [(3, 1, 0), (3, 2, 0)],
        [(2, 2, 0), (2, 2, 0), (2, 2, 0)],
        [(1, 2, 0), (3, 1, 0)],  # pixels that nobody uses
        [(2, 4, 1), (3, 1, 1), (2, 3, 0)],
        [(5, 1, 2), (2, 2, 0), (5, 1, 0)],
        [(1, 3, 0), (1, 2, 0), (2, 1, 0)],
        [(2, 1, 0), (1, 5, 0)],
        [(5, 2, 0), (3, 2, 0)],  # one stride, and not the shortest window first
        [(4, 3, 0), (2, 3, 0), (3, 3, 0)],
        [(3, 2, 0)] * 3,
        *others,
    ]
    return with_corners(stacks(2, 3), corners).map(asked)


def deep() -> st.SearchStrategy[Call]:
    """Draw stacks of forty layers: counts of thirteen digits, more than a float32 or an int32 can hold.

    Two corners count more paths than an int64 can hold.
    """
    taps = st.lists(st.integers(1, 2), min_size=34, max_size=40)
    corners: list[Stack] = [[(2, 1, 0)] * 40, [(3, 1, 1)] * 20 + [(1, 1, 0)] * 16, [(3, 1, 1)] * 45, [(9, 1, 0)] * 30]
    return with_corners(taps.map(lambda kernels: [(k, 1, 0) for k in kernels]), corners).map(asked)


def left_alone() -> st.SearchStrategy[Call]:
    """Draw stacks that are not in order, of strides and without, and no layers at all."""
    corners: list[Stack] = [[(3, 2, 1), (2, 1, 0), (5, 1, 0)], [(3, 1, 0), (5, 1, 2), (2, 1, 0)], []]
    return with_corners(stacks(2, 3), corners).map(asked)


@st.composite
def with_idle_layers(draw: st.DrawFn) -> tuple[Stack, Stack]:
    stack = draw(stacks(most=3))
    where = draw(st.integers(0, len(stack)))
    return stack, [*stack[:where], *[(1, 1, 0)] * draw(st.integers(1, 2)), *stack[where:]]


def without_padding(stack: Stack) -> tuple[Call, ...]:
    return asked([(kernel, stride, 0) for kernel, stride, _ in stack]), asked(stack)


def from_both_ends(stack: Stack, values):
    """Judge the two ends apart: beside the numbers of the middle a wrong one would pass for rounding."""
    counts = values[0]
    return (1.0, 1.0, counts[::-1]), (float(counts[0]), float(counts[-1]), counts)


EXERCISE = Exercise(
    "effective_receptive_field",
    points=4,
    reference=effective_receptive_field,
    answers=answers_of(wrong, honest),
    given=GIVEN,
    properties=(
        *keeps(
            (
                "Entry j is the number of paths from the output to pixel j of its window.",
                "Where no path arrives it is 0.",
            ),
            agrees(
                "stride 1",
                "With stride 1 kernels of ones are composed: two of 3 give 1, 2, 3, 2, 1.",
                of_stride_one(),
                weight=2,
                examples=8,
            ),
            agrees(
                "strides",
                "After a stride the taps of the layers above lie apart: their paths arrive a jump apart.",
                strided(THREE_PIXELS),
                weight=2,
                examples=12,
            ),
            agrees(
                "forty layers",
                "Forty layers have more paths than a float32 or an int32 can count, or an int64.",
                deep(),
                weight=0.5,
                examples=2,
            ),
            law(
                "all paths together",
                "Added up they are the product of all kernels: every layer lets a path choose one of its taps.",
                stacks(),
                lambda stack: (asked(stack),),
                lambda stack, values: (float(math.prod(kernel for kernel, _, _ in stack)), float(np.sum(values[0]))),
                weight=0.5,
                examples=6,
                conduct=False,
            ),
            law(
                "the same from both ends",
                "Read from the other end, the window is the same: one path leads to either end, however many to the "
                "middle.",
                with_corners(stacks(), [[(3, 1, 1)] * 45, [(3, 1, 1)] * 50, [(9, 1, 0)] * 30]),
                lambda stack: (asked(stack),),
                from_both_ends,
                weight=0.5,
                examples=6,
            ),
            law(
                "windows of one pixel",
                "Layers of one pixel and stride 1 change nothing, wherever they stand.",
                with_idle_layers(),
                lambda data: tuple(map(asked, data)),
                lambda data, values: (values[0], values[1]),
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            "The padding plays no part.",
            law(
                "without padding",
                "A stack with padding has the same numbers as the one without.",
                stacks(),
                without_padding,
                lambda data, values: (values[0], values[1]),
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            "A new array of shape (size,), where size is that of `receptive_field(layers)`.",
            law(
                "size",
                "There is an entry for each pixel of the receptive field.",
                with_corners(stacks(), [[(1, 3, 0)], [(2, 3, 0), (2, 2, 0)], [(3, 2, 1)] * 4]),
                lambda stack: (asked(stack),),
                lambda stack, values: ((field_of_stack(stack)[0],), np.shape(values[0])),
                weight=0.5,
                examples=6,
            ),
            returns_new_array(
                with_corners(
                    stacks(1, 2).map(lambda stack: in_turns((stack,))),
                    [in_turns(([],)), in_turns(([],), ([(3, 1, 0)],)), in_turns(([(1, 1, 0)],))],
                ),
                sentence="Each call makes a new array, also without layers: whoever writes into one changes no other.",
                examples=1,
            ),
        ),
        *keeps(
            "Its dtype is float64.",
            returns_dtype(
                with_corners(strided(), map(asked, ([], [(1, 1, 0)], [(3, 1, 0)]))),
                np.float64,
                sentence="The result is an array of dtype float64, without layers, too.",
                examples=2,
            ),
        ),
        *keeps(
            "The list may be empty: then one path leads from the output to the one pixel that it is.",
            agrees(
                "no layers",
                "Without layers there is one pixel, and one path.",
                st.just(asked([])),
                weight=0.5,
                conduct=True,
            ),
        ),
        *keeps(
            "The list must not be modified.",
            leaves_inputs_alone(
                left_alone(),
                sentence="The list is the same after the call as before it.",
                examples=3,
            ),
        ),
        *called_again(in_turns(*((stack,) for stack in EASILY_CONFUSED)), stacks(most=3).map(asked), in_one_list()),
    ),
)
