"""What students believe of `effective_receptive_field`, each with the sentence for whoever believes it."""

import numpy as np


def _spread(kernel, jump):
    taps = np.zeros((kernel - 1) * jump + 1)
    taps[::jump] = 1
    return taps


def _composed(layers):
    counts, jump = np.ones(1), 1
    for kernel, stride, _ in layers:
        counts, jump = np.convolve(counts, _spread(kernel, jump)), jump * stride
    return counts


def every_pixel_once(layers):
    """You count each pixel of the window once. A pixel near the middle is used by many windows of the layers between:
    compose the kernels."""
    return np.ones(len(_composed(layers)))


def strides_forgotten(layers):
    """You compose the kernels side by side. After a stride, the taps of the next layer lie a jump apart: put zeros
    between its ones."""
    return _composed([(kernel, 1, padding) for kernel, _, padding in layers])


def jump_taken_too_early(layers):
    """You spread a layer's taps by its own stride. They lie side by side on the output of the layer below: spread them
    by the jump of the layers BELOW, and multiply it afterwards."""
    counts, jump = np.ones(1), 1
    for kernel, stride, _ in layers:
        jump *= stride
        counts = np.convolve(counts, _spread(kernel, jump))
    return counts


def only_the_stride_of_the_layer_below(layers):
    """You spread the taps by the stride of one layer. The strides of all layers below count: multiply them."""
    counts, below = np.ones(1), 1
    for kernel, stride, _ in layers:
        counts, below = np.convolve(counts, _spread(kernel, below)), stride
    return counts


def shares_for_numbers(layers):
    """You divide by the number of all paths, so your numbers add up to 1. The numbers of paths themselves are asked
    for."""
    counts = _composed(layers)
    return counts / counts.sum()


def divided_by_the_largest(layers):
    """You divide by the largest number, so the middle is 1. The numbers of paths themselves are asked for."""
    counts = _composed(layers)
    return counts / counts.max()


def taps_repeated_into_the_gaps(layers):
    """You fill the gaps between the spread taps with ones. No path leads there: they stay 0."""
    counts, jump = np.ones(1), 1
    for kernel, stride, _ in layers:
        counts, jump = np.convolve(counts, np.ones((kernel - 1) * jump + 1)), jump * stride
    return counts


def zeros_left_at_the_end(layers):
    """You leave zeros behind the last tap: kernel * jump entries where (kernel - 1) * jump + 1 are right. Your
    result is too long."""
    counts, jump = np.ones(1), 1
    for kernel, stride, _ in layers:
        taps = np.zeros(kernel * jump)
        taps[::jump] = 1
        counts, jump = np.convolve(counts, taps), jump * stride
    return counts


def only_as_long_as_the_kernel(layers):
    """You compose with mode="same" or "valid", which cuts the ends off. The window grows: use
    mode="full"."""
    counts, jump = np.ones(1), 1
    for kernel, stride, _ in layers:
        counts, jump = np.convolve(counts, _spread(kernel, jump), mode="same"), jump * stride
    return counts


def composed_in_the_other_order(layers):
    """You go through the layers from the output down, but with the jump of the layers you have passed. The jump of a
    layer is made by the layers BELOW it, nearer to the input."""
    return _composed(layers[::-1])


def pooling_not_counted(layers):
    """You leave out the layers whose kernel is as long as their stride. A pooling lets a path choose a pixel as any
    layer does, and its stride spreads the layers above."""
    return _composed([layer for layer in layers if not layer[0] == layer[1] > 1])


def taps_added_up(layers):
    """You add up the taps of the layers. Each tap of one layer goes on with every tap of the next: numbers of paths
    multiply, which is a convolution."""
    counts = np.zeros(len(_composed(layers)))
    jump = 1
    for kernel, stride, _ in layers:
        taps = _spread(kernel, jump)
        counts[: len(taps)] += taps
        jump *= stride
    return counts if layers else np.ones(1)


def a_triangle(layers):
    """Your numbers go up by one to the middle and down again. That is so for two equal windows only; three make a
    curve, and forty a bell: compose the kernels."""
    size = len(_composed(layers))
    return np.minimum(np.arange(1, size + 1), np.arange(size, 0, -1)).astype(float)


def squared_for_two_axes(layers):
    """You square the numbers, as for the middle row and column of a picture. One axis is asked for."""
    return _composed(layers) ** 2


def padding_put_around(layers):
    """You put a zero around the numbers for each pixel of padding. The window does not depend on the padding."""
    return np.pad(_composed(layers), sum(padding for _, _, padding in layers))


def whole_numbers_of_paths(layers):
    """Your numbers are right, but their dtype is an integer one. float64 is asked for."""
    return _composed(layers).astype(np.int64)


def paths_in_single_precision(layers):
    """Your result is float32, which cannot count beyond 16 million. float64 is asked for."""
    return _composed(layers).astype(np.float32)


def paths_in_a_list(layers):
    """Your numbers are right, but they come in a list. An array is asked for."""
    return _composed(layers).tolist()


def nothing_without_layers(layers):
    """Without layers your result is empty. The output is then the input's own pixel: one path, array([1.])."""
    return _composed(layers) if layers else np.zeros(0)


def list_of_the_caller_used_up(layers):
    """You take the layers off the caller's list, which is empty afterwards. Go through it with a for loop, or copy it
    first."""
    counts, jump = np.ones(1), 1
    while layers:
        kernel, stride, _ = layers.pop(0)
        counts, jump = np.convolve(counts, _spread(kernel, jump)), jump * stride
    return counts


def seen_or_not_seen(layers):
    """You say which pixels are reached, 1 or 0. How many paths reach them is asked."""
    return (_composed(layers) > 0).astype(float)


def last_layer_not_composed(layers):
    """Your loop ends before the last layer."""
    return _composed(layers[:-1])


def limited_to_64_bits(layers):
    """You count in int64, which goes around beyond some 9e18. Fifty layers have more paths: count in float64."""
    counts, jump = np.ones(1, dtype=np.int64), 1
    for kernel, stride, _ in layers:
        counts, jump = np.convolve(counts, _spread(kernel, jump).astype(np.int64)), jump * stride
    return counts.astype(np.float64)


def limited_to_32_bits(layers):
    """You count in int32, which goes around beyond 2 147 483 647. Forty layers have more paths: count in float64."""
    return _composed(layers).astype(np.int64).astype(np.int32).astype(np.float64)
