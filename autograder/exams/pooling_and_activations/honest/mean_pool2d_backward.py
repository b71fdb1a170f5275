"""Right answers to `mean_pool2d_backward` in different styles."""

import numpy as np


def shares_for_slices(dy, shape, size, stride=None, padding=(0, 0)):
    (n, c, h, w), (kh, kw), (ph, pw) = shape, size, padding
    sh, sw = size if stride is None else stride
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy does not have the shape of the output")
    dx = np.zeros(shape)
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh - ph, j * sw - pw
            window = dx[:, :, max(top, 0) : top + kh, max(left, 0) : left + kw]
            window += dy[:, :, i, j, None, None].astype(float) / (window.shape[2] * window.shape[3])
    return dx


def every_pixel_asks_every_window(dy, shape, size, stride=None, padding=(0, 0)):
    sh, sw = stride or size
    n, c, h, w = shape
    tops = [i * sh - padding[0] for i in range((h + 2 * padding[0] - size[0]) // sh + 1)]
    lefts = [j * sw - padding[1] for j in range((w + 2 * padding[1] - size[1]) // sw + 1)]
    if dy.shape != (n, c, len(tops), len(lefts)):
        raise ValueError("dy")
    dx = np.zeros((n, c, h, w))
    for row in range(h):
        for column in range(w):
            for i, top in enumerate(tops):
                for j, left in enumerate(lefts):
                    if top <= row < top + size[0] and left <= column < left + size[1]:
                        rows = min(top + size[0], h) - max(top, 0)
                        columns = min(left + size[1], w) - max(left, 0)
                        dx[:, :, row, column] += np.float64(dy[:, :, i, j]) / (rows * columns)
    return dx


def padded_then_cut(dy, shape, size, stride=None, padding=(0, 0)):
    (n, c, h, w), (kh, kw), (ph, pw) = shape, size, padding
    sh, sw = size if stride is None else stride
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape != (n, c, oh, ow):
        raise ValueError("dy does not have the shape of the output")
    inside = np.pad(np.ones((h, w)), ((ph, ph), (pw, pw)))
    seen = np.array([[inside[i * sh : i * sh + kh, j * sw : j * sw + kw].sum() for j in range(ow)] for i in range(oh)])
    shares = dy / seen
    dx = np.zeros((n, c, h + 2 * ph, w + 2 * pw))
    for u in range(kh):
        for v in range(kw):
            dx[:, :, u : u + (oh - 1) * sh + 1 : sh, v : v + (ow - 1) * sw + 1 : sw] += shares
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


def transposed_matrices(dy, shape, size, stride=None, padding=(0, 0)):
    """The way forth is a matrix on each axis. The way back is the transposed ones."""

    def shares(n, k, s, p):
        first = np.arange(0, n + 2 * p - k + 1, s)[:, None] - p
        seen = (np.arange(n) >= first) & (np.arange(n) < first + k)
        return seen / seen.sum(axis=1, keepdims=True)

    stride = size if stride is None else stride
    down, right = (shares(shape[2 + i], size[i], stride[i], padding[i]) for i in (0, 1))
    if dy.shape != (*shape[:2], len(down), len(right)):
        raise ValueError("dy")
    return np.einsum("ih,ncij,jw->nchw", down, dy.astype(np.float64), right)


def numbered_pixels_with_shares(dy, shape, size, stride=None, padding=(0, 0)):
    stride = size if stride is None else stride
    rows, columns = (
        np.arange(0, n + 2 * p - k + 1, s)[:, None] + np.arange(k) - p
        for n, k, s, p in zip(shape[2:], size, stride, padding, strict=True)
    )
    if dy.shape != (*shape[:2], len(rows), len(columns)):
        raise ValueError("dy")
    dx = np.zeros(shape)
    down, right = (rows >= 0) & (rows < shape[2]), (columns >= 0) & (columns < shape[3])
    seen = down[:, None, :, None] & right[None, :, None, :]
    shares = seen / seen.sum(axis=(2, 3), keepdims=True)
    numbers = np.clip(rows, 0, shape[2] - 1)[:, None, :, None] * shape[3] + np.clip(columns, 0, shape[3] - 1)[:, None]
    for image in range(shape[0]):
        for channel in range(shape[1]):
            weights = dy[image, channel][:, :, None, None] * shares
            counted = np.bincount(numbers.ravel(), weights.ravel(), shape[2] * shape[3])
            dx[image, channel] = counted.reshape(shape[2:])
    return dx
