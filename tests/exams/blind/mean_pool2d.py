"""Wrong answers to `mean_pool2d`, written by who knew the notebook alone. Each cell is a submission."""

# %% one_running_total
# one running total over all maps: large numbers in one map take the digits of the maps behind it
import numpy as np


def mean_pool2d(x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    n, c, h, w = x.shape
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0 or 2 * ph > kh or 2 * pw > kw:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("window")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    x = x.astype(np.float64)
    total = np.concatenate([[0.0], np.cumsum(x)])  # total[b] - total[a] = sum of pixels a to b - 1
    first = np.arange(n * c * h).reshape(n, c, h) * w  # where each row begins
    y = np.empty((n, c, oh, ow))
    for i in range(oh):
        top, bottom = max(i * sh - ph, 0), min(i * sh - ph + kh, h)
        for j in range(ow):
            left, right = max(j * sw - pw, 0), min(j * sw - pw + kw, w)
            rows = first[:, :, top:bottom]
            sums = (total[rows + right] - total[rows + left]).sum(axis=2)
            y[:, :, i, j] = sums / ((bottom - top) * (right - left))
    return y


# %% either_above_or_below
# counts rows and columns with if/elif: wrong where a window sticks out on both sides of a small map
import numpy as np


def seen(start, k, length):
    if start < 0:
        return k + start  # some of it is above
    elif start + k > length:
        return length - start  # some of it is below
    return k


def mean_pool2d(x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    n, c, h, w = x.shape
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0 or 2 * ph > kh or 2 * pw > kw:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("window")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    xp = np.zeros((n, c, h + 2 * ph, w + 2 * pw))
    xp[:, :, ph : ph + h, pw : pw + w] = x
    y = np.empty((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            y[:, :, i, j] = window.sum(axis=(2, 3)) / (seen(i * sh - ph, kh, h) * seen(j * sw - pw, kw, w))
    return y


# %% minus_one_marks_padding
# marks the padding with -1 and leaves all -1 out of the mean, those of the map too
import numpy as np


def mean_pool2d(x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    n, c, h, w = x.shape
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0 or 2 * ph > kh or 2 * pw > kw:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("window")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    xp = np.full((n, c, h + 2 * ph, w + 2 * pw), -1.0)
    xp[:, :, ph : ph + h, pw : pw + w] = x
    real = xp != -1
    y = np.empty((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            part = (slice(None), slice(None), slice(i * sh, i * sh + kh), slice(j * sw, j * sw + kw))
            y[:, :, i, j] = np.where(real[part], xp[part], 0).sum(axis=(2, 3)) / real[part].sum(axis=(2, 3))
    return y


# %% mean_in_own_dtype
# the mean of float16 and float32 windows is taken in that dtype and converted afterwards
import numpy as np


def mean_pool2d(x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    n, c, h, w = x.shape
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0 or 2 * ph > kh or 2 * pw > kw:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("window")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    y = np.empty((n, c, oh, ow), dtype=np.float64)
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh - ph, j * sw - pw
            y[:, :, i, j] = x[:, :, max(top, 0) : top + kh, max(left, 0) : left + kw].mean(axis=(2, 3))
    return y


# %% one_pixel_windows_are_a_view
# windows of 1 x 1 give a strided view of a float64 argument
import numpy as np


def mean_pool2d(x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    n, c, h, w = x.shape
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0 or 2 * ph > kh or 2 * pw > kw:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("window")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    x = np.asarray(x, dtype=np.float64)
    if kh == kw == 1:
        return x[:, :, ::sh, ::sw]  # the mean of one pixel
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=np.nan)
    y = np.empty((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[:, :, i, j] = np.nanmean(xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw], axis=(2, 3))
    return y


# %% bottom_not_cut_off
# the window is cut off above, left and right, but the rows below the map are counted
import numpy as np


def mean_pool2d(x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    n, c, h, w = x.shape
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0 or 2 * ph > kh or 2 * pw > kw:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("window")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    x = x.astype(np.float64)
    y = np.empty((n, c, oh, ow))
    for i in range(oh):
        bottom = i * sh - ph + kh
        top = max(i * sh - ph, 0)
        for j in range(ow):
            right = min(j * sw - pw + kw, w)
            left = max(j * sw - pw, 0)
            y[:, :, i, j] = x[:, :, top:bottom, left:right].sum(axis=(2, 3)) / ((bottom - top) * (right - left))
    return y


# %% counts_cached_by_output
# keeps the counts for window, stride, padding and size of the result: maps of another size may share a key
import numpy as np

_counts = {}


def mean_pool2d(x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    _n, _c, h, w = x.shape
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0 or 2 * ph > kh or 2 * pw > kw:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("window")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    def sums(maps):
        big = np.zeros((*maps.shape[:2], h + 2 * ph, w + 2 * pw))
        big[:, :, ph : ph + h, pw : pw + w] = maps
        out = np.empty((*maps.shape[:2], oh, ow))
        for i in range(oh):
            for j in range(ow):
                out[:, :, i, j] = big[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].sum(axis=(2, 3))
        return out

    key = kh, kw, sh, sw, ph, pw, oh, ow
    if key not in _counts:
        _counts[key] = sums(np.ones((1, 1, h, w)))
    return sums(x) / _counts[key]


# %% half_rounded_up
# allows a padding of half of the window rounded up, such as 2 for a window of 3
import numpy as np


def mean_pool2d(x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    n, c, h, w = x.shape
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if not (0 <= ph <= (kh + 1) // 2 and 0 <= pw <= (kw + 1) // 2):
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("window")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    x = x.astype(np.float64)
    y = np.empty((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh - ph, j * sw - pw
            y[:, :, i, j] = x[:, :, max(top, 0) : top + kh, max(left, 0) : left + kw].mean(axis=(2, 3))
    return y


# %% sums_of_integers_in_int64
# integers are added up as int64 or uint64, which wraps for numbers near 2**62
import numpy as np


def mean_pool2d(x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    n, c, h, w = x.shape
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0 or 2 * ph > kh or 2 * pw > kw:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("window")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    dtype = None if x.dtype.kind in "iu" else np.float64  # NumPy adds integers up exactly
    y = np.empty((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh - ph, j * sw - pw
            window = x[:, :, max(top, 0) : top + kh, max(left, 0) : left + kw]
            y[:, :, i, j] = window.sum(axis=(2, 3), dtype=dtype) / (window.shape[2] * window.shape[3])
    return y


# %% reshape_in_order_a
# joins images and maps with order='A', which mixes them for Fortran-ordered arrays
import numpy as np


def mean_pool2d(x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    n, c, h, w = x.shape
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0 or 2 * ph > kh or 2 * pw > kw:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("window")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    maps = x.astype(np.float64).reshape((n * c, h, w), order="A")  # no copy
    y = np.empty((n * c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh - ph, j * sw - pw
            y[:, i, j] = maps[:, max(top, 0) : top + kh, max(left, 0) : left + kw].mean(axis=(1, 2))
    return y.reshape(n, c, oh, ow)


# %% count_in_uint8
# windows over 256 pixels and more: einsum counts the uint8 ones in uint8
import numpy as np


def mean_pool2d(x, size, stride=None, padding=(0, 0)):
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
    padded = np.zeros((n, c, h + 2 * ph, w + 2 * pw))
    padded[:, :, ph : ph + h, pw : pw + w] = x
    is_pixel = np.zeros(padded.shape[2:], dtype=np.uint8)
    is_pixel[ph : ph + h, pw : pw + w] = 1
    result = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            rows, columns = slice(i * sh, i * sh + kh), slice(j * sw, j * sw + kw)
            total = np.einsum("ncuv->nc", padded[:, :, rows, columns])
            result[:, :, i, j] = total / np.einsum("uv->", is_pixel[rows, columns])
    return result


# %% elif_other_border
# a window that sticks out at both sides of the map is cut at one side only
import numpy as np


def mean_pool2d(x, size, stride=None, padding=(0, 0)):
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

    def pixels(start, k, length):
        if start < 0:
            return k + start
        elif start + k > length:
            return length - start
        return k

    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    padded = np.zeros((n, c, h + 2 * ph, w + 2 * pw))
    padded[:, :, ph : ph + h, pw : pw + w] = x
    result = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            total = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].sum(axis=(2, 3))
            result[:, :, i, j] = total / (pixels(i * sh - ph, kh, h) * pixels(j * sw - pw, kw, w))
    return result


# %% negative_sum_of_paddings
# padding (1, -1) is not refused: only the sum of both is compared with 0
import numpy as np


def mean_pool2d(x, size, stride=None, padding=(0, 0)):
    n, c, h, w = x.shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding

    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if sum(padding) < 0 or ph > kh // 2 or pw > kw // 2:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")

    x = x.astype(np.float64)
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    result = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh - ph, j * sw - pw
            window = x[:, :, max(top, 0) : top + kh, max(left, 0) : left + kw]
            result[:, :, i, j] = window.mean(axis=(2, 3))
    return result


# %% half_by_round
# windows of 3, 7, ... pixels: round(1.5) is 2, so a padding beyond half is not refused
import numpy as np


def mean_pool2d(x, size, stride=None, padding=(0, 0)):
    n, c, h, w = x.shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding

    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0 or ph > round(kh / 2) or pw > round(kw / 2):
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")

    x = x.astype(np.float64)
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    result = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh - ph, j * sw - pw
            window = x[:, :, max(top, 0) : top + kh, max(left, 0) : left + kw]
            result[:, :, i, j] = window.mean(axis=(2, 3))
    return result


# %% product_of_strides
# two negative strides are not refused where the window is as large as the map
import numpy as np


def mean_pool2d(x, size, stride=None, padding=(0, 0)):
    n, c, h, w = x.shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding

    if sh * sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0 or ph > kh // 2 or pw > kw // 2:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")

    x = x.astype(np.float64)
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    result = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh - ph, j * sw - pw
            window = x[:, :, max(top, 0) : top + kh, max(left, 0) : left + kw]
            result[:, :, i, j] = window.mean(axis=(2, 3))
    return result


# %% counts_cached_without_padding
# the same map and window with and without padding, one after the other: the counts of the earlier
# call are used
import numpy as np

_counts = {}


def mean_pool2d(x, size, stride=None, padding=(0, 0)):
    _n, _c, h, w = x.shape
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

    def sums(maps):
        padded = np.zeros((*maps.shape[:2], h + 2 * ph, w + 2 * pw))
        padded[:, :, ph : ph + h, pw : pw + w] = maps
        total = np.zeros((*maps.shape[:2], oh, ow))
        for i in range(oh):
            for j in range(ow):
                total[:, :, i, j] = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].sum(axis=(2, 3))
        return total

    key = (h, w, oh, ow, kh, kw, sh, sw)
    if key not in _counts:
        _counts[key] = sums(np.ones((1, 1, h, w)))
    return sums(x) / _counts[key]


# %% integer_sums
# integers are added up as int64, and large ones wrap around
import numpy as np


def mean_pool2d(x, size, stride=None, padding=(0, 0)):
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

    x = x.astype(np.float64) if x.dtype.kind == "f" else x
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    result = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh - ph, j * sw - pw
            window = x[:, :, max(top, 0) : top + kh, max(left, 0) : left + kw]
            result[:, :, i, j] = window.sum(axis=(2, 3)) / (window.shape[2] * window.shape[3])
    return result


# %% whole_map_shortcut
# a window at least as large as the map, with padding: more than one window fits
import numpy as np


def mean_pool2d(x, size, stride=None, padding=(0, 0)):
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

    if kh >= h and kw >= w:  # this is global mean pooling
        return x.mean(axis=(2, 3), keepdims=True, dtype=np.float64)

    x = x.astype(np.float64)
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    result = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh - ph, j * sw - pw
            window = x[:, :, max(top, 0) : top + kh, max(left, 0) : left + kw]
            result[:, :, i, j] = window.mean(axis=(2, 3))
    return result


# %% copy_keeps_layout
# x in Fortran order: np.array keeps the order, but the windows are laid out for C order
import numpy as np


def mean_pool2d(x, size, stride=None, padding=(0, 0)):
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
    if ph == pw == 0:
        maps = np.array(x, dtype=np.float64)  # a fresh copy: the rows lie one behind the other
        step = maps.itemsize
        windows = np.lib.stride_tricks.as_strided(
            maps, (n, c, oh, ow, kh, kw), (c * h * w * step, h * w * step, sh * w * step, sw * step, w * step, step)
        )
        return windows.mean(axis=(4, 5))

    x = x.astype(np.float64)
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    result = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh - ph, j * sw - pw
            window = x[:, :, max(top, 0) : top + kh, max(left, 0) : left + kw]
            result[:, :, i, j] = window.mean(axis=(2, 3))
    return result


# %% mean_into_result
# float16: np.mean with out= adds up in float32
import numpy as np


def mean_pool2d(x, size, stride=None, padding=(0, 0)):
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
    result = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh - ph, j * sw - pw
            window = x[:, :, max(top, 0) : top + kh, max(left, 0) : left + kw]
            np.mean(window, axis=(2, 3), out=result[:, :, i, j])  # out is float64
    return result


# %% single_window_before_the_conversion
# Breaks "The sums must come out as in float64": with one window as large as the map, float32 means stay in float32.
# Shows with x = np.array([[[[1, 1, 2]]]], dtype=np.float32), size (1, 3): 1.33333337.
import numpy as np


def mean_pool2d(x, size, stride=None, padding=(0, 0)):
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
    if (kh, kw) == (h, w) and (ph, pw) == (0, 0):
        return x.mean(axis=(2, 3), keepdims=True).astype(np.float64)
    x = x.astype(np.float64)
    oh = (h + 2 * ph - kh) // sh + 1
    ow = (w + 2 * pw - kw) // sw + 1
    y = np.empty((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh - ph, j * sw - pw
            y[:, :, i, j] = x[:, :, max(top, 0) : top + kh, max(left, 0) : left + kw].mean(axis=(2, 3))
    return y
