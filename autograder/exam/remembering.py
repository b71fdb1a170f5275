"""Whether an answer remembers: what one call leaves to the next in a default argument, a global, a class.

A question that failed is asked again, alone, in a fresh process. If it comes to something else there, the mistake lies
in what was kept, and no input alone could show it: the counterexample is then two questions, one after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.exam.candidate import Candidate
from autograder.exam.diagnosis import alike
from autograder.exam.exam import Exam, Example
from autograder.exam.exercise import Failure
from autograder.sandbox.wire.outcome import Died, Outcome, TimedOut
from autograder.sandbox.wire.questions import Question

__all__ = ["EXPLANATION", "NAME", "Remembered", "remembered"]

NAME = "state kept between calls"
EXPLANATION = (
    "Asked alone, your answer gives another result than it gives after other calls: it keeps something from one to the "
    "next. Look for a mutable default argument (def f(x, cache=[])), a global variable, or an attribute that belongs "
    "to the class instead of to self, and make it anew in each call, or for each object in __init__."
)

_TRIED = 3  # failing questions
_EARLIER = 6  # questions before each


@dataclass(frozen=True)
class Remembered:
    """Questions that show it when they are asked in this order in a fresh process, and how the last example failed."""

    example: Example
    questions: tuple[Question, ...]
    failure: Failure


def remembered(
    exam: Exam,
    candidate: Candidate,
    outcomes: Sequence[tuple[Outcome, ...]],
    failures: Sequence[Failure | None],
) -> Remembered | None:
    """Return two examples that show that the candidate remembers, or None if none was found."""
    failed = [i for i, failure in enumerate(failures) if failure is not None]
    if any(isinstance(outcome, (TimedOut, Died)) for i in failed for outcome in outcomes[i]):
        return None  # every further question might cost as much
    for i in failed[:_TRIED]:
        example = exam.examples[i]
        candidate.afresh()
        alone = candidate.answer(example.questions)
        if example.judge(alone) is not None and all(map(_same, outcomes[i], alone)):
            continue
        for j in (i, *range(i - 1, max(-1, i - 1 - _EARLIER), -1)):
            questions = exam.examples[j].questions + example.questions
            candidate.afresh()
            failure = example.judge(candidate.answer(questions)[-len(example.questions) :])
            if failure is not None:
                behind = len(exam.examples[j].questions)
                place = failure.question + behind if failure.question >= 0 else -1
                return Remembered(example, questions, failure.at(question=place))
    return None


def _same(ours: Outcome, theirs: Outcome) -> bool:
    return alike(ours, theirs, conduct=False)
