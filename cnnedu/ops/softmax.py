"""From scores to probabilities: softmax and its logarithm, neither of which overflows."""

from __future__ import annotations

import numpy as np

from cnnedu.ops.arguments import as_float, check_shape

__all__ = ["log_softmax", "softmax", "softmax_backward"]


def softmax(logits: np.ndarray, axis: int = -1) -> np.ndarray:
    """Turn scores into positive numbers that sum to 1: ``exp(z_i) / sum_j exp(z_j)``.

    The largest score is taken off first. That changes nothing, since it cancels, and no exponential can overflow.

    Args:
        logits: array of scores, any shape and real dtype; for a batch (n, classes).
        axis: axis of the classes.

    Returns:
        new array of the same shape; floating point keeps its dtype, integers become float64.

    Source: lectures L2 and L4.

    >>> softmax(np.log([[1.0, 2.0, 5.0]])).round(12)
    array([[0.125, 0.25 , 0.625]])
    >>> softmax(np.array([1000.0, 1000.0]))
    array([0.5, 0.5])
    """
    logits = as_float(logits)
    e = np.exp(logits - logits.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def log_softmax(logits: np.ndarray, axis: int = -1) -> np.ndarray:
    """The logarithm of `softmax` without taking the logarithm of zero: ``z_i - m - log sum_j exp(z_j - m)``, m = max z.

    Arguments and result as for `softmax`.

    Source: `torch.nn.functional.log_softmax`.

    >>> log_softmax(np.array([0.0, -1000.0]))
    array([    0., -1000.])
    """
    logits = as_float(logits)
    shifted = logits - logits.max(axis=axis, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))


def softmax_backward(dy: np.ndarray, logits: np.ndarray, axis: int = -1) -> np.ndarray:
    """Carry a gradient back through `softmax`: ``dz_i = y_i (dy_i - sum_j dy_j y_j)`` with y = softmax(z).

    Args:
        dy: gradient with respect to the probabilities, of the shape of the scores.
        logits, axis: as they were given to `softmax`.

    Raises:
        ValueError: the shapes differ.

    Source: the chain rule; `torch.nn.functional.softmax`.

    >>> softmax_backward(np.array([1.0, 0.0]), np.array([3.0, 3.0]))
    array([ 0.25, -0.25])
    """
    dy, y = as_float(dy), softmax(logits, axis)
    check_shape("dy", dy, y.shape, "the shape of the logits")
    return y * (dy - (dy * y).sum(axis=axis, keepdims=True))
