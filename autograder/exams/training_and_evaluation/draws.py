"""What several exercises of this assignment share: small networks, images and classes for them."""

from __future__ import annotations

import numpy as np

from autograder.sandbox.wire.questions import Layer, Tensor

__all__ = ["BARE", "DEEP", "NORMED", "flat", "labelled", "linear", "row"]


def linear(*args: int) -> Layer:
    return Layer("Linear", args)


def row(*layers: Layer) -> Layer:
    return Layer("Sequential", layers)


flat = Layer("Flatten")
BARE = linear(2, 3)
DEEP = row(Layer("Conv2d", (2, 3, 2)), Layer("ReLU"), flat, linear(6, 4))  # for images of 2 x 2 x 3
NORMED = row(linear(2, 4), Layer("BatchNorm1d", (4,)), Layer("ReLU"), linear(4, 3))


def labelled(shape: tuple[int, ...], classes: int, seed: int) -> tuple[Tensor, Tensor]:
    """Draw images of whole digits and a class for each, as tensors; never one class only, where there are two."""
    rng = np.random.default_rng(seed)
    x = rng.integers(-3, 4, shape).astype(np.float64)
    y = rng.integers(0, classes, shape[0])
    if shape[0] > 1:
        y[0] = (y[1] + 1) % classes
    return Tensor(x), Tensor(y)
