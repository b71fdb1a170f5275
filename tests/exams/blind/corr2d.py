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


# %% int_bias_dtype
# a whole-number bias (int) makes the result array an int array: fractions are cut off, only then it becomes
# float64
import numpy as np


def corr2d(image, kernel, bias=0.0):
    image = np.asarray(image, dtype=np.float64)
    kernel = np.asarray(kernel, dtype=np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    result = np.full((h - kh + 1, w - kw + 1), bias)  # start from the bias
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            result[i, j] += np.sum(image[i : i + kh, j : j + kw] * kernel)
    return result.astype(np.float64)


# %% float32_bias_dtype
# a NumPy float32 or float16 scalar as bias makes the sums run in that type (result_type with a weak Python float)
import numpy as np


def corr2d(image, kernel, bias=0.0):
    image = np.asarray(image).astype(np.float64)
    kernel = np.asarray(kernel).astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than the image")
    out = np.full((h - kh + 1, w - kw + 1), bias, dtype=np.result_type(bias, 0.0))
    for u in range(kh):
        for v in range(kw):
            out += kernel[u, v] * image[u : u + out.shape[0], v : v + out.shape[1]]
    return np.array(out, dtype=np.float64)


# %% nditer_kernel
# np.nditer walks over the kernel in memory order: wrong for a kernel that is transposed or Fortran-ordered
import numpy as np


def corr2d(image, kernel, bias=0.0):
    image = image.astype(np.float64)
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel does not fit into the image")
    out = np.full((h - kh + 1, w - kw + 1), float(bias))
    for n, weight in enumerate(np.nditer(kernel)):
        u, v = divmod(n, kw)
        out += float(weight) * image[u : u + out.shape[0], v : v + out.shape[1]]
    return out


# %% int64_for_small_ints
# integers of at most 32 bits are summed in int64 'because products of 32 bits fit': two products of the extremes
# already wrap around
import numpy as np


def corr2d(image, kernel, bias=0.0):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel is larger than the image")
    whole = image.dtype.kind in "iu" and kernel.dtype.kind in "iu"
    # 32 bits times 32 bits fit into 64: exact. Everything else in floating point.
    if whole and image.dtype.itemsize <= 4 and kernel.dtype.itemsize <= 4:
        kind = np.int64
    else:
        kind = np.float64
    image, kernel = image.astype(kind), kernel.astype(kind)
    out = np.zeros((h - kh + 1, w - kw + 1), dtype=kind)
    for u in range(kh):
        for v in range(kw):
            out += kernel[u, v] * image[u : u + out.shape[0], v : v + out.shape[1]]
    return out.astype(np.float64) + bias


# %% cache_without_dtype
# the cache key holds shapes and bytes, but not the dtypes: an int8 array after a uint8 array of the same bytes
# gets the old result
import numpy as np

_memory = {}


def corr2d(image, kernel, bias=0.0):
    image, kernel = np.asarray(image), np.asarray(kernel)
    key = (image.shape, image.tobytes(), kernel.shape, kernel.tobytes(), float(bias))
    if key not in _memory:
        (h, w), (kh, kw) = image.shape, kernel.shape
        if kh > h or kw > w:
            raise ValueError("kernel too large")
        x, k = image.astype(np.float64), kernel.astype(np.float64)
        out = np.empty((h - kh + 1, w - kw + 1))
        for i in range(h - kh + 1):
            for j in range(w - kw + 1):
                out[i, j] = (x[i : i + kh, j : j + kw] * k).sum() + bias
        _memory[key] = out
    return _memory[key].copy()


# %% fft_odd_width
# images of 4096 pixels and more go through rfft2; irfft2 without the shape gives an even number of columns, so an
# odd width comes out wrong
import numpy as np


def corr2d(image, kernel, bias=0.0):
    x, k = np.array(image, dtype=np.float64), np.array(kernel, dtype=np.float64)
    (h, w), (kh, kw) = x.shape, k.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than image")
    if x.size >= 64 * 64 and k.size > 4:  # the loop is slow for real pictures
        spectrum = np.fft.rfft2(x) * np.conj(np.fft.rfft2(k, s=x.shape))
        y = np.fft.irfft2(spectrum)
        return y[: h - kh + 1, : w - kw + 1] + bias
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (x[i : i + kh, j : j + kw] * k).sum() + bias
    return out


# %% svd_absolute_tolerance
# separable kernels are found by SVD with an absolute tolerance of 1e-8: a kernel of tiny weights loses all but
# its first component
import numpy as np


def corr2d(image, kernel, bias=0.0):
    x, k = image.astype(np.float64), kernel.astype(np.float64)
    (h, w), (kh, kw) = x.shape, k.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    oh, ow = h - kh + 1, w - kw + 1
    if kh > 1 and kw > 1:
        u, s, vt = np.linalg.svd(k)
        if s[1] < 1e-8:  # separable: one column and one row are enough
            column, row = u[:, 0] * s[0], vt[0]
            tall = sum(column[a] * x[a : a + oh] for a in range(kh))
            return sum(row[b] * tall[:, b : b + ow] for b in range(kw)) + bias
    out = np.zeros((oh, ow))
    for a in range(kh):
        for b in range(kw):
            out += k[a, b] * x[a : a + oh, b : b + ow]
    return out + bias


# %% round_noise_away
# the result is rounded to 10 decimals to remove floating-point noise: small numbers vanish
import numpy as np


def corr2d(image, kernel, bias=0.0):
    image, kernel = np.float64(image), np.float64(kernel)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel has more rows or columns than the image")
    rows = []
    for i in range(h - kh + 1):
        rows.append([(image[i : i + kh, j : j + kw] * kernel).sum() + bias for j in range(w - kw + 1)])
    return np.round(np.array(rows), 10)  # 0.30000000000000004 -> 0.3


# %% view_int64_first
# integers go through int64 first: uint64 pixels from 2**63 on become negative
import numpy as np


def _numbers(array):
    if np.issubdtype(array.dtype, np.integer):
        array = array.astype(int)  # so that uint8 does not wrap around
    return array.astype(float)


def corr2d(image, kernel, bias=0.0):
    image, kernel = _numbers(image), _numbers(kernel)
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("the kernel must fit into the image")
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows, kernel) + bias


