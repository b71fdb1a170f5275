"""A function with two results: `centre` gives the centred samples and their mean."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.properties import agrees, leaves_inputs_alone, raises, returns_dtype, returns_new_array
from autograder.exam.strategies import unequal_sizes, whole_numbers
from autograder.sandbox.wire.questions import Call
from small_exams.honest import centre as honest
from small_exams.wrong import centre as wrong

__all__ = ["CENTRE"]


def centre(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return ``x - x.mean(axis=0)`` and that mean."""
    if not len(x):
        raise ValueError("no samples")
    mean = x.mean(axis=0)
    return x - mean, mean


@st.composite
def samples(draw: st.DrawFn) -> Call:
    return Call((draw(unequal_sizes(2, 4).flatmap(whole_numbers)),))


CENTRED = st.just(Call((np.array([[1.0, -2.0, 0.0], [-1.0, 2.0, 0.0]]),)))

CENTRE = Exercise(
    "centre",
    points=2,
    reference=centre,
    answers=answers_of(wrong, honest),
    properties=(
        agrees("centred", "The first result is x minus the mean of each column.", samples(), part=0, weight=2),
        agrees("mean", "The second result is the mean of each column.", samples(), part=1),
        raises("no samples", "Without samples there is no mean: ValueError.", st.just(Call((np.zeros((0, 3)),)))),
        returns_dtype(samples(), np.float64, part=1, sentence="The mean is an array of dtype float64."),
        leaves_inputs_alone(samples()),
        returns_new_array(CENTRED),
    ),
)
