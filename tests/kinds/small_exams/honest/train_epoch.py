"""Right ways to write `train_epoch`."""

import numpy as np


def index_by_index(weights, x, y, batch_size, rate, rng):
    order = rng.permutation(len(x))
    weights = weights.copy()
    for start in range(0, len(order), batch_size):
        batch = order[start : start + batch_size]
        slope = np.zeros_like(weights)
        for i in batch:
            slope += 2 * (x[i] @ weights - y[i]) * x[i]
        weights -= rate * slope / len(batch)
    return weights


def shuffled_first(weights, x, y, batch_size, rate, rng):
    order = rng.permutation(x.shape[0])
    x, y = x[order], y[order]
    while len(x):
        xb, yb, x, y = x[:batch_size], y[:batch_size], x[batch_size:], y[batch_size:]
        weights = weights - rate * np.mean(2 * (xb @ weights - yb)[:, None] * xb, axis=0)
    return weights
