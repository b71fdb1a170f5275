"""How an exam becomes points: which properties are paid, what is shown, and that it is the same every time."""

from __future__ import annotations

import time
import warnings
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.cache import Cache
from autograder.exam.answers import Answers
from autograder.exam.candidate import LocalCandidate
from autograder.exam.exam import Example
from autograder.exam.examiner import Examiner
from autograder.exam.exercise import Exercise
from autograder.exam.properties import agrees, law, leaves_inputs_alone, raises
from autograder.exams import find_assignment
from autograder.sandbox.wire.outcome import Died, Raised, Returned, TimedOut, never_defined
from autograder.sandbox.wire.questions import Call

numbers = st.builds(Call, st.tuples(st.integers(0, 1000)))
negatives = st.builds(Call, st.tuples(st.integers(-1000, -1)))
CORR2D = find_assignment("01_correlation").exercise("corr2d")


def double(n):
    if n < 0:
        raise ValueError("negative")
    return 2 * n


def squared(n):
    """You square."""
    return n * n


EXERCISE = Exercise(
    name="double",
    points=3,
    reference=double,
    properties=(
        agrees("small", "", numbers.filter(lambda call: call.args[0] < 500), weight=1),
        agrees("large", "", numbers.filter(lambda call: call.args[0] >= 500), weight=2),
        law(
            "additive",
            "",
            st.integers(1, 9),
            lambda n: (Call((n,)), Call((n + 1,))),
            lambda n, values: (values[0] + 2, values[1]),
            weight=0.5,
        ),
        raises("negative", "", negatives, weight=0.5),
    ),
    answers=Answers(wrong=(squared,)),
)


def doubled_with_a_warning(n):
    warnings.warn("our own", stacklevel=1)
    return double(n)


def squared_with_a_warning(n):
    """You square."""
    warnings.warn("our own", stacklevel=1)
    return squared(n)


def examine(function, exercise=EXERCISE, **options):
    return Examiner(b"secret", **options).examine(exercise, LocalCandidate(function))


def points(verdict):
    return {p.name: p.points for p in verdict.properties}


def test_a_right_answer_earns_exactly_the_points_of_the_exercise():
    verdict = examine(double)
    assert (verdict.score, verdict.max_score, verdict.passed) == (3.0, 3.0, True)


@pytest.mark.parametrize("weights", [(0.1, 0.2), (1 / 3, 1 / 7), (0.3, 0.6)])
def test_full_marks_carry_no_dust_of_floating_point(weights):
    properties = tuple(agrees(str(w), "", numbers, weight=w) for w in weights)
    exercise = Exercise("double", 3, double, properties)
    assert examine(double, exercise).score == 3.0


def test_points_are_spread_by_weight():
    verdict = examine(lambda n: double(n) if n < 500 else 0, shrink_seconds=0)
    assert points(verdict) == {"small": 0.75, "large": 0.0, "additive": 0.375, "negative": 0.375}
    assert verdict.score == 1.5


def test_the_worths_of_all_properties_make_up_the_points():
    assert sum(p.max_points for p in examine(double).properties) == pytest.approx(3.0)


def test_good_conduct_alone_is_not_paid():
    def never_right(n):
        if n < 0:
            raise ValueError
        return 2 * n + 1

    verdict = examine(never_right, shrink_seconds=0)
    assert [p.name for p in verdict.properties if p.passed] == ["additive", "negative"]
    assert verdict.score == 0.0


def test_unpaid_conduct_says_why():
    verdict = examine(lambda n: 2 * n + 1, shrink_seconds=0)
    assert verdict.properties[2].message == "holds, but counts only once the values are right somewhere"


def test_a_tiny_loss_is_not_rounded_away():
    almost = agrees("almost all", "", numbers, weight=1e6)
    exercise = Exercise("double", 3, double, (almost, raises("negative", "", negatives)))
    assert examine(lambda n: 2 * n, exercise, shrink_seconds=0).score == 2.99


def test_the_first_failed_property_gives_the_counterexample():
    verdict = examine(lambda n: 2 * n + (n > 0), shrink_seconds=5)
    shown = verdict.counterexample
    assert (shown.call, shown.expected, shown.actual) == ("double(1)", "2", "3")


def test_the_smallest_failing_input_is_found():
    verdict = examine(lambda n: double(n) if n < 612 else 0, shrink_seconds=10)
    assert verdict.counterexample.call == "double(612)"


def test_a_planted_bug_in_an_array_is_cut_down_to_a_few_numbers():
    def wrong_where_large(image, kernel, bias=0.0):
        out = CORR2D.reference(image, kernel, bias)
        return np.where(out > 20, 20.0, out)

    verdict = examine(wrong_where_large, CORR2D, shrink_seconds=10)
    assert len(verdict.counterexample.call) < 60, verdict.counterexample.call


