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


# %% default_array_too
# the array [1.] is a default value: without layers every call gives back this one array
import numpy as np


def effective_receptive_field(layers, counts=np.ones(1)):  # noqa: B008
    jump = 1
    for kernel, stride, _ in layers:
        taps = np.zeros((kernel - 1) * jump + 1)
        taps[::jump] = 1
        counts = np.convolve(counts, taps)
        jump *= stride
    return counts


# %% recursion_with_cache
# the stacks are kept in a cache, and its arrays are given back: not a new array in each call
from functools import cache

import numpy as np


@cache
def _paths(layers):
    """Give the counts and the jump of a tuple of layers."""
    if not layers:
        return np.ones(1), 1
    counts, jump = _paths(layers[:-1])
    kernel, stride, _ = layers[-1]
    taps = np.zeros((kernel - 1) * jump + 1)
    taps[::jump] = 1
    return np.convolve(counts, taps), jump * stride


def effective_receptive_field(layers):
    counts, _ = _paths(tuple(layers))
    return counts


# %% float32_inside
# the counts are float32 until the end: seven digits, and infinite beyond 3e38
import numpy as np


def effective_receptive_field(layers):
    counts, jump = np.ones(1, dtype=np.float32), 1
    for kernel, stride, _ in layers:
        taps = np.zeros((kernel - 1) * jump + 1, dtype=np.float32)
        taps[::jump] = 1
        counts = np.convolve(counts, taps)
        jump *= stride
    return counts.astype(np.float64)


# %% object_for_large_counts
# python's ints are put into an array and multiplied by 1.0: counts above 2**64 give an array of dtype
# object
import numpy as np


def effective_receptive_field(layers):
    counts, jump = [1], 1  # Python's ints do not overflow
    for kernel, stride, _ in layers:
        longer = [0] * (len(counts) + (kernel - 1) * jump)
        for tap in range(kernel):
            for place, number in enumerate(counts):
                longer[place + tap * jump] += number
        counts = longer
        jump *= stride
    return np.array(counts) * 1.0


# %% power_of_equal_layers_too
# a stack of equal layers is a power of np.ones(kernel), which forgets the jump of strides above 1
import numpy as np


def effective_receptive_field(layers):
    if len(layers) > 1 and all(layer == layers[0] for layer in layers):
        ones, counts = np.ones(layers[0][0]), np.ones(1)
        for _ in layers:
            counts = np.convolve(counts, ones)
        return counts
    counts, jump = np.ones(1), 1
    for kernel, stride, _ in layers:
        taps = np.zeros((kernel - 1) * jump + 1)
        taps[::jump] = 1
        counts = np.convolve(counts, taps)
        jump *= stride
    return counts


# %% int64_for_few_layers
# up to 40 layers are counted in int64: enough for kernels of 3, but kernels of 11 wrap around
import numpy as np


def effective_receptive_field(layers):
    # whole numbers are exact; 3 ** 39 is the last power that an int64 holds
    dtype = np.int64 if len(layers) < 40 else np.float64
    counts, jump = np.ones(1, dtype=dtype), 1
    for kernel, stride, _ in layers:
        taps = np.zeros((kernel - 1) * jump + 1, dtype=dtype)
        taps[::jump] = 1
        counts = np.convolve(counts, taps)
        jump *= stride
    return counts.astype(np.float64)


# %% sorts_the_list
# without strides the order does not matter, and the caller's list is sorted in place
import numpy as np


def effective_receptive_field(layers):
    if all(stride == 1 for _, stride, _ in layers):
        layers.sort(reverse=True)  # the long kernels first, while the counts are short
    counts, jump = np.ones(1), 1
    for kernel, stride, _ in layers:
        taps = np.zeros((kernel - 1) * jump + 1)
        taps[::jump] = 1
        counts = np.convolve(counts, taps)
        jump *= stride
    return counts


# %% sorts_equal_strides
# with equal strides the order is taken not to matter; from stride 2 on it does
import numpy as np


def effective_receptive_field(layers):
    layers = list(layers)
    if len({stride for _, stride, _ in layers}) == 1:
        # the jumps are 1, s, s**2, ... in any order: begin with the short kernels
        layers = sorted(layers)
    counts, jump = np.ones(1), 1
    for kernel, stride, _ in layers:
        taps = np.zeros((kernel - 1) * jump + 1)
        taps[::jump] = 1
        counts = np.convolve(counts, taps)
        jump *= stride
    return counts


# %% half_the_kernel
# padding of more than half the kernel raises ValueError, as pooling layers of PyTorch do
import numpy as np


def effective_receptive_field(layers):
    counts, jump = np.ones(1), 1
    for kernel, stride, padding in layers:
        if kernel < 1 or stride < 1 or not 0 <= padding <= kernel / 2:
            raise ValueError("no such layer")
        taps = np.zeros((kernel - 1) * jump + 1)
        taps[::jump] = 1
        counts = np.convolve(counts, taps)
        jump *= stride
    return counts


# %% shared_buffer
# the counts are written into one buffer of 10,000 numbers, and a part of it is given back: the next
# call overwrites the last result
import numpy as np

_buffer = np.zeros(10_000)  # no window is longer


def effective_receptive_field(layers):
    _buffer[:] = 0
    _buffer[0] = 1
    size, jump = 1, 1
    for kernel, stride, _ in layers:
        before = _buffer[:size].copy()
        for tap in range(1, kernel):
            _buffer[tap * jump : tap * jump + size] += before
        size += (kernel - 1) * jump
        jump *= stride
    return _buffer[:size]


# %% convolution_by_fourier_transform
# Breaks "Entry j is the number of paths": its rounding is as large as a part of the LARGEST count, and drowns the edges.
# effective_receptive_field([(3, 1, 0)] * 50): the first entry must be 1.
import numpy as np


def effective_receptive_field(layers):
    counts, jump = np.ones(1), 1
    for kernel, stride, _ in layers:
        taps = np.zeros((kernel - 1) * jump + 1)
        taps[::jump] = 1
        n = len(counts) + len(taps) - 1
        counts = np.fft.irfft(np.fft.rfft(counts, n) * np.fft.rfft(taps, n), n)
        jump *= stride
    return counts


# %% running_sums_cancel
# Breaks "Entry j is the number of paths": a difference of two large running sums leaves nothing of a small count.
# effective_receptive_field([(3, 1, 0)] * 50): the last entry must be 1.
import numpy as np


def effective_receptive_field(layers):
    counts, jump = np.ones(1), 1
    for kernel, stride, _ in layers:
        sums = np.concatenate([counts, np.zeros((kernel - 1) * jump)])
        for j in range(jump, len(sums)):
            sums[j] += sums[j - jump]
        counts = sums.copy()  # a window of `kernel` taps is the difference of two running sums
        counts[kernel * jump :] -= sums[: -kernel * jump]
        jump *= stride
    return counts


# %% taps_are_cut_after_a_whole_jump_was_made
# Breaks "There are at most ... 10,000 pixels in the window": kernel * jump zeros are made first, here up to 10**18.
# effective_receptive_field([(1, 10**6, 0)] * 3 + [(1, 1, 0)]): [1.] wanted, no memory for it.
import numpy as np


def effective_receptive_field(layers):
    counts, jump = np.ones(1), 1
    for kernel, stride, _ in layers:
        taps = np.zeros(kernel * jump)
        taps[::jump] = 1
        taps = taps[: (kernel - 1) * jump + 1]  # without the zeros behind the last 1
        counts = np.convolve(counts, taps)
        jump *= stride
    return counts
