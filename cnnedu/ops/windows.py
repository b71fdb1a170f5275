"""The windows that a kernel sees on its way over a batch of maps, and the way back from windows to maps."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import as_strided

from cnnedu.formulas.shapes import Pair, output_size
from cnnedu.ops.arguments import pair

__all__ = ["add_windows", "pad_maps", "read_pooling", "reduce_windows", "view_windows", "window_counts"]


def window_counts(
    size: Pair,
    kernel_size: Pair,
    stride: Pair = (1, 1),
    padding: Pair = (0, 0),
    dilation: Pair = (1, 1),
) -> Pair:
    """Count the positions (oh, ow) of a window of `kernel_size` on maps of `size` (h, w), all pairs (down, right).

    ``floor((n + 2 padding - dilation (k - 1) - 1) / stride) + 1`` on each axis; `output_size` with the length
    ``dilation (k - 1) + 1`` that a dilated kernel spans.

    Raises:
        ValueError: the window does not fit into the padded map.

    >>> window_counts((7, 9), (3, 2), stride=(2, 3), padding=(1, 0))
    (4, 3)
    """
    oh, ow = (
        output_size(n, d * (k - 1) + 1, p, s)
        for n, k, s, p, d in zip(size, kernel_size, stride, padding, dilation, strict=True)
    )
    return oh, ow


def read_pooling(
    size: tuple[int, ...], kernel_size: int | Pair, stride: int | Pair | None, padding: int | Pair
) -> tuple[Pair, Pair, Pair, Pair]:
    """Read the arguments of a pooling and count its windows: (kernel_size, stride, padding, counts), all pairs.

    Args:
        size: (h, w) of the maps.
        kernel_size, padding: an integer, or a pair (down, right).
        stride: likewise; None means the size of the window.

    Raises:
        ValueError: a number is out of range, the window does not fit, or the padding exceeds half the window.

    >>> read_pooling((5, 7), kernel_size=2, stride=None, padding=0)
    ((2, 2), (2, 2), (0, 0), (2, 3))
    """
    kernel_size = pair("kernel_size", kernel_size, 1)
    stride = kernel_size if stride is None else pair("stride", stride, 1)
    padding = pair("padding", padding, 0)
    if any(2 * p > k for p, k in zip(padding, kernel_size, strict=True)):
        raise ValueError(
            f"padding must be at most half the window, got padding {padding} for a window of {kernel_size}: "
            "a larger one gives windows that see no pixel"
        )
    h, w = size
    return kernel_size, stride, padding, window_counts((h, w), kernel_size, stride, padding)


def pad_maps(x: np.ndarray, padding: Pair, fill: float = 0.0) -> np.ndarray:
    """Put `fill` around maps (n, c, h, w), `padding` rows above and below and columns left and right.

    Returns `x` itself, not a copy, where there is nothing to add.

    >>> pad_maps(np.ones((1, 1, 1, 2)), (0, 1))
    array([[[[0., 1., 1., 0.]]]])
    """
    ph, pw = padding
    if ph == pw == 0:
        return x
    n, c, h, w = x.shape
    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), fill, dtype=x.dtype)
    padded[:, :, ph : ph + h, pw : pw + w] = x
    return padded


def view_windows(
    padded: np.ndarray,
    kernel_size: Pair,
    counts: Pair,
    stride: Pair = (1, 1),
    dilation: Pair = (1, 1),
) -> np.ndarray:
    """Show padded maps (n, c, h, w) as what each of the kernel's cells sees: (n, c, kh, kw, oh, ow), without a copy.

    ``view[n, c, u, v, i, j] = padded[n, c, i sh + u dh, j sw + v dw]``. The view is read-only: its elements overlap.

    Args:
        padded: array (n, c, h, w).
        kernel_size: (kh, kw).
        counts: (oh, ow); the caller has checked that the windows lie inside (`window_counts`).
        stride, dilation: pairs (down, right).

    >>> view_windows(np.arange(4.0).reshape(1, 1, 1, 4), (1, 2), (1, 3))[0, 0, 0, :, 0]
    array([[0., 1., 2.],
           [1., 2., 3.]])
    """
    n, c = padded.shape[:2]
    step_n, step_c, step_h, step_w = padded.strides
    (sh, sw), (dh, dw) = stride, dilation
    shape = (n, c, *kernel_size, *counts)
    strides = (step_n, step_c, dh * step_h, dw * step_w, sh * step_h, sw * step_w)
    return as_strided(padded, shape, strides, writeable=False)


def reduce_windows(combine: np.ufunc, padded: np.ndarray, kernel_size: Pair, counts: Pair, stride: Pair) -> np.ndarray:
    """Combine the values of each window into one: first down each column, then across, in kh + kw steps.

    Args:
        combine: an associative ufunc of two arguments, such as ``np.maximum`` or ``np.add``.
        padded, kernel_size, counts, stride: as for `view_windows`.

    Returns:
        new array (n, c, oh, ow).

    >>> reduce_windows(np.add, np.arange(6.0).reshape(1, 1, 2, 3), (2, 2), (1, 2), (1, 1))
    array([[[[ 8., 12.]]]])
    """
    (kh, kw), (oh, ow), (sh, sw) = kernel_size, counts, stride
    rows, columns = (oh - 1) * sh + 1, (ow - 1) * sw + 1
    down = padded[:, :, :rows:sh].copy()
    for u in range(1, kh):
        combine(down, padded[:, :, u : u + rows : sh], out=down)
    across = down[:, :, :, :columns:sw].copy()
    for v in range(1, kw):
        combine(across, down[:, :, :, v : v + columns : sw], out=across)
    return across


def add_windows(
    windows: np.ndarray,
    size: Pair,
    stride: Pair = (1, 1),
    padding: Pair = (0, 0),
    dilation: Pair = (1, 1),
) -> np.ndarray:
    """Add every window back to where it was seen, and crop the padding: the transpose of padding and viewing.

    Args:
        windows: array (n, c, kh, kw, oh, ow), as `view_windows` orders it.
        size: (h, w) of the maps without padding.
        stride, padding, dilation: as when the windows were taken.

    Returns:
        array (n, c, h, w) of the windows' dtype, not always new or contiguous; pixels that no window saw are 0.

    >>> add_windows(np.ones((1, 1, 1, 2, 1, 3)), (1, 4))
    array([[[[1., 2., 2., 1.]]]])
    """
    n, c, kh, kw, oh, ow = windows.shape
    (h, w), (sh, sw), (ph, pw), (dh, dw) = size, stride, padding, dilation
    if (h, w) == (oh, ow) and (kh, kw) == (1, 1) and (ph, pw) == (0, 0):
        return windows[:, :, 0, 0]  # each pixel was seen once, by itself
    # like `windows` in memory too: adding arrays whose axes lie in the same order is several times faster
    total = np.zeros_like(windows[:, :, 0, 0], shape=(n, c, h + 2 * ph, w + 2 * pw), subok=False)
    for u in range(kh):
        for v in range(kw):
            rows = slice(u * dh, u * dh + (oh - 1) * sh + 1, sh)
            columns = slice(v * dw, v * dw + (ow - 1) * sw + 1, sw)
            total[:, :, rows, columns] += windows[:, :, u, v]
    return total[:, :, ph : ph + h, pw : pw + w]
