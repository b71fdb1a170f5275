"""The exam of `smallest_stack`: how many layers of 3 x 3 it takes to see n pixels."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, holds, raises, returns_int
from autograder.exam.strategies import with_corners
from autograder.exams.receptive_fields.draws import called_again, in_turns
from autograder.exams.receptive_fields.honest import smallest_stack as honest
from autograder.exams.receptive_fields.wrong import smallest_stack as wrong
from autograder.sandbox.wire.questions import Call
from cnnedu.formulas.stacks import field_of_stack, smallest_stack

__all__ = ["EXERCISE"]

pixels = st.integers(2, 400)
REACHED = {2: (3, 7, 15, 31, 63, 127, 255, 2047, 65535), 3: (3, 9, 27, 81, 243, 59049), 4: (3, 11, 43, 171), 5: (3, 13)}
"""By stride: what some stacks see. A pixel more needs a layer more."""

FAR: dict[int, tuple[int, ...]] = {700: (981_403,), 100_000: (200_003,), 499_998: (999_999,)}
"""The same where a pixel is next to nothing beside the jump, so that a logarithm that is rounded loses it."""

POWERS = ((243, 3), (63, 5), (1563, 5), (7813, 5), (87, 6), (5603, 7), (147, 8), (14_763, 9), (267, 11))
"""What some stacks see, and their stride, where a logarithm of some base comes out a little too large."""


def stride_one() -> st.SearchStrategy[Call]:
    """Draw numbers that a stack sees just so, and those between, which need the next layer; and thousands of layers."""
    corners = [Call((n,)) for n in (2, 3, 4, 5, 6, 7, 8, 32, 195, 212, 224, 435, 1001, 8000)]
    return with_corners(pixels.map(lambda n: Call((n,))), corners)


def around(reached: dict[int, tuple[int, ...]]) -> list[tuple[int, int]]:
    return [(n + more, stride) for stride, sizes in reached.items() for n in sizes for more in (-1, 0, 1)]


def other_strides() -> st.SearchStrategy[Call]:
    between = st.builds(lambda n, stride: Call((n, stride)), pixels, st.integers(2, 7))
    far = [(3, 1_000_000), (4, 1_000_000)]
    return with_corners(between, map(Call, [*around(REACHED), *POWERS, *far]))


def strides_of_any_length() -> st.SearchStrategy[Call]:
    """Draw long strides as well: a wrong answer may be so many layers that nobody puts them into the formula."""
    return with_corners(other_strides(), map(Call, around(FAR)))


def stride_given() -> st.SearchStrategy[Call]:
    named = st.builds(lambda n, stride: Call((n,), {"stride": stride}), pixels, st.integers(1, 4))
    return with_corners(named, [Call((n, 1)) for n in (2, 5, 6, 224)])


def one_pixel() -> st.SearchStrategy[Call]:
    strides = st.integers(3, 9).map(lambda stride: Call((1, stride)))
    return with_corners(strides, [Call((1,)), Call((1, 1)), Call((1, 2))])


def no_pixels() -> st.SearchStrategy[Call]:
    corners = [(0,), (-1,), (-7,), (0, 1), (0, 2), (-1, 2), (-5, 3), (-1, -1), (-2, -3), (0, -1), (0, 0)]
    return with_corners(st.integers(-9, 0).map(lambda n: Call((n,))), map(Call, corners))


def strides_below_one() -> st.SearchStrategy[Call]:
    """Draw strides that are too small, also where no layer or a single one is enough."""
    corners = [(n, stride) for n in (1, 2, 3, 4, 50) for stride in (0, -1, -2)]
    return with_corners(st.builds(lambda n, s: Call((n, s)), pixels, st.integers(-4, 0)), map(Call, corners))


def is_enough_and_not_too_much(call: Call, values: Sequence[int]) -> str | None:
    n, stride, depth = call.args[0], [*call.args[1:], *call.kwargs.values(), 1][0], values[0]
    if depth != int(depth) or not 1 <= depth <= n:
        return f"a whole number of layers, from 1 to {n}"
    sees, less = (field_of_stack([(3, stride, 0)] * layers)[0] for layers in (int(depth), int(depth) - 1))
    if sees < n:
        return f"more layers: {depth} of them see {sees} pixels"
    return f"fewer layers: one layer less sees {less} pixels" if less >= n else None


EXERCISE = Exercise(
    "smallest_stack",
    points=2,
    reference=smallest_stack,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            "The smallest number of layers after which the window of one output is n pixels long or longer, counted "
            "from the first to the last one.",
            agrees(
                "stride 1",
                "With stride 1 each layer adds two pixels; an even number of pixels needs the next layer.",
                stride_one(),
                weight=2,
                examples=10,
            ),
            holds(
                "enough and not too much",
                "Put into the formula for the receptive field, the stack sees n pixels, and one layer less does not.",
                st.one_of(other_strides(), stride_one()),
                is_enough_and_not_too_much,
                examples=10,
                conduct=False,
            ),
        ),
        *keeps(
            "stride: the stride of every layer, an int of at least 1.",
            agrees(
                "other strides",
                "With a stride each layer's two pixels lie farther apart than those of the layer below.",
                strides_of_any_length(),
                weight=2,
                examples=12,
            ),
            agrees(
                "stride given",
                "The stride can be given by its name, and a stride of 1 is what is meant without it.",
                stride_given(),
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            "A single pixel needs no layer.",
            agrees(
                "one pixel",
                "To see a single pixel takes no layer at all, whatever the stride.",
                one_pixel(),
                weight=0.5,
                examples=3,
                conduct=True,
            ),
        ),
        *keeps("It is an int, not a float.", returns_int(st.one_of(stride_one(), other_strides()), examples=6)),
        *keeps(
            "ValueError: n is smaller than 1.",
            raises("no pixels", "Fewer pixels than one raise a ValueError.", no_pixels(), examples=4),
        ),
        *keeps(
            "ValueError: the stride is smaller than 1.",
            raises(
                "stride below one",
                "A stride below 1 raises a ValueError, even where no layer would be needed.",
                strides_below_one(),
                examples=4,
            ),
        ),
        *called_again(
            in_turns((50, 3), (5, 3), (5, 33), (53, 3), (50,), after=(50, 0)),
            st.builds(lambda n, stride: Call((n, stride)), pixels, st.integers(1, 4)),
        ),
    ),
)
