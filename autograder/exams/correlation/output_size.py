"""The exam of `output_size`: how many positions a window takes, with the padding counted per side."""

from __future__ import annotations

from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees
from autograder.exam.strategies import with_corners
from autograder.exams.correlation.axes import axes, properties_of_a_size
from autograder.exams.correlation.honest import output_size as honest
from autograder.exams.correlation.wrong import output_size as wrong
from autograder.sandbox.wire.questions import Call
from cnnedu.formulas.shapes import output_size

__all__ = ["EXERCISE"]


def paddings() -> st.SearchStrategy[Call]:
    """Draw paddings longer than the axis, too, and windows that need them."""
    corners = [(1, 3, 1, 1), (1, 1, 5, 1), (2, 5, 2, 1), (3, 2, 0, 1)]
    return with_corners(axes(most_padding=4), map(Call, corners))


EXERCISE = Exercise(
    "output_size",
    points=2,
    reference=output_size,
    answers=answers_of(wrong, honest),
    properties=properties_of_a_size(
        keeps(
            "padding: pixels added at EACH end of the axis, an int of at least 0.",
            agrees("padding", "Padding counts at both ends of the axis.", paddings(), examples=5),
        ),
        ends=2,
        argument="padding",
        most=4,
        most_at_the_limit=3,
    ),
)
