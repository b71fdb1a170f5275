"""Inputs far from the exams' own: whatever the docstrings allow, drawn by NumPy alone.

They say whether a mutant that no exam notices is right after all. So they share nothing with the strategies that the
exams draw from, and are fast: a module has a few channels, and its maps a few pixels. What is refused comes too.

A contract forgives a billionth, and a float32 holds seven digits. So modules get whole numbers, and statistics under
which a normalisation multiplies by whole numbers: all ways to compute in evaluation, forth and back, then come to the
same bits. `gradients_by_layer` measures networks of float64.

`resnet18` is missing: its twenty convolutions in a row come to numbers that no float32 holds exactly, and take ten
milliseconds, however narrow they are. Its blocks are those of `ResidualBlock`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import torch

from autograder.sandbox.wire.questions import Backward, Call, Do, Layer, Load, Mode, Script, Shapes, State, Step, Tensor
from cnnedu.nn import Transition
from cnnedu.nn.plain_dense import PlainDenseBlock, plain_densenet
from cnnedu.nn.residual_by_channels import BottleneckBlock, ResidualBlock
from cnnedu.nn.residual_by_channels import shortcut as way_past

__all__ = ["FURTHER_DRAWS"]

Shape = tuple[int, ...]


def shortcut(rng: np.random.Generator) -> Script:
    c_in, c_out, stride = _channels(rng), _channels(rng), int(rng.integers(1, 4))
    args = c_in, c_in if rng.random() < 0.4 else c_out, stride
    if args[0] == args[1] and stride == 1:  # x itself is no new tensor
        return Script(Call(args), (Shapes(),))
    return _asked(rng, way_past, args, c_in)


def residual_block(rng: np.random.Generator) -> Script:
    c_in, c_out = _channels(rng), _channels(rng)
    return _asked(rng, ResidualBlock, (c_in, c_in if rng.random() < 0.4 else c_out, *_stride_or_none(rng)), c_in)


def bottleneck_block(rng: np.random.Generator) -> Script:
    c_out = int(rng.choice((4, 8)) if rng.random() < 0.85 else rng.integers(-9, 15))
    c_in = c_out if rng.random() < 0.3 and c_out > 0 else int(rng.integers(1, 10))
    args = c_in, c_out, *_stride_or_none(rng)
    return _asked(rng, BottleneckBlock, args, c_in) if c_out > 0 and c_out % 4 == 0 else Script(Call(args))


def dense_block(rng: np.random.Generator) -> Script:
    layers = int(rng.integers(1, 4) if rng.random() < 0.9 else rng.integers(-3, 1))
    args = layers, _channels(rng), _channels(rng)
    return _asked(rng, PlainDenseBlock, args, args[1]) if layers > 0 else Script(Call(args))


def transition(rng: np.random.Generator) -> Script:
    args = _channels(rng), _channels(rng)
    return _asked(rng, Transition, args, args[0], least=2)


def densenet(rng: np.random.Generator) -> Script:
    blocks = tuple(int(count) for count in rng.choice((1, 2), rng.choice((0, 1, 1, 2, 2))))
    args = blocks, int(rng.integers(1, 3)), int(rng.integers(1, 3)), int(rng.integers(1, 5))
    if sum(blocks) > 2 or rng.random() < 0.2:
        return Script(Call((list(blocks), *args[1:])), (Shapes(),) if blocks else ())
    sides = rng.choice((2, 4), 2)  # a mean divides by a power of two
    return _asked(rng, plain_densenet, args, args[2], sides=sides) if blocks else Script(Call(args))


def gradients_by_layer(rng: np.random.Generator) -> Call:
    n, c, classes = int(rng.integers(2, 5)), int(rng.integers(1, 3)), int(rng.integers(1, 5))
    sides = tuple(int(side) for side in rng.integers(3, 6, 2))
    layers: list[Layer] = []
    maps = c
    for _ in range(int(rng.choice((0, 1, 1, 2, 2, 3)))):
        more, window = int(rng.integers(1, 4)), int(rng.choice((1, 3)))
        kwargs = {"padding": window // 2, "bias": bool(rng.random() < 0.5), "dtype": torch.float64}
        part = [Layer("Conv2d", (maps, more, window), kwargs)]
        if rng.random() < 0.3:
            part.append(Layer("BatchNorm2d", (more,), {"dtype": torch.float64}))
        part.append(Layer(str(rng.choice(("ReLU", "Tanh", "Identity")))))
        layers += [Layer("Sequential", tuple(part))] if rng.random() < 0.4 else part
        maps = more
    if layers and rng.random() < 0.3:
        window = int(rng.integers(1, 4))
        last = Layer("Conv2d", (maps, classes, window), {"bias": bool(rng.random() < 0.5), "dtype": torch.float64})
        layers += [last, Layer("AdaptiveAvgPool2d", (1,)), Layer("Flatten")]
    else:
        linear = Layer("Linear", (maps, classes), {"dtype": torch.float64})
        layers += [Layer("AdaptiveAvgPool2d", (1,)), Layer("Flatten"), linear]
    x, y = Tensor(rng.normal(size=(n, c, *sides))), Tensor(rng.integers(0, classes, n))
    mode = {"earlier": int(rng.integers(0, 3)), "training": bool(rng.random() < 0.5)}
    return Call((Layer("Sequential", tuple(layers)), x, y), mode, seed=int(rng.integers(1000)), via="gradients_in")


FURTHER_DRAWS: dict[str, Callable[[np.random.Generator], Call | Script]] = {
    "shortcut": shortcut,
    "ResidualBlock": residual_block,
    "BottleneckBlock": bottleneck_block,
    "gradients_by_layer": gradients_by_layer,
    "DenseBlock": dense_block,
    "Transition": transition,
    "densenet": densenet,
}


def _asked(
    rng: np.random.Generator,
    make: Callable[..., Any],
    args: tuple[Any, ...],
    channels: int,
    least: int = 1,
    sides: np.ndarray | None = None,
) -> Script:
    """Give a module weights, ask it for one or two batches, and mostly for gradients, and for what it holds then."""
    steps: list[Step] = [Load(_numbers(rng, _shapes_of(make, args)))]
    for _ in range(int(rng.choice((1, 1, 2)))):
        drawn = rng.integers(least, 6, 2) if sides is None else sides
        shape = int(rng.integers(2, 4)), channels, *(int(side) for side in drawn)
        x = rng.integers(-3, 4, shape).astype(np.float32)
        steps += [Mode(False), Do("", (Tensor(x, bool(rng.random() < 0.5)),))]
        if rng.random() < 0.6:
            steps.append(Backward(rng.integers(-2, 3, _output_of(make, args, shape)).astype(np.float32)))
    return Script(Call(args), (*steps, *([State()] if rng.random() < 0.3 else [])))


def _numbers(rng: np.random.Generator, shapes: dict[str, Shape]) -> dict[str, np.ndarray]:
    """Draw whole numbers; a normalisation divides by a deviation of 2 ** 20, and multiplies by as much and a little.

    What it adds has one binary place more than what it gets, so that no ReLU meets a 0: which slope it has there nobody
    has promised.
    """
    numbers, places = {}, 0
    for name, shape in shapes.items():
        numbers[name] = rng.integers(-1, 2, shape).astype(np.float32)
        if name.endswith("running_var"):
            numbers[name] = np.full(shape, 2.0**40, np.float32)  # so large that epsilon is less than its last digit
            places += 2 * name.startswith("transition")  # a mean of four pixels comes after it
        elif len(shape) == 1 and name.endswith("weight"):
            numbers[name] = (rng.choice((-1, 1, 2), shape) * 2.0**20).astype(np.float32)
        elif len(shape) == 1 and not name.startswith("fc"):
            places += name.endswith("bias")
            numbers[name] += np.float32(0.5**places * name.endswith("bias"))
    return numbers


@cache
def _shapes_of(make: Callable[..., Any], args: tuple[Any, ...]) -> dict[str, Shape]:
    return {name: tuple(array.shape) for name, array in make(*args).state_dict().items() if array.dim()}


@cache
def _output_of(make: Callable[..., Any], args: tuple[Any, ...], shape: Shape) -> Shape:
    with torch.no_grad():
        return tuple(make(*args).eval()(torch.zeros(shape)).shape)


def _channels(rng: np.random.Generator) -> int:
    return int(rng.integers(1, 5))


def _stride_or_none(rng: np.random.Generator) -> tuple[int, ...]:
    return () if rng.random() < 0.2 else (int(rng.integers(1, 4)),)
