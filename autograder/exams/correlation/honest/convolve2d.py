"""Right answers to `convolve2d` in different styles."""

import numpy as np


def loops(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than image")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            for u in range(kh):
                for v in range(kw):
                    out[i, j] += np.float64(image[i + u, j + v]) * np.float64(kernel[kh - 1 - u, kw - 1 - v])
    return out


def correlation_of_the_flipped_kernel(image, kernel):
    def corr2d(a, k):
        if k.shape[0] > a.shape[0] or k.shape[1] > a.shape[1]:
            raise ValueError("does not fit")
        windows = np.lib.stride_tricks.sliding_window_view(a, k.shape)
        return (windows * k).sum(axis=(-2, -1))

    return corr2d(image.astype(float), np.flip(kernel))


def turned_twice_by_90_degrees(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.tensordot(windows, np.rot90(kernel, 2).astype(np.float64), axes=([2, 3], [0, 1]))


def reversed_strides(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)[..., ::-1, ::-1]
    return np.asfortranarray(np.einsum("ijuv,uv->ij", windows, kernel, dtype=float))


def scattered(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("does not fit")
    full = np.zeros((h + kh - 1, w + kw - 1))
    for i in range(h):
        for j in range(w):
            full[i : i + kh, j : j + kw] += float(image[i, j]) * kernel.astype(float)
    return full[kh - 1 : h, kw - 1 : w]


def matrix_product(image, kernel):
    kh, kw = kernel.shape
    oh, ow = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    if oh < 1 or ow < 1:
        raise ValueError("does not fit")
    rows = [image[i : i + kh, j : j + kw].ravel() for i in range(oh) for j in range(ow)]
    return (np.array(rows, dtype=float) @ kernel.ravel()[::-1]).reshape(oh, ow)


def product_of_fourier_transforms(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("does not fit")
    size = (h + kh - 1, w + kw - 1)
    product = np.fft.fft2(image.astype(float), size) * np.fft.fft2(kernel.astype(float), size)
    return np.fft.ifft2(product).real[kh - 1 : h, kw - 1 : w].copy()
