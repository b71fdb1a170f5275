"""The exam of `evaluate`: loss and accuracy over all samples, and a network that is left as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, leaves_inputs_alone
from autograder.exam.strategies import each_of, with_corners
from autograder.exams.training_and_evaluation.draws import BARE, DEEP, NORMED, flat, labelled, linear, row
from autograder.exams.training_and_evaluation.drivers import evaluation_of
from autograder.exams.training_and_evaluation.honest import evaluate as honest
from autograder.exams.training_and_evaluation.wrong import evaluate as wrong
from autograder.sandbox.wire.questions import Call, Layer, Tensor
from cnnedu.steps.evaluation import evaluate

__all__ = ["EXERCISE"]

PAIR = "A tuple (loss, accuracy) of two floats."
LOSS = "The loss is the mean cross-entropy over all samples."
ACCURACY = "The accuracy is the share of all samples whose largest logit is that of their class, a number from 0 to 1."
AT_ONCE = "At most batch_size images must go through the network at once."
MODE = "All layers must be in evaluation mode."
GRAPH = "Nothing must be noted down for a way back, and gradients that the network holds must stay as they are."
AS_BEFORE = (
    "Afterwards each layer must be in the mode in which it was, and every number of the network must be what it was."
)

TOLERANCE = 1e-6
"""Of figures, which some add up in float32, as PyTorch does by itself: the smallest mistake changes the third digit."""

SEEDS = st.integers(0, 10**6)
SIZES = ((5, 4), (1, 1), (1, 4), (3, 3), (4, 2), (5, 2), (3, 2), (4, 9), (7, 3))
NORMED_NETWORK = (NORMED, (2,), 3)
IDENTITY = Layer("Identity")
DROPPING = row(linear(2, 6), Layer("Dropout", (0.5,)), linear(6, 3))
DROPPING_CHANNELS = row(Layer("Conv2d", (2, 8, 2)), Layer("Dropout2d", (0.5,)), flat, linear(16, 4))
DROPPING_ALPHA = row(linear(2, 6), Layer("AlphaDropout", (0.5,)), linear(6, 3))
DROPPING_TWICE = row(Layer("Dropout", (0.5,)), linear(2, 3), Layer("Dropout", (0.5,)))
NESTED = row(linear(2, 4), row(Layer("BatchNorm1d", (4,)), Layer("Dropout", (0.5,))), linear(4, 3))


def evaluation(
    network: Layer, image: tuple[int, ...], classes: int, n: int, batch_size: int, seed: int, **more: Any
) -> Call:
    x, y = labelled((n, *image), classes, seed)
    return Call((network, x, y, batch_size), more, seed=seed, via="evaluation_of")


def evaluations(
    network: Layer, image: tuple[int, ...], classes: int, sizes: Sequence[tuple[int, int]] = SIZES, **more: Any
) -> list[st.SearchStrategy[Call]]:
    def asked(n: int, batch_size: int) -> st.SearchStrategy[Call]:
        return SEEDS.map(lambda seed: evaluation(network, image, classes, n, batch_size, seed, **more))

    return [asked(*each) for each in sizes]


def small() -> st.SearchStrategy[Call]:
    def asked(sizes: tuple[int, int], seed: int) -> Call:
        n, batch_size = sizes
        return evaluation(BARE, (2,), 3, n, batch_size, seed)

    return st.builds(asked, st.sampled_from(SIZES), SEEDS)


def plain() -> st.SearchStrategy[Call]:
    corners = [*evaluations(BARE, (2,), 3), *evaluations(DEEP, (2, 2, 3), 4, [(9, 4), (30, 7)])]
    return with_corners(small(), corners)


def logits_given() -> st.SearchStrategy[Call]:
    """Draw logits themselves, thousands apart too, in a row and between rows: the network changes nothing."""

    def call(seed: int, scale: float, apart: float, n: int = 7, batch_size: int = 3) -> Call:
        rng = np.random.default_rng(seed)
        logits = rng.permuted(np.tile(np.arange(-2.0, 3.0), (n, 1)), axis=1) * scale
        logits += apart * rng.permuted(np.arange(n))[:, None]
        return measured(logits, rng.integers(0, 5, n), batch_size)

    sizes = [call(seed, *each) for seed, each in enumerate(((1, 0), (300, 0), (600, 0), (1, 1000), (1, -1000)))]
    return each_of([*sizes, call(5, 1, 0, 300, 100)])


def nearly_equal() -> st.SearchStrategy[Call]:
    """Draw logits that differ by very little, or are very small, right in half of the last batch; and five of six."""
    rng = np.random.default_rng(0)
    places = rng.permuted(np.tile(np.arange(4.0), (6, 1)), axis=1)
    right = places.argmax(axis=1)
    four, five = (np.where(np.isin(np.arange(6), others), (right + 1) % 4, right) for others in ((2, 5), (4,)))
    return each_of(
        [
            measured(1 + 1e-12 * places, four, 4),
            measured(1e-20 * places, four, 4),
            measured(places, five, 6),
        ]
    )


def measured(logits: np.ndarray, classes: np.ndarray, batch_size: int, network: Layer = IDENTITY) -> Call:
    return Call((network, Tensor(logits), Tensor(classes), batch_size), seed=0, via="evaluation_of")


def in_training() -> st.SearchStrategy[Call]:
    return each_of(
        [
            *evaluations(*NORMED_NETWORK, sizes=[(5, 2), (6, 3)]),
            *evaluations(DROPPING, (2,), 3, [(5, 5), (7, 3)]),
            *evaluations(NESTED, (2,), 3, [(6, 4)], other_mode=["1.0"]),
        ]
    )


def in_training_of_any_kind() -> st.SearchStrategy[Call]:
    """Networks that are one layer, layers that drop otherwise, and one in training in a network that is not."""
    rng = np.random.default_rng(0)
    logits, classes = rng.permuted(np.tile(np.arange(1.0, 6.0), (9, 1)), axis=1), rng.integers(0, 5, 9)
    alone = (Layer("Dropout", (0.5,)), Layer("BatchNorm1d", (5,)))
    return each_of(
        [
            *(measured(logits, classes, 4, layer) for layer in alone),
            measured(-logits, classes, 4, Layer("RReLU")),  # which draws a slope for what is negative
            *evaluations(DROPPING_CHANNELS, (2, 2, 3), 4, [(9, 4)]),
            *evaluations(DROPPING_ALPHA, (2,), 3, [(9, 4)]),
            *evaluations(DROPPING, (2,), 3, [(9, 4)], training=False, other_mode=["1"]),
        ]
    )


def in_single_precision() -> st.SearchStrategy[Call]:
    """Draw a network and images of float32, as PyTorch makes them."""

    def call(seed: int) -> Call:
        rng = np.random.default_rng(seed)
        x, y = rng.integers(-3, 4, (5, 2)).astype(np.float32), rng.integers(0, 3, 5)
        return Call((NORMED, Tensor(x), Tensor(y), 2), {"double": False}, seed=seed, via="evaluation_of")

    return SEEDS.map(call)


def modes() -> st.SearchStrategy[Call]:
    """A single layer, too: whoever puts back no mode is then known from who puts back the outermost one's."""
    return each_of(
        [
            *evaluations(BARE, (2,), 3, [(3, 2), (3, 3)]),
            *evaluations(NESTED, (2,), 3, [(5, 2), (2, 5)]),
            *evaluations(NESTED, (2,), 3, [(5, 2)], training=False),
            *evaluations(NESTED, (2,), 3, [(5, 2)], other_mode=["1.0"]),
            *evaluations(NESTED, (2,), 3, [(5, 2)], other_mode=["1"]),
            *evaluations(NESTED, (2,), 3, [(5, 2)], training=False, other_mode=["1.0"]),
            *evaluations(NESTED, (2,), 3, [(5, 2)], training=False, other_mode=["1"]),
            *evaluations(DROPPING, (2,), 3, [(5, 2)], twice=["1"], other_mode=["1"]),
            *evaluations(DROPPING_TWICE, (2,), 3, [(5, 2)], other_mode=["0"]),  # two layers that print alike
            *evaluations(DROPPING_TWICE, (2,), 3, [(5, 2)], other_mode=["2"]),
        ]
    )


