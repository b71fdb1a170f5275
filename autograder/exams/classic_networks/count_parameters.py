"""The exam of `count_parameters`: how many numbers of a module training changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, law, returns_int
from autograder.exam.strategies import each_of, with_corners
from autograder.exams.classic_networks.drivers import count_in
from autograder.exams.classic_networks.honest import count_parameters as honest
from autograder.exams.classic_networks.wrong import count_parameters as wrong
from autograder.sandbox.wire.questions import Call, Layer, Tensor
from cnnedu.nn.counting import count_parameters

__all__ = ["EXERCISE"]

_SIZES = st.integers(1, 6)


def conv(*args: Any, **more: Any) -> Layer:
    return Layer("Conv2d", args, more)


def linear(*args: int, **more: Any) -> Layer:
    return Layer("Linear", args, more)


def row(*layers: Layer) -> Layer:
    return Layer("Sequential", layers)


def numbers(array: Any) -> Layer:
    return Layer("ParameterList", ([Tensor(array)],))


RELU, FLATTEN, POOL = Layer("ReLU"), Layer("Flatten"), Layer("MaxPool2d", (2,))
SINGLE = numbers(np.array(2.0, np.float32))  # without sides
LENET = row(
    conv(1, 6, 5, padding=2),
    POOL,
    conv(6, 16, 5),
    POOL,
    FLATTEN,
    linear(400, 120),
    linear(120, 84),
    linear(84, 10),
)
LAYERS = (
    conv(1, 6, 5),
    conv(3, 4, (2, 5)),
    conv(4, 6, 3, groups=2),
    conv(2, 5, 3, bias=False),
    linear(7, 3),
    linear(3, 2, bias=False),
    Layer("BatchNorm2d", (5,)),
    Layer("PReLU"),
    Layer("Embedding", (4, 3)),
    Layer("MultiheadAttention", (4, 2)),
    Layer("LSTM", (2, 3)),
    numbers(np.ones((2, 3))),  # a float64 has more bytes
    RELU,
    row(),
)
NETWORKS = (
    LENET,
    row(linear(2, 3), RELU, linear(3, 4)),
    row(linear(3, 3), linear(3, 3)),  # two layers of one size are two layers
    row(conv(1, 2, 3), row(conv(2, 3, 1), row(linear(3, 5)))),
    row(row(row(linear(2, 2)), RELU), Layer("BatchNorm1d", (2,))),
    row(conv(1, 4, 3), Layer("BatchNorm2d", (4,)), conv(4, 4, 3), Layer("BatchNorm2d", (4,))),  # two begin alike
    Layer("ModuleList", ([linear(2, 3), conv(1, 2, 3)],)),
    Layer("ModuleDict", ({"head": linear(4, 2)},)),
    Layer("ModuleDict", ({"running": linear(3, 2), "num_batches": linear(2, 1)},)),  # called like buffers
    row(linear(2, 3), SINGLE),
)
SQUARE = row(linear(3, 3), RELU, linear(3, 3), row(linear(3, 3), linear(3, 2)))
SHARED = (
    Call((SQUARE,), {"shared": [("0", "2")]}, via="count_in"),
    Call((SQUARE,), {"shared": [("0", "3.0")]}, via="count_in"),
    Call((SQUARE,), {"shared": [("0", "2"), ("0", "3.0")]}, via="count_in"),
    Call((SQUARE,), {"tied": [("0.weight", "2.weight")]}, via="count_in"),
    Call((SQUARE,), {"tied": [("0.weight", "3.0.weight"), ("2.bias", "3.0.bias")]}, via="count_in"),
)
FROZEN = (
    Call((linear(4, 3),), {"frozen": ["weight"]}, via="count_in"),
    Call((linear(4, 3),), {"frozen": ["weight", "bias"]}, via="count_in"),
    Call((SQUARE,), {"frozen": ["3.1.weight"]}, via="count_in"),
    Call((SQUARE,), {"frozen": ["0.bias"], "shared": [("0", "2")]}, via="count_in"),
)
BUFFERS = (
    Call((Layer("BatchNorm2d", (4,)),)),
    Call((row(conv(1, 3, 3), Layer("BatchNorm2d", (3,), {"affine": False})),)),
    Call((row(linear(2, 3), row(Layer("BatchNorm1d", (3,)))),)),
    Call((row(linear(2, 3), Layer("BatchNorm1d", (3,))),), {"kept": 5}, via="count_in"),
)
EVALUATED = Call(
    (row(conv(1, 2, 3), row(linear(3, 2), Layer("BatchNorm1d", (2,)))),), {"training": False}, via="count_in"
)


@st.composite
def small_networks(draw: st.DrawFn) -> Call:
    a, b, c, k = draw(_SIZES), draw(_SIZES), draw(_SIZES), draw(st.integers(1, 3))
    bias = draw(st.booleans())
    return Call((row(conv(a, b, (k, k + 1), bias=bias), RELU, row(conv(b, c, 1), FLATTEN), linear(c, a)),))


def whole_and_parts(call: Call) -> tuple[Call, ...]:
    return *(Call((layer,)) for layer in call.args[0].args), call


def sum_of_parts(call: Call, values: Sequence[Any]) -> tuple[Any, Any]:
    return sum(values[:-1]), values[-1]


EXERCISE = Exercise(
    "count_parameters",
    points=2,
    reference=count_parameters,
    answers=answers_of(wrong, honest),
    given={"count_in": count_in},
    properties=(
        *keeps(
            "How many numbers training changes in the module and in all that it contains.",
            agrees(
                "layers",
                "Every number in the weights and the biases of a layer counts, whatever the kind of layer.",
                each_of([Call((layer,)) for layer in LAYERS]),
                weight=2,
                examples=1,
            ),
            agrees(
                "networks",
                "Every layer of a network counts once, however deep it lies inside others.",
                with_corners(small_networks(), [*(Call((network,)) for network in NETWORKS), EVALUATED]),
                weight=2,
                examples=6,
            ),
            law(
                "sum of the layers",
                "A network has as many parameters as its layers together.",
                small_networks(),
                whole_and_parts,
                sum_of_parts,
                weight=0.5,
                examples=3,
            ),
        ),
        *keeps(
            "A parameter that several layers share must count once.",
            agrees("shared", "Layers that share a parameter have it once between them.", each_of(SHARED), examples=1),
        ),
        *keeps(
            "Buffers, such as the running statistics of a batch normalisation, must not count.",
            agrees("buffers", "What a layer keeps without learning it does not count.", each_of(BUFFERS), examples=1),
        ),
        *keeps(
            "Parameters whose requires_grad is False must not count.",
            agrees("frozen", "What is frozen does not count.", each_of(FROZEN), examples=1),
        ),
        *keeps(
            "It is an int.", returns_int(with_corners(small_networks(), [Call((RELU,)), Call((SINGLE,))]), examples=2)
        ),
    ),
)
