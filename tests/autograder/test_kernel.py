"""`check` in a plain kernel: always a plain float, never a word on stderr."""

from __future__ import annotations

import sys
import warnings

import numpy as np
import pytest
from hypothesis import strategies as st

import autograder
from autograder.exam.exercise import Exercise
from autograder.exam.properties import agrees
from autograder.grading.kernel import check
from autograder.sandbox.wire.questions import Call
from cnnedu.ops.corr2d import corr2d


@pytest.fixture(autouse=True)
def outside_a_course(tmp_path, monkeypatch):
    monkeypatch.delenv("CNNEDU_COURSE", raising=False)
    monkeypatch.chdir(tmp_path)


def flipped(image, kernel, bias=0.0):
    return corr2d(image, kernel[::-1, ::-1], bias)


def test_a_right_answer_earns_all_points():
    assert check("corr2d", corr2d) == 4.0


def test_a_wrong_answer_earns_a_share():
    assert 0.0 < check("corr2d", flipped) < 4.0


def test_the_points_are_a_plain_float_as_nbgrader_wants_them():
    assert type(check("corr2d", flipped)) is float


def test_the_feedback_is_printed(capsys):
    check("corr2d", flipped)
    assert "flipped kernel" in capsys.readouterr().out


def test_the_feedback_says_that_it_is_not_isolated(capsys):
    check("corr2d", corr2d)
    assert "Not isolated" in capsys.readouterr().out


def test_warnings_and_prints_of_the_answer_stay_off_stderr(capsys):
    def noisy(image, kernel, bias=0.0):
        print("on stderr", file=sys.stderr)
        warnings.warn("careful", stacklevel=1)
        np.array([1.0]) / np.array([0.0])
        return corr2d(image, kernel, bias)

    assert check("corr2d", noisy) == 4.0
    assert capsys.readouterr().err == ""


def test_the_answers_own_prints_are_not_in_the_feedback(capsys):
    def talking(image, kernel, bias=0.0):
        print("hello")
        return corr2d(image, kernel, bias)

    check("corr2d", talking)
    assert "hello" not in capsys.readouterr().out


@pytest.mark.parametrize("error", [SystemExit, RecursionError])
def test_an_answer_that_ends_the_process_earns_nothing_and_ends_nothing(error):
    def leaving(image, kernel, bias=0.0):
        raise error

    assert check("corr2d", leaving) == 0.0


@pytest.mark.parametrize("value", [float("nan"), None])
def test_returning_something_odd_earns_nothing(value):
    assert check("corr2d", lambda image, kernel, bias=0.0: value) == 0.0


@pytest.mark.parametrize("candidate", [4.0])
def test_what_is_no_function_earns_nothing(candidate):
    assert check("corr2d", candidate) == 0.0


def test_an_unknown_exercise_is_an_error():
    with pytest.raises(KeyError, match="there is no exercise 'nothing'"):
        check("nothing", corr2d)


def test_the_points_are_shown_and_a_question_that_hands_over_another_function_finds_the_notebooks(monkeypatch):
    drive = Exercise(
        "driven",
        1,
        reference=abs,
        given={"drive": lambda answer, n: answer(n)},
        properties=(agrees("driven", "", st.integers(-9, -1).map(lambda n: Call((n,), via="drive"))),),
    )
    monkeypatch.setattr("autograder.grading.kernel.find_exercise", lambda name: drive)
    shown: list[float] = []
    monkeypatch.setattr(sys, "displayhook", shown.append)
    cell = {"check": autograder.check, "drive": lambda answer, n: answer(n), "answer": abs}
    exec("check('driven', answer)", cell)
    assert shown == [1.0]
