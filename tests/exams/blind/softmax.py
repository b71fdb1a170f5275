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
