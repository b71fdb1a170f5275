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


# %% ties_within_1e-9
# numbers that differ by less than 1e-9, as in a map of tiny numbers: they count as equal, and the
# first one wins
import numpy as np


def max_pool2d_backward(dy, x, size, stride=None, padding=(0, 0)):
    n, c, h, w = x.shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result")

    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    padded[:, :, ph : ph + h, pw : pw + w] = x

    dx = np.zeros(padded.shape)
    image, channel = np.ogrid[:n, :c]
    for i in range(oh):
        for j in range(ow):
            window = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].reshape(n, c, kh * kw)
            winner = (window >= window.max(axis=2, keepdims=True) - 1e-9).argmax(axis=2)  # never == on floats
            row, column = np.unravel_index(winner, (kh, kw))
            dx[image, channel, i * sh + row, j * sw + column] += dy[:, :, i, j]
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


# %% winners_as_uint8
# windows of more than 256 pixels: the number of a late winner does not fit into uint8
import numpy as np


def max_pool2d_backward(dy, x, size, stride=None, padding=(0, 0)):
    n, c, h, w = x.shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result")

    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    padded[:, :, ph : ph + h, pw : pw + w] = x

    winners = np.zeros((n, c, oh, ow), dtype=np.uint8)  # all that the way back needs: a byte for each window
    for i in range(oh):
        for j in range(ow):
            window = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].reshape(n, c, kh * kw)
            winners[:, :, i, j] = window.argmax(axis=2)

    dx = np.zeros(padded.shape)
    image, channel = np.ogrid[:n, :c]
    for i in range(oh):
        for j in range(ow):
            window = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].reshape(n, c, kh * kw)
            winner = winners[:, :, i, j]
            row, column = np.unravel_index(winner, (kh, kw))
            dx[image, channel, i * sh + row, j * sw + column] += dy[:, :, i, j]
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


# %% overlap_on_one_axis
# windows which overlap along one axis only: a pixel that wins twice gets one gradient
import numpy as np


def max_pool2d_backward(dy, x, size, stride=None, padding=(0, 0)):
    n, c, h, w = x.shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result")

    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    padded[:, :, ph : ph + h, pw : pw + w] = x

    windows = np.lib.stride_tricks.sliding_window_view(padded, (kh, kw), axis=(2, 3))[:, :, ::sh, ::sw]
    row, column = np.unravel_index(windows.reshape(n, c, oh, ow, kh * kw).argmax(axis=4), (kh, kw))
    image, channel, top, left = np.ogrid[:n, :c, :oh, :ow]
    where = image, channel, top * sh + row, left * sw + column
    dx = np.zeros(padded.shape)
    if sh >= kh or sw >= kw:  # no overlap: each pixel wins at most once
        dx[where] = dy
    else:
        np.add.at(dx, where, dy)
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


# %% reshape_checks_dy
# a dy with as many numbers in another shape, (oh, ow) exchanged, is not refused
import numpy as np


def max_pool2d_backward(dy, x, size, stride=None, padding=(0, 0)):
    n, c, h, w = x.shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    dy = dy.reshape(n, c, oh, ow)  # ValueError if it does not fit

    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    padded[:, :, ph : ph + h, pw : pw + w] = x

    dx = np.zeros(padded.shape)
    image, channel = np.ogrid[:n, :c]
    for i in range(oh):
        for j in range(ow):
            window = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].reshape(n, c, kh * kw)
            winner = window.argmax(axis=2)
            row, column = np.unravel_index(winner, (kh, kw))
            dx[image, channel, i * sh + row, j * sw + column] += dy[:, :, i, j]
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


# %% dy_rows_and_columns_only
# a dy of a single image or map is stretched to all of them and not refused
import numpy as np


def max_pool2d_backward(dy, x, size, stride=None, padding=(0, 0)):
    n, c, h, w = x.shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if dy.shape[2:] != (oh, ow):
        raise ValueError("dy has not the shape of the result")

    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    padded[:, :, ph : ph + h, pw : pw + w] = x

    dx = np.zeros(padded.shape)
    image, channel = np.ogrid[:n, :c]
    for i in range(oh):
        for j in range(ow):
            window = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].reshape(n, c, kh * kw)
            winner = window.argmax(axis=2)
            row, column = np.unravel_index(winner, (kh, kw))
            dx[image, channel, i * sh + row, j * sw + column] += dy[:, :, i, j]
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


# %% nditer_order
# dy in Fortran order: np.nditer goes through it as it lies in memory
import numpy as np


def max_pool2d_backward(dy, x, size, stride=None, padding=(0, 0)):
    n, c, h, w = x.shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result")

    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    padded[:, :, ph : ph + h, pw : pw + w] = x

    dx = np.zeros(padded.shape)
    for (a, b, i, j), gradient in zip(np.ndindex(dy.shape), np.nditer(dy)):
        window = padded[a, b, i * sh : i * sh + kh, j * sw : j * sw + kw]
        row, column = np.unravel_index(window.argmax(), window.shape)
        dx[a, b, i * sh + row, j * sw + column] += gradient
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


# %% compared_as_float32
# numbers that differ only beyond the digits of a float32 count as equal
import numpy as np


