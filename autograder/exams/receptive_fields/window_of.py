"""The exam of `window_of`: one output, followed back to the input pixels that it depends on."""

from __future__ import annotations

import math

from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, law, leaves_inputs_alone, raises
from autograder.exam.strategies import with_corners
from autograder.exams.receptive_fields.draws import (
    CORNERS,
    DEEP,
    GIVEN,
    NETWORKS,
    Layer,
    called_again,
    in_one_list,
    in_turns,
    ints,
    layers,
    stacks,
)
from autograder.exams.receptive_fields.honest import window_of as honest
from autograder.exams.receptive_fields.wrong import window_of as wrong
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.formulas.stacks import window_of

__all__ = ["EXERCISE"]

Stack = list[Layer]
FIRST, LAST = 0, 1
outputs = st.integers(0, 9)

EASILY_CONFUSED: tuple[tuple[int, Stack], ...] = (
    (1, [(3, 2, 1), (5, 3, 0)]),
    (2, [(3, 2, 1), (5, 3, 0)]),
    (1, [(3, 2, 1), (5, 3, 2)]),
    (1, [(5, 3, 0), (3, 2, 1)]),
    (1, [(3, 2, 1), (5, 1, 0)]),
    (1, [(3, 2, 1)]),
    (1, []),
    (1, [(11, 1, 0)]),  # the digits of the next two
    (1, [(1, 11, 0)]),
    (11, [(1, 1, 0)]),
)


def asked(i: int, stack: Stack) -> Call:
    return Call((i, stack))


def of_one_layer() -> st.SearchStrategy[Call]:
    corners = [(i, [stack[0]]) for stack in CORNERS if len(stack) == 1 for i in (0, 1, 5)]
    between = st.tuples(outputs, layers().map(lambda layer: [layer]))
    return with_corners(between, corners).map(lambda data: asked(*data))


def of_any_layers() -> st.SearchStrategy[Call]:
    """Draw first outputs, whose windows begin in the padding, and later ones; layers in either order.

    Of one window both ends fit into an int64, and their sum does not.
    """
    corners = [(i, stack) for number, stack in enumerate(CORNERS) for i in (0, number + 1)]
    backwards = [(2, stack[::-1]) for stack in CORNERS if len(stack) > 1]
    deep = [(5, stack) for stack in DEEP]
    far = [(1_000_000, [(3, 2000, 1), (2, 1, 0), (3, 3, 0)]), (2, [(2, 2, 0)] * 61)]
    return with_corners(st.tuples(outputs, stacks(2, 4)), [*corners, *backwards, *deep, *far]).map(
        lambda data: asked(*data)
    )


def published() -> st.SearchStrategy[Call]:
    corners = [(i, stack) for stack in NETWORKS.values() for i in (0, 3)]
    return with_corners(st.tuples(outputs, stacks(3, 8)), corners).map(lambda data: asked(*data))


def no_layers() -> st.SearchStrategy[Call]:
    return with_corners(st.integers(2, 30).map(lambda i: asked(i, [])), [asked(0, []), asked(1, [])])


def negative_outputs() -> st.SearchStrategy[Call]:
    corners = [asked(i, stack) for i in (-1, -2) for stack in ([], [(3, 1, 0)], [(3, 2, 1), (2, 1, 0)])]
    return with_corners(st.builds(asked, st.integers(-9, -1), stacks()), corners)


def left_alone() -> st.SearchStrategy[Call | Script]:
    """Draw stacks, no layers at all, and an output that is refused."""
    three: Stack = [(3, 2, 1), (2, 1, 0), (5, 1, 0)]
    stacks_alone = with_corners(st.builds(asked, outputs, stacks(2, 3)), [asked(1, three), asked(2, [])])
    return with_corners(stacks_alone, [in_turns((-1, three), (1, [(3, 1, 1)]))])


def next_output(call: Call) -> tuple[Call, ...]:
    i, stack = call.args
    return call, asked(i + 1, stack)


def moved_by_the_strides(call: Call, values):
    jump = math.prod(stride for _, stride, _ in call.args[1])
    return tuple(pixel + jump for pixel in values[0]), values[1]


def through_both(data: tuple[int, Stack, Stack]) -> tuple[Call, ...]:
    """Ask where the first and the last output of the lower stack come from that the upper one sees."""
    i, lower, upper = data
    first, last = window_of(i, upper)
    return asked(first, lower), asked(last, lower), asked(i, lower + upper)


EXERCISE = Exercise(
    "window_of",
    points=3,
    reference=window_of,
    answers=answers_of(wrong, honest),
    given=GIVEN,
    properties=(
        *keeps(
            (
                "A tuple (first, last): the first and the last pixel of the window of output i.",
                "Pixel 0 is the first one of the input.",
                "A number below 0 stands for a place before the input and is given as it is; so is a number beyond the "
                "end of the input, which is not known here.",
            ),
            agrees(
                "one layer",
                "Through one layer, output i sees k pixels, from i times the stride minus the padding on.",
                of_one_layer(),
                examples=8,
            ),
            agrees(
                "first",
                "The first pixel is right for any stack.",
                of_any_layers(),
                part=FIRST,
                weight=1.5,
                examples=10,
            ),
            agrees(
                "last",
                "The last pixel is right for any stack.",
                of_any_layers(),
                part=LAST,
                weight=1.5,
                examples=10,
            ),
            agrees(
                "both together",
                "Networks that people use give a tuple of the two right numbers.",
                published(),
                weight=0.5,
                examples=3,
            ),
            law(
                "next output",
                "The window of the next output lies further right by the product of all strides.",
                st.builds(asked, outputs, stacks()),
                next_output,
                moved_by_the_strides,
                weight=0.5,
                examples=8,
            ),
            law(
                "one stack on another",
                "The upper layers lead to outputs of the lower ones, and from the first and the last of these to the "
                "input.",
                st.tuples(
                    st.integers(4, 9),
                    stacks(most=2),
                    stacks(most=2, padded=False),
                ),
                through_both,
                lambda data, values: ((values[0][FIRST], values[1][LAST]), values[2]),
                weight=0.5,
                examples=8,
            ),
        ),
        *keeps(
            "Without layers both are i.",
            agrees(
                "no layers",
                "Without layers output i is pixel i.",
                no_layers(),
                weight=0.5,
                examples=3,
                conduct=True,
            ),
        ),
        *keeps(
            "Both are ints, not floats.",
            ints(
                "Both are ints, not floats, also without layers.",
                with_corners(of_any_layers(), [asked(7, [])]),
                "two ints",
            ),
        ),
        *keeps(
            "ValueError: i is negative.",
            raises(
                "negative output", "There is no output before output 0: ValueError.", negative_outputs(), examples=4
            ),
        ),
        *keeps(
            "The list must not be modified.",
            leaves_inputs_alone(
                left_alone(),
                sentence="The list is the same after the call as before it, also if it is empty or the output refused.",
                examples=3,
            ),
        ),
        *called_again(
            in_turns(*EASILY_CONFUSED, after=(-1, [(3, 2, 1), (5, 3, 0)])),
            st.builds(asked, outputs, stacks(2, 3)),
            in_one_list(1),
        ),
    ),
)
