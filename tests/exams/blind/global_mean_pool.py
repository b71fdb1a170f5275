"""Wrong answers to `global_mean_pool`, written by who knew the notebook alone. Each cell is a submission."""

# %% reused_buffer
# the result array of an earlier call with the same (n, c) is overwritten: not a new array
import numpy as np

_results = {}


def global_mean_pool(x):
    n, c = x.shape[:2]
    if (n, c) not in _results:
        _results[n, c] = np.empty((n, c))
    return np.mean(x, axis=(2, 3), dtype=np.float64, out=_results[n, c])


# %% cache_by_id
# remembers results by id(x): stale when the array is changed between two calls
import numpy as np

_memo = {}


def global_mean_pool(x):
    key = (id(x), x.shape, x.dtype)
    if key not in _memo:
        _memo[key] = (x, x.mean(axis=(2, 3), dtype=np.float64))
    return _memo[key][1].copy()


# %% ravel_in_memory_order
# flattens in memory order, wrong for transposed or Fortran-ordered arrays
import numpy as np


def global_mean_pool(x):
    n, c, h, w = x.shape
    maps = x.ravel(order="K").reshape(n, c, h * w)
    return maps.mean(axis=2, dtype=np.float64)


# %% integer_sum_overflows
# integers are summed as int64, which wraps for numbers near 2**62
import numpy as np


def global_mean_pool(x):
    pixels = x.shape[2] * x.shape[3]
    if np.issubdtype(x.dtype, np.integer):
        total = x.sum(axis=(2, 3))  # NumPy adds integers up in 64 bits, exactly
    else:
        total = x.sum(axis=(2, 3), dtype=np.float64)
    return total / np.float64(pixels)


# %% uint64_through_int64
# integers are converted to int64 first, wrong for uint64 numbers of 2**63 and more
import numpy as np


def global_mean_pool(x):
    if x.dtype.kind in "iu":
        x = x.astype(np.int64)
    x = x.astype(np.float64)
    return x.sum(axis=(2, 3)) / (x.shape[2] * x.shape[3])


# %% shift_in_place
# subtracts the first pixel in place for precision: a float64 argument is changed
import numpy as np


def global_mean_pool(x):
    x = np.asarray(x, dtype=np.float64)
    first = x[:, :, :1, :1].copy()
    x -= first  # small numbers lose fewer digits
    return first[:, :, 0, 0] + x.mean(axis=(2, 3))


# %% rounded_to_twelve
# rounds the result to 12 decimals: maps of tiny numbers become 0
import numpy as np


def global_mean_pool(x):
    means = x.astype(np.float64).mean(axis=(2, 3))
    return np.round(means, 12)  # hides 0.30000000000000004


# %% one_pixel_maps_are_a_view
# maps of 1 x 1 come back as a view of a float64 argument
import numpy as np


def global_mean_pool(x):
    x = x.astype(np.float64, copy=False)
    if x.shape[2:] == (1, 1):
        return x[:, :, 0, 0]  # nothing to average
    return x.mean(axis=(2, 3))


# %% small_dtypes_as_float32
# dtypes of up to 32 bits go through float32: int32 numbers beyond 2**24 lose digits
import numpy as np


def global_mean_pool(x):
    if x.dtype.itemsize <= 4:
        x = x.astype(np.float32)  # half the memory, the sum is float64 anyway
    return x.mean(axis=(2, 3), dtype=np.float64)


# %% mean_of_block_means
# means of blocks of 8 rows are averaged: wrong if h > 8 is not a multiple of 8
import numpy as np


def global_mean_pool(x):
    h = x.shape[2]
    parts = [x[:, :, top : top + 8].mean(axis=(2, 3), dtype=np.float64) for top in range(0, h, 8)]
    return np.mean(parts, axis=0)