def test_shrinking_keeps_to_the_time_of_the_exam():
    class Slow(LocalCandidate):
        def answer(self, calls):
            if len(calls) < 10:
                time.sleep(0.05)
            return super().answer(calls)

    examiner = Examiner(b"secret", shrink_seconds=0.5)
    examiner.exam(EXERCISE)
    started = time.monotonic()
    examiner.examine(EXERCISE, Slow(lambda n: 2 * n + 1))
    assert time.monotonic() - started < 2.0


def test_no_time_to_shrink_means_no_further_question():
    questions = []

    class Counting(LocalCandidate):
        def answer(self, calls):
            questions.append(len(calls))
            return super().answer(calls)

    Examiner(b"secret", shrink_seconds=0).examine(EXERCISE, Counting(squared))
    assert len(questions) == 1


@pytest.mark.parametrize("outcome", [TimedOut(2.0), Died("killed")], ids=["timeout", "crash"])
def test_nobody_is_asked_again_after_a_timeout_or_a_crash(outcome):
    class Stuck:
        isolated = True
        asked = 0

        def answer(self, calls):
            self.asked += 1
            return [outcome for _ in calls]

    candidate = Stuck()
    verdict = Examiner(b"secret", shrink_seconds=5).examine(EXERCISE, candidate)
    assert (verdict.score, candidate.asked) == (0.0, 1)


def test_the_same_secret_gives_the_same_verdict():
    first, second = (examine(squared, shrink_seconds=0) for _ in range(2))
    assert (first.score, first.seed, first.properties) == (second.score, second.seed, second.properties)


def test_the_same_secret_puts_the_same_questions():
    first, second = (Examiner(b"secret").exam(CORR2D) for _ in range(2))
    assert [repr(e.questions) for e in first.examples] == [repr(e.questions) for e in second.examples]


def test_another_secret_puts_other_questions():
    first, second = (Examiner(secret).exam(CORR2D) for secret in (b"one", b"two"))
    assert [repr(e.questions) for e in first.examples] != [repr(e.questions) for e in second.examples]


def test_two_properties_of_one_exam_get_different_questions():
    exam = Examiner(b"secret").exam(CORR2D)
    values, dtype = ([repr(e.questions) for e in exam.examples if e.property.name == n] for n in ("values", "dtype"))
    assert values[: len(dtype)] != dtype


def test_an_exam_is_drawn_once_for_a_class():
    examiner = Examiner(b"secret")
    assert examiner.exam(EXERCISE) is examiner.exam(EXERCISE)


class Remembering(LocalCandidate):
    """Knows what it came to."""

    def answer(self, questions):
        self.outcomes = super().answer(questions)
        return self.outcomes


class Repeating:
    """Gives the same outcomes as it did before, one or two of them exchanged."""

    isolated = True

    def __init__(self, outcomes, exchanged=()):
        self.outcomes = list(outcomes)
        for index, outcome in exchanged:
            self.outcomes[index] = outcome

    def answer(self, questions):
        return self.outcomes[: len(questions)]

    def afresh(self):
        return True


def test_outcomes_that_were_right_last_time_are_not_judged_again(monkeypatch):
    judged = []
    judge = Example.judge
    monkeypatch.setattr(Example, "judge", lambda self, outcomes: judged.append(self) or judge(self, outcomes))
    examiner = Examiner(b"secret", shrink_seconds=0, explains=False)
    candidate = Remembering(double)
    examiner.exam(EXERCISE).answers(candidate)
    outcomes = candidate.outcomes
    assert examiner.examine(EXERCISE, Repeating(outcomes)).score == 3.0
    asked = len(judged)
    assert examiner.examine(EXERCISE, Repeating(outcomes)).score == 3.0
    assert len(judged) == asked

    wrong = examiner.examine(EXERCISE, Repeating(outcomes, [(0, Returned(-1))]))
    assert not wrong.properties[0].passed
    assert len(judged) == asked + 1
    assert not examiner.examine(EXERCISE, Repeating(outcomes, [(0, wrong_again := Returned(-1))])).properties[0].passed
    assert not examiner.examine(EXERCISE, Repeating(outcomes, [(0, wrong_again)])).properties[0].passed
    assert examiner.examine(EXERCISE, Repeating(outcomes)).score == 3.0


def test_exams_that_another_process_is_drawing_are_drawn_last(monkeypatch, tmp_path):
    exercises = find_assignment("01_correlation").exercises[:3]
    examiner = Examiner(b"secret", cache=Cache(tmp_path, b"secret"))
    monkeypatch.setattr(Cache, "is_being_made", lambda self, kind, name: name == exercises[0].name)
    drawn = []
    monkeypatch.setattr(examiner, "exam", drawn.append)
    examiner.draw(exercises)
    assert drawn == [*exercises[1:], exercises[0]]


def test_exams_that_are_drawn_are_not_asked_for_again(monkeypatch):
    examiner = Examiner(b"secret")
    examiner.draw([EXERCISE])
    monkeypatch.setattr(examiner, "exam", lambda exercise: pytest.fail("drawn again"))
    examiner.draw([EXERCISE])


