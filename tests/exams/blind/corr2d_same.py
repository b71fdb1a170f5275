"""Wrong answers to `corr2d_same`, written by who knew the notebook alone. Each cell is a submission."""

# %% table_for_small_kernels
# a table gives the zeros before the image for kernels up to 5, and k // 2 for the rest: wrong for even kernels of
# 6 and more
import numpy as np


def corr2d(image, kernel, bias=0.0):
    image = np.asarray(image).astype(np.float64)
    kernel = np.asarray(kernel).astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d_same(image, kernel):
    before = {1: 0, 2: 0, 3: 1, 4: 1, 5: 2}
    kh, kw = kernel.shape
    top, left = before.get(kh, kh // 2), before.get(kw, kw // 2)
    return corr2d(pad2d(image, top, kh - 1 - top, left, kw - 1 - left), kernel)


# %% np_correlate_same_for_rows
# a kernel of one row and odd length uses np.correlate(..., 'same'), which has the length of the LONGER input:
# wrong shape when the kernel is wider than the image
import numpy as np


def corr2d(image, kernel, bias=0.0):
    image = np.asarray(image).astype(np.float64)
    kernel = np.asarray(kernel).astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d_same(image, kernel):
    kh, kw = kernel.shape
    if kh == 1 and kw % 2 == 1:  # one dimension: NumPy has it already
        weights = kernel[0].astype(np.float64)
        return np.array([np.correlate(row, weights, mode="same") for row in image.astype(np.float64)])
    th, tw = kh - 1, kw - 1
    return corr2d(pad2d(image, th // 2, th - th // 2, tw // 2, tw - tw // 2), kernel)


# %% cached_result_handed_out
# results are cached (by shape, dtype and bytes) and handed out without a copy: a caller who changes a result
# changes the next one
import numpy as np


def corr2d(image, kernel, bias=0.0):
    image = np.asarray(image).astype(np.float64)
    kernel = np.asarray(kernel).astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


_results = {}


def corr2d_same(image, kernel):
    key = (image.shape, image.dtype.str, image.tobytes(), kernel.shape, kernel.dtype.str, kernel.tobytes())
    if key not in _results:
        th, tw = kernel.shape[0] - 1, kernel.shape[1] - 1
        _results[key] = corr2d(pad2d(image, th // 2, th - th // 2, tw // 2, tw - tw // 2), kernel)
    return _results[key]


# %% large_kernels_wrap_around
# for kernels of 49 weights or more: circular correlation on the next power of two at or above h + (k - 1) // 2:
# the last window wraps around for even kernels when that is a power of two itself
import numpy as np


def corr2d(image, kernel, bias=0.0):
    image = np.asarray(image).astype(np.float64)
    kernel = np.asarray(kernel).astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d_same(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    if kh * kw < 49:  # small kernels directly
        return corr2d(pad2d(image, top, kh - 1 - top, left, kw - 1 - left), kernel)

    def length(n, k, before):
        size = 1
        while size < max(n + before, k):
            size *= 2
        return size

    size = (length(h, kh, top), length(w, kw, left))
    spectrum = np.fft.rfft2(image.astype(np.float64), size) * np.conj(np.fft.rfft2(kernel.astype(np.float64), size))
    around = np.fft.irfft2(spectrum, size)
    return np.roll(around, (top, left), axis=(0, 1))[:h, :w].copy()


# %% indices_in_uint8
# the window indices are uint8 to save memory: they wrap around for images of more than 255 rows or columns
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d_same(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    th, tw = kh - 1, kw - 1
    padded = pad2d(image, th // 2, th - th // 2, tw // 2, tw - tw // 2).astype(np.float64)
    k = kernel.astype(np.float64)
    # row and column numbers of every pixel of every window; small integers keep the tables small
    rows = np.arange(h).astype(np.uint8)
    cols = np.arange(w).astype(np.uint8)
    out = np.zeros((h, w))
    for u in range(kh):
        for v in range(kw):
            out += padded[np.ix_(rows + np.uint8(u), cols + np.uint8(v))] * k[u, v]
    return out


# %% huge_even_kernel_trimmed_off_centre
# a kernel of more than twice the image on both axes is trimmed around kh // 2 to an odd size: shifted by one for
# even kernels
import numpy as np


def corr2d(image, kernel, bias=0.0):
    image = np.asarray(image).astype(np.float64)
    kernel = np.asarray(kernel).astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d_same(image, kernel):
    h, w = image.shape
    if kernel.shape[0] > 2 * h and kernel.shape[1] > 2 * w:  # weights further out never meet a pixel
        row, column = kernel.shape[0] // 2, kernel.shape[1] // 2
        kernel = kernel[row - (h - 1) : row + h, column - (w - 1) : column + w]
    th, tw = kernel.shape[0] - 1, kernel.shape[1] - 1
    return corr2d(pad2d(image, th // 2, th - th // 2, tw // 2, tw - tw // 2), kernel)


# %% black_image_keeps_its_dtype
# an image without any light returns np.zeros_like(image) at once: an integer or float32 dtype instead of float64
import numpy as np


def corr2d(image, kernel, bias=0.0):
    image = np.asarray(image).astype(np.float64)
    kernel = np.asarray(kernel).astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d_same(image, kernel):
    if not image.any():
        return np.zeros_like(image)  # black stays black
    th, tw = kernel.shape[0] - 1, kernel.shape[1] - 1
    return corr2d(pad2d(image, th // 2, th - th // 2, tw // 2, tw - tw // 2), kernel)


# %% one_weight_keeps_the_dtype
# a 1 x 1 kernel returns image * float(weight), which stays float32 or float16 for such an image
import numpy as np


def corr2d(image, kernel, bias=0.0):
    image = np.asarray(image).astype(np.float64)
    kernel = np.asarray(kernel).astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d_same(image, kernel):
    if kernel.shape == (1, 1):
        return image * float(kernel[0, 0])  # no padding, no neighbours
    th, tw = kernel.shape[0] - 1, kernel.shape[1] - 1
    return corr2d(pad2d(image, th // 2, th - th // 2, tw // 2, tw - tw // 2), kernel)
