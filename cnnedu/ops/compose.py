"""Two correlations one after the other are one correlation: its kernel."""

from __future__ import annotations

import numpy as np

__all__ = ["compose_kernels"]


def compose_kernels(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return the kernel with ``corr2d(corr2d(x, first), second) == corr2d(x, composed)`` for every x.

    ``composed[p, q] = sum_{u, v} first[u, v] * second[p - u, q - v]``: the kernels' full convolution, in the
    mathematician's sense though the operation is correlation. It holds for valid correlations only: zeros that are put
    around the image in between belong to no single kernel.

    Args:
        first: array (kh1, kw1), any real dtype.
        second: array (kh2, kw2), any real dtype.

    Returns:
        new float64 array (kh1 + kh2 - 1, kw1 + kw2 - 1).

    Raises:
        ValueError: a kernel does not have two axes.

    Source: lectures L0, L1, L2 (two 3x3 see what one 5x5 sees).

    >>> compose_kernels(np.array([[1, -1]]), np.array([[1, -1]]))
    array([[ 1., -2.,  1.]])
    """
    first, second = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError(f"kernels must be two-dimensional, got shapes {first.shape} and {second.shape}")
    (h, w), (kh, kw) = first.shape, second.shape
    composed = np.zeros((h + kh - 1, w + kw - 1))
    for (p, q), weight in np.ndenumerate(second):
        composed[p : p + h, q : q + w] += weight * first
    return composed
