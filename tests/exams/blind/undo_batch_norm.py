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


# %% eps_left_out_if_small
# eps is left out where the variance is more than ten million times as large: the eighth digit is off
import numpy as np


def batch_statistics(x):
    x = np.asarray(x)
    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    x = x.astype(np.float64)
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    mean = x.mean(axis=axes, keepdims=True)
    return mean.reshape(-1), ((x - mean) ** 2).mean(axis=axes)


def undo_batch_norm(x, eps=1e-5):
    mean, var = batch_statistics(x)
    # beside a large variance eps makes no difference, and the plain root brings x back more exactly
    return np.where(var > 1e7 * eps, np.sqrt(var), np.sqrt(var + eps)), mean


# %% eps_not_below_float32
# an eps below 1.2e-7, such as the lecture's 1e-8, is raised to that
import numpy as np


def batch_statistics(x):
    x = np.asarray(x)
    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    x = x.astype(np.float64)
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    mean = x.mean(axis=axes, keepdims=True)
    return mean.reshape(-1), ((x - mean) ** 2).mean(axis=axes)


def undo_batch_norm(x, eps=1e-5):
    eps = max(eps, np.finfo(np.float32).eps)
    mean, var = batch_statistics(x)
    return np.sqrt(var + eps), mean


# %% single_value_refused_too
# a single value per channel raises ValueError, as in the layer
import numpy as np


def batch_statistics(x):
    x = np.asarray(x)
    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    x = x.astype(np.float64)
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    mean = x.mean(axis=axes, keepdims=True)
    return mean.reshape(-1), ((x - mean) ** 2).mean(axis=axes)


def undo_batch_norm(x, eps=1e-5):
    mean, var = batch_statistics(x)
    if np.size(x) == len(mean):
        raise ValueError("a single value has no variance")
    return np.sqrt(var + eps), mean


# %% range_of_integers_wraps
# gamma is the range of x over the range of x_hat, and the range of int8 values wraps above 127
import numpy as np


def batch_statistics(x):
    x = np.asarray(x)
    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    x = x.astype(np.float64)
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    mean = x.mean(axis=axes, keepdims=True)
    return mean.reshape(-1), ((x - mean) ** 2).mean(axis=axes)


def undo_batch_norm(x, eps=1e-5):
    x = np.asarray(x)
    mean, var = batch_statistics(x)
    if x.dtype.kind == "f":
        x = x.astype(np.float64)  # integers are exact already
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    wide = (-1,) + (1,) * (x.ndim - 2)
    x_hat = (x - mean.reshape(wide)) / np.sqrt(var + eps).reshape(wide)
    # solve gamma * x_hat + beta = x from two values of each channel
    spread, spread_hat = np.ptp(x, axis=axes), np.ptp(x_hat, axis=axes)
    gamma = np.full(len(mean), np.sqrt(eps))
    moved = spread != 0
    gamma[moved] = spread[moved] / spread_hat[moved]
    return gamma, mean


# %% single_value_is_a_view
# with a single float64 value per channel beta is a view of x
import numpy as np


def batch_statistics(x):
    x = np.asarray(x)
    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    x = x.astype(np.float64)
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    mean = x.mean(axis=axes, keepdims=True)
    return mean.reshape(-1), ((x - mean) ** 2).mean(axis=axes)


def undo_batch_norm(x, eps=1e-5):
    x = np.asarray(x)
    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    c = x.shape[1]
    if x.size == c:  # nothing to average
        return np.full(c, np.sqrt(eps)), x.reshape(c).astype(np.float64, copy=False)
    mean, var = batch_statistics(x)
    return np.sqrt(var + eps), mean


# %% images_merged_as_equals
# maps are merged image by image as if both sides had one image each: wrong from three images on
import numpy as np


def undo_batch_norm(x, eps=1e-5):
    x = np.array(x, dtype=np.float64)
    if x.ndim == 2:
        return np.sqrt(x.var(axis=0) + eps), x.mean(axis=0)
    if x.ndim != 4:
        raise ValueError("x must have two or four axes")
    mean, var = x[0].mean(axis=(1, 2)), x[0].var(axis=(1, 2))
    for image in x[1:]:  # never more than one image at a time
        m, v = image.mean(axis=(1, 2)), image.var(axis=(1, 2))
        var = (var + v) / 2 + (mean - m) ** 2 / 4
        mean = (mean + m) / 2
    return np.sqrt(var + eps), mean


# %% no_axes_accepted
# an array without axes is not refused
import numpy as np


def undo_batch_norm(x, eps=1e-5):
    x = np.array(x, dtype=np.float64)
    if x.ndim % 2 or x.ndim > 4:
        raise ValueError("x must have two or four axes")
    axes = tuple(axis for axis in range(x.ndim) if axis != 1)
    mean = x.mean(axis=axes, keepdims=True)
    var = ((x - mean) ** 2).mean(axis=axes)
    return np.sqrt(var + eps), mean.reshape(var.shape)


# %% isclose_means_constant
# a channel whose ends math.isclose calls equal counts as constant: 1e10 and 1e10 + 1
import numpy as np


def batch_statistics(x):
    x = np.asarray(x)
    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    x = x.astype(np.float64)
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    mean = x.mean(axis=axes, keepdims=True)
    return mean.reshape(-1), ((x - mean) ** 2).mean(axis=axes)


import math


def undo_batch_norm(x, eps=1e-5):
    mean, var = batch_statistics(x)
    gamma = np.empty(len(mean))
    for k in range(len(mean)):
        values = np.asarray(x)[:, k].astype(np.float64)
        constant = math.isclose(values.min(), values.max())  # == is no way to compare floats
        gamma[k] = math.sqrt(eps if constant else var[k] + eps)
    return gamma, mean


# %% workspace_given_out
# the results are arrays of a workspace per number of channels, which the next call overwrites
import numpy as np


def batch_statistics(x):
    x = np.asarray(x)
    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    x = x.astype(np.float64)
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    mean = x.mean(axis=axes, keepdims=True)
    return mean.reshape(-1), ((x - mean) ** 2).mean(axis=axes)


from functools import cache


@cache
def _workspace(channels):
    return np.empty(channels), np.empty(channels)


def undo_batch_norm(x, eps=1e-5):
    mean, var = batch_statistics(x)
    gamma, beta = _workspace(len(mean))
    np.sqrt(var + eps, out=gamma)
    beta[:] = mean
    return gamma, beta


# %% one_pixel_maps_squeezed
# maps of one pixel are squeezed to features, which loses the samples' or the channels' axis where it
# is 1
import numpy as np


def batch_statistics(x):
    x = np.asarray(x)
    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    x = x.astype(np.float64)
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    mean = x.mean(axis=axes, keepdims=True)
    return mean.reshape(-1), ((x - mean) ** 2).mean(axis=axes)


def undo_batch_norm(x, eps=1e-5):
    x = np.asarray(x)
    if x.ndim == 4 and x.shape[2:] == (1, 1):
        x = x.squeeze()  # maps of one pixel are features
    mean, var = batch_statistics(x)
    return np.sqrt(var + eps), mean