# %% shared_work_array
# the result array is kept per shape and filled again: a second call of the same result shape overwrites the first
# result
import numpy as np

_results = {}


def corr2d(image, kernel, bias=0.0):
    image = image.astype(np.float64)
    kernel = kernel.astype(np.float64)
    shape = (image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1)
    if shape[0] < 1 or shape[1] < 1:
        raise ValueError("kernel too large")
    if shape not in _results:
        _results[shape] = np.empty(shape)  # asking for memory is slow: do it once per shape
    out = _results[shape]
    out[...] = bias
    for u in range(kernel.shape[0]):
        for v in range(kernel.shape[1]):
            out += kernel[u, v] * image[u : u + shape[0], v : v + shape[1]]
    return out


# %% lexicographic_shape_check
# a kernel with fewer rows than the image but exactly one column more is not refused (tuples compare
# first entry first)
import numpy as np


def corr2d(image, kernel, bias=0.0):
    if kernel.shape > image.shape:
        raise ValueError("the kernel is larger than the image")
    h, w = image.shape
    kh, kw = kernel.shape
    x = image.astype(np.float64)
    k = kernel.astype(np.float64)
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(x[i : i + kh, j : j + kw] * k) + bias
    return out


# %% memo_by_hash
# results are remembered by hash of the numbers; hash(-1) == hash(-2), so -2 in place of -1 gives the
# earlier result
import numpy as np

_memo = {}


def corr2d(image, kernel, bias=0.0):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    key = hash((image.shape, tuple(image.ravel().tolist()), kernel.shape, tuple(kernel.ravel().tolist()), bias))
    if key not in _memo:
        x, k = image.astype(np.float64), kernel.astype(np.float64)
        out = np.empty((h - kh + 1, w - kw + 1))
        for i in range(h - kh + 1):
            for j in range(w - kw + 1):
                out[i, j] = (x[i : i + kh, j : j + kw] * k).sum() + bias
        _memo[key] = out
    return _memo[key].copy()


# %% result_has_dtype_of_bias
# np.full(shape, bias) is an int array when bias is an int, so fractions are cut off as they are
# stored
import numpy as np


def corr2d(image, kernel, bias=0.0):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than image")
    x = image.astype(np.float64)
    k = kernel.astype(np.float64)
    out = np.full((h - kh + 1, w - kw + 1), bias)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] += np.sum(x[i : i + kh, j : j + kw] * k)
    return out.astype(np.float64)


# %% float32_when_small_abs_of_int_min
# a bound decides whether float32 is exact, but np.abs(int16 -32768) is -32768, so an image with that
# value is judged small and loses digits
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def corr2d(image, kernel, bias=0.0):
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("the kernel does not fit into the image")
    work = np.float64
    if image.dtype.kind in "iu" and kernel.dtype.kind in "iu":
        # whole numbers below 2**24 are exact in float32, which is twice as fast
        bound = int(np.abs(image).max()) * int(np.abs(kernel).max()) * kernel.size
        if bound < 2**24:
            work = np.float32
    windows = sliding_window_view(image.astype(work), kernel.shape)
    out = np.tensordot(windows, kernel.astype(work), axes=2)
    return out.astype(np.float64) + bias


