"""What the notebook gives beside its class exercises: two objects at once, so that what they share shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

__all__ = ["two_dropouts", "two_layers"]


def two_layers(make: Callable[..., Any], first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, ...]:
    """Make two layers, train each as an optimiser would, on a batch of its own, and return what they give and hold."""
    one, other = make(first.shape[1], 0.5, 2.0), make(second.shape[1])
    one.gamma += 1
    one.beta += 2
    results = one.forward(first), other.forward(second)
    held = [(each.gamma, each.beta, each.running_mean, each.running_var) for each in (one, other)]
    return (*results, *held[0], *held[1])


def two_dropouts(make: Callable[..., Any], first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, ...]:
    """Make two layers, and three that draw from one generator; return what they give, forth, back, and in turns."""
    one, other = make(0.5, np.random.default_rng(1)), make(0.25, np.random.default_rng(2))
    results = one.forward(first), other.forward(second)
    rng = np.random.default_rng(6)
    none, some, more = make(0, rng), make(0.5, rng), make(0.5, rng)
    in_turns = none.forward(first), some.forward(second), more.forward(second)
    return *results, one.backward(first), other.backward(second), *in_turns
