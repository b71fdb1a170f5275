"""Right answers to `max_pool2d_backward` in different styles."""

import numpy as np


def loops_and_argmax(dy, x, size, stride=None, padding=(0, 0)):
    (n, c, h, w), (kh, kw), (ph, pw) = x.shape, size, padding
    sh, sw = size if stride is None else stride
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy does not have the shape of the output")
    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    padded[:, :, ph : ph + h, pw : pw + w] = x
    dx = np.zeros(padded.shape)
    for image in range(n):
        for channel in range(c):
            for i in range(oh):
                for j in range(ow):
                    window = padded[image, channel, i * sh : i * sh + kh, j * sw : j * sw + kw]
                    u, v = np.unravel_index(window.argmax(), window.shape)
                    dx[image, channel, i * sh + u, j * sw + v] += dy[image, channel, i, j]
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


def search_inside_the_map(dy, x, size, stride=None, padding=(0, 0)):
    (kh, kw), (sh, sw) = size, stride or size
    n, c, h, w = x.shape
    tops = range(-padding[0], h + padding[0] - kh + 1, sh)
    lefts = range(-padding[1], w + padding[1] - kw + 1, sw)
    if dy.shape != (n, c, len(tops), len(lefts)):
        raise ValueError("dy")
    dx = np.zeros(x.shape)
    for i, top in enumerate(tops):
        for j, left in enumerate(lefts):
            rows = range(max(top, 0), min(top + kh, h))
            columns = range(max(left, 0), min(left + kw, w))
            for image in range(n):
                for channel in range(c):
                    best = None
                    for row in rows:
                        for column in columns:
                            if best is None or x[image, channel, row, column] > x[image, channel][best]:
                                best = row, column
                    dx[image, channel][best] += float(dy[image, channel, i, j])
    return dx


def winners_of_sliding_windows(dy, x, size, stride=None, padding=(0, 0)):
    (n, c, h, w), (ph, pw), kw = x.shape, padding, size[1]
    sh, sw = size if stride is None else stride
    padded = np.pad(x.astype(float), ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=-np.inf)
    windows = np.lib.stride_tricks.sliding_window_view(padded, size, axis=(2, 3))[:, :, ::sh, ::sw]
    oh, ow = windows.shape[2:4]
    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy does not have the shape of the output")
    winner = windows.reshape(n, c, oh, ow, -1).argmax(axis=-1)
    rows = winner // kw + sh * np.arange(oh)[:, None]
    columns = winner % kw + sw * np.arange(ow)
    dx = np.zeros(padded.shape)
    np.add.at(dx, (np.arange(n)[:, None, None, None], np.arange(c)[:, None, None], rows, columns), dy)
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


def open_until_somebody_wins(dy, x, size, stride=None, padding=(0, 0)):
    """Place after place in the window; a window is open until a pixel as large as its maximum came."""
    if stride is None:
        stride = size
    (kh, kw), (sh, sw), (ph, pw) = size, stride, padding
    a = np.pad(np.asarray(x, np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=-np.inf)
    oh, ow = (a.shape[2] - kh) // sh + 1, (a.shape[3] - kw) // sw + 1
    if dy.shape != (*x.shape[:2], oh, ow):
        raise ValueError("dy")

    def seen(array, u, v):
        return array[:, :, u : u + (oh - 1) * sh + 1 : sh, v : v + (ow - 1) * sw + 1 : sw]

    places = [(u, v) for u in range(kh) for v in range(kw)]
    largest = np.max([seen(a, u, v) for u, v in places], axis=0)
    dx, still_open = np.zeros(a.shape), np.ones(dy.shape, bool)
    for u, v in places:
        wins = still_open & (seen(a, u, v) == largest)
        seen(dx, u, v)[...] += np.where(wins, dy, 0)
        still_open &= ~wins
    return np.array(dx[:, :, ph : ph + x.shape[2], pw : pw + x.shape[3]])


def numbered_pixels(dy, x, size, stride=None, padding=(0, 0)):
    """Every pixel of the batch has a number; what belongs to one number is added up by bincount."""
    (ph, pw), (sh, sw) = padding, size if stride is None else stride
    numbers = np.arange(x.size).reshape(x.shape)
    sides = ((0, 0), (0, 0), (ph, ph), (pw, pw))
    view = np.lib.stride_tricks.sliding_window_view
    values = view(np.pad(x.astype(float), sides, constant_values=-np.inf), size, axis=(2, 3))[:, :, ::sh, ::sw]
    places = view(np.pad(numbers, sides), size, axis=(2, 3))[:, :, ::sh, ::sw]
    if dy.shape != values.shape[:4]:
        raise ValueError("dy")
    values, places = (each.reshape(dy.size, -1) for each in (values, places))
    won = places[np.arange(dy.size), values.argmax(axis=1)]
    return np.bincount(won, weights=dy.ravel(), minlength=x.size).reshape(x.shape)
