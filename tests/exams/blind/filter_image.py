"""Wrong answers to `filter_image`, written by who knew the notebook alone. Each cell is a submission."""

# %% sums_in_float16
# float16 holds every sum of the sharp filters exactly, but bright sums of the blur (sixteenths above 128) are
# rounded twice
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def filter_image(image, name):
    if name not in KERNELS:
        raise ValueError("unknown filter")
    h, w = image.shape
    kernel = KERNELS[name].astype(np.float16)  # half precision is enough for 0..255
    padded = pad2d(image, 1, 1, 1, 1).astype(np.float16)
    total = np.zeros((h, w), dtype=np.float16)
    for u in range(3):
        for v in range(3):
            total += padded[u : u + h, v : v + w] * kernel[u, v]
    return np.clip(np.rint(total), 0, 255).astype(np.uint8)


# %% names_in_any_case
# name.lower() accepts 'Blur' and 'EDGES', which are none of the four names
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
    th, tw = kernel.shape[0] - 1, kernel.shape[1] - 1
    return corr2d(pad2d(image, th // 2, th - th // 2, tw // 2, tw - tw // 2), kernel)


KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def filter_image(image, name):
    name = name.lower()
    if name not in KERNELS:
        raise ValueError(f"unknown filter {name!r}")
    return np.clip(np.rint(corr2d_same(image, KERNELS[name])), 0, 255).astype(np.uint8)


# %% name_sought_in_a_string
# 'name in "identity edges sharpen blur"' also accepts parts such as 'sharp' or '': KeyError instead of ValueError
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
    th, tw = kernel.shape[0] - 1, kernel.shape[1] - 1
    return corr2d(pad2d(image, th // 2, th - th // 2, tw // 2, tw - tw // 2), kernel)


KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def filter_image(image, name):
    if name not in "identity, edges, sharpen, blur":
        raise ValueError("the name is none of the four")
    return np.clip(np.rint(corr2d_same(image, KERNELS[name])), 0, 255).astype(np.uint8)


# %% black_picture_before_the_name
# a black picture stays black with every filter and is returned before the name is checked: no ValueError there
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
    th, tw = kernel.shape[0] - 1, kernel.shape[1] - 1
    return corr2d(pad2d(image, th // 2, th - th // 2, tw // 2, tw - tw // 2), kernel)


KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def filter_image(image, name):
    if not image.any():
        return np.zeros(image.shape, dtype=np.uint8)  # every filter leaves black as it is
    if name not in KERNELS:
        raise ValueError("unknown filter")
    return np.clip(np.rint(corr2d_same(image, KERNELS[name])), 0, 255).astype(np.uint8)


# %% blur_with_np_convolve_same
# the blur as two passes of np.convolve(..., 'same'), whose result has the length of the LONGER input: wrong shape
# for pictures with fewer than 3 rows or columns
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
    th, tw = kernel.shape[0] - 1, kernel.shape[1] - 1
    return corr2d(pad2d(image, th // 2, th - th // 2, tw // 2, tw - tw // 2), kernel)


KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def filter_image(image, name):
    if name not in KERNELS:
        raise ValueError("unknown filter")
    if name == "blur":  # the Gauss kernel is separable
        rows = np.apply_along_axis(np.convolve, 1, image.astype(np.float64), [1, 2, 1], "same")
        total = np.apply_along_axis(np.convolve, 0, rows, [1, 2, 1], "same") / 16
    else:
        total = corr2d_same(image, KERNELS[name])
    return np.clip(np.rint(total), 0, 255).astype(np.uint8)


# %% flat_picture_stays_when_sharpened
# 'sharpen leaves flat regions as they are' as a shortcut for a picture of one grey: forgets the zeros outside
# (and every 1 x 1 picture is flat)
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
    th, tw = kernel.shape[0] - 1, kernel.shape[1] - 1
    return corr2d(pad2d(image, th // 2, th - th // 2, tw // 2, tw - tw // 2), kernel)


KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def filter_image(image, name):
    if name not in KERNELS:
        raise ValueError("unknown filter")
    if name == "identity" or (name == "sharpen" and (image == image[0, 0]).all()):
        return image.copy()  # nothing to sharpen
    return np.clip(np.rint(corr2d_same(image, KERNELS[name])), 0, 255).astype(np.uint8)


# %% rounds_half_up
# int(sum + 0.5) instead of np.rint: 2.5 becomes 3 in the blur
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
    th, tw = kernel.shape[0] - 1, kernel.shape[1] - 1
    return corr2d(pad2d(image, th // 2, th - th // 2, tw // 2, tw - tw // 2), kernel)


KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def filter_image(image, name):
    if name not in KERNELS:
        raise ValueError("unknown filter")
    total = np.clip(corr2d_same(image, KERNELS[name]), 0, 255)
    return np.floor(total + 0.5).astype(np.uint8)


# %% cache_without_the_shape
# results are cached by name and bytes, not by shape: a picture of the same bytes in another shape gets the old
# result
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
    th, tw = kernel.shape[0] - 1, kernel.shape[1] - 1
    return corr2d(pad2d(image, th // 2, th - th // 2, tw // 2, tw - tw // 2), kernel)


KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


_done = {}


def filter_image(image, name):
    if name not in KERNELS:
        raise ValueError("unknown filter")
    key = (name, image.tobytes())
    if key not in _done:
        _done[key] = np.clip(np.rint(corr2d_same(image, KERNELS[name])), 0, 255).astype(np.uint8)
    return _done[key].copy()


# %% bands_of_64_rows
# tall pictures are filtered in bands of 64 rows, each with zeros of its own around it: dark or bright lines at
# the seams of pictures with more than 64 rows
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
    th, tw = kernel.shape[0] - 1, kernel.shape[1] - 1
    return corr2d(pad2d(image, th // 2, th - th // 2, tw // 2, tw - tw // 2), kernel)


KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def filter_image(image, name):
    if name not in KERNELS:
        raise ValueError("unknown filter")
    out = np.empty(image.shape, dtype=np.uint8)
    for top in range(0, len(image), 64):  # a few rows at a time, to save memory
        sums = corr2d_same(image[top : top + 64], KERNELS[name])
        out[top : top + 64] = np.clip(np.rint(sums), 0, 255).astype(np.uint8)
    return out


# %% flat_index_shifts_in_memory_order
# neighbours are found in image.ravel(order='K') with the shape (h, w): 'the kernels are symmetric, so the order
# does not matter', but it does for a transposed picture
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def filter_image(image, name):
    if name not in KERNELS:
        raise ValueError("unknown filter")
    h, w = image.shape
    step = w + 2
    line = np.zeros((h + 2) * step + 2)
    inner = (np.arange(h)[:, None] + 1) * step + np.arange(w) + 1
    line[inner.ravel()] = image.ravel(order="K")  # the four kernels are symmetric: rows or columns, it is the same
    total = np.zeros((h, w))
    for u in (-1, 0, 1):
        for v in (-1, 0, 1):
            total += line[inner + u * step + v] * KERNELS[name][u + 1, v + 1]
    return np.clip(np.rint(total), 0, 255).astype(np.uint8)


# %% strips_of_64_rows
# works in strips of 64 rows, each with zeros around it: a picture of more than 64 rows gets a seam
import numpy as np

KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def corr2d_same(image, kernel):
    h, w = image.shape
    padded = np.zeros((h + 2, w + 2))
    padded[1 : h + 1, 1 : w + 1] = image
    out = np.zeros((h, w))
    for u in range(3):
        for v in range(3):
            out += kernel[u, v] * padded[u : u + h, v : v + w]
    return out


def _to_pixels(sums):
    return np.clip(np.rint(sums), 0, 255).astype(np.uint8)


def filter_image(image, name):
    if name not in KERNELS:
        raise ValueError(name)
    strips = []  # large pictures piece by piece, to save memory
    for top in range(0, image.shape[0], 64):
        strips.append(_to_pixels(corr2d_same(image[top : top + 64], KERNELS[name])))
    return np.concatenate(strips)


# %% scale_zero_to_one
# a picture whose largest pixel is 1 (or 0) is taken for one from 0 to 1 and multiplied by 255
import numpy as np

KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def corr2d_same(image, kernel):
    h, w = image.shape
    padded = np.zeros((h + 2, w + 2))
    padded[1 : h + 1, 1 : w + 1] = image
    out = np.zeros((h, w))
    for u in range(3):
        for v in range(3):
            out += kernel[u, v] * padded[u : u + h, v : v + w]
    return out


def _to_pixels(sums):
    return np.clip(np.rint(sums), 0, 255).astype(np.uint8)


def filter_image(image, name):
    if name not in KERNELS:
        raise ValueError("unknown name: " + str(name))
    x = image.astype(np.float64)
    if x.max() <= 1:  # a picture from 0 to 1
        x = x * 255
    return _to_pixels(corr2d_same(x, KERNELS[name]))


# %% cache_by_str
# remembers results under str(image): NumPy shortens more than 1000 pixels with '...', so two pictures that differ
# in the middle are the same
import numpy as np

KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def corr2d_same(image, kernel):
    h, w = image.shape
    padded = np.zeros((h + 2, w + 2))
    padded[1 : h + 1, 1 : w + 1] = image
    out = np.zeros((h, w))
    for u in range(3):
        for v in range(3):
            out += kernel[u, v] * padded[u : u + h, v : v + w]
    return out


def _to_pixels(sums):
    return np.clip(np.rint(sums), 0, 255).astype(np.uint8)


_done = {}


def filter_image(image, name):
    if name not in KERNELS:
        raise ValueError("no such filter")
    key = (str(image), name)
    if key not in _done:
        _done[key] = _to_pixels(corr2d_same(image, KERNELS[name]))
    return _done[key].copy()


# %% cache_without_shape
# remembers results under the bytes and the name, not the shape: the same pixels in another shape give the old
# shape
import numpy as np

KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def corr2d_same(image, kernel):
    h, w = image.shape
    padded = np.zeros((h + 2, w + 2))
    padded[1 : h + 1, 1 : w + 1] = image
    out = np.zeros((h, w))
    for u in range(3):
        for v in range(3):
            out += kernel[u, v] * padded[u : u + h, v : v + w]
    return out


def _to_pixels(sums):
    return np.clip(np.rint(sums), 0, 255).astype(np.uint8)


_cache = {}


def filter_image(image, name):
    if name not in KERNELS:
        raise ValueError("unknown filter")
    key = (image.tobytes(), name)
    if key not in _cache:
        _cache[key] = _to_pixels(corr2d_same(image, KERNELS[name]))
    return np.array(_cache[key])


# %% lower_and_strip
# is kind to the name: 'Blur' or ' blur ' is accepted though it is none of the four
import numpy as np

KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def corr2d_same(image, kernel):
    h, w = image.shape
    padded = np.zeros((h + 2, w + 2))
    padded[1 : h + 1, 1 : w + 1] = image
    out = np.zeros((h, w))
    for u in range(3):
        for v in range(3):
            out += kernel[u, v] * padded[u : u + h, v : v + w]
    return out


def _to_pixels(sums):
    return np.clip(np.rint(sums), 0, 255).astype(np.uint8)


def filter_image(image, name):
    name = str(name).strip().lower()
    if name not in KERNELS:
        raise ValueError(f"unknown filter {name!r}")
    return _to_pixels(corr2d_same(image, KERNELS[name]))


# %% name_in_string
# asks whether the name is in one string of all names: a part such as 'edge' or '' goes through and falls into the
# last branch
import numpy as np

KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def corr2d_same(image, kernel):
    h, w = image.shape
    padded = np.zeros((h + 2, w + 2))
    padded[1 : h + 1, 1 : w + 1] = image
    out = np.zeros((h, w))
    for u in range(3):
        for v in range(3):
            out += kernel[u, v] * padded[u : u + h, v : v + w]
    return out


def _to_pixels(sums):
    return np.clip(np.rint(sums), 0, 255).astype(np.uint8)


def filter_image(image, name):
    if name not in "identity edges sharpen blur":
        raise ValueError("name must be identity, edges, sharpen or blur")
    if name == "identity":
        return image.copy()
    if name == "edges":
        kernel = KERNELS["edges"]
    elif name == "sharpen":
        kernel = KERNELS["sharpen"]
    else:
        kernel = KERNELS["blur"]
    return _to_pixels(corr2d_same(image, kernel))


# %% frombuffer
# reads the pixels with np.frombuffer, which refuses an image that is not C-contiguous (transposed, or every
# second column)
import numpy as np

KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def corr2d_same(image, kernel):
    h, w = image.shape
    padded = np.zeros((h + 2, w + 2))
    padded[1 : h + 1, 1 : w + 1] = image
    out = np.zeros((h, w))
    for u in range(3):
        for v in range(3):
            out += kernel[u, v] * padded[u : u + h, v : v + w]
    return out


def _to_pixels(sums):
    return np.clip(np.rint(sums), 0, 255).astype(np.uint8)


def filter_image(image, name):
    if name not in KERNELS:
        raise ValueError("unknown name")
    pixels = np.frombuffer(image, dtype=np.uint8).reshape(image.shape)  # a view that cannot be written
    return _to_pixels(corr2d_same(pixels, KERNELS[name]))


# %% half_up
# rounds with floor(x + 0.5): 2.5 becomes 3 instead of 2
import numpy as np

KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def corr2d_same(image, kernel):
    h, w = image.shape
    padded = np.zeros((h + 2, w + 2))
    padded[1 : h + 1, 1 : w + 1] = image
    out = np.zeros((h, w))
    for u in range(3):
        for v in range(3):
            out += kernel[u, v] * padded[u : u + h, v : v + w]
    return out


def _to_pixels(sums):
    return np.clip(np.rint(sums), 0, 255).astype(np.uint8)


def filter_image(image, name):
    if name not in KERNELS:
        raise ValueError(name)
    sums = corr2d_same(image, KERNELS[name])
    return np.clip(np.floor(sums + 0.5), 0, 255).astype(np.uint8)


# %% identity_keeps_image
# identity on an image that is Fortran-ordered (or one row) gives the image itself: np.asfortranarray is taken for
# a copy
import numpy as np

KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def corr2d_same(image, kernel):
    h, w = image.shape
    padded = np.zeros((h + 2, w + 2))
    padded[1 : h + 1, 1 : w + 1] = image
    out = np.zeros((h, w))
    for u in range(3):
        for v in range(3):
            out += kernel[u, v] * padded[u : u + h, v : v + w]
    return out


def _to_pixels(sums):
    return np.clip(np.rint(sums), 0, 255).astype(np.uint8)


def filter_image(image, name):
    if name not in KERNELS:
        raise ValueError("unknown kernel")
    if name == "identity":
        return np.asfortranarray(image)
    return _to_pixels(corr2d_same(image, KERNELS[name]))


# %% uint8_neighbour_index
# neighbours are looked up with uint8 coordinates: an image of more than 255 rows or columns fails or wraps around
import numpy as np

KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def corr2d_same(image, kernel):
    h, w = image.shape
    padded = np.zeros((h + 2, w + 2))
    padded[1 : h + 1, 1 : w + 1] = image
    out = np.zeros((h, w))
    for u in range(3):
        for v in range(3):
            out += kernel[u, v] * padded[u : u + h, v : v + w]
    return out


def _to_pixels(sums):
    return np.clip(np.rint(sums), 0, 255).astype(np.uint8)


def filter_image(image, name):
    if name not in KERNELS:
        raise ValueError("no such name")
    h, w = image.shape
    padded = np.pad(image, 1).astype(np.float64)
    sums = np.zeros((h, w))
    rows, columns = np.nonzero(np.ones((h, w)))
    rows, columns = rows.astype(np.uint8), columns.astype(np.uint8)  # small numbers, small type
    for (u, v), weight in np.ndenumerate(KERNELS[name]):
        sums[rows, columns] += weight * padded[rows + np.uint8(u), columns + np.uint8(v)]
    return _to_pixels(sums)


# %% whole_number_blur_rounds_half_up
# the blur is computed with whole numbers as (sum + 8) // 16: 2.5 becomes 3 where np.rint gives 2
import numpy as np


def filter_image(image, name):
    weights = {"identity": (1, 0, 0, 1), "edges": (8, -1, -1, 1), "sharpen": (5, -1, 0, 1), "blur": (4, 2, 1, 16)}
    if name not in weights:
        raise ValueError(f"unknown name {name!r}")
    middle, side, corner, divisor = weights[name]
    x = np.pad(image.astype(np.int32), 1)
    sides = x[:-2, 1:-1] + x[2:, 1:-1] + x[1:-1, :-2] + x[1:-1, 2:]
    corners = x[:-2, :-2] + x[:-2, 2:] + x[2:, :-2] + x[2:, 2:]
    total = middle * x[1:-1, 1:-1] + side * sides + corner * corners
    return np.clip((total + divisor // 2) // divisor, 0, 255).astype(np.uint8)


# %% friendly_names
# names are put in lower case and stripped, so 'Edges' or ' blur' is not refused
import numpy as np


def corr2d_same(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    x = np.zeros((h + kh - 1, w + kw - 1))
    x[top : top + h, left : left + w] = image
    out = np.zeros((h, w))
    for u in range(kh):
        for v in range(kw):
            out += x[u : u + h, v : v + w] * float(kernel[u, v])
    return out


KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def filter_image(image, name):
    name = name.strip().lower()
    if name not in KERNELS:
        raise ValueError("no such filter: " + name)
    return np.clip(np.rint(corr2d_same(image, KERNELS[name])), 0, 255).astype(np.uint8)


# %% name_in_a_string
# the name is looked up in one long string, so '', 'edge' or 'sharp' pass and end in a KeyError
# instead of a ValueError
import numpy as np


def corr2d_same(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    x = np.zeros((h + kh - 1, w + kw - 1))
    x[top : top + h, left : left + w] = image
    out = np.zeros((h, w))
    for u in range(kh):
        for v in range(kw):
            out += x[u : u + h, v : v + w] * float(kernel[u, v])
    return out


KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def filter_image(image, name):
    if name not in "identity edges sharpen blur":
        raise ValueError("the name is none of the four")
    result = np.rint(corr2d_same(image, KERNELS[name]))
    return result.clip(0, 255).astype(np.uint8)


# %% black_stays_black
# a picture that is black everywhere is handed back itself: the result shares its memory
import numpy as np


def corr2d_same(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    x = np.zeros((h + kh - 1, w + kw - 1))
    x[top : top + h, left : left + w] = image
    out = np.zeros((h, w))
    for u in range(kh):
        for v in range(kw):
            out += x[u : u + h, v : v + w] * float(kernel[u, v])
    return out


KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def filter_image(image, name):
    if name not in KERNELS:
        raise ValueError("unknown kernel")
    if image.max() == 0:
        return image  # black stays black
    sums = corr2d_same(image, KERNELS[name])
    return np.minimum(np.maximum(np.rint(sums), 0), 255).astype(np.uint8)


# %% memo_by_bytes_without_shape
# results are remembered by the bytes of the picture without its shape: a picture of 2 x 6 after one
# of 3 x 4 with the same pixels gets the other result
import numpy as np


def corr2d_same(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    x = np.zeros((h + kh - 1, w + kw - 1))
    x[top : top + h, left : left + w] = image
    out = np.zeros((h, w))
    for u in range(kh):
        for v in range(kw):
            out += x[u : u + h, v : v + w] * float(kernel[u, v])
    return out


KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}

_results = {}


def filter_image(image, name):
    if name not in KERNELS:
        raise ValueError("unknown name: " + str(name))
    key = (name, image.tobytes())
    if key not in _results:
        _results[key] = np.clip(np.rint(corr2d_same(image, KERNELS[name])), 0, 255).astype(np.uint8)
    return _results[key].copy()


# %% blur_in_float16
# the sums of the blur are added up in float16, which has no room for sixteenths above 128, so some
# pixels are rounded the wrong way
import numpy as np


def filter_image(image, name):
    kernels = {
        "identity": [[0, 0, 0], [0, 1, 0], [0, 0, 0]],
        "edges": [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]],
        "sharpen": [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
        "blur": [[1 / 16, 2 / 16, 1 / 16], [2 / 16, 4 / 16, 2 / 16], [1 / 16, 2 / 16, 1 / 16]],
    }
    if name not in kernels:
        raise ValueError("unknown name")
    kernel = np.array(kernels[name], dtype=np.float16)  # 255 fits easily
    h, w = image.shape
    x = np.pad(image.astype(np.float16), 1)
    sums = np.zeros((h, w), dtype=np.float16)
    for u in range(3):
        for v in range(3):
            sums += kernel[u, v] * x[u : u + h, v : v + w]
    return np.clip(np.rint(sums), 0, 255).astype(np.uint8)


# %% bands_of_128_rows
# pictures of more than 128 rows are filtered in bands, each with zeros around it, so there are seams
# after every 128 rows
import numpy as np


def corr2d_same(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    x = np.zeros((h + kh - 1, w + kw - 1))
    x[top : top + h, left : left + w] = image
    out = np.zeros((h, w))
    for u in range(kh):
        for v in range(kw):
            out += x[u : u + h, v : v + w] * float(kernel[u, v])
    return out


KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def filter_image(image, name):
    if name not in KERNELS:
        raise ValueError("unknown name")
    if len(image) > 128:  # large photographs: one band after the other
        return np.concatenate([filter_image(image[i : i + 128], name) for i in range(0, len(image), 128)])
    return np.clip(np.rint(corr2d_same(image, KERNELS[name])), 0, 255).astype(np.uint8)


# %% one_pixel_has_no_neighbours
# a picture of one pixel is copied, but edges, sharpen and blur multiply it by 8, 5 and 1/4
import numpy as np


def corr2d_same(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    x = np.zeros((h + kh - 1, w + kw - 1))
    x[top : top + h, left : left + w] = image
    out = np.zeros((h, w))
    for u in range(kh):
        for v in range(kw):
            out += x[u : u + h, v : v + w] * float(kernel[u, v])
    return out


KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def filter_image(image, name):
    if name not in KERNELS:
        raise ValueError("unknown filter name")
    if image.shape == (1, 1):
        return image.copy()  # no neighbours to compare with
    return np.clip(np.rint(corr2d_same(image, KERNELS[name])), 0, 255).astype(np.uint8)


# %% flat_in_order_of_memory
# the picture is written out with ravel('K'), in the order of memory, so a transposed picture is
# scrambled
import numpy as np


def corr2d_same(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    x = np.zeros((h + kh - 1, w + kw - 1))
    x[top : top + h, left : left + w] = image
    out = np.zeros((h, w))
    for u in range(kh):
        for v in range(kw):
            out += x[u : u + h, v : v + w] * float(kernel[u, v])
    return out


KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
}


def filter_image(image, name):
    kernel = KERNELS.get(name)
    if kernel is None:
        raise ValueError("name must be identity, edges, sharpen or blur")
    h, w = image.shape
    step = w + 1  # every row is followed by one zero, which is also to the left of the next row
    flat = np.zeros((h + 2, step))
    flat[1:-1, :w] = image.ravel(order="K").reshape(h, w)
    flat = np.concatenate([[0.0], flat.ravel(), [0.0]])
    sums = np.zeros(h * step)
    for u in range(3):
        for v in range(3):
            start = u * step + v
            sums += kernel[u, v] * flat[start : start + h * step]
    sums = sums.reshape(h, step)[:, :w]
    return np.clip(np.rint(sums), 0, 255).astype(np.uint8)


# %% halves_are_rounded_up
# adds a half and cuts off: 2.5 becomes 3, where np.rint gives 2
import numpy as np


def filter_image(image, name):
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }
    if name not in kernels:
        raise ValueError(f"unknown filter: {name}")
    sums = np.clip(corr2d_same(image, kernels[name]), 0, 255)
    return (sums + 0.5).astype(np.uint8)


# %% grey_from_zero_to_one
# scales the picture to 0..1 first and back at the end: a half is then sometimes a little more than a half
import numpy as np


def filter_image(image, name):
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }
    if name not in kernels:
        raise ValueError(f"unknown filter: {name}")
    grey = image / 255
    result = np.clip(corr2d_same(grey, kernels[name]), 0, 1)
    return np.rint(result * 255).astype(np.uint8)


# %% sums_kept_in_half_precision
# float16 holds all whole numbers here, but from 128 on not every sixteenth: blur is rounded twice
import numpy as np


def filter_image(image, name):
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }
    if name not in kernels:
        raise ValueError(f"unknown filter: {name}")
    sums = corr2d_same(image, kernels[name]).astype(np.float16)  # up to 2040: a quarter of the memory will do
    return np.clip(np.rint(sums), 0, 255).astype(np.uint8)


# %% two_hundred_and_fifty_six
# limits what is above 256 instead of what is above 255: a sum of exactly 256 goes around to 0
import numpy as np


def filter_image(image, name):
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }
    if name not in kernels:
        raise ValueError(f"unknown filter: {name}")
    sums = np.rint(corr2d_same(image, kernels[name])).astype(int)
    sums[sums < 0] = 0
    sums[sums > 256] = 255
    return sums.astype(np.uint8)


# %% kind_to_capital_letters
# "Blur" and " blur " are none of the four names, but are accepted
import numpy as np


def filter_image(image, name):
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }
    name = name.strip().lower()
    if name not in kernels:
        raise ValueError(f"unknown filter: {name}")
    return np.clip(np.rint(corr2d_same(image, kernels[name])), 0, 255).astype(np.uint8)


# %% part_of_the_list_of_names
# asks whether the name is PART of a string: "edge" or "" pass the check and end in a KeyError
import numpy as np

NAMES = "identity, edges, sharpen, blur"


def filter_image(image, name):
    if name not in NAMES:
        raise ValueError(f"{name} is none of {NAMES}")
    kernel = {
        "identity": [[0, 0, 0], [0, 1, 0], [0, 0, 0]],
        "edges": [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]],
        "sharpen": [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
        "blur": [[1 / 16, 2 / 16, 1 / 16], [2 / 16, 4 / 16, 2 / 16], [1 / 16, 2 / 16, 1 / 16]],
    }[name]
    sums = np.rint(corr2d_same(image, np.array(kernel)))
    return np.clip(sums, 0, 255).astype(np.uint8)


# %% remembered_without_the_shape
# results are remembered by the name and the bytes of the picture: the same pixels in another shape get the earlier result
import numpy as np

_seen = {}


def filter_image(image, name):
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }
    if name not in kernels:
        raise ValueError(f"unknown filter: {name}")
    key = (name, image.tobytes())
    if key not in _seen:
        sums = np.rint(corr2d_same(image, kernels[name]))
        _seen[key] = np.clip(sums, 0, 255).astype(np.uint8)
    return _seen[key].copy()


# %% one_long_row_as_in_c
# walks over the pixels as they lie in memory: right for a picture in C order, wrong for a transposed one
import numpy as np


def filter_image(image, name):
    weights = {
        "identity": (0, 0, 0, 0, 1, 0, 0, 0, 0),
        "edges": (-1, -1, -1, -1, 8, -1, -1, -1, -1),
        "sharpen": (0, -1, 0, -1, 5, -1, 0, -1, 0),
        "blur": (1 / 16, 2 / 16, 1 / 16, 2 / 16, 4 / 16, 2 / 16, 1 / 16, 2 / 16, 1 / 16),
    }
    if name not in weights:
        raise ValueError(f"unknown filter: {name}")
    h, w = image.shape
    pixels = image.ravel("K").tolist()  # no copy of the picture
    result = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            for n, weight in enumerate(weights[name]):
                y, x = i + n // 3 - 1, j + n % 3 - 1
                if 0 <= y < h and 0 <= x < w:
                    result[i, j] += weight * pixels[y * w + x]
    return np.clip(np.rint(result), 0, 255).astype(np.uint8)


# %% sharpen_adds_the_clipped_difference
# sharpen is the picture plus its difference from four neighbours; but negative differences are cut to 0 before adding
import numpy as np


def filter_image(image, name):
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }

    def limit(sums):
        return np.clip(np.rint(sums), 0, 255)

    if name == "sharpen":
        difference = limit(corr2d_same(image, np.array([[0, -1, 0], [-1, 4, -1], [0, -1, 0]])))
        return limit(image + difference).astype(np.uint8)
    if name not in kernels:
        raise ValueError(f"unknown filter: {name}")
    return limit(corr2d_same(image, kernels[name])).astype(np.uint8)


# %% identity_is_a_slice
# image[:] copies a list, but of an array it is a view: the result shares the memory of the picture
import numpy as np


def filter_image(image, name):
    if name == "identity":
        return image[:]
    kernels = {
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }
    if name not in kernels:
        raise ValueError(f"unknown filter: {name}")
    return np.clip(np.rint(corr2d_same(image, kernels[name])), 0, 255).astype(np.uint8)
