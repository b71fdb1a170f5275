"""The layers of many channels as the course asks for them: arrays of any real dtype in, new float64 arrays out.

`conv2d` and `conv1x1` keep a float32 as it is, because networks do. An exam asks for one dtype whatever is given, so
that a sum can be compared to the last digits.
"""

from __future__ import annotations

import numpy as np

from cnnedu.formulas.shapes import Pair
from cnnedu.ops.conv1x1 import conv1x1
from cnnedu.ops.conv2d import conv2d
from cnnedu.ops.linear import linear_weight_as_kernel

__all__ = [
    "conv1x1_in_float64",
    "conv2d_in_float64",
    "conv_as_linear",
    "corr2d_channels",
    "grouped_conv2d",
    "linear_as_conv",
]


def corr2d_channels(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Cross-correlate an image of several channels with one kernel that has as many: the maps of all add up to one.

    ``out[i, j] = sum_{c, u, v} image[c, i + u, j + v] * kernel[c, u, v]``

    Args:
        image: array (c, h, w), any real dtype.
        kernel: array (c, kh, kw) with kh <= h and kw <= w.

    Returns:
        new float64 array (h - kh + 1, w - kw + 1).

    Raises:
        ValueError: the numbers of channels differ, or the kernel does not fit.

    Source: lectures L0 and L1.

    >>> corr2d_channels(np.arange(18).reshape(2, 3, 3), np.ones((2, 2, 2)))
    array([[52., 60.],
           [76., 84.]])
    """
    result: np.ndarray = conv2d_in_float64(np.asarray(image)[None], np.asarray(kernel)[None])[0, 0]
    return result


def conv2d_in_float64(
    x: np.ndarray,
    weight: np.ndarray,
    bias: np.ndarray | None = None,
    stride: Pair = (1, 1),
    padding: Pair = (0, 0),
) -> np.ndarray:
    """Compute `conv2d` in float64, whatever the dtypes.

    Args:
        x: array (n, c_in, h, w), any real dtype.
        weight: array (c_out, c_in, kh, kw).
        bias: array (c_out,), or None for no bias.
        stride, padding: pairs (down, right); the padding is at EACH side.

    Returns:
        new float64 array (n, c_out, oh, ow).

    Raises:
        ValueError: as `conv2d`.

    Source: lectures L0, L1 and L2.

    >>> conv2d_in_float64(np.ones((1, 2, 3, 3), np.float32), np.ones((1, 2, 3, 3), np.uint8), np.array([1])).item()
    19.0
    """
    bias = None if bias is None else np.asarray(bias, dtype=np.float64)
    return conv2d(np.asarray(x, dtype=np.float64), np.asarray(weight, dtype=np.float64), bias, stride, padding)


def conv1x1_in_float64(x: np.ndarray, weight: np.ndarray, bias: np.ndarray | None = None) -> np.ndarray:
    """Compute `conv1x1` in float64, whatever the dtypes.

    Args:
        x: array (n, c_in, h, w), any real dtype.
        weight: array (c_out, c_in).
        bias: array (c_out,), or None.

    Returns:
        new float64 array (n, c_out, h, w).

    Raises:
        ValueError: as `conv1x1`.

    Source: lecture L1.

    >>> conv1x1_in_float64(np.ones((1, 2, 1, 1), np.uint8), np.full((1, 2), 200, np.uint8)).item()
    400.0
    """
    bias = None if bias is None else np.asarray(bias, dtype=np.float64)
    return conv1x1(np.asarray(x, dtype=np.float64), np.asarray(weight, dtype=np.float64), bias)


def grouped_conv2d(x: np.ndarray, weight: np.ndarray, groups: int) -> np.ndarray:
    """Convolve in groups that do not see each other, in float64: `conv2d` without bias, stride and padding.

    Args:
        x: array (n, c_in, h, w), any real dtype.
        weight: array (c_out, c_in / groups, kh, kw).
        groups: divides c_in and c_out; at least 1.

    Returns:
        new float64 array (n, c_out, h - kh + 1, w - kw + 1).

    Raises:
        ValueError: as `conv2d`.

    Source: Krizhevsky, Sutskever, Hinton, ImageNet classification with deep convolutional neural networks (2012).

    >>> x = np.array([[[[1.0]], [[10.0]]]])
    >>> grouped_conv2d(x, np.array([2.0, 3.0]).reshape(2, 1, 1, 1), groups=2)[0, :, 0, 0]
    array([ 2., 30.])
    """
    return conv2d(np.asarray(x, dtype=np.float64), np.asarray(weight, dtype=np.float64), groups=groups)


def linear_as_conv(weight: np.ndarray, shape: tuple[int, int, int]) -> np.ndarray:
    """Return the weight of a fully connected layer as kernels as large as the maps it reads; see `linear`.

    Args:
        weight: array (units, c h w), its columns in the order of ``maps.reshape(n, -1)``, any real dtype.
        shape: (c, h, w) of the maps, each at least 1.

    Returns:
        new float64 array (units, c, h, w).

    Raises:
        ValueError: the weight does not have c h w columns.

    Source: lecture L0.

    >>> linear_as_conv(np.arange(4).reshape(1, 4), (2, 1, 2))
    array([[[[0., 1.]],
            [[2., 3.]]]])
    """
    c, h, w = shape
    return linear_weight_as_kernel(weight, c, (h, w)).astype(np.float64)


def conv_as_linear(kernel: np.ndarray) -> np.ndarray:
    """Undo `linear_as_conv`: each filter as large as its maps becomes one row of weights.

    Args:
        kernel: array (units, c, h, w), any real dtype.

    Returns:
        new float64 array (units, c h w).

    Raises:
        ValueError: the kernel does not have four axes.

    Source: lecture L0.

    >>> conv_as_linear(np.arange(8).reshape(2, 2, 1, 2))
    array([[0., 1., 2., 3.],
           [4., 5., 6., 7.]])
    """
    kernel = np.asarray(kernel)
    if kernel.ndim != 4:
        raise ValueError(f"the kernel must be units x C x H x W, got shape {kernel.shape}")
    return kernel.reshape(len(kernel), -1).astype(np.float64)
