"""Right answers to `col2im` in different styles."""

import numpy as np


def window_by_window(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = shape, kernel_size, stride, padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if columns.shape != (c * kh * kw, oh * ow):
        raise ValueError("these are not the columns of such an image")
    padded = np.zeros((c, h + 2 * ph, w + 2 * pw))
    for position in range(oh * ow):
        top, left = position // ow * sh, position % ow * sw
        padded[:, top : top + kh, left : left + kw] += columns[:, position].reshape(c, kh, kw)
    return padded[:, ph : ph + h, pw : pw + w].copy()


def row_by_row(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = shape, kernel_size, stride, padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if columns.shape != (c * kh * kw, oh * ow):
        raise ValueError(f"got {columns.shape}")
    total = np.zeros((c, h + 2 * ph, w + 2 * pw))
    rows = iter(columns)
    for channel in total:
        for u in range(kh):
            for v in range(kw):
                channel[u : u + (oh - 1) * sh + 1 : sh, v : v + (ow - 1) * sw + 1 : sw] += next(rows).reshape(oh, ow)
    return np.array(total[:, ph : ph + h, pw : pw + w])


def _pixels_of_entries(shape, kernel_size, stride, padding):
    """For each entry of the columns, the number of the pixel that it came from; -1 in the padding."""
    (c, h, w), (ph, pw) = shape, padding
    pixels = np.pad(np.arange(c * h * w).reshape(c, h, w), ((0, 0), (ph, ph), (pw, pw)), constant_values=-1)
    windows = np.lib.stride_tricks.sliding_window_view(pixels, kernel_size, axis=(1, 2))[:, :: stride[0], :: stride[1]]
    c, oh, ow, kh, kw = windows.shape
    return windows.transpose(0, 3, 4, 1, 2).reshape(c * kh * kw, oh * ow)


def added_at_indices(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    pixels, (c, h, w) = _pixels_of_entries(shape, kernel_size, stride, padding), shape
    if columns.shape != pixels.shape:
        raise ValueError("these are not the columns of such an image")
    total = np.zeros(c * h * w + 1)
    np.add.at(total, pixels, columns)
    return np.array(total[:-1].reshape(c, h, w))


def counted_with_weights(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    pixels, (c, h, w) = _pixels_of_entries(shape, kernel_size, stride, padding), shape
    if columns.shape != pixels.shape:
        raise ValueError("these are not the columns of such an image")
    inside = pixels.ravel() >= 0
    total = np.bincount(pixels.ravel()[inside], columns.ravel()[inside], c * h * w)
    return total.reshape(c, h, w).astype(np.float64)


def transpose_of_the_matrix(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    pixels, (c, h, w) = _pixels_of_entries(shape, kernel_size, stride, padding), shape
    if columns.shape != pixels.shape:
        raise ValueError("these are not the columns of such an image")
    matrix = np.zeros((pixels.size, c * h * w + 1))
    matrix[range(pixels.size), pixels.ravel()] = 1
    return (matrix.T @ columns.ravel())[:-1].reshape(c, h, w)


def pixel_by_pixel(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = shape, kernel_size, stride, padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if columns.shape != (c * kh * kw, oh * ow):
        raise ValueError("these are not the columns of such an image")
    six = columns.reshape(c, kh, kw, oh, ow)
    image = np.zeros((c, h, w))
    for k, r, s in np.ndindex(c, h, w):
        for i in range(oh):
            for j in range(ow):
                u, v = r + ph - i * sh, s + pw - j * sw
                if 0 <= u < kh and 0 <= v < kw:
                    image[k, r, s] += float(six[k, u, v, i, j])
    return image
