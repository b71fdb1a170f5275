"""A student's own layers: what was handed in for the assignments that they belong to, opened and examined."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from autograder.exam.exercise import Exercise, Verdict
from autograder.exams import find_assignment
from autograder.grading.grader import Grader
from autograder.models.layers import ASSIGNMENTS, operations
from autograder.sandbox.outside.sandbox import Submission
from autograder.sandbox.wire.outcome import Outcome
from autograder.sandbox.wire.questions import Question

__all__ = ["OwnLayers", "own_layers", "written"]


@dataclass(frozen=True)
class OwnLayers:
    """Attributes:
    operations: those that a student has written, by the names of `cnnedu.inference.OPERATIONS`.
    verdicts: by exercise, of every layer in what was handed in.
    """

    operations: Mapping[str, Callable[..., Any]]
    verdicts: Mapping[str, Verdict]

    @property
    def missing(self) -> tuple[str, ...]:
        """The exercises whose layers are the reference's, because the student has not written them."""
        return tuple(name for name in ASSIGNMENTS if not written(self.verdicts.get(name)))

    @property
    def not_passed(self) -> tuple[str, ...]:
        """The exercises whose layers are the student's, though they have lost points in their exams."""
        return tuple(n for n in ASSIGNMENTS if written(v := self.verdicts.get(n)) and v is not None and not v.passed)


def written(verdict: Verdict | None) -> bool:
    """Say whether an exam has found anything right: what is right in nothing is no layer to build on."""
    return verdict is not None and verdict.score > 0


@contextmanager
def own_layers(grader: Grader, submitted: Mapping[str, bytes]) -> Iterator[OwnLayers]:
    """Run what a student has handed in, by assignment, and hand out the layers in it. They end with the block."""
    with ExitStack() as stack:
        there = [room for room in dict.fromkeys(ASSIGNMENTS.values()) if room in submitted]
        opened = {room: stack.enter_context(grader.opened(submitted[room], room)) for room in there}
        asked = {name: _Asked(opened[room]) for name, room in ASSIGNMENTS.items() if room in opened}
        verdicts = {
            name: asked[name].examine(grader, find_assignment(ASSIGNMENTS[name]).exercise(name)) for name in asked
        }
        own = {name for name, verdict in verdicts.items() if written(verdict)}
        yield OwnLayers(operations(lambda name, question: asked[name].ask(name, question), own), verdicts)


class _Asked:
    """A submission whose functions are asked in turns. It holds one of them open: to ask another ends the last."""

    def __init__(self, submission: Submission) -> None:
        self._submission = submission

    def examine(self, grader: Grader, exercise: Exercise) -> Verdict:
        with self._submission.check(exercise.name, exercise.call_seconds) as candidate:
            return grader.examine(exercise, candidate)

    def ask(self, name: str, question: Question) -> Outcome:
        with self._submission.check(name) as candidate:
            return candidate.answer([question])[0]
