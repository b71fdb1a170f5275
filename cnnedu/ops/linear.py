"""The fully connected layer, its gradients, and the convolution that computes the same."""

from __future__ import annotations

import numpy as np

from cnnedu.formulas.shapes import Pair
from cnnedu.ops.arguments import as_float, check_shape, pair

__all__ = ["linear", "linear_backward", "linear_weight_as_kernel"]


def linear(x: np.ndarray, weight: np.ndarray, bias: np.ndarray | None = None) -> np.ndarray:
    """Connect every input with every output: ``y[n, o] = bias[o] + sum_d weight[o, d] * x[n, d]``.

    Args:
        x: array (n, d_in), any real dtype. Flatten maps first: ``maps.reshape(n, -1)``.
        weight: array (d_out, d_in).
        bias: array (d_out,), or None.

    Returns:
        new array (n, d_out); the dtype NumPy gives to x * weight, float64 for integers.

    Raises:
        ValueError: the shapes do not belong together.

    Source: lecture L4, whose third score, 61.95, leaves the bias of -1.2 out.

    >>> weight = np.array([[0.2, -0.5, 0.1, 2.0], [1.5, 1.3, 2.1, 0.0], [0.0, 0.25, 0.2, -0.3]])
    >>> linear(np.array([[56, 231, 24, 2]]), weight, np.array([1.1, 3.2, -1.2])).round(10)
    array([[-96.8 , 437.9 ,  60.75]])
    """
    x, weight = _read(x, weight)
    y = x @ weight.T
    if bias is not None:
        bias = as_float(bias)
        check_shape("bias", bias, (weight.shape[0],), "one number per output")
        y += bias
    return y


def linear_backward(dy: np.ndarray, x: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry the gradient of a loss from the output of `linear` to its input, weight and bias.

    ``dx = dy @ weight``, ``dw = dy.T @ x``, ``db[o] = sum_n dy[n, o]``.

    Args:
        dy: array (n, d_out).
        x, weight: as they were given to `linear`.

    Returns:
        dx (n, d_in), dw (d_out, d_in) and db (d_out,).

    Raises:
        ValueError: the shapes do not belong together.

    Source: the chain rule; `torch.nn.functional.linear`.

    >>> linear_backward(np.array([[1.0], [10.0]]), np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[5.0, 6.0]]))
    (array([[ 5.,  6.],
           [50., 60.]]), array([[31., 42.]]), array([11.]))
    """
    x, weight = _read(x, weight)
    dy = as_float(dy)
    check_shape("dy", dy, (x.shape[0], weight.shape[0]), "samples x outputs")
    return dy @ weight, dy.T @ x, dy.sum(axis=0)


def linear_weight_as_kernel(weight: np.ndarray, channels: int, size: int | Pair) -> np.ndarray:
    """Reshape the weight of a fully connected layer into kernels as large as the maps it reads.

    ``conv2d(maps, linear_weight_as_kernel(weight, c, (h, w)), bias)[:, :, 0, 0] == linear(maps.reshape(n, -1), ...)``.
    On larger maps the same kernels slide: the network accepts images of any size from its own on.

    Args:
        weight: array (d_out, channels h w), its inputs in the order that ``maps.reshape(n, -1)`` gives them.
        channels: number of maps, at least 1.
        size: (h, w) of the maps.

    Returns:
        view of `weight`, array (d_out, channels, h, w).

    Raises:
        ValueError: the weight does not have channels h w inputs.

    Source: lecture L0: 20 maps of 12 x 12 and 100 units are kernels of 12 x 12 x 20 x 100, or 288,000 weights.

    >>> kernel = linear_weight_as_kernel(np.zeros((100, 20 * 12 * 12)), channels=20, size=12)
    >>> kernel.shape, kernel.size
    ((100, 20, 12, 12), 288000)
    """
    weight = np.asarray(weight)
    h, w = pair("size", size, 1)
    if weight.ndim != 2 or weight.shape[1] != channels * h * w:
        raise ValueError(
            f"weight must be D_out x {channels * h * w} for {channels} maps of {h} x {w}, got shape {weight.shape}"
        )
    return weight.reshape(weight.shape[0], channels, h, w)


def _read(x: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    x, weight = as_float(x), as_float(weight)
    if x.ndim != 2 or weight.ndim != 2 or x.shape[1] != weight.shape[1]:
        raise ValueError(
            f"x must be N x D_in and weight D_out x D_in with the same D_in, got shapes {x.shape} and {weight.shape}: "
            "flatten maps with x.reshape(n, -1)"
        )
    return x, weight
