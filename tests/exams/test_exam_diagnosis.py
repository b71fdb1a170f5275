"""The mistake that was made is the mistake that is named."""

from __future__ import annotations

import inspect

import pytest

from autograder.exam.diagnosis import diagnose
from autograder.sandbox.wire.outcome import Raised

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

SEEDS_IN_FULL = 20


@pytest.fixture
def named(exam, candidate):
    """Say what an answer's mistake is called."""

    def diagnosed(answer):
        outcomes = exam.answers(candidate(answer))
        failures = [example.judge(outcome) for example, outcome in zip(exam.examples, outcomes, strict=True)]
        misconception = diagnose(exam, outcomes, failures)
        return misconception.name if misconception else None

    return diagnosed


@pytest.fixture
def only_wrong_in_what_is_refused(exercise, exam, candidate):
    """Name the misconceptions about arguments that are refused: nothing is left of them where nothing is refused."""
    reference = [exam_answer[0] for exam_answer in exam.answers(candidate(exercise.reference))]

    def gives_a_wrong_value(implementation):
        answers = zip(exam.examples, exam.answers(candidate(implementation)), reference, strict=True)
        return any(not isinstance(right, Raised) and example.judge(got) is not None for example, got, right in answers)

    return {m.name for m in exercise.misconceptions if not gives_a_wrong_value(m.implementation)}


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


def called_something_else(exercise, named, variant):
    """Say which misconceptions, each in a variant of its own, are called what they are not."""
    names = {m.name: named(variant(m.implementation)) for m in exercise.misconceptions}
    return {true: said for true, said in names.items() if said != true}


def test_a_misconception_is_named_in_nine_of_ten_cases(exercise, seed, named):
    wrong = called_something_else(exercise, named, lambda answer: answer)
    assert len(wrong) <= len(exercise.misconceptions) / 10, wrong


def test_it_is_named_even_when_bad_arguments_are_accepted_too(exercise, seed, named, only_wrong_in_what_is_refused):
    if not inspect.isfunction(exercise.reference):
        pytest.skip("a class checks its arguments in more places than one")
    wrong = called_something_else(exercise, named, lambda answer: without_validation(answer, exercise.reference))
    wrong = {name: said for name, said in wrong.items() if name not in only_wrong_in_what_is_refused}
    assert len(wrong) <= len(exercise.misconceptions) / 10, wrong


def test_a_right_answer_is_no_misconception(exercise, named):
    assert named(exercise.honest[0]) is None
