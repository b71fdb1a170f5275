"""The exam of `BatchNorm`: features normalised over the batch, by a layer that remembers."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, holds, law, leaves_inputs_alone, raises
from autograder.exam.strategies import whole_numbers, with_corners
from autograder.exams.normalisation_and_dropout import layer_draws as draws
from autograder.exams.normalisation_and_dropout.draws import FEATURES, gives_float64
from autograder.exams.normalisation_and_dropout.honest import batch_norm as honest
from autograder.exams.normalisation_and_dropout.two_layers import two_layers
from autograder.exams.normalisation_and_dropout.wrong import batch_norm as wrong
from autograder.sandbox.wire.questions import Call, Do, Read, Script
from cnnedu.layers.batch_norm import BatchNorm

__all__ = ["EXERCISE"]

CORNERS = ((2, 1), (2, 3), (3, 2), (3, 3), (5, 2))
OTHER_SHAPES = ((2, 2), (2, 4), (2, 1), (2, 6), (), (3,), (2, 3, 1), (2, 3, 2, 2))
"""What a layer of 3 features does not take, in any mode."""

STRETCHED = ((2, 2), (3, 4))
"""What NumPy would stretch the one feature of a layer to."""


def several_features() -> st.SearchStrategy[Script]:
    """Two or more features, each with a mean of its own."""
    return draws.one_batch(tuple(shape for shape in FEATURES if shape[1] > 1), ((3, 2), (2, 4)))


def two_at_once() -> st.SearchStrategy[Call]:
    def of_shapes(first: tuple[int, ...], second: tuple[int, ...]) -> st.SearchStrategy[Call]:
        return st.tuples(whole_numbers(first), whole_numbers(second)).map(lambda pair: Call(pair, via="two_layers"))

    corners = [of_shapes((2, 1), (2, 2)), of_shapes((3, 2), (2, 2))]
    return with_corners(st.one_of(corners), [*corners, *draws.same_batch_in_two_layers((3, 2), (2, 3))])


def float64_everywhere() -> st.SearchStrategy[Script]:
    """Read every attribute of a new layer, and what is remembered of a batch of float32."""
    reads = [Script(Call((d,)), (read,)) for d in (1, 3) for read in (*draws.PARAMETERS, *draws.REMEMBERED)]
    shown = whole_numbers((3, 2)).map(lambda x: Do("forward", (x.astype("float32"),)))
    after = [st.builds(Script, st.just(Call((2,))), st.tuples(shown, st.just(read))) for read in draws.REMEMBERED]
    return with_corners(draws.of_any_dtype((3, 2)), [*reads, *after])


EXERCISE = Exercise(
    "BatchNorm",
    points=5,
    reference=BatchNorm,
    answers=answers_of(wrong, honest),
    given={"two_layers": two_layers},
    properties=(
        *keeps(
            (
                "A new array of shape (n, d), which is gamma * (x - mean) / sqrt(var + eps) + beta.",
                "In training, mean and var must be those of the batch, where var divides by n.",
            ),
            agrees(
                "training",
                "In training each feature is shifted and scaled by the batch's own mean and variance, then by gamma "
                "and beta.",
                draws.one_batch(FEATURES, CORNERS),
                weight=3,
                examples=12,
            ),
            holds(
                "normalised",
                "Every feature of a new layer's result has mean 0 and variance 1.",
                draws.scaled_and_shifted(FEATURES).map(lambda data: data[0]),
                draws.standard,
                weight=0.5,
                examples=6,
            ),
            law(
                "scale and shift disappear",
                "Scaling a feature by a positive number and shifting it changes nothing; a negative one turns signs.",
                draws.scaled_and_shifted(FEATURES),
                lambda data: data[:2],
                draws.scaled_alike,
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            "In training, running_mean must become (1 - momentum) * running_mean + momentum * mean, and running_var "
            "likewise.",
            agrees(
                "running mean",
                "Each batch moves the running mean a tenth of the way towards the batch's mean.",
                draws.batches_in_training(FEATURES, CORNERS, Read("running_mean")),
                steps=Read,
                weight=1.5,
                examples=8,
            ),
        ),
        *keeps(
            "The variance of the batch must enter running_var with the divisor n - 1.",
            agrees(
                "running variance",
                "Each batch moves the running variance a tenth of the way towards the batch's variance, divided by "
                "n - 1.",
                draws.batches_in_training(FEATURES, CORNERS, Read("running_var")),
                steps=Read,
                weight=1.5,
                examples=8,
            ),
        ),
        *keeps(
            "The variance of the batch must enter running_var with the divisor n - 1.",
            agrees(
                "batches of different sizes",
                "Each batch counts with its own number of samples, however many the one before had.",
                draws.sizes_in_turns((2, 3), (5, 3), (2, 3)),
                weight=0.5,
                examples=2,
            ),
        ),
        *keeps(
            "momentum: the weight of the new batch in the running statistics, an int or float from 0 to 1.",
            agrees(
                "momentum",
                "momentum is the weight of the new batch; the old value keeps the rest.",
                draws.with_options(FEATURES, "momentum"),
                steps=Read,
                examples=2,
            ),
        ),
        *keeps(
            "eps: a positive int or float, added to the variance under the root.",
            agrees(
                "eps",
                "eps is added to the variance under the root, in training and in evaluation; 1e-5 if nothing is said.",
                draws.with_options(FEATURES, "eps"),
                examples=2,
            ),
        ),
        *keeps(
            "In evaluation, mean and var must be the running ones, and no attribute may change.",
            agrees(
                "evaluation",
                "In evaluation the running mean and variance are used, not the batch's.",
                draws.evaluated(FEATURES, ((1, 1), (1, 3), (2, 1), (3, 2))),
                weight=2,
                examples=8,
            ),
            agrees(
                "evaluation after training",
                "In evaluation the layer uses what it has remembered in training.",
                draws.then_evaluated(FEATURES),
                steps=slice(-1, None),
                examples=6,
            ),
            agrees(
                "evaluation changes nothing",
                "A batch in evaluation leaves gamma, beta and the running statistics as they are.",
                draws.then_evaluated(FEATURES, *draws.REMEMBERED, *draws.PARAMETERS),
                steps=Read,
                examples=6,
            ),
            law(
                "each sample alone",
                "In evaluation a sample gives alone what it gives within its batch.",
                draws.two_samples(FEATURES),
                lambda script: (script,),
                lambda script, values: (values[0][-3][:2], np.concatenate(values[0][-2:])),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            (
                "What gamma, beta, running_mean and running_var hold when a batch comes must count, also where they "
                "were set, or filled with other numbers, since the last one."
            ),
            agrees(
                "set in between",
                "gamma, beta and the running statistics count as they are when a batch comes, whoever set them.",
                draws.set_in_between(FEATURES),
                weight=0.5,
                examples=2,
            ),
        ),
        *keeps(
            "Whoever uses the layer sets it to False for evaluation, and to True for training.",
            agrees(
                "modes in turns",
                "training may be set to False and to True again: it counts at each batch.",
                draws.turns(FEATURES),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            (
                "gamma: the scale, a float64 array of shape (d,), all ones in a new layer.",
                "beta: the shift, a float64 array of shape (d,), all zeros in a new layer.",
                "running_mean: a float64 array of shape (d,), all zeros in a new layer.",
                "running_var: a float64 array of shape (d,), all ones in a new layer.",
                "training: a bool, True in a new layer.",
            ),
            agrees(
                "new layer",
                "A new layer is in training; its gamma and running variance are ones, its beta and running mean zeros.",
                draws.new_layers(1, 2, 5, 300),
                weight=0.5,
                examples=1,
                conduct=True,
            ),
        ),
        *keeps(
            "Two layers must not share anything, and no two attributes may share an array.",
            agrees(
                "two layers",
                "What happens to one layer does not happen to another, nor to another attribute.",
                two_at_once(),
                weight=0.5,
                examples=2,
            ),
        ),
        *keeps(
            "The sums must come out as in float64, whatever dtype is given: nothing wraps around, no digit is lost.",
            agrees(
                "any dtype",
                "Bytes, integers and fractions of any length are normalised like the same numbers in float64.",
                draws.of_any_dtype((3, 2), *draws.REMEMBERED),
                examples=2,
            ),
            agrees(
                "large batches of fractions",
                "Large batches of fine fractions are treated like small ones of whole numbers: no digit is lost.",
                draws.of_fractions((40, 7), (5003, 1)),
                examples=2,
            ),
            agrees(
                "tiny numbers",
                "A batch of tiny numbers is normalised like any other: nothing is taken for zero.",
                draws.tiny_numbers(FEATURES),
                weight=0.5,
                examples=3,
            ),
        ),
        *keeps(
            "Large numbers that differ little must be normalised, too, such as 100000000 and 100000001.",
            agrees(
                "far from zero",
                "Numbers that are large and differ little are normalised by their small variance.",
                draws.far_from_zero((3, 1), (3, 4)),
                weight=0.5,
                examples=2,
                tolerance=1e-3,  # what is rounded in the last digits of x shows
            ),
        ),
        *keeps(
            (
                "Its dtype is float64, whatever the dtype of x.",
                "gamma: the scale, a float64 array of shape (d,), all ones in a new layer.",
                "beta: the shift, a float64 array of shape (d,), all zeros in a new layer.",
                "running_mean: a float64 array of shape (d,), all zeros in a new layer.",
                "running_var: a float64 array of shape (d,), all ones in a new layer.",
            ),
            gives_float64(
                float64_everywhere(), "The result and the attributes are arrays of dtype float64, whatever x has."
            ),
        ),
        *keeps(
            "ValueError: x does not have two axes, or does not have d columns.",
            raises(
                "other shapes",
                "A batch with another number of axes or of features raises a ValueError, in training.",
                with_corners(draws.refused(3, OTHER_SHAPES), draws.refused(1, STRETCHED).corners),
                examples=1,
            ),
            raises(
                "other shapes in evaluation",
                "A batch with another number of axes or of features raises a ValueError, in evaluation too.",
                with_corners(
                    draws.refused(3, (*OTHER_SHAPES, (1, 2), (1, 1)), draws.EVALUATION),
                    draws.refused(1, STRETCHED, draws.EVALUATION).corners,
                ),
                examples=1,
            ),
        ),
        *keeps(
            "ValueError: the layer is in training and x has a single row.",
            raises(
                "a single sample",
                "A single sample has no variance: it raises a ValueError in training.",
                with_corners(
                    draws.refused(2, ((1, 2),)),
                    [
                        *draws.refused(1, ((1, 1),)).corners,
                        *draws.refused(4, ((1, 4),)).corners,
                        *draws.refused(2, ((1, 2),), momentum=0.0).corners,
                    ],
                ),
                examples=1,
            ),
        ),
        *keeps(
            "A batch that is refused must not change any attribute.",
            agrees(
                "refused in between",
                "A batch that is refused leaves the layer as it was.",
                draws.refused_in_between((2, 3), ((2, 2), (3,), (2, 3, 1))),
                weight=0.5,
                examples=1,
            ),
        ),
        *keeps(
            (
                "A new array of shape (n, d), which is gamma * (x - mean) / sqrt(var + eps) + beta.",
                "The array x must not be modified, and gamma and beta must not be modified either.",
            ),
            leaves_inputs_alone(
                with_corners(draws.two_modes(FEATURES), draws.without_effect((3, 2))),
                sentence="x, gamma and beta are the same after each batch as before it; every result is a new array.",
                new_result=True,
                examples=6,
            ),
        ),
        *keeps(
            "The result must not depend on how x lies in memory.",
            agrees(
                "any layout",
                "A view gives what the array of the same numbers gives: transposed, reversed, every second, read-only.",
                draws.any_layout((3, 4), (3, 1)),
                weight=0.5,
                examples=1,
            ),
        ),
        *keeps(
            "In training, mean and var must be those of the batch, where var divides by n.",
            agrees(
                "called again",
                "In training a batch gives the same result again, whatever came in between.",
                draws.given_twice(FEATURES),
                weight=0.5,
                examples=4,
            ),
        ),
    ),
)
