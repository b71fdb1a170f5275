"""Where weights start: the initialisers of the lectures, from a seeded generator."""

from __future__ import annotations

import math

import numpy as np

__all__ = [
    "constant",
    "dirac",
    "fans",
    "glorot_normal",
    "glorot_uniform",
    "he_normal",
    "he_uniform",
    "identity",
    "lecun_normal",
    "lecun_uniform",
    "normal",
    "orthogonal",
    "truncated_normal",
    "uniform",
]

Shape = tuple[int, ...]


def fans(shape: Shape) -> tuple[int, int]:
    """Count how many inputs one output sums over, and how many outputs one input reaches.

    ``fan_in = c_in kh kw`` and ``fan_out = c_out kh kw``; for a fully connected layer d_in and d_out.

    Args:
        shape: (d_out, d_in) or (c_out, c_in, kh, kw).

    Raises:
        ValueError: fewer than two axes.

    Source: Glorot and Bengio (2010); `torch.nn.init`.

    >>> fans((120, 400)), fans((16, 6, 5, 5))
    ((400, 120), (150, 400))
    """
    if len(shape) < 2:
        raise ValueError(f"a weight has at least two axes (outputs, inputs, ...), got shape {shape}")
    cells = math.prod(shape[2:])
    return shape[1] * cells, shape[0] * cells


def constant(shape: Shape, value: float = 0.0) -> np.ndarray:
    """One value everywhere. Right for a bias; a layer whose weights are all equal learns the same thing many times.

    Every initialiser here returns a new float64 array of `shape`. Source: lecture L2.

    >>> constant((2, 3), 0.1)
    array([[0.1, 0.1, 0.1],
           [0.1, 0.1, 0.1]])
    """
    return np.full(shape, float(value))


def normal(shape: Shape, rng: np.random.Generator, mean: float = 0.0, std: float = 1.0) -> np.ndarray:
    """Draw from the normal distribution with this mean and standard deviation.

    Args:
        shape: of the array to make.
        rng: the generator to draw from; it moves on.
        mean, std: of the distribution, std at least 0.

    Raises:
        ValueError: std is negative.

    Source: lecture L2.

    >>> normal((1000,), np.random.default_rng(0), mean=5.0, std=0.1).mean().round(2)
    np.float64(5.0)
    """
    return rng.normal(mean, std, shape)


def truncated_normal(shape: Shape, rng: np.random.Generator, mean: float = 0.0, std: float = 1.0) -> np.ndarray:
    """Draw from the normal distribution, and draw again what falls further than 2 std from the mean.

    The result's standard deviation is 0.8796 std: the tails are missing. Arguments as for `normal`.

    Source: lecture L2; Keras's `TruncatedNormal`.

    >>> bool(np.abs(truncated_normal((1000,), np.random.default_rng(0), std=0.1)).max() <= 0.2)
    True
    """
    z = rng.standard_normal(shape)
    outside = np.abs(z) > 2
    while outside.any():
        z[outside] = rng.standard_normal(int(outside.sum()))
        outside = np.abs(z) > 2
    return mean + std * z


def uniform(shape: Shape, rng: np.random.Generator, low: float = -1.0, high: float = 1.0) -> np.ndarray:
    """Draw from [low, high), every value as likely as another; shape and rng as for `normal`. Source: lecture L2.

    >>> uniform((3,), np.random.default_rng(0), low=2.0, high=2.5).round(3)
    array([2.318, 2.135, 2.02 ])
    """
    return rng.uniform(low, high, shape)


def glorot_uniform(shape: Shape, rng: np.random.Generator) -> np.ndarray:
    """Uniform in +-sqrt(6 / (fan_in + fan_out)): variance 2 / (fan_in + fan_out). For sigmoid and tanh.

    It keeps the variance of the signal about the same on the way forward and back.

    Args:
        shape: of a weight, (d_out, d_in) or (c_out, c_in, kh, kw); `fans` counts from it.
        rng: the generator to draw from; it moves on.

    Raises:
        ValueError: fewer than two axes.

    Source: lecture L2 (Keras's default); Glorot and Bengio (2010).

    >>> bool(np.abs(glorot_uniform((2, 4), np.random.default_rng(0))).max() <= 1.0)
    True
    """
    return _uniform_of_variance(shape, rng, 2 / sum(fans(shape)))


def glorot_normal(shape: Shape, rng: np.random.Generator) -> np.ndarray:
    """Normal with variance 2 / (fan_in + fan_out). Source: lecture L2; Glorot and Bengio (2010).

    This and the two below draw from the whole normal distribution, as PyTorch does; Keras cuts its tails off.
    Arguments and errors as for `glorot_uniform`.

    >>> glorot_normal((50, 150), np.random.default_rng(0)).std().round(2)  # sqrt(2 / 200)
    np.float64(0.1)
    """
    return _normal_of_variance(shape, rng, 2 / sum(fans(shape)))


