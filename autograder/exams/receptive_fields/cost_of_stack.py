"""The exam of `cost_of_stack`: the weights of equal layers, which grow with the square of the channels."""

from __future__ import annotations

from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, law, raises, returns_int
from autograder.exam.strategies import with_corners
from autograder.exams.receptive_fields.draws import called_again, in_turns
from autograder.exams.receptive_fields.honest import cost_of_stack as honest
from autograder.exams.receptive_fields.wrong import cost_of_stack as wrong
from autograder.sandbox.wire.questions import Call
from cnnedu.formulas.stacks import cost_of_stack

__all__ = ["EXERCISE"]

windows, depths, channels = st.integers(1, 11), st.integers(1, 12), st.integers(1, 70)
stacks = st.builds(lambda *numbers: Call(numbers), windows, depths, channels)


def any_stacks() -> st.SearchStrategy[Call]:
    """Draw ones in every place, and the lectures' pairs: 18 C^2 against 25 C^2, 27 C^2 against 49 C^2."""
    corners = [(1, 1, 1), (2, 1, 1), (1, 2, 1), (1, 1, 2), (3, 2, 1), (5, 1, 1), (3, 3, 64), (7, 1, 64), (3, 5, 512)]
    return with_corners(stacks, map(Call, corners))


def of_many_weights() -> st.SearchStrategy[Call]:
    """Draw stacks of more weights than 24, 32 or 53 bits can count, than fit into memory, and of many layers.

    Of one corner the bytes are more than 63 bits can count, and so is the square of all three numbers together; the
    weights are not.
    """
    corners = [(7, 11, 1237), (3, 20, 4096), (3, 9, 1_000_000), (101, 97, 99_991), (3, 1500, 2), (1_000_000, 3, 1)]
    corners += [(1000, 5, 1_000_000)]
    many = st.builds(lambda *numbers: Call(numbers), windows, st.integers(20, 200), st.integers(10_001, 99_999))
    return with_corners(many, map(Call, corners))


def of_one_channel() -> st.SearchStrategy[Call]:
    corners = [(3, 1, 1), (3, 2, 1), (2, 3, 1), (1, 4, 1)]
    return with_corners(st.builds(lambda k, n: Call((k, n, 1)), windows, depths), map(Call, corners))


def of_one_layer() -> st.SearchStrategy[Call]:
    corners = [(3, 1, 64), (5, 1, 64), (7, 1, 2), (1, 1, 9)]
    return with_corners(st.builds(lambda k, c: Call((k, 1, c)), windows, channels), map(Call, corners))


def numbers_below_one() -> st.SearchStrategy[Call]:
    """Draw each number too small alone, and two of them together, so that the product is positive."""

    @st.composite
    def between(draw: st.DrawFn) -> Call:
        numbers = [draw(windows), draw(depths), draw(channels)]
        numbers[draw(st.integers(0, 2))] = draw(st.integers(-4, 0))
        return Call(tuple(numbers))

    alone = [(0, 2, 3), (-1, 2, 3), (-3, 1, 1), (3, 0, 2), (3, -1, 2), (3, -4, 1), (3, 2, 0), (3, 2, -1), (1, 1, -2)]
    together = [(-1, -1, 2), (-1, 2, -1), (3, -1, -1), (0, 0, 0), (-1, -1, -1), (0, -1, 5), (5, 0, -1)]
    return with_corners(between(), map(Call, [*alone, *together]))


def twice_the_channels(call: Call) -> tuple[Call, ...]:
    k, depth, c = call.args
    return call, Call((k, depth, 2 * c))


def in_two_parts(data: tuple[int, int, int, int]) -> tuple[Call, ...]:
    k, first, second, c = data
    return Call((k, first, c)), Call((k, second, c)), Call((k, first + second, c))


EXERCISE = Exercise(
    "cost_of_stack",
    points=2,
    reference=cost_of_stack,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            "The number of weights of all layers together, without biases.",
            agrees(
                "weights",
                "Every layer has a kernel of k times k weights for each pair of an input and an output channel.",
                any_stacks(),
                weight=2,
                examples=14,
            ),
            agrees(
                "many weights",
                "Billions of weights are counted to the last one, and without making an array of them.",
                of_many_weights(),
                weight=0.5,
                examples=2,
            ),
            agrees(
                "one channel",
                "With one channel each layer has the k times k weights of one kernel.",
                of_one_channel(),
                weight=0.5,
                examples=6,
            ),
            agrees(
                "one layer",
                "One layer has k times k times the square of the channels.",
                of_one_layer(),
                weight=0.5,
                examples=6,
            ),
            law(
                "twice the channels",
                "Twice the channels are four times the weights: each of them is an input and an output.",
                stacks,
                twice_the_channels,
                lambda call, values: (4 * values[0], values[1]),
                weight=0.5,
                examples=6,
            ),
            law(
                "two parts",
                "A stack has the weights of its lower and of its upper part.",
                st.tuples(windows, depths, depths, channels),
                in_two_parts,
                lambda data, values: (values[0] + values[1], values[2]),
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps("It is an int, not a float.", returns_int(any_stacks(), examples=2)),
        *keeps(
            "ValueError: one of the three numbers is smaller than 1.",
            raises(
                "number below one",
                "A window, a depth or a number of channels below 1 raises a ValueError, even if two of them are.",
                numbers_below_one(),
                examples=4,
            ),
        ),
        *called_again(in_turns((1, 12, 3), (11, 2, 3), (3, 12, 1), (1, 3, 12), (1, 1, 23), after=(0, 12, 3)), stacks),
    ),
)
