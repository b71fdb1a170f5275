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


# %% np_same_long_row
# an odd row kernel goes to np.correlate(..., 'same'), which gives the length of the longer one: wrong shape when
# the row kernel is wider than the image
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d(image, kernel, bias=0.0):
    image, kernel = image.astype(np.float64), kernel.astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def _same(image, kernel):
    kh, kw = kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    return corr2d(pad2d(image, top, kh - 1 - top, left, kw - 1 - left), kernel)


def corr2d_same(image, kernel):
    if kernel.shape[0] == 1 and kernel.shape[1] % 2 == 1:
        weights = kernel[0].astype(np.float64)
        return np.array([np.correlate(row, weights, "same") for row in image.astype(np.float64)])
    return _same(image, kernel)


# %% shift_slices_too_far
# adds shifted slices: where the kernel reaches further than the image is long plus one, h - d is negative and
# counts from the back: error
import numpy as np


def corr2d_same(image, kernel):
    x, k = image.astype(np.float64), kernel.astype(np.float64)
    (h, w), (kh, kw) = x.shape, k.shape
    out = np.zeros((h, w))
    for u in range(kh):
        for v in range(kw):
            d, e = u - (kh - 1) // 2, v - (kw - 1) // 2
            out[max(0, -d) : h - max(0, d), max(0, -e) : w - max(0, e)] += (
                k[u, v] * x[max(0, d) : h + min(0, d), max(0, e) : w + min(0, e)]
            )
    return out


# %% crop_kernel_wrong_centre
# cuts a kernel longer than 2h - 1 down to its middle, with centre k // 2: one off for an even kernel that large
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d(image, kernel, bias=0.0):
    image, kernel = image.astype(np.float64), kernel.astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def _same(image, kernel):
    kh, kw = kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    return corr2d(pad2d(image, top, kh - 1 - top, left, kw - 1 - left), kernel)


