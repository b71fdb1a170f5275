"""Inputs far from the exams' own: whatever the docstrings allow, corners often, drawn by NumPy alone.

They say whether a mutant that no exam notices is right after all. So they share nothing with the strategies that the
exams draw from, and are fast: modules of few channels, images of few pixels. What is refused comes too.

All numbers are small multiples of a power of two, so that a float32 holds every sum of products, in whatever order it
is added: what differs is no rounding. No layer gives a 0 to the ReLU behind it, since there the gradient is free to be
either: each bias has a fraction that is half of that of the layer before.

`LeNet5` is left out. It has no small sibling: some 60,000 weights and images of 28 x 28 pixels make a draw a hundred
times as large as any other here, and tanh gives numbers that no float32 holds. What its exam asks are such networks
with such images already, of every number of classes and channels that a docstring could mean.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.sandbox.wire.questions import Backward, Call, Do, Layer, Load, Mode, Script, Shapes, Step, Tensor

__all__ = ["FURTHER_DRAWS"]

Shape = tuple[int, ...]


def count_parameters(rng: np.random.Generator) -> Call:
    names: list[str] = []
    squares: list[str] = []
    network = _nested(rng, "", names, squares, depth=0)
    more: dict[str, Any] = {}
    if names and rng.random() < 0.4:
        more["frozen"] = [str(name) for name in rng.choice(names, int(rng.integers(1, 4)))]
    if len(squares) > 1 and rng.random() < 0.6:
        more["shared"] = [(squares[0], each) for each in squares[1:] if rng.random() < 0.7]
    return Call((network,), more, via="count_in") if more or rng.random() < 0.3 else Call((network,))


def layer_table(rng: np.random.Generator) -> Call:
    shape = (int(rng.integers(1, 4)), *(int(side) for side in rng.integers(1, 7, 2)))
    shape = shape if rng.random() < 0.8 else shape[:1]
    layers: list[Layer] = []
    given = shape
    for _ in range(int(rng.integers(0, 6))):
        if rng.random() < 0.25:
            inside: list[Layer] = []
            for _ in range(int(rng.integers(0, 4))):
                given = _one_more(rng, inside, given)
            layers.append(Layer("Sequential", tuple(inside)))
        else:
            given = _one_more(rng, layers, given)
    if rng.random() < 0.3:
        return Call((Layer("Sequential", tuple(layers)), shape))
    names = [str(name) for name in rng.permutation(["c1", "s2", "flatten", "7", "head", "a"])[: len(layers)]]
    more: dict[str, Any] = {}
    if rng.random() < 0.5:
        more["training"] = bool(rng.random() < 0.5)
    if names and rng.random() < 0.4:
        more["evaluated"] = [str(name) for name in rng.choice(names, int(rng.integers(1, 3)))]
    learned = [name for name, layer in zip(names, layers, strict=True) if layer.name in ("Conv2d", "Linear")]
    if learned and rng.random() < 0.4:
        more["frozen"] = [f"{rng.choice(learned)}.{rng.choice(('weight', 'bias'))}"]
    return Call((dict(zip(names, layers, strict=True)), shape), more, via="table_of")


def vgg_block(rng: np.random.Generator) -> Script:
    convs, c_in, c_out = int(rng.integers(1, 5)), *_channels(rng, 2)
    if rng.random() < 0.05:
        return Script(Call((int(rng.integers(-3, 1)), c_in, c_out)), (Shapes(),))
    weights: dict[str, Shape] = {f"{2 * i}": (c_out, c_out if i else c_in, 3, 3) for i in range(convs)}

    def a_batch() -> tuple[Shape, Shape]:
        n, h, w = _batch_of(rng), *_sides(rng, 2, 8)
        return (n, c_in, h, w), (n, c_out, h // 2, w // 2)

    return _script(rng, Call((convs, c_in, c_out)), weights, a_batch)


def vgg(rng: np.random.Generator) -> Script:
    c_in, blocks = *_channels(rng, 1), int(rng.choice((1, 2, 3), p=(0.5, 0.4, 0.1)))
    configuration = tuple((int(rng.choice((1, 1, 2))), *_channels(rng, 1)) for _ in range(blocks))
    (h, w), hidden, classes = _sides(rng, 1, 9, 2**blocks), int(rng.integers(1, 5)), int(rng.integers(1, 4))
    if rng.random() < 0.1:
        h, w = (int(side) for side in rng.permutation((int(rng.integers(1, 2**blocks)), int(rng.integers(1, 20)))))
    if rng.random() < 0.05:
        place = int(rng.integers(blocks))
        configuration = (*configuration[:place], (int(rng.integers(-2, 1)), 1), *configuration[place + 1 :])
    make = Call((configuration, c_in, (h, w), hidden, classes))
    weights: dict[str, Shape] = {}
    channels = c_in
    for block, (convs, c_out) in enumerate(configuration):
        for i in range(convs):
            weights[f"{block}.{2 * i}"] = (c_out, c_out if i else channels, 3, 3)
        channels = c_out
    long = channels * (h >> blocks) * (w >> blocks)
    if not long or any(convs < 1 for convs, _ in configuration):
        return Script(make, (Shapes(),))
    widths = {1: (hidden, long), 4: (hidden, hidden), 7: (classes, hidden)}
    weights |= {f"{blocks + place}": shape for place, shape in widths.items()}

    def a_batch() -> tuple[Shape, Shape]:
        n = _batch_of(rng)
        return (n, c_in, h, w), (n, classes)

    return _script(rng, make, weights, a_batch)


def nin_block(rng: np.random.Generator) -> Script:
    c_in, c_out = _channels(rng, 2)
    k, stride, padding = int(rng.integers(1, 5)), int(rng.integers(1, 4)), int(rng.integers(0, 3))
    kind = rng.random()
    if kind < 0.2:
        stride, padding, make = 1, 0, Call((c_in, c_out, k))
    elif kind < 0.3:
        padding, make = 0, Call((c_in, c_out, k, stride))
    elif kind < 0.4:
        stride, make = 1, Call((c_in, c_out, k), {"padding": padding})
    else:
        make = Call((c_in, c_out, k, stride, padding))

    def a_batch() -> tuple[Shape, Shape]:
        n, h, w = _batch_of(rng), *(k + int(more) for more in rng.integers(0, 5, 2))
        return (n, c_in, h, w), (n, c_out, *((side + 2 * padding - k) // stride + 1 for side in (h, w)))

    return _script(rng, make, _pixel_network(c_in, c_out, k), a_batch)


def nin_head(rng: np.random.Generator) -> Script:
    c_in, classes = _channels(rng, 2)

    def a_batch() -> tuple[Shape, Shape]:
        n, h, w = _batch_of(rng), int(rng.choice((1, 2, 4, 8))), int(rng.choice((1, 2, 4)))  # a mean without rounding
        return (n, c_in, h, w), (n, classes)

    return _script(rng, Call((c_in, classes)), _pixel_network(c_in, classes, 3), a_batch)


def inception(rng: np.random.Generator) -> Script:
    c_in, c1, r2, c2, r3, c3, c4 = _channels(rng, 7)
    weights: dict[str, Shape] = {"reduce2": (r2, c_in, 1, 1), "branch2": (c2, r2, 3, 3), "branch1": (c1, c_in, 1, 1)}
    weights |= {"reduce3": (r3, c_in, 1, 1), "branch3": (c3, r3, 5, 5), "branch4": (c4, c_in, 1, 1)}

    def a_batch() -> tuple[Shape, Shape]:
        n, h, w = _batch_of(rng), *_sides(rng, 1, 6)
        return (n, c_in, h, w), (n, c1 + c2 + c3 + c4, h, w)

    return _script(rng, Call((c_in, c1, (r2, c2), (r3, c3), c4)), weights, a_batch)


FURTHER_DRAWS: dict[str, Callable[[np.random.Generator], Call | Script]] = {
    "count_parameters": count_parameters,
    "layer_table": layer_table,
    "vgg_block": vgg_block,
    "vgg": vgg,
    "nin_block": nin_block,
    "nin_head": nin_head,
    "Inception": inception,
}


def _script(
    rng: np.random.Generator, make: Call, weights: dict[str, Shape], a_batch: Callable[[], tuple[Shape, Shape]]
) -> Script:
    """Ask for the names and shapes, then for some passes in either mode, and for gradients now and then."""
    state: dict[str, np.ndarray] = {}
    for number, (name, shape) in enumerate(weights.items(), start=1):
        state[f"{name}.weight"] = rng.integers(-1, 2, shape).astype(np.float32)
        state[f"{name}.bias"] = (rng.integers(-2, 3, shape[0]) + 0.5**number).astype(np.float32)
    steps: list[Step] = [Shapes(), Load(state), Mode(bool(rng.random() < 0.3))]
    for _ in range(int(rng.integers(1, 3))):
        batch, gives = a_batch()
        back = rng.random() < 0.3
        steps.append(Do("", (Tensor(rng.integers(-4, 5, batch).astype(np.float32), back),)))
        if back:
            steps.append(Backward(rng.integers(-4, 5, gives).astype(np.float32)))
    return Script(make, tuple(steps), seed=int(rng.integers(1000)))


def _pixel_network(c_in: int, c_out: int, k: int) -> dict[str, Shape]:
    return {"0": (c_out, c_in, k, k), "2": (c_out, c_out, 1, 1), "4": (c_out, c_out, 1, 1)}


def _channels(rng: np.random.Generator, count: int) -> list[int]:
    return [int(each) for each in rng.integers(1, 4, count)]


def _sides(rng: np.random.Generator, low: int, high: int, least: int = 1) -> list[int]:
    return [max(least, int(side)) for side in rng.integers(low, high, 2)]


def _batch_of(rng: np.random.Generator) -> int:
    return int(rng.integers(1, 4))


def _nested(rng: np.random.Generator, path: str, names: list[str], squares: list[str], depth: int) -> Layer:
    """A row of layers and further rows, with the names of its parameters and of its layers of 3 numbers to 3."""
    inside = []
    for place in range(int(rng.integers(0, 5))):
        here = f"{path}{place}"
        if depth < 3 and rng.random() < 0.3:
            inside.append(_nested(rng, f"{here}.", names, squares, depth + 1))
            continue
        layer, learned = _any_layer(rng)
        inside.append(layer)
        names += [f"{here}.{name}" for name in learned]
        if layer == Layer("Linear", (3, 3)):
            squares.append(here)
    return Layer("Sequential", tuple(inside))


def _any_layer(rng: np.random.Generator) -> tuple[Layer, tuple[str, ...]]:
    a, b, k = (int(each) for each in rng.integers(1, 5, 3))
    both = ("weight", "bias")
    kinds: list[tuple[Layer, tuple[str, ...]]] = [
        (Layer("Linear", (3, 3)), both),
        (Layer("Linear", (3, 3)), both),
        (Layer("Linear", (a, b), {"bias": False}), ("weight",)),
        (Layer("Conv2d", (a, b, (k, a))), both),
        (Layer("Conv2d", (2 * a, 2 * b, k), {"groups": 2, "bias": False}), ("weight",)),
        (Layer("BatchNorm2d", (a,)), both),
        (Layer("BatchNorm1d", (a,), {"affine": False}), ()),
        (Layer("PReLU"), ("weight",)),
        (Layer("Embedding", (a, b)), ("weight",)),
        (Layer("ReLU"), ()),
    ]
    return kinds[int(rng.integers(len(kinds)))]


def _one_more(rng: np.random.Generator, layers: list[Layer], shape: Shape) -> Shape:
    """Append a layer that fits to what comes in, and return what comes out of it."""
    if len(shape) == 1:
        kind, out = rng.random(), int(rng.integers(1, 5))
        if kind < 0.5:
            layers.append(Layer("Linear", (shape[0], out)))
            return (out,)
        layers.append(Layer("BatchNorm1d", shape) if kind < 0.8 else Layer("Dropout"))
        return shape
    c, h, w = shape
    kind = int(rng.integers(9))
    if kind == 0 and min(h, w) > 1:
        layers.append(Layer("MaxPool2d", (2,)))
        return c, h // 2, w // 2
    if kind == 1:
        layers.append(Layer("Flatten"))
        return (c * h * w,)
    if kind == 2:
        layers.append(Layer("AdaptiveAvgPool2d", (1,)))
        return c, 1, 1
    if kind == 3 and not (h % 2 or w % 2):
        layers.append(Layer("PixelUnshuffle", (2,)))
        return 4 * c, h // 2, w // 2
    if kind in (4, 5):
        k, out = (int(rng.integers(1, h + 1)), int(rng.integers(1, w + 1))), int(rng.integers(1, 4))
        layers.append(Layer("Conv2d", (c, out, k)))
        return out, h - k[0] + 1, w - k[1] + 1
    normal = [
        Layer("BatchNorm2d", (c,)),
        Layer("InstanceNorm2d", (c,), {"track_running_stats": True}),
        Layer("ReLU"),
        Layer("Dropout"),
    ]
    layers.append(normal[int(rng.integers(len(normal)))])
    return shape
