"""Pooling as one learns it: windows and strides as pairs, float64 throughout, and a mean that counts no padding.

`max_pool2d.py` and `avg_pool2d.py` do the work, and keep the dtype that a network computes in.
"""

from __future__ import annotations

import numpy as np

from cnnedu.formulas.shapes import Pair
from cnnedu.ops import avg_pool2d as avg
from cnnedu.ops import max_pool2d as largest

__all__ = ["global_mean_pool", "max_pool2d", "max_pool2d_backward", "mean_pool2d", "mean_pool2d_backward"]


def global_mean_pool(x: np.ndarray) -> np.ndarray:
    """Say each map in one number, its mean: ``y[n, c] = sum_{i, j} x[n, c, i, j] / (h w)``.

    Args:
        x: array (n, c, h, w), any real dtype, h and w at least 1.

    Returns:
        new float64 array (n, c).

    Raises:
        ValueError: `x` does not have four axes, or its maps are empty.

    Source: lectures L0 and L1; Lin, Chen, Yan, Network in network (2014).

    >>> global_mean_pool(np.array([[[[1, 2], [3, 6]], [[0, 0], [0, 4]]]]))
    array([[3., 1.]])
    """
    return avg.global_avg_pool2d(_float64(x))


def max_pool2d(x: np.ndarray, size: Pair, stride: Pair | None = None, padding: Pair = (0, 0)) -> np.ndarray:
    """Keep the largest number of each window, map by map; padding never wins, and left-over rows are dropped.

    Args:
        x: array (n, c, h, w), any real dtype.
        size: (kh, kw) of the window.
        stride: (sh, sw); None means the size of the window.
        padding: (ph, pw) at EACH side, at most half the window. It counts as minus infinity.

    Returns:
        new float64 array (n, c, floor((h + 2 ph - kh) / sh) + 1, floor((w + 2 pw - kw) / sw) + 1).

    Raises:
        ValueError: `x` does not have four axes, a number is out of range, or the window does not fit.

    Source: lectures L0, L1 and L4.

    >>> max_pool2d(np.array([[[[1, 3, 2, 9], [5, 4, 7, 8]]]]), (2, 2))
    array([[[[5., 9.]]]])
    """
    return largest.max_pool2d(_float64(x), size, stride, padding)


def max_pool2d_backward(
    dy: np.ndarray, x: np.ndarray, size: Pair, stride: Pair | None = None, padding: Pair = (0, 0)
) -> np.ndarray:
    """Send each gradient to the pixel that won its window, the first in reading order among equals; gradients add up.

    Args:
        dy: array (n, c, oh, ow).
        x, size, stride, padding: as they were given to `max_pool2d`.

    Returns:
        new float64 array (n, c, h, w).

    Raises:
        ValueError: `dy` does not have the output's shape, or as for `max_pool2d`.

    Source: lecture L0; the winner of a tie: PyTorch.

    >>> max_pool2d_backward(np.array([[[[5, 7]]]]), np.array([[[[1, 2, 3, 3], [0, 2, 3, 3]]]]), (2, 2))
    array([[[[0., 5., 7., 0.],
             [0., 0., 0., 0.]]]])
    """
    return largest.max_pool2d_backward(_float64(dy), _float64(x), size, stride, padding)


def mean_pool2d(x: np.ndarray, size: Pair, stride: Pair | None = None, padding: Pair = (0, 0)) -> np.ndarray:
    """Take the mean of the pixels that each window sees, map by map. Padding is no pixel and counts for nothing.

    The arguments, shapes and errors are those of `max_pool2d`. A mean that counts the padding as zeros, PyTorch's
    default, is too small at the border: `avg_pool2d` has both.

    Returns:
        new float64 array (n, c, oh, ow).

    Source: lectures L0, L1 and L4.

    >>> mean_pool2d(np.array([[[[1, 2, 3, 6]]]]), (1, 2))
    array([[[[1.5, 4.5]]]])
    >>> mean_pool2d(np.array([[[[1, 2, 3, 6]]]]), (1, 2), padding=(0, 1))
    array([[[[1. , 2.5, 6. ]]]])
    """
    return avg.avg_pool2d(_float64(x), size, stride, padding, count_include_pad=False)


def mean_pool2d_backward(
    dy: np.ndarray, shape: tuple[int, int, int, int], size: Pair, stride: Pair | None = None, padding: Pair = (0, 0)
) -> np.ndarray:
    """Share each gradient equally among the pixels that its window saw; the shares of overlapping windows add up.

    Args:
        dy: array (n, c, oh, ow).
        shape: (n, c, h, w) of the input. Its numbers do not matter: the mean is linear.
        size, stride, padding: as they were given to `mean_pool2d`.

    Returns:
        new float64 array (n, c, h, w).

    Raises:
        ValueError: `dy` does not have the output's shape, or as for `mean_pool2d`.

    Source: the transpose of `mean_pool2d` as a linear map.

    >>> mean_pool2d_backward(np.array([[[[2, 6]]]]), (1, 1, 1, 5), (1, 2))
    array([[[[1., 1., 3., 3., 0.]]]])
    """
    dy = _float64(dy)
    if dy.shape[:2] != tuple(shape[:2]):
        raise ValueError(f"dy must have as many images and maps as the input, {shape[:2]}, got shape {dy.shape}")
    return avg.avg_pool2d_backward(dy, shape[2:], size, stride, padding, count_include_pad=False)


def _float64(array: np.ndarray) -> np.ndarray:
    return np.asarray(array, dtype=np.float64)
