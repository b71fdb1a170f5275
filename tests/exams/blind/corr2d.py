"""Wrong answers to `corr2d`, written by who knew the notebook alone. Each cell is a submission."""

# %% cache_by_bytes_without_dtype
# results are remembered by shape and raw bytes, but uint8 200 and int8 -56 have the same bytes: depends on
# earlier calls
import numpy as np


_seen = {}


def corr2d(image, kernel, bias=0.0):
    key = (image.shape, image.tobytes(), kernel.shape, kernel.tobytes(), bias)
    if key not in _seen:
        x, k = image.astype(np.float64), kernel.astype(np.float64)
        (h, w), (kh, kw) = x.shape, k.shape
        if kh > h or kw > w:
            raise ValueError("the kernel does not fit")
        out = np.full((h - kh + 1, w - kw + 1), float(bias))
        for u in range(kh):
            for v in range(kw):
                out += x[u : u + out.shape[0], v : v + out.shape[1]] * k[u, v]
        _seen[key] = out
    return _seen[key].copy()


# %% integers_summed_in_int64
# integer inputs are multiplied and summed in int64, which wraps around for huge numbers (sums above 2**63,
# uint64)
import numpy as np


def corr2d(image, kernel, bias=0.0):
    # whole numbers are exact in int64, everything else goes to float64
    if image.dtype.kind in "iu" and kernel.dtype.kind in "iu":
        image, kernel = image.astype(np.int64), kernel.astype(np.int64)
    else:
        image, kernel = image.astype(np.float64), kernel.astype(np.float64)
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel is larger than the image")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            out[i, j] = float((image[i : i + kh, j : j + kw] * kernel).sum()) + bias
    return out


# %% accumulator_takes_dtype_of_bias
# the result starts as np.full(shape, bias + 0.0): with a np.float32 bias all sums are rounded to float32
import numpy as np


def corr2d(image, kernel, bias=0.0):
    x = np.asarray(image, dtype=np.float64)
    k = np.asarray(kernel, dtype=np.float64)
    (h, w), (kh, kw) = x.shape, k.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than image")
    out = np.full((h - kh + 1, w - kw + 1), bias + 0.0)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] += np.sum(x[i : i + kh, j : j + kw] * k)
    return out.astype(np.float64)


# %% same_shape_dot_ravel_K
# when kernel and image have the same shape, ravel('K') reads each in its own memory order: wrong when the layouts
# differ
import numpy as np


def corr2d(image, kernel, bias=0.0):
    x = image.astype(np.float64)
    k = kernel.astype(np.float64)
    if x.shape == k.shape:  # one position only: a plain dot product, without a copy
        return np.array([[np.dot(x.ravel(order="K"), k.ravel(order="K")) + bias]], dtype=np.float64)
    (h, w), (kh, kw) = x.shape, k.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than image")
    windows = np.lib.stride_tricks.sliding_window_view(x, (kh, kw))
    return np.einsum("ijuv,uv->ij", windows, k) + float(bias)


# %% separable_by_allclose
# a kernel that np.allclose takes for an outer product (default rtol 1e-5, atol 1e-8) is applied as one: nearly
# separable or tiny kernels come out wrong
import numpy as np


def corr2d(image, kernel, bias=0.0):
    x, k = image.astype(np.float64), kernel.astype(np.float64)
    (h, w), (kh, kw) = x.shape, k.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than image")
    oh, ow = h - kh + 1, w - kw + 1
    if min(kh, kw) > 1 and k[0, 0] != 0:
        row, col = k[0], k[:, 0] / k[0, 0]
        if np.allclose(np.outer(col, row), k):  # separable: two passes in one dimension
            middle = sum(x[:, v : v + ow] * row[v] for v in range(kw))
            return sum(middle[u : u + oh] * col[u] for u in range(kh)) + float(bias)
    out = np.full((oh, ow), float(bias))
    for u in range(kh):
        for v in range(kw):
            out += x[u : u + oh, v : v + ow] * k[u, v]
    return out


# %% guard_by_number_of_pixels
# compares kernel.size with image.size and trusts np.zeros to refuse negative shapes: a kernel exactly one row (or
# column) too long gives an empty result instead of ValueError
import numpy as np


def corr2d(image, kernel, bias=0.0):
    if kernel.size > image.size:
        raise ValueError("the kernel is larger than the image")
    h, w = image.shape
    kh, kw = kernel.shape
    x = image.astype(np.float64)
    k = kernel.astype(np.float64)
    out = np.zeros((h - kh + 1, w - kw + 1))  # raises ValueError when a size is negative
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(x[i : i + kh, j : j + kw] * k) + bias
    return out


# %% uint8_pictures_in_int32
# uint8 images with integer kernels are summed in int32: wraps for weights of about 8 million and more
import numpy as np


def corr2d(image, kernel, bias=0.0):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    # ordinary pictures: int32 is plenty for pixels up to 255, and twice as fast
    work = np.int32 if image.dtype == np.uint8 and kernel.dtype.kind in "iu" else np.float64
    x, k = image.astype(work), kernel.astype(work)
    out = np.zeros((h - kh + 1, w - kw + 1), dtype=work)
    for u in range(kh):
        for v in range(kw):
            out += x[u : u + out.shape[0], v : v + out.shape[1]] * k[u, v]
    return out.astype(np.float64) + float(bias)


# %% kernel_of_one_shares_memory
# for the kernel [[1]] and bias 0 np.asarray gives a float64 image back itself instead of a new array
import numpy as np


def corr2d(image, kernel, bias=0.0):
    image = np.asarray(image, dtype=np.float64)
    kernel = np.asarray(kernel, dtype=np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    if kernel.shape == (1, 1) and kernel[0, 0] == 1 and bias == 0:
        return image  # nothing to do
    out = np.empty((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out
