"""Right ways to write `confusion_matrix`."""

import numpy as np


def counted_one_by_one(scores, labels):
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row")
    matrix = np.zeros((k, k), dtype=np.int64)
    for i in range(n):
        if not 0 <= labels[i] < k:
            raise ValueError(f"there is no class {labels[i]}")
        matrix[labels[i], np.argmax(scores[i])] += 1
    return matrix


def unbuffered_addition(scores, labels):
    k = scores.shape[1]
    if labels.ndim != 1 or len(labels) != len(scores):
        raise ValueError("labels do not fit the scores")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("a label is out of range")
    matrix = np.zeros((k, k), dtype=np.int64)
    np.add.at(matrix, (labels, scores.argmax(axis=1)), 1)
    return matrix


def bins_of_pairs(scores, labels):
    n, k = scores.shape
    if np.shape(labels) != (n,) or not np.isin(labels, range(k)).all():
        raise ValueError("labels")
    pairs = labels.astype(np.int64) * k + np.argmax(scores, axis=1)
    return np.bincount(pairs, minlength=k * k).reshape(k, k).astype(np.int64)


def product_of_one_hots(scores, labels):
    k = scores.shape[1]
    if labels.shape != scores[:, 0].shape or (labels < 0).any() or (labels > k - 1).any():
        raise ValueError("labels must be n classes from 0 to k - 1")
    unit = np.eye(k, dtype=np.int64)
    return unit[labels].T @ unit[scores.argmax(1)]


def cell_by_cell(scores, labels):
    if labels.shape != scores.shape[:1]:
        raise ValueError("labels")
    k = scores.shape[1]
    if any(int(label) not in range(k) for label in labels):
        raise ValueError("labels")
    pairs = [(int(label), row.index(max(row))) for label, row in zip(labels, scores.tolist(), strict=True)]
    return np.array([[pairs.count((i, j)) for j in range(k)] for i in range(k)], dtype=np.int64)


def histogram_in_two_dimensions(scores, labels):
    k = scores.shape[1]
    if labels.shape != (scores.shape[0],):
        raise ValueError("labels")
    if not set(labels.tolist()) <= set(range(k)):
        raise ValueError("labels")
    counts, _, _ = np.histogram2d(labels, scores.argmax(axis=1), bins=k, range=[(-0.5, k - 0.5)] * 2)
    return np.rint(counts).astype(np.int64)
