"""The statistics of a batch, and the scale and shift that undo batch normalisation."""

from __future__ import annotations

import numpy as np

from cnnedu.ops import batch_norm as ops

__all__ = ["batch_statistics", "undo_batch_norm"]


def batch_statistics(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The mean and the variance of each channel over the batch, with denominator m, in float64.

    Args:
        x: array (n, d) of features or (n, c, h, w) of maps, any real dtype, not empty.

    Returns:
        mean and variance, new float64 arrays (d,) or (c,).

    Raises:
        ValueError: `x` has neither two nor four axes, or is empty.

    Source: lecture L0 (features), L1 (maps: m p q values per channel).

    >>> batch_statistics(np.array([[1, 2], [3, 6], [5, 10]], dtype=np.float16))
    (array([3., 6.]), array([ 2.66666667, 10.66666667]))
    """
    return ops.batch_statistics(np.asarray(x, dtype=np.float64))


def undo_batch_norm(x: np.ndarray, eps: float = 1e-5) -> tuple[np.ndarray, np.ndarray]:
    """The gamma and beta with which batch normalisation gives this batch back: ``sqrt(var + eps)`` and ``mean``.

    Args:
        x: array (n, d) of features or (n, c, h, w) of maps, any real dtype, not empty.
        eps: as given to the batch normalisation.

    Returns:
        gamma and beta, new float64 arrays (d,) or (c,).

    Raises:
        ValueError: `x` has neither two nor four axes, or is empty.

    Source: Ioffe and Szegedy (2015), section 3. Lecture L3 has variance and mean, which do not undo it.

    >>> undo_batch_norm(np.array([[1], [3]]), eps=3.0)  # variance 1: the root of 1 + 3, and the mean
    (array([2.]), array([2.]))
    """
    mean, var = batch_statistics(x)
    return np.sqrt(var + eps), mean
