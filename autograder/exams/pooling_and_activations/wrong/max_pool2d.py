"""What students believe of `max_pool2d`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.pooling_and_activations.honest.max_pool2d import _check_pooling, max_of_sliding_windows


def _windows_padded_with(fill, x, size, stride, padding):
    """Return the windows (n, c, oh, ow, kh, kw), whatever the padding holds."""
    stride = size if stride is None else stride
    _check_pooling(x.shape, size, stride, padding)
    sides = [(0, 0), (0, 0), *((p, p) for p in padding)]
    padded = np.pad(x.astype(float), sides, constant_values=fill)
    windows = np.lib.stride_tricks.sliding_window_view(padded, size, axis=(2, 3))
    return windows[:, :, :: stride[0], :: stride[1]]


def stride_one_by_default(x, size, stride=None, padding=(0, 0)):
    """Without a stride your window moves one pixel at a time. None means the size of the window: the windows lie side
    by side."""
    return max_of_sliding_windows(x, size, (1, 1) if stride is None else stride, padding)


def zeros_as_padding(x, size, stride=None, padding=(0, 0)):
    """You pad with zeros. Where all the pixels under a window are negative, a zero wins that is not in the map. Pad
    with -np.inf."""
    return _windows_padded_with(0, x, size, stride, padding).max(axis=(4, 5))


def maximum_started_at_zero(x, size, stride=None, padding=(0, 0)):
    """You compare with a result that begins with zeros, and so a negative maximum becomes 0. Begin with -np.inf, or
    with the first pixel of the window."""
    return np.maximum(max_of_sliding_windows(x, size, stride, padding), 0)


def largest_absolute_value(x, size, stride=None, padding=(0, 0)):
    """You take the number that lies farthest from zero. The largest number is meant: 1 wins over -5."""
    windows = _windows_padded_with(0, x, size, stride, padding)
    windows = windows.reshape(*windows.shape[:4], -1)
    farthest = np.abs(windows).argmax(axis=-1)
    return np.take_along_axis(windows, farthest[..., None], axis=-1)[..., 0]


def maximum_across_the_channels(x, size, stride=None, padding=(0, 0)):
    """Your maximum goes over all the maps of an image. Each map is pooled on its own."""
    pooled = max_of_sliding_windows(x, size, stride, padding)
    return np.repeat(pooled.max(axis=1, keepdims=True), x.shape[1], axis=1)


def channels_pooled_away(x, size, stride=None, padding=(0, 0)):
    """Your result has one map for each image. Pool each map on its own: there are as many maps as before."""
    return max_of_sliding_windows(x, size, stride, padding).max(axis=1, keepdims=True)


def maximum_across_the_batch(x, size, stride=None, padding=(0, 0)):
    """Your maximum goes over all the images. What another image shows does not matter here: keep the first axis."""
    pooled = max_of_sliding_windows(x, size, stride, padding)
    return np.repeat(pooled.max(axis=0, keepdims=True), x.shape[0], axis=0)


def mean_for_the_maximum(x, size, stride=None, padding=(0, 0)):
    """You take the mean of each window. That is the other pooling; here the largest number counts."""
    windows = _windows_padded_with(np.nan, x, size, stride, padding)
    return np.nanmean(windows, axis=(4, 5))


def smallest_for_largest(x, size, stride=None, padding=(0, 0)):
    """You take the smallest number of each window."""
    return -max_of_sliding_windows(-x.astype(float), size, stride, padding)


def first_pixel_of_each_window(x, size, stride=None, padding=(0, 0)):
    """You take the upper left pixel of each window and drop the others. Compare all of them."""
    windows = _windows_padded_with(-np.inf, x, size, stride, padding)
    ph, pw = padding
    return windows[..., ph, pw].copy()


def diagonal_of_each_window(x, size, stride=None, padding=(0, 0)):
    """You compare the pixels on the diagonal only: one loop for two axes. Every row goes with every column."""
    windows = _windows_padded_with(-np.inf, x, size, stride, padding)
    steps = range(max(size))
    return np.max([windows[..., min(i, size[0] - 1), min(i, size[1] - 1)] for i in steps], axis=0)


def leftover_rows_kept(x, size, stride=None, padding=(0, 0)):
    """You keep the rows and columns that no whole window covers. A step that does not fit is not taken: round down."""
    stride = size if stride is None else stride
    _check_pooling(x.shape, size, stride, padding)
    more = [-(n + 2 * p - k) % s for n, k, s, p in zip(x.shape[2:], size, stride, padding, strict=True)]
    longer = np.pad(x.astype(float), ((0, 0), (0, 0), (0, more[0]), (0, more[1])), constant_values=-np.inf)
    return max_of_sliding_windows(longer, size, stride, padding)


def last_position_lost(x, size, stride=None, padding=(0, 0)):
    """Your result is a row and a column short. (h + 2 ph - kh) // sh steps lead to one position more: add 1."""
    return max_of_sliding_windows(x, size, stride, padding)[:, :, :-1, :-1]


