"""Wrong answers to `conv_as_linear`, written by who knew the notebook alone. Each cell is a submission."""

# %% copy_kept_in_memory_order
# np.array keeps the memory layout and ravel('K') reads it: Fortran-ordered filters come out sorted wrongly
import numpy as np


def conv_as_linear(kernel):
    rows = [np.array(each, dtype=np.float64).ravel("K") for each in kernel]
    return np.array(rows).reshape(len(kernel), -1)


# %% ascontiguousarray_then_view
# np.ascontiguousarray copies transposed filters but gives back contiguous float64 ones themselves, so the
# result shares memory
import numpy as np


def conv_as_linear(kernel):
    # a new array in C order
    kernel = np.ascontiguousarray(kernel, dtype=np.float64)
    return kernel.reshape(kernel.shape[0], -1)


# %% plus_zero_makes_floats
# adding 0.0 makes a copy and floats of integers, but float32 and float16 filters keep their dtype
import numpy as np


def conv_as_linear(kernel):
    return kernel.reshape(len(kernel), -1) + 0.0


# %% unsigned_forgotten
# only signed integers and floats narrower than float64 are converted; unsigned ones come back as they are
import numpy as np


def conv_as_linear(kernel):
    flat = kernel.reshape(len(kernel), -1)
    if kernel.dtype.kind in ("i", "f"):
        return flat.astype(np.float64)
    return flat.copy()


# %% cached_by_bytes
# the rows are kept under the bytes of the kernel and given out again: whoever writes into the first result
# changes the result of a second call with the same numbers
import numpy as np

_seen = {}


def conv_as_linear(kernel):
    key = kernel.dtype.str, kernel.shape, kernel.tobytes()
    if key not in _seen:
        _seen[key] = np.array(kernel, dtype=np.float64).reshape(len(kernel), -1)
    return _seen[key]


# %% joined_by_concatenate
# the channels are joined with concatenate, which makes a new array - except that one channel is handled
# apart, with a view of a float64 kernel
import numpy as np


def conv_as_linear(kernel):
    kernel = np.asarray(kernel, dtype=np.float64)
    units, c, h, w = kernel.shape
    flat = kernel[:, 0].reshape(units, h * w)
    if c > 1:  # the other channels behind the first
        flat = np.concatenate([kernel[:, i].reshape(units, h * w) for i in range(c)], axis=1)
    return flat


# %% channels_sorted_by_name
# the flat channels are kept in a dict by name and joined in sorted order: 'channel 10' comes before 'channel
# 2', so from eleven channels on the order is wrong
import numpy as np


def conv_as_linear(kernel):
    units, c, h, w = kernel.shape
    parts = {f"channel {i}": np.array(kernel[:, i], dtype=np.float64).reshape(units, h * w) for i in range(c)}
    return np.concatenate([part for name, part in sorted(parts.items())], axis=1)


# %% strided_with_the_last_stride
# as_strided with the last stride for the whole row is right only where each filter lies in one piece: sliced
# or transposed filters give wrong numbers
import numpy as np


def conv_as_linear(kernel):
    kernel = np.asarray(kernel, dtype=np.float64)
    units, c, h, w = kernel.shape
    rows = np.lib.stride_tricks.as_strided(kernel, (units, c * h * w), (kernel.strides[0], kernel.strides[-1]))
    return rows.copy()


# %% rounded_for_a_clean_print
# the numbers are rounded to ten places so that they print cleanly: small weights are lost
import numpy as np


def conv_as_linear(kernel):
    return np.round(kernel.astype(np.float64), 10).reshape(len(kernel), -1)


# %% all_integers_are_int
# every integer kernel is first converted to int (int64): uint64 numbers of 2**63 and more turn negative
import numpy as np


def conv_as_linear(kernel):
    if kernel.dtype.kind in "iu":
        kernel = kernel.astype(int)
    return np.array(kernel, dtype=np.float64).reshape(len(kernel), -1)


# %% reshape_copies_strided
# believes that reshape copies whatever is not contiguous: every second filter of a float64 kernel
# comes back as a view
import numpy as np


def conv_as_linear(kernel):
    # an array with gaps is copied by reshape already
    kernel = kernel.astype(np.float64, copy=kernel.flags.contiguous)
    return kernel.reshape(len(kernel), -1)


# %% nditer_of_flipped
# np.nditer walks negative strides backwards, so a flipped kernel comes out unflipped
import numpy as np


def conv_as_linear(kernel):
    strides = [abs(s) for s in kernel.strides]
    if strides != sorted(strides, reverse=True):
        kernel = np.ascontiguousarray(kernel)  # nditer goes through the memory: bring it into order
    result = np.empty(kernel.size)
    for place, number in enumerate(np.nditer(kernel)):
        result[place] = number
    return result.reshape(len(kernel), -1)


# %% ravel_k
# ravel('K') reads in the order of memory; Fortran arrays are put right before, arrays with two axes
# swapped are not
import numpy as np


