"""Where no known mistake fits: an input that is right beside one that is wrong, as alike as can be found.

The failing input is changed in one argument at a time: a number becomes nought or whole, a pair equal or swapped, an
array square, transposed, of whole numbers or of another dtype. The first change that makes the answer right shows what
the mistake hangs on.
"""

from __future__ import annotations

import inspect
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import islice
from typing import Any

import numpy as np

from autograder.exam.candidate import Candidate, OurCandidate
from autograder.exam.exam import Exam, Example
from autograder.exam.exercise import Contrast, Failure
from autograder.exam.program import show_program
from autograder.exam.rendering import show_value
from autograder.sandbox.wire.outcome import Died, Outcome, Raised, Returned, TimedOut
from autograder.sandbox.wire.questions import Call

__all__ = ["contrast"]

_AT_ONCE = 8
_MOST = 48


def contrast(
    exam: Exam,
    candidate: Candidate,
    wrong: Example,
    failures: Sequence[Failure | None],
    seconds: float,
) -> Contrast | None:
    """Return an input that is right beside `wrong`, and in what they differ; None if none was found in time.

    Only single calls are compared: two scripts differ in more than a reader can hold.
    """
    deadline = time.monotonic() + seconds
    if not _is_one_call(wrong):
        return None
    changed = islice(filter(None, (_as_telling(exam, wrong, call) for call in _variants(exam, wrong.data))), _MOST)
    while time.monotonic() < deadline and (some := list(islice(changed, _AT_ONCE))):
        outcomes = candidate.answer([question for example in some for question in example.questions])
        if any(isinstance(outcome, (TimedOut, Died)) for outcome in outcomes):
            break
        for example, outcome in zip(some, outcomes, strict=True):
            if example.judge((outcome,)) is None:
                return _contrast(exam, example, wrong)
    known = [e for e, failure in zip(exam.examples, failures, strict=True) if failure is None]
    return _nearest(exam, [e for e in known if e.property is wrong.property and _is_one_call(e)], wrong)


def _is_one_call(example: Example) -> bool:
    return isinstance(example.data, Call) and len(example.questions) == 1 and example.questions[0] is example.data


def _as_telling(exam: Exam, wrong: Example, call: Call) -> Example | None:
    """Return the example of a changed call, if the reference does there what it does on the wrong one, and no less."""
    before, after = (_reference(exam, each) for each in (wrong.data, call))
    if isinstance(before, Raised) and isinstance(after, Raised):
        telling = before.kind == after.kind
    elif isinstance(before, Returned) and isinstance(after, Returned):
        telling = not _is_nought(after.value) or _is_nought(before.value)  # nought is right for many reasons
    else:
        telling = False
    if not telling:
        return None
    try:
        return Example.of(wrong.property, call, exam.exercise)
    except Exception:  # a question that the property cannot ask
        return None


def _is_nought(value: Any) -> bool:
    return isinstance(value, (int, float, np.ndarray)) and not np.any(value)


def _reference(exam: Exam, call: Call) -> Outcome:
    return OurCandidate(exam.exercise.reference, exam.exercise.given).answer([call])[0]


def _variants(exam: Exam, call: Call) -> Iterator[Call]:
    """Yield calls that differ from `call` in one argument, the plainest changes first."""
    words = _strings(exam)
    places: list[int | str] = [*range(len(call.args)), *call.kwargs]
    changes = {place: list(_changes(_at(call, place), words)) for place in places}
    for round_number in range(max(map(len, changes.values()), default=0)):
        for place in sorted(places, key=lambda place: _axes(_at(call, place))):  # numbers before arrays
            if round_number < len(changes[place]):
                yield _with(call, place, changes[place][round_number])


def _axes(value: Any) -> int:
    return value.ndim if isinstance(value, np.ndarray) else int(isinstance(value, (tuple, list)))


def _changes(value: Any, words: Sequence[str]) -> Iterator[Any]:
    for changed in _all_changes(value, words):
        if not _equal(changed, value):
            yield changed


