"""Wrong answers to `mean_pool2d_backward`, written by who knew the notebook alone. Each cell is a submission."""

# %% shares_in_dtype_of_dy
# the shares of a float16 or float32 dy are computed in that dtype before they are added as float64
import numpy as np


def mean_pool2d_backward(dy, shape, size, stride=None, padding=(0, 0)):
    n, c, h, w = shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result of mean_pool2d")
    dx = np.zeros(shape)
    for i in range(oh):
        top, bottom = max(i * sh - ph, 0), min(i * sh - ph + kh, h)
        for j in range(ow):
            left, right = max(j * sw - pw, 0), min(j * sw - pw + kw, w)
            dx[:, :, top:bottom, left:right] += dy[:, :, i, j, None, None] / ((bottom - top) * (right - left))
    return dx


# %% rows_of_padding_counted
# the columns of the padding are not counted, but its rows are
import numpy as np


def mean_pool2d_backward(dy, shape, size, stride=None, padding=(0, 0)):
    n, c, h, w = shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result of mean_pool2d")
    dy = dy.astype(np.float64)
    dx = np.zeros((n, c, h + 2 * ph, w))
    for i in range(oh):
        for j in range(ow):
            left, right = max(j * sw - pw, 0), min(j * sw - pw + kw, w)
            dx[:, :, i * sh : i * sh + kh, left:right] += dy[:, :, i, j, None, None] / (kh * (right - left))
    return dx[:, :, ph : ph + h].copy()


# %% images_times_maps
# checks only n * c: a dy whose images and maps are exchanged is accepted
import numpy as np


def mean_pool2d_backward(dy, shape, size, stride=None, padding=(0, 0)):
    n, c, h, w = shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    maps = dy.astype(np.float64).reshape((-1, *dy.shape[2:]))
    if maps.shape != (n * c, oh, ow):
        raise ValueError("dy has not the shape of the result of mean_pool2d")
    dx = np.zeros((n * c, h, w))
    for i in range(oh):
        top, bottom = max(i * sh - ph, 0), min(i * sh - ph + kh, h)
        for j in range(ow):
            left, right = max(j * sw - pw, 0), min(j * sw - pw + kw, w)
            dx[:, top:bottom, left:right] += maps[:, i, j, None, None] / ((bottom - top) * (right - left))
    return dx.reshape(n, c, h, w)


# %% too_many_gradients_ignored
# refuses a dy with too few rows or columns only; of one with too many the rest is ignored
import numpy as np


def mean_pool2d_backward(dy, shape, size, stride=None, padding=(0, 0)):
    n, c, h, w = shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape[:2] != (n, c) or dy.shape[2] < oh or dy.shape[3] < ow:
        raise ValueError("not one gradient for each window")
    dy = dy.astype(np.float64)
    dx = np.zeros((n, c, h, w))
    for i in range(oh):
        top, bottom = max(i * sh - ph, 0), min(i * sh - ph + kh, h)
        for j in range(ow):
            left, right = max(j * sw - pw, 0), min(j * sw - pw + kw, w)
            dx[:, :, top:bottom, left:right] += dy[:, :, i, j, None, None] / ((bottom - top) * (right - left))
    return dx


# %% divided_in_place
# without padding divides a float64 dy in place: the argument is changed
import numpy as np


def mean_pool2d_backward(dy, shape, size, stride=None, padding=(0, 0)):
    n, c, h, w = shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result of mean_pool2d")
    dy = dy.astype(np.float64, copy=False)
    if (ph, pw) == (0, 0):
        dy /= kh * kw  # all windows see the same number of pixels
    else:
        rows = np.array([min(i * sh - ph + kh, h) - max(i * sh - ph, 0) for i in range(oh)])
        columns = np.array([min(j * sw - pw + kw, w) - max(j * sw - pw, 0) for j in range(ow)])
        dy = dy / np.outer(rows, columns)
    dx = np.zeros((n, c, h + 2 * ph, w + 2 * pw))
    for i in range(oh):
        for j in range(ow):
            dx[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw] += dy[:, :, i, j, None, None]
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


