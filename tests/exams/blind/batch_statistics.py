"""Wrong answers to `batch_statistics`, written by who knew the notebook alone. Each cell is a submission."""

# %% one_shift_for_all
# shifts by ONE number for all channels before E[d^2]-E[d]^2: digits are lost when channels lie at different
# large offsets
import numpy as np


def batch_statistics(x):
    if x.ndim not in (2, 4):
        raise ValueError("two or four axes")
    axes = 0 if x.ndim == 2 else (0, 2, 3)
    x = x.astype(np.float64)
    shift = x.mean()  # so that large numbers do not hurt
    d = x - shift
    mean = d.mean(axis=axes)
    var = (d * d).mean(axis=axes) - mean**2
    return mean + shift, np.maximum(var, 0)


# %% integer_sum_wraps
# the mean sums int64 in int64, so sums beyond 2**63 wrap around
import numpy as np


def batch_statistics(x):
    if x.ndim not in (2, 4):
        raise ValueError("two or four axes")
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    m = x.size // x.shape[1]
    shape = (1, -1) + (1,) * (x.ndim - 2)
    if x.dtype.kind == "f":
        mean = x.sum(axis=axes, dtype=np.float64) / m
    else:
        mean = x.sum(axis=axes) / m  # integers: exact
    d = x.astype(np.float64) - mean.reshape(shape)
    return mean, (d**2).mean(axis=axes)


# %% centred_in_a_view
# for maps of one sample in float64 the reshape is a view, and centring it in place changes x
import numpy as np


def batch_statistics(x):
    x = np.asarray(x)
    if x.ndim == 2:
        rows = x.T.astype(np.float64)
    elif x.ndim == 4:
        rows = np.asarray(x.transpose(1, 0, 2, 3).reshape(x.shape[1], -1), dtype=np.float64)
    else:
        raise ValueError("two or four axes")
    mean = rows.mean(axis=1)
    rows -= mean[:, None]
    return mean, (rows**2).mean(axis=1)


# %% odd_axes_refused
# refuses odd numbers of axes only, so six axes give an answer instead of ValueError
import numpy as np


def batch_statistics(x):
    if x.ndim % 2 or x.ndim == 0:
        raise ValueError("features have two axes, maps have four")
    x = x.astype(np.float64)
    axes = tuple(a for a in range(x.ndim) if a != 1)
    mean = x.mean(axis=axes, keepdims=True)
    var = np.square(x - mean).mean(axis=axes)
    return mean.reshape(-1), var


# %% tiny_variance_flushed
# variances below 1e-12 are set to 0 as rounding, also those of honestly small numbers
import numpy as np


def batch_statistics(x):
    if x.ndim not in (2, 4):
        raise ValueError("two or four axes")
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    x = x.astype(np.float64)
    mean = x.mean(axis=axes)
    var = x.var(axis=axes)
    var[var < 1e-12] = 0.0  # a constant channel has variance 0, up to rounding
    return mean, var


# %% nearly_constant
# channels whose spread is below 1e-9 of their size count as constant: 1e10 and 1e10+1 get variance 0
import numpy as np


def batch_statistics(x):
    if x.ndim not in (2, 4):
        raise ValueError("two or four axes")
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    x = np.array(x, dtype=np.float64)
    mean = x.mean(axis=axes)
    var = x.var(axis=axes)
    spread = x.max(axis=axes) - x.min(axis=axes)
    var = np.where(spread <= 1e-9 * np.abs(mean), 0.0, var)
    return mean, var


# %% squeezed_mean
# the mean is squeezed, so for a single feature or channel it has shape () instead of (1,)
import numpy as np


def batch_statistics(x):
    if x.ndim not in (2, 4):
        raise ValueError("two or four axes")
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    x = x.astype(np.float64)
    mean = x.mean(axis=axes, keepdims=True)
    var = ((x - mean) ** 2).mean(axis=axes)
    return mean.squeeze(), var


# %% single_sample_is_its_mean
# for one sample of float64 features the mean is a view into x: shared memory
import numpy as np


def batch_statistics(x):
    if x.ndim not in (2, 4):
        raise ValueError("two or four axes")
    x = np.asarray(x, dtype=np.float64)
    if x.ndim == 2 and len(x) == 1:
        return x[0], np.zeros(x.shape[1])  # no spread
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    mean = x.mean(axis=axes, keepdims=True)
    return mean.reshape(-1), ((x - mean) ** 2).mean(axis=axes)


# %% shape_assigned
# sets .shape of a copy that keeps the memory order of x: maps in Fortran order or transposed raise
# AttributeError
import numpy as np


def batch_statistics(x):
    x = np.array(x, dtype=np.float64)  # a copy of our own
    if x.ndim == 4:
        n, c, h, w = x.shape
        x.shape = (n, c, h * w)
        mean = x.mean(axis=(0, 2))
        return mean, ((x - mean[:, None]) ** 2).mean(axis=(0, 2))
    if x.ndim == 2:
        mean = x.mean(axis=0)
        return mean, ((x - mean) ** 2).mean(axis=0)
    raise ValueError("two or four axes")


# %% equal_weight_chunks
# works in chunks of 1000 samples and averages the chunk means with equal weight: wrong when n > 1000 is no
# multiple of 1000
import numpy as np


def batch_statistics(x):
    if x.ndim not in (2, 4):
        raise ValueError("two or four axes")
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    shape = (1, -1) + (1,) * (x.ndim - 2)
    chunks = [x[i : i + 1000].astype(np.float64) for i in range(0, len(x), 1000)]  # saves memory
    mean = np.mean([part.mean(axis=axes) for part in chunks], axis=0)
    var = np.mean([((part - mean.reshape(shape)) ** 2).mean(axis=axes) for part in chunks], axis=0)
    return mean, var


