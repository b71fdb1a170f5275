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