# %% one_pixel_windows_give_dy
# windows of 1 x 1 at stride 1 give a float64 dy itself back
import numpy as np


def mean_pool2d_backward(dy, shape, size, stride=None, padding=(0, 0)):
    n, c, h, w = shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result of mean_pool2d")
    dy = dy.astype(np.float64, copy=False)
    if (kh, kw, sh, sw) == (1, 1, 1, 1):
        return dy  # each pixel is its own mean
    dx = np.zeros((n, c, h, w))
    for i in range(oh):
        top, bottom = max(i * sh - ph, 0), min(i * sh - ph + kh, h)
        for j in range(ow):
            left, right = max(j * sw - pw, 0), min(j * sw - pw + kw, w)
            dx[:, :, top:bottom, left:right] += dy[:, :, i, j, None, None] / ((bottom - top) * (right - left))
    return dx


# %% first_and_last_lose_the_padding
# takes it that just the first and the last window lose ph rows and pw columns: wrong for other strides and left-
# over rows
import numpy as np


def mean_pool2d_backward(dy, shape, size, stride=None, padding=(0, 0)):
    n, c, h, w = shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result of mean_pool2d")
    rows, columns = np.full(oh, kh), np.full(ow, kw)
    rows[0] -= ph
    columns[0] -= pw
    if oh > 1:
        rows[-1] -= ph
    if ow > 1:
        columns[-1] -= pw
    shares = dy / np.outer(rows, columns).astype(np.float64)
    dx = np.zeros((n, c, h + 2 * ph, w + 2 * pw))
    for i in range(oh):
        for j in range(ow):
            dx[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw] += shares[:, :, i, j, None, None]
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


# %% windows_cached_without_padding
# keeps the windows of a shape, size and stride, but forgets that they depend on the padding
import numpy as np

_windows = {}


