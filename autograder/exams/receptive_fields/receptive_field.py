"""The exam of `receptive_field`: size, jump and start of a stack of convolutions and poolings."""

from __future__ import annotations

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
    stacks,
    stacks_with_a_bad,
)
from autograder.exams.receptive_fields.honest import receptive_field as honest
from autograder.exams.receptive_fields.wrong import receptive_field as wrong
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.formulas.stacks import field_of_stack

__all__ = ["EXERCISE"]

Stack = list[Layer]
SIZE, JUMP, START = 0, 1, 2

EASILY_CONFUSED: tuple[Stack, ...] = (
    [(3, 2, 1), (5, 3, 0)],
    [(3, 2, 1), (5, 3, 2)],
    [(5, 3, 0), (3, 2, 1)],
    [(3, 2, 1), (5, 1, 0)],
    [(3, 2, 1)],
    [],
    [(11, 1, 0)],  # the digits of the next one
    [(1, 11, 0)],
)


def asked(stack: Stack) -> Call:
    return Call((stack,))


def of_stride_one() -> st.SearchStrategy[Call]:
    corners: list[Stack] = [[(1, 1, 0)], [(2, 1, 0)], [(3, 1, 1), (3, 1, 1)], [(3, 1, 0)] * 3, [(5, 1, 2), (2, 1, 1)]]
    return with_corners(stacks(strided=False), corners).map(asked)


def of_any_layers() -> st.SearchStrategy[Call]:
    return with_corners(stacks(), [*CORNERS, *DEEP]).map(asked)


def left_alone() -> st.SearchStrategy[Call | Script]:
    """Draw stacks, no layers at all, and a stack that is refused."""
    spoilt = [(3, 2, 1), (2, 1, 0), (5, 0, 0)]
    corners: list[Stack] = [[(3, 2, 1), (2, 1, 0), (5, 1, 0)], []]
    stacks_alone = with_corners(stacks(2, 3), corners).map(asked)
    return with_corners(stacks_alone, [in_turns((spoilt,), ([(3, 1, 1)],))])


def published() -> st.SearchStrategy[Call]:
    return with_corners(stacks(3, 8), NETWORKS.values()).map(asked)


def one_layer_more(stack: Stack) -> tuple[Call, ...]:
    return asked(stack[:-1]), asked(stack)


def then_one_layer(stack: Stack, values):
    (size, jump, start), (kernel, stride, padding) = values[0], stack[-1]
    return (size + (kernel - 1) * jump, jump * stride, start - padding * jump), values[1]


@st.composite
def with_idle_layers(draw: st.DrawFn) -> tuple[Stack, Stack]:
    """Draw a stack, and the same one with layers of one pixel and stride 1 in it."""
    stack = draw(stacks(most=3))
    where = draw(st.integers(0, len(stack)))
    return stack, [*stack[:where], *[(1, 1, 0)] * draw(st.integers(1, 2)), *stack[where:]]


def on_top_of_each_other(data: tuple[Stack, Stack]) -> tuple[Call, ...]:
    lower, upper = data
    return asked(lower), asked(upper), asked(lower + upper)


def both_together(data: tuple[Stack, Stack], values):
    (size, jump, start), (size_above, jump_above, start_above), together = values
    return (size + (size_above - 1) * jump, jump * jump_above, start + start_above * jump), together


EXERCISE = Exercise(
    "receptive_field",
    points=4,
    reference=field_of_stack,
    answers=answers_of(wrong, honest),
    given=GIVEN,
    properties=(
        *keeps(
            "The size is the number of input pixels from the first to the last one that an output depends on.",
            agrees(
                "size, stride 1",
                "With stride 1 everywhere, each layer adds k - 1 pixels to the size.",
                of_stride_one(),
                part=SIZE,
                examples=8,
            ),
            agrees(
                "size",
                "Each layer adds k - 1 times the jump of the layers below it.",
                of_any_layers(),
                part=SIZE,
                weight=2,
                examples=12,
            ),
        ),
        *keeps(
            "The jump is the distance in pixels from the window of an output to that of the next one.",
            agrees(
                "jump",
                "The jump is the product of all strides.",
                of_any_layers(),
                part=JUMP,
                examples=8,
            ),
        ),
        *keeps(
            (
                "The start is the first pixel of the window of output 0.",
                "Pixel 0 is the first one of the input, so a start in the padding is negative.",
            ),
            agrees(
                "start",
                "Each layer's padding moves the start to the left, by the padding times the jump of the layers below.",
                of_any_layers(),
                part=START,
                weight=1.5,
                examples=12,
            ),
        ),
        *keeps(
            "A tuple (size, jump, start) of three ints.",
            agrees(
                "the three together",
                "Networks that people use give a tuple of the three right numbers, in this order.",
                published(),
                weight=0.5,
                examples=3,
            ),
            ints(
                "Each of the three is an int, not a float, also without layers.",
                with_corners(of_any_layers(), [asked([])]),
                "three ints",
            ),
        ),
        *keeps(
            "A pooling layer is a layer like any other.",
            law(
                "one layer more",
                "What one more layer does depends on the layers below only through their size, jump and start.",
                stacks(2, 4),
                one_layer_more,
                then_one_layer,
                examples=8,
            ),
            law(
                "two stacks",
                "A stack on top of another sees what the two fields together say.",
                st.tuples(stacks(most=3), stacks(most=3)),
                on_top_of_each_other,
                both_together,
                weight=0.5,
                examples=6,
            ),
            law(
                "windows of one pixel",
                "Layers of one pixel, stride 1, no padding change nothing, wherever they stand.",
                with_idle_layers(),
                lambda data: tuple(map(asked, data)),
                lambda data, values: (values[0], values[1]),
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            "The list may be empty: then the output is the input.",
            agrees(
                "no layers",
                "Without layers every output is a pixel of the input: size 1, jump 1, start 0.",
                st.just(asked([])),
                weight=0.5,
                conduct=True,
            ),
        ),
        *keeps(
            "ValueError: a kernel is smaller than 1.",
            raises(
                "kernel below one",
                "A kernel below 1, in whichever layer, raises a ValueError.",
                stacks_with_a_bad(0, (0, -1, -3)),
                examples=3,
            ),
        ),
        *keeps(
            "ValueError: a stride is smaller than 1.",
            raises(
                "stride below one",
                "A stride below 1, in whichever layer, raises a ValueError.",
                stacks_with_a_bad(1, (0, -1, -2)),
                examples=3,
            ),
        ),
        *keeps(
            "ValueError: a padding is negative.",
            raises(
                "negative padding",
                "A negative padding, in whichever layer, raises a ValueError.",
                stacks_with_a_bad(2, (-1, -2)),
                examples=3,
            ),
        ),
        *keeps(
            "The list must not be modified.",
            leaves_inputs_alone(
                left_alone(),
                sentence="The list is the same after the call as before it, also if it is empty or refused.",
                examples=3,
            ),
        ),
        *called_again(
            in_turns(*((stack,) for stack in EASILY_CONFUSED), after=([(3, 2, 1), (0, 3, 0)],)),
            stacks().map(asked),
            in_one_list(),
        ),
    ),
)