def ways_back() -> st.SearchStrategy[Call]:
    """Draw images of which somebody wants a gradient, too."""

    def wanted(call: Call) -> Call:
        network, x, *others = call.args
        return replace(call, args=(network, replace(x, requires_grad=True), *others))

    known = evaluations(BARE, (2,), 3, [(3, 2)])
    return each_of([*known, *(drawn.map(wanted) for drawn in known)])


HANDED_THROUGH = measured(np.arange(12.0).reshape(4, 3), np.array([0, 1, 2, 0]), 3, Layer("Flatten"))  # logits are x

EXERCISE = Exercise(
    "evaluate",
    points=4,
    reference=evaluate,
    answers=answers_of(wrong, honest),
    given={"evaluation_of": evaluation_of},
    properties=(
        *keeps(
            LOSS,
            agrees(
                "loss",
                "The loss is the mean over the samples, however they are parted into batches.",
                plain(),
                part=("figures", 0),
                tolerance=TOLERANCE,
                weight=2,
                examples=5,
            ),
            agrees(
                "loss of changed weights",
                "Where the weights have changed since the last call, the loss is that of the new ones.",
                each_of(evaluations(BARE, (2,), 3, [(5, 2)], changed=True)),
                part=("figures", 0),
                tolerance=TOLERANCE,
                weight=0.5,
                examples=1,
            ),
            agrees(
                "loss of given logits",
                "The logits go into the cross-entropy as they are, also where they are thousands apart.",
                logits_given(),
                part=("figures", 0),
                tolerance=TOLERANCE,
                examples=1,
            ),
        ),
        *keeps(
            ACCURACY,
            agrees(
                "accuracy",
                "The accuracy counts the samples of all batches, and divides by their number.",
                plain(),
                part=("figures", 1),
                tolerance=TOLERANCE,
                weight=2,
                examples=5,
            ),
            agrees(
                "accuracy of given logits",
                "The largest logit is the answer, by however little it is the largest.",
                nearly_equal(),
                part=("figures", 1),
                tolerance=TOLERANCE,
                weight=0.5,
                examples=1,
            ),
        ),
        *keeps(
            PAIR,
            agrees(
                "floats",
                "Both figures are Python floats: a tensor would hold on to the logits.",
                each_of(evaluations(BARE, (2,), 3, [(3, 2)])),
                part="floats",
                weight=0.5,
                examples=1,
                conduct=True,
            ),
        ),
        *keeps(
            AT_ONCE,
            agrees(
                "at most a batch",
                "Never more than batch_size images are in the network: so much memory must do.",
                each_of(
                    [
                        *evaluations(BARE, (2,), 3, [(5, 2), (4, 1), (3, 3)]),
                        *evaluations(DEEP, (2, 2, 3), 4, [(5, 2)]),  # where layers are watched, too
                    ]
                ),
                part="at most batch_size",
                weight=0.5,
                examples=1,
                conduct=True,
            ),
        ),
        *keeps(
            MODE,
            agrees(
                "evaluation mode",
                "Dropout drops nothing, and a batch normalisation uses what it learned in training.",
                in_training(),
                part="figures",
                tolerance=TOLERANCE,
                weight=3,
                examples=1,
            ),
            agrees(
                "evaluation mode of any layer",
                "All layers are in evaluation mode: of every kind, the network itself, and what was left in training.",
                in_training_of_any_kind(),
                part="figures",
                tolerance=TOLERANCE,
                weight=0.5,
                examples=1,
            ),
        ),
        *keeps(
            GRAPH,
            agrees(
                "no gradients",
                "What the network computes is not noted down for a way back.",
                ways_back(),
                part="no graph",
                examples=1,
                conduct=True,
            ),
            agrees(
                "gradients as they were",
                "Gradients of training that the network holds are still there afterwards.",
                each_of(evaluations(BARE, (2,), 3, [(3, 2)])),
                part="gradients as before",
                weight=0.5,
                examples=1,
                conduct=True,
            ),
        ),
        *keeps(
            AS_BEFORE,
            agrees(
                "modes as they were",
                "Each layer is in training or in evaluation, as it was before the call, and not as its neighbours are.",
                modes(),
                part="modes as before",
                examples=1,
                conduct=True,
            ),
            agrees(
                "numbers as they were",
                "No weight and no running statistic has moved, and none has another dtype.",
                with_corners(in_training(), [in_single_precision()]),
                part="numbers as before",
                weight=0.5,
                examples=1,
                conduct=True,
            ),
        ),
        *keeps(
            "The function itself must modify neither x nor y.",
            leaves_inputs_alone(
                each_of([*evaluations(BARE, (2,), 3, [(5, 2), (1, 1)]), HANDED_THROUGH]),
                sentence="Images and classes are the same after the call as before it.",
                examples=1,
            ),
        ),
    ),
)
