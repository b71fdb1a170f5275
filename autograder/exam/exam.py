"""An exam made concrete: every property's examples, drawn from the seed, with what the reference says to each."""

from __future__ import annotations

import operator
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.cache import Cache
from autograder.exam.asked_once import Plan, plan
from autograder.exam.candidate import Candidate, HeardAsItAnswers, OurCandidate, own_line
from autograder.exam.draws import derive_seed, draw_examples
from autograder.exam.exercise import Exercise, Failure, Misconception, Property
from autograder.exam.suite import suite_of
from autograder.sandbox.wire.outcome import Outcome
from autograder.sandbox.wire.prepared import REPLIES_KEPT, Prepared
from autograder.sandbox.wire.questions import Question

__all__ = ["Exam", "Example", "is_being_drawn"]

_KIND = "exam"  # in the cache

_Drawn = tuple[list[list[tuple[Any, Any]]], Plan]  # by property, the data and what is expected; what is asked once


@dataclass(frozen=True)
class Example:
    """One drawn example of one property, with what the judge needs to know, computed before any candidate is asked."""

    property: Property
    data: Any
    questions: tuple[Question, ...]
    expected: Any

    @classmethod
    def of(cls, prop: Property, data: Any, exercise: Exercise) -> Example:
        reference = OurCandidate(exercise.reference, exercise.given)
        return cls(prop, data, prop.ask(data), prop.expect(data, reference))

    def judge(self, outcomes: Sequence[Outcome]) -> Failure | None:
        return self.property.judge(self.data, self.expected, outcomes)


class Exam:
    """All examples of an exercise. Drawn once and put to every student of the class.

    Args:
        exercise: whose properties to draw for.
        secret: the course's secret, from which the seeds derive.
        cache: where the drawn examples are kept for the next run.
    """

    def __init__(self, exercise: Exercise, secret: bytes, cache: Cache | None = None) -> None:
        self.exercise = exercise
        self.suite = suite_of(exercise)
        self.seed = derive_seed(secret, exercise.name)
        self._secret = secret
        self._known_answers: dict[tuple[Any, int], tuple[Outcome, ...]] = {}
        self._failing: dict[tuple[Any, int], bool] = {}
        self._right: defaultdict[int, deque[tuple[Outcome, ...]]] = defaultdict(lambda: deque(maxlen=REPLIES_KEPT))
        drawn, self._plan = cache.once(_KIND, exercise.name, self.suite, self._drawn) if cache else self._drawn()
        self.examples: tuple[Example, ...] = tuple(
            Example(prop, data, prop.ask(data), expected)
            for prop, examples in zip(exercise.properties, drawn, strict=True)
            for data, expected in examples
        )
        questions = [question for example in self.examples for question in example.questions]
        self._questions = Prepared(questions[first] for first in self._plan.asked)

    def _drawn(self) -> _Drawn:
        """Draw the data of each property's examples, with what the reference says to them."""
        drawn: dict[str, list[Example]] = {}
        for prop in self.exercise.properties:
            if prop.like:
                datas = [example.data for example in drawn[prop.like]]
            else:
                datas = draw_examples(prop.draw, self.property_seed(prop), prop.examples)
            drawn[prop.name] = [Example.of(prop, data, self.exercise) for data in datas]
        questions = [question for examples in drawn.values() for example in examples for question in example.questions]
        return [[(each.data, each.expected) for each in examples] for examples in drawn.values()], plan(questions)

    def property_seed(self, prop: Property) -> int:
        return derive_seed(self._secret, self.exercise.name, prop.like or prop.name)

    def number_of_examples(self, prop: Property) -> int:
        return sum(example.property is prop for example in self.examples)

    def answers(self, candidate: Candidate) -> list[tuple[Outcome, ...]]:
        """Put all examples to a candidate in one batch, equal questions once, and return its outcomes by example."""
        outcomes = candidate.answer(self._questions)
        flat = (outcomes[place] for place in self._plan.places)
        return [tuple(next(flat) for _ in example.questions) for example in self.examples]

    def right_answers(self, candidate: HeardAsItAnswers) -> list[tuple[Outcome, ...]] | None:
        """Return what `answers` does if all of it is right; None as soon as something is wrong."""
        outcomes = candidate.one_by_one(self._questions)
        heard: list[Outcome] = []
        answers: list[tuple[Outcome, ...]] = []
        flat = iter(self._plan.places)
        for index, example in enumerate(self.examples):
            places = [next(flat) for _ in example.questions]
            while len(heard) <= max(places, default=-1):
                heard.append(next(outcomes))
            answers.append(tuple(heard[place] for place in places))
            if self._judge(index, answers[-1]) is not None:
                return None
        return answers

    def judged(self, answers: Sequence[tuple[Outcome, ...]]) -> list[Failure | None]:
        """Judge a candidate's `answers`, example by example. The very outcomes that were right lately are right."""
        return [self._judge(index, answer) for index, answer in enumerate(answers)]

    def _judge(self, index: int, answer: tuple[Outcome, ...]) -> Failure | None:
        if any(all(map(operator.is_, right, answer)) for right in self._right[index]):
            return None
        failure = self.examples[index].judge(answer)
        if failure is None:
            self._right[index].appendleft(answer)
        return failure

    def misconception_answer(self, misconception: Misconception, index: int) -> tuple[Outcome, ...]:
        """Return what a known wrong implementation answers to example `index`, computed once for the class."""
        return self._answer(misconception.implementation, index)

    def right_answer(self, index: int) -> tuple[Outcome, ...]:
        """Return what the reference answers to example `index`, computed once for the class."""
        return self._answer(self.exercise.reference, index)

    def _answer(self, implementation: Callable[..., Any], index: int) -> tuple[Outcome, ...]:
        key = (implementation, index)
        if key not in self._known_answers:
            self._known_answers[key] = tuple(self._asked_here(implementation).answer(self.examples[index].questions))
        return self._known_answers[key]

    def misconception_fails(self, misconception: Misconception, index: int) -> bool:
        """Say whether a known wrong implementation is wrong on example `index`, judged once for the class."""
        key = (misconception.implementation, index)
        if key not in self._failing:
            answer = self.misconception_answer(misconception, index)
            self._failing[key] = self.examples[index].judge(answer) is not None
        return self._failing[key]

    def local(self, misconception: Misconception) -> OurCandidate:
        """Return our own copy of a wrong answer, to be asked here."""
        return self._asked_here(misconception.implementation)

    def _asked_here(self, implementation: Callable[..., Any]) -> OurCandidate:
        return OurCandidate(implementation, self.exercise.given, where=own_line)


def is_being_drawn(exercise: Exercise, cache: Cache) -> bool:
    """Say whether another process is drawing this exam just now, and will leave it in the cache."""
    return cache.is_being_made(_KIND, exercise.name)
