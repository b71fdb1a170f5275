"""What a name is worth outside the catalogue: each misconception left out in turn, and named by what is left.

A student's mistake is seldom the one that we wrote down. So each wrong answer is taken for a student's, its own name is
taken away, and the others are held against it. Whether the name it gets helps, no machine can decide: two
misconceptions count as one mistake only where a person wrote down why, in a table of kin. Every other name misleads.

The same is done with answers that accept bad arguments besides, a second mistake that must not hide the first.
"""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.exam.candidate import LocalCandidate, own_line
from autograder.exam.diagnosis import diagnose
from autograder.exam.exam import Exam
from autograder.exam.exercise import Assignment, Exercise, Misconception
from autograder.sandbox.wire.outcome import Outcome

__all__ = [
    "Outcomes",
    "Student",
    "answered",
    "asked_in_all",
    "exercise_row",
    "given_instead",
    "name_of",
    "named",
    "names_document",
    "students",
    "without_validation",
]

Kin = Mapping[tuple[str, str], str]
"""By the mistake that was made and the name it got, the reason why that name helps."""

Outcomes = Sequence[tuple[Outcome, ...]]
_SECRETS = tuple(f"names {number}".encode() for number in range(3))
_HEADER = "| exercise | answers | own name | right | none | misleading | misleading % |"


@dataclass(frozen=True)
class Student:
    """Somebody who made a known mistake: how it is called, and how, if nobody had written it down; None for no name."""

    mistake: str
    called: str | None
    called_without_it: str | None

    def helped(self, kin: Kin) -> bool:
        """Say whether the name that was given in place of the own one stands for the same mistake."""
        return (self.mistake, self.called_without_it) in kin


def students(exam: Exam) -> list[Student]:
    """Return a student for each misconception of an exam, and one who accepts bad arguments besides."""
    found = []
    for made in exam.exercise.misconceptions:
        others = [misconception for misconception in exam.exercise.misconceptions if misconception is not made]
        answers = [made.implementation]
        if inspect.isfunction(exam.exercise.reference):  # a class checks its arguments in more places than one
            answers.append(without_validation(made.implementation, exam.exercise.reference))
        for outcomes in (answered(exam, answer) for answer in answers):
            found.append(Student(made.name, name_of(exam, outcomes), name_of(exam, outcomes, others)))
    return found


def answered(exam: Exam, answer: Callable[..., Any]) -> Outcomes:
    """Put an answer to an exam as if it were a student's."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # wrong arithmetic warns
        return exam.answers(LocalCandidate(answer, exam.exercise.given, where=own_line))


def name_of(exam: Exam, outcomes: Outcomes, among: Sequence[Misconception] | None = None) -> str | None:
    """Return the name that what was answered gets from an exam's misconceptions, or from some of them."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        failures = [example.judge(outcome) for example, outcome in zip(exam.examples, outcomes, strict=True)]
        misconception = diagnose(exam, outcomes, failures, among)
    return misconception.name if misconception else None


def named(exam: Exam, answer: Callable[..., Any]) -> str | None:
    """Return the name that an answer gets from an exam's misconceptions."""
    return name_of(exam, answered(exam, answer))


def without_validation(implementation: Callable[..., Any], reference: Callable[..., Any]) -> Callable[..., Any]:
    """Return the same mistake by someone who also forgot to refuse bad arguments."""

    def careless(*args: Any, **kwargs: Any) -> Any:
        try:
            return implementation(*args, **kwargs)
        except ValueError:
            try:
                reference(*args, **kwargs)
            except ValueError:
                return None
            raise

    return careless


def names_document(assignment: Assignment, kin: Mapping[str, Kin]) -> str:
    """Write what names are worth in each exercise of an assignment as Markdown; `kin` is by exercise."""
    asked = {exercise.name: asked_in_all(exercise) for exercise in assignment.exercises}
    everybody = [student for each in asked.values() for student in each]
    every_kin = {pair: reason for each in kin.values() for pair, reason in each.items()}
    rows = [exercise_row(name, each, kin.get(name, {})) for name, each in asked.items()]
    parts = [
        f"# Names in {assignment.name}",
        f"Written by `autograder names --assignment {assignment.name}`; a test keeps it in step with the exams.",
        "Each known wrong answer is handed in like a student's, alone and with bad arguments accepted besides, under "
        f"{len(_SECRETS)} secrets. *own name*: it was called what it is. Then its own name is taken out of the "
        "catalogue, as if nobody had thought of it. *right*: the name it gets instead stands for the same mistake, for "
        "a reason given below. *none*: it gets no name, and an input that is right beside one that is wrong. "
        "*misleading*: every other name.",
        "\n".join(
            [_HEADER, "| --- |" + " --: |" * 6, *rows, exercise_row("**together**", everybody, every_kin)],
        ),
        "## Names that were given instead",
        "\n".join(line for name, each in asked.items() for line in given_instead(name, each, kin.get(name, {})))
        or "None.",
    ]
    return "\n\n".join(parts) + "\n"


def exercise_row(name: str, asked: Sequence[Student], kin: Kin) -> str:
    """Write the counts of one exercise as a row of the table."""
    own = sum(student.called == student.mistake for student in asked)
    none = sum(student.called_without_it is None for student in asked)
    right = sum(student.helped(kin) for student in asked)
    misled = len(asked) - none - right
    share = 100 * misled / max(1, len(asked))
    return f"| {name} | {len(asked)} | {own} | {right} | {none} | {misled} | {share:.1f} |"


def asked_in_all(exercise: Exercise) -> list[Student]:
    """Return the students of an exercise under each of the secrets that the document is made with."""
    return [student for secret in _SECRETS for student in students(Exam(exercise, secret))]


def given_instead(name: str, asked: Sequence[Student], kin: Kin) -> list[str]:
    """Write each name that an exercise's students got in place of their own, with the reason why it helps, if any."""
    instead = sorted({(s.mistake, s.called_without_it) for s in asked if s.called_without_it})
    return [
        f"* {name}, **{made}** is called **{called}**. {kin.get((made, called), 'misleading')}"
        for made, called in instead
    ]
