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
