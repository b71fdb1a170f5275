"""Whatever an answer gives back, all that is said of it is said: no exam raises, and none gives it full marks."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.exam.candidate import LocalCandidate
from autograder.exam.examiner import Examiner

GIVEN_BACK = {
    "a number": 12345.678,
    "not a number": np.full((2, 2), np.nan),
    "text": "nothing",
    "numbers in lists of unlike lengths": [[1.0], [2.0, [3.0]], {"a": ()}],
    "an empty array": np.zeros((0, 3)),
}


@pytest.mark.parametrize(
    "value", [name if name == "a number" else pytest.param(name, marks=pytest.mark.slow) for name in GIVEN_BACK]
)
def test_an_answer_that_no_catalogue_foresees_is_judged_in_every_way(exercise, value):
    answer = LocalCandidate(lambda *args, **kwargs: GIVEN_BACK[value], exercise.given)
    verdict = Examiner(b"secret 0", shrink_seconds=0.2).examine(exercise, answer)
    assert len(verdict.properties) == len(exercise.properties)
    assert verdict.score < verdict.max_score
