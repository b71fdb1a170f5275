"""Where no name fits: an input that is right beside one that is wrong, as alike as can be."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.exam.candidate import LocalCandidate
from autograder.exam.examiner import Examiner
from autograder.exams import ASSIGNMENTS
from cnnedu.ops.corr2d import corr2d, corr2d_strided

EXERCISES = {exercise.name: exercise for exercise in ASSIGNMENTS[0].exercises}


def negative_bias_left_out(image, kernel, bias=0.0):
    return corr2d(image, kernel, max(bias, 0.0))


def stride_only_when_both(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    used = stride if min(stride) != 1 else (1, 1)
    return corr2d_strided(image, kernel, padding, used, bias)


def one_row_only(image, kernel, bias=0.0):
    out = corr2d(image, kernel, bias)
    out[1:] += 1
    return out


def one_too_many(image, kernel, bias=0.0):
    return corr2d(image, kernel, bias) + 1


UNNAMED = {negative_bias_left_out: "corr2d", stride_only_when_both: "corr2d_strided", one_row_only: "corr2d"}
unnamed = pytest.mark.parametrize("answer", UNNAMED, ids=lambda answer: answer.__name__)


@pytest.fixture(scope="module")
def examine():
    examiner = Examiner(b"contrast", shrink_seconds=20)
    verdicts = {}

    def examined(name, answer):
        if answer not in verdicts:
            verdicts[answer] = examiner.examine(EXERCISES[name], LocalCandidate(answer))
        return verdicts[answer]

    return examined


def run(program, name, answer):
    return eval(program, {"np": np, name: answer})


@unnamed
def test_the_right_input_is_right(examine, answer):
    name = UNNAMED[answer]
    right = examine(name, answer).contrast.right
    np.testing.assert_allclose(run(right, name, answer), run(right, name, EXERCISES[name].reference))


@unnamed
def test_the_wrong_input_is_wrong(examine, answer):
    name = UNNAMED[answer]
    wrong = examine(name, answer).contrast.wrong
    theirs, ours = run(wrong, name, answer), run(wrong, name, EXERCISES[name].reference)
    assert theirs.shape != ours.shape or not np.allclose(theirs, ours)


@pytest.mark.parametrize(
    ("answer", "argument"),
    [(negative_bias_left_out, "bias: "), (stride_only_when_both, "stride: "), (one_row_only, "image: shape")],
)
def test_they_differ_in_what_the_mistake_hangs_on_alone(examine, answer, argument):
    difference = examine(UNNAMED[answer], answer).contrast.difference
    assert difference.startswith(argument)
    assert "; " not in difference


def test_whoever_is_never_right_is_shown_no_pair(examine):
    assert examine("corr2d", one_too_many).contrast is None


def test_whoever_has_a_name_needs_no_pair(examine):
    misconception = EXERCISES["corr2d"].misconceptions[0]
    verdict = examine("corr2d", misconception.implementation)
    assert (verdict.misconception, verdict.contrast) == (misconception.name, None)


def test_who_is_right_is_shown_no_pair(examine):
    assert examine("corr2d", corr2d).contrast is None
