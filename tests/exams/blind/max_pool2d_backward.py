"""Wrong answers to `max_pool2d_backward`, written by who knew the notebook alone. Each cell is a submission."""

# %% isclose_finds_the_winner
# the first pixel that is close to the maximum wins, so nearly equal or tiny pixels before the largest take its
# gradient
import numpy as np


def max_pool2d_backward(dy, x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    n, c, h, w = x.shape
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result of max_pool2d")
    xp = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    xp[:, :, ph : ph + h, pw : pw + w] = x
    dx = np.zeros(xp.shape)
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].reshape(n, c, -1)
            winner = np.isclose(window, window.max(axis=2, keepdims=True)).argmax(axis=2)
            rows, columns = np.unravel_index(winner, (kh, kw))
            a, b = np.ogrid[:n, :c]
            dx[a, b, i * sh + rows, j * sw + columns] += dy[:, :, i, j]
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


# %% rows_of_windows_at_once
# dx[...] += for all windows of a row at once: a pixel that wins two windows side by side gets only one gradient
import numpy as np


def max_pool2d_backward(dy, x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    n, c, h, w = x.shape
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result of max_pool2d")
    xp = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    xp[:, :, ph : ph + h, pw : pw + w] = x
    dx = np.zeros(xp.shape)
    a, b, j = np.ogrid[:n, :c, :ow]
    for i in range(oh):  # only one loop
        strip = xp[:, :, i * sh : i * sh + kh]
        windows = np.lib.stride_tricks.sliding_window_view(strip, (kh, kw), axis=(2, 3))[:, :, 0, ::sw]
        rows, columns = np.divmod(windows.reshape(n, c, ow, kh * kw).argmax(axis=3), kw)
        dx[a, b, i * sh + rows, j * sw + columns] += dy[:, :, i]
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


# %% float32_sums_for_float32
# adds up in result_type(dy, float32): sums of float32 gradients lose digits
import numpy as np


def max_pool2d_backward(dy, x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    n, c, h, w = x.shape
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result of max_pool2d")
    xp = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    xp[:, :, ph : ph + h, pw : pw + w] = x
    dx = np.zeros(xp.shape, dtype=np.result_type(dy, np.float32))  # a float in any case
    a, b = np.ogrid[:n, :c]
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].reshape(n, c, -1)
            rows, columns = np.unravel_index(window.argmax(axis=2), (kh, kw))
            dx[a, b, i * sh + rows, j * sw + columns] += dy[:, :, i, j]
    return dx[:, :, ph : ph + h, pw : pw + w].astype(np.float64)


# %% only_last_axes_checked
# checks only rows and columns of dy: a dy of one image or one map is stretched over all
import numpy as np


def max_pool2d_backward(dy, x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    n, c, h, w = x.shape
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape[2:] != (oh, ow):
        raise ValueError("dy has the wrong shape")
    xp = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    xp[:, :, ph : ph + h, pw : pw + w] = x
    dx = np.zeros(xp.shape)
    a, b = np.ogrid[:n, :c]
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].reshape(n, c, -1)
            rows, columns = np.unravel_index(window.argmax(axis=2), (kh, kw))
            dx[a, b, i * sh + rows, j * sw + columns] += dy[:, :, i, j]
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


# %% reshape_as_check
# lets dy.reshape find a wrong shape: a dy with as many numbers in another shape is accepted
import numpy as np


def max_pool2d_backward(dy, x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    n, c, h, w = x.shape
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    dy = np.asarray(dy, dtype=np.float64).reshape(n, c, oh, ow)  # ValueError if it does not fit
    xp = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    xp[:, :, ph : ph + h, pw : pw + w] = x
    dx = np.zeros(xp.shape)
    a, b = np.ogrid[:n, :c]
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].reshape(n, c, -1)
            rows, columns = np.unravel_index(window.argmax(axis=2), (kh, kw))
            dx[a, b, i * sh + rows, j * sw + columns] += dy[:, :, i, j]
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


# %% crop_with_minus_zero
# cuts the padding off with ph:-ph, which leaves nothing where one of the two paddings is 0
import numpy as np


def max_pool2d_backward(dy, x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    n, c, h, w = x.shape
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result of max_pool2d")
    xp = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    xp[:, :, ph : ph + h, pw : pw + w] = x
    dx = np.zeros(xp.shape)
    a, b = np.ogrid[:n, :c]
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].reshape(n, c, -1)
            rows, columns = np.unravel_index(window.argmax(axis=2), (kh, kw))
            dx[a, b, i * sh + rows, j * sw + columns] += dy[:, :, i, j]
    if ph or pw:
        dx = dx[:, :, ph:-ph, pw:-pw]
    return dx


# %% winners_remembered_by_id
# remembers the winners of an array x: stale if x was changed in place since the last call
import numpy as np

_winners = {}


def max_pool2d_backward(dy, x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    n, c, h, w = x.shape
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result of max_pool2d")
    key = id(x), kh, kw, sh, sw, ph, pw
    if key not in _winners:
        xp = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
        xp[:, :, ph : ph + h, pw : pw + w] = x
        windows = np.lib.stride_tricks.sliding_window_view(xp, (kh, kw), axis=(2, 3))[:, :, ::sh, ::sw]
        _winners[key] = x, windows.reshape(n, c, oh, ow, kh * kw).argmax(axis=4)
    u, v = np.divmod(_winners[key][1], kw)
    a, b, i, j = np.ogrid[:n, :c, :oh, :ow]
    dx = np.zeros((n, c, h + 2 * ph, w + 2 * pw))
    np.add.at(dx, (a, b, i * sh + u, j * sw + v), dy.astype(np.float64))
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


# %% lowest_of_the_dtype
# pads integers with the lowest number of their dtype: for uint8 that is 0, which ties with pixels of 0 and comes
# first
import numpy as np


def max_pool2d_backward(dy, x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    n, c, h, w = x.shape
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result of max_pool2d")
    lowest = np.iinfo(x.dtype).min if np.issubdtype(x.dtype, np.integer) else -np.inf
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=lowest)
    dx = np.zeros(xp.shape)
    a, b = np.ogrid[:n, :c]
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].reshape(n, c, -1)
            rows, columns = np.unravel_index(window.argmax(axis=2), (kh, kw))
            dx[a, b, i * sh + rows, j * sw + columns] += dy[:, :, i, j]
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


# %% flat_view_of_zeros_like
# adds into zeros_like(x).reshape(-1), a copy for a Fortran-ordered x: without padding the result stays 0
import numpy as np


def max_pool2d_backward(dy, x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    n, c, h, w = x.shape
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result of max_pool2d")
    if ph or pw:
        x = np.pad(x.astype(np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=-np.inf)
    dx = np.zeros_like(x, dtype=np.float64)
    flat = dx.reshape(-1)
    H, W = x.shape[2:]
    maps = np.arange(n * c).reshape(n, c) * H * W
    for i in range(oh):
        for j in range(ow):
            winner = x[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].reshape(n, c, -1).argmax(axis=2)
            place = maps + (i * sh + winner // kw) * W + j * sw + winner % kw
            flat[place] += dy[:, :, i, j]
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


# %% one_by_one_gives_dy_back
# windows of 1 x 1 at stride 1 give dy itself back if it is float64
import numpy as np


def max_pool2d_backward(dy, x, size, stride=None, padding=(0, 0)):
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    n, c, h, w = x.shape
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result of max_pool2d")
    if dy.shape == x.shape and kh == kw == 1:
        return np.asarray(dy, dtype=np.float64)  # pooling did nothing
    xp = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    xp[:, :, ph : ph + h, pw : pw + w] = x
    dx = np.zeros(xp.shape)
    a, b = np.ogrid[:n, :c]
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].reshape(n, c, -1)
            rows, columns = np.unravel_index(window.argmax(axis=2), (kh, kw))
            dx[a, b, i * sh + rows, j * sw + columns] += dy[:, :, i, j]
    return dx[:, :, ph : ph + h, pw : pw + w].copy()
