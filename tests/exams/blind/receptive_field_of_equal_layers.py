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
