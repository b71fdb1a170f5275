"""Right answers to `corr2d_channels` in different styles."""

import numpy as np


def loops_over_everything(image, kernel):
    (c, h, w), (kc, kh, kw) = image.shape, kernel.shape
    if c != kc:
        raise ValueError(f"the image has {c} channels, the kernel {kc}")
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            for channel in range(c):
                for u in range(kh):
                    for v in range(kw):
                        out[i, j] += float(image[channel, i + u, j + v]) * float(kernel[channel, u, v])
    return out


def sum_of_the_maps_of_all_channels(image, kernel):
    if len(image) != len(kernel):
        raise ValueError("as many channels as the image has")
    if kernel.shape[1] > image.shape[1] or kernel.shape[2] > image.shape[2]:
        raise ValueError("the kernel does not fit")

    def corr2d(a, k):
        windows = np.lib.stride_tricks.sliding_window_view(a, k.shape)
        return (windows * k).sum(axis=(2, 3))

    return np.sum([corr2d(a, k) for a, k in zip(image.astype(float), kernel.astype(float), strict=True)], axis=0)


def einsum_with_channels(image, kernel):
    if image.shape[0] != kernel.shape[0]:
        raise ValueError("channels")
    if image.shape[1] < kernel.shape[1] or image.shape[2] < kernel.shape[2]:
        raise ValueError("the kernel does not fit")
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape[1:], axis=(1, 2))
    return np.einsum("cijuv,cuv->ij", windows.astype(np.float64), kernel.astype(np.float64))


def window_of_all_channels_at_once(image, kernel):
    c, kh, kw = kernel.shape
    if image.shape[0] != c:
        raise ValueError("channels")
    oh, ow = image.shape[1] - kh + 1, image.shape[2] - kw + 1
    if oh < 1 or ow < 1:
        raise ValueError("no position")
    wide = np.array(image, dtype=np.float64)
    return np.array([[np.sum(wide[:, i : i + kh, j : j + kw] * kernel) for j in range(ow)] for i in range(oh)])


def shifted_images(image, kernel):
    (c, h, w), (kc, kh, kw) = image.shape, kernel.shape
    if c != kc or h - kh < 0 or w - kw < 0:
        raise ValueError("shapes that do not belong together")
    image, out = np.asarray(image, float), np.zeros((h - kh + 1, w - kw + 1))
    for u in range(kh):
        for v in range(kw):
            out += np.tensordot(kernel[:, u, v].astype(float), image[:, u : u + h - kh + 1, v : v + w - kw + 1], 1)
    return out


def im2col_of_all_channels(image, kernel):
    (c, h, w), (kc, kh, kw) = image.shape, kernel.shape
    if kc != c:
        raise ValueError("channels")
    if kh > h or kw > w:
        raise ValueError("size")
    oh, ow = h - kh + 1, w - kw + 1
    rows = [image[:, i : i + kh, j : j + kw].ravel() for i in range(oh) for j in range(ow)]
    return (np.array(rows, dtype=np.float64) @ kernel.astype(np.float64).ravel()).reshape(oh, ow)


def through_the_fourier_transform_of_each_channel(image, kernel):
    if image.shape[0] != kernel.shape[0] or (np.array(kernel.shape) > image.shape).any():
        raise ValueError("shapes")
    total = np.zeros(image.shape[1:], dtype=complex)
    for a, k in zip(image.astype(float), kernel.astype(float), strict=True):
        total += np.fft.fft2(a) * np.conj(np.fft.fft2(k, a.shape))
    (h, w), (kh, kw) = image.shape[1:], kernel.shape[1:]
    return np.ascontiguousarray(np.fft.ifft2(total).real[: h - kh + 1, : w - kw + 1])