# %% nditer_goes_through_memory
# np.nditer visits the kernel in the order of memory, so a transposed (Fortran) or reversed view of a
# kernel is read in another order
import numpy as np


def corr2d(image, kernel, bias=0.0):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel too large")
    oh, ow = h - kh + 1, w - kw + 1
    x = np.asarray(image, dtype=np.float64)
    out = np.full((oh, ow), float(bias))
    for position, weight in enumerate(np.nditer(kernel)):
        u, v = divmod(position, kw)
        out += x[u : u + oh, v : v + ow] * float(weight)
    return out


# %% nothing_to_do_forgets_bias
# if the image or the kernel is all zeros the early return leaves the bias out
import numpy as np


def corr2d(image, kernel, bias=0.0):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel must not be larger than the image")
    out = np.zeros((h - kh + 1, w - kw + 1))
    if not image.any() or not kernel.any():
        return out
    x = image.astype(float)
    k = kernel.astype(float)
    for i in range(len(out)):
        for j in range(len(out[0])):
            out[i, j] = (x[i : i + kh, j : j + kw] * k).sum() + bias
    return out


# %% box_shortcut_with_allclose
# kernels whose weights are all below about 1e-8 (or equal to 1e-5) pass np.allclose as 'constant' and
# are replaced by their first weight
import numpy as np


def corr2d(image, kernel, bias=0.0):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than image")
    oh, ow = h - kh + 1, w - kw + 1
    x = image.astype(np.float64)
    k = kernel.astype(np.float64)
    if np.allclose(k, k[0, 0]):
        # a box filter: add up first, multiply once
        rows = sum(x[u : u + oh] for u in range(kh))
        return k[0, 0] * sum(rows[:, v : v + ow] for v in range(kw)) + bias
    out = np.zeros((oh, ow))
    for u in range(kh):
        for v in range(kw):
            out += k[u, v] * x[u : u + oh, v : v + ow]
    return out + bias


# %% blocks_without_halo
# results with more than 256 rows are computed in blocks of 256 rows that miss the rows of the next
# block, so the last kh - 1 rows of each full block stay at the bias
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

BLOCK = 256


def corr2d(image, kernel, bias=0.0):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    k = kernel.astype(np.float64)
    out = np.full((h - kh + 1, w - kw + 1), bias, dtype=np.float64)
    for start in range(0, h, BLOCK):  # saves memory on large pictures
        block = image[start : start + BLOCK].astype(np.float64)
        if h <= BLOCK or len(block) >= kh:
            windows = sliding_window_view(block, (kh, kw))
            out[start : start + len(windows)] += np.einsum("ijuv,uv->ij", windows, k)
    return out


# %% one_by_one_kernel_is_not_copied
# for the 1 x 1 kernel [[1]] without bias a float64 image itself is handed back: the result shares its
# memory
import numpy as np


