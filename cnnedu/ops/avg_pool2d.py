"""Average pooling, over windows and over whole maps, and the gradients."""

from __future__ import annotations

import numpy as np

from cnnedu.formulas.shapes import Pair
from cnnedu.ops.arguments import as_float, as_maps, check_shape, pair
from cnnedu.ops.windows import add_windows, pad_maps, read_pooling, reduce_windows

__all__ = ["avg_pool2d", "avg_pool2d_backward", "global_avg_pool2d", "global_avg_pool2d_backward"]


def avg_pool2d(
    x: np.ndarray,
    kernel_size: int | Pair,
    stride: int | Pair | None = None,
    padding: int | Pair = 0,
    *,
    count_include_pad: bool = True,
) -> np.ndarray:
    """Take the mean of each window, channel by channel.

    ``y[n, c, i, j] = sum_{u, v} x[n, c, i sh + u - ph, j sw + v - pw] / m`` with zeros outside the map. Rows and
    columns left over at the end are dropped.

    Args:
        x: array (n, c, h, w), any real dtype.
        kernel_size: (kh, kw), or an integer for both.
        stride: step of the window; None means the size of the window, so that windows do not overlap.
        padding: zeros added at EACH side, at most half the window.
        count_include_pad: whether the padding counts. True, PyTorch's default: m = kh kw everywhere, and means near
            the border are too small. False: m is the number of pixels the window sees.

    Returns:
        new array (n, c, floor((h + 2 ph - kh) / sh) + 1, floor((w + 2 pw - kw) / sw) + 1); floating point keeps its
        dtype, integers become float64.

    Raises:
        ValueError: `x` does not have four axes, a number is out of range, or the window does not fit.

    Source: lectures L0, L1 and L4; `torch.nn.functional.avg_pool2d`.

    >>> x = np.array([[[[1.0, 2.0, 3.0, 6.0]]]])
    >>> avg_pool2d(x, (1, 2))
    array([[[[1.5, 4.5]]]])
    >>> avg_pool2d(x, (1, 2), padding=(0, 1)), avg_pool2d(x, (1, 2), padding=(0, 1), count_include_pad=False)
    (array([[[[0.5, 2.5, 3. ]]]]), array([[[[1. , 2.5, 6. ]]]]))
    """
    x = as_maps("x", x)
    kernel_size, stride, padding, counts = read_pooling(x.shape[2:], kernel_size, stride, padding)
    y = reduce_windows(np.add, pad_maps(x, padding), kernel_size, counts, stride)
    y /= _cells(x.shape[2:], kernel_size, stride, padding, counts, count_include_pad).astype(y.dtype)
    return y


def avg_pool2d_backward(
    dy: np.ndarray,
    input_size: Pair,
    kernel_size: int | Pair,
    stride: int | Pair | None = None,
    padding: int | Pair = 0,
    *,
    count_include_pad: bool = True,
) -> np.ndarray:
    """Give each pixel of a window an equal share, ``dy / m``, of the gradient; shares of overlapping windows add up.

    Args:
        dy: array (n, c, oh, ow), the gradient with respect to the output.
        input_size: (h, w) of the input. Its values do not matter: the mean is linear.
        kernel_size, stride, padding, count_include_pad: as they were given to `avg_pool2d`.

    Returns:
        new array (n, c, h, w). Pixels that no window saw get 0.

    Raises:
        ValueError: `dy` does not have the output's shape, or as for `avg_pool2d`.

    Source: the transpose of `avg_pool2d` as a linear map; `torch.nn.functional.avg_pool2d`.

    >>> avg_pool2d_backward(np.array([[[[2.0, 6.0]]]]), (1, 5), (1, 2))
    array([[[[1., 1., 3., 3., 0.]]]])
    """
    dy = as_maps("dy", dy)
    n, c = dy.shape[:2]
    size = pair("input_size", input_size, 1)
    kernel_size, stride, padding, counts = read_pooling(size, kernel_size, stride, padding)
    check_shape("dy", dy, (n, c, *counts), "the shape of the output")
    share = dy / _cells(size, kernel_size, stride, padding, counts, count_include_pad).astype(dy.dtype)
    windows = np.broadcast_to(share[:, :, None, None], (n, c, *kernel_size, *counts))
    return np.ascontiguousarray(add_windows(windows, size, stride, padding))


def global_avg_pool2d(x: np.ndarray) -> np.ndarray:
    """Take the mean of each map: ``y[n, c] = sum_{i, j} x[n, c, i, j] / (h w)``.

    Args:
        x: array (n, c, h, w), any real dtype, h and w at least 1.

    Returns:
        new array (n, c); floating point keeps its dtype, integers become float64.

    Raises:
        ValueError: `x` does not have four axes, or its maps are empty.

    Source: lecture L1; Lin, Chen, Yan, Network in network (2014).

    >>> global_avg_pool2d(np.array([[[[1, 2], [3, 6]], [[0, 0], [0, 4]]]]))
    array([[3., 1.]])
    """
    x = as_maps("x", x)
    if 0 in x.shape[2:]:
        raise ValueError(f"the maps of x must not be empty, got shape {x.shape}")
    return x.mean(axis=(2, 3))


def global_avg_pool2d_backward(dy: np.ndarray, input_size: Pair) -> np.ndarray:
    """Give each pixel of a map an equal share of its gradient: ``dx[n, c, i, j] = dy[n, c] / (h w)``.

    Args:
        dy: array (n, c).
        input_size: (h, w) of the input.

    Raises:
        ValueError: `dy` does not have two axes, or a size is smaller than 1.

    Source: the transpose of `global_avg_pool2d` as a linear map.

    >>> global_avg_pool2d_backward(np.array([[8.0]]), (2, 2))
    array([[[[2., 2.],
             [2., 2.]]]])
    """
    dy = as_float(dy)
    if dy.ndim != 2:
        raise ValueError(f"dy must be N x C, got shape {dy.shape}")
    h, w = pair("input_size", input_size, 1)
    return np.repeat(dy / (h * w), h * w, axis=1).reshape(*dy.shape, h, w)


def _cells(size: Pair, kernel_size: Pair, stride: Pair, padding: Pair, counts: Pair, include_pad: bool) -> np.ndarray:
    """Count what each mean is divided by: array (oh, ow), or 0-dimensional where all are equal."""
    if include_pad or padding == (0, 0):
        return np.asarray(kernel_size[0] * kernel_size[1])
    seen = []
    for n, k, s, p, o in zip(size, kernel_size, stride, padding, counts, strict=True):
        start = np.arange(o) * s - p
        seen.append(np.minimum(start + k, n) - np.maximum(start, 0))
    return np.outer(seen[0], seen[1])