def stride_given_is_ignored(x, size, stride=None, padding=(0, 0)):
    """Your windows always lie side by side. Where a stride is given, the window moves by that."""
    _check_pooling(x.shape, size, size if stride is None else stride, padding)
    return max_of_sliding_windows(x, size, None, padding)


def stride_of_the_rows_for_both(x, size, stride=None, padding=(0, 0)):
    """You use the first number of the stride on both axes. The second one is the step to the right."""
    stride = size if stride is None else stride
    _check_pooling(x.shape, size, stride, padding)
    return max_of_sliding_windows(x, size, (stride[0], stride[0]), padding)


def strides_swapped(x, size, stride=None, padding=(0, 0)):
    """The two strides are swapped: the first number is the step down, the second the step to the right."""
    stride = size if stride is None else stride
    return max_of_sliding_windows(x, size, stride[::-1], padding)


def stride_none_means_the_rows_of_the_window(x, size, stride=None, padding=(0, 0)):
    """Without a stride you step by kh on both axes. The step to the right is kw then."""
    return max_of_sliding_windows(x, size, (size[0], size[0]) if stride is None else stride, padding)


def window_turned(x, size, stride=None, padding=(0, 0)):
    """Your window is kw rows high and kh columns wide. Rows come first: kh, then kw."""
    stride = size if stride is None else stride
    _check_pooling(x.shape, size, stride, padding)
    return max_of_sliding_windows(x, size[::-1], stride, padding)


def window_taken_for_a_square(x, size, stride=None, padding=(0, 0)):
    """You use kh for both sides of the window. It need not be square."""
    stride = size if stride is None else stride
    _check_pooling(x.shape, size, stride, padding)
    return max_of_sliding_windows(x, (size[0], size[0]), stride, padding)


def padding_left_out(x, size, stride=None, padding=(0, 0)):
    """You never use the padding. Put rows and columns of -np.inf around the maps first."""
    _check_pooling(x.shape, size, size if stride is None else stride, padding)
    return max_of_sliding_windows(x, size, stride)


def padding_above_and_left_only(x, size, stride=None, padding=(0, 0)):
    """You pad above and on the left only. As many rows go below, and as many columns on the right."""
    stride = size if stride is None else stride
    _check_pooling(x.shape, size, stride, padding)
    before = [(0, 0), (0, 0), *((p, 0) for p in padding)]
    return max_of_sliding_windows(np.pad(x.astype(float), before, constant_values=-np.inf), size, stride)


def paddings_of_the_axes_swapped(x, size, stride=None, padding=(0, 0)):
    """The two paddings are swapped: ph rows above and below, pw columns left and right."""
    stride = size if stride is None else stride
    _check_pooling(x.shape, size, stride, padding)
    (ph, pw) = padding
    padded = np.pad(x.astype(float), ((0, 0), (0, 0), (pw, pw), (ph, ph)), constant_values=-np.inf)
    return max_of_sliding_windows(padded, size, stride)


def maximum_in_the_dtype_that_came(x, size, stride=None, padding=(0, 0)):
    """Your result has the dtype of x. What is asked for is float64, whatever came."""
    return max_of_sliding_windows(x, size, stride, padding).astype(x.dtype)


def maximum_in_single_precision(x, size, stride=None, padding=(0, 0)):
    """You compute in float32, which keeps seven digits. NumPy's own default, float64, is what is asked for."""
    return max_of_sliding_windows(x.astype(np.float32), size, stride, padding).astype(np.float64)


def maximum_cut_to_whole_numbers(x, size, stride=None, padding=(0, 0)):
    """Your result array holds whole numbers, and fractions are cut off. Make it with np.zeros(shape), which is
    float64."""
    return np.trunc(max_of_sliding_windows(x, size, stride, padding))


def oversized_window_cut_to_the_map(x, size, stride=None, padding=(0, 0)):
    """A window that does not fit is cut to the map, because a slice takes what it gets. Compare the sizes and raise a
    ValueError."""
    room = [n + 2 * max(p, 0) for n, p in zip(x.shape[2:], padding, strict=True)]
    _check_pooling((0, 0, 10**6, 10**6), size, size if stride is None else stride, padding)
    smaller = tuple(min(k, n) for k, n in zip(size, room, strict=True))
    return max_of_sliding_windows(x, smaller, size if stride is None else stride, padding)


