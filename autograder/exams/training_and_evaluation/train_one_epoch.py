"""The exam of `train_one_epoch`: a step after each batch, and the loss as the mean over the samples."""

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
from autograder.exams.training_and_evaluation.drivers import epochs_with
from autograder.exams.training_and_evaluation.honest import train_one_epoch as honest
from autograder.exams.training_and_evaluation.wrong import train_one_epoch as wrong
from autograder.sandbox.wire.questions import Call, Layer, Tensor
from cnnedu.steps.epoch import train_one_epoch

__all__ = ["EXERCISE"]

LOSS = (
    "The mean of the cross-entropy over all samples of the batches, each as it was when its batch went through the "
    "network."
)
FLOAT = "It is a float, not a tensor."
STEP = "After each batch, and not before, the optimizer must take one step down the mean cross-entropy of this batch."
GRADIENTS = "Gradients of earlier batches, and such as the network holds before, must play no part."
TRAINING = "All layers of the network must be in training mode, and each batch must go through it once."

Sizes = Sequence[int]
TOLERANCE = 1e-6
"""Of figures, which some add up in float32, as PyTorch does by itself: the smallest mistake changes the third digit."""

SEEDS = st.integers(0, 10**6)
NETWORKS = ((BARE, (2,), 3), (DEEP, (2, 2, 3), 4))
UNEQUAL_SIZES = ((1,), (3,), (2, 1), (1, 1, 1), (2, 2, 1), (3, 1), (1, 3, 2))


def training(
    network: Layer, image: tuple[int, ...], classes: int, epochs: Sequence[Sizes], seed: int, **more: Any
) -> Call:
    """Ask for epochs of batches of these sizes; each epoch takes the samples in an order of its own."""
    rng = np.random.default_rng(seed)
    n = max(sum(sizes) for sizes in epochs) + 1  # a sample is left out: only the batches count
    x, y = labelled((n, *image), classes, seed)
    batches = [np.split(rng.permutation(n)[: sum(sizes)], np.cumsum(sizes)[:-1]) for sizes in epochs]
    return Call((network, x, y, batches), more, seed=seed, via="epochs_with")


def trained(
    networks: Sequence[tuple[Layer, tuple[int, ...], int]], epochs: Sequence[Sizes], **more: Any
) -> list[st.SearchStrategy[Call]]:
    def asked(network: Layer, image: tuple[int, ...], classes: int) -> st.SearchStrategy[Call]:
        return SEEDS.map(lambda seed: training(network, image, classes, epochs, seed, **more))

    return [asked(*each) for each in networks]


def small() -> st.SearchStrategy[Call]:
    sizes = st.sampled_from(UNEQUAL_SIZES)
    return st.builds(lambda each, seed: training(*NETWORKS[0], [each], seed), sizes, SEEDS)


def one_epoch() -> st.SearchStrategy[Call]:
    corners = [corner for sizes in UNEQUAL_SIZES for corner in trained(NETWORKS[:1], [sizes])]
    return with_corners(small(), [*corners, *trained(NETWORKS[1:], [(4, 4, 3)])])


def in_place() -> list[st.SearchStrategy[Call]]:
    """Draw batches of neighbours, for a network that begins with a layer that writes into what it is given."""
    network = row(Layer("ReLU", (), {"inplace": True}), linear(2, 3))

    def in_order(call: Call) -> Call:
        _, x, y, (batches,) = call.args
        neighbours = np.split(np.arange(5), [len(batches[0])])
        return replace(call, args=(network, Tensor(np.asarray(x.array) - 2), y, [neighbours]))  # most are negative

    return [drawn.map(in_order) for drawn in trained(NETWORKS[:1], [(3, 2)])]


def steep() -> list[st.SearchStrategy[Call]]:
    """Draw numbers so large that the gradients are: a step is as long as they are."""

    def magnified(call: Call) -> Call:
        network, x, y, batches = call.args
        return replace(call, args=(network, Tensor(100 * np.asarray(x.array)), y, batches))

    return [drawn.map(magnified) for drawn in trained(NETWORKS[:1], [(4, 4, 3)], rate=0.01)]


