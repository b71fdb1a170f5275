"""Right answers to `conv2d_weight_gradient` in different styles."""

import numpy as np


def position_by_position(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (n, c_in, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape[0] != n or dy.shape[2:] != (oh, ow):
        raise ValueError("dy is not the gradient of this layer's output")
    padded = np.zeros((n, c_in, h + 2 * ph, w + 2 * pw))
    padded[:, :, ph : ph + h, pw : pw + w] = x
    dw = np.zeros((dy.shape[1], c_in, kh, kw))
    for sample in range(n):
        for i in range(oh):
            for j in range(ow):
                window = padded[sample, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
                for o in range(dy.shape[1]):
                    dw[o] += float(dy[sample, o, i, j]) * window
    return dw


def weight_by_weight(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (n, c_out, oh, ow), (kh, kw), (sh, sw) = dy.shape, kernel_size, stride
    a = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2)).astype(float)
    if (n, oh, ow) != (len(a), (a.shape[2] - kh) // sh + 1, (a.shape[3] - kw) // sw + 1):
        raise ValueError("dy is not the gradient of this layer's output")
    dw = np.empty((c_out, a.shape[1], kh, kw))
    for u in range(kh):
        for v in range(kw):
            seen = a[:, :, u : u + (oh - 1) * sh + 1 : sh, v : v + (ow - 1) * sw + 1 : sw]
            dw[:, :, u, v] = np.tensordot(dy, seen, axes=([0, 2, 3], [0, 2, 3]))
    return dw


def windows_and_einsum(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    a = np.pad(np.asarray(x, dtype=np.float64), [(0, 0), (0, 0), *((p, p) for p in padding)])
    windows = np.lib.stride_tricks.sliding_window_view(a, kernel_size, axis=(2, 3))
    windows = windows[:, :, :: stride[0], :: stride[1]]
    if (dy.shape[0], *dy.shape[2:]) != (windows.shape[0], *windows.shape[2:4]):
        raise ValueError(f"dy has shape {dy.shape}")
    return np.einsum("noij,ncijuv->ocuv", dy, windows)


def columns_of_each_sample(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    def im2col(image):
        (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
        a = np.pad(image.astype(float), ((0, 0), (ph, ph), (pw, pw)))
        rows, columns = range(0, a.shape[1] - kh + 1, sh), range(0, a.shape[2] - kw + 1, sw)
        if dy.shape[2:] != (len(rows), len(columns)):
            raise ValueError("dy has another number of positions")
        return np.array([a[:, i : i + kh, j : j + kw].ravel() for i in rows for j in columns]).T

    total = sum(d.reshape(len(d), -1) @ im2col(image).T for d, image in zip(dy, x, strict=True))
    return total.reshape(dy.shape[1], x.shape[1], *kernel_size)


def correlation_with_spread_dy(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (n, c_out, oh, ow), (kh, kw), (sh, sw), (ph, pw) = dy.shape, kernel_size, stride, padding
    a = np.pad(x.astype(np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    if (n, oh, ow) != (len(x), (a.shape[2] - kh) // sh + 1, (a.shape[3] - kw) // sw + 1):
        raise ValueError("dy is not the gradient of this layer's output")
    spread = np.zeros((n, c_out, (oh - 1) * sh + 1, (ow - 1) * sw + 1))
    spread[:, :, ::sh, ::sw] = dy
    dw = np.zeros((c_out, a.shape[1], kh, kw))
    for u, v in np.ndindex(kh, kw):
        part = a[:, :, u : u + spread.shape[2], v : v + spread.shape[3]]
        dw[:, :, u, v] = (spread[:, :, None] * part[:, None]).sum(axis=(0, 3, 4))
    return dw
