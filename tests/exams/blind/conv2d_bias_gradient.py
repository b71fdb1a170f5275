"""Wrong answers to `conv2d_bias_gradient`, written by who knew the notebook alone. Each cell is a submission."""

# %% sum_then_astype_for_integers
# integers are summed in the 64-bit integers that np.sum takes: int64 and uint64 sums beyond 64 bits wrap around
import numpy as np


def conv2d_bias_gradient(dy):
    if np.issubdtype(dy.dtype, np.integer):
        return dy.sum(axis=(0, 2, 3)).astype(float)  # exact in 64 bits
    return dy.sum(axis=(0, 2, 3), dtype=float)


# %% times_one_point_zero
# dy * 1.0 makes integers float64 but leaves float16 and float32 as they are: sums lose digits
import numpy as np


def conv2d_bias_gradient(dy):
    return (dy * 1.0).sum(axis=(0, 2, 3)).astype(np.float64)


# %% samples_added_in_place
# a float64 dy of at least two samples is modified: the samples are added into dy[0]
import numpy as np


def conv2d_bias_gradient(dy):
    dy = np.asarray(dy, dtype=float)
    total = dy[0]
    for sample in dy[1:]:
        total += sample
    return total.sum(axis=(1, 2))


# %% float32_for_small_integers
# 8- and 16-bit integers are summed in float32: sums above 2**24 lose digits
import numpy as np


def conv2d_bias_gradient(dy):
    work = np.result_type(dy.dtype, np.float32)  # float32 is enough for up to 16 bits
    if dy.dtype.kind == "f":
        work = np.float64
    return dy.astype(work).sum(axis=(0, 2, 3)).astype(float)


# %% squeeze_of_one_position
# outputs of a single position are squeezed to (n, c_out), but squeeze also drops the axis of one sample or of
# one channel: wrong shape
import numpy as np


def conv2d_bias_gradient(dy):
    dy = dy.astype(float)
    _n, _c_out, oh, ow = dy.shape
    if oh * ow == 1:  # one number for each sample and channel
        return dy.squeeze().sum(axis=0)
    return dy.sum(axis=(0, 2, 3))


# %% cleaned_of_rounding
# sums below 1e-12 are taken for rounding errors and set to 0
import numpy as np


def conv2d_bias_gradient(dy):
    db = np.array([np.sum(dy[:, o], dtype=float) for o in range(dy.shape[1])])
    db[np.abs(db) < 1e-12] = 0.0  # nothing but rounding
    return db


# %% int32_is_plenty
# 8- and 16-bit integers are summed in int32: more than 32768 large numbers of 16 bits wrap around
import numpy as np


def conv2d_bias_gradient(dy):
    if dy.dtype.kind in "iu" and dy.dtype.itemsize <= 2:
        total = dy.sum(axis=(0, 2, 3), dtype=np.int32)  # far from 2**31
    else:
        total = dy.sum(axis=(0, 2, 3), dtype=np.float64)
    return total.astype(np.float64)


# %% reshape_in_order_A
# reshape with order 'A' reads a Fortran-ordered dy in Fortran order and mixes the positions of channels
import numpy as np


def conv2d_bias_gradient(dy):
    n, c_out, oh, ow = dy.shape
    rows = dy.astype(float).reshape(n * c_out, oh * ow, order="A").sum(axis=1)
    return rows.reshape(n, c_out).sum(axis=0)


# %% result_kept_for_the_shape
# the result's array is kept for each number of channels: an earlier result changes at the next call
import numpy as np

_db = {}


def conv2d_bias_gradient(dy):
    c_out = dy.shape[1]
    if c_out not in _db:
        _db[c_out] = np.empty(c_out)
    return np.sum(dy, axis=(0, 2, 3), dtype=float, out=_db[c_out])


# %% mean_times_count
# the mean times the number: np.mean of float16 and float32 gives float16 and float32 and overflows or loses
# digits
import numpy as np


def conv2d_bias_gradient(dy):
    n, _c_out, oh, ow = dy.shape
    mean = np.mean(dy, axis=(0, 2, 3))
    return np.asarray(mean, dtype=float) * (n * oh * ow)
