"""Wrong answers to `undo_batch_norm`, written by who knew the notebook alone. Each cell is a submission."""

# %% constant_channel_gets_one
# where the variance is 0 gamma is 1 (the batch still comes back) instead of sqrt(eps), which the channel was
# divided by
import numpy as np


def undo_batch_norm(x, eps=1e-5):
    if x.ndim not in (2, 4):
        raise ValueError("two or four axes")
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    x = x.astype(np.float64)
    mean = x.mean(axis=axes, keepdims=True)
    var = ((x - mean) ** 2).mean(axis=axes)
    gamma = np.where(var == 0, 1.0, np.sqrt(var + eps))  # nothing to scale
    return gamma, mean.reshape(-1)


# %% single_value_refused
# raises ValueError when each channel has a single value, as the layer does in training, but no such error is
# promised here
import numpy as np


def undo_batch_norm(x, eps=1e-5):
    if x.ndim not in (2, 4):
        raise ValueError("two or four axes")
    if x.size == x.shape[1]:
        raise ValueError("a single value has no variance")
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    x = x.astype(np.float64)
    return np.sqrt(x.var(axis=axes) + eps), x.mean(axis=axes)


# %% cached_by_bytes
# remembers results by the bytes and eps alone: a batch with the same bytes and another shape gets the old
# answer
import numpy as np

_known = {}


def undo_batch_norm(x, eps=1e-5):
    if x.ndim not in (2, 4):
        raise ValueError("two or four axes")
    x = x.astype(np.float64)
    key = x.tobytes(), eps
    if key not in _known:
        axes = (0,) if x.ndim == 2 else (0, 2, 3)
        _known[key] = np.sqrt(x.var(axis=axes) + eps), x.mean(axis=axes)
    gamma, beta = _known[key]
    return gamma.copy(), beta.copy()


# %% mean_in_its_own_dtype
# the variance is taken in float64, but the mean in the dtype of x and converted afterwards: float16 and
# float32 lose digits in beta
import numpy as np


def undo_batch_norm(x, eps=1e-5):
    if x.ndim not in (2, 4):
        raise ValueError("two or four axes")
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    var = x.var(axis=axes, dtype=np.float64)
    beta = x.mean(axis=axes).astype(np.float64)
    return np.sqrt(var + eps), beta


# %% one_axis_is_one_feature
# takes an array of one axis for samples of one feature instead of raising ValueError
import numpy as np


def undo_batch_norm(x, eps=1e-5):
    x = np.array(x, dtype=np.float64)
    if x.ndim == 1:
        x = x[:, None]
    if x.ndim not in (2, 4):
        raise ValueError("two or four axes")
    rows = np.moveaxis(x, 1, 0).reshape(x.shape[1], -1)
    beta = rows.mean(axis=1)
    return np.sqrt(((rows - beta[:, None]) ** 2).mean(axis=1) + eps), beta


# %% strided_rows
# makes one row per channel with as_strided, which is right only where the pixels of a map lie one after the
# other; astype keeps the order of x
import numpy as np
from numpy.lib.stride_tricks import as_strided


def undo_batch_norm(x, eps=1e-5):
    if x.ndim not in (2, 4):
        raise ValueError("two or four axes")
    x = x.astype(np.float64)  # a copy, so it is contiguous
    if x.ndim == 4:
        n, c, h, w = x.shape
        x = as_strided(x, (n, h * w, c), (x.strides[0], x.itemsize, x.strides[1])).reshape(-1, c)
    beta = x.mean(axis=0)
    return np.sqrt(((x - beta) ** 2).mean(axis=0) + eps), beta


# %% small_dtypes_in_float32
# numbers of up to 16 bits are computed in float32, which holds each of them, but not their sums and squares
import numpy as np


def undo_batch_norm(x, eps=1e-5):
    if x.ndim not in (2, 4):
        raise ValueError("two or four axes")
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    x = x.astype(np.float32 if x.dtype.itemsize <= 2 else np.float64)  # float32 holds every 16-bit number
    mean = x.mean(axis=axes, keepdims=True)
    var = ((x - mean) ** 2).mean(axis=axes)
    return np.sqrt(var.astype(np.float64) + eps), mean.reshape(-1).astype(np.float64)


# %% rounded_to_ten_digits
# both results are rounded to ten decimals, so small numbers (a small eps with small x) come out as 0 or
# coarse
import numpy as np


def undo_batch_norm(x, eps=1e-5):
    if x.ndim not in (2, 4):
        raise ValueError("two or four axes")
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    x = x.astype(np.float64)
    gamma = np.sqrt(x.var(axis=axes) + eps)
    return gamma.round(10), x.mean(axis=axes).round(10)  # without 2.0000000000000004


# %% shifted_and_put_back
# a float64 x is centred in place and the mean added again: small numbers beside large ones are lost in x, and
# a read-only x raises
import numpy as np


def undo_batch_norm(x, eps=1e-5):
    if x.ndim not in (2, 4):
        raise ValueError("two or four axes")
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    x = np.asarray(x, dtype=np.float64)
    mean = x.mean(axis=axes, keepdims=True)
    x -= mean
    var = np.square(x).mean(axis=axes)
    x += mean  # as it was
    return np.sqrt(var + eps), mean.ravel()


# %% shifted_by_the_first_value
# shifts all channels by x.flat[0] before E[d^2]-E[d]^2, which loses the digits of a channel at another large
# offset
import numpy as np


def undo_batch_norm(x, eps=1e-5):
    if x.ndim not in (2, 4):
        raise ValueError("two or four axes")
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    x = x.astype(np.float64)
    first = x.flat[0]
    d = x - first
    mean = d.mean(axis=axes)
    var = np.maximum((d * d).mean(axis=axes) - mean * mean, 0)
    return np.sqrt(var + eps), mean + first
