"""An activation by its name, both ways at once: the value, and the gradient carried back."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cnnedu.ops import activations
from cnnedu.ops.arguments import check_shape

__all__ = ["activation"]

_Pair = tuple[Callable[[np.ndarray], np.ndarray], Callable[[np.ndarray], np.ndarray]]

_KNOWN: dict[str, _Pair] = {
    "relu": (activations.relu, activations.relu_derivative),
    "leaky_relu": (activations.leaky_relu, activations.leaky_relu_derivative),
    "sigmoid": (activations.sigmoid, activations.sigmoid_derivative),
    "tanh": (activations.tanh, activations.tanh_derivative),
}


def activation(x: np.ndarray, dy: np.ndarray, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Apply an activation f, and carry a gradient back through it: ``(f(x), dy * f'(x))``.

    At 0 the derivative of ReLU is 0, that of LeakyReLU its slope of 0.01.

    Args:
        x: array of any shape and real dtype.
        dy: array of the same shape, the gradient with respect to f(x).
        name: "relu", "leaky_relu", "sigmoid" or "tanh".

    Returns:
        two new float64 arrays of the shape of x.

    Raises:
        ValueError: the name is unknown, or the shapes differ.

    Source: lectures L0 and L4.

    >>> activation(np.array([-2, 0, 3]), np.array([5, 6, 7]), "leaky_relu")
    (array([-0.02,  0.  ,  3.  ]), array([0.05, 0.06, 7.  ]))
    """
    if name not in _KNOWN:
        raise ValueError(f"unknown activation {name!r}: use one of {', '.join(_KNOWN)}")
    x, dy = np.asarray(x, dtype=np.float64), np.asarray(dy, dtype=np.float64)
    check_shape("dy", dy, x.shape, "the shape of x")
    value, derivative = _KNOWN[name]
    return value(x), dy * derivative(x)
