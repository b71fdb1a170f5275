"""Right answers to `compose_kernels` in different styles."""

import numpy as np


def copies_added_up(first, second):
    (kh, kw), (mh, mw) = first.shape, second.shape
    composed = np.zeros((kh + mh - 1, kw + mw - 1))
    first = np.asarray(first, dtype=np.float64)
    for p in range(mh):
        for q in range(mw):
            composed[p : p + kh, q : q + kw] += second[p, q] * first
    return composed


def four_loops(first, second):
    (kh, kw), (mh, mw) = first.shape, second.shape
    composed = np.zeros((kh + mh - 1, kw + mw - 1))
    for u in range(kh):
        for v in range(kw):
            for p in range(mh):
                for q in range(mw):
                    composed[u + p, v + q] += float(first[u, v]) * float(second[p, q])
    return composed


def padded_and_turned(first, second):
    mh, mw = second.shape
    ringed = np.pad(np.asarray(first, dtype=np.float64), ((mh - 1, mh - 1), (mw - 1, mw - 1)))
    windows = np.lib.stride_tricks.sliding_window_view(ringed, (mh, mw))
    return np.einsum("ijuv,uv->ij", windows, second[::-1, ::-1])


def answer_to_a_single_pixel(first, second):
    def corr2d(image, kernel):
        oh, ow = image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1
        rows = [
            [np.vdot(image[i:, j:][: len(kernel), : kernel.shape[1]], kernel) for j in range(ow)] for i in range(oh)
        ]
        return np.array(rows)

    (kh, kw), (mh, mw) = first.shape, second.shape
    h, w = kh + mh - 1, kw + mw - 1
    dot = np.zeros((2 * h - 1, 2 * w - 1))
    dot[h - 1, w - 1] = 1
    return corr2d(corr2d(dot, first.astype(float)), second.astype(float))[::-1, ::-1].copy()


def product_of_fourier_transforms(first, second):
    size = [a + b - 1 for a, b in zip(first.shape, second.shape, strict=True)]
    spectrum = np.fft.fft2(first.astype(float), size) * np.fft.fft2(second.astype(float), size)
    return np.ascontiguousarray(np.fft.ifft2(spectrum).real)


def product_of_polynomials(first, second):
    (kh, kw), (mh, mw) = first.shape, second.shape
    width = kw + mw - 1
    one = np.zeros((kh, width))
    other = np.zeros((mh, width))
    one[:, :kw] = first
    other[:, :mw] = second
    coefficients = np.convolve(one.ravel(), other.ravel())
    return coefficients[: (kh + mh - 1) * width].reshape(kh + mh - 1, width)
