"""Batch normalisation for features and for maps, in training and in evaluation, and its gradients."""

from __future__ import annotations

import numpy as np

from cnnedu.ops.arguments import as_float, check_shape

__all__ = ["batch_norm", "batch_norm_backward", "batch_norm_eval_backward", "batch_statistics"]


def batch_statistics(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The mean of each channel over the batch, and its variance with denominator m.

    ``mean[c] = sum x[n, c, i, j] / m`` and ``var[c] = sum (x[n, c, i, j] - mean[c])^2 / m`` over all m = n h w values
    of a channel (m = n for features).

    Args:
        x: array (n, d) of features or (n, c, h, w) of maps, any real dtype, not empty.

    Returns:
        mean and variance, arrays (c,); floating point keeps its dtype, integers become float64.

    Raises:
        ValueError: `x` has neither two nor four axes, or is empty.

    Source: lecture L0 (features), L1 (maps: m p q values per channel).

    >>> batch_statistics(np.array([[1, 2], [3, 6], [5, 10]]))  # the variance is (8/3, 32/3)
    (array([3., 6.]), array([ 2.66666667, 10.66666667]))
    """
    x = _read(x)
    _, mean, var = _centred(_rows(x))
    return mean, var


def batch_norm(
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    running_mean: np.ndarray,
    running_var: np.ndarray,
    *,
    training: bool,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Shift and scale each channel to mean 0 and variance 1, then to what gamma and beta say.

    ``y = gamma * (x - mean) / sqrt(var + eps) + beta``, channel by channel. In training, mean and variance are the
    batch's (`batch_statistics`, denominator m), and the running statistics move towards it:
    ``running = (1 - momentum) * running + momentum * batch``, where the batch's variance enters with denominator
    m - 1. In evaluation, mean and variance are the running ones, which stay as they are: a prediction must not depend
    on which other samples are in the batch.

    Args:
        x: array (n, d) of features or (n, c, h, w) of maps, any real dtype.
        gamma, beta: arrays (c,), the trainable scale and shift; 1 and 0 at the start.
        running_mean, running_var: arrays (c,); 0 and 1 at the start. They are not changed: the new ones are returned.
        training: True for the batch's statistics, False for the running ones.
        momentum: weight of the NEW value in the running statistics.
        eps: added to the variance, inside the root.

    Returns:
        y of the shape of x, and the running mean and variance after this batch, all new arrays.

    Raises:
        ValueError: `x` has neither two nor four axes, a parameter does not have one number per channel, or training
            with one value per channel, whose variance with denominator m - 1 does not exist.

    Source: lectures L0, L1 and L3; Ioffe and Szegedy (2015); running statistics and eps: `torch.nn.BatchNorm2d`.

    >>> x, zero, one = np.array([[1, 2], [3, 6], [5, 10]]), np.zeros(2), np.ones(2)
    >>> y, mean, var = batch_norm(x, one, zero, zero, one, training=True, eps=0.0)
    >>> y  # -sqrt(1.5), 0, sqrt(1.5)
    array([[-1.22474487, -1.22474487],
           [ 0.        ,  0.        ],
           [ 1.22474487,  1.22474487]])
    >>> mean, var  # 0.9 * 0 + 0.1 * (3, 6) and 0.9 * 1 + 0.1 * (4, 16)
    (array([0.3, 0.6]), array([1.3, 2.5]))
    """
    x = _read(x)
    gamma, beta = _per_channel(x, gamma=gamma, beta=beta)
    running_mean, running_var = _per_channel(x, running_mean=running_mean, running_var=running_var)
    rows = _rows(x)
    if not training:
        scale = gamma / np.sqrt(running_var + eps)
        y = rows * scale[:, None]
        y += (beta - running_mean * scale)[:, None]
        return y.reshape(x.shape), running_mean.copy(), running_var.copy()
    m = x.size // x.shape[1]
    if m < 2:
        raise ValueError(f"training needs at least 2 values per channel, got x of shape {x.shape}: use a larger batch")
    y, mean, var = _centred(rows)
    y *= (gamma / np.sqrt(var + eps))[:, None]
    y += beta[:, None]
    running_mean = (1 - momentum) * running_mean + momentum * mean
    running_var = (1 - momentum) * running_var + momentum * var * (m / (m - 1))
    return y.reshape(x.shape), running_mean, running_var


def batch_norm_backward(
    dy: np.ndarray, x: np.ndarray, gamma: np.ndarray, eps: float = 1e-5
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry the gradient of a loss back through `batch_norm` in training, where mean and variance depend on x.

    With ``x_hat = (x - mean) / sqrt(var + eps)``, channel by channel: ``dbeta = sum dy``,
    ``dgamma = sum dy * x_hat`` and ``dx = gamma / sqrt(var + eps) * (dy - dbeta / m - x_hat * dgamma / m)``.

    Args:
        dy: gradient with respect to y, of the shape of x.
        x, gamma, eps: as they were given to `batch_norm`.

    Returns:
        dx of the shape of x, dgamma (c,) and dbeta (c,).

    Raises:
        ValueError: shapes that do not belong together.

    Source: Ioffe and Szegedy (2015), section 3.

    >>> x = np.array([[1.0], [3.0], [5.0]])
    >>> dx, dgamma, dbeta = batch_norm_backward(np.array([[1.0], [0.0], [0.0]]), x, np.array([2.0]), eps=0.0)
    >>> dx.round(6), dgamma.round(6), dbeta  # dx sums to 0 and is orthogonal to x: BN hides the shift and scale of x
    (array([[ 0.204124],
           [-0.408248],
           [ 0.204124]]), array([-1.224745]), array([1.]))
    """
    x = _read(x)
    (gamma,) = _per_channel(x, gamma=gamma)
    dy = _gradient(dy, x)
    m = x.size // x.shape[1]
    dx, _, var = _centred(_rows(x))  # x - mean, which becomes dx step by step, in place
    scale = 1 / np.sqrt(var + eps)
    dbeta, dgamma = _sums(dy), _sums(dy, dx) * scale
    dx *= (-scale * dgamma / m)[:, None]
    dx += dy
    dx -= (dbeta / m)[:, None]
    dx *= (gamma * scale)[:, None]
    return dx.reshape(x.shape), dgamma, dbeta


def batch_norm_eval_backward(
    dy: np.ndarray,
    x: np.ndarray,
    gamma: np.ndarray,
    running_mean: np.ndarray,
    running_var: np.ndarray,
    eps: float = 1e-5,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry a gradient back through `batch_norm` in evaluation, where mean and variance are constants.

    ``dx = dy * gamma / sqrt(running_var + eps)``; dgamma and dbeta as in training, with the running statistics.
    `running_mean` and `running_var` are those that `batch_norm` used; the other arguments, results and errors are as
    for `batch_norm_backward`.

    Source: the chain rule; `torch.nn.BatchNorm2d` in evaluation.

    >>> batch_norm_eval_backward(np.array([[6.0]]), np.array([[5.0]]), np.ones(1), np.ones(1), np.full(1, 4.0), eps=0.0)
    (array([[3.]]), array([12.]), array([6.]))
    """
    x = _read(x)
    gamma, mean, var = _per_channel(x, gamma=gamma, running_mean=running_mean, running_var=running_var)
    dy = _gradient(dy, x)
    scale = 1 / np.sqrt(var + eps)
    dgamma = _sums(dy, _rows(x) - mean[:, None]) * scale
    return (dy * (gamma * scale)[:, None]).reshape(x.shape), dgamma, _sums(dy)


def _rows(x: np.ndarray) -> np.ndarray:
    """See features and maps alike: (n, c, values of one channel in one sample)."""
    return x.reshape(*x.shape[:2], -1)


def _sums(*factors: np.ndarray) -> np.ndarray:
    """Sum the product of arrays (n, c, l) over each channel, without storing the product."""
    return np.einsum(",".join(["ncl"] * len(factors)) + "->c", *factors)


def _centred(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give x - mean, a new array, and mean and variance. (E[x^2] - mean^2 would lose the digits of large numbers.)"""
    m = rows.size // rows.shape[1]
    mean = _sums(rows) / m
    centred = rows - mean[:, None]
    return centred, mean, _sums(centred, centred) / m


def _read(x: np.ndarray) -> np.ndarray:
    x = as_float(x)
    if x.ndim not in (2, 4) or x.size == 0:
        raise ValueError(f"x must be N x D or N x C x H x W and not empty, got shape {x.shape}")
    return x


def _per_channel(x: np.ndarray, **named: np.ndarray) -> list[np.ndarray]:
    values = []
    for name, value in named.items():
        value = as_float(value).astype(x.dtype, copy=False)
        check_shape(name, value, (x.shape[1],), "one number per channel")
        values.append(value)
    return values


def _gradient(dy: np.ndarray, x: np.ndarray) -> np.ndarray:
    dy = as_float(dy)
    check_shape("dy", dy, x.shape, "the shape of x")
    return _rows(dy.astype(x.dtype, copy=False))