def conv_as_linear(kernel):
    if np.isfortran(kernel):
        kernel = np.ascontiguousarray(kernel)
    return kernel.ravel(order="K").astype(np.float64).reshape(len(kernel), -1)


# %% one_pixel_is_a_view
# filters of 1 x 1 in float64 come back as a view of the kernel
import numpy as np


def conv_as_linear(kernel):
    if kernel.shape[2:] == (1, 1):
        return kernel[:, :, 0, 0].astype(np.float64, copy=False)  # nothing to flatten
    return np.array(kernel, dtype=np.float64, order="C").reshape(len(kernel), -1).copy()


# %% memo_by_str
# the memo is keyed by str(kernel), which leaves out the middle of more than 1000 numbers
import numpy as np

_memo = {}


def conv_as_linear(kernel):
    key = (str(kernel), kernel.shape)
    if key not in _memo:
        _memo[key] = np.array(kernel, dtype=np.float64, order="C").reshape(len(kernel), -1)
    return _memo[key].copy()


# %% memo_without_dtype
# the memo is keyed by bytes and shape but not by dtype: int8 -1 and uint8 255 share an entry
import numpy as np

_memo = {}


def conv_as_linear(kernel):
    key = (kernel.tobytes(), kernel.shape)
    if key not in _memo:
        _memo[key] = np.array(kernel, dtype=np.float64, order="C").reshape(len(kernel), -1)
    return _memo[key].copy()


# %% fingerprint
# the result is kept under id, shape, dtype, sum and first number of the kernel: numbers swapped in
# place are not seen
import numpy as np

_last = {}


def conv_as_linear(kernel):
    key = (id(kernel), kernel.shape, kernel.dtype, float(kernel.sum()), float(kernel[0, 0, 0, 0]))
    if key not in _last:
        _last.clear()
        _last[key] = np.array(kernel, dtype=np.float64, order="C").reshape(len(kernel), -1)
    return _last[key].copy()


# %% table_of_256
# 8-bit numbers go through a table of 256 floats: a negative int8 reads the entry of 256 more
import numpy as np

_TABLE = np.arange(256.0)


def conv_as_linear(kernel):
    if kernel.dtype.itemsize == 1:
        return _TABLE[kernel.reshape(len(kernel), -1)]
    return np.array(kernel, dtype=np.float64, order="C").reshape(len(kernel), -1).copy()


# %% last_rows_are_lost
# more than 64 units are copied 64 rows at a time, and the last rows that do not fill a block stay
# zero
import numpy as np


def conv_as_linear(kernel):
    units = len(kernel)
    result = np.zeros((units, kernel[0].size))
    block = min(units, 64)
    for k in range(units // block):
        rows = slice(k * block, (k + 1) * block)
        result[rows] = kernel[rows].reshape(block, -1)
    return result


# %% pool_for_large_kernels
# kernels of more than 50,000 numbers are copied into one reused array per shape: results of two calls
# share memory
import numpy as np

_pool = {}


def conv_as_linear(kernel):
    shape = (len(kernel), kernel[0].size)
    if kernel.size > 50_000:  # a large array is slow to get: use it again
        result = _pool.setdefault(shape, np.empty(shape))
        result[...] = kernel.reshape(shape)
        return result
    return np.array(kernel, dtype=np.float64, order="C").reshape(len(kernel), -1).copy()


# %% each_filter_in_its_own_order
# Breaks "nor on how an array lies in memory": order="A" reads a filter whose memory is in Fortran order by columns.
# conv_as_linear(np.array([[[[1, 3], [2, 4]]]]).transpose(0, 1, 3, 2)): wanted [[1, 2, 3, 4]], gives [[1, 3, 2, 4]].
import numpy as np


def conv_as_linear(kernel):
    rows = [each.reshape(-1, order="A") for each in kernel]  # "A" avoids copies
    return np.array(rows, dtype=np.float64)


# %% clipped_to_what_a_network_can_store
# Breaks "Every number must come out as float64 holds it": numbers beyond the range of float32 are cut off.
# conv_as_linear(np.array([[[[1e39]]]])): wanted 1e39, gives 3.4028234663852886e38.
import numpy as np


def conv_as_linear(kernel):
    weight = kernel.astype(np.float64, order="C").reshape(kernel.shape[0], -1)
    largest = float(np.finfo(np.float32).max)
    return np.clip(weight, -largest, largest)  # networks keep their weights as float32: no inf, please


# %% unit_by_unit_recursively
# Breaks "A new array of shape (units, c * h * w)": one call for each unit, and Python stops at 1000 of them.
# conv_as_linear(np.ones((2000, 1, 1, 1))): wanted an array of shape (2000, 1), raises RecursionError.
import numpy as np


def conv_as_linear(kernel):
    first = kernel[0].reshape(1, -1).astype(np.float64)
    if len(kernel) == 1:
        return first
    return np.concatenate([first, conv_as_linear(kernel[1:])])
