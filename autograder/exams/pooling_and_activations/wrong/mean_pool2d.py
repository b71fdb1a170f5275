"""What students believe of `mean_pool2d`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.pooling_and_activations.honest.max_pool2d import _check_pooling, max_of_sliding_windows
from autograder.exams.pooling_and_activations.honest.mean_pool2d import sums_over_counts


def _window_sums(x, size, stride, padding):
    """Return the sums under the windows, padding counted as zeros."""
    stride = size if stride is None else stride
    _check_pooling(x.shape, size, stride, padding)
    padded = np.pad(np.array(x, dtype=float), [(0, 0), (0, 0), *((p, p) for p in padding)])
    windows = np.lib.stride_tricks.sliding_window_view(padded, size, axis=(2, 3))
    return windows[:, :, :: stride[0], :: stride[1]].sum(axis=(4, 5))


def padding_counted_in_the_mean(x, size, stride=None, padding=(0, 0)):
    """You divide by kh * kw at the border too, where the window sees fewer pixels. Padding is no pixel: divide by the
    number of pixels of the map under the window."""
    return _window_sums(x, size, stride, padding) / (size[0] * size[1])


def sum_for_the_mean(x, size, stride=None, padding=(0, 0)):
    """You add up the pixels and do not divide."""
    return _window_sums(x, size, stride, padding)


def maximum_for_the_mean(x, size, stride=None, padding=(0, 0)):
    """You take the largest number of each window. That is max pooling; here all of them count alike."""
    return max_of_sliding_windows(x, size, stride, padding)


def median_for_the_mean(x, size, stride=None, padding=(0, 0)):
    """You take the median. The mean is the sum divided by the number of pixels."""
    stride = size if stride is None else stride
    _check_pooling(x.shape, size, stride, padding)
    sides = [(0, 0), (0, 0), *((p, p) for p in padding)]
    padded = np.pad(np.array(x, dtype=float), sides, constant_values=np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(padded, size, axis=(2, 3))
    return np.nanmedian(windows[:, :, :: stride[0], :: stride[1]], axis=(4, 5))


def zeros_taken_for_padding(x, size, stride=None, padding=(0, 0)):
    """You divide by the number of pixels that are not zero. A black pixel of the map counts as well: count places, not
    values."""
    sums = _window_sums(x, size, stride, padding)
    return sums / np.maximum(_window_sums(x != 0, size, stride, padding), 1)


def one_mean_over_the_channels(x, size, stride=None, padding=(0, 0)):
    """Your mean goes over all the maps of an image. Each map is pooled on its own."""
    pooled = sums_over_counts(x, size, stride, padding)
    return np.repeat(pooled.mean(axis=1, keepdims=True), x.shape[1], axis=1)


def channels_averaged_away(x, size, stride=None, padding=(0, 0)):
    """Your result has one map for each image. Pool each map on its own: there are as many maps as before."""
    return sums_over_counts(x, size, stride, padding).mean(axis=1, keepdims=True)


def one_mean_over_the_batch(x, size, stride=None, padding=(0, 0)):
    """Your mean goes over all the images. What another image shows does not matter here: keep the first axis."""
    pooled = sums_over_counts(x, size, stride, padding)
    return np.repeat(pooled.mean(axis=0, keepdims=True), x.shape[0], axis=0)


def divided_by_the_side_of_the_window(x, size, stride=None, padding=(0, 0)):
    """You divide by kh * kh. A window of kh rows and kw columns has kh * kw pixels."""
    factor = size[1] / size[0]
    return sums_over_counts(x, size, stride, padding) * factor


def divided_by_the_pixels_of_the_map(x, size, stride=None, padding=(0, 0)):
    """You divide by the number of pixels of the whole map. Only those under the window were added up."""
    return _window_sums(x, size, stride, padding) / (x.shape[2] * x.shape[3])


def means_rounded_down(x, size, stride=None, padding=(0, 0)):
    """You divide with //, or put the means into an array of integers, and the fractions are lost. Divide with / in
    float64."""
    return np.floor(sums_over_counts(x, size, stride, padding))


def leftover_pixels_averaged(x, size, stride=None, padding=(0, 0)):
    """You keep the rows and columns that no whole window covers. A step that does not fit is not taken: round down."""
    stride = size if stride is None else stride
    _check_pooling(x.shape, size, stride, padding)
    more = [-(n + 2 * p - k) % s for n, k, s, p in zip(x.shape[2:], size, stride, padding, strict=True)]
    sides = [(0, 0), (0, 0), *((p, p + extra) for p, extra in zip(padding, more, strict=True))]

    def sums(a):
        windows = np.lib.stride_tricks.sliding_window_view(np.pad(a, sides), size, axis=(2, 3))
        return windows[:, :, :: stride[0], :: stride[1]].sum(axis=(4, 5))

    return sums(np.array(x, dtype=float)) / np.maximum(sums(np.ones(x.shape)), 1)


def last_mean_lost(x, size, stride=None, padding=(0, 0)):
    """Your result is a row and a column short. (h + 2 ph - kh) // sh steps lead to one position more: add 1."""
    return sums_over_counts(x, size, stride, padding)[:, :, :-1, :-1]


