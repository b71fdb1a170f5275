"""Wrong answers to `effective_receptive_field`, written by who knew the notebook alone. Each cell is a submission."""

# %% counts_in_int64
# counts in int64 and converts at the end: more than 2**63 paths to a pixel overflow
import numpy as np


def effective_receptive_field(layers):
    counts, jump = np.ones(1, dtype=int), 1
    for kernel, stride, _ in layers:
        taps = np.zeros((kernel - 1) * jump + 1, dtype=int)
        taps[::jump] = 1
        counts = np.convolve(counts, taps)
        jump *= stride
    return counts.astype(np.float64)


# %% counts_in_float32
# counts in float32 and converts at the end: counts above 2**24 keep seven digits only
import numpy as np


def effective_receptive_field(layers):
    counts, jump = np.ones(1, dtype=np.float32), 1
    for kernel, stride, _ in layers:
        taps = np.zeros((kernel - 1) * jump + 1, dtype=np.float32)
        taps[::jump] = 1
        counts = np.convolve(counts, taps)
        jump *= stride
    return counts.astype(np.float64)


# %% cached_array
# gives every caller the same remembered array: if one writes into it, the next call is wrong
from functools import cache

import numpy as np


@cache
def count_paths(layers):
    if not layers:
        return np.ones(1)
    *below, (kernel, _, _) = layers
    jump = 1
    for _, stride, _ in below:
        jump *= stride
    taps = np.zeros((kernel - 1) * jump + 1)
    taps[::jump] = 1
    return np.convolve(count_paths(tuple(below)), taps)


def effective_receptive_field(layers):
    return count_paths(tuple(layers))


# %% default_array
# the one path is a default argument and is given back itself for no layers: a caller that writes into it changes all
# later results
import numpy as np


def effective_receptive_field(layers, counts=np.ones(1)):  # noqa: B008
    jump = 1
    for kernel, stride, _ in layers:
        spread = np.zeros(len(counts) + (kernel - 1) * jump)
        for tap in range(kernel):
            spread[tap * jump : tap * jump + len(counts)] += counts
        counts = spread
        jump *= stride
    return counts


# %% empty_is_int
# without layers the result is an array of int64, not float64
import numpy as np


def effective_receptive_field(layers):
    if len(layers) == 0:
        return np.array([1])
    counts, jump = np.ones(1), 1
    for kernel, stride, _ in layers:
        taps = np.zeros((kernel - 1) * jump + 1)
        taps[::jump] = 1
        counts = np.convolve(counts, taps)
        jump *= stride
    return counts


# %% same_in_the_middle
# starts in the middle of the window and convolves with mode='same': several kernels of even length push the counts
# out at one end
import numpy as np


def effective_receptive_field(layers):
    size, jump = 1, 1
    for kernel, stride, _ in layers:
        size += (kernel - 1) * jump
        jump *= stride
    counts, jump = np.zeros(size), 1
    counts[(size - 1) // 2] = 1
    for kernel, stride, _ in layers:
        taps = np.zeros((kernel - 1) * jump + 1)
        taps[::jump] = 1
        counts = np.convolve(counts, taps, mode="same")
        jump *= stride
    return counts


# %% order_of_equal_strides
# sorts the layers if all have the same stride, for speed: with a common stride above 1 the order matters
import numpy as np


def effective_receptive_field(layers):
    if len({stride for _, stride, _ in layers}) == 1:
        layers = sorted(layers)  # convolving is commutative, and small kernels first is faster
    counts, jump = np.ones(1), 1
    for kernel, stride, _ in layers:
        taps = np.zeros((kernel - 1) * jump + 1)
        taps[::jump] = 1
        counts = np.convolve(counts, taps)
        jump *= stride
    return counts


# %% shares_times_paths
# computes the share of the paths and multiplies by np.prod of the kernels, which overflows in int64 for deep stacks
import numpy as np


def effective_receptive_field(layers):
    shares, jump = np.ones(1), 1
    for kernel, stride, _ in layers:
        taps = np.zeros((kernel - 1) * jump + 1)
        taps[::jump] = 1 / kernel
        shares = np.convolve(shares, taps)
        jump *= stride
    return shares * np.prod([kernel for kernel, _, _ in layers])


# %% reversed_in_place
# goes from the output down and turns the caller's list round for that
import numpy as np


def effective_receptive_field(layers):
    layers.reverse()
    counts = np.ones(1)
    for kernel, stride, _ in layers:
        spread = np.zeros((len(counts) - 1) * stride + 1)
        spread[::stride] = counts
        counts = np.convolve(spread, np.ones(kernel))
    return counts


# %% power_of_equal_layers
# takes a power of a polynomial for equal layers, and forgets their stride
import numpy as np


def effective_receptive_field(layers):
    if layers and all(layer == layers[0] for layer in layers):
        return np.asarray((np.poly1d(np.ones(layers[0][0])) ** len(layers)).coeffs, dtype=np.float64)
    counts, jump = np.ones(1), 1
    for kernel, stride, _ in layers:
        taps = np.zeros((kernel - 1) * jump + 1)
        taps[::jump] = 1
        counts = np.convolve(counts, taps)
        jump *= stride
    return counts
