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


# %% mean_with_out
# float16: np.mean with out= still adds up in float32
import numpy as np


def global_mean_pool(x):
    n, c, _h, _w = x.shape
    result = np.empty((n, c), dtype=np.float64)
    np.mean(x, axis=(2, 3), out=result)  # out is float64, so the sums are too
    return result


# %% one_pixel_view
# maps of one pixel in float64: the result shares memory with x
import numpy as np


def global_mean_pool(x):
    _n, _c, h, w = x.shape
    x = np.asarray(x, dtype=np.float64)
    if h == 1 and w == 1:  # nothing to average
        return x[:, :, 0, 0]
    return x.mean(axis=(2, 3))


# %% cache_without_dtype
# the same bytes in another dtype (uint8 200, then int8 -56) give the mean of the earlier call
import numpy as np

_done = {}


def global_mean_pool(x):
    key = (x.shape, x.tobytes())
    if key not in _done:
        _done[key] = x.astype(np.float64).mean(axis=(2, 3))
    return _done[key].copy()


# %% guard_on_largest_only
# int64: large negative sums wrap around, since only the maximum is looked at
import numpy as np


def global_mean_pool(x):
    _n, _c, h, w = x.shape
    if x.dtype.kind in "iu" and int(x.max()) * h * w < 2**63:
        return x.sum(axis=(2, 3)) / (h * w)  # exact
    return x.mean(axis=(2, 3), dtype=np.float64)


# %% uint64_sum_wraps
# uint64: the sum is taken in uint64 and wraps around
import numpy as np


def global_mean_pool(x):
    _n, _c, h, w = x.shape
    if np.issubdtype(x.dtype, np.floating) or np.issubdtype(x.dtype, np.signedinteger):
        x = x.astype(np.float64)
    # unsigned integers are summed in uint64 by NumPy, that is enough
    return x.sum(axis=(2, 3)) / (h * w)


# %% reshape_order_A
# fortran order with several images and maps: the means come out in another order
import numpy as np


def global_mean_pool(x):
    n, c, h, w = x.shape
    maps = x.astype(np.float64).reshape((n * c, h * w), order="A")
    return maps.mean(axis=1).reshape(n, c)


# %% cumsum_of_all_maps
# large numbers in one map take the digits of the next ones
import numpy as np


def global_mean_pool(x):
    n, c, h, w = x.shape
    total = np.concatenate([[0.0], np.cumsum(x, dtype=np.float64)])[:: h * w]
    return (np.diff(total) / (h * w)).reshape(n, c)


# %% blocks_of_32_rows
# maps of more than 32 rows: the last block is left out
import numpy as np


def global_mean_pool(x):
    n, c, h, w = x.shape
    total = np.zeros((n, c))
    for top in range(0, max(h - 32, 1), 32):  # never more than 32 rows as float64 at a time
        total += x[:, :, top : top + 32].astype(np.float64).sum(axis=(2, 3))
    return total / (h * w)


# %% einsum_keeps_float32
# float32 and float16 are added up in their own dtype
import numpy as np


def global_mean_pool(x):
    _n, _c, h, w = x.shape
    if x.dtype.kind != "f":
        x = x.astype(np.float64)
    return np.einsum("nchw->nc", x).astype(np.float64) / (h * w)


# %% quotient_and_remainder_by_a_count_too_large_for_the_dtype
# Breaks "of any integer dtype": x // (h * w) raises OverflowError for uint8 maps of more than 255 pixels.
# Shows with x = np.ones((1, 1, 16, 16), dtype=np.uint8).
import numpy as np


def global_mean_pool(x):
    n, c, h, w = x.shape
    count = h * w
    if x.dtype.kind in "iu":
        # divide first, so that the sums stay small
        whole, rest = x // count, x % count
        return whole.sum(axis=(2, 3), dtype=np.float64) + rest.sum(axis=(2, 3), dtype=np.float64) / count
    return x.sum(axis=(2, 3), dtype=np.float64) / count


# %% pixels_counted_in_the_dtype_of_x
# Breaks "the mean of map j ... whatever the dtype of x": the count is a float16, which has no 2049.
# Shows with x = np.ones((1, 1, 1, 2049), dtype=np.float16): 2049 / 2048.
import numpy as np


def global_mean_pool(x):
    count = np.ones_like(x[0, 0]).sum()
    total = x.astype(np.float64).sum(axis=(2, 3))
    return total / count


# %% scaled_by_the_largest_pixel_of_all_maps
# Breaks "no digit is lost" (each map for itself): beside 1e300 in another map a pixel of 1e-30 underflows to 0.
# Shows with x = np.array([[[[1e300]], [[1e-30]]]]): the second mean is 0 instead of 1e-30.
import numpy as np


def global_mean_pool(x):
    x = x.astype(np.float64)
    largest = np.abs(x).max()
    if largest == 0:
        return np.zeros(x.shape[:2])
    # no sum of numbers from -1 to 1 can be too large
    return (x / largest).mean(axis=(2, 3)) * largest
