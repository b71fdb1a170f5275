"""Two-dimensional cross-correlation of one image with one kernel, and true convolution beside it."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from cnnedu.formulas.shapes import same_padding

__all__ = ["convolve2d", "corr2d", "corr2d_same", "corr2d_strided", "pad2d"]


def corr2d(image: np.ndarray, kernel: np.ndarray, bias: float = 0.0) -> np.ndarray:
    """Cross-correlate an image with a kernel wherever the kernel fits ("valid").

    ``out[i, j] = bias + sum_{u, v} image[i + u, j + v] * kernel[u, v]``

    Args:
        image: array (h, w), any real dtype.
        kernel: array (kh, kw) with kh <= h and kw <= w.
        bias: added once to every output.

    Returns:
        float64 array (h - kh + 1, w - kw + 1).

    Raises:
        ValueError: an argument is not two-dimensional, or the kernel is empty or does not fit into the image.

    Source: lecture L0.

    >>> corr2d(np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]]), np.array([[0, 1], [2, 3]]), bias=1)
    array([[26., 32.],
           [44., 50.]])
    """
    image, kernel = _checked(image, kernel)
    windows = sliding_window_view(image, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows, kernel) + float(bias)


def convolve2d(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Convolve in the mathematician's sense: the kernel is turned by 180 degrees first.

    ``out[i, j] = sum_{u, v} image[i + u, j + v] * kernel[kh - 1 - u, kw - 1 - v]``, the "valid" part.

    Arguments, result and errors are those of `corr2d` without a bias. Source: lectures L0 and L1.

    >>> convolve2d(np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]]), np.array([[0, 1], [2, 3]]))
    array([[11., 17.],
           [29., 35.]])
    """
    image, kernel = _checked(image, kernel)
    return corr2d(image, kernel[::-1, ::-1])


def pad2d(image: np.ndarray, top: int, bottom: int, left: int, right: int) -> np.ndarray:
    """Put zeros around an image, a number of rows or columns of its own for each side.

    Args:
        image: array (h, w), any dtype.
        top, bottom: rows of zeros to add above and below, each at least 0.
        left, right: columns of zeros to add on either side, each at least 0.

    Returns:
        new array (top + h + bottom, left + w + right) of the image's dtype.

    Raises:
        ValueError: the image is not two-dimensional, or a number is negative.

    Source: lecture L0 (asymmetric padding p1 + p2).

    >>> pad2d(np.array([[1, 2]]), top=1, bottom=0, left=0, right=2)
    array([[0, 0, 0, 0],
           [1, 2, 0, 0]])
    """
    image = np.asarray(image)
    if image.ndim != 2:
        raise ValueError(f"image must be two-dimensional, got shape {image.shape}")
    for name, value in (("top", top), ("bottom", bottom), ("left", left), ("right", right)):
        if value < 0:
            raise ValueError(f"{name} must be at least 0, got {value}")
    return np.pad(image, ((top, bottom), (left, right)))


def corr2d_strided(
    image: np.ndarray,
    kernel: np.ndarray,
    padding: tuple[int, int] = (0, 0),
    stride: tuple[int, int] = (1, 1),
    bias: float = 0.0,
) -> np.ndarray:
    """Cross-correlate a zero-padded image, keeping every `stride`-th position.

    Args:
        image: array (h, w), any real dtype.
        kernel: array (kh, kw) that fits into the padded image.
        padding: zeros added at each side, (rows above and below, columns left and right).
        stride: step of the window, (down, right), each at least 1.
        bias: added once to every output.

    Returns:
        float64 array (floor((h + 2 ph - kh) / sh) + 1, floor((w + 2 pw - kw) / sw) + 1).

    Raises:
        ValueError: a padding is negative, a stride is smaller than 1, or as for `corr2d`.

    Source: lectures L0 and L4.

    >>> image = np.repeat([[10.0, 10.0, 10.0, 0.0, 0.0]], 5, axis=0)
    >>> corr2d_strided(image, np.array([[1, 0, -1]] * 3), stride=(2, 2))
    array([[ 0., 30.],
           [ 0., 30.]])
    """
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError(f"stride must be at least 1 on both axes, got {stride}")
    return corr2d(pad2d(image, ph, ph, pw, pw), kernel, bias)[::sh, ::sw].copy()


def corr2d_same(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Cross-correlate with just enough zeros around the image that the output has its size.

    An even kernel axis needs an odd number of zeros; the extra one goes below and to the right (`same_padding`).

    Args:
        image: array (h, w), any real dtype.
        kernel: array (kh, kw), of any size of at least 1 x 1.

    Returns:
        float64 array (h, w).

    Raises:
        ValueError: an argument is not two-dimensional or is empty.

    Source: lectures L0 and L4.

    >>> image = np.array([[1, 3, -1, 2], [2, -2, 0, 1], [1, 4, 0, -1], [-1, 0, 3, 2]])
    >>> corr2d_same(image, np.array([[0, 1, 0], [1, -1, 1], [0, 1, 0]]))
    array([[ 4., -5.,  6., -2.],
           [-2., 11., -2.,  0.],
           [ 4., -5.,  6.,  4.],
           [ 2.,  6., -1.,  0.]])
    """
    image, kernel = np.asarray(image), np.asarray(kernel)
    if kernel.ndim != 2 or kernel.size == 0:
        raise ValueError(f"kernel must be two-dimensional and not empty, got shape {kernel.shape}")
    top, bottom = same_padding(kernel.shape[0])
    left, right = same_padding(kernel.shape[1])
    return corr2d(pad2d(image, top, bottom, left, right), kernel)


def _checked(image: np.ndarray, kernel: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    image, kernel = np.asarray(image, dtype=np.float64), np.asarray(kernel, dtype=np.float64)
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(f"image and kernel must be two-dimensional, got shapes {image.shape} and {kernel.shape}")
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh < 1 or kw < 1 or kh > h or kw > w:
        raise ValueError(
            f"the kernel must fit into the image, got a {kh} x {kw} kernel for a {h} x {w} image: "
            "pad the image or use a smaller kernel"
        )
    return image, kernel