NORMED_NETWORK = (NORMED, (2,), 3)
INNERMOST = row(linear(2, 4), row(Layer("ReLU"), row(Layer("BatchNorm1d", (4,)))), linear(4, 3))
NORMED_INNERMOST = (INNERMOST, (2,), 3)  # a block in a block
NORMED_IMAGES = (row(Layer("Conv2d", (2, 3, 2)), Layer("BatchNorm2d", (3,)), flat, linear(6, 4)), (2, 2, 3), 4)


EXERCISE = Exercise(
    "train_one_epoch",
    points=4,
    reference=train_one_epoch,
    answers=answers_of(wrong, honest),
    given={"epochs_with": epochs_with},
    properties=(
        *keeps(
            (STEP, GRADIENTS),
            agrees(
                "weights",
                "After the epoch the weights are those that a step after each batch leads to.",
                with_corners(one_epoch(), steep()),
                part=1,
                weight=4,
                examples=6,
            ),
            agrees(
                "several epochs",
                "The optimizer that is given goes on where it was: with its rate and its momentum.",
                each_of(trained(NETWORKS, [(3, 2), (2, 2, 1), (4,)], rate=0.25, momentum=0.75)),
                part=1,
                examples=1,
            ),
        ),
        *keeps(
            LOSS,
            agrees(
                "loss",
                "The loss is the mean over the samples: in a small batch each counts as much as in a large one.",
                one_epoch(),
                part=0,
                tolerance=TOLERANCE,
                weight=3,
                examples=6,
            ),
            agrees(
                "loss without steps",
                "Where the rate is 0 the loss is that of all samples together, however they are parted.",
                each_of(
                    trained(NETWORKS[:1], [(3, 2)], rate=0.0)
                    + trained(NETWORKS[:1], [(5,)], rate=0.0)
                    + trained(NETWORKS[1:], [(4, 4, 1)], rate=0.0)
                ),
                part=0,
                tolerance=TOLERANCE,
                weight=0.5,
                examples=1,
            ),
        ),
        *keeps(
            FLOAT,
            agrees(
                "a float",
                "The loss is a Python float: a tensor would keep the whole graph in memory.",
                each_of(trained(NETWORKS[:1], [(2, 1)])),
                part=2,
                weight=0.5,
                examples=1,
                conduct=True,
            ),
        ),
        *keeps(
            TRAINING,
            agrees(
                "training mode",
                "A batch normalisation uses each batch's own statistics, and moves its running ones once a batch.",
                each_of(
                    trained([NORMED_NETWORK], [(3, 4, 2)])
                    + trained([NORMED_NETWORK], [(2, 3), (3, 2)])
                    + trained([NORMED_IMAGES], [(3, 1)])  # an image has several pixels to normalise
                    + trained([NORMED_INNERMOST], [(3, 2)])
                ),
                part=1,
                weight=3,
                examples=1,
            ),
            agrees(
                "some layers in training",
                "Layers that are in evaluation mode learn again, also where the network itself is in training mode.",
                each_of(
                    trained([NORMED_NETWORK], [(3, 2)], still_training=[""])
                    + trained([NORMED_NETWORK], [(3, 2)], still_training=["", "0"])
                ),
                part=1,
                weight=0.5,
                examples=1,
            ),
            agrees(
                "mode afterwards",
                "After the epoch every layer is in training mode.",
                each_of(trained([NORMED_NETWORK, NORMED_INNERMOST], [(2, 3)])),
                part=3,
                weight=0.5,
                examples=1,
                conduct=True,
            ),
        ),
        *keeps(
            "Neither x nor y nor the batches must be modified.",
            leaves_inputs_alone(
                each_of(trained(NETWORKS, [(3, 2, 1), (2, 4)]) + in_place()),
                sentence="Images, classes and batches are the same after the epoch as before it.",
                examples=1,
            ),
        ),
    ),
)
