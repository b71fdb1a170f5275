"""The operations of a network, made of a student's functions: every one is a question to the sandbox."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from autograder.sandbox.wire.outcome import Outcome, Played, Returned
from autograder.sandbox.wire.questions import Call, Do, Put, Question, Script

__all__ = ["ASSIGNMENTS", "EXERCISES", "Ask", "LayerFailed", "operations"]

Ask = Callable[[str, Question], Outcome]
"""Put a question to the student's function or class of that name."""

EXERCISES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "conv2d": ("conv2d",),
        "linear": ("linear_as_conv", "conv2d"),
        "relu": ("activation",),
        "tanh": ("activation",),
        "max_pool2d": ("max_pool2d",),
        "global_avg_pool2d": ("global_mean_pool",),
        "batch_norm": ("BatchNorm2d",),
    }
)
"""What each operation of `cnnedu.inference` is made of, by the names of the exercises."""

ASSIGNMENTS: Mapping[str, str] = MappingProxyType(
    {
        "conv2d": "02_channels",
        "linear_as_conv": "02_channels",
        "global_mean_pool": "04_pooling_and_activations",
        "max_pool2d": "04_pooling_and_activations",
        "activation": "04_pooling_and_activations",
        "BatchNorm2d": "05_normalisation_and_dropout",
    }
)
"""By exercise, the assignment in which it is written. To look for it would import all of them, PyTorch's too."""


class LayerFailed(Exception):
    """A student's function gave no numbers to go on with: `outcome` is what came instead."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


def operations(ask: Ask, written: set[str]) -> dict[str, Callable[..., Any]]:
    """Return those operations, as `cnnedu.inference` calls them, of which the student has written all parts.

    Args:
        ask: puts a question to a function of the student.
        written: the exercises that the student has written.

    Raises:
        LayerFailed: of the operations, when a function of the student raises, hangs, or returns no array.
    """

    def conv2d(x: np.ndarray, weight: np.ndarray, bias: np.ndarray | None, stride: int, padding: int) -> np.ndarray:
        return _array(ask("conv2d", Call((x, weight, bias, (stride, stride), (padding, padding)))))

    def linear(x: np.ndarray, weight: np.ndarray, bias: np.ndarray) -> np.ndarray:
        filters = _array(ask("linear_as_conv", Call((weight, (x.shape[1], 1, 1)))))
        return conv2d(x[:, :, np.newaxis, np.newaxis], filters, bias, 1, 0).reshape(len(x), -1)

    def activation(name: str) -> Callable[[np.ndarray], np.ndarray]:
        return lambda x: _array(ask("activation", Call((x, np.zeros(x.shape), name))), first=True)

    def max_pool2d(x: np.ndarray, size: int) -> np.ndarray:
        return _array(ask("max_pool2d", Call((x, (size, size)))))

    def global_avg_pool2d(x: np.ndarray) -> np.ndarray:
        return _array(ask("global_mean_pool", Call((x,))))

    def batch_norm(x: np.ndarray, *learned: np.ndarray, training: bool) -> tuple[np.ndarray, None, None]:
        names = ("gamma", "beta", "running_mean", "running_var")
        steps = [Put(name, array) for name, array in zip(names, learned, strict=True)]
        script = Script(Call((x.shape[1],)), (*steps, Put("training", training), Do("forward", (x,))))
        return _array(ask("BatchNorm2d", script)), None, None

    made: dict[str, Callable[..., Any]] = {
        "conv2d": conv2d,
        "linear": linear,
        "relu": activation("relu"),
        "tanh": activation("tanh"),
        "max_pool2d": max_pool2d,
        "global_avg_pool2d": global_avg_pool2d,
        "batch_norm": batch_norm,
    }
    return {name: operation for name, operation in made.items() if written.issuperset(EXERCISES[name])}


def _array(outcome: Outcome, first: bool = False) -> np.ndarray:
    """Return the array of an outcome, the first one of several; of a script, that of its last step."""
    last = outcome.outcomes[-1] if isinstance(outcome, Played) else outcome
    value = last.value if isinstance(last, Returned) else None
    if first:
        value = value[0] if isinstance(value, tuple) and value else None
    if not isinstance(value, np.ndarray) or value.dtype.kind not in "iuf":
        raise LayerFailed(last)
    return value.astype(np.float64)
