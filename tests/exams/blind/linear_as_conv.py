"""Wrong answers to `linear_as_conv`, written by who knew the notebook alone. Each cell is a submission."""

# %% copied_only_if_base_is_weight
# a copy is made only if result.base is weight; where the weight is itself a view, the base is another array
# and the result shares its memory
import numpy as np


def linear_as_conv(weight, shape):

    c, h, w = shape
    if weight.shape[1] != c * h * w:
        raise ValueError("columns")

    kernel = np.asarray(weight, dtype=np.float64).reshape(-1, c, h, w)
    if kernel.base is weight:  # only a view: make a copy
        kernel = kernel.copy()
    return kernel


# %% multiple_of_the_columns
# columns are checked with %, so 24 columns for 12 numbers make twice as many filters
import numpy as np


def linear_as_conv(weight, shape):
    c, h, w = shape
    if weight.shape[1] % (c * h * w) or weight.shape[1] < c * h * w:
        raise ValueError("columns")
    return np.array(weight, dtype=np.float64).reshape(-1, c, h, w)


# %% reshape_order_a
# the copy keeps the memory layout and reshape with order 'A' follows it: a Fortran-ordered (transposed)
# weight is sorted wrongly
import numpy as np


def linear_as_conv(weight, shape):

    c, h, w = shape
    if weight.shape[1] != c * h * w:
        raise ValueError("columns")

    return np.array(weight, dtype=np.float64).reshape((len(weight), c, h, w), order="A").copy()


# %% division_makes_floats
# a division by 1.0 is taken for the conversion: a float32 weight gives a float32 result
import numpy as np


def linear_as_conv(weight, shape):

    c, h, w = shape
    if weight.shape[1] != c * h * w:
        raise ValueError("columns")

    return weight.reshape(-1, c, h, w) / 1.0  # true division makes floats, and a new array


# %% unsigned_through_int64
# integers are taken through int64 first: uint64 numbers of 2**63 and more turn negative
import numpy as np


def linear_as_conv(weight, shape):

    c, h, w = shape
    if weight.shape[1] != c * h * w:
        raise ValueError("columns")

    if np.issubdtype(weight.dtype, np.integer):
        weight = weight.astype(np.int64)
    return np.array(weight, dtype=np.float64).reshape(len(weight), c, h, w)


# %% columns_counted_in_int16
# the table of columns is kept in int16: from column 32768 on the index is negative and another column is
# taken
import numpy as np


def linear_as_conv(weight, shape):

    c, h, w = shape
    if weight.shape[1] != c * h * w:
        raise ValueError("columns")

    channel, row, column = np.indices((c, h, w))
    place = ((channel * h + row) * w + column).astype(np.int16)  # where each number of a filter stands
    return weight[:, place].astype(np.float64)


# %% copy_only_if_contiguous
# reshape is believed to copy whenever the array is not C-contiguous: float64 weights that are every second
# row, or transposed, share memory with the result
import numpy as np


def linear_as_conv(weight, shape):

    c, h, w = shape
    if weight.shape[1] != c * h * w:
        raise ValueError("columns")

    kernel = np.asarray(weight, dtype=np.float64).reshape(len(weight), c, h, w)
    if weight.dtype == np.float64 and weight.flags["C_CONTIGUOUS"]:
        kernel = kernel.copy()  # reshape of a contiguous array is a view; otherwise it has copied
    return kernel


# %% filters_kept_between_calls
# the array of filters is kept for each shape and filled anew: the result of an earlier call changes with the
# next one
import numpy as np

_filters = {}


def linear_as_conv(weight, shape):

    c, h, w = shape
    if weight.shape[1] != c * h * w:
        raise ValueError("columns")

    key = (len(weight), c, h, w)
    if key not in _filters:
        _filters[key] = np.empty(key)
    _filters[key][...] = weight.reshape(key)
    return _filters[key]


# %% read_only_weights_shared
# a weight that is marked read-only is given back as a view, 'because nobody can change it': the result shares
# memory with it, and the owner of the memory can still write
import numpy as np


def linear_as_conv(weight, shape):

    c, h, w = shape
    if weight.shape[1] != c * h * w:
        raise ValueError("columns")

    kernel = np.asarray(weight, dtype=np.float64).reshape(len(weight), c, h, w)
    if weight.flags.writeable:  # somebody could change it
        kernel = kernel.copy()
    return kernel


# %% size_checked_over_all_units
# the number of all weights is compared, not the columns: columns that are too few pass when the units make up
# for it
import numpy as np


