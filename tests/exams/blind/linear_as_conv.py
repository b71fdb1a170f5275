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