def corr2d_same(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > 2 * h - 1:  # rows further from the centre never meet a pixel
        kernel = kernel[kh // 2 - (h - 1) : kh // 2 + h]
    if kw > 2 * w - 1:
        kernel = kernel[:, kw // 2 - (w - 1) : kw // 2 + w]
    return _same(image, kernel)


# %% identity_by_sum
# takes a kernel with a 1 in the centre and a sum of 1 for the identity: others that cancel are lost
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d(image, kernel, bias=0.0):
    image, kernel = image.astype(np.float64), kernel.astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def _same(image, kernel):
    kh, kw = kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    return corr2d(pad2d(image, top, kh - 1 - top, left, kw - 1 - left), kernel)


def corr2d_same(image, kernel):
    kh, kw = kernel.shape
    if kernel[(kh - 1) // 2, (kw - 1) // 2] == 1 and kernel.sum() == 1:
        return image.astype(np.float64)  # the identity
    return _same(image, kernel)


# %% identity_shares_memory
# gives back the image itself (as float64, copy=False) when the kernel is one 1 in the centre
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d(image, kernel, bias=0.0):
    image, kernel = image.astype(np.float64), kernel.astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def _same(image, kernel):
    kh, kw = kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    return corr2d(pad2d(image, top, kh - 1 - top, left, kw - 1 - left), kernel)


def corr2d_same(image, kernel):
    kh, kw = kernel.shape
    centre = kernel[(kh - 1) // 2, (kw - 1) // 2]
    if centre == 1 and np.count_nonzero(kernel) == 1:
        return image.astype(np.float64, copy=False)
    return _same(image, kernel)


# %% fft_power_of_two
# big inputs go through an FFT of the next power of two of h + (k - 1) // 2: for an even kernel one too small when
# that is a power of two already, and the border wraps around
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d(image, kernel, bias=0.0):
    image, kernel = image.astype(np.float64), kernel.astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def _same(image, kernel):
    kh, kw = kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    return corr2d(pad2d(image, top, kh - 1 - top, left, kw - 1 - left), kernel)


def corr2d_same(image, kernel):
    if image.size * kernel.size < 20000:
        return _same(image, kernel)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        return _same(image, kernel)
    top, left = (kh - 1) // 2, (kw - 1) // 2
    size = [1 << (n + p - 1).bit_length() for n, p in ((h, top), (w, left))]
    product = np.fft.fft2(image, size) * np.conj(np.fft.fft2(kernel, size))
    return np.roll(np.fft.ifft2(product).real, (top, left), axis=(0, 1))[:h, :w].copy()


# %% python_float_weight
# multiplies by float(weight): a Python float is weak, so products of a float32 or float16 image are rounded to
# that type
import numpy as np


def corr2d_same(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    padded = np.pad(image, ((top, kh - 1 - top), (left, kw - 1 - left)))
    out = np.zeros((h, w))  # float64
    for u in range(kh):
        for v in range(kw):
            out += float(kernel[u, v]) * padded[u : u + h, v : v + w]
    return out


# %% skip_tiny_weights
# skips weights for which np.isclose(weight, 0): all weights below 1e-8 count as zero
import numpy as np


def corr2d_same(image, kernel):
    image, kernel = image.astype(np.float64), kernel.astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    padded = np.zeros((h + kh - 1, w + kw - 1))
    padded[top : top + h, left : left + w] = image
    out = np.zeros((h, w))
    for (u, v), weight in np.ndenumerate(kernel):
        if not np.isclose(weight, 0):  # most weights of a Laplacian are zero
            out += weight * padded[u : u + h, v : v + w]
    return out


# %% constant_kernel_allclose
# a kernel whose weights are np.allclose to the first one is summed as a box: weights that differ by 1e-6 or are
# below 1e-8 are taken as equal
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d(image, kernel, bias=0.0):
    image, kernel = image.astype(np.float64), kernel.astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def _same(image, kernel):
    kh, kw = kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    return corr2d(pad2d(image, top, kh - 1 - top, left, kw - 1 - left), kernel)


def corr2d_same(image, kernel):
    k = kernel.astype(np.float64)
    if np.allclose(k, k[0, 0]):  # a mean filter: sum once, multiply once
        return k[0, 0] * _same(image, np.ones(kernel.shape))
    return _same(image, k)


# %% trim_zero_border
# cuts zero borders off the kernel, equally at both ends: a kernel of zeros alone is cut to nothing and raises
# IndexError
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d(image, kernel, bias=0.0):
    image, kernel = image.astype(np.float64), kernel.astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def _same(image, kernel):
    kh, kw = kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    return corr2d(pad2d(image, top, kh - 1 - top, left, kw - 1 - left), kernel)


def corr2d_same(image, kernel):
    # rows and columns of zeros at both ends only cost time
    while not kernel[0].any() and not kernel[-1].any():
        kernel = kernel[1:-1]
    while not kernel[:, 0].any() and not kernel[:, -1].any():
        kernel = kernel[:, 1:-1]
    return _same(image, kernel)


# %% useless_weights_cut_minus_zero
# weights that never meet the image are cut off a large kernel with [cut:-cut], which is empty when
# the kernel is exactly twice as long as the image
import numpy as np


def corr2d_same(image, kernel):
    h, w = image.shape
    k = kernel.astype(np.float64)
    # of a large kernel only 2 n - 1 weights can meet the image
    if k.shape[0] > 2 * h - 1:
        cut = (k.shape[0] - (2 * h - 1)) // 2
        k = k[cut:-cut]
    if k.shape[1] > 2 * w - 1:
        cut = (k.shape[1] - (2 * w - 1)) // 2
        k = k[:, cut:-cut]
    kh, kw = k.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    x = np.zeros((h + kh, w + kw))
    x[top : top + h, left : left + w] = image
    out = np.zeros((h, w))
    for u in range(kh):
        for v in range(kw):
            out += x[u : u + h, v : v + w] * k[u, v]
    return out


# %% np_correlate_same_swaps
# one-row odd kernels use np.correlate(..., 'same') row by row, which swaps the arguments and gives
# max(w, kw) numbers when the kernel is longer than the row
import numpy as np


def corr2d_same(image, kernel):
    x = image.astype(np.float64)
    k = kernel.astype(np.float64)
    (h, w), (kh, kw) = x.shape, k.shape
    if kh == 1 and kw % 2 == 1:
        return np.array([np.correlate(row, k[0], mode="same") for row in x])
    top, left = (kh - 1) // 2, (kw - 1) // 2
    padded = np.pad(x, ((top, kh - 1 - top), (left, kw - 1 - left)))
    out = np.empty((h, w))
    for i in range(h):
        for j in range(w):
            out[i, j] = (padded[i : i + kh, j : j + kw] * k).sum()
    return out


# %% zeros_like_and_reshape
# np.zeros_like keeps the Fortran order of a transposed image; then reshape(-1) is a copy, and what is
# written to it is lost (zeros come back)
import numpy as np


def corr2d_same(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    x = np.pad(image.astype(np.float64), ((top, kh - 1 - top), (left, kw - 1 - left)))
    k = kernel.astype(np.float64)
    out = np.zeros_like(image, dtype=np.float64)
    pixels = out.reshape(-1)
    for number in range(h * w):
        i, j = divmod(number, w)
        pixels[number] = np.sum(x[i : i + kh, j : j + kw] * k)
    return out


# %% one_weight_in_dtype_of_image
# a 1 x 1 kernel multiplies the image in its own dtype before it becomes float64: uint8 200 times 2
# gives 144
import numpy as np


def corr2d_same(image, kernel):
    if kernel.size == 1:
        return (image * kernel[0, 0]).astype(np.float64)
    h, w = image.shape
    kh, kw = kernel.shape
    x = np.zeros((h + kh - 1, w + kw - 1))
    top, left = (kh - 1) // 2, (kw - 1) // 2
    x[top : top + h, left : left + w] = image
    windows = np.lib.stride_tricks.sliding_window_view(x, (kh, kw))
    return np.tensordot(windows, kernel.astype(np.float64), axes=2)


# %% one_column_meets_the_wrong_column
# for an image of one column only the middle column of the kernel counts, but kw // 2 is not the right
# one when kw is even
import numpy as np


def corr2d_same(image, kernel):
    h, w = image.shape
    k = kernel.astype(np.float64)
    if w == 1:
        middle = k.shape[1] // 2  # the other columns meet only zeros
        k = k[:, middle : middle + 1]
    kh, kw = k.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    x = np.pad(image.astype(np.float64), ((top, kh - 1 - top), (left, kw - 1 - left)))
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            out[i, j] = np.vdot(x[i : i + kh, j : j + kw], k)
    return out


# %% remembered_result_handed_out
# results are remembered and the remembered array itself is handed out: who changes it changes what
# the next equal call returns
import numpy as np

_done = {}


def corr2d_same(image, kernel):
    key = (image.shape, image.dtype.str, image.tobytes(), kernel.shape, kernel.dtype.str, kernel.tobytes())
    if key in _done:
        return _done[key]
    h, w = image.shape
    kh, kw = kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    x = np.pad(image.astype(np.float64), ((top, kh - 1 - top), (left, kw - 1 - left)))
    k = kernel.astype(np.float64)
    out = np.zeros((h, w))
    for u in range(kh):
        for v in range(kw):
            out += k[u, v] * x[u : u + h, v : v + w]
    _done[key] = out
    return out


# %% tiny_weights_cleaned_in_place
# weights below 1e-12 are set to 0 as rounding noise, which loses kernels of tiny numbers and changes
# a float64 kernel itself
import numpy as np


def corr2d_same(image, kernel):
    x = np.asarray(image, dtype=np.float64)
    k = np.asarray(kernel, dtype=np.float64)
    noise = np.abs(k) < 1e-12  # such as cos(pi / 2)
    if noise.any() and k[noise].any():
        k[noise] = 0
    (h, w), (kh, kw) = x.shape, k.shape
    above, before = (kh - 1) // 2, (kw - 1) // 2
    x = np.pad(x, ((above, kh // 2), (before, kw // 2)))
    out = np.zeros((h, w))
    for u in range(kh):
        for v in range(kw):
            if k[u, v]:
                out += k[u, v] * x[u : u + h, v : v + w]
    return out


# %% float32_for_small_dtypes
# 16-bit whole numbers are exact in float32, but their products and sums are not: digits are lost
# beyond 2**24 (also for float16 and float32)
import numpy as np


def corr2d_same(image, kernel):
    work = np.result_type(image.dtype, kernel.dtype, np.float32)  # wide enough for both
    (h, w), (kh, kw) = image.shape, kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    x = np.zeros((h + kh - 1, w + kw - 1), dtype=work)
    x[top : top + h, left : left + w] = image
    windows = np.lib.stride_tricks.sliding_window_view(x, (kh, kw))
    return np.einsum("ijuv,uv->ij", windows, kernel.astype(work)).astype(np.float64)


# %% strips_of_128_columns
# wide images are done in strips of 128 columns, each padded by itself, so the columns at the seams do
# not see their neighbours
import numpy as np


def corr2d_same(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    if w > 128:  # strips stay in the cache of the processor
        return np.hstack([corr2d_same(image[:, j : j + 128], kernel) for j in range(0, w, 128)])
    top, left = (kh - 1) // 2, (kw - 1) // 2
    x = np.zeros((h + kh - 1, w + kw - 1))
    x[top : top + h, left : left + w] = image
    out = np.zeros((h, w))
    for u in range(kh):
        for v in range(kw):
            out += x[u : u + h, v : v + w] * float(kernel[u, v])
    return out


# %% whole_valued_floats_in_int64
# if all numbers are whole (also in float arrays) the sums are taken in int64, which wraps around
# beyond 2**63
import numpy as np


def corr2d_same(image, kernel):
    x = image.astype(np.float64)
    k = kernel.astype(np.float64)
    if np.all(x == np.rint(x)) and np.all(k == np.rint(k)) and np.abs(x).max() < 2**62 and np.abs(k).max() < 2**62:
        x, k = x.astype(np.int64), k.astype(np.int64)  # whole numbers: no rounding at all
    (h, w), (kh, kw) = x.shape, k.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    x = np.pad(x, ((top, kh - 1 - top), (left, kw - 1 - left)))
    out = np.zeros((h, w), dtype=x.dtype)
    for i in range(h):
        for j in range(w):
            out[i, j] = np.sum(x[i : i + kh, j : j + kw] * k)
    return out.astype(np.float64)


# %% large_kernels_cut_to_the_image
# a kernel larger than the image is cut to the image's size around its centre; but weights further out still meet pixels
import numpy as np


def corr2d_same(image, kernel):
    for axis in (0, 1):
        n, k = image.shape[axis], kernel.shape[axis]
        if k > n:  # the outer weights lie on zeros only
            start = (k - 1) // 2 - (n - 1) // 2
            kernel = np.take(kernel, range(start, start + n), axis=axis)
    kh, kw = kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    return corr2d(pad2d(image, top, kh - 1 - top, left, kw - 1 - left), kernel)


# %% slices_that_end_below_zero
# adds shifted images; where a weight is further out than the image is long, a slice ends at a negative number: ValueError
import numpy as np


def corr2d_same(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    pixels = image.astype(np.float64)
    result = np.zeros((h, w))
    for u in range(kh):
        for v in range(kw):
            down, right = u - (kh - 1) // 2, v - (kw - 1) // 2
            to = (slice(max(0, -down), min(h, h - down)), slice(max(0, -right), min(w, w - right)))
            source = (slice(max(0, down), min(h, h + down)), slice(max(0, right), min(w, w + right)))
            result[to] += float(kernel[u, v]) * pixels[source]
    return result


# %% written_into_a_copy
# zeros_like keeps Fortran order, and there reshape(-1) is a copy: for such an image the result stays all zeros
import numpy as np


def corr2d_same(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    padded = pad2d(image, top, kh // 2, left, kw // 2).astype(np.float64)
    result = np.zeros_like(image, dtype=np.float64)
    flat = result.reshape(-1)
    for n in range(h * w):
        i, j = divmod(n, w)
        flat[n] = np.sum(padded[i : i + kh, j : j + kw] * kernel)
    return result


# %% one_result_per_size
# the result has the size of the image, so one array per size is kept and filled again: an earlier result changes
import numpy as np

_results = {}


def corr2d_same(image, kernel):
    kh, kw = kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    result = _results.setdefault(image.shape, np.empty(image.shape))
    result[:] = corr2d(pad2d(image, top, kh - 1 - top, left, kw - 1 - left), kernel)
    return result


# %% kernel_prepared_once
# the float64 weights are kept per kernel OBJECT: a kernel that is changed in place gives the old result
import numpy as np

_prepared = {}


def corr2d_same(image, kernel):
    if id(kernel) not in _prepared:
        kh, kw = kernel.shape
        sides = ((kh - 1) // 2, kh // 2, (kw - 1) // 2, kw // 2)
        _prepared[id(kernel)] = (kernel, kernel.astype(np.float64), sides)  # the kernel stays alive, and its id with it
    _, weights, sides = _prepared[id(kernel)]
    return corr2d(pad2d(image, *sides), weights)


# %% float32_where_numpy_thinks_it_enough
# the sums are done in the smallest common floating type, which is float32 for small integers and float32: digits are lost
import numpy as np


def corr2d_same(image, kernel):
    work = np.result_type(image.dtype, kernel.dtype, np.float32)  # float64 for large integers and for float64
    h, w = image.shape
    kh, kw = kernel.shape
    padded = pad2d(image.astype(work), (kh - 1) // 2, kh // 2, (kw - 1) // 2, kw // 2)
    weights = kernel.astype(work)
    result = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            result[i, j] = np.sum(padded[i : i + kh, j : j + kw] * weights)
    return result


# %% even_kernels_made_odd
# a row or column of zeros makes an even kernel odd; in the case "even rows, odd columns" it is on the wrong side
import numpy as np


def corr2d_same(image, kernel):
    kh, kw = kernel.shape
    if kh % 2 == 0 and kw % 2 == 0:
        kernel = pad2d(kernel, 1, 0, 1, 0)
    elif kw % 2 == 0:
        kernel = pad2d(kernel, 0, 0, 1, 0)
    elif kh % 2 == 0:
        kernel = pad2d(kernel, 0, 1, 0, 0)
    kh, kw = kernel.shape
    return corr2d_strided(image, kernel, padding=((kh - 1) // 2, (kw - 1) // 2))


# %% one_weight_is_a_product
# the shortcut for a 1 x 1 kernel keeps a float32 (or float16) image in its dtype
import numpy as np


def corr2d_same(image, kernel):
    kh, kw = kernel.shape
    if kh == kw == 1:
        return image * float(kernel[0, 0])
    top, left = (kh - 1) // 2, (kw - 1) // 2
    return corr2d(pad2d(image, top, kh - 1 - top, left, kw - 1 - left), kernel)


# %% nearly_a_column_times_a_row
# separable kernels are done by rows and columns; np.allclose calls kernels separable that are so only to five digits
import numpy as np


def corr2d_same(image, kernel):
    kh, kw = kernel.shape
    padded = pad2d(image, (kh - 1) // 2, kh // 2, (kw - 1) // 2, kw // 2)
    weights = kernel.astype(np.float64)
    if weights[0, 0] != 0:
        column, row = weights[:, :1], weights[:1] / weights[0, 0]
        if np.allclose(column * row, weights):
            return corr2d(corr2d(padded, column), row)
    return corr2d(padded, weights)


# %% unsigned_through_int64
# unsigned pixels are made signed "so that differences do not wrap around"; uint64 from 2**63 on becomes negative
import numpy as np


def corr2d_same(image, kernel):
    if image.dtype.kind == "u":
        image = image.astype(np.int64)
    if kernel.dtype.kind == "u":
        kernel = kernel.astype(np.int64)
    kh, kw = kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    return corr2d(pad2d(image, top, kh - 1 - top, left, kw - 1 - left), kernel)
