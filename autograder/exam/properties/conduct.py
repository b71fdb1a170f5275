"""Good conduct: inputs left alone, results of their own, dtypes as promised, errors where there is no answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
from hypothesis.strategies import SearchStrategy

from autograder.exam.candidate import Candidate
from autograder.exam.exercise import Failure, Property
from autograder.exam.properties.entries import Part, entries, last_value, no_expectation, part_of, same_question
from autograder.exam.rendering import show_outcome, show_value
from autograder.sandbox.wire.outcome import EARLIER_RESULT, Outcome, Raised, Returned
from autograder.sandbox.wire.questions import Question, Script
from autograder.sandbox.wire.refilled import Refilled, arguments_of

__all__ = [
    "keeps_dtype",
    "leaves_inputs_alone",
    "raises",
    "returns_dtype",
    "returns_int",
    "returns_new_array",
]

_SHARED = Failure(
    "a new array",
    "an array that shares its memory with an input",
    "Whoever changes the result changes the input with it: return a copy.",
)
_RETURNED_BEFORE = Failure(
    "a new array in every call",
    "an array that shares its memory with what an earlier call returned",
    "What is written into the one is written into the other: make a new array in every call.",
)


def leaves_inputs_alone(
    draw: SearchStrategy[Any],
    *,
    name: str = "input not modified",
    sentence: str = "The input arrays are the same after the call as before it.",
    new_result: bool = False,
    weight: float = 0.5,
    examples: int = 8,
) -> Property:
    """The arguments stay as they were given: after the call, and in a script after every later step too.

    With `new_result` the result may not share memory with them either, whoever changed it would change them; nor, in a
    script, with what an earlier call returned. A step that the reference refuses may be refused.
    """

    def refused(question: Question, reference: Candidate) -> tuple[bool, ...]:
        return tuple(isinstance(outcome, Raised) for outcome in entries(reference.answer((question,))[0]))

    def judge(question: Question, expected: tuple[bool, ...], outcomes: Sequence[Outcome]) -> Failure | None:
        for number, outcome in enumerate(entries(outcomes[0])):
            if isinstance(outcome, Raised) and number < len(expected) and expected[number]:
                continue
            if not isinstance(outcome, Returned):
                return Failure("a value, and the inputs as they were", partial(show_outcome, outcome), step=number)
            for step, argument, now in outcome.changed:
                sent = _argument(question, step, argument)
                later = " It was kept, and changed in a later step." if step != number else ""
                return Failure(
                    f"the input still {show_value(sent)}",
                    f"the input became {show_value(now)}",
                    f"Work on a copy: whoever called the function still needs the array.{later}",
                    step=number,
                )
            if new_result and outcome.shared:
                return _not_new(outcome).at(step=number)
        return None

    return Property(name, sentence, draw, same_question, refused, judge, weight, examples, conduct=True)


def returns_new_array(
    draw: SearchStrategy[Any],
    *,
    name: str = "a new array",
    sentence: str = "The result is an array of its own: changing it later does not change an input.",
    weight: float = 0.5,
    examples: int = 8,
) -> Property:
    """The result shares no memory with an argument, of this call or, in a script, of an earlier one.

    It shares none with an earlier result either.
    """

    def judge(question: Question, expected: None, outcomes: Sequence[Outcome]) -> Failure | None:
        for number, outcome in enumerate(entries(outcomes[0])):
            if not isinstance(outcome, Returned):
                return Failure("a value of its own", partial(show_outcome, outcome), step=number)
            if outcome.shared:
                return _not_new(outcome).at(step=number)
        return None

    return Property(name, sentence, draw, same_question, no_expectation, judge, weight, examples, conduct=True)


def _not_new(outcome: Returned) -> Failure:
    """Say whose memory the result shares."""
    return _RETURNED_BEFORE if all(argument == EARLIER_RESULT for _, argument in outcome.shared) else _SHARED


def _argument(question: Question, step: int, argument: int | str) -> Any:
    """What was given as an argument: at the construction or the only call (0), or at a later step."""
    holder: Any = question
    if isinstance(question, Script):
        holder = question.make if step == 0 else question.steps[step - 1] if step <= len(question.steps) else None
    given = arguments_of(holder).get(argument)  # None at a place never asked about: the candidate's invention
    return given.array if isinstance(given, Refilled) else given


def returns_dtype(
    draw: SearchStrategy[Any],
    dtype: np.dtype[Any] | type,
    *,
    sentence: str,
    part: Part = None,
    name: str = "dtype",
    weight: float = 0.5,
    examples: int = 8,
) -> Property:
    """The result, or this part of it, is an array of exactly this dtype."""
    wanted = np.dtype(dtype)
    return _dtype_property(draw, lambda question, reference: wanted, sentence, part, name, weight, examples)


def keeps_dtype(
    draw: SearchStrategy[Any],
    *,
    sentence: str,
    part: Part = None,
    name: str = "dtype",
    weight: float = 0.5,
    examples: int = 8,
) -> Property:
    """The result, or this part of it, is an array of the dtype that the first argument has, of a script's last step."""

    def expect(question: Question, reference: Candidate) -> np.dtype[Any]:
        asked: Any = question.steps[-1] if isinstance(question, Script) else question
        return asked.args[0].dtype

    return _dtype_property(draw, expect, sentence, part, name, weight, examples)


