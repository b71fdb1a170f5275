"""Convolution as one sparse matrix: each row holds the kernel where one output looks."""

from __future__ import annotations

import numpy as np

from cnnedu.formulas.shapes import Pair
from cnnedu.ops.arguments import as_filters, as_float, pair
from cnnedu.ops.windows import window_counts

__all__ = ["conv2d_matrix", "corr2d_matrix"]


def corr2d_matrix(kernel: np.ndarray, image_size: Pair) -> np.ndarray:
    """Build the matrix C with ``corr2d(image, kernel).ravel() == C @ image.ravel()``.

    ``C[i ow + j, (i + u) w + (j + v)] = kernel[u, v]``, zero elsewhere. C is also the Jacobian of the outputs with
    respect to the pixels, so its transpose carries gradients back: ``d_image.ravel() == C.T @ d_out.ravel()``.

    Args:
        kernel: array (kh, kw), any real dtype.
        image_size: (h, w) of the image, at least kh x kw.

    Returns:
        new array (oh ow, h w); floating point keeps its dtype, integers become float64.

    Raises:
        ValueError: the kernel is not two-dimensional or does not fit.

    Source: lecture L2, whose printed matrix is the transpose of C with wrong rows 7 to 9.

    >>> corr2d_matrix(np.array([[1, 2], [3, 4]]), (3, 3))
    array([[1., 2., 0., 3., 4., 0., 0., 0., 0.],
           [0., 1., 2., 0., 3., 4., 0., 0., 0.],
           [0., 0., 0., 1., 2., 0., 3., 4., 0.],
           [0., 0., 0., 0., 1., 2., 0., 3., 4.]])
    """
    kernel = as_float(kernel)
    if kernel.ndim != 2:
        raise ValueError(f"kernel must be two-dimensional, got shape {kernel.shape}: see conv2d_matrix for channels")
    return conv2d_matrix(kernel[None, None], image_size)


def conv2d_matrix(
    weight: np.ndarray,
    input_size: Pair,
    stride: int | Pair = 1,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
) -> np.ndarray:
    """Build the matrix C with ``conv2d(x, weight)[n].ravel() == C @ x[n].ravel()`` for every sample n.

    ``C[(o oh + i) ow + j, (c h + r) w + s] = weight[o, c, u, v]`` where ``r = i sh + u dh - ph`` and
    ``s = j sw + v dw - pw`` lie inside the image; zero elsewhere.

    Args:
        weight: array (c_out, c_in, kh, kw), any real dtype.
        input_size: (h, w) of the maps.
        stride, padding, dilation: an integer, or a pair (down, right).

    Returns:
        new array (c_out oh ow, c_in h w), dense: meant for small maps and for proofs.

    Raises:
        ValueError: the weight does not have four axes, a number is out of range, or the kernel does not fit.

    Source: lecture L2; Dumoulin and Visin, A guide to convolution arithmetic (2016), section 4.1.

    >>> conv2d_matrix(np.array([[[[1, 2]], [[3, 4]]]]), (1, 3), stride=(1, 2), padding=(0, 1))
    array([[2., 0., 0., 4., 0., 0.],
           [0., 1., 2., 0., 3., 4.]])
    """
    weight = as_filters("weight", weight)
    c_out, c_in, kh, kw = weight.shape
    h, w = pair("input_size", input_size, 1)
    (sh, sw), (ph, pw) = pair("stride", stride, 1), pair("padding", padding, 0)
    dh, dw = pair("dilation", dilation, 1)
    oh, ow = window_counts((h, w), (kh, kw), (sh, sw), (ph, pw), (dh, dw))
    matrix = np.zeros((c_out, oh, ow, c_in, h, w), dtype=weight.dtype)
    for u in range(kh):
        for v in range(kw):
            for i in range(oh):
                for j in range(ow):
                    r, s = i * sh + u * dh - ph, j * sw + v * dw - pw
                    if 0 <= r < h and 0 <= s < w:
                        matrix[:, i, j, :, r, s] = weight[:, :, u, v]
    return matrix.reshape(c_out * oh * ow, c_in * h * w)