def max_pool2d_backward(dy, x, size, stride=None, padding=(0, 0)):
    n, c, h, w = x.shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result")

    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf, dtype=np.float32)  # only to compare
    padded[:, :, ph : ph + h, pw : pw + w] = x

    dx = np.zeros(padded.shape, dtype=np.float64)
    image, channel = np.ogrid[:n, :c]
    for i in range(oh):
        for j in range(ow):
            window = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].reshape(n, c, kh * kw)
            winner = window.argmax(axis=2)
            row, column = np.unravel_index(winner, (kh, kw))
            dx[image, channel, i * sh + row, j * sw + column] += dy[:, :, i, j]
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


# %% padding_one_less_than_min
# a map with padding whose numbers are equal and below -2**53: min - 1 is min, and the padding wins
import numpy as np


def max_pool2d_backward(dy, x, size, stride=None, padding=(0, 0)):
    n, c, h, w = x.shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result")

    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), float(x.min()) - 1)
    padded[:, :, ph : ph + h, pw : pw + w] = x

    dx = np.zeros(padded.shape)
    image, channel = np.ogrid[:n, :c]
    for i in range(oh):
        for j in range(ow):
            window = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].reshape(n, c, kh * kw)
            winner = window.argmax(axis=2)
            row, column = np.unravel_index(winner, (kh, kw))
            dx[image, channel, i * sh + row, j * sw + column] += dy[:, :, i, j]
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


# %% winners_cached_by_bytes
# the same numbers in another shape, with as many windows (4 x 4 and then 8 x 2): the winners of the
# earlier call are used
import numpy as np

_winners = {}


def max_pool2d_backward(dy, x, size, stride=None, padding=(0, 0)):
    n, c, h, w = x.shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result")

    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    padded[:, :, ph : ph + h, pw : pw + w] = x

    key = (x.tobytes(), x.dtype.str, size, stride, padding)
    if key not in _winners:
        windows = np.lib.stride_tricks.sliding_window_view(padded, (kh, kw), axis=(2, 3))[:, :, ::sh, ::sw]
        _winners[key] = windows.reshape(n * c * oh * ow, kh * kw).argmax(axis=1)
    winners = _winners[key].reshape(n, c, oh, ow)

    dx = np.zeros(padded.shape)
    image, channel = np.ogrid[:n, :c]
    for i in range(oh):
        for j in range(ow):
            winner = winners[:, :, i, j]
            row, column = np.unravel_index(winner, (kh, kw))
            dx[image, channel, i * sh + row, j * sw + column] += dy[:, :, i, j]
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


# %% zeros_like_then_reshape
# x in Fortran order with several images and maps: reshape of zeros_like is a copy, and the gradient
# is lost
import numpy as np


def max_pool2d_backward(dy, x, size, stride=None, padding=(0, 0)):
    n, c, h, w = x.shape
    kh, kw = size
    sh, sw = size if stride is None else stride
    ph, pw = padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy has not the shape of the result")

    dx = np.zeros_like(x, dtype=np.float64)
    flat = dx.reshape(n * c, h, w)
    for number, (one, gradient) in enumerate(zip(x.reshape(n * c, h, w), dy.reshape(n * c, oh, ow))):
        for i in range(oh):
            for j in range(ow):
                top, left = max(i * sh - ph, 0), max(j * sw - pw, 0)
                window = one[top : i * sh - ph + kh, left : j * sw - pw + kw]
                row, column = np.unravel_index(window.argmax(), window.shape)
                flat[number, top + row, left + column] += gradient[i, j]
    return dx


# %% winners_remembered_for_the_bytes_of_x
# Breaks "on the numbers in the arguments alone: not on earlier calls": the same bytes are other numbers in another dtype.
# Shows with x = np.array([[[[200, 100]]]], dtype=np.uint8), dy ones of (1, 1, 1, 1), size (1, 2), then x.view(np.int8).
import numpy as np

_winners = {}


def max_pool2d_backward(dy, x, size, stride=None, padding=(0, 0)):
    if stride is None:
        stride = size
    n, c, h, w = x.shape
    (kh, kw), (sh, sw), (ph, pw) = size, stride, padding
    oh = (h + 2 * ph - kh) // sh + 1
    ow = (w + 2 * pw - kw) // sw + 1
    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy does not fit")
    key = x.tobytes(), x.shape, (kh, kw, sh, sw, ph, pw)
    if key not in _winners:
        padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
        padded[:, :, ph : ph + h, pw : pw + w] = x
        windows = np.lib.stride_tricks.sliding_window_view(padded, (kh, kw), axis=(2, 3))
        _winners.clear()  # only the last one, for the sake of memory
        _winners[key] = windows[:, :, ::sh, ::sw].reshape(n, c, oh, ow, kh * kw).argmax(axis=4)
    winner = _winners[key]
    a, b, i, j = np.indices(dy.shape)
    dx = np.zeros((n, c, h + 2 * ph, w + 2 * pw))
    np.add.at(dx, (a, b, i * sh + winner // kw, j * sw + winner % kw), dy.astype(np.float64))
    return dx[:, :, ph : ph + h, pw : pw + w].copy()
