"""Questions on stacks: lists of (kernel, stride, padding), drawn and published; and what several exams ask of ints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.exercise import Property
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, holds
from autograder.exam.strategies import Cornered, with_corners
from autograder.sandbox.wire.questions import Call, Do, Script

__all__ = [
    "CORNERS",
    "DEEP",
    "GIVEN",
    "NETWORKS",
    "Layer",
    "called_again",
    "in_one_list",
    "in_turns",
    "ints",
    "layers",
    "stacks",
    "stacks_with_a_bad",
]

Layer = tuple[int, int, int]

NETWORKS: dict[str, list[Layer]] = {
    "LeNet up to C5": [(5, 1, 2), (2, 2, 0), (5, 1, 0), (2, 2, 0), (5, 1, 0)],
    "AlexNet up to pool5": [(11, 4, 2), (3, 2, 0), (5, 1, 2), (3, 2, 0), (3, 1, 1), (3, 1, 1), (3, 1, 1), (3, 2, 0)],
    "VGG-16 up to pool5": [each for depth in (2, 2, 3, 3, 3) for each in [(3, 1, 1)] * depth + [(2, 2, 0)]],
    "ResNet-18": [(7, 2, 3), (3, 2, 1), *[(3, 1, 1)] * 4, *[(3, 2, 1), (3, 1, 1), (3, 1, 1), (3, 1, 1)] * 3],
}

CORNERS: tuple[list[Layer], ...] = (
    [(1, 1, 0)],  # nothing happens
    [(1, 3, 0)],  # pixels are left out
    [(2, 2, 0)],  # a pooling without overlap
    [(3, 2, 1)],
    [(2, 1, 1)],  # an even window
    [(1, 1, 2)],  # nothing but padding before the first pixel
    [(2, 3, 1), (3, 1, 2)],  # a window shorter than its stride
    [(3, 1, 1), (1, 2, 0), (1, 1, 0), (3, 1, 1)],
    [(3, 1, 0), (3, 1, 1), (2, 2, 1), (2, 2, 0)],  # equal layers but for the padding
    [(2, 2, 0), (2, 2, 0), (2, 2, 0)],
    [(5, 1, 2), (3, 3, 0), (3, 1, 1)],  # a pooling of 3 by 3
    [(3, 2, 0), (2, 1, 0), (4, 5, 3), (1, 7, 0), (2, 1, 1)],
    [(101, 10, 50), (31, 7, 15), (3, 1, 1)],
    [(3, 2, 1)] * 12,  # a jump of 4096
)
"""Windows, strides and paddings of one pixel, of none, of many: equal and unequal, on top and at the bottom."""

DEEP: tuple[list[Layer], ...] = (
    [(3, 2, 1)] * 33,  # more than 32 bits
    [(3, 2, 1)] * 55,  # more digits than a float has
    [(3, 3, 1)] * 36,
    [(3, 1, 1)] * 150,
)
"""Stacks whose numbers an int32, or a float, does not hold to the last digit; and one deeper than networks are."""


def layers(strided: bool = True, padded: bool = True) -> st.SearchStrategy[Layer]:
    """Draw (kernel, stride, padding); a window is shorter than its stride at times."""
    kernels, strides = st.integers(1, 6), st.integers(1, 4) if strided else st.just(1)
    return st.tuples(kernels, strides, st.integers(0, 3) if padded else st.just(0))


def stacks(least: int = 1, most: int = 4, strided: bool = True, padded: bool = True) -> st.SearchStrategy[list[Layer]]:
    return st.lists(layers(strided, padded), min_size=least, max_size=most)


def stacks_with_a_bad(place: int, numbers: Sequence[int]) -> Cornered[Call]:
    """Draw stacks of which one layer has such a number in this place: alone, at the bottom, in the middle, on top.

    There are also layers with two of them, whose product is positive, and stacks of two such layers.
    """

    def spoilt(layer: Layer, number: int) -> Layer:
        return (*layer[:place], number, *layer[place + 1 :])  # type: ignore[return-value]

    @st.composite
    def between(draw: st.DrawFn) -> Call:
        stack = draw(stacks(most=3))
        bad = draw(st.integers(0, len(stack) - 1))
        return Call(([*stack[:bad], spoilt(stack[bad], draw(st.sampled_from(numbers))), *stack[bad + 1 :]],))

    good: list[Layer] = [(3, 2, 1), (2, 1, 1)]
    corners = [
        Call(([*good[:where], spoilt((3, 1, 1), number), *good[where:]],))
        for number in numbers
        for where in range(len(good) + 1)
    ]
    alone = [Call(([spoilt((1, 1, 0), number)],)) for number in numbers]
    alone += [Call(([spoilt(layer, number)],)) for number in numbers for layer in [(-2, -1, 0), (-1, -3, 1)]]
    twice = [Call(([spoilt(layer, number) for layer in good],)) for number in numbers]
    return with_corners(between(), [*alone, *corners, *twice])


def in_turns(*arguments: tuple[Any, ...], after: tuple[Any, ...] | None = None) -> Script:
    """Call with these arguments, one after the other, and in the end with the first ones again; and before, `after`."""
    before = () if after is None else (after,)
    return Script(None, tuple(Do(args=given) for given in (*before, *arguments, arguments[0])))


def called_again(script: Script, calls: st.SearchStrategy[Call], *others: Property) -> tuple[Property, ...]:
    """The promise that all these exams make: no earlier call matters, also if it was refused.

    The first call of a script is not judged: where it is to be refused, another property says so, and whoever does not
    is known by that one.

    Args:
        script: calls in turns with arguments that are easily taken for one another.
        calls: others to make in turns.
        others: what else is asked to see whether the promise is kept.
    """
    pairs = st.tuples(calls, calls).filter(lambda pair: pair[0] != pair[1])
    scripts = pairs.map(lambda pair: in_turns(pair[0].args, pair[1].args))
    return keeps(
        "The result must depend on the arguments alone, not on earlier calls.",
        agrees(
            "called again",
            "The same arguments give the same result after other ones, also after some that are refused.",
            with_corners(scripts, [script]),
            steps=slice(1, None),
            weight=0.5,
            examples=1,
        ),
        *others,
    )


def with_one_list(answer: Callable[..., Any], stacks: Sequence[Sequence[Layer]], *before: Any) -> list[Any]:
    """Call an answer with stacks that come in one and the same list, filled again; `before` goes before the list."""
    layers: list[Layer] = []
    results: list[Any] = []
    for stack in stacks:
        layers[:] = stack
        results.append(answer(*before, layers))
    return results


GIVEN = {"with_one_list": with_one_list}


def in_one_list(*before: Any) -> Property:
    """What a list holds is asked about, and not which list it is: no earlier call matters for this reason either."""

    def asked(stacks: Sequence[Sequence[Layer]]) -> Call:
        return Call(([*stacks, stacks[0]], *before), via="with_one_list")

    corners: list[list[list[Layer]]] = [
        [[(3, 2, 1), (5, 3, 0), (2, 1, 0)], [(3, 2, 1), (4, 2, 1), (2, 1, 0)]],
        [[(3, 1, 0)], [], [(3, 1, 0), (3, 1, 0)]],
    ]
    return agrees(
        "one list",
        "A list that is filled again is a new question: what it holds counts, and not which list it is.",
        with_corners(st.lists(stacks(most=2), min_size=2, max_size=2), corners).map(asked),
        weight=0.5,
        examples=1,
    )


def ints(sentence: str, draw: st.SearchStrategy[Any], wanted: str, examples: int = 4) -> Property:
    """State that every number in a tuple is an int, Python's or NumPy's."""

    def statement(data: Any, values: Sequence[Any]) -> str | None:
        result = values[0] if isinstance(values[0], (tuple, list)) else [None]
        return None if all(map(_is_int, result)) else wanted

    return holds("int", sentence, draw, statement, weight=0.5, examples=examples)


def _is_int(value: Any) -> bool:
    if isinstance(value, np.ndarray):
        return value.ndim == 0 and value.dtype.kind in "iu"
    return type(value) is int
