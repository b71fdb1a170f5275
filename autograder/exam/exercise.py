"""The words of an exam: Exercise, Property, Misconception, Verdict. Small frozen dataclasses; no engine."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from typing import Any

import numpy as np
from hypothesis.strategies import SearchStrategy

from autograder.exam.answers import Answers
from autograder.exam.comparing import Compared
from autograder.exam.sketch import Sketch
from autograder.exam.state import State
from autograder.meant import meant
from autograder.sandbox.wire.outcome import Outcome
from autograder.sandbox.wire.questions import Question

__all__ = [
    "Assignment",
    "Contrast",
    "Counterexample",
    "Exercise",
    "Failure",
    "Misconception",
    "Property",
    "PropertyVerdict",
    "Text",
    "Verdict",
]

Judge = Callable[[Any, Any, Sequence[Outcome]], "Failure | None"]
Text = str | Callable[[], str]


@dataclass(frozen=True)
class Failure:
    """Why one example failed: what was wanted, what came, and where to look. Text for the student.

    A failing exam has hundreds of these, of which the student sees one: `wanted` and `came` may be functions that
    write the text when it is read.

    `question` and `step` say where, when an example asks several questions, and a question is a script: the number of
    the question, and the step's, 0 for the construction. Negative numbers count from the end.

    `compared` are the two values themselves, where the failure is that they differ, for who draws them.
    """

    wanted: Text
    came: Text
    note: str = ""
    question: int = -1
    step: int = -1
    compared: Compared | None = field(default=None, compare=False, repr=False)

    @property
    def expected(self) -> str:
        return self.wanted if isinstance(self.wanted, str) else self.wanted()

    @property
    def actual(self) -> str:
        return self.came if isinstance(self.came, str) else self.came()

    def at(self, question: int | None = None, step: int | None = None) -> Failure:
        """Return the same failure, with its place."""
        return replace(
            self,
            question=self.question if question is None else question,
            step=self.step if step is None else step,
        )


@dataclass(frozen=True)
class Property:
    """One law an answer must obey.

    `draw` generates the data of one example; `ask` turns it into the questions put to the candidate (several for a law
    such as linearity); `expect(data, reference)` computes what the judge needs once per example, on the trusted side,
    before any candidate is seen, where the reference is a candidate too; `judge(data, expected, outcomes)` returns None
    or the Failure.

    A `conduct` property (the input is left alone, the dtype is right, a law that zero obeys too) earns its points
    only when some property that compares values holds: behaving well is not an answer.

    `promises` are the sentences of the stub's docstring that it tests; see `autograder.exam.promises`.

    `like` is the name of an earlier property whose examples are this one's too, instead of some of its own: the
    strategy is the same, and what both ask is asked once; see `autograder.exam.properties.asked_like`.
    """

    name: str
    sentence: str
    draw: SearchStrategy[Any]
    ask: Callable[[Any], tuple[Question, ...]]
    expect: Callable[[Any, Any], Any]
    judge: Judge
    weight: float = 1.0
    examples: int = 20
    conduct: bool = False
    promises: tuple[str, ...] = ()
    like: str = ""


@dataclass(frozen=True)
class Misconception:
    """A wrong implementation with a name, and the sentence that explains the mistake to whoever made it."""

    name: str
    explanation: str
    implementation: Callable[..., Any]

    @classmethod
    def of(cls, implementation: Callable[..., Any]) -> Misconception:
        """Read the name from the name of the function or class, and the explanation from its own docstring."""
        explanation = implementation.__doc__  # inspect.getdoc would give a class that of its base
        if not explanation:
            raise ValueError(
                f"{implementation.__name__} needs a docstring: it is what the student will read (the name of a helper "
                "begins with an underscore)"
            )
        return cls(_in_words(implementation.__name__), " ".join(explanation.split()), implementation)


def _in_words(name: str) -> str:
    """Write the name of a function or class as words.

    >>> _in_words("flipped_kernel"), _in_words("MomentumReversed"), _in_words("SGDWithoutDecay")
    ('flipped kernel', 'momentum reversed', 'SGD without decay')
    """
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name.replace("_", " "))
    words = spaced.split()
    return " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in words)


@dataclass(frozen=True)
class Exercise:
    """One thing a student implements, with all that decides whether it is right.

    Every honest answer must keep full marks, every wrong one must lose some. Their source can stand in a notebook
    that has imported NumPy (and PyTorch, where the assignment has it): see `autograder.exam.answers`.

    `given` is what the notebook gives besides, by name: the driver that a training exercise is called through, and our
    own version of every function that a question hands over as `Student`. `call_seconds` is how long one question may
    take, where the course's usual limit is not enough.
    """

    name: str
    points: int
    reference: Callable[..., Any]
    properties: tuple[Property, ...]
    answers: Answers = field(default_factory=Answers)
    given: Mapping[str, Any] = field(default_factory=dict, hash=False)
    call_seconds: float | None = None

    def __post_init__(self) -> None:
        _ = self.misconceptions  # a wrong answer without a docstring is found now, not when a student gives it
        names = [prop.name for prop in self.properties]
        for number, prop in enumerate(self.properties):
            if prop.like and prop.like not in names[:number]:
                raise ValueError(
                    f"{self.name}: {prop.name!r} is asked like {prop.like!r}, which is no property before it"
                )

    @cached_property
    def misconceptions(self) -> tuple[Misconception, ...]:
        """What is wrong, and why."""
        return tuple(map(Misconception.of, self.answers.wrong))

    @cached_property
    def misconceptions_in_float64(self) -> tuple[Misconception, ...]:
        """The same mistakes, made by who changes every array to float64 first, as some do and others do not."""
        functions = [m for m in self.misconceptions if inspect.isfunction(m.implementation)]
        return tuple(replace(m, implementation=_in_float64(m.implementation)) for m in functions)

    @property
    def honest(self) -> tuple[Callable[..., Any], ...]:
        """What is right, in different styles."""
        return self.answers.honest

    @property
    def exam_weight(self) -> float:
        return sum(p.weight for p in self.properties)


def _in_float64(function: Callable[..., Any]) -> Callable[..., Any]:
    def converted(value: Any) -> Any:
        return value.astype(np.float64) if isinstance(value, np.ndarray) and value.dtype.kind in "iuf" else value

    @wraps(function)
    def first_converting(*args: Any, **kwargs: Any) -> Any:
        return function(*map(converted, args), **{name: converted(value) for name, value in kwargs.items()})

    return first_converting


@dataclass(frozen=True)
class Assignment:
    """One notebook: its name, its exercises in order, and the libraries its sandbox holds.

    `patience` says how many times the usual time its cells and calls may take: an eighth of it, which is left where
    others hang, must be several times what a right answer takes. `memory` says how many times the usual memory.
    """

    name: str
    exercises: tuple[Exercise, ...]
    libraries: tuple[str, ...] = ("numpy", "matplotlib")
    patience: float = 1.0
    memory: float = 1.0

    def exercise(self, name: str) -> Exercise:
        for exercise in self.exercises:
            if exercise.name == name:
                return exercise
        known = [exercise.name for exercise in self.exercises]
        raise KeyError(f"{self.name} has no exercise {name!r}; {meant(name, known, 'it has')}")


@dataclass(frozen=True)
class Counterexample:
    """The smallest input found on which the answer is wrong: text to paste and to read, and what can be drawn of it."""

    call: str
    expected: str
    actual: str
    note: str = ""
    sketch: Sketch | None = None


@dataclass(frozen=True)
class Contrast:
    """Two inputs, as text to paste: the answer is right on the one and wrong on the other. Shown where no name fits.

    `difference` says in which arguments they differ, such as ``bias: 0.0, not 0.5``, the right one's value first.
    """

    right: str
    wrong: str
    difference: str


@dataclass(frozen=True)
class PropertyVerdict:
    name: str
    sentence: str
    passed: bool
    points: float
    max_points: float
    message: str = ""
    counterexample: Counterexample | None = None


@dataclass(frozen=True)
class Verdict:
    """The result of one exam. `seed` and `suite` are what it takes to reproduce it."""

    exercise: str
    score: float
    max_score: float
    state: State
    properties: tuple[PropertyVerdict, ...]
    message: str
    misconception: str | None
    explanation: str
    counterexample: Counterexample | None
    isolated: bool
    seed: str
    suite: str
    seconds: float
    contrast: Contrast | None = None

    @property
    def passed(self) -> bool:
        return all(p.passed for p in self.properties)

    @property
    def nothing_came(self) -> bool:
        """Say whether the message says all there is to say: then no property has a counterexample."""
        return self.state.nothing_came