# %% one_shift_for_all_too
# one common shift for all features, so the one-pass variance loses its digits where features lie far
# apart
import numpy as np


def batch_statistics(x):
    x = np.asarray(x)
    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    x = x.astype(np.float64)
    axes = 0 if x.ndim == 2 else (0, 2, 3)
    shift = x.mean()  # against cancellation: bring the numbers near 0 first
    x = x - shift
    mean = x.mean(axis=axes)
    var = np.maximum((x * x).mean(axis=axes) - mean * mean, 0)
    return mean + shift, var


# %% ints_through_int64
# uint64 numbers of 2**63 and more become negative
import numpy as np


def batch_statistics(x):
    x = np.asarray(x)
    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    if x.dtype.kind in "iu":
        x = x.astype(np.int64)  # small integers wrap around, int64 does not
    axes = 0 if x.ndim == 2 else (0, 2, 3)
    mean = np.mean(x, axis=axes, dtype=np.float64)
    var = np.var(x, axis=axes, dtype=np.float64)
    return mean, var


# %% len_before_the_check
# an array without axes gives TypeError, not ValueError
import numpy as np


def batch_statistics(x):
    x = np.array(x, dtype=np.float64)
    m = len(x)
    if x.ndim == 4:
        m *= x.shape[2] * x.shape[3]
        axes = (0, 2, 3)
    elif x.ndim == 2:
        axes = (0,)
    else:
        raise ValueError("x must have two or four axes")
    mean = x.sum(axis=axes, keepdims=True) / m
    var = np.square(x - mean).sum(axis=axes) / m
    return mean.reshape(-1), var


# %% cache_without_dtype
# the cache's key has shape and bytes but no dtype: int8 -1 and uint8 255 look alike
import numpy as np

_known = {}


def batch_statistics(x):
    x = np.asarray(x)
    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    key = x.shape, x.tobytes()
    if key not in _known:
        values = x.astype(np.float64)
        axes = (0, *range(2, x.ndim))
        mean = values.mean(axis=axes, keepdims=True)
        _known[key] = mean.ravel(), ((values - mean) ** 2).mean(axis=axes)
    mean, var = _known[key]
    return mean.copy(), var.copy()


# %% mean_of_chunk_means
# means of chunks of 1024 samples are averaged unweighted: wrong where n > 1024 is no multiple of it
import numpy as np

CHUNK = 1024


def _mean(x, axes):
    """Chunk by chunk, so that the float64 copy stays small."""
    starts = range(0, x.shape[0], CHUNK)
    return np.mean([x[i : i + CHUNK].mean(axis=axes, dtype=np.float64) for i in starts], axis=0)


def batch_statistics(x):
    x = np.asarray(x)
    if x.ndim == 2:
        axes = (0,)
    elif x.ndim == 4:
        axes = (0, 2, 3)
    else:
        raise ValueError("x must have two or four axes")
    mean = _mean(x, axes)
    centre = mean if x.ndim == 2 else mean[:, None, None]
    return mean, _mean((x - centre) ** 2, axes)


# %% spread_called_noise
# a spread below a billionth of the mean is taken for rounding: 1e10 and 1e10 + 1 get variance 0
import numpy as np


def batch_statistics(x):
    x = np.asarray(x)
    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    x = x.astype(np.float64)
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    mean = x.mean(axis=axes, keepdims=True)
    var = ((x - mean) ** 2).mean(axis=axes)
    mean = mean.reshape(-1)
    # a constant channel must have variance 0, not what rounding left of it
    var[np.sqrt(var) < 1e-9 * np.abs(mean)] = 0.0
    return mean, var


# %% single_sample_is_a_view
# for one float64 sample of features the mean is a view of x itself
import numpy as np


def batch_statistics(x):
    x = np.asarray(x)
    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    x = x.astype(np.float64, copy=False)
    if x.ndim == 2 and len(x) == 1:
        return x[0], np.zeros(x.shape[1])  # a single sample has no spread
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    return x.mean(axis=axes), x.var(axis=axes)


# %% squeeze_for_maps
# maps with a single channel give results without an axis
import numpy as np


def batch_statistics(x):
    x = np.array(x, dtype=np.float64)
    if x.ndim == 2:
        return x.mean(axis=0), x.var(axis=0)
    if x.ndim == 4:
        mean = x.mean(axis=(0, 2, 3), keepdims=True)
        var = ((x - mean) ** 2).mean(axis=(0, 2, 3), keepdims=True)
        return mean.squeeze(), var.squeeze()
    raise ValueError("x must have two or four axes")


# %% zeros_shared_by_all_calls
# Breaks "new arrays" and "not on earlier calls": the variances of single samples are one array for all calls.
# Shows with v = batch_statistics(np.ones((1, 2)))[1]; v += 1; batch_statistics(np.ones((1, 2)))[1] is [1, 1].
from functools import lru_cache

import numpy as np


@lru_cache
def no_spread(d):
    return np.zeros(d)


def batch_statistics(x):
    if x.ndim not in (2, 4):
        raise ValueError("two or four axes")
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    x = x.astype(np.float64)
    mean = x.mean(axis=axes)
    if x.size == x.shape[1]:
        return mean, no_spread(x.shape[1])  # a single value per channel
    return mean, x.var(axis=axes)
