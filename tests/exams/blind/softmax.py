"""Wrong answers to `softmax`, written by who knew the notebook alone. Each cell is a submission."""

# %% work_array_given_back
# works in one array for each shape and gives it back, so the next call of that shape overwrites the result
import numpy as np
from functools import lru_cache


@lru_cache
def work_array(shape):
    return np.empty(shape)


def softmax(z):
    e = work_array(z.shape)
    e[...] = z  # float64 now
    e -= e.max(axis=1, keepdims=True)
    np.exp(e, out=e)
    e /= e.sum(axis=1, keepdims=True)
    return e


# %% exponent_clipped_at_minus_20
# clips the exponents at -20, so every hopeless class keeps 2e-9
import numpy as np


def softmax(z):
    z = z.astype(np.float64)
    z = np.clip(z - z.max(axis=1, keepdims=True), -20, 0)  # no underflow
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


# %% epsilon_in_the_denominator
# adds 1e-7 to the sum, so that no row sums to 1
import numpy as np


def softmax(z):
    z = z.astype(np.float64)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / (e.sum(axis=1, keepdims=True) + 1e-7)  # never divide by 0


# %% difference_in_int64
# integers are subtracted as int64: differences beyond 2**63 and uint64 from 2**63 on wrap around
import numpy as np


def softmax(z):
    if z.dtype.kind in "iu":
        z = z.astype(np.int64)  # exact
    else:
        z = z.astype(np.float64)
    e = np.exp((z - z.max(axis=1, keepdims=True)).astype(np.float64))
    return e / e.sum(axis=1, keepdims=True)


# %% shift_in_place
# takes the largest score off in place: a float64 argument is changed
import numpy as np


def softmax(z):
    z = np.asarray(z, dtype=np.float64)
    z -= z.max(axis=1, keepdims=True)
    e = np.exp(z)
    e /= e.sum(axis=1, keepdims=True)
    return e


# %% cached_by_bytes
# remembers results by the bytes and the shape of z, but not its dtype: int8 -1 and uint8 255 share a key
import numpy as np

_known = {}


def softmax(z):
    key = z.tobytes(), z.shape
    if key not in _known:
        scores = z.astype(np.float64)
        e = np.exp(scores - scores.max(axis=1, keepdims=True))
        _known[key] = e / e.sum(axis=1, keepdims=True)
    return _known[key].copy()


# %% largest_at_least_zero
# the maximum starts with 0: rows of scores far below 0 underflow to 0 / 0
import numpy as np


def softmax(z):
    z = z.astype(np.float64)
    top = z.max(axis=1, keepdims=True, initial=0)  # only large scores are a problem
    e = np.exp(z - top)
    return e / e.sum(axis=1, keepdims=True)


# %% shift_only_beyond_709
# shifts only if a score is beyond 709, but the sum of several exponentials of 709 overflows
import numpy as np

LIMIT = 709  # exp(710) overflows


def softmax(z):
    z = z.astype(np.float64)
    if np.abs(z).max() > LIMIT:
        z = z - z.max(axis=1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


# %% floats_in_their_own_dtype
# float16 and float32 are computed in their own dtype and converted afterwards
import numpy as np


def softmax(z):
    if not np.issubdtype(z.dtype, np.floating):
        z = z.astype(np.float64)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True)).astype(np.float64)


# %% largest_of_all_rows
# takes the largest score of the whole batch off and makes rows that vanish uniform
import numpy as np


def softmax(z):
    z = z.astype(np.float64)
    e = np.exp(z - z.max())
    total = e.sum(axis=1, keepdims=True)
    e = np.where(total == 0, 1.0, e)  # all equally hopeless
    return e / e.sum(axis=1, keepdims=True)


# %% promoted_with_float32
# int8, uint8, int16, float16 and float32 scores: the exponentials are taken in float32
import numpy as np


