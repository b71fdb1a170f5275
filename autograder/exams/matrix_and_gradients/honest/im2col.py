"""Right answers to `im2col` in different styles."""

import numpy as np


def window_by_window(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding
    padded = np.zeros((c, h + 2 * ph, w + 2 * pw))
    padded[:, ph : ph + h, pw : pw + w] = x
    columns = []
    for i in range(0, h + 2 * ph - kh + 1, sh):
        for j in range(0, w + 2 * pw - kw + 1, sw):
            columns.append(padded[:, i : i + kh, j : j + kw].ravel())
    return np.stack(columns, axis=1)


def row_by_row(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    a = np.pad(x, ((0, 0), (ph, ph), (pw, pw))).astype(float)
    oh, ow = (a.shape[1] - kh) // sh + 1, (a.shape[2] - kw) // sw + 1
    if oh < 1 or ow < 1:
        raise ValueError("the window does not fit")
    rows = [
        channel[u : u + (oh - 1) * sh + 1 : sh, v : v + (ow - 1) * sw + 1 : sw].ravel()
        for channel in a
        for u in range(kh)
        for v in range(kw)
    ]
    return np.array(rows)


def windows_seen_at_once(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    a = np.pad(np.asarray(x, dtype=np.float64), [(0, 0), *((p, p) for p in padding)])
    windows = np.lib.stride_tricks.sliding_window_view(a, kernel_size, axis=(1, 2))
    windows = windows[:, :: stride[0], :: stride[1]].transpose(0, 3, 4, 1, 2)
    c, kh, kw, oh, ow = windows.shape
    return np.array(windows.reshape(c * kh * kw, oh * ow))


def fancy_indices(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    a = np.pad(x, ((0, 0), (ph, ph), (pw, pw)))
    _, h, w = a.shape
    if kh > h or kw > w:
        raise ValueError("the window does not fit")
    rows = np.arange(kh)[:, None, None, None] + np.arange(0, h - kh + 1, sh)[:, None]
    columns = np.arange(kw)[:, None, None] + np.arange(0, w - kw + 1, sw)
    seen = a[:, rows, columns]
    c, _, _, oh, ow = seen.shape
    return seen.reshape(c * kh * kw, oh * ow).astype(np.float64)


def never_padded(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding
    tops, lefts = range(-ph, h + ph - kh + 1, sh), range(-pw, w + pw - kw + 1, sw)
    if not tops or not lefts:
        raise ValueError("the window does not fit")
    matrix = np.zeros((c * kh * kw, len(tops) * len(lefts)))
    for row, (k, u, v) in enumerate(np.ndindex(c, kh, kw)):
        for i, top in enumerate(tops):
            for j, left in enumerate(lefts):
                if 0 <= top + u < h and 0 <= left + v < w:
                    matrix[row, i * len(lefts) + j] = x[k, top + u, left + v]
    return matrix


def one_channel_after_the_other(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    def columns_of(channel):
        a = np.pad(channel.astype(float), [(p, p) for p in padding])
        if kernel_size[0] > a.shape[0] or kernel_size[1] > a.shape[1]:
            raise ValueError("the window does not fit")
        down, right = a.strides
        oh, ow = (a.shape[0] - kernel_size[0]) // stride[0] + 1, (a.shape[1] - kernel_size[1]) // stride[1] + 1
        steps = (down, right, down * stride[0], right * stride[1])
        view = np.lib.stride_tricks.as_strided(a, (*kernel_size, oh, ow), steps)
        return view.reshape(kernel_size[0] * kernel_size[1], oh * ow)

    return np.concatenate([columns_of(np.ascontiguousarray(channel)) for channel in x])
