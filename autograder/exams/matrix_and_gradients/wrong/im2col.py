"""What students believe of `im2col`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.matrix_and_gradients.honest.im2col import windows_seen_at_once


def _windows(x, kernel_size, stride, padding):
    """The windows as (c, kh, kw, oh, ow)."""
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    a = np.pad(np.asarray(x, dtype=np.float64), ((0, 0), (ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(a, (kh, kw), axis=(1, 2))[:, ::sh, ::sw]
    return windows.transpose(0, 3, 4, 1, 2)


def windows_in_rows(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """Your matrix is transposed: each window must be a column, not a row."""
    return windows_seen_at_once(x, kernel_size, stride, padding).T


def channels_last_in_a_column(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """Within a column you write the channels of one pixel side by side. The whole window of the first channel comes
    first, then that of the second."""
    windows = _windows(x, kernel_size, stride, padding)
    return windows.transpose(1, 2, 0, 3, 4).reshape(-1, windows.shape[3] * windows.shape[4])


def window_read_by_columns(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You write each window column after column. Row after row is what is asked for, as ravel() does it."""
    windows = _windows(x, kernel_size, stride, padding)
    return windows.transpose(0, 2, 1, 3, 4).reshape(-1, windows.shape[3] * windows.shape[4])


def positions_counted_down_first(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """Your window goes down first, then to the right. Its positions are counted as you read: the column of position (i,
    j) is i * ow + j."""
    windows = _windows(x, kernel_size, stride, padding)
    return windows.transpose(0, 1, 2, 4, 3).reshape(-1, windows.shape[3] * windows.shape[4])


def axes_not_moved_before_reshape(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You reshape windows that still have the axes (c, oh, ow, kh, kw). reshape does not move axes: it only cuts the
    row of all numbers in another way. Transpose to (c, kh, kw, oh, ow) first."""
    windows = _windows(x, kernel_size, stride, padding)
    c, kh, kw, oh, ow = windows.shape
    return windows.transpose(0, 3, 4, 1, 2).reshape(c * kh * kw, oh * ow)


def windows_turned(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You turn each window by 180 degrees. Correlation, and im2col with it, reads the windows as they are."""
    windows = _windows(x, kernel_size, stride, padding)
    return windows[:, ::-1, ::-1].reshape(-1, windows.shape[3] * windows.shape[4])


def both_strides_forgotten(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You never use the stride: the window stops at every position."""
    return windows_seen_at_once(x, kernel_size, padding=padding)


def stride_on_rows_only(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """The window moves down with the stride, but to the right one pixel at a time. The second number of stride is for
    the columns."""
    return windows_seen_at_once(x, kernel_size, (stride[0], 1), padding)


def one_stride_for_rows_and_columns(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You use stride[0] on both axes. stride[1] is the step to the right."""
    return windows_seen_at_once(x, kernel_size, (stride[0], stride[0]), padding)


def strides_swapped(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You step stride[0] to the right and stride[1] down. The first number belongs to the rows."""
    return windows_seen_at_once(x, kernel_size, stride[::-1], padding)


def windows_not_moved_by_the_stride(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """The number of your columns knows the stride, but the window still moves one pixel at a time: position (i, j)
    begins at row i * sh, column j * sw."""
    (oh, ow), windows = _windows(x, kernel_size, stride, padding).shape[3:], _windows(x, kernel_size, (1, 1), padding)
    return windows[:, :, :, :oh, :ow].reshape(-1, oh * ow)


def stride_of_the_length_of_the_window(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """Your windows do not overlap: you move them by their own length. The step is the stride."""
    return windows_seen_at_once(x, kernel_size, kernel_size, padding)


def padding_left_out(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You never use the padding. Put zeros around each channel first."""
    return windows_seen_at_once(x, kernel_size, stride)


def paddings_swapped(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You pad the columns with padding[0] and the rows with padding[1]. The first number belongs to the rows."""
    return windows_seen_at_once(x, kernel_size, stride, padding[::-1])


def padding_above_and_left_only(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You add the zeros above and on the left only. The padding is per side: the same number goes below and on the
    right."""
    return windows_seen_at_once(np.pad(x, [(0, 0), *((p, 0) for p in padding)]), kernel_size, stride)


def border_repeated_as_padding(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You pad by repeating the pixels of the border. The padding here is zeros."""
    padded = np.pad(x, [(0, 0), *((p, p) for p in padding)], mode="edge")
    return windows_seen_at_once(padded, kernel_size, stride)


def channels_padded_too(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You add channels of zeros as well. The first axis of x counts channels: pad the other two only, with np.pad(x,
    ((0, 0), (ph, ph), (pw, pw)))."""
    return windows_seen_at_once(np.pad(x, [(max(padding),) * 2, *((p, p) for p in padding)]), kernel_size, stride)


def leftover_windows_kept(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You round the number of positions up, and the last window hangs over the border. A step that does not fit is not
    taken: round down."""
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    if kh > x.shape[1] + 2 * ph or kw > x.shape[2] + 2 * pw:
        raise ValueError("the window does not fit")
    return windows_seen_at_once(np.pad(x, ((0, 0), (ph, ph + sh - 1), (pw, pw + sw - 1))), kernel_size, stride)


def last_position_lost(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You lose the last position down and across: (h + 2 ph - kh) // sh steps lead to one position more than that. Add
    1."""
    windows = _windows(x, kernel_size, stride, padding)[:, :, :, :-1, :-1]
    return windows.reshape(windows.shape[0] * windows.shape[1] * windows.shape[2], -1)


def first_channel_only(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You look at the first channel only. A column holds the windows of all channels, one below the other."""
    return windows_seen_at_once(x[:1], kernel_size, stride, padding)


def channels_added_up(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You add the channels up. The layer adds them after it has multiplied each with weights of its own; here they
    stand one below the other."""
    return windows_seen_at_once(x.astype(float).sum(axis=0, keepdims=True), kernel_size, stride, padding)


def channels_side_by_side(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You put the columns of the second channel to the right of those of the first. One position of the window is one
    column: the channels stand one below the other."""
    return np.hstack([windows_seen_at_once(x[k : k + 1], kernel_size, stride, padding) for k in range(len(x))])


def rows_and_columns_of_the_window_swapped(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You read kernel_size as (kw, kh). The number of rows comes first."""
    padded = [n + 2 * p for n, p in zip(x.shape[1:], padding, strict=True)]
    if kernel_size[0] > padded[0] or kernel_size[1] > padded[1]:
        raise ValueError("the window does not fit")
    return windows_seen_at_once(x, kernel_size[::-1], stride, padding)


def five_axes_left(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You return an array of five axes. Make a matrix of it: reshape(c * kh * kw, oh * ow)."""
    return _windows(x, kernel_size, stride, padding).copy()


def dtype_of_the_image(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """Your matrix has the dtype of the image. Make it with np.zeros(shape), which is float64."""
    return windows_seen_at_once(x, kernel_size, stride, padding).astype(x.dtype)


def single_precision_columns(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You return float32. Seven digits are left of the pixels; NumPy's own default, float64, is what is asked for."""
    return windows_seen_at_once(x, kernel_size, stride, padding).astype(np.float32)


def window_compared_with_the_bare_image(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You refuse windows larger than the image. With padding there may be room: compare with the padded image."""
    if kernel_size[0] > x.shape[1] or kernel_size[1] > x.shape[2]:
        raise ValueError("the window does not fit")
    return windows_seen_at_once(x, kernel_size, stride, padding)


def _or_nothing(x, kernel_size, stride, padding):
    padded = [n + 2 * p for n, p in zip(x.shape[1:], padding, strict=True)]
    if kernel_size[0] > padded[0] or kernel_size[1] > padded[1]:
        return np.zeros((len(x) * kernel_size[0] * kernel_size[1], 0))
    return windows_seen_at_once(x, kernel_size, stride, padding)


def oversized_window_accepted(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """A window larger than the padded image has no place in it, and you return a matrix without columns. Compare the
    sizes first and raise a ValueError."""
    return _or_nothing(x, kernel_size, stride, padding)


def sizes_compared_as_tuples(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You compare the two sizes as tuples. That is how a dictionary compares words: once the rows differ, the columns
    do not count. Compare rows with rows and columns with columns."""
    if tuple(kernel_size) > tuple(n + 2 * p for n, p in zip(x.shape[1:], padding, strict=True)):
        raise ValueError("the window does not fit")
    return _or_nothing(x, kernel_size, stride, padding)


def refused_only_where_both_axes_are_too_short(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You refuse a window only where it has both more rows and more columns than the padded image. One of the two is
    enough: write or, not and."""
    if kernel_size[0] > x.shape[1] + 2 * padding[0] and kernel_size[1] > x.shape[2] + 2 * padding[1]:
        raise ValueError("the window does not fit")
    return _or_nothing(x, kernel_size, stride, padding)


def view_of_the_image(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """Where windows are single pixels, or the whole image, you return the image's own memory: reshape copies only what
    it has to. Whoever changes the matrix changes the image with it: return a copy."""
    a = np.pad(x, ((0, 0), *((p, p) for p in padding))) if any(padding) else x
    windows = np.lib.stride_tricks.sliding_window_view(a.astype(np.float64, copy=False), kernel_size, axis=(1, 2))
    windows = windows[:, :: stride[0], :: stride[1]].transpose(0, 3, 4, 1, 2)
    c, kh, kw, oh, ow = windows.shape
    return windows.reshape(c * kh * kw, oh * ow)
