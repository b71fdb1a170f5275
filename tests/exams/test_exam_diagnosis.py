"""The mistake that was made is the mistake that is named."""

from __future__ import annotations

import pytest

from autograder.exam.candidate import LocalCandidate
from autograder.exam.diagnosis import diagnose

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

SEEDS = range(3)


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


def mistakes_in_naming(exercise, exam_of, variant):
    wrong, total = [], 0
    for misconception in exercise.misconceptions:
        for seed in SEEDS:
            total += 1
            name = named(exam_of(exercise, seed), variant(misconception.implementation))
            if name != misconception.name:
                wrong.append(f"{misconception.name!r} under secret {seed} is called {name!r}")
    return wrong, total


@pytest.mark.slow
def test_a_misconception_is_named_in_nine_of_ten_cases(exercise, exam_of):
    wrong, total = mistakes_in_naming(exercise, exam_of, lambda implementation: implementation)
    assert len(wrong) <= total / 10, wrong


@pytest.mark.slow
def test_it_is_named_even_when_bad_arguments_are_accepted_too(exercise, exam_of):
    def combined(implementation):
        return without_validation(implementation, exercise.reference)

    wrong, total = mistakes_in_naming(exercise, exam_of, combined)
    assert len(wrong) <= total / 10, wrong


def test_a_right_answer_is_no_misconception(exercise, exam_of):
    assert named(exam_of(exercise, 0), exercise.honest[0]) is None