def mean_pool2d_backward(dy, shape, size, stride=None, padding=(0, 0)):
    n, c, h, w = shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result of mean_pool2d")
    key = h, w, kh, kw, sh, sw
    if key not in _windows:
        tops = [i * sh - ph for i in range((h + 2 * ph - kh) // sh + 1)]
        lefts = [j * sw - pw for j in range((w + 2 * pw - kw) // sw + 1)]
        _windows[key] = [[(max(t, 0), min(t + kh, h), max(s, 0), min(s + kw, w)) for s in lefts] for t in tops]
    dy = dy.astype(np.float64)
    dx = np.zeros((n, c, h, w))
    for i, line in enumerate(_windows[key][:oh]):
        for j, (top, bottom, left, right) in enumerate(line[:ow]):
            dx[:, :, top:bottom, left:right] += dy[:, :, i, j, None, None] / ((bottom - top) * (right - left))
    return dx


# %% nditer_in_memory_order
# goes through dy with np.nditer, which follows the memory, beside np.ndindex, which does not: wrong for
# transposed dy
import numpy as np


def mean_pool2d_backward(dy, shape, size, stride=None, padding=(0, 0)):
    n, c, h, w = shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result of mean_pool2d")
    dx = np.zeros((n, c, h, w))
    for (b, m, i, j), gradient in zip(np.ndindex(dy.shape), np.nditer(dy)):
        top, left = i * sh - ph, j * sw - pw
        window = dx[b, m, max(top, 0) : top + kh, max(left, 0) : left + kw]
        window += float(gradient) / window.size
    return dx


# %% allclose_to_zero_skipped
# skips windows whose gradients are allclose to 0, so gradients below 1e-8 are lost
import numpy as np


def mean_pool2d_backward(dy, shape, size, stride=None, padding=(0, 0)):
    n, c, h, w = shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result of mean_pool2d")
    dy = dy.astype(np.float64)
    dx = np.zeros((n, c, h, w))
    for i in range(oh):
        top, bottom = max(i * sh - ph, 0), min(i * sh - ph + kh, h)
        for j in range(ow):
            if np.allclose(dy[:, :, i, j], 0):
                continue  # nothing to share
            left, right = max(j * sw - pw, 0), min(j * sw - pw + kw, w)
            dx[:, :, top:bottom, left:right] += dy[:, :, i, j, None, None] / ((bottom - top) * (right - left))
    return dx


# %% one_pixel_gives_dy_back
# window and stride (1, 1), dy of float64: dy itself comes back
import numpy as np


def mean_pool2d_backward(dy, shape, size, stride=None, padding=(0, 0)):
    n, c, h, w = shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result")

    if (kh, kw) == (sh, sw) == (1, 1):  # the mean of one pixel: the gradient goes through as it is
        return np.asarray(dy, dtype=np.float64)

    dy = dy.astype(np.float64)
    dx = np.zeros(shape)
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh - ph, j * sw - pw
            window = dx[:, :, max(top, 0) : top + kh, max(left, 0) : left + kw]
            window += dy[:, :, i, j, None, None] / (window.shape[2] * window.shape[3])
    return dx


# %% sticks_out_on_one_side
# a window that sticks out at both sides of the map: only the upper or left side is taken off its size
import numpy as np


def mean_pool2d_backward(dy, shape, size, stride=None, padding=(0, 0)):
    n, c, h, w = shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result")

    dy = dy.astype(np.float64)
    padded = np.zeros((n, c, h + 2 * ph, w + 2 * pw))
    for i in range(oh):
        rows = kh - max(ph - i * sh, 0) if i * sh < ph else min(kh, ph + h - i * sh)
        for j in range(ow):
            columns = kw - max(pw - j * sw, 0) if j * sw < pw else min(kw, pw + w - j * sw)
            padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw] += dy[:, :, i, j, None, None] / (rows * columns)
    return padded[:, :, ph : ph + h, pw : pw + w].copy()


# %% ones_of_the_dtype_of_dy
# an int8 or uint8 dy and windows of 128 or 256 pixels and more: einsum counts the ones in that dtype
import numpy as np


def mean_pool2d_backward(dy, shape, size, stride=None, padding=(0, 0)):
    n, c, h, w = shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result")

    ones = np.ones((h, w), dtype=dy.dtype)
    dx = np.zeros(shape)
    for i in range(oh):
        for j in range(ow):
            rows = slice(max(i * sh - ph, 0), i * sh - ph + kh)
            columns = slice(max(j * sw - pw, 0), j * sw - pw + kw)
            number = float(np.einsum("ij->", ones[rows, columns]))
            dx[:, :, rows, columns] += dy[:, :, i, j, None, None].astype(np.float64) / number
    return dx


# %% repeat_though_padded
# windows side by side with a padding of less than half of the window, 3 and 1: counted as if there
# were none
import numpy as np


def mean_pool2d_backward(dy, shape, size, stride=None, padding=(0, 0)):
    n, c, h, w = shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result")

    if (sh, sw) == (kh, kw) and oh * kh == h and ow * kw == w:  # the windows cover the map, none overlaps
        return np.repeat(np.repeat(dy.astype(np.float64) / (kh * kw), kh, axis=2), kw, axis=3)

    dy = dy.astype(np.float64)
    dx = np.zeros(shape)
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh - ph, j * sw - pw
            window = dx[:, :, max(top, 0) : top + kh, max(left, 0) : left + kw]
            window += dy[:, :, i, j, None, None] / (window.shape[2] * window.shape[3])
    return dx


# %% counts_cached_without_map
# maps of other sizes with as many windows, one after the other: the counts at the lower border are
# those of the earlier call
import numpy as np

_counts = {}


def mean_pool2d_backward(dy, shape, size, stride=None, padding=(0, 0)):
    n, c, h, w = shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result")

    def pixels(number, k, s, p, length):
        start = np.arange(number) * s - p
        return np.minimum(start + k, length) - np.maximum(start, 0)

    key = (oh, ow, size, stride, padding)
    if key not in _counts:
        _counts[key] = np.outer(pixels(oh, kh, sh, ph, h), pixels(ow, kw, sw, pw, w))
    share = dy / _counts[key].astype(np.float64)
    padded = np.zeros((n, c, h + 2 * ph, w + 2 * pw))
    for i in range(oh):
        for j in range(ow):
            padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw] += share[:, :, i, j, None, None]
    return padded[:, :, ph : ph + h, pw : pw + w].copy()


# %% result_buffer_reused
# a second call with the same shape overwrites the result of the first
import numpy as np

_dx = {}


def mean_pool2d_backward(dy, shape, size, stride=None, padding=(0, 0)):
    n, c, h, w = shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result")

    dy = dy.astype(np.float64)
    dx = _dx.setdefault(shape, np.zeros(shape))
    dx.fill(0)
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh - ph, j * sw - pw
            window = dx[:, :, max(top, 0) : top + kh, max(left, 0) : left + kw]
            window += dy[:, :, i, j, None, None] / (window.shape[2] * window.shape[3])
    return dx


# %% dy_of_one_image
# a dy of one image is stretched to a batch of several and not refused
import numpy as np


def mean_pool2d_backward(dy, shape, size, stride=None, padding=(0, 0)):
    _n, c, h, w = shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if dy.shape[1:] != (c, oh, ow):
        raise ValueError("dy has not the shape of the result")

    dy = dy.astype(np.float64)
    dx = np.zeros(shape)
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh - ph, j * sw - pw
            window = dx[:, :, max(top, 0) : top + kh, max(left, 0) : left + kw]
            window += dy[:, :, i, j, None, None] / (window.shape[2] * window.shape[3])
    return dx


# %% float32_shares
# a dy of float32 or float16: the shares are rounded to its dtype
import numpy as np


def mean_pool2d_backward(dy, shape, size, stride=None, padding=(0, 0)):
    n, c, h, w = shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result")

    dy = dy.astype(np.float64) if dy.dtype.kind != "f" else dy
    dx = np.zeros(shape)
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh - ph, j * sw - pw
            window = dx[:, :, max(top, 0) : top + kh, max(left, 0) : left + kw]
            window += dy[:, :, i, j, None, None] / (window.shape[2] * window.shape[3])
    return dx


# %% cumsum_over_all_maps
# what rounding leaves of large gradients in one map is added to the next ones
import numpy as np


def mean_pool2d_backward(dy, shape, size, stride=None, padding=(0, 0)):
    n, c, h, w = shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result")

    # the shares as steps up where a window begins and down where it ends; then add up
    dy = dy.astype(np.float64)
    steps = np.zeros((n, c, h + 1, w))
    for i in range(oh):
        for j in range(ow):
            top, bottom = max(i * sh - ph, 0), min(i * sh - ph + kh, h)
            left, right = max(j * sw - pw, 0), min(j * sw - pw + kw, w)
            share = dy[:, :, i, j, None] / ((bottom - top) * (right - left))
            steps[:, :, top, left:right] += share
            steps[:, :, bottom, left:right] -= share
    return steps.reshape(n * c * (h + 1), w).cumsum(axis=0).reshape(n, c, h + 1, w)[:, :, :h].copy()


# %% self_check_left_in_that_fails_for_large_numbers
# Breaks "A new array of shape (n, c, h, w)": where large gradients cancel, the rounding fails an assert instead.
# Shows with dy = np.array([[[[1e10, -1e10, 1.0]]]]) / 7, shape (1, 1, 1, 9), size (1, 3): AssertionError.
import numpy as np


def mean_pool2d_backward(dy, shape, size, stride=None, padding=(0, 0)):
    if stride is None:
        stride = size
    n, c, h, w = shape
    (kh, kw), (sh, sw), (ph, pw) = size, stride, padding
    oh = (h + 2 * ph - kh) // sh + 1
    ow = (w + 2 * pw - kw) // sw + 1
    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy does not fit")
    dy = dy.astype(np.float64)
    dx = np.zeros(shape)
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh - ph, j * sw - pw
            window = dx[:, :, max(top, 0) : top + kh, max(left, 0) : left + kw]
            window += dy[:, :, i, j, None, None] / (window.shape[2] * window.shape[3])
    # no gradient may be lost
    assert abs(dx.sum() - dy.sum()) <= 1e-9 * max(1, abs(dy.sum())), "some of the gradient is lost"
    return dx