def means_at_every_position_by_default(x, size, stride=None, padding=(0, 0)):
    """Without a stride your window moves one pixel at a time. None means the size of the window: the windows lie side
    by side."""
    return sums_over_counts(x, size, (1, 1) if stride is None else stride, padding)


def means_always_side_by_side(x, size, stride=None, padding=(0, 0)):
    """Your windows always lie side by side. Where a stride is given, the window moves by that."""
    _check_pooling(x.shape, size, size if stride is None else stride, padding)
    return sums_over_counts(x, size, None, padding)


def first_stride_for_both_axes(x, size, stride=None, padding=(0, 0)):
    """You use the first number of the stride on both axes. The second one is the step to the right."""
    stride = size if stride is None else stride
    _check_pooling(x.shape, size, stride, padding)
    return sums_over_counts(x, size, (stride[0], stride[0]), padding)


def steps_down_and_right_swapped(x, size, stride=None, padding=(0, 0)):
    """The two strides are swapped: the first number is the step down, the second the step to the right."""
    stride = size if stride is None else stride
    return sums_over_counts(x, size, stride[::-1], padding)


def window_lies_on_its_side(x, size, stride=None, padding=(0, 0)):
    """Your window is kw rows high and kh columns wide. Rows come first: kh, then kw."""
    stride = size if stride is None else stride
    _check_pooling(x.shape, size, stride, padding)
    return sums_over_counts(x, size[::-1], stride, padding)


def padding_forgotten(x, size, stride=None, padding=(0, 0)):
    """You never use the padding. With it the first window begins ph rows above the map and pw columns left of it."""
    _check_pooling(x.shape, size, size if stride is None else stride, padding)
    return sums_over_counts(x, size, stride)


