"""The exam of `layer_table`: name, output and parameters of each layer of a network."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees
from autograder.exam.strategies import each_of, with_corners
from autograder.exams.classic_networks.count_parameters import FLATTEN, POOL, RELU, conv, linear, row
from autograder.exams.classic_networks.drivers import count_in, table_of
from autograder.exams.classic_networks.honest import layer_table as honest
from autograder.exams.classic_networks.wrong import layer_table as wrong
from autograder.sandbox.wire.questions import Call, Layer
from cnnedu.nn.counting import layer_table

__all__ = ["EXERCISE"]

TANH, DROPOUT, MEAN = Layer("Tanh"), Layer("Dropout"), Layer("AdaptiveAvgPool2d", (1,))
LENET = {
    "c1": conv(1, 6, 5, padding=2),
    "tanh1": TANH,
    "s2": POOL,
    "c3": conv(6, 16, 5),
    "tanh3": TANH,
    "s4": POOL,
    "c5": conv(16, 120, 5),
    "tanh5": TANH,
    "flatten": FLATTEN,
    "f6": linear(120, 84),
    "tanh6": TANH,
    "output": linear(84, 10),
}


def norm(channels: int) -> Layer:
    return Layer("BatchNorm2d", (channels,))


def table(layers: dict[str, Layer], shape: tuple[int, ...], **more: Any) -> Call:
    return Call((layers, shape), more, via="table_of")


NAMED = (
    table(LENET, (1, 28, 28)),
    table({"only": conv(2, 3, 2)}, (2, 4, 5)),
    table({"first": RELU, "second": RELU}, (2, 3, 5)),
    table({"up": linear(3, 5), "relu": RELU, "down": linear(5, 2)}, (3,)),
    table({}, (2, 3, 4)),
    table({"up": linear(2, 3), "relu": RELU, "down": linear(3, 3), "again": RELU}, (2,), shared=[("relu", "again")]),
    table({"pool": POOL, "conv": conv(1, 1, 1), "again": POOL}, (1, 8, 9), shared=[("pool", "again")]),
    table({"fc": linear(2, 3), "fc1": linear(3, 4), "fc10": linear(4, 2)}, (2,)),  # names that begin alike
    table({"apart": Layer("PixelUnshuffle", (2,)), "flat": FLATTEN}, (1, 4, 6)),  # of no images PyTorch knows no size
)
WITH_BLOCKS = (
    table(
        {"a": row(conv(1, 2, 3), RELU, POOL), "b": row(conv(2, 3, 1), row(conv(3, 4, 1), MEAN)), "c": FLATTEN},
        (1, 7, 9),
    ),
    table({"inner": row(norm(2), row(linear(4, 3))), "empty": row()}, (2, 3, 4)),
    table({"twice": row(linear(3, 3), RELU, linear(3, 3)), "out": linear(3, 2)}, (3,), shared=[("twice.0", "twice.2")]),
)
ONE_VALUE_A_CHANNEL = (
    table({"conv": conv(1, 3, (2, 4)), "norm": norm(3)}, (1, 2, 4)),
    table({"mean": MEAN, "block": row(norm(2), RELU)}, (2, 3, 5)),
    table({"up": linear(2, 3), "norm": Layer("BatchNorm1d", (3,))}, (2,)),
    table({"mean": MEAN, "norm": Layer("InstanceNorm2d", (2,), {"track_running_stats": True})}, (2, 3, 5)),
)
NOT_LEARNED = (
    table({"conv": conv(1, 2, 3), "flat": FLATTEN, "out": linear(4, 3)}, (1, 3, 4), frozen=["conv.weight", "out.bias"]),
    table({"block": row(conv(1, 2, 2), norm(2)), "norm": norm(2)}, (1, 3, 4), frozen=["block.0.bias", "norm.weight"]),
    table({"conv": conv(2, 2, 1), "block": row(conv(2, 2, 1), norm(2))}, (2, 3, 4), shared=[("conv", "block.0")]),
)
LEFT_AS_IT_WAS = (
    table({"norm": norm(2), "drop": DROPOUT}, (2, 3, 5)),
    table({"norm": norm(2), "drop": DROPOUT}, (2, 3, 5), training=False),
    table({"a": row(conv(1, 2, 3), norm(2)), "b": row(norm(2), DROPOUT)}, (1, 5, 4), evaluated=["a"]),
    table({"a": row(conv(1, 2, 3), norm(2)), "b": norm(2)}, (1, 5, 4), evaluated=["a.1"]),
    table({"a": conv(1, 2, 3), "b": norm(2)}, (1, 5, 4), training=False),
    table({"a": row(row(norm(2), row(DROPOUT, row(norm(2)))), DROPOUT)}, (2, 3, 4)),
    table({"a": row(norm(2), row(DROPOUT)), "b": norm(2)}, (2, 3, 4), training=False, trained=["a.1.0", "b"]),
    table({"a": row(row(norm(2)), DROPOUT), "b": norm(2)}, (2, 3, 4), evaluated=["a"], trained=["a.0.0"]),
    table({"a": row(norm(2)), "b": row(norm(2))}, (2, 3, 4), evaluated=["a.0"], shared=[("a.0", "b.0")]),
)


@st.composite
def small_networks(draw: st.DrawFn) -> Call:
    c_in, c_mid, c_out = draw(st.permutations([1, 2, 3]))
    h, w = draw(st.sampled_from([(3, 4), (5, 4), (6, 3), (4, 7)]))
    k = draw(st.integers(1, 3))
    first = conv(c_in, c_mid, (k, draw(st.integers(1, 3))), stride=draw(st.integers(1, 2)))
    return table({"conv": first, "relu": RELU, "more": conv(c_mid, c_out, 1), "flat": FLATTEN}, (c_in, h, w))


@st.composite
def plain(draw: st.DrawFn) -> Call:
    call = draw(small_networks())
    return Call((row(*call.args[0].values()), call.args[1]))


EXERCISE = Exercise(
    "layer_table",
    points=3,
    reference=layer_table,
    answers=answers_of(wrong, honest),
    given={"table_of": table_of, "count_in": count_in},
    properties=(
        *keeps(
            (
                "A list with a row for each layer of the network, in order; a block inside the network is one layer.",
                "A row is a tuple: the name of the layer in the network, the sizes of what it gives for one image as a "
                "tuple without the batch, and how many numbers training changes in it.",
                "A layer that stands in two places has two rows, and what two rows share counts in both.",
            ),
            agrees(
                "rows",
                "Each layer has its row: its name, what it gives for one image, and its parameters.",
                with_corners(small_networks(), NAMED),
                part=0,
                weight=3,
                examples=6,
            ),
            agrees("numbered layers", "Layers without names of their own have numbers.", plain(), examples=3),
            agrees(
                "blocks",
                "A block is one layer: its row has what comes out of its end, and the parameters of all inside.",
                each_of(WITH_BLOCKS),
                part=0,
                examples=1,
            ),
            agrees(
                "learned numbers",
                "Neither what is frozen counts, nor what a batch normalisation keeps.",
                each_of(NOT_LEARNED),
                part=0,
                weight=0.5,
                examples=1,
            ),
        ),
        *keeps(
            "The layers must run in evaluation mode, in which one value a channel is enough for a batch normalisation.",
            agrees(
                "evaluation",
                "A batch normalisation that gets a single value a channel is no obstacle.",
                each_of(ONE_VALUE_A_CHANNEL),
                part=0,
                examples=1,
            ),
        ),
        *keeps(
            "Afterwards every layer must be in the mode in which it was, and every number of the network as it was.",
            agrees(
                "modes as they were",
                "Each layer is in training or in evaluation, as it was before the call.",
                each_of(LEFT_AS_IT_WAS),
                part=1,
                examples=1,
                conduct=True,
            ),
            agrees(
                "numbers as they were",
                "No weight and no running statistic of the network has changed.",
                each_of(LEFT_AS_IT_WAS),
                part=2,
                weight=0.5,
                examples=1,
                conduct=True,
            ),
        ),
    ),
)
