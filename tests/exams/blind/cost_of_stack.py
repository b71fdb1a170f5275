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


# %% guard_on_weights
# the check looks at the product, where k and channels are squared: a negative k or channels is not
# refused
def cost_of_stack(k, depth, channels):
    weights = depth * k**2 * channels**2
    if weights < 1:
        raise ValueError("k, depth and channels must be at least 1")
    return weights


# %% and_for_or
# k < 1 alone, or depth < 1 alone, is not refused: 'and' was written for 'or'
def cost_of_stack(k, depth, channels):
    if (k < 1 and depth < 1) or channels < 1:
        raise ValueError("k, depth and channels must be at least 1")
    return depth * k * k * channels * channels


# %% int32_squares
# the squares are int32: k or channels above 46340 wrap around
import numpy as np


def cost_of_stack(k, depth, channels):
    if min(k, depth, channels) < 1:
        raise ValueError("k, depth and channels must be at least 1")
    area, pairs = np.square(np.array([k, channels], dtype=np.int32))
    return int(depth) * int(area) * int(pairs)


# %% uint32_product
# a product in uint32 wraps from 2**32 on
import numpy as np


def cost_of_stack(k, depth, channels):
    for number in (k, depth, channels):
        if number < 1:
            raise ValueError("k, depth and channels must be at least 1")
    # weights are never negative, and there are more than 2**31 of them
    return int(np.prod([depth, k, k, channels, channels], dtype=np.uint32))


# %% size_of_the_weights
# the size of an array of weights, which NumPy refuses with ValueError when it has more than 2**63
# bytes
import numpy as np


def cost_of_stack(k, depth, channels):
    if k < 1 or depth < 1 or channels < 1:
        raise ValueError("k, depth and channels must be at least 1")
    # does not need memory: all entries are the same zero
    weights = np.broadcast_to(0.0, (depth, channels, channels, k, k))
    return weights.size


# %% float_power
# the result is a float
def cost_of_stack(k, depth, channels):
    if k < 1 or depth < 1 or channels < 1:
        raise ValueError("k, depth and channels must be at least 1")
    return depth * k**2.0 * channels**2


# %% cache_with_product_key
# the key of the cache is (k, depth * channels): calls with the same product collide
_costs = {}


def cost_of_stack(k, depth, channels):
    if k < 1 or depth < 1 or channels < 1:
        raise ValueError("k, depth and channels must be at least 1")
    maps = depth * channels  # all feature maps of the stack
    if (k, maps) not in _costs:
        _costs[k, maps] = maps * channels * k * k
    return _costs[k, maps]


# %% range_excludes_a_million
# exactly a million is refused: range stops before its end
ALLOWED = range(1, 1_000_000)


def cost_of_stack(k, depth, channels):
    if any(number not in ALLOWED for number in (k, depth, channels)):
        raise ValueError("k, depth and channels must be from 1 to a million")
    return depth * (k * channels) ** 2


# %% only_zero_channels_refused
# zero channels are refused, a negative number of channels is not
def cost_of_stack(k, depth, channels):
    if k < 1:
        raise ValueError("the kernel needs a pixel")
    if depth < 1:
        raise ValueError("the stack needs a layer")
    if not channels:
        raise ValueError("the layers need channels")
    return depth * k**2 * channels**2


# %% the_square_on_the_way_overflows
# Breaks "every result fits into an int64": the square of the whole is taken in int64 before the depth is divided out.
# cost_of_stack(1, 1_000_000, 1_000_000): 10**18 wanted.
import numpy as np


def cost_of_stack(k, depth, channels):
    if min(k, depth, channels) < 1:
        raise ValueError("each of the three numbers must be at least 1")
    whole = np.prod([k, depth, channels])
    return int(whole * whole // depth)  # k and channels count twice, the depth once
