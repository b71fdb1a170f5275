"""Lay the windows of an image out as the columns of a matrix, and add columns back to an image."""

from __future__ import annotations

import numpy as np

from cnnedu.formulas.shapes import Pair
from cnnedu.ops.arguments import as_float, as_maps, check_shape, pair
from cnnedu.ops.windows import add_windows, pad_maps, view_windows, window_counts

__all__ = ["col2im", "im2col"]


def im2col(
    x: np.ndarray,
    kernel_size: int | Pair,
    stride: int | Pair = 1,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
) -> np.ndarray:
    """Write each window as one column, so that a convolution becomes a matrix product.

    ``columns[n, (c kh + u) kw + v, i ow + j] = x[n, c, i sh + u dh - ph, j sw + v dw - pw]``, zero outside the image.
    With it, ``conv2d(x, weight) = weight.reshape(c_out, -1) @ im2col(x, (kh, kw))``, reshaped to (n, c_out, oh, ow).

    Args:
        x: array (n, c, h, w), any real dtype.
        kernel_size, stride, padding, dilation: an integer, or a pair (down, right).

    Returns:
        new array (n, c kh kw, oh ow); floating point keeps its dtype, integers become float64.

    Raises:
        ValueError: `x` does not have four axes, a number is out of range, or the kernel does not fit.

    Source: Chellapilla, Puri, Simard, High performance convolutional neural networks for document processing (2006);
    `torch.nn.functional.unfold`.

    >>> im2col(np.arange(1, 10).reshape(1, 1, 3, 3), kernel_size=2)[0]
    array([[1., 2., 4., 5.],
           [2., 3., 5., 6.],
           [4., 5., 7., 8.],
           [5., 6., 8., 9.]])
    """
    x = as_maps("x", x)
    kernel_size, stride = pair("kernel_size", kernel_size, 1), pair("stride", stride, 1)
    padding, dilation = pair("padding", padding, 0), pair("dilation", dilation, 1)
    n, c, h, w = x.shape
    oh, ow = counts = window_counts((h, w), kernel_size, stride, padding, dilation)
    windows = view_windows(pad_maps(x, padding), kernel_size, counts, stride, dilation)
    return np.array(windows, order="C").reshape(n, c * kernel_size[0] * kernel_size[1], oh * ow)


def col2im(
    columns: np.ndarray,
    size: Pair,
    kernel_size: int | Pair,
    stride: int | Pair = 1,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
) -> np.ndarray:
    """Add each column back to the window it came from: the transpose of `im2col`, not its inverse.

    A pixel seen by several windows gets the sum of what they hold: ``<im2col(x), columns> = <x, col2im(columns)>``.

    Args:
        columns: array (n, c kh kw, oh ow), any real dtype.
        size: (h, w) of the image.
        kernel_size, stride, padding, dilation: as for `im2col`.

    Returns:
        new array (n, c, h, w); floating point keeps its dtype, integers become float64.

    Raises:
        ValueError: `columns` does not have three axes, its rows are not a multiple of kh kw, or it does not have as
            many columns as the kernel has positions.

    Source: `torch.nn.functional.fold`.

    >>> col2im(np.ones((1, 4, 4)), size=(3, 3), kernel_size=2)[0, 0]
    array([[1., 2., 1.],
           [2., 4., 2.],
           [1., 2., 1.]])
    """
    columns = as_float(columns)
    kh, kw = kernel_size = pair("kernel_size", kernel_size, 1)
    stride, padding, dilation = pair("stride", stride, 1), pair("padding", padding, 0), pair("dilation", dilation, 1)
    oh, ow = window_counts(pair("size", size, 1), kernel_size, stride, padding, dilation)
    if columns.ndim != 3 or columns.shape[1] % (kh * kw):
        raise ValueError(f"columns must be N x (C {kh} {kw}) x ({oh} {ow}), got shape {columns.shape}")
    n, rows = columns.shape[:2]
    check_shape("columns", columns, (n, rows, oh * ow), f"{oh} x {ow} positions of a {kh} x {kw} kernel")
    windows = columns.reshape(n, rows // (kh * kw), kh, kw, oh, ow)
    return np.ascontiguousarray(add_windows(windows, size, stride, padding, dilation))
