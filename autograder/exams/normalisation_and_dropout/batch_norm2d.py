"""The exam of `BatchNorm2d`: maps normalised channel by channel, by a layer that remembers."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, holds, law, leaves_inputs_alone, raises
from autograder.exam.strategies import whole_numbers, with_corners
from autograder.exams.normalisation_and_dropout import layer_draws as draws
from autograder.exams.normalisation_and_dropout.draws import MAPS, batches, gives_float64
from autograder.exams.normalisation_and_dropout.honest import batch_norm2d as honest
from autograder.exams.normalisation_and_dropout.two_layers import two_layers
from autograder.exams.normalisation_and_dropout.wrong import batch_norm2d as wrong
from autograder.sandbox.wire.questions import Call, Do, Read, Script
from cnnedu.layers.batch_norm2d import BatchNorm2d

__all__ = ["EXERCISE"]

CORNERS = ((2, 1, 1, 1), (1, 1, 1, 2), (1, 2, 3, 1), (2, 3, 4, 5), (3, 3, 3, 3), (2, 2, 1, 2))
OTHER_SHAPES = ((2, 2, 1, 3), (2, 4, 1, 1), (2, 1, 3, 3), (), (3,), (2, 3), (3, 3, 3), (2, 3, 1, 2, 2))
"""What a layer of 3 channels does not take, in any mode."""

STRETCHED = ((2, 2, 1, 3), (3, 4, 1, 1))
"""What NumPy would stretch the one channel of a layer to."""


@st.composite
def turned(draw: st.DrawFn) -> tuple[Script, Script]:
    """Draw a batch, and the same with its samples, rows and columns in the opposite order."""
    x = draw(batches(MAPS))
    both = (x, x[::-1, :, ::-1, ::-1].copy())
    first, second = (Script(Call((x.shape[1],)), (Do("forward", (each,)),)) for each in both)
    return first, second


def two_at_once() -> st.SearchStrategy[Call]:
    def of_shapes(first: tuple[int, ...], second: tuple[int, ...]) -> st.SearchStrategy[Call]:
        return st.tuples(whole_numbers(first), whole_numbers(second)).map(lambda pair: Call(pair, via="two_layers"))

    corners = [of_shapes((2, 1, 1, 1), (1, 2, 1, 3)), of_shapes((1, 2, 3, 1), (2, 2, 1, 1))]
    alike = draws.same_batch_in_two_layers((2, 3, 1, 2), (2, 2, 3, 1))
    return with_corners(st.one_of(corners), [*corners, *alike])


def float64_everywhere() -> st.SearchStrategy[Script]:
    """Read every attribute of a new layer, and what is remembered of a batch of float32."""
    reads = [Script(Call((d,)), (read,)) for d in (1, 3) for read in (*draws.PARAMETERS, *draws.REMEMBERED)]
    shown = whole_numbers((1, 2, 3, 1)).map(lambda x: Do("forward", (x.astype("float32"),)))
    after = [st.builds(Script, st.just(Call((2,))), st.tuples(shown, st.just(read))) for read in draws.REMEMBERED]
    return with_corners(draws.of_any_dtype((1, 2, 3, 4)), [*reads, *after])


EXERCISE = Exercise(
    "BatchNorm2d",
    points=3,
    reference=BatchNorm2d,
    answers=answers_of(wrong, honest),
    given={"two_layers": two_layers},
    properties=(
        *keeps(
            (
                "A new array of shape (n, c, h, w), which is gamma * (x - mean) / sqrt(var + eps) + beta, channel by "
                "channel.",
                "In training, mean and var must be those of the m = n * h * w values of a channel, where var divides "
                "by m.",
            ),
            agrees(
                "training",
                "In training each channel is shifted and scaled by the mean and variance of all its values, then "
                "by gamma and beta.",
                draws.one_batch(MAPS, CORNERS),
                weight=3,
                examples=12,
            ),
            holds(
                "normalised",
                "Every channel of a new layer's result has mean 0 and variance 1.",
                draws.scaled_and_shifted(MAPS).map(lambda data: data[0]),
                draws.standard,
                weight=0.5,
                examples=6,
            ),
            law(
                "scale and shift disappear",
                "Scaling a channel by a positive number and shifting it changes nothing; a negative one turns signs.",
                draws.scaled_and_shifted(MAPS),
                lambda data: data[:2],
                draws.scaled_alike,
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            "In training, mean and var must be those of the m = n * h * w values of a channel, where var divides by m.",
            law(
                "any pixel, any sample",
                "Samples, rows and columns in the opposite order give the same result in the opposite order.",
                turned(),
                tuple,
                lambda data, values: (values[0][0][::-1, :, ::-1, ::-1], values[1][0]),
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
                draws.batches_in_training(MAPS, CORNERS, Read("running_mean")),
                steps=Read,
                weight=1.5,
                examples=8,
            ),
        ),
        *keeps(
            "The variance of the batch must enter running_var with the divisor m - 1.",
            agrees(
                "running variance",
                "Each batch moves the running variance a tenth of the way towards the variance of its n * h * w "
                "values, divided by n * h * w - 1.",
                draws.batches_in_training(MAPS, CORNERS, Read("running_var")),
                steps=Read,
                weight=1.5,
                examples=8,
            ),
        ),
        *keeps(
            "The variance of the batch must enter running_var with the divisor m - 1.",
            agrees(
                "batches of different sizes",
                "Each batch counts with its own number of values, however many the one before had.",
                draws.sizes_in_turns((1, 2, 2, 3), (1, 2, 1, 2), (3, 2, 3, 1)),
                weight=0.5,
                examples=2,
            ),
        ),
        *keeps(
            "momentum: the weight of the new batch in the running statistics, an int or float from 0 to 1.",
            agrees(
                "momentum",
                "momentum is the weight of the new batch; the old value keeps the rest.",
                draws.with_options(MAPS, "momentum"),
                steps=Read,
                examples=2,
            ),
        ),
        *keeps(
            "eps: a positive int or float, added to the variance under the root.",
            agrees(
                "eps",
                "eps is added to the variance under the root, in training and in evaluation; 1e-5 if nothing is said.",
                draws.with_options(MAPS, "eps"),
                examples=2,
            ),
        ),
        *keeps(
            "In evaluation, mean and var must be the running ones, and no attribute may change.",
            agrees(
                "evaluation",
                "In evaluation the running mean and variance are used, not the batch's.",
                draws.evaluated(MAPS, ((1, 1, 1, 1), (1, 3, 1, 1), (2, 1, 1, 1), (2, 3, 4, 5))),
                weight=2,
                examples=8,
            ),
            agrees(
                "evaluation after training",
                "In evaluation the layer uses what it has remembered in training.",
                draws.then_evaluated(MAPS),
                steps=slice(-1, None),
                examples=6,
            ),
            agrees(
                "evaluation changes nothing",
                "A batch in evaluation leaves gamma, beta and the running statistics as they are.",
                draws.then_evaluated(MAPS, *draws.REMEMBERED, *draws.PARAMETERS),
                steps=Read,
                examples=6,
            ),
            law(
                "each sample alone",
                "In evaluation a sample gives alone what it gives within its batch.",
                draws.two_samples(MAPS),
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
                draws.set_in_between(MAPS),
                weight=0.5,
                examples=2,
            ),
        ),
        *keeps(
            "Whoever uses the layer sets it to False for evaluation, and to True for training.",
            agrees(
                "modes in turns",
                "training may be set to False and to True again: it counts at each batch.",
                draws.turns(MAPS),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            (
                "gamma: the scale, a float64 array of shape (c,), all ones in a new layer.",
                "beta: the shift, a float64 array of shape (c,), all zeros in a new layer.",
                "running_mean: a float64 array of shape (c,), all zeros in a new layer.",
                "running_var: a float64 array of shape (c,), all ones in a new layer.",
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
                draws.of_any_dtype((1, 2, 3, 4), *draws.REMEMBERED),
                examples=2,
            ),
            agrees(
                "large batches of fractions",
                "Large batches of fine fractions are treated like small ones of whole numbers: no digit is lost.",
                # more values than a float16 can count
                draws.of_fractions((5, 3, 21, 23), (1009, 2, 1, 3), (1, 2, 67, 71)),
                examples=2,
            ),
            agrees(
                "tiny numbers",
                "A batch of tiny numbers is normalised like any other: nothing is taken for zero.",
                draws.tiny_numbers(MAPS),
                weight=0.5,
                examples=3,
            ),
        ),
        *keeps(
            "Large numbers that differ little must be normalised, too, such as 100000000 and 100000001.",
            agrees(
                "far from zero",
                "Numbers that are large and differ little are normalised by their small variance.",
                draws.far_from_zero((2, 1, 1, 2), (2, 4, 1, 3)),
                weight=0.5,
                examples=2,
                tolerance=1e-3,  # what is rounded in the last digits of x shows
            ),
        ),
        *keeps(
            (
                "Its dtype is float64, whatever the dtype of x.",
                "gamma: the scale, a float64 array of shape (c,), all ones in a new layer.",
                "beta: the shift, a float64 array of shape (c,), all zeros in a new layer.",
                "running_mean: a float64 array of shape (c,), all zeros in a new layer.",
                "running_var: a float64 array of shape (c,), all ones in a new layer.",
            ),
            gives_float64(
                float64_everywhere(), "The result and the attributes are arrays of dtype float64, whatever x has."
            ),
        ),
        *keeps(
            "ValueError: x does not have four axes, or does not have c channels.",
            raises(
                "other shapes",
                "A batch with another number of axes or of channels raises a ValueError, in training.",
                with_corners(draws.refused(3, OTHER_SHAPES), draws.refused(1, STRETCHED).corners),
                examples=1,
            ),
            raises(
                "other shapes in evaluation",
                "A batch with another number of axes or of channels raises a ValueError, in evaluation too.",
                with_corners(
                    draws.refused(3, (*OTHER_SHAPES, (2, 6, 1, 1), (1, 2, 1, 1), (1, 1, 1, 1)), draws.EVALUATION),
                    draws.refused(1, STRETCHED, draws.EVALUATION).corners,
                ),
                examples=1,
            ),
        ),
        *keeps(
            "ValueError: the layer is in training and each channel has a single value.",
            raises(
                "a single value",
                "A single value of a channel has no variance: it raises a ValueError in training.",
                with_corners(
                    draws.refused(2, ((1, 2, 1, 1),)),
                    [
                        *draws.refused(1, ((1, 1, 1, 1),)).corners,
                        *draws.refused(4, ((1, 4, 1, 1),)).corners,
                        *draws.refused(2, ((1, 2, 1, 1),), momentum=0.0).corners,
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
                draws.refused_in_between((2, 3, 1, 2), ((2, 2, 1, 2), (2, 3), (2, 4, 1, 1))),
                weight=0.5,
                examples=1,
            ),
        ),
        *keeps(
            (
                "A new array of shape (n, c, h, w), which is gamma * (x - mean) / sqrt(var + eps) + beta, channel by "
                "channel.",
                "The array x must not be modified, and gamma and beta must not be modified either.",
            ),
            leaves_inputs_alone(
                with_corners(draws.two_modes(MAPS), draws.without_effect((2, 3, 1, 2))),
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
                draws.any_layout((3, 2, 2, 4), (2, 1, 2, 3), (1, 2, 2, 3), (2, 2, 1, 3), (2, 2, 3, 1)),
                weight=0.5,
                examples=1,
            ),
        ),
        *keeps(
            "In training, mean and var must be those of the m = n * h * w values of a channel, where var divides by m.",
            agrees(
                "called again",
                "In training a batch gives the same result again, whatever came in between.",
                draws.given_twice(MAPS),
                weight=0.5,
                examples=4,
            ),
        ),
    ),
)
