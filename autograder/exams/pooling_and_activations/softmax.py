"""The exam of `softmax`: scores become probabilities, row by row, and nothing overflows."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import (
    ARGUMENTS_ALONE,
    agrees,
    depends_on_arguments_alone,
    law,
    leaves_inputs_alone,
    returns_dtype,
)
from autograder.exam.strategies import with_corners
from autograder.exams.pooling_and_activations.draws import in_turns
from autograder.exams.pooling_and_activations.honest import softmax as honest
from autograder.exams.pooling_and_activations.scores import (
    beside_other_shapes,
    far_apart,
    large_scores,
    score_arrays,
    scores,
    scores_of_any_dtype,
)
from autograder.exams.pooling_and_activations.wrong import softmax as wrong
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.ops.class_scores import softmax

__all__ = ["EXERCISE"]

SHAPE = (
    "A new array of shape (n, k), whose number [i, j] is exp(z[i, j]) divided by the sum of exp(z[i, l]) over all l."
)


def asked(draws: st.SearchStrategy[np.ndarray]) -> st.SearchStrategy[Call]:
    return draws.map(lambda z: Call((z,)))


def shifted(z: np.ndarray) -> tuple[Call, ...]:
    """Ask with another number added to each row."""
    shifts = 10.0 * (1 + np.arange(len(z)))[:, None] * (-1) ** np.arange(len(z))[:, None]
    return Call((z,)), Call((z + shifts,))


def asked_in_turns() -> st.SearchStrategy[Script]:
    return beside_other_shapes().map(lambda arrays: in_turns([Call((z,)) for z in arrays]))


def classes_in_another_order(z: np.ndarray) -> tuple[Call, ...]:
    return Call((z,)), Call((np.ascontiguousarray(np.roll(z, 1, axis=1)),))


def last_row_alone(z: np.ndarray) -> tuple[Call, ...]:
    return Call((z[-1:],)), Call((z,))


EXERCISE = Exercise(
    "softmax",
    points=2,
    reference=softmax,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            SHAPE,
            agrees(
                "values",
                "Each number is the share that its exponential has in those of its row.",
                asked(scores()),
                weight=3,
                examples=14,
            ),
            law(
                "another order of classes",
                "When the classes change places, the probabilities change places with them.",
                score_arrays(),
                classes_in_another_order,
                lambda z, values: (np.roll(values[0], 1, axis=1), values[1]),
                weight=0.5,
                examples=4,
            ),
            law(
                "alone or among others",
                "A row alone gives what it gives among others.",
                score_arrays(),
                last_row_alone,
                lambda z, values: (values[0], values[1][-1:]),
                weight=0.5,
                examples=4,
            ),
            law(
                "scores shifted",
                "The same number added to all the scores of a row changes nothing.",
                score_arrays(),
                shifted,
                lambda z, values: (values[0], values[1]),
                weight=0.5,
                examples=5,
            ),
        ),
        *keeps(
            "Each row must sum to 1.",
            law(
                "rows sum to one",
                "Each row sums to 1: it is one sample, and its columns are the classes.",
                asked(scores()),
                lambda call: (call,),
                lambda call, values: (np.ones(len(call.args[0])), np.sum(values[0], axis=1)),
                weight=0.5,
                examples=5,
            ),
        ),
        *keeps(
            "Scores of any size must do: 1000 and -1000 must give finite results, and right ones.",
            agrees(
                "scores far apart",
                "Where exp(z) is too large for a float64, or all of a row are too small, the result is right all the "
                "same.",
                asked(far_apart()),
                examples=4,
            ),
        ),
        *keeps(
            "The result must come out as in float64, whatever dtype z has: nothing wraps around, no digit is lost.",
            agrees(
                "many scores",
                "Many rows of many scores, all fractions, are treated like a few small ones: no digit is lost.",
                asked(large_scores()),
                weight=0.5,
                examples=3,
            ),
            agrees(
                "any dtype",
                "Bytes, integers and fractions of any length count as their numbers.",
                asked(scores_of_any_dtype()),
                weight=0.5,
                examples=2,
            ),
        ),
        *keeps(
            "Its dtype is float64, whatever the dtype of z.",
            returns_dtype(
                asked(scores_of_any_dtype()),
                np.float64,
                sentence="The result is an array of dtype float64, whatever the dtype of z.",
                examples=1,
            ),
        ),
        *keeps(
            ("The array z must not be modified.", SHAPE),
            leaves_inputs_alone(
                with_corners(
                    asked(score_arrays()), [st.just(Call((np.ones((2, 1)),))), asked(far_apart()), asked_in_turns()]
                ),
                sentence="z is the same after the call as before it, and the result is a new array.",
                new_result=True,
                examples=4,
            ),
        ),
        *depends_on_arguments_alone(asked(score_arrays(((3, 4),)))),
        *keeps(
            ARGUMENTS_ALONE,
            agrees(
                "beside other shapes",
                "The same scores have other probabilities in another shape, and the same bytes in another dtype.",
                asked_in_turns(),
                weight=0.5,
                examples=2,
            ),
        ),
    ),
)
