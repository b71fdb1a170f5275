"""Run trained networks on NumPy alone, with the course's operations or with anyone else's.

The weights are a plain dictionary of arrays (`Trained.weights`), the operations a table from names to functions. Put a
student's `conv2d` into the table, and the trained network recognises images through the layer the student wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from cnnedu.ops.activations import relu, tanh
from cnnedu.ops.avg_pool2d import global_avg_pool2d
from cnnedu.ops.batch_norm import batch_norm
from cnnedu.ops.conv2d import conv2d
from cnnedu.ops.linear import linear
from cnnedu.ops.max_pool2d import max_pool2d

__all__ = ["MODELS", "OPERATIONS", "compact_resnet_logits", "lenet_logits", "logits"]

Operation = Callable[..., Any]
Operations = Mapping[str, Operation]
Weights = Mapping[str, np.ndarray]

OPERATIONS: Operations = MappingProxyType(
    {
        "conv2d": conv2d,
        "batch_norm": batch_norm,
        "relu": relu,
        "tanh": tanh,
        "max_pool2d": max_pool2d,
        "global_avg_pool2d": global_avg_pool2d,
        "linear": linear,
    }
)
"""The course's own operations: what a function of each name must do and how it is called.

==================== =================================================================================
conv2d               ``(x, weight, bias, stride, padding)``; bias may be None
batch_norm           ``(x, gamma, beta, running_mean, running_var, training=False)`` gives (y, mean, var)
relu, tanh           ``(x)``
max_pool2d           ``(x, kernel_size)``, windows side by side
global_avg_pool2d    ``(x)`` gives (n, c)
linear               ``(x, weight, bias)``
==================== =================================================================================
"""


def logits(
    model: str, weights: Weights, images: np.ndarray, operations: Operations = OPERATIONS, *, batch_size: int = 100
) -> np.ndarray:
    """Ask a network for its logits.

    Args:
        model: one of `MODELS`.
        weights: name in the network's state dict -> array.
        images: array (n, c, h, w), normalised as the card says.
        operations: name -> function for those that shall be used instead of the course's own.
        batch_size: images that pass through the network together.

    Returns:
        array (n, k).

    Raises:
        ValueError: the network is not one of `MODELS`, an operation has an unknown name, or a weight is missing.

    >>> from cnnedu.data import load
    >>> from cnnedu.weights import load_trained
    >>> trained, test = load_trained("lenet", "digits"), load("digits", "test", (28, 28)).take(slice(5))
    >>> logits("lenet", trained.weights(), trained.card.normalisation.floats(test)).argmax(axis=1), test.labels
    (array([0, 1, 2, 3, 4]), array([0, 1, 2, 3, 4]))
    """
    if model not in MODELS:
        raise ValueError(f"there is no NumPy form of {model!r}: use one of {', '.join(MODELS)}")
    unknown = sorted(set(operations) - set(OPERATIONS))
    if unknown:
        raise ValueError(f"unknown operations {', '.join(unknown)}: the names are {', '.join(OPERATIONS)}")
    table = {**OPERATIONS, **operations}
    batches = [images[start : start + batch_size] for start in range(0, len(images), batch_size)]
    return np.concatenate([MODELS[model](weights, batch, table) for batch in batches])


def lenet_logits(weights: Weights, x: np.ndarray, operations: Operations = OPERATIONS) -> np.ndarray:
    """LeNet-5 on images (n, c, 28, 28) or (n, c, 32, 32): C1, S2, C3, S4, C5, F6, output.

    Args:
        weights, operations: as for `logits`; here the table must be complete.
        x: the images, normalised.
    """
    w = _Weights(weights)
    padding = 2 if x.shape[-1] == 28 else 0
    conv2d, pool, tanh, linear = (operations[name] for name in ("conv2d", "max_pool2d", "tanh", "linear"))
    x = tanh(conv2d(x, w["c1.weight"], w["c1.bias"], 1, padding))
    x = pool(x, 2)
    x = tanh(conv2d(x, w["c3.weight"], w["c3.bias"], 1, 0))
    x = pool(x, 2)
    x = tanh(conv2d(x, w["c5.weight"], w["c5.bias"], 1, 0))
    x = tanh(linear(x.reshape(len(x), -1), w["f6.weight"], w["f6.bias"]))
    return linear(x, w["output.weight"], w["output.bias"])


def compact_resnet_logits(weights: Weights, x: np.ndarray, operations: Operations = OPERATIONS) -> np.ndarray:
    """The compact residual network on images (n, c, h, w). Arguments are those of `lenet_logits`."""
    w = _Weights(weights)
    x = operations["relu"](_normalised(w, "bn", _convolved(w, "conv", x, operations), operations))
    x = operations["max_pool2d"](_block(w, "block1", x, operations), 2)
    x = operations["max_pool2d"](_block(w, "block2", x, operations), 2)
    x = operations["global_avg_pool2d"](_block(w, "block3", x, operations))
    return operations["linear"](x, w["fc.weight"], w["fc.bias"])


MODELS: Mapping[str, Callable[[Weights, np.ndarray, Operations], np.ndarray]] = MappingProxyType(
    {"lenet": lenet_logits, "compact_resnet": compact_resnet_logits}
)
"""The networks that run on NumPy."""


def _block(w: _Weights, name: str, x: np.ndarray, operations: Operations) -> np.ndarray:
    """``relu(x' + F(x))``: the ReLU comes after the addition."""
    relu = operations["relu"]
    y = relu(_normalised(w, f"{name}.bn1", _convolved(w, f"{name}.conv1", x, operations), operations))
    y = _normalised(w, f"{name}.bn2", _convolved(w, f"{name}.conv2", y, operations), operations)
    if f"{name}.downsample.0.weight" in w:
        x = _normalised(w, f"{name}.downsample.1", _convolved(w, f"{name}.downsample.0", x, operations), operations)
    return relu(x + y)


def _convolved(w: _Weights, name: str, x: np.ndarray, operations: Operations) -> np.ndarray:
    weight = w[f"{name}.weight"]
    return operations["conv2d"](x, weight, None, 1, weight.shape[-1] // 2)  # the output is as large as the input


def _normalised(w: _Weights, name: str, x: np.ndarray, operations: Operations) -> np.ndarray:
    parts = (w[f"{name}.{part}"] for part in ("weight", "bias", "running_mean", "running_var"))
    y, _, _ = operations["batch_norm"](x, *parts, training=False)
    return y


class _Weights:
    """The weights by name. A missing one is said to be missing: a KeyError could come from a student's function too."""

    def __init__(self, arrays: Weights) -> None:
        self._arrays = arrays

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def __getitem__(self, name: str) -> np.ndarray:
        if name not in self._arrays:
            raise ValueError(f"the weights lack {name}: they are those of another network")
        return self._arrays[name]
