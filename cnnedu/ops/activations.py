"""Activation functions, element by element, each beside its derivative and its backward pass."""

from __future__ import annotations

import numpy as np

from cnnedu.ops.arguments import as_float, check_shape

__all__ = [
    "leaky_relu",
    "leaky_relu_backward",
    "leaky_relu_derivative",
    "relu",
    "relu_backward",
    "relu_derivative",
    "sigmoid",
    "sigmoid_backward",
    "sigmoid_derivative",
    "tanh",
    "tanh_backward",
    "tanh_derivative",
]


def relu(x: np.ndarray) -> np.ndarray:
    """Keep what is positive: ``max(x, 0)``.

    Args:
        x: array of any shape and real dtype.

    Returns:
        new array of the same shape; floating point keeps its dtype, integers become float64. So do all functions here.

    Source: lectures L0 and L4.

    >>> relu(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 3.])
    """
    return np.maximum(as_float(x), 0)


def relu_derivative(x: np.ndarray) -> np.ndarray:
    """1 where x > 0, and 0 elsewhere. At 0 there is no derivative; 0 is the convention here, as in PyTorch.

    The array and the result are as for `relu`.

    Source: lecture L4 (L0 takes 1 at 0).

    >>> relu_derivative(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 1.])
    """
    x = as_float(x)
    return (x > 0).astype(x.dtype)


def relu_backward(dy: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Pass the gradient on where the INPUT was positive: ``dy * relu_derivative(x)``.

    Args:
        dy: gradient with respect to the output, of the shape of x.
        x: as it was given to `relu`.

    Raises:
        ValueError: the shapes differ.

    Source: lecture L4; `torch.nn.functional.relu`.

    >>> relu_backward(np.array([5.0, 5.0, -5.0]), np.array([-2.0, 0.0, 3.0]))
    array([ 0.,  0., -5.])
    """
    dy, x = _read(dy, x)
    return dy * (x > 0)


def leaky_relu(x: np.ndarray, negative_slope: float = 0.01) -> np.ndarray:
    """Let a little through on the negative side: ``x`` where x > 0, ``negative_slope * x`` elsewhere.

    The array and the result are as for `relu`.

    Source: lecture L4; Maas, Hannun, Ng, Rectifier nonlinearities improve neural network acoustic models (2013).

    >>> leaky_relu(np.array([-2.0, 0.0, 3.0]))
    array([-0.02,  0.  ,  3.  ])
    """
    x = as_float(x)
    return np.where(x > 0, x, x.dtype.type(negative_slope) * x)


def leaky_relu_derivative(x: np.ndarray, negative_slope: float = 0.01) -> np.ndarray:
    """1 where x > 0, and `negative_slope` elsewhere, at 0 too. The array and the result are as for `relu`.

    Source: lecture L4.

    >>> leaky_relu_derivative(np.array([-2.0, 0.0, 3.0]))
    array([0.01, 0.01, 1.  ])
    """
    x = as_float(x)
    return np.where(x > 0, x.dtype.type(1), x.dtype.type(negative_slope))


def leaky_relu_backward(dy: np.ndarray, x: np.ndarray, negative_slope: float = 0.01) -> np.ndarray:
    """``dy * leaky_relu_derivative(x, negative_slope)``. Arguments and errors as for `relu_backward`.

    Source: lecture L4 (the derivative).

    >>> leaky_relu_backward(np.array([5.0, 5.0]), np.array([-2.0, 3.0]))
    array([0.05, 5.  ])
    """
    dy, x = _read(dy, x)
    return dy * leaky_relu_derivative(x, negative_slope)


def sigmoid(x: np.ndarray) -> np.ndarray:
    """Squeeze the real line into (0, 1): ``1 / (1 + exp(-x))``.

    Written with exp(-|x|), which cannot overflow: 1 / (1 + e) for x >= 0, and e / (1 + e) below. The array and the
    result are as for `relu`.

    Source: lectures L0 and L4.

    >>> sigmoid(np.array([-1000.0, 0.0, 1000.0]))
    array([0. , 0.5, 1. ])
    """
    x = as_float(x)
    e = np.exp(-np.abs(x))
    return np.where(x >= 0, x.dtype.type(1), e) / (1 + e)


def sigmoid_derivative(x: np.ndarray) -> np.ndarray:
    """``s (1 - s)`` with s = sigmoid(x), which is ``1 / (2 + exp(x) + exp(-x))`` and at most 1/4.

    The array and the result are as for `relu`.

    Source: lecture L0: through many layers, factors of at most 1/4 make gradients vanish.

    >>> sigmoid_derivative(np.array([0.0, np.log(3.0)])).round(12)
    array([0.25  , 0.1875])
    """
    x = as_float(x)
    e = np.exp(-np.abs(x))
    return np.minimum(e / (1 + e) ** 2, x.dtype.type(0.25))  # rounding would pass the bound by one bit near 0


def sigmoid_backward(dy: np.ndarray, x: np.ndarray) -> np.ndarray:
    """``dy * sigmoid_derivative(x)``. Arguments and errors as for `relu_backward`.

    Source: lecture L0, which multiplies the gradient by this derivative layer after layer.

    >>> sigmoid_backward(np.array([8.0]), np.array([0.0]))
    array([2.])
    """
    dy, x = _read(dy, x)
    return dy * sigmoid_derivative(x)


def tanh(x: np.ndarray) -> np.ndarray:
    """Squeeze the real line into (-1, 1): ``(exp(x) - exp(-x)) / (exp(x) + exp(-x))``, or ``2 sigmoid(2 x) - 1``.

    The array and the result are as for `relu`.

    Source: lecture L4.

    >>> tanh(np.array([-1000.0, 0.0, 1000.0]))
    array([-1.,  0.,  1.])
    """
    return np.tanh(as_float(x))


def tanh_derivative(x: np.ndarray) -> np.ndarray:
    """``1 - tanh(x)^2``, at most 1. The array and the result are as for `relu`.

    Source: lecture L4.

    >>> tanh_derivative(np.array([0.0, np.log(2.0)])).round(12)
    array([1.  , 0.64])
    """
    return 1 - np.tanh(as_float(x)) ** 2


def tanh_backward(dy: np.ndarray, x: np.ndarray) -> np.ndarray:
    """``dy * tanh_derivative(x)``. Arguments and errors as for `relu_backward`.

    Source: lecture L4 (the function); the chain rule.

    >>> tanh_backward(np.array([3.0]), np.array([0.0]))
    array([3.])
    """
    dy, x = _read(dy, x)
    return dy * tanh_derivative(x)


def _read(dy: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    dy, x = as_float(dy), as_float(x)
    check_shape("dy", dy, x.shape, "the shape of x")
    return dy, x
