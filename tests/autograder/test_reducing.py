"""Smaller versions of a question: what is cut together, what is left alone, and what counts as small."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.exam.candidate import LocalCandidate
from autograder.exam.examiner import Examiner
from autograder.exam.reducing import is_small, smaller
from autograder.exams import find_assignment
from autograder.sandbox.wire.questions import Call, Do, Laid, Noise, Put, Refilled, Rng, Script


def cut_to_the_end(data):
    """Take the first cut again and again."""
    for cut in smaller(data):
        return cut_to_the_end(cut)
    return data


def test_axes_of_one_length_are_cut_together_with_the_numbers_that_say_so():
    layer = Script(Call((4,)), (Do("forward", (np.ones((2, 4)),)), Put("gamma", np.ones(4))))
    cuts = [(s.make.args, s.steps[0].args[0].shape, s.steps[1].value.shape) for s in smaller(layer)]
    assert ((1,), (2, 1), (1,)) in cuts
    assert ((1,), (2, 4), (4,)) in cuts


def test_everything_becomes_small_in_the_end_and_keeps_its_dtype():
    call = Call(
        (np.full((307, 4, 5), 250, np.uint8), Laid(np.full((3, 65), 7.25), "reversed"), 5, (2, 3)), {"bias": 40.0}
    )
    last = cut_to_the_end(call)
    assert is_small(last)
    assert not is_small(call)
    assert (last.args[0].dtype, last.args[1].layout) == (np.uint8, "reversed")


def test_seeds_flags_words_and_numbers_drawn_from_a_seed_stay():
    call = Call((Rng(7), Noise((1,), 12), True, "tanh", None), seed=5)
    assert list(smaller(call)) == []
    assert [cut.args[0].shape for cut in smaller(Call((Noise((2,), 12),)))][:1] == [(1,)]


def test_an_array_that_is_filled_again_is_cut_with_itself_alone():
    picture = np.full((2, 3), 7.0)
    twice = Script(None, (Do("", (picture,)), Do("", (Refilled(1, 0, picture + 1),))))
    shapes = {(cut.steps[0].args[0].shape, cut.steps[1].args[0].array.shape) for cut in smaller(twice)}
    assert ((1, 3), (1, 3)) in shapes
    assert all(first == again for first, again in shapes)


def test_the_question_itself_is_not_touched():
    image = np.arange(12.0).reshape(3, 4)
    list(smaller(Call((image,))))
    assert image.tolist() == np.arange(12.0).reshape(3, 4).tolist()


@pytest.mark.parametrize("numbers", [[np.inf], [np.nan], [1e300, -1e300]])
def test_numbers_that_are_none_or_far_too_large_can_be_cut_too(numbers):
    assert all(is_small(cut) for cut in smaller(np.array(numbers)[:1]))


def test_a_corner_that_fails_is_shown_small():
    """The corner's shapes are fixed, four by five pixels and more: there is nothing that Hypothesis could shrink."""
    exercise = find_assignment("02_channels").exercise("conv2d")

    def first_channel_only(x, weight, bias, stride=(1, 1), padding=(0, 0)):
        out = exercise.reference(x, weight, bias, stride, padding)
        return out if x.shape[1] < 2 else exercise.reference(x[:, :1], weight[:, :1], bias, stride, padding)

    examiner = Examiner(b"small")
    verdict = examiner.examine(exercise, LocalCandidate(first_channel_only, exercise.given))
    assert verdict.counterexample.call.count("[") <= 14
