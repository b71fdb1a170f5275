"""The 1 x 1 convolution: one fully connected layer, applied at every pixel."""

from __future__ import annotations

import numpy as np

from cnnedu.ops.arguments import as_float, as_maps
from cnnedu.ops.conv2d import conv2d

__all__ = ["conv1x1"]


def conv1x1(x: np.ndarray, weight: np.ndarray, bias: np.ndarray | None = None) -> np.ndarray:
    """Mix the channels of each pixel, and leave the pixels apart.

    ``y[n, o, i, j] = bias[o] + sum_c weight[o, c] * x[n, c, i, j]``

    Args:
        x: array (n, c_in, h, w), any real dtype.
        weight: array (c_out, c_in), or (c_out, c_in, 1, 1) as a convolution holds it.
        bias: array (c_out,), or None.

    Returns:
        new array (n, c_out, h, w).

    Raises:
        ValueError: the weight has another shape, or as for `conv2d`.

    Source: lecture L1; Lin, Chen, Yan, Network in network (2014).

    >>> conv1x1(np.array([[[[1.0, 2.0]], [[10.0, 20.0]]]]), np.array([[1.0, 1.0], [0.0, 2.0], [3.0, 0.0]]))[0, :, 0]
    array([[11., 22.],
           [20., 40.],
           [ 3.,  6.]])
    """
    x, weight = as_maps("x", x), as_float(weight)
    if weight.ndim == 2:
        weight = weight[:, :, None, None]
    if weight.ndim != 4 or weight.shape[2:] != (1, 1):
        raise ValueError(f"weight must be C_out x C_in or C_out x C_in x 1 x 1, got shape {weight.shape}")
    return conv2d(x, weight, bias)
