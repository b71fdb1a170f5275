"""Right answers to `max_pool2d` in different styles."""

import numpy as np


def loops_over_windows(x, size, stride=None, padding=(0, 0)):
    (n, c, h, w), (kh, kw), (ph, pw) = x.shape, size, padding
    sh, sw = size if stride is None else stride
    if sh < 1 or sw < 1:
        raise ValueError("each stride must be at least 1")
    if ph < 0 or pw < 0 or 2 * ph > kh or 2 * pw > kw:
        raise ValueError("padding out of range")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")
    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    padded[:, :, ph : ph + h, pw : pw + w] = x
    out = np.zeros((n, c, (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            window = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            out[:, :, i, j] = window.max(axis=(2, 3))
    return out


def four_loops_without_padding(x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = stride or size
    ph, pw = padding
    n, c, h, w = x.shape
    if min(sh, sw) < 1:
        raise ValueError("stride")
    if min(padding) < 0 or ph > kh / 2 or pw > kw / 2:
        raise ValueError("padding")
    tops, lefts = range(-ph, h + ph - kh + 1, sh), range(-pw, w + pw - kw + 1, sw)
    if not tops or not lefts:
        raise ValueError("the window does not fit")
    out = np.empty((n, c, len(tops), len(lefts)))
    for image in range(n):
        for channel in range(c):
            for i, top in enumerate(tops):
                for j, left in enumerate(lefts):
                    rows, columns = slice(max(top, 0), top + kh), slice(max(left, 0), left + kw)
                    out[image, channel, i, j] = np.max(x[image, channel, rows, columns])
    return out


def max_of_sliding_windows(x, size, stride=None, padding=(0, 0)):
    sh, sw = size if stride is None else stride
    _check_pooling(x.shape, size, (sh, sw), padding)
    sides = [(0, 0), (0, 0), *((p, p) for p in padding)]
    padded = np.pad(x.astype(float), sides, constant_values=-np.inf)
    windows = np.lib.stride_tricks.sliding_window_view(padded, size, axis=(2, 3))
    return windows[:, :, ::sh, ::sw].max(axis=(4, 5))


def _check_pooling(shape, size, stride, padding):
    for n, k, s, p in zip(shape[2:], size, stride, padding, strict=True):
        if s < 1:
            raise ValueError("each stride must be at least 1")
        if p < 0 or 2 * p > k:
            raise ValueError("padding must be between 0 and half of the window")
        if k > n + 2 * p:
            raise ValueError("the window does not fit")


def one_place_in_the_window_after_the_other(x, size, stride=None, padding=(0, 0)):
    if stride is None:
        stride = size
    (kh, kw), (sh, sw), (ph, pw) = size, stride, padding
    if sh <= 0 or sw <= 0 or not 0 <= ph <= kh // 2 or not 0 <= pw <= kw // 2:
        raise ValueError("stride or padding")
    x = np.pad(np.asarray(x, dtype=np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=-np.inf)
    h, w = x.shape[2:]
    oh, ow = (h - kh) // sh + 1, (w - kw) // sw + 1
    if kh > h or kw > w:
        raise ValueError("window")
    out = np.full((*x.shape[:2], oh, ow), -np.inf)
    for u in range(kh):
        for v in range(kw):
            out = np.maximum(out, x[:, :, u : u + (oh - 1) * sh + 1 : sh, v : v + (ow - 1) * sw + 1 : sw])
    return out


def rows_first_then_columns(x, size, stride=None, padding=(0, 0)):
    def along(a, axis, k, s, p):
        a = np.moveaxis(a, axis, 0)
        if s < 1 or p < 0 or 2 * p > k or k > len(a) + 2 * p:
            raise ValueError("no window")
        starts = range(-p, len(a) + p - k + 1, s)
        return np.moveaxis(np.array([a[max(i, 0) : i + k].max(axis=0) for i in starts]), 0, axis)

    stride = size if stride is None else stride
    down = along(x.astype(np.float64), 2, size[0], stride[0], padding[0])
    return along(down, 3, size[1], stride[1], padding[1])


def border_repeated(x, size, stride=None, padding=(0, 0)):
    """The pixels that the border repeats are seen by the same windows anyway."""
    sh, sw = stride if stride is not None else size
    _check_pooling(x.shape, size, (sh, sw), padding)
    a = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2), mode="edge")
    rows = np.arange(0, a.shape[2] - size[0] + 1, sh)[:, None, None, None] + np.arange(size[0])[:, None]
    columns = np.arange(0, a.shape[3] - size[1] + 1, sw)[:, None, None] + np.arange(size[1])
    patches = a[:, :, rows, columns]
    return patches.reshape(*patches.shape[:4], -1).max(axis=-1).astype(np.float64)
