"""The mistake that was made is the mistake that is named."""

from __future__ import annotations

import inspect

import pytest

from autograder.exam.candidate import LocalCandidate
from autograder.exam.diagnosis import diagnose

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

SEEDS_IN_FULL = 20


def named(exam, implementation):
    answers = exam.answers(LocalCandidate(implementation))
    failures = [example.judge(answer) for example, answer in zip(exam.examples, answers, strict=True)]
    misconception = diagnose(exam, answers, failures)
    return misconception.name if misconception else None


def without_validation(implementation, reference):
    """The same mistake by someone who also forgot to refuse bad arguments."""

    def combined(*args, **kwargs):
        try:
            return implementation(*args, **kwargs)
        except ValueError:
            try:
                reference(*args, **kwargs)
            except ValueError:
                return None
            raise

    return combined


def called_something_else(exam, variant):
    """Say which misconceptions, each in a variant of its own, are called what they are not."""
    names = {m.name: named(exam, variant(m.implementation)) for m in exam.exercise.misconceptions}
    return {true: said for true, said in names.items() if said != true}


def test_a_misconception_is_named_in_nine_of_ten_cases(exercise, seed, exam):
    wrong = called_something_else(exam, lambda implementation: implementation)
    assert len(wrong) <= len(exercise.misconceptions) / 10, wrong


def test_it_is_named_even_when_bad_arguments_are_accepted_too(exercise, seed, exam):
    if not inspect.isfunction(exercise.reference):
        pytest.skip("a class checks its arguments in more places than one")
    wrong = called_something_else(exam, lambda implementation: without_validation(implementation, exercise.reference))
    assert len(wrong) <= len(exercise.misconceptions) / 10, wrong


def test_a_right_answer_is_no_misconception(exercise, exam):
    assert named(exam, exercise.honest[0]) is None
