"""Mutants that are right after all, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from autograder.exam.exercise import Exercise
from autograder.exam.mutants.contract import FurtherDraw
from autograder.exam.mutants.making import Mutant

__all__ = ["Equivalent", "Here", "equivalents_of", "further_draw_of"]


@dataclass(frozen=True)
class Here:
    """Where a mutant stands, and what was changed: `...` stands for anything.

    Attributes:
        exercise, style: of the right answer it was made of; "solution" is the one in the notebook.
        before, after: the lines that differ, as `autograder mutants --survivors` shows them.
    """

    exercise: str
    style: str
    before: str
    after: str

    def is_place_of(self, mutant: Mutant) -> bool:
        origin = mutant.origin
        texts = (origin.exercise, origin.style, mutant.before, mutant.after)
        return all(map(_matches, (self.exercise, self.style, self.before, self.after), texts))


@dataclass(frozen=True)
class Equivalent:
    """Mutants that do on every allowed input what their origin does, all for one reason."""

    reason: str
    places: tuple[Here, ...]

    @classmethod
    def because(cls, reason: str, *places: tuple[str, str, str, str]) -> Equivalent:
        """State a reason, and the places (exercise, style, before, after) where it holds."""
        return cls(reason, tuple(Here(*place) for place in places))

    def covers(self, mutant: Mutant) -> bool:
        return any(place.is_place_of(mutant) for place in self.places)


def equivalents_of(exercise: Exercise) -> tuple[Equivalent, ...]:
    """Return the equivalents of an exercise's assignment: those in `equivalents.py`, beside its `honest/`."""
    module = f"{_room(exercise)}.equivalents"
    found: Iterable[Equivalent] = import_module(module).EQUIVALENTS if find_spec(module) else ()
    return tuple(found)


def further_draw_of(exercise: Exercise) -> FurtherDraw | None:
    """Return how further inputs of an exercise are drawn, by `further_draws.py` beside its `honest/`."""
    module = f"{_room(exercise)}.further_draws"
    return import_module(module).FURTHER_DRAWS.get(exercise.name) if find_spec(module) else None


def _room(exercise: Exercise) -> str:
    return exercise.honest[0].__module__.rsplit(".", 2)[0]


def _matches(pattern: str, text: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pattern.split("..."))), text) is not None