def returns_int(
    draw: SearchStrategy[Any],
    *,
    sentence: str = "The result is a whole number of type int, not a float.",
    name: str = "int",
    weight: float = 0.5,
    examples: int = 8,
) -> Property:
    """The result is an integer (Python's or NumPy's), not a float that happens to be whole."""

    def judge(question: Question, expected: None, outcomes: Sequence[Outcome]) -> Failure | None:
        value, failure = last_value(question, outcomes[0], "an int")
        if failure is not None:
            return failure
        if isinstance(value, int) and not isinstance(value, bool):
            return None
        if isinstance(value, np.ndarray) and value.ndim == 0 and value.dtype.kind in "iu":
            return None
        note = "Use //, the division that rounds down and stays an int."
        return Failure("an int", partial(show_value, value), note, step=-1)

    return Property(name, sentence, draw, same_question, no_expectation, judge, weight, examples, conduct=True)


def raises(
    name: str,
    sentence: str,
    draw: SearchStrategy[Any],
    exception: type[Exception] = ValueError,
    *,
    weight: float = 0.5,
    examples: int = 8,
) -> Property:
    """The call, or a script's last step, raises `exception` or a subclass of it instead of making something up."""
    wanted = exception.__name__

    def judge(question: Question, expected: None, outcomes: Sequence[Outcome]) -> Failure | None:
        steps = entries(outcomes[0])
        last, came = steps[-1], len(steps) - 1
        if isinstance(question, Script) and came < len(question.steps):  # the construction failed
            return Failure(f"no error yet, then {wanted}", partial(show_outcome, last), step=came)
        if isinstance(last, Raised) and wanted in (last.kind, *last.bases):
            return None
        return Failure(f"raise {wanted}", partial(show_outcome, last), step=came)

    return Property(name, sentence, draw, same_question, no_expectation, judge, weight, examples, conduct=True)


def _dtype_property(
    draw: SearchStrategy[Any],
    expect: Callable[[Any, Candidate], np.dtype[Any]],
    sentence: str,
    part: Part,
    name: str,
    weight: float,
    examples: int,
) -> Property:
    def judge(question: Question, wanted: np.dtype[Any], outcomes: Sequence[Outcome]) -> Failure | None:
        value, failure = last_value(question, outcomes[0], f"an array of dtype {wanted}")
        if failure is not None:
            return failure
        got = part_of(value, part)
        if not isinstance(got, np.ndarray):
            return Failure(f"an array of dtype {wanted}", partial(show_value, value), step=-1)
        return None if got.dtype == wanted else Failure(f"dtype {wanted}", f"dtype {got.dtype}", step=-1)

    return Property(name, sentence, draw, same_question, expect, judge, weight, examples, conduct=True)
