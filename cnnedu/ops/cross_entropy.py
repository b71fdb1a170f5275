"""The loss of a classifier, from scores and true classes, and its gradient."""

from __future__ import annotations

import numpy as np

from cnnedu.ops.arguments import as_float, check_shape
from cnnedu.ops.softmax import log_softmax, softmax

__all__ = ["cross_entropy", "cross_entropy_backward"]


def cross_entropy(logits: np.ndarray, labels: np.ndarray) -> float:
    """Average over the batch how surprised the classifier is by the truth: ``-mean_n log softmax(logits)[n, label_n]``.

    Args:
        logits: array (n, classes) of scores, NOT of probabilities: the softmax is part of the loss.
        labels: integer array (n,), each in 0..classes - 1.

    Raises:
        ValueError: the shapes do not belong together, a label is no integer or out of range, or the batch is empty.

    Source: lecture L2; `torch.nn.functional.cross_entropy`.

    >>> round(cross_entropy(np.zeros((3, 10)), np.array([4, 0, 9])), 6)  # a guess among ten: ln 10
    2.302585
    """
    logits, labels = _read(logits, labels)
    return float(-log_softmax(logits)[np.arange(len(labels)), labels].mean())


def cross_entropy_backward(logits: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The gradient of `cross_entropy` with respect to the scores: ``(softmax(logits) - one_hot(labels)) / n``.

    Arguments and errors as for `cross_entropy`.

    Returns:
        new array (n, classes); each row sums to 0.

    Source: Goodfellow, Bengio, Courville, Deep learning (2016), section 6.2.2.3; `torch.nn.functional.cross_entropy`.

    >>> cross_entropy_backward(np.zeros((2, 4)), np.array([0, 3]))
    array([[-0.375,  0.125,  0.125,  0.125],
           [ 0.125,  0.125,  0.125, -0.375]])
    """
    logits, labels = _read(logits, labels)
    gradient = softmax(logits)
    gradient[np.arange(len(labels)), labels] -= 1
    gradient /= len(labels)
    return gradient


def _read(logits: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    logits, labels = as_float(logits), np.asarray(labels)
    if logits.ndim != 2 or logits.size == 0:
        raise ValueError(f"logits must be N x classes and not empty, got shape {logits.shape}")
    n, classes = logits.shape
    check_shape("labels", labels, (n,), "one class per sample")
    if labels.dtype.kind not in "iu":
        raise ValueError(f"labels must be integers, got dtype {labels.dtype}: pass class numbers, not one-hot rows")
    if labels.min() < 0 or labels.max() >= classes:
        raise ValueError(f"labels must be in 0..{classes - 1}, got {labels.min()}..{labels.max()}")
    return logits, labels
