"""Max pooling and its gradient."""

from __future__ import annotations

import numpy as np

from cnnedu.formulas.shapes import Pair
from cnnedu.ops.arguments import as_maps, check_shape
from cnnedu.ops.windows import pad_maps, read_pooling, reduce_windows, view_windows

__all__ = ["max_pool2d", "max_pool2d_backward"]


def max_pool2d(
    x: np.ndarray, kernel_size: int | Pair, stride: int | Pair | None = None, padding: int | Pair = 0
) -> np.ndarray:
    """Keep the largest value of each window, channel by channel.

    ``y[n, c, i, j] = max_{u, v} x[n, c, i sh + u - ph, j sw + v - pw]``. The padding counts as minus infinity: a zero
    would win over a map of negative numbers. Rows and columns left over at the end are dropped.

    Args:
        x: array (n, c, h, w), any real dtype.
        kernel_size: (kh, kw), or an integer for both.
        stride: step of the window; None means the size of the window, so that windows do not overlap.
        padding: added at EACH side, at most half the window, so that every window sees a pixel.

    Returns:
        new array (n, c, floor((h + 2 ph - kh) / sh) + 1, floor((w + 2 pw - kw) / sw) + 1); floating point keeps its
        dtype, integers become float64.

    Raises:
        ValueError: `x` does not have four axes, a number is out of range, or the window does not fit.

    Source: lectures L0, L1 and L4; overlapping windows (3 x 3, stride 2): Krizhevsky et al. (2012).

    >>> max_pool2d(np.array([[[[-1, -2, -3, -4], [-5, -6, -7, -8]]]]), kernel_size=2)
    array([[[[-1., -3.]]]])
    >>> max_pool2d(np.array([[[[-1, -2, -3, -4]]]]), kernel_size=(1, 3), stride=(1, 2), padding=(0, 1))
    array([[[[-1., -2.]]]])
    """
    x = as_maps("x", x)
    kernel_size, stride, padding, counts = read_pooling(x.shape[2:], kernel_size, stride, padding)
    return reduce_windows(np.maximum, pad_maps(x, padding, fill=-np.inf), kernel_size, counts, stride)


def max_pool2d_backward(
    dy: np.ndarray,
    x: np.ndarray,
    kernel_size: int | Pair,
    stride: int | Pair | None = None,
    padding: int | Pair = 0,
) -> np.ndarray:
    """Send the gradient of each output to the pixel that won its window; the first in reading order wins a tie.

    Where windows overlap, a pixel that wins several of them collects the sum of their gradients.

    Args:
        dy: array (n, c, oh, ow), the gradient with respect to the output.
        x, kernel_size, stride, padding: as they were given to `max_pool2d`.

    Returns:
        new array (n, c, h, w).

    Raises:
        ValueError: `dy` does not have the output's shape, or as for `max_pool2d`.

    Source: lecture L0; the winner of a tie: PyTorch.

    >>> max_pool2d_backward(np.array([[[[5.0, 7.0]]]]), np.array([[[[1, 2, 3, 3], [0, 2, 3, 3]]]]), kernel_size=2)
    array([[[[0., 5., 7., 0.],
             [0., 0., 0., 0.]]]])
    """
    x, dy = as_maps("x", x), as_maps("dy", dy)
    kernel_size, stride, padding, counts = read_pooling(x.shape[2:], kernel_size, stride, padding)
    check_shape("dy", dy, (*x.shape[:2], *counts), "the shape of the output")
    padded = pad_maps(x, padding, fill=-np.inf)
    pixels = _winning_pixels(padded, kernel_size, counts, stride)
    total = np.zeros(padded.size, dtype=dy.dtype)
    np.add.at(total, pixels.ravel(), dy.ravel())
    (ph, pw), (h, w) = padding, x.shape[2:]
    return np.ascontiguousarray(total.reshape(padded.shape)[:, :, ph : ph + h, pw : pw + w])


def _winning_pixels(padded: np.ndarray, kernel_size: Pair, counts: Pair, stride: Pair) -> np.ndarray:
    """Find the first maximum of each window in reading order: its place in ``padded.ravel()``, array (n, c, oh, ow)."""
    (kh, kw), (oh, ow), (sh, sw) = kernel_size, counts, stride
    n, c, h, w = padded.shape
    y = reduce_windows(np.maximum, padded, kernel_size, counts, stride)
    windows = view_windows(padded, kernel_size, counts, stride)
    found = np.zeros(y.shape, dtype=bool)
    cells_before = np.zeros(y.shape, dtype=np.min_scalar_type(kh * kw))  # small integers: memory is what costs here
    for cell in range(kh * kw - 1):  # if no other cell has won, the last one has
        found |= windows[:, :, cell // kw, cell % kw] == y
        cells_before += ~found
    corners = np.add.outer(np.arange(n * c) * h * w, np.add.outer(np.arange(oh) * sh * w, np.arange(ow) * sw))
    offsets = np.add.outer(np.arange(kh) * w, np.arange(kw)).ravel()
    return corners.reshape(y.shape) + offsets[cells_before]
