"""The exam of `gradients_by_layer`: how much gradient arrives at each convolution."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, holds, law, leaves_inputs_alone, raises
from autograder.exam.strategies import Cornered, each_of
from autograder.exams.residual_and_dense.drivers import gradients_in
from autograder.exams.residual_and_dense.honest import gradients_by_layer as honest
from autograder.exams.residual_and_dense.wrong import gradients_by_layer as wrong
from autograder.sandbox.wire.questions import Call, Layer, Noise, Tensor
from cnnedu.nn.gradients_by_layer import gradients_by_layer

__all__ = ["EXERCISE"]

TOLERANCE = 1e-6
"""At least of 1, and these numbers lie around a tenth: what a float32 rounds off of them is some 1e-8, and the smallest
mistake changes the third digit."""

RELU, FLATTEN = Layer("ReLU"), Layer("Flatten")


def conv(*args: Any, **more: Any) -> Layer:
    return Layer("Conv2d", args, more)


def norm(channels: int) -> Layer:
    return Layer("BatchNorm2d", (channels,))


def row(*layers: Layer) -> Layer:
    return Layer("Sequential", layers)


def head(maps: int, classes: int) -> tuple[Layer, ...]:
    return Layer("AdaptiveAvgPool2d", (1,)), FLATTEN, Layer("Linear", (maps, classes))


PLAIN = row(conv(1, 2, 3), RELU, *head(2, 3))
DEEP = row(conv(2, 3, 3, padding=1), RELU, row(conv(3, 2, (1, 2)), RELU, row(conv(2, 4, 2))), *head(4, 5))
NORMED = row(conv(2, 3, 3, bias=False), norm(3), RELU, row(conv(3, 2, 2), norm(2), RELU), *head(2, 4))
GROUPED = row(conv(4, 6, 3, groups=2), RELU, conv(6, 2, 1), *head(2, 3))
BARE = row(conv(1, 3, (4, 5), bias=False), FLATTEN)  # no weight comes after those of the convolution
DEAD = row(conv(1, 2, 2), Layer("Threshold", (1e9, 0.0)), conv(2, 3, 1), FLATTEN)  # nothing passes: a gradient of 0
INSIDE = row(row(conv(1, 2, 2), RELU), *head(2, 3))  # no convolution of its own
LAST = row(FLATTEN, Layer("Unflatten", (1, (2, 3, 4))), conv(2, 3, (3, 4)), FLATTEN)
FLATTEN_AGAIN = [(3, 0)]  # so the convolution is the last of the modules, each of which is named once
MANY = row(conv(1, 2060, (2, 3), bias=False), FLATTEN)
NETWORKS = ((PLAIN, 3, (4, 1, 5, 6)), (DEEP, 5, (3, 2, 4, 5)), (NORMED, 4, (5, 2, 6, 4)), (GROUPED, 3, (2, 4, 4, 6)))
FURTHER = ((BARE, 3, (4, 1, 4, 5)), (INSIDE, 3, (3, 1, 4, 3)), (DEAD, 3, (3, 1, 2, 2)))
DROPPED = (row(conv(1, 2, 1), Layer("Dropout", (1.0,)), FLATTEN), 3, (2, 1, 1, 2))  # in training everything
FAR = 1e4  # apart are the logits of such images: all probabilities but one are 0
NAMES = ("left", "relu", "mean", "flat", "weight")
MODES: tuple[dict[str, Any], ...] = ({}, {"training": False}, {"evaluated": ["1"]})
NO_CONVOLUTION = (
    row(FLATTEN, Layer("Linear", (6, 2))),
    row(norm(1), *head(1, 2)),
    row(Layer("ConvTranspose2d", (1, 2, 1)), *head(2, 2)),
)


def measure(
    network: Layer, classes: int, shape: tuple[int, ...], seed: int, scale: float = 3.0, least: int = 0, **more: Any
) -> Call:
    """Hand over a network, images, and for each a class, the number `least` or a larger one, all three from a seed."""
    y = np.random.default_rng(seed).integers(least, classes, shape[0])
    y[0] = (y[1] + 1) % classes if shape[0] > 1 else y[0]  # never one class only
    x = Tensor(Noise(shape, seed, scale))
    return Call((network, x, Tensor(y)), more, seed=seed, via="gradients_in")


def measured(networks: Sequence[tuple[Layer, int, tuple[int, ...]]], **more: Any) -> Cornered[Call]:
    def asked(network: Layer, classes: int, shape: tuple[int, ...]) -> st.SearchStrategy[Call]:
        return st.integers(1, 10**6).map(lambda seed: measure(network, classes, shape, seed, **more))

    return each_of([asked(*each) for each in networks])


def alone(call: Call) -> Call:
    """Ask the function itself, not the one that looks at what it does to the network."""
    return Call(call.args, seed=call.seed)


def floats(call: Call, values: Sequence[Any]) -> str | None:
    """Say what is wanted where a number is no float: a tensor, and a NumPy number of another precision, is none."""

    def is_float(number: Any) -> bool:
        return isinstance(number, float) or (
            isinstance(number, np.ndarray) and (number.shape, number.dtype) == ((), np.float64)
        )

    return None if all(map(is_float, values[0].values())) else "a float for each convolution"


def twice(call: Call) -> tuple[Call, ...]:
    """Ask for a batch, and for one in which every image of it comes twice: the mean is the same."""
    network, x, y = call.args
    images = x.array.array()
    again = Tensor(np.concatenate([images, images])), Tensor(np.concatenate([y.array, y.array]))
    return alone(call), Call((network, *again), seed=call.seed)


def both(call: Call, values: Sequence[Any]) -> tuple[Any, Any]:
    return values[0], values[1]


EXERCISE = Exercise(
    "gradients_by_layer",
    points=3,
    reference=gradients_by_layer,
    answers=answers_of(wrong, honest),
    given={"gradients_in": gradients_in},
    properties=(
        *keeps(
            "A dict with a float for each nn.Conv2d that the batch goes through, however deep it lies, under its name "
            "in the network; the float is the root of the mean of the squares of the gradient that its weight gets.",
            agrees(
                "values",
                "Each convolution has its number: of its weight alone, root mean square, of the mean cross-entropy.",
                each_of(
                    [
                        measured((*NETWORKS, *FURTHER)),
                        measured((NETWORKS[0],), names=NAMES),
                        measured((FURTHER[0],), scale=FAR),
                        measured(((LAST, 3, (3, 2, 3, 4)),), again=FLATTEN_AGAIN),
                        measured(((BARE, 3, (67, 1, 4, 5)),)),  # parts of a batch would not be of one size
                    ]
                ),
                part=0,
                weight=4,
                examples=1,
                tolerance=TOLERANCE,
            ),
            agrees(
                "many classes",
                "There may be any number of classes: an image may be one of class 2,049.",
                measured(((MANY, 2060, (4, 1, 2, 3)),), least=2049),
                part=0,
                weight=0.5,
                examples=1,
                tolerance=TOLERANCE,
            ),
            holds(
                "floats",
                "Each number is a float, no tensor of a single number.",
                measured(NETWORKS[:2]).map(alone),
                floats,
                weight=0.5,
                examples=1,
            ),
            law(
                "images that come twice",
                "A batch in which every image comes twice gives the same numbers: the loss is a mean.",
                measured((NETWORKS[0], NETWORKS[2])),
                twice,
                both,
                weight=0.5,
                examples=1,
                tolerance=TOLERANCE,
            ),
        ),
        *keeps(
            "Each layer must run in the mode in which it is, training or evaluation.",
            agrees(
                "evaluation",
                "What is in evaluation is measured in evaluation, be it the network or a layer of it, and what is in "
                "training in training.",
                each_of(
                    [
                        measured((NETWORKS[2],), training=False),
                        measured((NETWORKS[2],), evaluated=["1"]),
                        measured((DROPPED,)),
                        measured((DROPPED,), training=False),
                    ]
                ),
                part=0,
                examples=1,
                tolerance=TOLERANCE,
            ),
            agrees(
                "mode as it was",
                "Each layer is in training or in evaluation, as it was before the call.",
                each_of([measured((NETWORKS[2],), **mode) for mode in MODES]),
                part=2,
                weight=0.5,
                examples=1,
                conduct=True,
            ),
        ),
        *keeps(
            "Gradients that the network holds from earlier steps must play no part.",
            agrees(
                "earlier steps",
                "A network that has gone steps back before gives the numbers of this step alone.",
                measured((NETWORKS[0], NETWORKS[2], FURTHER[0]), earlier=2),
                part=0,
                examples=1,
                tolerance=TOLERANCE,
            ),
        ),
        *keeps(
            "No parameter must be changed, frozen or set free.",
            agrees(
                "parameters as they were",
                "The network has the same weights after the call as before it, and those learn that learned.",
                each_of([measured((NETWORKS[0], NETWORKS[2]), earlier=1), measured((NETWORKS[0],), frozen=["0.bias"])]),
                part=1,
                weight=0.5,
                examples=1,
                conduct=True,
            ),
        ),
        *keeps(
            "Neither x nor y must be modified.",
            leaves_inputs_alone(
                measured((NETWORKS[0],)),
                sentence="Images and classes are the same after the call as before it.",
                examples=1,
            ),
        ),
        *keeps(
            "ValueError: the network has no nn.Conv2d.",
            raises(
                "no convolution",
                "A network without a convolution raises a ValueError.",
                each_of([measure(network, 2, (2, 1, 2, 3), 1) for network in NO_CONVOLUTION]),
                examples=1,
            ),
        ),
    ),
)
