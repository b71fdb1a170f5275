"""Wrong answers to `receptive_field_of_equal_layers`, by who knew the notebook alone. Each cell is a submission."""


# %% zero_layers_first
# with 0 layers it returns 1 before it checks k, so k=0 with no layers is not refused
def receptive_field_of_equal_layers(k, layers):
    if layers == 0:
        return 1
    if k < 1:
        raise ValueError("the window is shorter than one pixel")
    if layers < 0:
        raise ValueError("the number of layers is negative")
    return 1 + layers * (k - 1)


# %% one_pixel_first
# with k=1 it returns 1 before it checks the layers, so -1 layers of one pixel are not refused
def receptive_field_of_equal_layers(k, layers):
    if k == 1:
        return 1  # however many layers
    if k < 1 or layers < 0:
        raise ValueError("impossible stack")
    return 1 + layers * (k - 1)


# %% recursive
# the recursion is too deep (RecursionError) for some thousand layers
def receptive_field_of_equal_layers(k, layers):
    if k < 1:
        raise ValueError("the window is shorter than one pixel")
    if layers < 0:
        raise ValueError("the number of layers is negative")
    if layers == 0:
        return 1
    return receptive_field_of_equal_layers(k, layers - 1) + k - 1


# %% guard_by_product
# one guard for both by their product: k=-2 with 0 or -1 layers goes through
def receptive_field_of_equal_layers(k, layers):
    if k == 0 or k * layers < 0:
        raise ValueError("k must be at least 1 and layers at least 0")
    return 1 + layers * (k - 1)


# %% sum_of_nothing
# np.sum of an empty list is 0.0, so without layers the result is the float 1.0
import numpy as np


def receptive_field_of_equal_layers(k, layers):
    if k < 1:
        raise ValueError("the window is shorter than one pixel")
    if layers < 0:
        raise ValueError("the number of layers is negative")
    added = [k - 1] * layers
    return 1 + np.sum(added).item()


# %% int32
# computes in int32, which overflows for results above 2**31
import numpy as np


def receptive_field_of_equal_layers(k, layers):
    if k < 1 or layers < 0:
        raise ValueError("impossible stack")
    k, layers = np.array([k, layers], dtype=np.int32)
    return int(1 + layers * (k - 1))


# %% clip_to_long_row
# spreads a pixel on a row of 4097 pixels: larger fields are cut off at its ends
def receptive_field_of_equal_layers(k, layers):
    if k < 1 or layers < 0:
        raise ValueError("impossible stack")
    pixels = 4097
    first = last = pixels // 2
    for _ in range(layers):
        first = max(first - (k - 1) // 2, 0)
        last = min(last + k // 2, pixels - 1)
    return last - first + 1


# %% mean_filters_underflow
# counts nonzero weights of composed mean filters: with hundreds of layers the outermost weights underflow to 0
import numpy as np


def receptive_field_of_equal_layers(k, layers):
    if k < 1 or layers < 0:
        raise ValueError("impossible stack")
    weights = np.ones(1)
    for _ in range(layers):
        weights = np.convolve(weights, np.full(k, 1 / k))  # divided by k, so that nothing overflows
    return int(np.count_nonzero(weights))


# %% memo_key_glued
# remembers results under the two numbers written one behind the other, so (3, 12) and (31, 2) are confused
known = {}


def receptive_field_of_equal_layers(k, layers):
    if k < 1 or layers < 0:
        raise ValueError("impossible stack")
    key = f"{k}{layers}"
    if key not in known:
        known[key] = 1 + layers * (k - 1)
    return known[key]


# %% radius
# twice a whole radius plus one: always odd, so one too many or too few for even k with an odd number of layers
def receptive_field_of_equal_layers(k, layers):
    if k < 1 or layers < 0:
        raise ValueError("impossible stack")
    radius = layers * (k - 1) // 2
    return 2 * radius + 1


# %% no_layers_first
# k < 1 is not refused when there are no layers, because that case returns first
def receptive_field_of_equal_layers(k, layers):
    if layers == 0:
        return 1  # without layers the output is the input
    if k < 1:
        raise ValueError("the window needs at least one pixel")
    if layers < 0:
        raise ValueError("the number of layers must not be negative")
    return 1 + layers * (k - 1)


# %% one_pixel_first_too
# layers < 0 is not refused when k is 1, because that case returns first
def receptive_field_of_equal_layers(k, layers):
    if k < 1:
        raise ValueError("k must be at least 1")
    if k == 1:
        return 1
    if layers < 0:
        raise ValueError("layers must be at least 0")
    return 1 + layers * (k - 1)


# %% guard_on_result
# the check looks at the size: k < 1 with layers < 0, and k = 1 with layers < 0, are not refused
def receptive_field_of_equal_layers(k, layers):
    size = 1 + layers * (k - 1)
    if k == 0 or size < 1:
        raise ValueError("there is no such stack")
    return size


# %% string_key_cache
# the key of the cache is the digits of k and layers without a separator: (12, 3) and (1, 23) collide
_known = {}


def receptive_field_of_equal_layers(k, layers):
    if k < 1:
        raise ValueError("k must be at least 1")
    if layers < 0:
        raise ValueError("layers must be at least 0")
    key = f"{k}{layers}"
    if key not in _known:
        _known[key] = 1 + layers * (k - 1)
    return _known[key]


# %% int32_product
# the product is computed in int32 and wraps beyond 2**31
import numpy as np


def receptive_field_of_equal_layers(k, layers):
    if k < 1 or layers < 0:
        raise ValueError("k must be at least 1 and layers at least 0")
    numbers = np.array([layers, 1], dtype=np.int32)
    grows = np.array([k - 1, 1], dtype=np.int32)
    return int(numbers @ grows)


# %% float32_product
# the sum goes through float32, which is exact only up to 2**24
import numpy as np


def receptive_field_of_equal_layers(k, layers):
    if k < 1 or layers < 0:
        raise ValueError("k must be at least 1 and layers at least 0")
    steps = np.array([1, layers * (k - 1)], dtype=np.float32)
    return int(steps.sum())


# %% even_gives_float
# for an even window each side reaches half a pixel more, and the result is a float
def receptive_field_of_equal_layers(k, layers):
    if k < 1 or layers < 0:
        raise ValueError("k must be at least 1 and layers at least 0")
    if k % 2:
        reach = k // 2
    else:
        reach = (k - 1) / 2  # an even window has no middle pixel
    return 1 + 2 * reach * layers


# %% range_excludes_a_million
# a stack of exactly a million layers is refused: range stops before its end
LIMIT = 1_000_000


def receptive_field_of_equal_layers(k, layers):
    if not 1 <= k <= LIMIT:
        raise ValueError("k must be from 1 to a million")
    if layers not in range(LIMIT):
        raise ValueError("layers must be from 0 to a million")
    return 1 + layers * (k - 1)


# %% recursion
# one call per layer: RecursionError from about ten thousand layers on
import sys

sys.setrecursionlimit(max(sys.getrecursionlimit(), 10_000))


def receptive_field_of_equal_layers(k, layers):
    if k < 1:
        raise ValueError("k must be at least 1")
    if layers < 0:
        raise ValueError("layers must be at least 0")
    if layers == 0:
        return 1
    return receptive_field_of_equal_layers(k, layers - 1) + k - 1


# %% only_zero_refused
# only an empty window is refused; a negative k gives a number (unless layers is negative)
def receptive_field_of_equal_layers(k, layers):
    if not k or layers < 0:
        raise ValueError("an empty window, or a negative number of layers")
    size = 1
    size += layers * (k - 1)
    return size
