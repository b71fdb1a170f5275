"""Right answers to `cross_entropy` in different styles."""

import numpy as np


def logarithm_of_the_softmax(z, labels):
    z = np.asarray(z, dtype=np.float64)
    n, k = z.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("a label is out of range")
    shifted = z - z.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    dz = np.exp(log_p)
    dz[np.arange(n), labels] -= 1
    return -log_p[np.arange(n), labels].mean(), dz / n


def sample_by_sample(z, labels):
    if np.shape(labels) != z.shape[:1]:
        raise ValueError("labels")
    loss, dz = 0.0, np.zeros(z.shape)
    for i in range(len(z)):
        row, true = np.array(z[i], dtype=float), int(labels[i])
        if true not in range(len(row)):
            raise ValueError(f"label {true}")
        largest = row.max()
        shares = np.exp(row - largest)
        loss += np.log(shares.sum()) + largest - row[true]
        for j in range(len(row)):
            dz[i, j] = (shares[j] / shares.sum() - (1 if j == true else 0)) / len(z)
    return float(loss / len(z)), dz


def one_hot_rows(z, labels):
    z = z.astype(np.float64)
    n, k = z.shape
    if labels.ndim != 1 or len(labels) != n or not set(labels.tolist()) <= set(range(k)):
        raise ValueError("labels")
    one_hot = np.eye(k)[labels]
    log_sum = np.logaddexp.reduce(z, axis=1, keepdims=True)
    log_p = z - log_sum
    return -(one_hot * log_p).sum() / n, (np.exp(log_p) - one_hot) / n


def log_of_a_sum_of_differences(z, labels):
    """-log p is the logarithm of the sum of exp(z[j] - z[true]); the largest difference is taken off."""
    if labels.shape != z[:, 0].shape or (labels < 0).any() or (labels >= z.shape[1]).any():
        raise ValueError("labels")
    z, labels = np.array(z, dtype=float), labels.astype(int)
    true = np.take_along_axis(z, labels[:, None], axis=1)
    differences = z - true
    largest = differences.max(axis=1)
    e = np.exp(differences - largest[:, None])
    losses = largest + np.log(e.sum(axis=1))
    dz = e / e.sum(axis=1)[:, None]
    np.put_along_axis(dz, labels[:, None], np.take_along_axis(dz, labels[:, None], axis=1) - 1, axis=1)
    return np.mean(losses), dz / len(z)


def in_columns(z, labels):
    columns = np.asarray(z, float).T
    k, n = columns.shape
    if labels.shape != (n,) or not all(0 <= label < k for label in labels.tolist()):
        raise ValueError("labels")
    columns = columns - np.amax(columns, axis=0)
    e = np.exp(columns)
    total = np.sum(e, axis=0)
    is_true = np.arange(k)[:, None] == labels
    loss = np.average(np.log(total) - np.sum(columns * is_true, axis=0))
    return loss, ((e / total - is_true) / n).T.copy()
