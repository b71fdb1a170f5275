"""The exam of `output_size_total`: how many positions a window takes, with the padding counted over both ends."""

from __future__ import annotations

from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees
from autograder.exam.strategies import with_corners
from autograder.exams.correlation.axes import axes, properties_of_a_size
from autograder.exams.correlation.honest import output_size_total as honest
from autograder.exams.correlation.wrong import output_size_total as wrong
from autograder.sandbox.wire.questions import Call
from cnnedu.formulas.shapes import output_size_total

__all__ = ["EXERCISE"]


@st.composite
def odd_paddings(draw: st.DrawFn) -> Call:
    n, k, _, stride = draw(axes()).args
    return Call((n, k, draw(st.sampled_from([1, 3, 5, 7])), stride))


def paddings() -> st.SearchStrategy[Call]:
    """Draw paddings longer than the axis, too, and windows that need them."""
    corners = [(1, 3, 2, 1), (1, 2, 1, 1), (1, 1, 9, 1), (2, 5, 3, 1), (3, 2, 0, 1), (4, 3, 6, 1)]
    return with_corners(odd_paddings(), map(Call, corners))


EXERCISE = Exercise(
    "output_size_total",
    points=2,
    reference=output_size_total,
    answers=answers_of(wrong, honest),
    properties=properties_of_a_size(
        keeps(
            ("total_padding: pixels added at BOTH ends together, an int of at least 0.", "It may be odd."),
            agrees(
                "total padding",
                "The padding given is that of both ends together: it is counted once, and an odd number is fine.",
                paddings(),
                weight=1.5,
                examples=6,
            ),
        ),
        ends=1,
        argument="total_padding",
        most=7,
        most_at_the_limit=5,
    ),
)
