"""Right answers to `batch_norm_backward` in different styles."""

import numpy as np


def closed_formula(dy, x, gamma, eps=1e-5):
    if x.ndim not in (2, 4):
        raise ValueError("features or maps")
    if dy.shape != x.shape or gamma.shape != x.shape[1:2]:
        raise ValueError("shapes that do not belong together")
    dy, x, gamma = dy.astype(np.float64), x.astype(np.float64), gamma.astype(np.float64)
    axes, wide = ((0,), (1, -1)) if x.ndim == 2 else ((0, 2, 3), (1, -1, 1, 1))
    m = x.size / x.shape[1]
    mean, var = x.mean(axis=axes).reshape(wide), x.var(axis=axes).reshape(wide)
    x_hat = (x - mean) / np.sqrt(var + eps)
    dbeta = dy.sum(axis=axes)
    dgamma = (dy * x_hat).sum(axis=axes)
    dx = gamma.reshape(wide) / np.sqrt(var + eps) / m
    dx = dx * (m * dy - dbeta.reshape(wide) - x_hat * dgamma.reshape(wide))
    return dx, dgamma, dbeta


def step_by_step(dy, x, gamma, eps=1e-5):
    dy, x, gamma = (np.asarray(a, dtype=np.float64) for a in (dy, x, gamma))
    if x.ndim == 4:
        if dy.shape != x.shape:
            raise ValueError("dy and x")
        n, c, h, w = x.shape
        dy, x = (a.transpose(0, 2, 3, 1).reshape(n * h * w, c) for a in (dy, x))
        dx, dgamma, dbeta = step_by_step(dy, x, gamma, eps)
        return dx.reshape(n, h, w, c).transpose(0, 3, 1, 2), dgamma, dbeta
    if x.ndim != 2:
        raise ValueError("two or four axes")
    if dy.shape != x.shape or gamma.shape != (x.shape[1],):
        raise ValueError("shapes")
    m = len(x)
    centred = x - x.sum(axis=0) / m
    root = np.sqrt((centred**2).sum(axis=0) / m + eps)
    d_normalised = dy * gamma
    d_root = -(d_normalised * centred).sum(axis=0) / root**2
    d_var = d_root / (2 * root)
    d_centred = d_normalised / root + 2 * centred * d_var / m
    d_mean = -d_centred.sum(axis=0)
    return d_centred + d_mean / m, (dy * centred / root).sum(axis=0), dy.sum(axis=0)


def channel_by_channel(dy, x, gamma, eps=1e-5):
    if len(x.shape) not in (2, 4):
        raise ValueError("axes")
    if tuple(dy.shape) != tuple(x.shape) or tuple(gamma.shape) != (x.shape[1],):
        raise ValueError("dy, gamma")
    dx, dgamma, dbeta = np.zeros(x.shape), np.zeros(x.shape[1]), np.zeros(x.shape[1])
    for k in range(x.shape[1]):
        values, upstream = x[:, k].astype(float), dy[:, k].astype(float)
        m = values.size
        deviation = (((values - values.mean()) ** 2).sum() / m + eps) ** 0.5
        normalised = (values - values.mean()) / deviation
        dbeta[k] = upstream.sum()
        dgamma[k] = (upstream * normalised).sum()
        apart = upstream - upstream.mean() - normalised * dgamma[k] / m
        dx[:, k] = float(gamma[k]) / deviation * apart
    return dx, dgamma, dbeta


def jacobian_of_each_channel(dy, x, gamma, eps=1e-5):
    if x.ndim != 2 and x.ndim != 4:
        raise ValueError(x.ndim)
    if dy.shape != x.shape or gamma.ndim != 1 or len(gamma) != x.shape[1]:
        raise ValueError("the shapes differ")
    rows = np.moveaxis(np.float64(x), 1, 0).reshape(len(gamma), -1)
    upstream = np.moveaxis(np.float64(dy), 1, 0).reshape(len(gamma), -1)
    m = rows.shape[1]
    back = np.empty_like(rows)
    dgamma = np.empty(len(gamma))
    for k, row in enumerate(rows):
        root = np.sqrt(row.var() + eps)
        hat = (row - row.mean()) / root
        jacobian = (np.eye(m) - 1 / m - np.outer(hat, hat) / m) / root
        back[k] = jacobian.T @ (upstream[k] * np.float64(gamma[k]))
        dgamma[k] = hat @ upstream[k]
    n, c, *rest = x.shape
    dx = np.moveaxis(back.reshape(c, n, *rest), 0, 1)
    return dx, dgamma, upstream.sum(axis=1)


def projections_by_einsum(dy, x, gamma, eps=1e-5):
    letters = {2: "nc", 4: "nchw"}.get(np.ndim(x), "")
    if not letters:
        raise ValueError("wrong number of axes")
    if np.shape(dy) != np.shape(x) or np.shape(gamma) != np.shape(x)[1:2]:
        raise ValueError("wrong shapes")
    dy, x, gamma = (np.array(a, dtype=float) for a in (dy, x, gamma))
    m = x.size // x.shape[1]

    def total(*arrays):
        return np.einsum(",".join([letters] * len(arrays)) + "->c", *arrays)

    def times(array, numbers):
        return np.einsum(f"{letters},c->{letters}", array, numbers)

    ones = np.ones(x.shape)
    x -= times(ones, total(x) / m)
    scale = 1 / np.sqrt(total(x, x) / m + eps)
    x = times(x, scale)
    dgamma, dbeta = total(dy, x), total(dy)
    dx = times(dy - times(ones, dbeta / m) - times(x, dgamma / m), gamma * scale)
    return dx, dgamma, dbeta
