"""Wrong answers to `im2col`, written by who knew the notebook alone. Each cell is a submission."""

# %% int_truncates_towards_zero
# int(-1 / 2) + 1 is 1: with stride > 1 a window less than one stride too large gives no ValueError (the extra
# rim of stride - 1 hides it)
import numpy as np


def im2col(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    c, h, w = x.shape
    oh = int((h + 2 * ph - kh) / sh) + 1
    ow = int((w + 2 * pw - kw) / sw) + 1
    if oh < 1 or ow < 1:
        raise ValueError("the window does not fit")
    # a rim of stride - 1 more below and to the right, so that no slice runs out
    padded = np.pad(x.astype(float), ((0, 0), (ph, ph + sh - 1), (pw, pw + sw - 1)))
    columns = np.zeros((c, kh, kw, oh, ow))
    for u in range(kh):
        for v in range(kw):
            columns[:, u, v] = padded[:, u : u + sh * oh : sh, v : v + sw * ow : sw]
    return columns.reshape(c * kh * kw, oh * ow)


# %% reshape_of_windows_is_a_view
# float64 without padding, where reshape needs no copy (1 x 1 windows, or a window of the whole image): a read-
# only view of x
import numpy as np


def im2col(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    c, h, w = x.shape
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    padded = np.asarray(x, dtype=float)
    if ph or pw:
        padded = np.pad(padded, ((0, 0), (ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (kh, kw), axis=(1, 2))[:, ::sh, ::sw]
    return windows.transpose(0, 3, 4, 1, 2).reshape(c * kh * kw, oh * ow)


# %% as_strided_as_if_in_C_order
# astype and pad keep Fortran order, the strides are worked out as if C order: wrong for Fortran-ordered
# (transposed) x
import numpy as np

from numpy.lib.stride_tricks import as_strided


def im2col(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    c, h, w = x.shape
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    padded = np.pad(x.astype(float), ((0, 0), (ph, ph), (pw, pw)))
    H, B, size = h + 2 * ph, w + 2 * pw, padded.itemsize
    windows = as_strided(padded, (c, kh, kw, oh, ow), (H * B * size, B * size, size, sh * B * size, sw * size))
    return windows.reshape(c * kh * kw, oh * ow).copy()


# %% float32_for_integers_of_32_bits
# integers of at most 32 bits are padded in float32: int32 and uint32 pixels above 2**24 lose digits
import numpy as np


def im2col(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    c, h, w = x.shape
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    small = x.dtype.kind in "iu" and x.dtype.itemsize <= 4
    padded = np.zeros((c, h + 2 * ph, w + 2 * pw), dtype=np.float32 if small else np.float64)
    padded[:, ph : ph + h, pw : pw + w] = x

    columns = np.zeros((c * kh * kw, oh * ow))
    for i in range(oh):
        for j in range(ow):
            window = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
            columns[:, i * ow + j] = window.ravel()
    return columns


# %% border_of_the_kept_buffer
# a padded buffer is kept for each padded shape; after a call with less padding its border holds old pixels
import numpy as np

_buffers = {}


def im2col(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    c, h, w = x.shape
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    size = (c, h + 2 * ph, w + 2 * pw)
    if size not in _buffers:
        _buffers[size] = np.zeros(size)
    padded = _buffers[size]
    padded[:, ph : ph + h, pw : pw + w] = x

    columns = np.zeros((c * kh * kw, oh * ow))
    for i in range(oh):
        for j in range(ow):
            window = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
            columns[:, i * ow + j] = window.ravel()
    return columns


# %% negative_end_of_a_slice
# no padded copy, slices cut at the border: where the padding is so wide that a row of the window lies wholly
# outside, the end of the slice is negative and counts from the back (an error or wrong numbers)
import numpy as np


def im2col(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    c, h, w = x.shape
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    columns = np.zeros((c, kh, kw, oh, ow))
    for u in range(kh):
        for v in range(kw):
            # the positions i with 0 <= i * sh + u - ph < h
            top, left = max(0, -((u - ph) // sh)), max(0, -((v - pw) // sw))
            bottom, right_end = min(oh, (h - 1 + ph - u) // sh + 1), min(ow, (w - 1 + pw - v) // sw + 1)
            taken = x[:, top * sh + u - ph :, left * sw + v - pw :][:, ::sh, ::sw]
            place = columns[:, u, v, top:bottom, left:right_end]
            place[...] = taken[:, : place.shape[2 - 1], : place.shape[2]]
    return columns.reshape(c * kh * kw, oh * ow)


# %% guard_with_padding_once
# refuses a window that fits only because of both sides of the padding
import numpy as np


def im2col(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    c, h, w = x.shape
    if kh > h + ph or kw > w + pw:
        raise ValueError("the window does not fit")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    padded = np.pad(x, ((0, 0), (ph, ph), (pw, pw)))

    columns = np.zeros((c * kh * kw, oh * ow))
    for i in range(oh):
        for j in range(ow):
            window = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
            columns[:, i * ow + j] = window.ravel()
    return columns


# %% small_indices
# the numbers of the pixels are kept as uint16: wrong for padded images of more than 65535 pixels
import numpy as np


def im2col(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    c, h, w = x.shape
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    padded = np.pad(x.astype(float), ((0, 0), (ph, ph), (pw, pw)))
    H, B = h + 2 * ph, w + 2 * pw
    number = np.arange(H * B).astype(np.uint16).reshape(H, B)  # small, to save memory
    rows = np.add.outer(np.arange(kh), sh * np.arange(oh))[:, None, :, None]
    cols = np.add.outer(np.arange(kw), sw * np.arange(ow))[None, :, None, :]
    pixels = number[rows, cols].reshape(kh * kw, oh * ow)
    return padded.reshape(c, -1)[:, pixels].reshape(c * kh * kw, oh * ow)


# %% cache_bytes_without_shape
# the memo's key has the bytes and the dtype of x but not its shape
import numpy as np

_memo = {}


def im2col(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    key = (x.tobytes(), x.dtype.str, tuple(kernel_size), tuple(stride), tuple(padding))
    if key not in _memo:
        _memo[key] = _im2col(x, kernel_size, stride, padding)
    return _memo[key].copy()


def _im2col(x, kernel_size, stride, padding):

    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    c, h, w = x.shape
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    padded = np.pad(x, ((0, 0), (ph, ph), (pw, pw)))

    columns = np.zeros((c * kh * kw, oh * ow))
    for i in range(oh):
        for j in range(ow):
            window = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
            columns[:, i * ow + j] = window.ravel()
    return columns


# %% tiles_if_the_rows_divide
# stride = window: the fast way by reshape asks only whether the rows divide evenly, so left-over columns of
# pixels raise
import numpy as np


def im2col(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    c, h, w = x.shape
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    padded = np.pad(x.astype(float), ((0, 0), (ph, ph), (pw, pw)))
    if (sh, sw) == (kh, kw) and padded.shape[1] % kh == 0:  # tiles: no window overlaps
        tiles = padded.reshape(c, oh, kh, ow, kw).transpose(0, 2, 4, 1, 3)
        return tiles.reshape(c * kh * kw, oh * ow).copy()

    columns = np.zeros((c * kh * kw, oh * ow))
    for i in range(oh):
        for j in range(ow):
            window = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
            columns[:, i * ow + j] = window.ravel()
    return columns


# %% stale_padding_buffer
# a padded work buffer is kept per padded shape: after a call with less padding the border of a later
# call is not zero
_buffers = {}
import numpy as np


def im2col(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding

    H, W = h + 2 * ph, w + 2 * pw
    if kh > H or kw > W:
        raise ValueError("the window is larger than the padded image")
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    padded = _buffers.setdefault((c, H, W), np.zeros((c, H, W)))
    padded[:, ph : ph + h, pw : pw + w] = x  # the border is zero already

    columns = np.zeros((c * kh * kw, oh * ow))
    for i in range(oh):
        for j in range(ow):
            columns[:, i * ow + j] = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw].ravel()
    return columns


# %% window_view
# without padding nothing is copied: where reshape needs no copy (window as large as the image) the
# result is a view of a float64 x
import numpy as np


def im2col(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding

    H, W = h + 2 * ph, w + 2 * pw
    if kh > H or kw > W:
        raise ValueError("the window is larger than the padded image")
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    x = np.asarray(x, dtype=np.float64)
    if ph or pw:
        x = np.pad(x, ((0, 0), (ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(x, (kh, kw), axis=(1, 2))[:, ::sh, ::sw]
    return windows.transpose(0, 3, 4, 1, 2).reshape(c * kh * kw, oh * ow)


# %% padding_counted_once
# the guard counts the padding once instead of twice: refuses windows that fit, e.g. 3x3 on one pixel
# with padding 1
import numpy as np


def im2col(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding

    if kh > h + ph or kw > w + pw:
        raise ValueError("the window is larger than the padded image")
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    padded = np.pad(x, ((0, 0), (ph, ph), (pw, pw)))

    columns = np.zeros((c * kh * kw, oh * ow))
    for i in range(oh):
        for j in range(ow):
            columns[:, i * ow + j] = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw].ravel()
    return columns


# %% int_truncates
# counts positions with int(... / s) + 1, which is 1 where the window is too large by less than the
# stride: no error
import numpy as np


def im2col(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding

    oh = int((h + 2 * ph - kh) / sh) + 1
    ow = int((w + 2 * pw - kw) / sw) + 1
    if oh < 1 or ow < 1:
        raise ValueError("the window is larger than the padded image")
    # room for exactly the rows and columns that the windows see
    H, W = (oh - 1) * sh + kh, (ow - 1) * sw + kw
    padded = np.zeros((c, max(H, h + 2 * ph), max(W, w + 2 * pw)))
    padded[:, ph : ph + h, pw : pw + w] = x

    columns = np.zeros((c * kh * kw, oh * ow))
    for i in range(oh):
        for j in range(ow):
            columns[:, i * ow + j] = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw].ravel()
    return columns


# %% half_kernel_rule
# refuses padding of more than half the window, the rule of PyTorch's pooling, which this docstring
# does not have
import numpy as np


def im2col(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding

    H, W = h + 2 * ph, w + 2 * pw
    if kh > H or kw > W:
        raise ValueError("the window is larger than the padded image")
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if ph > kh // 2 + kh % 2 or pw > kw // 2 + kw % 2:
        raise ValueError("padding should be at most half of the window")

    padded = np.pad(x, ((0, 0), (ph, ph), (pw, pw)))

    columns = np.zeros((c * kh * kw, oh * ow))
    for i in range(oh):
        for j in range(ow):
            columns[:, i * ow + j] = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw].ravel()
    return columns


# %% channels_last_memory
# handles Fortran order, but takes every other array as row-major in memory: a (h, w, c) picture
# transposed to (c, h, w) comes out mixed
import numpy as np


def im2col(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding

    H, W = h + 2 * ph, w + 2 * pw
    if kh > H or kw > W:
        raise ValueError("the window is larger than the padded image")
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if np.isfortran(x):
        x = np.ascontiguousarray(x)
    flat = np.array(x, dtype=np.float64).ravel(order="K")  # one copy, one row of numbers
    padded = np.zeros((c, H, W))
    padded[:, ph : ph + h, pw : pw + w] = flat.reshape(c, h, w)

    columns = np.zeros((c * kh * kw, oh * ow))
    for i in range(oh):
        for j in range(ow):
            columns[:, i * ow + j] = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw].ravel()
    return columns


# %% uint16_pixel_numbers
# gathers by pixel numbers in uint16: wrong where the padded image has more than 65536 numbers
import numpy as np


def im2col(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding

    H, W = h + 2 * ph, w + 2 * pw
    if kh > H or kw > W:
        raise ValueError("the window is larger than the padded image")
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    padded = np.zeros((c, H, W))
    padded[:, ph : ph + h, pw : pw + w] = x
    number = np.arange(c * H * W).astype(np.uint16).reshape(c, H, W)  # small numbers: quick
    windows = np.lib.stride_tricks.sliding_window_view(number, (kh, kw), axis=(1, 2))[:, ::sh, ::sw]
    index = windows.transpose(0, 3, 4, 1, 2).reshape(c * kh * kw, oh * ow)
    return padded.ravel()[index]


# %% one_pixel_window_forgets_stride
# shortcut for a window of one pixel without padding forgets the stride
import numpy as np


def im2col(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding

    H, W = h + 2 * ph, w + 2 * pw
    if kh > H or kw > W:
        raise ValueError("the window is larger than the padded image")
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if (kh, kw) == (1, 1) and (ph, pw) == (0, 0):
        return np.array(x, dtype=np.float64).reshape(c, h * w)

    padded = np.pad(x, ((0, 0), (ph, ph), (pw, pw)))

    columns = np.zeros((c * kh * kw, oh * ow))
    for i in range(oh):
        for j in range(ow):
            columns[:, i * ow + j] = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw].ravel()
    return columns


# %% index_cache_without_padding
# gather indices are cached by image shape, window and stride, but not by padding: a later call with
# other padding reuses them
_index = {}
import numpy as np


def im2col(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding

    H, W = h + 2 * ph, w + 2 * pw
    if kh > H or kw > W:
        raise ValueError("the window is larger than the padded image")
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    key = (x.shape, (kh, kw), (sh, sw), (oh, ow))
    if key not in _index:
        number = np.arange(c * H * W).reshape(c, H, W)
        windows = np.lib.stride_tricks.sliding_window_view(number, (kh, kw), axis=(1, 2))[:, ::sh, ::sw]
        _index[key] = windows.transpose(0, 3, 4, 1, 2).reshape(c * kh * kw, oh * ow).copy()
    padded = np.pad(np.asarray(x, dtype=np.float64), ((0, 0), (ph, ph), (pw, pw)))
    return padded.ravel()[_index[key]]


# %% uint64_via_int64
# integer images are kept as int64 until the end: uint64 from 2**63 on turns negative
import numpy as np


def im2col(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding

    H, W = h + 2 * ph, w + 2 * pw
    if kh > H or kw > W:
        raise ValueError("the window is larger than the padded image")
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    exact = np.int64 if np.issubdtype(x.dtype, np.integer) else np.float64
    padded = np.zeros((c, H, W), dtype=exact)
    padded[:, ph : ph + h, pw : pw + w] = x
    windows = np.lib.stride_tricks.sliding_window_view(padded, (kh, kw), axis=(1, 2))[:, ::sh, ::sw]
    return windows.transpose(0, 3, 4, 1, 2).reshape(c * kh * kw, oh * ow).astype(np.float64)
