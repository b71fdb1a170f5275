"""Right answers to `corr2d_same` in different styles."""

import numpy as np


def pad_and_loop(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    padded = np.zeros((h + kh - 1, w + kw - 1))
    padded[top : top + h, left : left + w] = image
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            out[i, j] = np.sum(padded[i : i + kh, j : j + kw] * kernel)
    return out


def no_padding_but_a_test(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    out = np.zeros((h, w), order="F")
    for i in range(h):
        for j in range(w):
            for u in range(kh):
                for v in range(kw):
                    y, x = i + u - (kh - 1) // 2, j + v - (kw - 1) // 2
                    if 0 <= y < h and 0 <= x < w:
                        out[i, j] += float(image[y, x]) * float(kernel[u, v])
    return out


def numpy_pad_and_einsum(image, kernel):
    sides = [((k - 1) // 2, k // 2) for k in kernel.shape]
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image, sides), kernel.shape)
    return np.einsum("ijuv,uv->ij", windows, kernel, dtype=np.float64, casting="unsafe")


def full_then_cut(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    full = np.zeros((h + kh - 1, w + kw - 1))
    for u in range(kh):
        for v in range(kw):
            full[kh - 1 - u : kh - 1 - u + h, kw - 1 - v : kw - 1 - v + w] += image * np.float64(kernel[u, v])
    return full[kh // 2 : kh // 2 + h, kw // 2 : kw // 2 + w]


def with_helpers(image, kernel):
    def split(k):
        before = (k - 1) // 2
        return before, k - 1 - before

    def corr2d(a, k):
        oh, ow = a.shape[0] - k.shape[0] + 1, a.shape[1] - k.shape[1] + 1
        columns = [a[u : u + oh, v : v + ow].ravel() for u in range(k.shape[0]) for v in range(k.shape[1])]
        return (k.ravel() @ np.array(columns)).reshape(oh, ow)

    return corr2d(np.pad(image.astype(float), (split(kernel.shape[0]), split(kernel.shape[1]))), kernel)


def through_the_fourier_transform(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    size = (h + kh - 1, w + kw - 1)
    spectrum = np.fft.rfft2(image.astype(float), size) * np.fft.rfft2(kernel[::-1, ::-1].astype(float), size)
    return np.fft.irfft2(spectrum, size)[kh // 2 : kh // 2 + h, kw // 2 : kw // 2 + w].copy()