def _all_changes(value: Any, words: Sequence[str]) -> Iterator[Any]:
    match value:
        case bool():
            yield not value
        case int():
            yield from (0, 1, abs(value), 2)
        case float():
            yield from (0.0, float(round(value)) or 1.0, abs(value), -value)
        case str():
            yield from words
        case (int(a), int(b)):
            yield from ((a, a), (b, b), (b, a), (0, 0), (1, 1), (abs(a), abs(b)))
        case np.ndarray() if value.ndim == 2:
            yield from _changed_matrices(value)


def _changed_matrices(matrix: np.ndarray) -> Iterator[np.ndarray]:
    side = min(matrix.shape)
    if matrix.dtype.kind == "f":
        yield np.rint(matrix)
    yield matrix[:side, :side]
    yield matrix.T.copy()
    for less in range(1, max(matrix.shape)):
        for axis, size in enumerate(matrix.shape):
            if less < size:
                yield np.delete(matrix, range(size - less, size), axis)
    yield np.abs(matrix)
    yield np.ones_like(matrix)
    yield matrix.astype(np.float64 if matrix.dtype.kind in "iu" else np.int64)


def _strings(exam: Exam) -> list[str]:
    """Return the words that the exam gives as arguments."""
    calls = [question for example in exam.examples for question in example.questions if isinstance(question, Call)]
    return sorted({value for call in calls for value in (*call.args, *call.kwargs.values()) if isinstance(value, str)})


def _nearest(exam: Exam, right: Sequence[Example], wrong: Example) -> Contrast | None:
    """Of the examples that are right choose one that differs from the wrong one in a single argument, if there is."""
    arguments = _arguments(exam, wrong.data)
    for example in right:
        others = _arguments(exam, example.data)
        same = [name for name, value in arguments.items() if name in others and _equal(others[name], value)]
        if len(same) == len(arguments) - 1 and len(others) == len(arguments):
            return _contrast(exam, example, wrong)
    return None


def _contrast(exam: Exam, right: Example, wrong: Example) -> Contrast:
    first, second = _arguments(exam, right.data), _arguments(exam, wrong.data)
    texts = []
    for name, value in first.items():
        if name in second and not _equal(value, second[name]):
            texts.append(f"{name}: {_difference(value, second[name])}")
    name = exam.exercise.name
    return Contrast(show_program(name, right.questions), show_program(name, wrong.questions), "; ".join(texts))


def _difference(right: Any, wrong: Any) -> str:
    """Say in what two values differ, the first one's first."""
    if isinstance(right, np.ndarray) and isinstance(wrong, np.ndarray):
        if right.shape != wrong.shape:
            return f"shape {right.shape}, not {wrong.shape}"
        if right.dtype != wrong.dtype:
            return f"dtype {right.dtype}, not {wrong.dtype}"
        return "other values"
    return f"{show_value(right)}, not {show_value(wrong)}"


def _arguments(exam: Exam, call: Call) -> Mapping[str, Any]:
    """Return the arguments of a call by name, those left out as well."""
    try:
        bound = inspect.signature(exam.exercise.reference).bind(*call.args, **call.kwargs)
    except (TypeError, ValueError):
        return {**{f"argument {i + 1}": value for i, value in enumerate(call.args)}, **call.kwargs}
    bound.apply_defaults()
    return bound.arguments


def _at(call: Call, place: int | str) -> Any:
    return call.args[place] if isinstance(place, int) else call.kwargs[place]


def _with(call: Call, place: int | str, value: Any) -> Call:
    if isinstance(place, int):
        return replace(call, args=(*call.args[:place], value, *call.args[place + 1 :]))
    return replace(call, kwargs={**call.kwargs, place: value})


def _equal(a: Any, b: Any) -> bool:
    """Say whether two values of questions are the same, arrays in them compared number by number."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and np.array_equal(a, b)
    if isinstance(a, (tuple, list)):
        return len(a) == len(b) and all(map(_equal, a, b))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(_equal(a[key], b[key]) for key in a)
    if is_dataclass(a):
        return all(_equal(getattr(a, field.name), getattr(b, field.name)) for field in fields(a))
    return bool(a == b)
