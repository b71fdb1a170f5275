"""What a classifier makes of its scores, in float64: probabilities, a loss, and the gradient that training needs."""

from __future__ import annotations

import numpy as np

from cnnedu.ops import cross_entropy as losses
from cnnedu.ops.softmax import softmax as softmax_of_any_dtype

__all__ = ["cross_entropy", "softmax"]


def softmax(z: np.ndarray) -> np.ndarray:
    """Turn each row of scores into probabilities: ``exp(z[i, j]) / sum_l exp(z[i, l])``, without overflow.

    Args:
        z: array (n, k) of scores, any real dtype.

    Returns:
        new float64 array (n, k), whose rows sum to 1.

    Source: lectures L2 and L4.

    >>> softmax(np.array([[0, 0], [1000, 0]]))
    array([[0.5, 0.5],
           [1. , 0. ]])
    """
    return softmax_of_any_dtype(np.asarray(z, dtype=np.float64), axis=1)


def cross_entropy(z: np.ndarray, labels: np.ndarray) -> tuple[float, np.ndarray]:
    """Average minus the logarithm of the true class's probability over a batch; with its gradient by the scores.

    Args:
        z: array (n, k) of scores, any real dtype.
        labels: integer array (n,), each in 0..k - 1.

    Returns:
        the loss, and its gradient ``(softmax(z) - one_hot(labels)) / n``, a new float64 array (n, k).

    Raises:
        ValueError: there is not one label for each row of scores, or a label is out of range.

    Source: lecture L2; `torch.nn.functional.cross_entropy`.

    >>> cross_entropy(np.array([[0, 0], [1000, 1000]]), np.array([1, 0]))
    (0.6931471805599453, array([[ 0.25, -0.25],
           [-0.25,  0.25]]))
    """
    z = np.asarray(z, dtype=np.float64)
    return losses.cross_entropy(z, labels), losses.cross_entropy_backward(z, labels)
