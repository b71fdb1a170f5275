"""Every promise of a stub's docstring is tested by a property, and every property tests a promise that is made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from autograder.exam.promises import sentences_of_stub
from autograder.exam.properties.entries import entries
from autograder.exams import ASSIGNMENTS
from autograder.sandbox.wire.outcome import Played, Returned

ROOT = Path(__file__).parents[2]


def sentences(exercise):
    """The sentences of the docstring that students read."""
    assignment = next(a for a in ASSIGNMENTS if exercise in a.exercises)
    source = (ROOT / "solutions" / f"{assignment.name}.py").read_text(encoding="utf-8")
    return sentences_of_stub(source, exercise.name)


def test_every_binding_sentence_is_tested(exercise):
    claimed = {promise for prop in exercise.properties for promise in prop.promises}
    assert [s.text for s in sentences(exercise) if s.binds and s.text not in claimed] == []


def test_every_property_tests_a_sentence(exercise):
    assert [prop.name for prop in exercise.properties if not prop.promises] == []


def test_every_sentence_that_is_tested_stands_in_the_docstring(exercise):
    written = {sentence.text for sentence in sentences(exercise)}
    claimed = [(prop.name, promise) for prop in exercise.properties for promise in prop.promises]
    assert [claim for claim in claimed if claim[1] not in written] == []


def sharing_memory(outcome):
    return replace(outcome, shared=((0, 0),))


def changing(argument):
    return lambda outcome: replace(outcome, changed=((0, argument, None),))


def in_another_dtype(outcome):
    narrower = {np.dtype(np.float64): np.float32, np.dtype(np.uint8): np.int16}
    return each_array(outcome, lambda array: array.astype(narrower.get(array.dtype, np.float64)))


def in_another_shape(outcome):
    return each_array(outcome, lambda array: array[np.newaxis])


def each_array(outcome, change):
    """Change the result, or each array of a result that is a tuple; numbers in it stay."""
    value = outcome.value
    if isinstance(value, tuple):
        return replace(outcome, value=tuple(change(v) if isinstance(v, np.ndarray) else v for v in value))
    return replace(outcome, value=change(value))


def as_a_float(outcome):
    return replace(outcome, value=float(outcome.value))


def zero_instead(outcome):
    return Returned(0)


BROKEN_WHERE_IT_SAYS = [
    ("new ", sharing_memory),
    ("share its memory", sharing_memory),
    ("image must not be modified", changing(0)),
    ("image and the kernel must not be modified", changing(0)),
    ("kernel must not be modified", changing(1)),
    ("array x must not be modified", changing(0)),
    ("dtype", in_another_dtype),
    ("float64", in_another_dtype),
    ("uint8", in_another_dtype),
    ("of shape", in_another_shape),
    ("It is an int", as_a_float),
    ("ValueError", zero_instead),
    ("must not be modified", changing(0)),
]
"""A way to break what a sentence promises, by words that make the promise."""


def test_whoever_breaks_a_promise_fails_the_property_that_claims_it(exercise, exam, outcomes):
    """An outcome that is right but for one thing: some property that claims the sentence must see just that."""
    asked = list(zip(exam.examples, outcomes(exercise.reference), strict=True))
    unseen = []
    for sentence in (s.text for s in sentences(exercise) if s.binds):
        claiming = [(example, right) for example, right in asked if sentence in example.property.promises]
        for words, breaking in BROKEN_WHERE_IT_SAYS:
            if words in sentence and not any(breaks(example, right, breaking) for example, right in claiming):
                unseen.append((sentence, words))
    assert unseen == []


def breaks(example, outcomes, breaking):
    last = [entries(outcome)[-1] for outcome in outcomes]
    if not all(isinstance(entry, Returned) for entry in last) and breaking is not zero_instead:
        return False
    assert example.judge(outcomes) is None
    if any(getattr(entry, "value", 0) is None for entry in last):  # a step that gives nothing, such as setting
        return False
    return example.judge([broken_at_its_end(outcome, breaking) for outcome in outcomes]) is not None


def broken_at_its_end(outcome, breaking):
    """Break what a call came to, or the last step of a script."""
    if isinstance(outcome, Played):
        return Played((*outcome.outcomes[:-1], breaking(outcome.outcomes[-1])))
    return breaking(outcome)
