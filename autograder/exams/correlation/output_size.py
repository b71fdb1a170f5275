"""The exam of `output_size`: how many positions a window takes, with the padding counted per side."""

from __future__ import annotations

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.properties import agrees
from autograder.exams.correlation.axes import axes, properties_of_a_size
from autograder.exams.correlation.honest import output_size as honest
from autograder.exams.correlation.wrong import output_size as wrong
from cnnedu.formulas.shapes import output_size

__all__ = ["EXERCISE"]

EXERCISE = Exercise(
    "output_size",
    points=2,
    reference=output_size,
    answers=answers_of(wrong, honest),
    properties=properties_of_a_size(
        agrees("padding", "Padding counts at both ends of the axis.", axes(most_padding=4), examples=12),
        ends=2,
        argument="padding",
        most=4,
        most_at_the_limit=3,
    ),
)
