"""Which classes are taken for which, counted from scores."""

from __future__ import annotations

import numpy as np

__all__ = ["confusion_matrix"]


def confusion_matrix(scores: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Count the samples of each class by the class whose score is their largest.

    Args:
        scores: one row a sample, one column a class, (n, k), of any integer or floating-point dtype.
        labels: the true classes, integers (n,).

    Returns:
        An int64 array (k, k); row i counts the samples of class i, column j those whose largest score is that of
        class j, the first one where several are.

    Raises:
        ValueError: the labels are not one for each row, or one of them is smaller than 0 or larger than k - 1.

    >>> confusion_matrix(np.array([[2, 0], [3, 1], [0, 1]]), np.array([0, 1, 1]))
    array([[1, 0],
           [1, 1]])
    """
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError(f"got labels of shape {labels.shape} for {n} rows of scores: give one for each")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError(f"got labels from {labels.min()} to {labels.max()}: {k} classes are 0 to {k - 1}")
    matrix = np.zeros((k, k), dtype=np.int64)
    np.add.at(matrix, (labels.astype(np.int64), scores.argmax(axis=1)), 1)
    return matrix
