"""Agreement with the reference, which is asked the same question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from hypothesis.strategies import SearchStrategy

from autograder.exam.candidate import Candidate
from autograder.exam.comparing import TOLERANCE, Compared, mismatch
from autograder.exam.exercise import Failure, Property
from autograder.exam.properties.entries import MISSING, Part, entries, part_of, same_question
from autograder.exam.rendering import show_outcome, show_value
from autograder.sandbox.wire.outcome import Outcome, Played, Raised, Returned
from autograder.sandbox.wire.questions import Question, Script

__all__ = ["agrees", "difference"]


def agrees(
    name: str,
    sentence: str,
    draw: SearchStrategy[Any],
    *,
    ask: Callable[[Any], tuple[Question, ...]] = same_question,
    part: Part = None,
    steps: slice | type | tuple[type, ...] | None = None,
    weight: float = 1.0,
    examples: int = 20,
    tolerance: float = TOLERANCE,
    conduct: bool = False,
) -> Property:
    """The answer comes to what the reference comes to, step by step; where the reference raises, so does the answer.

    A reference raises what its docstring promises, a ValueError. Any other error is its own mistake, or the question's:
    the exam refuses it, lest an answer that makes the same mistake be right.

    Args:
        name, sentence: of the property; the sentence is the student's to read.
        draw: of questions, or of the data that `ask` makes questions of.
        ask: makes the questions.
        part: judge only this part of each result that has it, such as ``"dweight"`` or ``0``.
        steps: judge only these steps of a script: those at these positions (0 is the first step after the
            construction), or those of these kinds, such as `Read`.
        weight, examples: of the property.
        tolerance: relative to the largest expected value; float32 arithmetic needs 1e-4 or so.
        conduct: say so where a constant or the unchanged input would be right.
    """

    def expect(data: Any, reference: Candidate) -> list[Outcome]:
        outcomes = reference.answer(ask(data))
        for outcome in (step for whole in outcomes for step in entries(whole)):
            if not isinstance(outcome, Returned) and not _is_promised(outcome):
                raise ValueError(f"the reference cannot answer a question of {name!r}: {show_outcome(outcome)}")
        return outcomes

    def judge(data: Any, expected: Sequence[Outcome], outcomes: Sequence[Outcome]) -> Failure | None:
        for number, (question, want, got) in enumerate(zip(ask(data), expected, outcomes, strict=True)):
            failure = _difference(question, want, got, part, steps, tolerance)
            if failure is not None:
                return failure.at(question=number)
        return None

    return Property(name, sentence, draw, ask, expect, judge, weight, examples, conduct)


def _is_promised(outcome: Outcome) -> bool:
    return isinstance(outcome, Raised) and "ValueError" in (outcome.kind, *outcome.bases)


def difference(expected: Any, outcome: Outcome, tolerance: float = TOLERANCE) -> Failure | None:
    """Compare one outcome with one expected value. None when they agree."""
    if not isinstance(outcome, Returned):
        compared = Compared(expected, None, tolerance)
        return Failure(partial(show_value, expected), partial(show_outcome, outcome), compared=compared)
    note = mismatch(expected, outcome.value, tolerance)
    if note is None:
        return None
    compared = Compared(expected, outcome.value, tolerance)
    return Failure(partial(show_value, expected), partial(show_value, outcome.value), note, compared=compared)


def _difference(
    question: Question,
    expected: Outcome,
    outcome: Outcome,
    part: Part,
    steps: slice | type | tuple[type, ...] | None,
    tolerance: float,
) -> Failure | None:
    if not isinstance(question, Script):
        return _step_difference(expected, outcome, part, tolerance)
    if not isinstance(outcome, Played):  # it never came to a step
        return Failure("a value from every step", partial(show_outcome, outcome))
    judged = _judged(question, steps)
    for number, want in enumerate(entries(expected)):
        if number >= len(outcome.outcomes):
            break
        got = outcome.outcomes[number]
        if number == 0:
            failure = None if isinstance(got, Returned) or isinstance(want, Raised) else _not_done(got)
            if isinstance(want, Raised):
                failure = _step_difference(want, got, None, tolerance)
        elif number - 1 not in judged:
            continue
        elif isinstance(want, Returned) and want.value is None and not isinstance(got, Returned):
            failure = _not_done(got)
        else:
            failure = _step_difference(want, got, part, tolerance)
        if failure is not None:
            return failure.at(step=number)
    return None


def _judged(script: Script, steps: slice | type | tuple[type, ...] | None) -> set[int]:
    positions = range(len(script.steps))
    if steps is None:
        return set(positions)
    if isinstance(steps, slice):
        return set(positions[steps])
    return {i for i in positions if isinstance(script.steps[i], steps)}


def _not_done(outcome: Outcome) -> Failure:
    return Failure("no error", partial(show_outcome, outcome))


def _step_difference(expected: Outcome, outcome: Outcome, part: Part, tolerance: float) -> Failure | None:
    if isinstance(expected, Raised):
        if isinstance(outcome, Raised) and expected.kind in (outcome.kind, *outcome.bases):
            return None
        return Failure(f"raise {expected.kind}", partial(show_outcome, outcome))
    assert isinstance(expected, Returned)
    wanted = part_of(expected.value, part)
    if wanted is MISSING:  # this step has no such part
        return None
    if not isinstance(outcome, Returned) or part is None:
        return difference(wanted, outcome, tolerance)
    got = part_of(outcome.value, part)
    if got is MISSING:
        where = part if isinstance(part, (str, int)) else " of ".join(map(repr, reversed(part)))
        return Failure(
            partial(show_value, expected.value),
            partial(show_value, outcome.value),
            f"There is no part {where!r} in it.",
        )
    return difference(wanted, Returned(got), tolerance)
