"""The gradients of batch normalisation in training, in float64."""

from __future__ import annotations

import numpy as np

from cnnedu.ops import batch_norm as ops

__all__ = ["batch_norm_backward"]


def batch_norm_backward(
    dy: np.ndarray, x: np.ndarray, gamma: np.ndarray, eps: float = 1e-5
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry a gradient back through batch normalisation in training; see `cnnedu.ops.batch_norm`.

    Args:
        dy: gradient with respect to the output, of the shape of x, any real dtype.
        x: array (n, d) of features or (n, c, h, w) of maps, any real dtype.
        gamma: array (d,) or (c,), the scale.
        eps: as in the forward pass.

    Returns:
        dx of the shape of x, dgamma and dbeta of that of gamma, new float64 arrays.

    Raises:
        ValueError: x has neither two nor four axes, dy another shape than x, or gamma not one number per channel.

    Source: Ioffe and Szegedy (2015), section 3.

    >>> x = np.array([[1], [3], [5]], dtype=np.int8)
    >>> dx, dgamma, dbeta = batch_norm_backward(np.array([[1], [0], [0]]), x, np.array([2]), eps=0.0)
    >>> dx.round(6).tolist(), dgamma.round(6), dbeta
    ([[0.204124], [-0.408248], [0.204124]], array([-1.224745]), array([1.]))
    """
    dy, x, gamma = (np.asarray(array, dtype=np.float64) for array in (dy, x, gamma))
    return ops.batch_norm_backward(dy, x, gamma, eps)