def corr2d(image, kernel, bias=0.0):
    image = np.asarray(image, dtype=np.float64)
    kernel = np.asarray(kernel, dtype=np.float64)
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than image")
    if kernel.size == 1 and kernel[0, 0] == 1 and bias == 0:
        return image
    out = np.empty((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return out


# %% fft_for_large_odd_width
# images of more than 2**14 pixels go through irfft2 without its s argument, which is wrong for an odd
# number of columns
import numpy as np


def corr2d(image, kernel, bias=0.0):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than image")
    x = image.astype(np.float64)
    k = kernel.astype(np.float64)
    oh, ow = h - kh + 1, w - kw + 1
    if x.size > 2**14 and k.size > 9:
        # large pictures: multiply the spectra
        spectrum = np.fft.rfft2(x) * np.conj(np.fft.rfft2(k, s=(h, w)))
        return np.fft.irfft2(spectrum)[:oh, :ow] + bias
    out = np.zeros((oh, ow))
    for u in range(kh):
        for v in range(kw):
            out += x[u : u + oh, v : v + ow] * k[u, v]
    return out + bias


# %% guard_needs_both_axes
# Refuses the kernel only when it is larger in BOTH directions; one row too many gives an empty array (NumPy itself
# refuses the rest, because a shape is negative).
import numpy as np


def corr2d(image, kernel, bias=0.0):
    image = np.asarray(image, dtype=np.float64)
    kernel = np.asarray(kernel, dtype=np.float64)
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h and kw > w:
        raise ValueError("the kernel does not fit into the image")
    result = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            result[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return result


# %% kernel_read_in_memory_order
# The kernel is flattened in the order in which it lies in memory: a transposed kernel is read column by column.
import numpy as np


def corr2d(image, kernel, bias=0.0):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit into the image")
    weights = kernel.ravel(order="K").astype(np.float64)
    pixels = image.astype(np.float64)
    result = np.empty((h - kh + 1, w - kw + 1))
    for i in range(result.shape[0]):
        for j in range(result.shape[1]):
            result[i, j] = pixels[i : i + kh, j : j + kw].ravel() @ weights + bias
    return result


# %% cache_forgets_the_shapes
# Results are remembered under the bytes of the arguments, without their shapes: the same numbers in another shape get
# the old result.
import numpy as np

_seen = {}


def corr2d(image, kernel, bias=0.0):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit into the image")
    image = image.astype(np.float64)
    kernel = kernel.astype(np.float64)
    key = (image.tobytes(), kernel.tobytes(), bias)
    if key not in _seen:
        result = np.full((h - kh + 1, w - kw + 1), bias, dtype=np.float64)
        for u in range(kh):
            for v in range(kw):
                result += kernel[u, v] * image[u : u + h - kh + 1, v : v + w - kw + 1]
        _seen[key] = result
    return _seen[key].copy()


# %% one_buffer_for_each_shape
# The result lives in a buffer which the next call with a result of the same shape overwrites: it is not a new array.
import numpy as np

_buffers = {}


def corr2d(image, kernel, bias=0.0):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit into the image")
    shape = (h - kh + 1, w - kw + 1)
    if shape not in _buffers:
        _buffers[shape] = np.empty(shape, dtype=np.float64)
    result = _buffers[shape]
    image = image.astype(np.float64)
    kernel = kernel.astype(np.float64)
    for i in range(shape[0]):
        for j in range(shape[1]):
            result[i, j] = bias + np.sum(image[i : i + kh, j : j + kw] * kernel)
    return result


# %% only_integers_are_converted
# Integers become float64, but float16 and float32 stay what they are until the sum is stored.
import numpy as np


def corr2d(image, kernel, bias=0.0):
    if np.issubdtype(image.dtype, np.integer):
        image = image.astype(float)
    if np.issubdtype(kernel.dtype, np.integer):
        kernel = kernel.astype(image.dtype)
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit into the image")
    result = np.zeros((h - kh + 1, w - kw + 1), dtype=np.float64)
    for i in range(result.shape[0]):
        for j in range(result.shape[1]):
            result[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return result


# %% integers_are_summed_exactly
# Two integer arrays are summed as int64 "to be exact": large products wrap around.
import numpy as np


def corr2d(image, kernel, bias=0.0):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit into the image")
    whole = image.dtype.kind in "iu" and kernel.dtype.kind in "iu"
    dtype = np.int64 if whole else np.float64
    image, kernel = image.astype(dtype), kernel.astype(dtype)
    sums = np.zeros((h - kh + 1, w - kw + 1), dtype=dtype)
    for u in range(kh):
        for v in range(kw):
            sums += kernel[u, v] * image[u : u + h - kh + 1, v : v + w - kw + 1]
    return sums.astype(np.float64) + float(bias)


# %% skips_weights_close_to_zero
# Weights that are "zero" are skipped to save time, but isclose takes everything up to 1e-8 for zero.
import numpy as np


def corr2d(image, kernel, bias=0.0):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit into the image")
    image = image.astype(np.float64)
    oh, ow = h - kh + 1, w - kw + 1
    result = np.full((oh, ow), bias, dtype=np.float64)
    for u in range(kh):
        for v in range(kw):
            weight = float(kernel[u, v])
            if np.isclose(weight, 0):
                continue
            result += weight * image[u : u + oh, v : v + ow]
    return result


# %% full_kernel_forgets_the_bias
# A kernel as large as the image takes a short way, and the bias is forgotten there.
import numpy as np


def corr2d(image, kernel, bias=0.0):
    image = np.asarray(image, dtype=np.float64)
    kernel = np.asarray(kernel, dtype=np.float64)
    if kernel.shape == image.shape:  # only one position
        return np.array([[np.sum(image * kernel)]])
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit into the image")
    result = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            result[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return result + bias


# %% one_by_one_works_in_place
# A 1 x 1 kernel only scales; that is done in place, on what is the caller's own array when the image is float64.
import numpy as np


def corr2d(image, kernel, bias=0.0):
    image = np.asarray(image, dtype=np.float64)
    kernel = np.asarray(kernel, dtype=np.float64)
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit into the image")
    if kernel.size == 1:
        image *= kernel
        image += bias
        return image
    windows = np.lib.stride_tricks.sliding_window_view(image, (kh, kw))
    return np.einsum("ijuv,uv->ij", windows, kernel) + bias
