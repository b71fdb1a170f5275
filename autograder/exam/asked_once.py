"""A question that several examples of an exam have in common is asked once; its answer is judged by each of them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NamedTuple

from autograder.sandbox.wire.plain import NotPlainError
from autograder.sandbox.wire.protocol import write_question
from autograder.sandbox.wire.questions import Question

__all__ = ["Plan", "plan"]


class Plan(NamedTuple):
    """Which of some questions are asked, by their numbers, and for every one of them the place of its answer."""

    asked: tuple[int, ...]
    places: tuple[int, ...]


def plan(questions: Sequence[Question]) -> Plan:
    """Plan to ask each question once: those are equal that are sent as the same bytes.

    >>> from autograder.sandbox.wire.questions import Call
    >>> plan([Call((2,)), Call((3,)), Call((2,)), Call((2.0,))])
    Plan(asked=(0, 1, 3), places=(0, 1, 0, 2))
    """
    known: dict[object, int] = {}
    asked: list[int] = []
    places: list[int] = []
    for number, question in enumerate(questions):
        place = known.setdefault(_bytes(question), len(known))
        if place == len(asked):
            asked.append(number)
        places.append(place)
    return Plan(tuple(asked), tuple(places))


def _bytes(question: Question) -> object:
    try:
        return write_question(question, sys.maxsize)
    except NotPlainError:  # it cannot be sent, as who asks for it will hear
        return object()
