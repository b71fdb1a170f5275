"""Right answers to `undo_batch_norm` in different styles."""

import numpy as np


def root_and_mean(x, eps=1e-5):
    if x.ndim not in (2, 4):
        raise ValueError("features or maps")
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    x = x.astype(np.float64)
    return np.sqrt(x.var(axis=axes) + eps), x.mean(axis=axes)


def solved_from_two_points(x, eps=1e-5):
    if len(np.shape(x)) not in (2, 4):
        raise ValueError("wrong number of axes")
    flat = np.moveaxis(np.array(x, dtype=float), 1, -1).reshape(-1, x.shape[1])
    beta = flat.mean(axis=0)
    deviation = np.hypot(flat.std(axis=0), eps**0.5)
    return deviation, beta


def channel_by_channel(x, eps=1e-5):
    if x.ndim != 2 and x.ndim != 4:
        raise ValueError(f"{x.ndim} axes")
    gamma, beta = np.empty(x.shape[1]), np.empty(x.shape[1])
    for j in range(x.shape[1]):
        values = [float(value) for value in x[:, j].ravel()]
        beta[j] = sum(values) / len(values)
        gamma[j] = (sum((value - beta[j]) ** 2 for value in values) / len(values) + eps) ** 0.5
    return gamma, beta


def einsums(x, eps=1e-5):
    letters = {2: "nc", 4: "nchw"}.get(x.ndim)
    if letters is None:
        raise ValueError("neither features nor maps")
    x = np.float64(x)
    m = x.size / x.shape[1]
    mean = np.einsum(f"{letters}->c", x) / m
    apart = x - (mean if x.ndim == 2 else mean[:, None, None])
    return (np.einsum(f"{letters},{letters}->c", apart, apart) / m + eps) ** (1 / 2), mean


def one_over_the_scale(x, eps=1e-5):
    if x.ndim == 4:
        x = x.transpose(0, 2, 3, 1).reshape(-1, x.shape[1])
    if x.ndim != 2:
        raise ValueError("two or four axes")
    x = np.asarray(x, dtype=np.float64)
    beta = np.average(x, axis=0)
    scale = 1 / np.sqrt(np.average((x - beta) ** 2, axis=0) + eps)
    return 1 / scale, beta
