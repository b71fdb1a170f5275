"""The three gradients of a convolution layer one by one, in float64: what students write in 03_matrix_and_gradients."""

from __future__ import annotations

import numpy as np

from cnnedu.formulas.shapes import Pair
from cnnedu.ops import conv2d
from cnnedu.ops.arguments import as_maps

__all__ = ["conv2d_bias_gradient", "conv2d_input_gradient", "conv2d_weight_gradient"]


def conv2d_bias_gradient(dy: np.ndarray) -> np.ndarray:
    """Carry a gradient from the output of `conv2d` to its bias: ``db[o] = sum_{n, i, j} dy[n, o, i, j]``.

    Args:
        dy: array (n, c_out, oh, ow), any real dtype.

    Returns:
        new float64 array (c_out,).

    Raises:
        ValueError: `dy` does not have four axes.

    Source: `cnnedu.ops.conv2d.conv2d_backward`.

    >>> conv2d_bias_gradient(np.array([[[[1, 2]], [[3, 4]]], [[[0, 0]], [[0, 10]]]]))
    array([ 3., 17.])
    """
    total: np.ndarray = as_maps("dy", np.asarray(dy, dtype=np.float64)).sum(axis=(0, 2, 3))
    return total


def conv2d_weight_gradient(
    dy: np.ndarray, x: np.ndarray, kernel_size: Pair, stride: Pair = (1, 1), padding: Pair = (0, 0)
) -> np.ndarray:
    """Carry a gradient from the output of `conv2d` to its weight, as `cnnedu.ops.conv2d.conv2d_weight_gradient` does.

    Args:
        dy: array (n, c_out, oh, ow), any real dtype.
        x: array (n, c_in, h, w), any real dtype.
        kernel_size, stride, padding: pairs (down, right).

    Returns:
        new float64 array (c_out, c_in, kh, kw).

    Raises:
        ValueError: `dy` does not have the shape of the output.

    Source: as there.

    >>> conv2d_weight_gradient(np.array([[[[1, 10]]]]), np.array([[[[1, 2, 3, 4]]]]), (1, 2), stride=(1, 2))
    array([[[[31., 42.]]]])
    """
    dy, x = np.asarray(dy, dtype=np.float64), np.asarray(x, dtype=np.float64)
    return conv2d.conv2d_weight_gradient(dy, x, kernel_size, stride, padding)


def conv2d_input_gradient(
    dy: np.ndarray, weight: np.ndarray, size: Pair, stride: Pair = (1, 1), padding: Pair = (0, 0)
) -> np.ndarray:
    """Carry a gradient from the output of `conv2d` to its input, as `cnnedu.ops.conv2d.conv2d_input_gradient` does.

    Args:
        dy: array (n, c_out, oh, ow), any real dtype.
        weight: array (c_out, c_in, kh, kw), any real dtype.
        size: (h, w) of the input.
        stride, padding: pairs (down, right).

    Returns:
        new float64 array (n, c_in, h, w).

    Raises:
        ValueError: `dy` does not have the shape of the output.

    Source: as there.

    >>> conv2d_input_gradient(np.array([[[[1, 10]]]]), np.array([[[[1, 2]]]]), (1, 5), stride=(1, 2))
    array([[[[ 1.,  2., 10., 20.,  0.]]]])
    """
    dy, weight = np.asarray(dy, dtype=np.float64), np.asarray(weight, dtype=np.float64)
    return np.ascontiguousarray(conv2d.conv2d_input_gradient(dy, weight, size, stride, padding))
