"""Wrong answers to `cost_of_stack`, written by who knew the notebook alone. Each cell is a submission."""


# %% channels_only_not_zero
# a negative number of channels alone is not refused (its square hides it)
def cost_of_stack(k, depth, channels):
    if k < 1 or depth < 1 or not channels:
        raise ValueError("there must be a kernel, a layer and a channel")
    return depth * k**2 * channels**2


# %% precedence
# `or` and `and` without brackets: an impossible k or depth is refused only if both are impossible
def cost_of_stack(k, depth, channels):
    if channels < 1 or (k < 1 and depth < 1):
        raise ValueError("each of the three numbers must be at least 1")
    return depth * k * k * channels * channels


# %% depth_by_sign_of_product
# looks at the sign of the result and at k and channels one by one, but depth=0 gives 0 and is not refused
def cost_of_stack(k, depth, channels):
    weights = depth * k * k * channels * channels
    if k < 1 or channels < 1 or weights < 0:
        raise ValueError("each of the three numbers must be at least 1")
    return weights


# %% int32
# multiplies in int32, which overflows from 2**31 weights on
import numpy as np


def cost_of_stack(k, depth, channels):
    if min(k, depth, channels) < 1:
        raise ValueError("each of the three numbers must be at least 1")
    return int(np.prod([depth, k, k, channels, channels], dtype=np.int32))


# %% float32
# multiplies in float32, so that numbers of weights above 2**24 are rounded to a multiple of 2, 4, 8,
import numpy as np


def cost_of_stack(k, depth, channels):
    if min(k, depth, channels) < 1:
        raise ValueError("each of the three numbers must be at least 1")
    return int(np.prod([depth, k, k, channels, channels], dtype=np.float32))


# %% build_it_and_count
# builds the array of weights to ask for its size, so a wide stack ends in a MemoryError
import numpy as np


def cost_of_stack(k, depth, channels):
    if min(k, depth, channels) < 1:
        raise ValueError("each of the three numbers must be at least 1")
    weights = np.empty((depth, channels, channels, k, k), dtype=np.float32)
    return int(weights.size)


# %% recursive_depth
# counts layer by layer with a recursion that is too deep (RecursionError) from about 1000 layers on
def cost_of_stack(k, depth, channels):
    if k < 1 or depth < 1 or channels < 1:
        raise ValueError("each of the three numbers must be at least 1")
    one_layer = k * k * channels * channels
    if depth == 1:
        return one_layer
    return one_layer + cost_of_stack(k, depth - 1, channels)


# %% odd_kernels_only
# refuses kernels of even length, which are allowed
def cost_of_stack(k, depth, channels):
    if k < 1 or depth < 1 or channels < 1:
        raise ValueError("each of the three numbers must be at least 1")
    if k % 2 == 0:
        raise ValueError("a kernel needs a middle: k must be odd")
    return depth * k * k * channels * channels


# %% one_by_one_scales
# counts one weight per channel for kernels of 1 x 1, as if they did not mix the channels
def cost_of_stack(k, depth, channels):
    if k < 1 or depth < 1 or channels < 1:
        raise ValueError("each of the three numbers must be at least 1")
    if k == 1:
        return depth * channels  # one number per channel, it only scales
    return depth * k * k * channels * channels


# %% halve_the_channels
# halves the channels with // until one is left, times 4 for each: wrong unless channels is a power of two
def cost_of_stack(k, depth, channels):
    if k < 1 or depth < 1 or channels < 1:
        raise ValueError("each of the three numbers must be at least 1")
    weights = depth * k * k
    while channels > 1:
        weights *= 4  # twice the channels, four times the weights
        channels //= 2
    return weights
