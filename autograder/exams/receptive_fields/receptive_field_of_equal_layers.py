"""The exam of `receptive_field_of_equal_layers`: 3, 5, 7, and why."""

from __future__ import annotations

from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, law, raises, returns_int
from autograder.exam.strategies import Cornered, with_corners
from autograder.exams.receptive_fields.draws import called_again, in_turns
from autograder.exams.receptive_fields.honest import receptive_field_of_equal_layers as honest
from autograder.exams.receptive_fields.wrong import receptive_field_of_equal_layers as wrong
from autograder.sandbox.wire.questions import Call
from cnnedu.formulas.stacks import field_of_equal_layers

__all__ = ["EXERCISE"]

numbers = st.builds(lambda k, layers: Call((k, layers)), st.integers(2, 9), st.integers(1, 9))


def of_threes() -> st.SearchStrategy[Call]:
    return with_corners(st.integers(3, 60).map(lambda layers: Call((3, layers))), [Call((3, n)) for n in (1, 2, 3, 50)])


def of_any_window() -> st.SearchStrategy[Call]:
    """Draw odd and even windows, few layers and many: more than Python calls in each other, more than 32 bits count."""
    corners = [(5, 1), (5, 2), (7, 1), (2, 1), (2, 5), (4, 3), (11, 2), (1001, 1), (101, 70)]
    corners += [(3, 1500), (1_000_000, 3), (1_000_000, 5000)]
    return with_corners(numbers, map(Call, corners))


def windows_of_one_pixel() -> st.SearchStrategy[Call]:
    """Draw a million layers as well: with one pixel that is a moment for who makes them one by one, whatever of."""
    corners = [Call((1, n)) for n in (1, 2, 1_000_000)]
    return with_corners(st.integers(3, 40).map(lambda layers: Call((1, layers))), corners)


def no_layers() -> Cornered[Call]:
    return with_corners(st.integers(4, 40).map(lambda k: Call((k, 0))), [Call((k, 0)) for k in (1, 2, 3)])


def windows_too_short() -> st.SearchStrategy[Call]:
    corners = [(k, layers) for k in (0, -1, -3) for layers in (0, 1, 2)]
    return with_corners(st.builds(lambda k, n: Call((k, n)), st.integers(-5, 0), st.integers(0, 5)), map(Call, corners))


def too_few_layers() -> st.SearchStrategy[Call]:
    corners = [(k, layers) for k in (1, 2, 3) for layers in (-1, -2)]
    return with_corners(
        st.builds(lambda k, n: Call((k, n)), st.integers(1, 7), st.integers(-5, -1)), map(Call, corners)
    )


def one_layer_more(call: Call) -> tuple[Call, ...]:
    k, layers = call.args
    return call, Call((k, layers + 1))


EXERCISE = Exercise(
    "receptive_field_of_equal_layers",
    points=2,
    reference=field_of_equal_layers,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            "The number of input pixels that one output depends on.",
            agrees(
                "windows of three",
                "One layer of windows of 3 sees 3 pixels, two see 5, three see 7, and so on.",
                of_threes(),
                examples=8,
            ),
            agrees(
                "windows of any length",
                "Any window, odd or even, and any number of layers give the right number of pixels.",
                of_any_window(),
                weight=2,
                examples=12,
            ),
            agrees(
                "windows of one pixel",
                "Windows of one pixel see one pixel, however many there are.",
                windows_of_one_pixel(),
                weight=0.5,
                examples=4,
                conduct=True,
            ),
            law(
                "one layer more",
                "Each layer more adds k - 1 pixels.",
                numbers,
                one_layer_more,
                lambda call, values: (values[0] + call.args[0] - 1, values[1]),
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            "Without any layer the output is the input.",
            agrees(
                "no layers",
                "Without any layer one output is one pixel.",
                no_layers(),
                weight=0.5,
                examples=4,
                conduct=True,
            ),
        ),
        *keeps(
            "It is an int, not a float.",
            returns_int(
                with_corners(of_any_window(), no_layers().corners),
                sentence="The result is an int, also without layers.",
                examples=2,
            ),
        ),
        *keeps(
            "ValueError: the window is shorter than one pixel.",
            raises(
                "window too short",
                "A window of less than one pixel raises a ValueError.",
                windows_too_short(),
                examples=4,
            ),
        ),
        *keeps(
            "ValueError: the number of layers is negative.",
            raises("too few layers", "A negative number of layers raises a ValueError.", too_few_layers(), examples=4),
        ),
        *called_again(in_turns((3, 12), (31, 2), (12, 3), (3, 1), after=(0, 12)), numbers),
    ),
)
