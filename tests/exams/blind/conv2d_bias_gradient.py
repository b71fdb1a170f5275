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


# %% int32_for_16_bits
# adds integers in the next wider type: 16-bit numbers in int32, which wraps with more than 32768
# large ones in a channel
import numpy as np


def conv2d_bias_gradient(dy):

    wide = {1: np.int32, 2: np.int32, 4: np.int64, 8: np.float64}
    work = wide[dy.dtype.itemsize] if dy.dtype.kind in "iu" else np.float64
    return dy.sum(axis=(0, 2, 3), dtype=work).astype(np.float64)


# %% bytes_in_single
# adds bytes in float32, which is exact for whole numbers only up to 2**24: wrong for large arrays of
# uint8
import numpy as np


def conv2d_bias_gradient(dy):

    # float32 holds whole numbers of bytes exactly and is twice as fast
    work = np.float32 if dy.dtype.itemsize == 1 else np.float64
    return np.einsum("nohw->o", dy.astype(work)).astype(np.float64)


# %% abs_of_the_smallest_int
# sums integers exactly in int64 if max(abs) * size is small enough, but abs(-2**63) is -2**63: the
# guard passes and the sum wraps
import numpy as np


def conv2d_bias_gradient(dy):

    if dy.dtype.kind in "iu" and int(np.abs(dy).max()) * dy.size < 2**63:
        return dy.sum(axis=(0, 2, 3), dtype=np.int64).astype(np.float64)  # cannot wrap: exact
    return dy.sum(axis=(0, 2, 3), dtype=np.float64)


# %% one_number_view
# one sample and one position: gives back the float64 dy reshaped, which shares memory
import numpy as np


def conv2d_bias_gradient(dy):

    dy = np.asarray(dy, dtype=np.float64)
    n, c_out, oh, ow = dy.shape
    if n * oh * ow == 1:  # nothing to add
        return dy.reshape(c_out)
    return dy.sum(axis=(0, 2, 3))


# %% uint64_via_int64
# python-exact path: integers go through int64 first, so uint64 from 2**63 on are negative
import numpy as np


def conv2d_bias_gradient(dy):

    if np.issubdtype(dy.dtype, np.integer):
        dy = dy.astype(np.int64)
    return dy.astype(np.float64).sum(axis=(0, 2, 3))


# %% whole_batches_of_32
# adds in whole batches of 32 samples: from 33 samples on the rest is left out
import numpy as np


def conv2d_bias_gradient(dy):

    n, c_out = dy.shape[:2]
    batch = min(n, 32)
    total = np.zeros(c_out)
    for b in range(n // batch):
        total += dy[b * batch : (b + 1) * batch].sum(axis=(0, 2, 3), dtype=np.float64)
    return total


# %% str_cache
# cache keyed by str(dy), which shows 8 digits, and of more than 1000 numbers the corners only
import numpy as np

_done = {}


def conv2d_bias_gradient(dy):
    key = (str(dy), dy.shape, dy.dtype)
    if key not in _done:
        _done[key] = dy.astype(np.float64).sum(axis=(0, 2, 3))
    return _done[key].copy()


# %% uint8_channel_numbers
# bincount over channel numbers in uint8: more than 256 channels run together
import numpy as np


def conv2d_bias_gradient(dy):

    c_out = dy.shape[1]
    channel = np.arange(c_out).astype(np.uint8)  # small numbers: little memory
    label = np.broadcast_to(channel[:, None, None], dy.shape)
    return np.bincount(label.ravel(), weights=dy.ravel().astype(np.float64), minlength=c_out)


# %% channels_last_memory
# reads the numbers as they lie in memory unless dy is Fortran-ordered: dy made of (n, h, w, c) by
# transpose comes out mixed
import numpy as np


def conv2d_bias_gradient(dy):

    n, c_out, oh, ow = dy.shape
    if np.isfortran(dy):
        dy = np.ascontiguousarray(dy)
    flat = dy.astype(np.float64).ravel(order="K").reshape(n, c_out, oh * ow)
    return flat.sum(axis=2).sum(axis=0)


# %% positions_first_in_own_dtype
# adds the positions in NumPy's default dtype first: int64 may wrap, float16 and float32 lose digits
import numpy as np


def conv2d_bias_gradient(dy):

    per_sample = dy.sum(axis=(2, 3))
    return per_sample.sum(axis=0, dtype=np.float64)


# %% one_channel_is_added_in_its_own_dtype
# Breaks "The sums must come out as in float64, whatever dtype is given": with one channel float32 is added in float32.
# conv2d_bias_gradient(np.array([[[[16777216, 1]]]], np.float32)): wanted [16777217], gives [16777216].
import numpy as np


def conv2d_bias_gradient(dy):
    c_out = dy.shape[1]
    if c_out == 1:
        return np.array([float(dy.sum())])  # everything belongs to the one bias
    db = np.zeros(c_out)
    for o in range(c_out):
        db[o] = np.sum(dy[:, o], dtype=np.float64)
    return db


# %% a_sample_of_zeros_ends_the_sum
# Breaks "over all samples": break where continue was meant.
# conv2d_bias_gradient(np.array([[[[0]]], [[[1]]]])): wanted [1], gives [0].
import numpy as np


def conv2d_bias_gradient(dy):
    db = np.zeros(dy.shape[1])
    for sample in dy:
        if not sample.any():
            break  # nothing to learn from this sample
        db += sample.sum(axis=(1, 2), dtype=np.float64)
    return db


# %% a_single_sample_keeps_its_dtype
# Breaks "Its dtype is float64, whatever the dtype of dy": not for one sample.
# conv2d_bias_gradient(np.ones((1, 1, 2, 2), np.float32)).dtype is float32.
import numpy as np


def conv2d_bias_gradient(dy):
    if len(dy) == 1:
        return dy[0].sum(axis=(1, 2))
    db = np.zeros(dy.shape[1])
    for sample in dy:
        db += sample.sum(axis=(1, 2), dtype=np.float64)
    return db
