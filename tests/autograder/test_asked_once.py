"""What several examples ask is asked once, and every one of them judges the answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import strategies as st

from autograder.cache import Cache
from autograder.exam.asked_once import plan
from autograder.exam.candidate import LocalCandidate
from autograder.exam.exam import Exam
from autograder.exam.examiner import Examiner
from autograder.exam.exercise import Exercise
from autograder.exam.properties import agrees, asked_like, law, returns_int
from autograder.sandbox.wire.questions import Call, Do, Script

NUMBERS = st.builds(Call, st.tuples(st.integers(0, 1000)))


def double(n):
    return 2 * n


EXERCISE = Exercise(
    name="double",
    points=3,
    reference=double,
    properties=(
        agrees("values", "", NUMBERS, examples=6),
        asked_like("values", returns_int(NUMBERS, name="int", sentence="", examples=6)),
        law("twice", "", st.just(7), lambda n: (Call((n,)), Call((n,))), lambda n, values: values, examples=1),
    ),
)


class Counting(LocalCandidate):
    """Knows what it was asked."""

    def answer(self, questions):
        self.asked = list(questions)
        return super().answer(questions)


def test_a_question_of_two_properties_is_asked_once_and_judged_by_both():
    candidate = Counting(double)
    exam = Exam(EXERCISE, b"secret")
    answers = exam.answers(candidate)
    values, kind = ([e.data for e in exam.examples if e.property.name == name] for name in ("values", "int"))
    assert len(values) == 6
    assert values == kind
    assert len(exam.examples) == len(answers) == 13
    assert len(candidate.asked) == 7, "six numbers, and the law's one"
    assert exam.judged(answers) == [None] * 13


def test_each_property_judges_for_itself():
    verdict = Examiner(b"secret").examine(EXERCISE, LocalCandidate(lambda n: 2.0 * n))
    assert {p.name: p.passed for p in verdict.properties} == {"values": True, "int": False, "twice": True}


def test_what_the_cache_kept_asks_the_same(tmp_path):
    asked = []
    for _ in range(2):
        candidate = Counting(double)
        Exam(EXERCISE, b"secret", Cache(tmp_path, b"secret")).answers(candidate)
        asked.append(candidate.asked)
    assert asked[0] == asked[1]


def test_questions_are_one_only_if_nothing_about_them_differs():
    twice = Script(None, (Do(args=(1,)), Do(args=(1,))))
    different = [Call((1,)), Call((1.0,)), Call((True,)), Call((1,), seed=1), Call((), {"n": 1}), twice]
    assert plan(different).asked == tuple(range(len(different)))
    assert plan([twice, Call((1,)), twice]).places == (0, 1, 0)


def test_what_cannot_be_sent_is_left_to_whoever_asks_it():
    assert plan([Call((object(),)), Call((object(),))]).asked == (0, 1)


def test_a_property_is_asked_like_one_before_it():
    first, second, third = EXERCISE.properties
    for properties in ((second, first), (first, replace(third, like="valves"))):
        with pytest.raises(ValueError, match="no property before it"):
            replace(EXERCISE, properties=properties)
