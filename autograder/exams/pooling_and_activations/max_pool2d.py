"""The exam of `max_pool2d`: the largest number of each window, map by map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import holds, law
from autograder.exam.strategies import with_corners
from autograder.exams.pooling_and_activations.draws import large_windows, windows
from autograder.exams.pooling_and_activations.honest import max_pool2d as honest
from autograder.exams.pooling_and_activations.windows import SHAPE, properties_of_a_pooling
from autograder.exams.pooling_and_activations.wrong import max_pool2d as wrong
from autograder.sandbox.wire.questions import Call
from cnnedu.ops.pooling import max_pool2d

__all__ = ["EXERCISE"]

LARGEST = "Every number of the result must be one of x, as a float64 and to the last digit."


def increasing(x: np.ndarray) -> np.ndarray:
    """A function that increases and is no straight line; whole numbers stay whole."""
    return x**3 + 2 * x - 5


def before_and_after(call: Call) -> tuple[Call, ...]:
    x, *more = call.args
    return call, Call((increasing(x), *more), call.kwargs)


def beside_a_large_number() -> st.SearchStrategy[Call]:
    """Draw fractions, and some with a number beside them that takes their digits if it is added."""

    def enlarge(call: Call) -> Call:
        x, *more = call.args
        x = x.copy()
        x[..., 0, 0] *= 1e17
        return Call((x, *more))

    return with_corners(large_windows(), [large_windows(), large_windows().map(enlarge)])


def numbers_of_the_maps(call: Call, values: Sequence[Any]) -> str | None:
    return None if np.isin(values[0], call.args[0]).all() else "numbers that stand in x, to the last digit"


EXERCISE = Exercise(
    "max_pool2d",
    points=4,
    reference=max_pool2d,
    answers=answers_of(wrong, honest),
    properties=properties_of_a_pooling(
        *keeps(
            (SHAPE, LARGEST),
            law(
                "increasing functions",
                "Whether a function that increases is applied before or after max pooling makes no difference: the "
                "largest number stays the largest.",
                windows().between,
                before_and_after,
                lambda call, values: (increasing(values[0]), values[1]),
                weight=0.5,
                examples=8,
            ),
            holds(
                "numbers of the maps",
                "Every number of the result stands in x just so: none was changed on the way.",
                beside_a_large_number(),
                numbers_of_the_maps,
                weight=0.5,
                examples=1,
            ),
        ),
        values="Each output is the largest number under its window, whatever sizes, strides and paddings are.",
        padding="Padding never wins: a window that sees negative numbers and padding gives the largest of the numbers.",
        padding_promise="The padding counts as minus infinity: it never wins.",
        fractions=(LARGEST, "Large maps of fine fractions keep every digit of the numbers that win."),
    ),
)