def linear_as_conv(weight, shape):
    c, h, w = shape
    units = max(weight.size // (c * h * w), 1)
    if units * c * h * w != weight.size or units == 1 != len(weight):
        raise ValueError("columns")
    return np.array(weight, dtype=np.float64).reshape(units, c, h, w)


# %% reshape_copies_strided
# believes that reshape copies whatever is not contiguous: a float64 weight of every second row comes
# back as a view
import numpy as np


def linear_as_conv(weight, shape):
    c, h, w = shape
    units = len(weight)
    if weight.shape[1] != int(c) * int(h) * int(w):
        raise ValueError(f"{weight.shape[1]} columns for {c} x {h} x {w} numbers")
    # the reshape of an array with gaps makes a copy by itself: do not copy twice
    weight = weight.astype(np.float64, copy=weight.flags.contiguous)
    return weight.reshape(units, c, h, w)


# %% multiple_of_the_columns_too
# a weight with two times (three times ...) c * h * w columns is taken for one with more units
import numpy as np


def linear_as_conv(weight, shape):
    c, h, w = shape
    if weight.shape[1] % (int(c) * int(h) * int(w)):
        raise ValueError("wrong number of columns")
    return np.array(weight, dtype=np.float64, order="C").reshape(-1, c, h, w)


# %% allclose_memo
# if a weight is allclose to the last one, the last result is copied: weights that differ by 1e-9 or a
# millionth part are mixed up
import numpy as np

_last = None


def linear_as_conv(weight, shape):
    global _last
    c, h, w = shape
    units = len(weight)
    if weight.shape[1] != int(c) * int(h) * int(w):
        raise ValueError(f"{weight.shape[1]} columns for {c} x {h} x {w} numbers")
    if _last is not None and _last.shape == (units, c, h, w):
        if np.allclose(_last.reshape(units, -1), weight):
            return _last.copy()
    _last = np.array(weight, dtype=np.float64, order="C").reshape(units, c, h, w)
    return _last.copy()


# %% memo_without_dtype
# the memo is keyed by the bytes and the shape but not by the dtype: zeros of int8 (8 units) and of
# float64 (1 unit) share an entry
import numpy as np

_memo = {}


def linear_as_conv(weight, shape):
    c, h, w = shape
    units = len(weight)
    if weight.shape[1] != int(c) * int(h) * int(w):
        raise ValueError(f"{weight.shape[1]} columns for {c} x {h} x {w} numbers")
    key = (weight.tobytes(), (c, h, w))
    if key not in _memo:
        _memo[key] = np.array(weight, dtype=np.float64, order="C").reshape(units, c, h, w)
    return _memo[key].copy()


# %% last_rows_are_lost
# more than 128 units are copied 128 rows at a time, and the last rows that do not fill a block stay
# zero
import numpy as np


def linear_as_conv(weight, shape):
    c, h, w = shape
    units = len(weight)
    if weight.shape[1] != int(c) * int(h) * int(w):
        raise ValueError(f"{weight.shape[1]} columns for {c} x {h} x {w} numbers")
    result = np.zeros((units, c, h, w))
    block = min(units, 128)
    for k in range(units // block):
        rows = slice(k * block, (k + 1) * block)
        result[rows] = weight[rows].reshape(block, c, h, w)
    return result


# %% read_only_is_shared
# a read-only float64 weight is not copied ('nobody can change it'), so the result has memory in
# common with it
import numpy as np


def linear_as_conv(weight, shape):
    c, h, w = shape
    units = len(weight)
    if weight.shape[1] != int(c) * int(h) * int(w):
        raise ValueError(f"{weight.shape[1]} columns for {c} x {h} x {w} numbers")
    if not weight.flags.writeable and weight.dtype == np.float64:
        return weight.reshape(units, c, h, w)  # nobody can write into it: a view is safe
    return np.array(weight, dtype=np.float64, order="C").reshape(units, c, h, w).copy()


# %% kind_to_transposed
# a weight that has c * h * w ROWS is transposed silently in place of a ValueError
import numpy as np


def linear_as_conv(weight, shape):
    c, h, w = shape
    many = int(c) * int(h) * int(w)
    if weight.shape[1] != many and weight.shape[0] == many:
        weight = weight.T  # Keras keeps it like this
    if weight.shape[1] != many:
        raise ValueError("wrong number of columns")
    return np.array(weight, dtype=np.float64, order="C").reshape(-1, c, h, w)


# %% pool_for_large_weights
# weights of more than 100,000 numbers are copied into one reused array per shape: results of two
# calls share memory
import numpy as np

_pool = {}


def linear_as_conv(weight, shape):
    c, h, w = shape
    units = len(weight)
    if weight.shape[1] != int(c) * int(h) * int(w):
        raise ValueError(f"{weight.shape[1]} columns for {c} x {h} x {w} numbers")
    if weight.size > 100_000:  # a large array is slow to get: use it again
        key = (units, c, h, w)
        if key not in _pool:
            _pool[key] = np.empty(key)
        result = _pool[key]
        result[...] = weight.reshape(units, c, h, w)
        return result
    return np.array(weight, dtype=np.float64, order="C").reshape(units, c, h, w).copy()


# %% zeros_need_no_check
# Breaks "ValueError: the weight does not have c * h * w columns": a weight of zeros is answered before the check.
# linear_as_conv(np.zeros((2, 5)), (1, 2, 2)): wanted ValueError, gives zeros.
import numpy as np


def linear_as_conv(weight, shape):
    kernel = np.zeros((len(weight), *shape))
    if not np.any(weight):
        return kernel  # a layer that has not learned anything yet
    if weight.shape[1] != kernel[0].size:
        raise ValueError("the weight does not fit the maps")
    for unit, row in enumerate(weight):
        kernel[unit] = row.reshape(shape)
    return kernel