def padding_not_below_nor_right(x, size, stride=None, padding=(0, 0)):
    """You pad above and on the left only. As many rows go below, and as many columns on the right."""
    stride = size if stride is None else stride
    _check_pooling(x.shape, size, stride, padding)
    oh, ow = (max((n + p - k) // s + 1, 0) for n, k, s, p in zip(x.shape[2:], size, stride, padding, strict=True))
    return sums_over_counts(x, size, stride, padding)[:, :, :oh, :ow]


def border_repeated_in_the_mean(x, size, stride=None, padding=(0, 0)):
    """You pad by repeating the pixels of the border, which then count twice. Padding does not count."""
    stride = size if stride is None else stride
    _check_pooling(x.shape, size, stride, padding)
    padded = np.pad(np.array(x, dtype=float), [(0, 0), (0, 0), *((p, p) for p in padding)], mode="edge")
    return sums_over_counts(padded, size, stride)


def summed_in_the_dtype_that_came(x, size, stride=None, padding=(0, 0)):
    """You add in the dtype that x has. Bytes have wrapped around by then, and short fractions lost digits: convert to
    float64 before you add."""
    stride = size if stride is None else stride
    _check_pooling(x.shape, size, stride, padding)
    sides = [(0, 0), (0, 0), *((p, p) for p in padding)]
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(x, sides), size, axis=(2, 3))
    sums = windows[:, :, :: stride[0], :: stride[1]].sum(axis=(4, 5), dtype=x.dtype)
    return sums / _window_sums(np.ones(x.shape), size, stride, padding)


def mean_in_the_dtype_that_came(x, size, stride=None, padding=(0, 0)):
    """Your result has the dtype of x. What is asked for is float64, whatever came."""
    return sums_over_counts(x, size, stride, padding).astype(x.dtype)


def mean_in_single_precision(x, size, stride=None, padding=(0, 0)):
    """You compute in float32, which keeps seven digits. NumPy's own default, float64, is what is asked for."""
    return sums_over_counts(x, size, stride, padding).astype(np.float32)


def oversized_window_averages_the_map(x, size, stride=None, padding=(0, 0)):
    """A window that does not fit is cut to the map, because a slice takes what it gets. Compare the sizes and raise a
    ValueError."""
    stride = size if stride is None else stride
    _check_pooling((0, 0, 10**6, 10**6), size, stride, padding)
    smaller = tuple(min(k, n + 2 * p) for k, n, p in zip(size, x.shape[2:], padding, strict=True))
    padded = tuple(min(p, k // 2) for p, k in zip(padding, smaller, strict=True))
    return sums_over_counts(x, smaller, stride, padded)


def window_held_against_the_bare_map(x, size, stride=None, padding=(0, 0)):
    """You refuse windows larger than the map. With padding there may be room: compare with the padded map."""
    if size[0] > x.shape[2] or size[1] > x.shape[3]:
        raise ValueError("window")
    return sums_over_counts(x, size, stride, padding)


def strides_taken_as_they_come(x, size, stride=None, padding=(0, 0)):
    """A stride below 1 does not move forward, and you return something all the same. Check both numbers and raise a
    ValueError."""
    stride = size if stride is None else tuple(max(s, 1) for s in stride)
    return sums_over_counts(x, size, stride, padding)


def padding_beyond_half_of_the_window(x, size, stride=None, padding=(0, 0)):
    """You accept a padding larger than half of the window. Some window then sees no pixel, and the mean of nothing is
    nan. Compare 2 * ph with kh and 2 * pw with kw, and raise a ValueError."""
    if min(padding) < 0:
        raise ValueError("padding")
    stride = size if stride is None else stride
    _check_pooling((0, 0, *(n + 2 * p for n, p in zip(x.shape[2:], padding, strict=True))), size, stride, (0, 0))
    sides = [(0, 0), (0, 0), *((p, p) for p in padding)]
    sums, counts = (
        np.lib.stride_tricks.sliding_window_view(np.pad(a, sides), size, axis=(2, 3)).sum(axis=(4, 5))
        for a in (np.array(x, dtype=float), np.ones(x.shape))
    )
    return (sums / counts)[:, :, :: stride[0], :: stride[1]]


def padding_below_zero_accepted(x, size, stride=None, padding=(0, 0)):
    """You treat a negative padding as zero. Nobody asks for it on purpose: raise a ValueError."""
    return sums_over_counts(x, size, stride, tuple(max(p, 0) for p in padding))


def means_written_into_the_input(x, size, stride=None, padding=(0, 0)):
    """You divide the array that you were given in place, and whoever called the function still needs it. Make a new
    one."""
    right = sums_over_counts(x, size, stride, padding)
    x[:] = x // 2
    return right


def view_of_single_pixels(x, size, stride=None, padding=(0, 0)):
    """Where the window is a single pixel you return the array you were given, or a view of it. Whoever changes the
    result changes the input with it: return a copy."""
    if tuple(size) == (1, 1) and x.dtype == np.float64:
        stride = size if stride is None else stride
        _check_pooling(x.shape, size, stride, padding)
        return x[:, :, :: stride[0], :: stride[1]]
    return sums_over_counts(x, size, stride, padding)


def integers_added_as_integers(x, size, stride=None, padding=(0, 0)):
    """You add integers up as integers. NumPy does that in 64 bits, and the sum may need more: convert to float64 before
    you add."""
    stride = size if stride is None else stride
    _check_pooling(x.shape, size, stride, padding)

    def window_sums(a):
        padded = np.pad(a, [(0, 0), (0, 0), *((p, p) for p in padding)])
        windows = np.lib.stride_tricks.sliding_window_view(padded, size, axis=(2, 3))
        return windows[:, :, :: stride[0], :: stride[1]].sum(axis=(4, 5))

    return window_sums(x if x.dtype.kind in "iu" else x.astype(float)) / window_sums(np.ones(x.shape))


def window_cut_off_at_one_end_only(x, size, stride=None, padding=(0, 0)):
    """You count the rows that stick out above the map or below it. A window on a small map may stick out on both sides:
    cut it off at 0 and at h."""
    sums, (_, _, *sides) = _window_sums(x, size, stride, padding), x.shape
    counts = []
    for n, k, s, p, out in zip(sides, size, size if stride is None else stride, padding, sums.shape[2:], strict=True):
        starts = np.arange(out) * s - p
        counts.append(np.where(starts < 0, k + starts, np.where(starts + k > n, n - starts, k)))
    return sums / np.outer(*counts)


def one_running_sum_over_all_maps(x, size, stride=None, padding=(0, 0)):
    """You take differences of one running sum over all maps. Large numbers in one map take the digits of the maps
    behind it: begin anew in each map."""
    means = sums_over_counts(x, size, stride, padding)
    before = np.concatenate([[0.0], np.cumsum(x.astype(float).sum(axis=(2, 3)))[:-1]])
    before = before.reshape(x.shape[:2])[:, :, None, None]
    return (before + means) - before
