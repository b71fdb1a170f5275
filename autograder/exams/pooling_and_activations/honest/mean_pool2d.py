"""Right answers to `mean_pool2d` in different styles."""

import numpy as np

from autograder.exams.pooling_and_activations.honest.max_pool2d import _check_pooling


def slices_that_end_at_the_border(x, size, stride=None, padding=(0, 0)):
    stride = size if stride is None else stride
    _check_pooling(x.shape, size, stride, padding)
    (n, c, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, size, stride, padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    out = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh - ph, j * sw - pw
            window = x[:, :, max(top, 0) : top + kh, max(left, 0) : left + kw]
            out[:, :, i, j] = window.astype(np.float64).mean(axis=(2, 3))
    return out


def sums_over_counts(x, size, stride=None, padding=(0, 0)):
    sh, sw = stride or size
    _check_pooling(x.shape, size, (sh, sw), padding)
    sides = [(0, 0), (0, 0), *((p, p) for p in padding)]

    def window_sums(a):
        windows = np.lib.stride_tricks.sliding_window_view(np.pad(a, sides), size, axis=(2, 3))
        return windows[:, :, ::sh, ::sw].sum(axis=(4, 5))

    return window_sums(np.array(x, dtype=float)) / window_sums(np.ones(x.shape))


def nothing_counts_but_numbers(x, size, stride=None, padding=(0, 0)):
    """The padding is nan, and nanmean leaves it out."""
    stride = size if stride is None else stride
    _check_pooling(x.shape, size, stride, padding)
    (ph, pw), (kh, kw) = padding, size
    a = np.pad(x.astype(np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=np.nan)
    rows = range(0, a.shape[2] - kh + 1, stride[0])
    columns = range(0, a.shape[3] - kw + 1, stride[1])
    means = [[np.nanmean(a[:, :, i : i + kh, j : j + kw], axis=(2, 3)) for j in columns] for i in rows]
    return np.moveaxis(np.array(means), (0, 1), (2, 3))


def matrices_from_both_sides(x, size, stride=None, padding=(0, 0)):
    """Each axis has a matrix, whose rows are the windows: equal shares of the pixels that it sees."""

    def shares(n, k, s, p):
        if s < 1 or p < 0 or p > k / 2 or n + 2 * p < k:
            raise ValueError("no window")
        first = np.arange(0, n + 2 * p - k + 1, s)[:, None] - p
        seen = (np.arange(n) >= first) & (np.arange(n) < first + k)
        return seen / seen.sum(axis=1, keepdims=True)

    stride = size if stride is None else stride
    down, right = (shares(x.shape[2 + i], size[i], stride[i], padding[i]) for i in (0, 1))
    return np.einsum("ih,nchw,jw->ncij", down, np.asarray(x, dtype=float), right)


def sums_of_everything_above_and_left(x, size, stride=None, padding=(0, 0)):
    """An integral image: four of its numbers give the sum under any window."""
    stride = size if stride is None else stride
    _check_pooling(x.shape, size, stride, padding)
    h, w = x.shape[2:]
    total = np.zeros((*x.shape[:2], h + 1, w + 1))
    total[:, :, 1:, 1:] = x.astype(float).cumsum(axis=2).cumsum(axis=3)
    starts = [np.arange(0, n + 2 * p - k + 1, s) - p for n, k, s, p in zip((h, w), size, stride, padding, strict=True)]
    (top, left), (bottom, right) = (
        [np.clip(start, 0, n) for start, n in zip(starts, (h, w), strict=True)],
        [np.clip(start + k, 0, n) for start, k, n in zip(starts, size, (h, w), strict=True)],
    )
    sums = (
        total[:, :, bottom][..., right]
        - total[:, :, top][..., right]
        - total[:, :, bottom][..., left]
        + total[:, :, top][..., left]
    )
    return sums / np.outer(bottom - top, right - left)
