"""One exercise for its author: what is asked and expected, which property catches which mistake, how long it takes."""

from __future__ import annotations

import time
import warnings
from collections.abc import Sequence

from rich.box import SIMPLE
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from autograder.exam.candidate import LocalCandidate
from autograder.exam.exam import Exam, Example
from autograder.exam.exercise import Exercise
from autograder.exam.program import show_program
from autograder.exam.rendering import show_outcome

__all__ = ["caught_by", "tried"]


def tried(exercise: Exercise, seed: int = 0) -> Group:
    """Draw the exam of an exercise under a seed and return it as something to print.

    For each property: its sentence, how many examples were drawn, the first of them as a program, and what the
    reference says to it. Then each wrong answer with the properties that catch it, by number, and each right one with
    those that refuse it, which should be none. At the end the seconds that drawing and a right answer took.
    """
    started = time.perf_counter()
    exam = Exam(exercise, f"try {seed}".encode())
    drawn = time.perf_counter()
    reference = LocalCandidate(exercise.reference, exercise.given)
    exam.answers(reference)
    answered = time.perf_counter()
    parts: list[RenderableType] = [Text(f"{exercise.name}, {exercise.points} points, seed {seed}", style="bold")]
    for number, prop in enumerate(exercise.properties, start=1):
        examples = [example for example in exam.examples if example.property is prop]
        worth = exercise.points * prop.weight / exercise.exam_weight
        conduct = ", counts only beside right values" if prop.conduct else ""
        parts.append(Text(f"\n{number}. {prop.sentence}"))
        parts.append(Text(f"   {prop.name}: {worth:.2f} points, {len(examples)} examples{conduct}", style="dim"))
        parts += [Text(f"   {line}") for line in _first_example(exercise, examples, reference)]
    parts.append(_table(exam, exercise))
    times = f"drawn in {drawn - started:.2f} s; the reference answers {len(exam.examples)} examples in "
    parts.append(Text(f"{times}{answered - drawn:.2f} s"))
    return Group(*parts)


def caught_by(exam: Exam, answer: LocalCandidate) -> list[int]:
    """Return the numbers, from 1, of the properties that an answer fails."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # wrong arithmetic warns
        judged = zip(exam.examples, exam.answers(answer), strict=True)
        failed = {example.property.name for example, outcomes in judged if example.judge(outcomes) is not None}
    return [number for number, prop in enumerate(exam.exercise.properties, start=1) if prop.name in failed]


def _first_example(exercise: Exercise, examples: Sequence[Example], reference: LocalCandidate) -> list[str]:
    if not examples:
        return []
    questions = examples[0].questions
    outcomes = [show_outcome(outcome) for outcome in reference.answer(questions)]
    return [*show_program(exercise.name, questions).split("\n"), *"\n".join(outcomes).split("\n")]


def _table(exam: Exam, exercise: Exercise) -> Table:
    table = Table("answer", "fails", box=SIMPLE)
    for misconception in exercise.misconceptions:
        failed = caught_by(exam, exam.local(misconception))
        table.add_row(misconception.name, " ".join(map(str, failed)) or "NOTHING: it keeps full marks")
    for style in exercise.honest:
        failed = caught_by(exam, LocalCandidate(style, exercise.given))
        table.add_row(f"right: {style.__name__}", " ".join(map(str, failed)) and f"{failed}: refused, though right")
    return table
