"""The exam of `undo_batch_norm`: the scale and shift with which batch normalisation gives a batch back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, depends_on_arguments_alone, holds, law, leaves_inputs_alone, raises
from autograder.exam.strategies import whole_numbers, with_corners
from autograder.exams.normalisation_and_dropout.draws import (
    FEATURES,
    MANY,
    MAPS,
    OTHER_AXES,
    SHAPES,
    TINY,
    any_dtype,
    batches,
    beside_other_shapes,
    far_from_zero,
    fine_fractions,
    gives_float64,
    in_other_shapes,
    several_eps,
    with_a_trend,
)
from autograder.exams.normalisation_and_dropout.honest import undo_batch_norm as honest
from autograder.exams.normalisation_and_dropout.wrong import undo_batch_norm as wrong
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.layers.batch_statistics import undo_batch_norm
from cnnedu.ops.batch_norm import batch_norm

__all__ = ["EXERCISE"]

CORNERS = ((2, 1), (1, 1), (1, 3), (3, 2), (3, 3), (1, 2, 1, 1), (1, 1, 1, 2), (1, 1, 2, 1), (2, 1, 1, 1), (2, 3, 4, 5))
EPSILONS = (3.0, 0.5, 1e-3, 1e-9, 2, 1000.3)
NARROW = 1 / 512

RETURNS = "A tuple of two new arrays (gamma, beta), each of shape (d,) or (c,): one number per feature or channel."
MEANING = "Here gamma is what each channel was divided by in training, and beta is what was subtracted from it."


def asked(x: np.ndarray) -> Call:
    return Call((x,))


def any_batch() -> st.SearchStrategy[Call]:
    return with_corners(batches(SHAPES), [whole_numbers(shape, -9, 9) for shape in CORNERS]).map(asked)


def any_eps() -> st.SearchStrategy[Call | Script]:
    """Draw an eps, by name and by position, or several in turns; and batches with a variance about as small."""

    def with_eps(eps: float) -> list[st.SearchStrategy[Call]]:
        drawn = [batches(FEATURES), batches(MAPS)]
        return [drawn[0].map(lambda x: Call((x,), {"eps": eps})), drawn[1].map(lambda x: Call((x, eps)))]

    corners = [call for eps in EPSILONS for call in with_eps(eps)]
    narrow = [batches(shapes).map(lambda x: Call((x * NARROW,))) for shapes in (FEATURES, MAPS)]
    the_result_itself = Call((np.ones((2, 3)),), {"eps": 1.0})  # gamma and beta, one below the other, are this batch
    in_turns = several_eps(batches(((3, 2),)).map(asked))
    return with_corners(st.one_of(corners), [*corners, *narrow, the_result_itself, in_turns])


def comes_back(call: Call, values: Sequence[Any]) -> str | None:
    """Normalise the batch by our own layer with the scale and shift that came."""
    x = np.asarray(call.args[0], dtype=np.float64)
    gamma, beta = values[0]
    eps = call.kwargs.get("eps", 1e-5)
    fresh = np.zeros(x.shape[1])
    y, _, _ = batch_norm(x, gamma, beta, fresh, fresh, training=True, eps=eps)
    return None if np.allclose(y, x, rtol=0, atol=1e-8) else "a scale and a shift that give the batch back"


def as_it_is_and_tiny(x: np.ndarray) -> tuple[Call, ...]:
    """Ask for a batch, and for one of tiny numbers with a tiny eps."""
    return Call((x,), {"eps": 0.5}), Call((x * TINY,), {"eps": 0.5 * TINY**2})


def enlarged(x: np.ndarray, values: Sequence[Any]) -> tuple[Any, Any]:
    return values[0], tuple(part / TINY for part in values[1])


def apart(shapes: tuple[tuple[int, ...], ...]) -> st.SearchStrategy[Call]:
    plain = batches(shapes, apart=True)
    return st.one_of(plain.map(asked), plain.map(lambda x: Call((x,), {"eps": 0.25})))


EXERCISE = Exercise(
    "undo_batch_norm",
    points=2,
    reference=undo_batch_norm,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            (RETURNS, MEANING),
            agrees(
                "scale",
                "gamma is what each channel was divided by.",
                any_batch(),
                part=0,
                weight=2,
                examples=10,
            ),
            agrees(
                "shift",
                "beta is what was subtracted from each channel.",
                any_batch(),
                part=1,
                weight=1,
                examples=10,
            ),
        ),
        *keeps(
            "eps: a positive int or float, the one that batch normalisation adds to the variance.",
            agrees("eps", "The scale depends on eps, which is 1e-5 if nothing is said.", any_eps(), examples=2),
        ),
        *keeps(
            "The batch must come back: gamma * x_hat + beta must be x, where x_hat is the batch normalised in "
            "training.",
            holds(
                "features come back",
                "Batch normalisation with this scale and shift gives a batch of features back.",
                apart(FEATURES),
                comes_back,
                conduct=False,
                examples=8,
            ),
            holds(
                "maps come back",
                "Batch normalisation with this scale and shift gives a batch of maps back.",
                apart(MAPS),
                comes_back,
                conduct=False,
                examples=8,
            ),
        ),
        *keeps(
            "The sums must come out as in float64, whatever dtype is given: nothing wraps around, no digit is lost.",
            agrees(
                "any dtype",
                "Bytes, integers and fractions of any length give the scale and shift of their numbers.",
                any_dtype((3, 4), (2, 3, 1, 4)).map(asked),
                examples=2,
            ),
            agrees(
                "large batch of fractions",
                "A large batch of fine fractions is treated like a small one of whole numbers: no digit is lost.",
                with_corners(fine_fractions(), map(with_a_trend, MANY)).map(asked),
                weight=0.5,
                examples=4,
            ),
            law(
                "tiny numbers",
                "A batch of tiny numbers is treated like any other: nothing is taken for zero, or rounded.",
                batches(SHAPES, apart=True),
                as_it_is_and_tiny,
                enlarged,
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "The scale must be right for large numbers that differ little, too, such as 100000000 and 100000001.",
            agrees(
                "far from zero",
                "Numbers that are large and differ little have a small scale.",
                far_from_zero().map(asked),
                part=0,
                weight=0.5,
                examples=2,
                tolerance=1e-3,  # a mean that is corrected value by value is off by a little
            ),
        ),
        *keeps(
            "Their dtype is float64, whatever the dtype of x.",
            gives_float64(
                any_dtype((3, 4), (2, 3, 1, 4)).map(asked),
                "Scale and shift are arrays of dtype float64, whatever the dtype of x.",
            ),
        ),
        *keeps(
            "ValueError: x has neither two nor four axes.",
            raises(
                "other axes",
                "An array with no, one, three, five or six axes is neither features nor maps: it raises a ValueError.",
                with_corners(batches(((2, 3, 4), (4, 3, 2))), [whole_numbers(shape, 1, 9) for shape in OTHER_AXES]).map(
                    asked
                ),
                examples=2,
            ),
        ),
        *keeps(
            ("The array x must not be modified.", RETURNS),
            leaves_inputs_alone(
                any_batch(),
                sentence="The batch is the same after the call as before it, and the results are new arrays.",
                new_result=True,
                examples=2,
            ),
        ),
        *in_other_shapes(beside_other_shapes()),
        *depends_on_arguments_alone(whole_numbers((3, 2, 2, 4), 2, 9).map(asked), of_any_integers=(0,)),
    ),
)