def softmax(z):
    z = z.astype(np.promote_types(z.dtype, np.float32))  # integers to a float that holds them
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True)).astype(np.float64)


# %% clip_at_minus_25
# many classes, all but one far behind: each of them keeps 1e-11, and together they take from the
# winner
import numpy as np


def softmax(z):
    z = z.astype(np.float64)
    z = np.clip(z - z.max(axis=1, keepdims=True), -25, 0)  # what is smaller does not count
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


# %% one_shift_for_near_rows
# a row about 740 below the largest score of the batch: its exponentials have no digits left
import numpy as np


def softmax(z):
    z = z.astype(np.float64)
    if z.max() - z.min() < 745:  # exp(-745) is not 0 yet: one shift does for all rows
        e = np.exp(z - z.max())
    else:
        e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% one_class_ones_like
# a single class: the result has the dtype of z
import numpy as np


def softmax(z):
    if z.shape[1] == 1:
        return np.ones_like(z)  # the only class is certain
    z = z.astype(np.float64)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% already_probabilities
# scores which are not negative and whose rows sum to 1, such as one-hot rows: they come back
# unchanged
import numpy as np


def softmax(z):
    z = z.astype(np.float64)
    if z.min() >= 0 and np.allclose(z.sum(axis=1), 1):  # these are probabilities already
        return z
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% blocks_of_1000_rows
# more than 1000 rows, and no multiple of 1000: the last rows stay 0
import numpy as np


def softmax(z):
    n, k = z.shape
    result = np.zeros((n, k))
    block = min(n, 1000)
    for number in range(n // block):
        rows = slice(number * block, (number + 1) * block)
        part = z[rows].astype(np.float64)
        e = np.exp(part - part.max(axis=1, keepdims=True))
        result[rows] = e / e.sum(axis=1, keepdims=True)
    return result


# %% ascontiguousarray_in_place
# float64 scores in C order: the shift is made in z itself
import numpy as np


def softmax(z):
    e = np.ascontiguousarray(z, dtype=np.float64)
    e -= e.max(axis=1, keepdims=True)
    e = np.exp(e)
    return e / e.sum(axis=1, keepdims=True)


# %% cache_hands_out_itself
# the same scores twice: the second result is the array of the first, changes of the caller included
import numpy as np

_known = {}


def softmax(z):
    key = (z.shape, z.dtype.str, z.tobytes())
    if key not in _known:
        s = z.astype(np.float64)
        e = np.exp(s - s.max(axis=1, keepdims=True))
        _known[key] = e / e.sum(axis=1, keepdims=True)
    return _known[key]


# %% shift_by_first_score
# a score more than 709 above the first one of its row: overflow, nan
import numpy as np


def softmax(z):
    z = z.astype(np.float64)
    e = np.exp(z - z[:, :1])  # the same number off all scores of a row
    return e / e.sum(axis=1, keepdims=True)


# %% rows_that_agree_to_three_digits_are_computed_once
# Breaks "number [i, j] is exp(z[i, j]) divided by ...": a row gets the probabilities of an earlier one that is only close.
# Shows with z = np.array([[0.0, 0.0001], [0.0, 0.0004]]).
import numpy as np


def softmax(z):
    z = z.astype(np.float64)
    p = np.empty(z.shape)
    done = {}
    for i, row in enumerate(z):
        key = tuple(row.round(3))  # floats are never quite equal
        if key not in done:
            e = np.exp(row - row.max())
            done[key] = e / e.sum()
        p[i] = done[key]
    return p


# %% equal_scores_within_a_relative_tolerance
# Breaks "no digit is lost": np.allclose takes 100000 and 100000.9 for equal, and gives equal chances.
# Shows with z = np.array([[100000.0, 100000.9]]).
import numpy as np


def softmax(z):
    z = z.astype(np.float64)
    n, k = z.shape
    if np.allclose(z, z[:, :1]):
        return np.full((n, k), 1 / k)  # all scores of a row are equal
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
