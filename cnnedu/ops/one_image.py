"""One image in float64, its matrix, its columns and the way back: what students write in 03_matrix_and_gradients."""

from __future__ import annotations

import numpy as np

from cnnedu.formulas.shapes import Pair
from cnnedu.ops import im2col as batched
from cnnedu.ops.toeplitz import corr2d_matrix

__all__ = ["col2im", "convolution_matrix", "im2col"]


def convolution_matrix(kernel: np.ndarray, shape: Pair) -> np.ndarray:
    """Build the matrix C with ``C @ image.ravel() == corr2d(image, kernel).ravel()`` for images of this shape.

    Args:
        kernel: array (kh, kw), any real dtype.
        shape: (h, w) of the image.

    Returns:
        new float64 array ((h - kh + 1) (w - kw + 1), h w).

    Raises:
        ValueError: the kernel does not fit.

    Source: lecture L2; see `cnnedu.ops.toeplitz.corr2d_matrix`.

    >>> convolution_matrix(np.array([[1, 2]], dtype=np.uint8), (1, 3))
    array([[1., 2., 0.],
           [0., 1., 2.]])
    """
    return corr2d_matrix(np.asarray(kernel, dtype=np.float64), shape)


def im2col(x: np.ndarray, kernel_size: Pair, stride: Pair = (1, 1), padding: Pair = (0, 0)) -> np.ndarray:
    """Write each window of one image of several channels as a column.

    ``columns[(c kh + u) kw + v, i ow + j] = x[c, i sh + u - ph, j sw + v - pw]``, zero outside the image.

    Args:
        x: array (c, h, w), any real dtype.
        kernel_size, stride, padding: pairs (down, right).

    Returns:
        new float64 array (c kh kw, oh ow).

    Raises:
        ValueError: `x` does not have three axes, a number is out of range, or the window does not fit.

    Source: `cnnedu.ops.im2col.im2col`.

    >>> im2col(np.arange(1, 10).reshape(1, 3, 3), (2, 2))
    array([[1., 2., 4., 5.],
           [2., 3., 5., 6.],
           [4., 5., 7., 8.],
           [5., 6., 8., 9.]])
    """
    x = np.asarray(x, dtype=np.float64)
    if x.ndim != 3:
        raise ValueError(f"x must be C x H x W, got shape {x.shape}: one image at a time")
    return batched.im2col(x[None], kernel_size, stride, padding)[0]


def col2im(
    columns: np.ndarray, shape: tuple[int, int, int], kernel_size: Pair, stride: Pair = (1, 1), padding: Pair = (0, 0)
) -> np.ndarray:
    """Add the columns of `im2col` back to where they were taken from: its transpose.

    Args:
        columns: array (c kh kw, oh ow), any real dtype.
        shape: (c, h, w) of the image.
        kernel_size, stride, padding: pairs (down, right), as for `im2col`.

    Returns:
        new float64 array (c, h, w).

    Raises:
        ValueError: `columns` is not what `im2col` gives for such an image, or as there.

    Source: `cnnedu.ops.im2col.col2im`.

    >>> col2im(np.ones((4, 4)), (1, 3, 3), (2, 2))
    array([[[1., 2., 1.],
            [2., 4., 2.],
            [1., 2., 1.]]])
    """
    columns, (c, h, w) = np.asarray(columns, dtype=np.float64), shape
    rows = c * kernel_size[0] * kernel_size[1]
    if columns.ndim != 2 or columns.shape[0] != rows:
        raise ValueError(f"columns must have {rows} rows for {c} channels, got shape {columns.shape}")
    return batched.col2im(columns[None], (h, w), kernel_size, stride, padding)[0].copy()
