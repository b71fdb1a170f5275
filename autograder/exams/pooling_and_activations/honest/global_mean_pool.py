"""Right answers to `global_mean_pool` in different styles."""

import numpy as np


def mean_of_two_axes(x):
    return x.mean(axis=(2, 3), dtype=np.float64)


def loops_over_maps(x):
    n, c, h, w = x.shape
    out = np.zeros((n, c))
    for i in range(n):
        for j in range(c):
            total = 0.0
            for row in x[i, j]:
                for pixel in row:
                    total += float(pixel)
            out[i, j] = total / (h * w)
    return out


def flattened_maps(x):
    n, c = x.shape[:2]
    return np.asarray(x, dtype=float).reshape(n, c, -1).mean(axis=2)


def einsum_with_equal_weights(x):
    h, w = x.shape[2:]
    return np.einsum("nchw->nc", x.astype(np.float64)) / (h * w)


def rows_then_columns(x):
    return x.astype(float).mean(axis=-1).mean(axis=-1)


def list_of_lists(x):
    return np.array([[np.average(image.astype(np.float64)) for image in maps] for maps in x])