def he_uniform(shape: Shape, rng: np.random.Generator) -> np.ndarray:
    """Uniform in +-sqrt(6 / fan_in): variance 2 / fan_in. For ReLU, which halves the signal's power.

    Arguments and errors as for `glorot_uniform`.

    Source: lecture L2; He et al., Delving deep into rectifiers (2015).

    >>> bool(np.abs(he_uniform((9, 6), np.random.default_rng(0))).max() <= 1.0)
    True
    """
    return _uniform_of_variance(shape, rng, 2 / fans(shape)[0])


def he_normal(shape: Shape, rng: np.random.Generator) -> np.ndarray:
    """Normal with variance 2 / fan_in. Source: lecture L2; He et al. (2015).

    Arguments and errors as for `glorot_uniform`.

    >>> he_normal((64, 8, 5, 5), np.random.default_rng(0)).std().round(2)  # sqrt(2 / 200)
    np.float64(0.1)
    """
    return _normal_of_variance(shape, rng, 2 / fans(shape)[0])


def lecun_uniform(shape: Shape, rng: np.random.Generator) -> np.ndarray:
    """Uniform in +-sqrt(3 / fan_in): variance 1 / fan_in. Source: lecture L2; LeCun et al., Efficient backprop (1998).

    Arguments and errors as for `glorot_uniform`.

    >>> bool(np.abs(lecun_uniform((9, 3), np.random.default_rng(0))).max() <= 1.0)
    True
    """
    return _uniform_of_variance(shape, rng, 1 / fans(shape)[0])


def lecun_normal(shape: Shape, rng: np.random.Generator) -> np.ndarray:
    """Normal with variance 1 / fan_in. Source: lecture L2; LeCun et al., Efficient backprop (1998).

    Arguments and errors as for `glorot_uniform`.

    >>> lecun_normal((90, 100), np.random.default_rng(0)).std().round(2)  # sqrt(1 / 100)
    np.float64(0.1)
    """
    return _normal_of_variance(shape, rng, 1 / fans(shape)[0])


def orthogonal(shape: Shape, rng: np.random.Generator, gain: float = 1.0) -> np.ndarray:
    """Draw a matrix whose rows (or columns, if there are fewer) are orthogonal and have length `gain`.

    A weight with more than two axes is a matrix of outputs x everything else. The signs of the QR decomposition are
    made those of R's diagonal: otherwise the result would not be uniform over the orthogonal matrices.
    Arguments as for `glorot_uniform`, and the length.

    Raises:
        ValueError: fewer than two axes.

    Source: lecture L2; Saxe, McClelland, Ganguli (2014).

    >>> q = orthogonal((3, 5), np.random.default_rng(0))
    >>> bool(np.allclose(q @ q.T, np.eye(3)))
    True
    """
    fans(shape)
    rows, columns = shape[0], math.prod(shape[1:])
    q, r = np.linalg.qr(rng.standard_normal((max(rows, columns), min(rows, columns))))
    q *= np.sign(np.diag(r))
    return gain * (q if rows >= columns else q.T).reshape(shape)


def identity(shape: Shape) -> np.ndarray:
    """The fully connected layer that changes nothing: 1 on the diagonal, 0 elsewhere.

    Args:
        shape: (d_out, d_in).

    Raises:
        ValueError: not two axes.

    Source: lecture L2. A convolution's counterpart is `dirac`, not weights of 1 (as L3 has it).

    >>> identity((2, 3))
    array([[1., 0., 0.],
           [0., 1., 0.]])
    """
    if len(shape) != 2:
        raise ValueError(f"identity is for a matrix (d_out, d_in), got shape {shape}: use dirac for a convolution")
    return np.eye(*shape)


def dirac(shape: Shape) -> np.ndarray:
    """The convolution that changes nothing (with padding k // 2): 1 in the middle of kernel c of filter c, 0 elsewhere.

    Args:
        shape: (c_out, c_in, kh, kw) with odd kh and kw, which have a middle.

    Raises:
        ValueError: not four axes, or an even kernel.

    Source: `torch.nn.init.dirac_`; it is what lecture L3 means by weights that make a layer the identity.

    >>> dirac((1, 2, 1, 3))
    array([[[[0., 1., 0.]],
            [[0., 0., 0.]]]])
    """
    if len(shape) != 4 or shape[2] % 2 == 0 or shape[3] % 2 == 0:
        raise ValueError(f"shape must be (c_out, c_in, kh, kw) with odd kh and kw, got {shape}")
    c_out, c_in, kh, kw = shape
    weight = np.zeros(shape)
    for c in range(min(c_out, c_in)):
        weight[c, c, kh // 2, kw // 2] = 1
    return weight


def _uniform_of_variance(shape: Shape, rng: np.random.Generator, variance: float) -> np.ndarray:
    bound = math.sqrt(3 * variance)
    return rng.uniform(-bound, bound, shape)


def _normal_of_variance(shape: Shape, rng: np.random.Generator, variance: float) -> np.ndarray:
    return rng.normal(0.0, math.sqrt(variance), shape)
