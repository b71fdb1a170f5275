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


# %% one_pixel_window_view
# window (1, 1) and float64: the result is a view of x
import numpy as np


def max_pool2d(x, size, stride=None, padding=(0, 0)):
    n, c, h, w = x.shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding

    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0 or ph > kh // 2 or pw > kw // 2:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")

    if size == (1, 1):
        return np.asarray(x, dtype=np.float64)[:, :, ::sh, ::sw]  # just every sh-th row, every sw-th column

    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    padded[:, :, ph : ph + h, pw : pw + w] = x
    result = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            result[:, :, i, j] = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].max(axis=(2, 3))
    return result


# %% shortcut_before_checks
# window (1, 1) with stride (1, 1): a padding of 1 is not refused
import numpy as np


def max_pool2d(x, size, stride=None, padding=(0, 0)):
    n, c, h, w = x.shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding

    if (kh, kw) == (1, 1) and (sh, sw) == (1, 1):
        return x.astype(np.float64)  # each pixel is its own maximum

    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0 or ph > kh // 2 or pw > kw // 2:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")

    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    padded[:, :, ph : ph + h, pw : pw + w] = x
    result = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            result[:, :, i, j] = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].max(axis=(2, 3))
    return result


# %% negative_stride_left_to_numpy
# a negative stride is refused only where the size of the result gets negative: not if the window is
# as high as the map
import numpy as np


def max_pool2d(x, size, stride=None, padding=(0, 0)):
    n, c, h, w = x.shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding

    if 0 in (sh, sw):
        raise ValueError("stride")
    if ph < 0 or pw < 0 or ph > kh // 2 or pw > kw // 2:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")

    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    padded[:, :, ph : ph + h, pw : pw + w] = x
    result = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            result[:, :, i, j] = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].max(axis=(2, 3))
    return result


# %% padded_buffer_reused
# a call with padding after one whose padded maps had the same shape (and the windows too) but less
# padding: old numbers lie in the border
import numpy as np

_buffers = {}


def max_pool2d(x, size, stride=None, padding=(0, 0)):
    n, c, h, w = x.shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding

    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0 or ph > kh // 2 or pw > kw // 2:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")

    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    shape = (n, c, h + 2 * ph, w + 2 * pw)
    key = (shape, kh, kw, sh, sw)  # one buffer for each layer
    if key not in _buffers:
        _buffers[key] = np.full(shape, -np.inf)
    padded = _buffers[key]
    padded[:, :, ph : ph + h, pw : pw + w] = x
    result = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            result[:, :, i, j] = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].max(axis=(2, 3))
    return result


# %% integers_as_int64
# uint64 numbers of 2**63 and more become negative
import numpy as np


def max_pool2d(x, size, stride=None, padding=(0, 0)):
    n, c, h, w = x.shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding

    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0 or ph > kh // 2 or pw > kw // 2:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")

    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    if x.dtype.kind in "iu":  # stay exact
        padded = np.full(padded.shape, np.iinfo(np.int64).min, dtype=np.int64)
        x = x.astype(np.int64)
    padded[:, :, ph : ph + h, pw : pw + w] = x
    result = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            result[:, :, i, j] = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].max(axis=(2, 3))
    return result


# %% window_covers_map
# a window at least as large as the map, with padding: more than one window fits, but only one number
# comes out
import numpy as np


def max_pool2d(x, size, stride=None, padding=(0, 0)):
    n, c, h, w = x.shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding

    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0 or ph > kh // 2 or pw > kw // 2:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")

    if kh >= h and kw >= w:  # one window sees it all
        return x.max(axis=(2, 3), keepdims=True).astype(np.float64)

    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    padded[:, :, ph : ph + h, pw : pw + w] = x
    result = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            result[:, :, i, j] = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].max(axis=(2, 3))
    return result


# %% reduceat_sees_gap
# a stride larger than the window: the pixels between the windows take part
import numpy as np


def max_pool2d(x, size, stride=None, padding=(0, 0)):
    n, c, h, w = x.shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding

    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0 or ph > kh // 2 or pw > kw // 2:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")

    if ph == pw == 0 and sh >= kh and sw >= kw:  # windows do not overlap: cut the axes
        oh, ow = (h - kh) // sh + 1, (w - kw) // sw + 1
        part = x[:, :, : (oh - 1) * sh + kh, : (ow - 1) * sw + kw].astype(np.float64)
        part = np.maximum.reduceat(part, np.arange(oh) * sh, axis=2)
        return np.maximum.reduceat(part, np.arange(ow) * sw, axis=3)

    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    padded[:, :, ph : ph + h, pw : pw + w] = x
    result = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            result[:, :, i, j] = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].max(axis=(2, 3))
    return result


# %% minus_1e308
# padding wins against numbers below -1e308
import numpy as np


def max_pool2d(x, size, stride=None, padding=(0, 0)):
    n, c, h, w = x.shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding

    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0 or ph > kh // 2 or pw > kw // 2:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")

    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -1e308)
    padded[:, :, ph : ph + h, pw : pw + w] = x
    result = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            result[:, :, i, j] = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].max(axis=(2, 3))
    return result


# %% fit_without_padding
# a window wider than the map which fits into the padded one is refused
import numpy as np


def max_pool2d(x, size, stride=None, padding=(0, 0)):
    n, c, h, w = x.shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding

    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0 or ph > kh // 2 or pw > kw // 2:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w:
        raise ValueError("the window does not fit")

    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    padded[:, :, ph : ph + h, pw : pw + w] = x
    result = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            result[:, :, i, j] = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].max(axis=(2, 3))
    return result


# %% shift_all_then_pad_zeros
# everything is shifted by the smallest number of the whole array: a huge negative number in one map
# takes the digits of the next one
import numpy as np


def max_pool2d(x, size, stride=None, padding=(0, 0)):
    n, c, h, w = x.shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding

    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0 or ph > kh // 2 or pw > kw // 2:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")

    lowest = float(x.min())
    x = x.astype(np.float64) - lowest  # now nothing is negative, and zeros never win

    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    padded = np.zeros((n, c, h + 2 * ph, w + 2 * pw))
    padded[:, :, ph : ph + h, pw : pw + w] = x
    result = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            result[:, :, i, j] = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].max(axis=(2, 3))
    return result + lowest


# %% window_as_large_as_the_map_keeps_the_dtype
# Breaks "Its dtype is float64, whatever the dtype of x": the special case comes before the conversion.
# Shows with x = np.ones((1, 1, 2, 2), dtype=int), size (2, 2): dtype int64.
import numpy as np


def max_pool2d(x, size, stride=None, padding=(0, 0)):
    if stride is None:
        stride = size
    n, c, h, w = x.shape
    (kh, kw), (sh, sw), (ph, pw) = size, stride, padding
    if sh < 1 or sw < 1:
        raise ValueError("a stride is smaller than 1")
    if ph < 0 or pw < 0 or 2 * ph > kh or 2 * pw > kw:
        raise ValueError("the padding is negative or too large")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")
    if (kh, kw) == (h, w) and padding == (0, 0):
        return x.max(axis=(2, 3), keepdims=True)  # a single window
    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    padded[:, :, ph : ph + h, pw : pw + w] = x
    windows = np.lib.stride_tricks.sliding_window_view(padded, (kh, kw), axis=(2, 3))
    return windows[:, :, ::sh, ::sw].max(axis=(4, 5))
