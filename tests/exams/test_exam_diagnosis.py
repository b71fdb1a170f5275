"""The mistake that was made is the mistake that is named."""

from __future__ import annotations

import inspect

import pytest
from fresh_wrong_answers import FRESH

from autograder.exam.diagnosis import alike
from autograder.exam.leave_one_out import answered, name_of, named, without_validation
from autograder.exam.properties.entries import entries
from autograder.exams.kin import KIN
from autograder.sandbox.wire.outcome import Raised

pytestmark = pytest.mark.secrets_in_full(5)


def called_something_else(exam, outcomes_of):
    """Say which misconceptions are called what they are not, by what they, or a variant of each, answered."""
    names = {m.name: name_of(exam, outcomes_of(m.implementation)) for m in exam.exercise.misconceptions}
    return {true: said for true, said in names.items() if said != true}


@pytest.mark.slow
def test_a_misconception_is_named_in_nine_of_ten_cases(exercise, seed, exam, outcomes):
    wrong = called_something_else(exam, outcomes)
    assert len(wrong) <= len(exercise.misconceptions) / 10, wrong


@pytest.mark.slow
@pytest.mark.secrets_in_full(2)
def test_it_is_named_even_when_bad_arguments_are_accepted_too(exercise, seed, exam, outcomes):
    if not inspect.isfunction(exercise.reference):
        pytest.skip("a class checks its arguments in more places than one")

    def careless(implementation):
        return answered(exam, without_validation(implementation, exercise.reference))

    wrong = called_something_else(exam, careless)
    wrong = {name: said for name, said in wrong.items() if name not in about_guards(exercise, exam)}
    assert len(wrong) <= len(exercise.misconceptions) / 10, wrong


def about_guards(exercise, exam):
    """Name the misconceptions about arguments that are refused: nothing is left of them where nothing is refused."""

    def wrong_elsewhere(misconception):
        for i, example in enumerate(exam.examples):
            theirs, right = exam.misconception_answer(misconception, i), exam.right_answer(i)
            for ours, reference in zip(steps(theirs), steps(right), strict=False):
                if not isinstance(reference, Raised) and not alike(ours, reference, example.property.conduct):
                    return True
        return False

    return {misconception.name for misconception in exercise.misconceptions if not wrong_elsewhere(misconception)}


def steps(outcomes):
    return [step for outcome in outcomes for step in entries(outcome)]


def test_a_right_answer_is_no_misconception(exercise, exam, outcomes):
    assert name_of(exam, outcomes(exercise.honest[0])) is None


def test_whoever_is_kin_is_in_the_catalogue(exercise):
    known = {misconception.name for misconception in exercise.misconceptions}
    assert {name for pair in KIN.get(exercise.name, {}) for name in pair} <= known


def test_a_fresh_wrong_answer_is_not_called_by_the_name_that_misled(exercise, seed, exam):
    misled = [answer for answer in FRESH if answer.exercise == exercise.name and answer.misled_by]
    again = [a.implementation.__name__ for a in misled if named(exam, a.implementation) == a.misled_by]
    assert again == []


def test_a_name_that_misled_is_still_in_the_catalogue(exercise):
    known = {misconception.name for misconception in exercise.misconceptions}
    assert {answer.misled_by for answer in FRESH if answer.exercise == exercise.name} - {""} <= known


def test_a_fresh_wrong_answer_gets_a_name_where_one_was_said_to_fit(exercise, seed, exam):
    called = [answer for answer in FRESH if answer.exercise == exercise.name and answer.rightly_called]
    names = {answer.implementation.__name__: named(exam, answer.implementation) for answer in called}
    assert names == {answer.implementation.__name__: answer.rightly_called for answer in called}