def test_one_candidate_cannot_spoil_the_questions_of_the_next():
    exercise = Exercise(
        "total",
        1,
        lambda array: float(array.sum()),
        (
            agrees("sum", "", st.builds(Call, st.tuples(st.builds(lambda: np.ones(3)))), examples=2),
            leaves_inputs_alone(st.builds(Call, st.tuples(st.builds(lambda: np.ones(3))))),
        ),
    )
    examiner = Examiner(b"secret", shrink_seconds=0)

    def spoiling(array):
        array[:] = 7
        return 3.0

    assert examiner.examine(exercise, LocalCandidate(spoiling)).score < 1.0
    assert examiner.examine(exercise, LocalCandidate(lambda array: float(array.sum()))).score == 1.0


def test_a_known_mistake_is_named_and_explained():
    verdict = examine(squared, shrink_seconds=0)
    assert (verdict.misconception, verdict.explanation) == ("squared", "You square.")


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (double, "All 4 properties hold."),
        (lambda n: 0, "No answer that was compared was right."),
        (lambda n: 2 * n, "1 of 4 properties do not hold."),
    ],
)
def test_the_verdict_is_summed_up_in_a_sentence(function, message):
    assert examine(function, shrink_seconds=0).message == message


def test_an_untouched_stub_is_called_one():
    def stub(n):
        raise NotImplementedError

    assert examine(stub, shrink_seconds=0).message == "double is not written yet."


@pytest.mark.parametrize(
    "outcome",
    [TimedOut(2.0), Died("killed"), Raised("NotImplementedError", ""), never_defined("double")],
    ids=lambda outcome: type(outcome).__name__,
)
def test_where_nothing_came_there_is_no_counterexample(outcome):
    class Silent:
        isolated = True

        def answer(self, calls):
            return [outcome for _ in calls]

        def afresh(self):
            return True

    verdict = Examiner(b"secret", shrink_seconds=0).examine(EXERCISE, Silent())
    assert verdict.nothing_came
    assert [prop for prop in verdict.properties if prop.counterexample] == []


@pytest.mark.parametrize("name", ["corr2d", "pad2d"])
def test_an_unwritten_answer_is_called_one_though_scripts_have_silent_steps(name):
    def stub(*args, **kwargs):
        raise NotImplementedError

    verdict = examine(stub, find_assignment("01_correlation").exercise(name), shrink_seconds=0)
    assert verdict.message == f"{name} is not written yet."


def test_what_does_not_end_is_told_so():
    class Endless:
        isolated = True

        def answer(self, calls):
            return [TimedOut(2.0) for _ in calls]

    message = Examiner(b"secret", shrink_seconds=0).examine(EXERCISE, Endless()).message
    assert message.startswith("double does not come to an end: it was stopped after 2 seconds.")


def test_an_error_of_the_answers_own_still_has_its_counterexample():
    verdict = examine(lambda n: n.nothing, shrink_seconds=0)
    assert not verdict.nothing_came
    assert verdict.counterexample is not None


def test_how_many_inputs_were_wrong_is_said():
    verdict = examine(lambda n: 0, shrink_seconds=0)
    assert verdict.properties[1].message == "wrong on 20 of 20 inputs"


@pytest.mark.parametrize(
    "outcome",
    [Returned(None), Returned(10**5000), Returned([[]], ((0, 1, 2), (9, "x", None))), Raised("", "")],
    ids=["none", "huge", "nested", "nameless"],
)
def test_no_outcome_stops_the_examiner(outcome):
    class Hostile:
        isolated = True

        def answer(self, calls):
            return [outcome for _ in calls]

        def afresh(self):
            return True

    assert Examiner(b"secret", shrink_seconds=0.1).examine(EXERCISE, Hostile()).score == 0.0


def test_an_answer_that_never_gives_a_value_is_told_what_came_instead():
    def unfinished(n):
        return unknown  # noqa: F821

    message = "No call gave a value: NameError: name 'unknown' is not defined."
    assert examine(unfinished, shrink_seconds=0).message == message


def test_what_came_instead_commands_no_terminal():
    def noisy(n):
        raise ValueError("\x1b[2J\r\r\u202eall right")

    assert examine(noisy, shrink_seconds=0).message.isprintable()


def test_a_busy_machine_finds_the_same_counterexamples():
    class Delayed(LocalCandidate):
        def answer(self, calls):
            time.sleep(0.002)
            return super().answer(calls)

    def found(candidate):
        examiner = Examiner(b"secret", shrink_seconds=60, shrink_attempts=60)
        return examiner.examine(EXERCISE, candidate(lambda n: double(n) if n < 612 else 0)).properties

    assert found(Delayed) == found(LocalCandidate)


def test_nothing_is_heard_of_what_our_own_answers_warn_of(recwarn):
    exercise = replace(EXERCISE, reference=doubled_with_a_warning, answers=Answers(wrong=(squared_with_a_warning,)))
    verdict = examine(squared, exercise)
    assert verdict.misconception == "squared with a warning"
    assert verdict.counterexample is not None
    assert not examine(lambda n: n + 7, exercise).passed  # a right input is sought beside a wrong one
    assert not recwarn.list