def window_compared_with_the_bare_map(x, size, stride=None, padding=(0, 0)):
    """You refuse windows larger than the map. With padding there may be room: compare with the padded map."""
    if size[0] > x.shape[2] or size[1] > x.shape[3]:
        raise ValueError("window")
    return max_of_sliding_windows(x, size, stride, padding)


def strides_not_checked(x, size, stride=None, padding=(0, 0)):
    """A stride below 1 does not move forward, and you return something all the same. Check both numbers and raise a
    ValueError."""
    stride = size if stride is None else tuple(max(s, 1) for s in stride)
    return max_of_sliding_windows(x, size, stride, padding)


def strides_compared_as_a_tuple(x, size, stride=None, padding=(0, 0)):
    """stride < (1, 1) compares tuples as a dictionary compares words: (2, 0) comes after (1, 1). Check each of them."""
    if stride is not None and stride < (1, 1):
        raise ValueError("stride")
    return strides_not_checked(x, size, stride, padding)


def padding_of_more_than_half_accepted(x, size, stride=None, padding=(0, 0)):
    """You accept a padding larger than half of the window. Some window then sees no pixel at all, and the result holds
    -inf. Compare 2 * ph with kh and 2 * pw with kw, and raise a ValueError."""
    if min(padding) < 0:
        raise ValueError("padding")
    stride = size if stride is None else stride
    _check_pooling((0, 0, *(n + 2 * p for n, p in zip(x.shape[2:], padding, strict=True))), size, stride, (0, 0))
    sides = [(0, 0), (0, 0), *((p, p) for p in padding)]
    return max_of_sliding_windows(np.pad(x.astype(float), sides, constant_values=-np.inf), size, stride)


def negative_padding_counts_as_zero(x, size, stride=None, padding=(0, 0)):
    """You treat a negative padding as zero. Nobody asks for it on purpose: raise a ValueError."""
    return max_of_sliding_windows(x, size, stride, tuple(max(p, 0) for p in padding))


def view_where_nothing_is_to_do(x, size, stride=None, padding=(0, 0)):
    """Where the window is a single pixel you return the array you were given, or a view of it. Whoever changes the
    result changes the input with it: return a copy."""
    if tuple(size) == (1, 1) and tuple(padding) == (0, 0) and x.dtype == np.float64:
        stride = size if stride is None else stride
        _check_pooling(x.shape, size, stride, padding)
        return x[:, :, :: stride[0], :: stride[1]]
    return max_of_sliding_windows(x, size, stride, padding)


def input_sorted_in_place(x, size, stride=None, padding=(0, 0)):
    """You sort the rows of the array that you were given, and whoever called the function still needs it. Work on a
    copy; and the largest number needs no sorting."""
    right = max_of_sliding_windows(x, size, stride, padding)
    x.sort(axis=-1)
    return right


def padded_with_a_very_small_number(x, size, stride=None, padding=(0, 0)):
    """You pad with some number far below zero, and there are smaller ones. Only -np.inf is smaller than all."""
    lowest = np.finfo(np.float32).min
    return _windows_padded_with(lowest, x, size, stride, padding).max(axis=(4, 5))


def smallest_pixel_taken_off_for_the_padding(x, size, stride=None, padding=(0, 0)):
    """You shift all pixels above zero so that zeros can pad, and shift back. Small numbers beside large ones lose their
    digits on the way. Pad with -np.inf and shift nothing."""
    x = x.astype(np.float64)
    return _windows_padded_with(0, x - x.min(), size, stride, padding).max(axis=(4, 5)) + x.min()


def stride_left_to_range(x, size, stride=None, padding=(0, 0)):
    """You leave it to range() to find a stride that is too small. It refuses 0, and a negative step gives nothing, but
    not where the window does not fit: then it counts backwards. Check both strides first."""
    (sh, sw), (kh, kw), (ph, pw) = size if stride is None else stride, size, padding
    if min(padding) < 0 or 2 * ph > kh or 2 * pw > kw:
        raise ValueError("padding")
    h, w = x.shape[2:]
    tops, lefts = range(-ph, h + ph - kh + 1, sh), range(-pw, w + pw - kw + 1, sw)
    if not tops or not lefts:
        raise ValueError("the window does not fit")
    rows = [(max(top, 0), top + kh) for top in tops]
    columns = [(max(left, 0), left + kw) for left in lefts]
    pooled = [[x[:, :, a:b, c:d].max(axis=(2, 3)) for c, d in columns] for a, b in rows]
    return np.moveaxis(np.array(pooled, dtype=float), (0, 1), (2, 3))
