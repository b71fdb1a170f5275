"""Wrong answers to `max_pool2d`, written by who knew the notebook alone. Each cell is a submission."""

# %% pad_with_float32_lowest
# pads with the lowest float32 number, which beats float64 numbers below -3.4e38
import numpy as np

LOWEST = np.finfo(np.float32).min


def max_pool2d(x, size, stride=None, padding=(0, 0)):
    (kh, kw), (ph, pw) = size, padding
    sh, sw = size if stride is None else stride
    n, c, h, w = x.shape
    if sh < 1 or sw < 1 or min(ph, pw) < 0 or 2 * ph > kh or 2 * pw > kw:
        raise ValueError("bad stride or padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("window too large")
    xp = np.pad(x.astype(np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=LOWEST)
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    y = np.empty((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[:, :, i, j] = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].max(axis=(2, 3))
    return y


# %% shift_to_zero_padding
# takes the minimum off so that zeros can pad, and adds it again: small numbers beside large ones lose digits
import numpy as np


def max_pool2d(x, size, stride=None, padding=(0, 0)):
    (kh, kw), (ph, pw) = size, padding
    sh, sw = size if stride is None else stride
    n, c, h, w = x.shape
    if sh < 1 or sw < 1 or min(ph, pw) < 0 or 2 * ph > kh or 2 * pw > kw:
        raise ValueError("bad stride or padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("window too large")
    x = x.astype(np.float64)
    lowest = x.min()
    xp = np.pad(x - lowest, ((0, 0), (0, 0), (ph, ph), (pw, pw)))  # all numbers are >= 0 now
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    y = np.empty((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[:, :, i, j] = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].max(axis=(2, 3))
    return y + lowest


# %% largest_padding_against_largest_side
# compares the larger padding with half of the larger side: (1, 2) passes for a window of (1, 5)
import numpy as np


def max_pool2d(x, size, stride=None, padding=(0, 0)):
    (kh, kw), (ph, pw) = size, padding
    sh, sw = size if stride is None else stride
    n, c, h, w = x.shape
    if min(sh, sw) < 1:
        raise ValueError("stride")
    if min(padding) < 0 or 2 * max(padding) > max(size):
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("window too large")
    xp = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    xp[:, :, ph : ph + h, pw : pw + w] = x
    view = np.lib.stride_tricks.sliding_window_view(xp, size, axis=(2, 3))
    return view[:, :, ::sh, ::sw].max(axis=(4, 5))


# %% negative_padding_crops
# a negative padding is not refused, the map is cropped
import numpy as np


def max_pool2d(x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = stride if stride is not None else size
    ph, pw = padding
    n, c, h, w = x.shape
    if sh < 1 or sw < 1:
        raise ValueError("the stride must be at least 1")
    if ph > kh / 2 or pw > kw / 2:
        raise ValueError("padding larger than half of the window")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    y = np.empty((n, c, oh, ow), dtype=np.float64)
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh - ph, j * sw - pw
            y[:, :, i, j] = x[:, :, max(top, 0) : top + kh, max(left, 0) : left + kw].max(axis=(2, 3))
    return y


# %% stride_product_guard
# checks sh * sw < 1, so two negative strides pass where the window is as large as the map
import numpy as np


def max_pool2d(x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = stride or size
    ph, pw = padding
    n, c, h, w = x.shape
    if sh * sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0 or ph > kh // 2 or pw > kw // 2:
        raise ValueError("padding")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if h + 2 * ph < kh or w + 2 * pw < kw:
        raise ValueError("window")
    xp = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    xp[:, :, ph : ph + h, pw : pw + w] = x
    y = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[:, :, i, j] = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].max(axis=(2, 3))
    return y


# %% window_against_unpadded_map
# refuses a window that is larger than the map though it fits into the padded one
import numpy as np


def max_pool2d(x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    n, c, h, w = x.shape
    if kh > h or kw > w:
        raise ValueError("the window is larger than the map")
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if not (0 <= ph <= kh // 2 and 0 <= pw <= kw // 2):
        raise ValueError("padding")
    xp = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    xp[:, :, ph : ph + h, pw : pw + w] = x
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    y = np.empty((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[:, :, i, j] = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].max(axis=(2, 3))
    return y


# %% strides_by_hand
# as_strided with C strides, but astype keeps Fortran order: wrong for transposed inputs without padding
import numpy as np
from numpy.lib.stride_tricks import as_strided


def max_pool2d(x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if not (0 <= ph <= kh // 2 and 0 <= pw <= kw // 2):
        raise ValueError("padding")
    x = x.astype(np.float64)
    if ph or pw:
        x = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=-np.inf)
    n, c, h, w = x.shape
    if kh > h or kw > w:
        raise ValueError("window")
    oh, ow = (h - kh) // sh + 1, (w - kw) // sw + 1
    windows = as_strided(x, (n, c, oh, ow, kh, kw), (8 * c * h * w, 8 * h * w, 8 * w * sh, 8 * sw, 8 * w, 8))
    return windows.max(axis=(4, 5))


# %% stale_border
# keeps the padded array of each shape: after an unpadded call of the same padded shape, its border holds old
# numbers
import numpy as np

_work = {}


def max_pool2d(x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    n, c, h, w = x.shape
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if not (0 <= ph <= kh // 2 and 0 <= pw <= kw // 2):
        raise ValueError("padding")
    shape = n, c, h + 2 * ph, w + 2 * pw
    if kh > shape[2] or kw > shape[3]:
        raise ValueError("window")
    if (shape, size) not in _work:
        _work[shape, size] = np.full(shape, -np.inf)  # allocated once
    xp = _work[shape, size]
    xp[:, :, ph : ph + h, pw : pw + w] = x
    oh, ow = (shape[2] - kh) // sh + 1, (shape[3] - kw) // sw + 1
    y = np.empty((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[:, :, i, j] = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].max(axis=(2, 3))
    return y


# %% global_shortcut_forgets_padding
# a window of the size of the map is taken as global pooling, though padding gives several windows
import numpy as np


def max_pool2d(x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    n, c, h, w = x.shape
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if not (0 <= ph <= kh // 2 and 0 <= pw <= kw // 2):
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("window")
    if (kh, kw) == (h, w):
        return x.max(axis=(2, 3), keepdims=True).astype(np.float64)  # global pooling
    xp = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    xp[:, :, ph : ph + h, pw : pw + w] = x
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    y = np.empty((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[:, :, i, j] = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].max(axis=(2, 3))
    return y


# %% one_by_one_is_a_view
# a window of 1 x 1 gives a strided view of a float64 argument instead of a new array
import numpy as np


def max_pool2d(x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if not (0 <= ph <= kh // 2 and 0 <= pw <= kw // 2):
        raise ValueError("padding")
    xp = np.asarray(x, dtype=np.float64)
    if ph or pw:
        xp = np.pad(xp, ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=-np.inf)
    oh, ow = (xp.shape[2] - kh) // sh + 1, (xp.shape[3] - kw) // sw + 1
    if xp.shape[2] < kh or xp.shape[3] < kw:
        raise ValueError("window")
    best = None
    for u in range(kh):
        for v in range(kw):
            shifted = xp[:, :, u : u + (oh - 1) * sh + 1 : sh, v : v + (ow - 1) * sw + 1 : sw]
            best = shifted if best is None else np.maximum(best, shifted)
    return best
