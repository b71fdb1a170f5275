"""Right answers to `convolution_matrix` in different styles."""

import numpy as np


def four_loops(kernel, shape):
    (kh, kw), (h, w) = kernel.shape, shape
    oh, ow = h - kh + 1, w - kw + 1
    if oh < 1 or ow < 1:
        raise ValueError("the kernel does not fit")
    matrix = np.zeros((oh * ow, h * w))
    for i in range(oh):
        for j in range(ow):
            for u in range(kh):
                for v in range(kw):
                    matrix[i * ow + j, (i + u) * w + j + v] = kernel[u, v]
    return matrix


def answers_to_single_pixels(kernel, shape):
    h, w = shape
    columns = []
    for pixel in range(h * w):
        image = np.zeros(h * w)
        image[pixel] = 1
        windows = np.lib.stride_tricks.sliding_window_view(image.reshape(h, w), kernel.shape)
        columns.append(np.einsum("ijuv,uv->ij", windows, kernel).ravel())
    return np.array(columns).T


def six_axes(kernel, shape):
    (kh, kw), (h, w) = kernel.shape, shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    oh, ow = h - kh + 1, w - kw + 1
    matrix = np.zeros((oh, ow, h, w))
    for i, j in np.ndindex(oh, ow):
        matrix[i, j, i : i + kh, j : j + kw] = kernel
    return matrix.reshape(oh * ow, h * w)


def kronecker_products(kernel, shape):
    oh, ow = shape[0] - kernel.shape[0] + 1, shape[1] - kernel.shape[1] + 1
    if min(oh, ow) <= 0:
        raise ValueError("the kernel does not fit")
    total = np.zeros((oh * ow, shape[0] * shape[1]))
    for (u, v), weight in np.ndenumerate(kernel):
        total += float(weight) * np.kron(np.eye(oh, shape[0], u), np.eye(ow, shape[1], v))
    return total


def one_row_moved_on(kernel, shape):
    (kh, kw), (h, w) = kernel.shape, shape
    first = np.zeros((h, w))
    first[:kh, :kw] = kernel
    starts = [i * w + j for i in range(h - kh + 1) for j in range(w - kw + 1)]
    return np.stack([np.roll(first.ravel(), start) for start in starts])


def numbered_pixels(kernel, shape):
    (kh, kw), (h, w) = kernel.shape, shape
    pixels = np.arange(h * w).reshape(h, w)
    seen = np.lib.stride_tricks.sliding_window_view(pixels, (kh, kw)).reshape(-1, kh * kw)
    matrix = np.zeros((len(seen), h * w), order="F")
    np.put_along_axis(matrix, seen, kernel.reshape(1, kh * kw), axis=1)
    return matrix
