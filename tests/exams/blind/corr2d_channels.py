"""Wrong answers to `corr2d_channels`, written by who knew the notebook alone. Each cell is a submission."""

# %% product_wraps_sum_does_not
# the products are taken in the arrays' own dtype and only summed in float64, so uint8 times uint8 wraps
import numpy as np


def corr2d_channels(image, kernel):

    if image.shape[0] != kernel.shape[0]:
        raise ValueError("channels")
    if kernel.shape[1] > image.shape[1] or kernel.shape[2] > image.shape[2]:
        raise ValueError("too large")

    _c, kh, kw = kernel.shape
    h, w = image.shape[1] - kh + 1, image.shape[2] - kw + 1
    out = np.empty((h, w))
    for i in range(h):
        for j in range(w):
            out[i, j] = np.sum(image[:, i : i + kh, j : j + kw] * kernel, dtype=np.float64)
    return out


# %% int_exact_int64
# integer inputs are summed in int64 'to be exact' and converted at the end: large integers wrap, uint64 turns
# negative
import numpy as np


def corr2d_channels(image, kernel):

    if image.shape[0] != kernel.shape[0]:
        raise ValueError("channels")
    if kernel.shape[1] > image.shape[1] or kernel.shape[2] > image.shape[2]:
        raise ValueError("too large")

    # integers stay integers as long as possible: exact
    exact = image.dtype.kind in "iu" and kernel.dtype.kind in "iu"
    work = np.int64 if exact else np.float64
    image, kernel = image.astype(work), kernel.astype(work)
    c, kh, kw = kernel.shape
    h, w = image.shape[1] - kh + 1, image.shape[2] - kw + 1
    out = np.zeros((h, w), dtype=work)
    for u in range(kh):
        for v in range(kw):
            for ch in range(c):
                out += image[ch, u : u + h, v : v + w] * kernel[ch, u, v]
    return out.astype(np.float64)


# %% einsum_broadcasts_one_channel_image
# only a one-channel kernel is refused by hand and einsum refuses the rest, but it stretches an image of ONE
# channel to a kernel of many
import numpy as np


def corr2d_channels(image, kernel):
    image = np.asarray(image, dtype=np.float64)
    kernel = np.asarray(kernel, dtype=np.float64)
    if len(kernel) == 1 and len(image) != 1:
        raise ValueError("a grey kernel for an image of many channels")  # einsum would stretch it
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape[1:], axis=(1, 2))
    return np.einsum("cijuv,cuv->ij", windows, kernel)


# %% views_assume_c_order
# as_strided with strides computed for a C-contiguous float64 array: transposed or sliced float64 images give
# other numbers
import numpy as np
from numpy.lib.stride_tricks import as_strided


def corr2d_channels(image, kernel):

    if image.shape[0] != kernel.shape[0]:
        raise ValueError("channels")
    if kernel.shape[1] > image.shape[1] or kernel.shape[2] > image.shape[2]:
        raise ValueError("too large")

    image = np.asarray(image, dtype=np.float64)
    kernel = np.asarray(kernel, dtype=np.float64)
    c, h, w = image.shape
    _, kh, kw = kernel.shape
    b = image.itemsize
    windows = as_strided(image, (h - kh + 1, w - kw + 1, c, kh, kw), (w * b, b, h * w * b, w * b, b))
    return np.tensordot(windows, kernel, axes=3)


# %% one_pixel_in_place
# for 1 x 1 kernels the image is multiplied in place: a float64 image is changed
import numpy as np


def corr2d_channels(image, kernel):

    if image.shape[0] != kernel.shape[0]:
        raise ValueError("channels")
    if kernel.shape[1] > image.shape[1] or kernel.shape[2] > image.shape[2]:
        raise ValueError("too large")

    image = np.asarray(image, dtype=np.float64)
    kernel = np.asarray(kernel, dtype=np.float64)
    _c, kh, kw = kernel.shape
    if (kh, kw) == (1, 1):  # nothing to slide
        image *= kernel
        return image.sum(axis=0)
    h, w = image.shape[1] - kh + 1, image.shape[2] - kw + 1
    out = np.zeros((h, w))
    for u in range(kh):
        for v in range(kw):
            out += (image[:, u : u + h, v : v + w] * kernel[:, u, v][:, None, None]).sum(axis=0)
    return out


# %% same_filter_for_all_by_allclose
# when np.allclose says that all channels of the kernel are alike, the channels are summed first: small
# kernels (1e-9) are all 'alike'
import numpy as np

import numpy as np


def corr2d(image, kernel):
    image, kernel = (np.asarray(image, dtype=np.float64), np.asarray(kernel, dtype=np.float64))
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError(f"a {kh} x {kw} kernel does not fit into a {h} x {w} image")
    result = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            result[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return result


def corr2d_channels(image, kernel):

    if image.shape[0] != kernel.shape[0]:
        raise ValueError("channels")
    if kernel.shape[1] > image.shape[1] or kernel.shape[2] > image.shape[2]:
        raise ValueError("too large")

    image = np.asarray(image, dtype=np.float64)
    kernel = np.asarray(kernel, dtype=np.float64)
    if np.allclose(kernel, kernel[:1]):
        # the same kernel for all channels: one pass over the sum is enough
        return corr2d(image.sum(axis=0), kernel[0])
    return sum(corr2d(a, k) for a, k in zip(image, kernel))


# %% row_blocks_lose_window_seam
# the rows are worked off in bands of 64 to save memory and the bands do not overlap, so the windows across a
# seam are missing (left zero) in tall images
import numpy as np

BAND = 64


def corr2d_channels(image, kernel):

    if image.shape[0] != kernel.shape[0]:
        raise ValueError("channels")
    if kernel.shape[1] > image.shape[1] or kernel.shape[2] > image.shape[2]:
        raise ValueError("too large")

    kernel = np.asarray(kernel, dtype=np.float64)
    _c, kh, kw = kernel.shape
    out = np.zeros((image.shape[1] - kh + 1, image.shape[2] - kw + 1))
    for top in range(0, image.shape[1], BAND):
        band = np.asarray(image[:, top : top + BAND], dtype=np.float64)
        if band.shape[1] < kh:
            break
        windows = np.lib.stride_tricks.sliding_window_view(band, (kh, kw), axis=(1, 2))
        piece = np.einsum("cijuv,cuv->ij", windows, kernel)
        out[top : top + len(piece)] = piece
    return out


# %% scaled_to_one_and_back
# the image is divided by its largest absolute value, so that nothing overflows, and the result multiplied by
# it: an image of zeros gives NaN
import numpy as np

import numpy as np


def corr2d(image, kernel):
    image, kernel = (np.asarray(image, dtype=np.float64), np.asarray(kernel, dtype=np.float64))
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError(f"a {kh} x {kw} kernel does not fit into a {h} x {w} image")
    result = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            result[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return result


def corr2d_channels(image, kernel):

    if image.shape[0] != kernel.shape[0]:
        raise ValueError("channels")
    if kernel.shape[1] > image.shape[1] or kernel.shape[2] > image.shape[2]:
        raise ValueError("too large")

    image = np.asarray(image, dtype=np.float64)
    scale = np.abs(image).max()
    image = image / scale  # between -1 and 1
    result = corr2d(image[0], kernel[0])
    for c in range(1, len(image)):
        result += corr2d(image[c], kernel[c])
    return scale * result


# %% safe_dtype_bound_wraps
# an integer type is chosen from a bound that is itself computed in the arrays' dtype (np.abs(int8 -128) is
# -128), so int8 images with -128 overflow
import numpy as np


def corr2d_channels(image, kernel):

    if image.shape[0] != kernel.shape[0]:
        raise ValueError("channels")
    if kernel.shape[1] > image.shape[1] or kernel.shape[2] > image.shape[2]:
        raise ValueError("too large")

    work = np.float64
    if image.dtype.kind in "iu" and kernel.dtype.kind in "iu":
        # small numbers: int16 is enough for the sums, and quicker
        bound = int(np.abs(image).max()) * int(np.abs(kernel).max()) * kernel.size
        if bound < 2**15:
            work = np.int16
    image, kernel = image.astype(work), kernel.astype(work)
    c, kh, kw = kernel.shape
    h, w = image.shape[1] - kh + 1, image.shape[2] - kw + 1
    out = np.zeros((h, w), dtype=work)
    for u in range(kh):
        for v in range(kw):
            for ch in range(c):
                out += image[ch, u : u + h, v : v + w] * kernel[ch, u, v]
    return out.astype(np.float64)


# %% kernel_cached_by_id
# the float64 kernel is kept in a dict under id(kernel): a kernel that was changed in place between two calls
# still gives the old numbers
import numpy as np

_converted = {}

import numpy as np


def corr2d(image, kernel):
    image, kernel = (np.asarray(image, dtype=np.float64), np.asarray(kernel, dtype=np.float64))
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError(f"a {kh} x {kw} kernel does not fit into a {h} x {w} image")
    result = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            result[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return result


def corr2d_channels(image, kernel):

    if image.shape[0] != kernel.shape[0]:
        raise ValueError("channels")
    if kernel.shape[1] > image.shape[1] or kernel.shape[2] > image.shape[2]:
        raise ValueError("too large")

    key = id(kernel), kernel.shape
    if key not in _converted:
        _converted[key] = kernel, np.array(kernel, dtype=np.float64)  # keeps the kernel alive, so the id stays its own
    weights = _converted[key][1]
    return sum((corr2d(image[c], weights[c]) for c in range(1, len(image))), corr2d(image[0], weights[0]))


# %% cache_without_dtype
# the memo is keyed by shapes and bytes but not by dtype: int8 -1 and uint8 255 share an entry
import numpy as np


def corr2d(image, kernel):
    image, kernel = np.asarray(image, dtype=np.float64), np.asarray(kernel, dtype=np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError(f"a {kh} x {kw} kernel does not fit into a {h} x {w} image")
    result = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            result[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return result


_memo = {}


def corr2d_channels(image, kernel):
    if image.shape[0] != kernel.shape[0]:
        raise ValueError("different numbers of channels")
    (c, h, w), (_, kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    key = (image.shape, kernel.shape, image.tobytes(), kernel.tobytes())
    if key not in _memo:
        _memo[key] = sum(corr2d(image[k], kernel[k]) for k in range(c))
    return _memo[key].copy()


# %% cache_by_str
# the memo is keyed by str(array), which leaves out the middle of arrays of more than 1000 numbers
import numpy as np


def corr2d(image, kernel):
    image, kernel = np.asarray(image, dtype=np.float64), np.asarray(kernel, dtype=np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError(f"a {kh} x {kw} kernel does not fit into a {h} x {w} image")
    result = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            result[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return result


_memo = {}


def corr2d_channels(image, kernel):
    if image.shape[0] != kernel.shape[0]:
        raise ValueError("different numbers of channels")
    (c, h, w), (_, kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    key = str(image) + str(kernel) + str(image.shape) + str(kernel.shape)
    if key not in _memo:
        _memo[key] = sum(corr2d(image[k], kernel[k]) for k in range(c))
    return _memo[key].copy()


# %% bytes_in_float32
# uint8 is summed in float32 ('exact for 8-bit numbers'), which loses digits once a window's sum is
# above 2**24
import numpy as np


def corr2d(image, kernel):
    image, kernel = np.asarray(image, dtype=np.float64), np.asarray(kernel, dtype=np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError(f"a {kh} x {kw} kernel does not fit into a {h} x {w} image")
    result = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            result[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return result


def corr2d_channels(image, kernel):
    if image.shape[0] != kernel.shape[0]:
        raise ValueError("different numbers of channels")
    (_c, h, w), (_, kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    # the product of two bytes has 16 bits: float32 is exact and twice as fast
    exact = image.dtype == np.uint8 and kernel.dtype == np.uint8
    kind = np.float32 if exact else np.float64
    windows = np.lib.stride_tricks.sliding_window_view(image.astype(kind), (kh, kw), axis=(1, 2))
    return np.einsum("chwij,cij->hw", windows, kernel.astype(kind)).astype(np.float64)


# %% guard_without_count
# integers are summed in int64 if max*max fits, though the SUM of several products may not
import numpy as np


def corr2d(image, kernel):
    image, kernel = np.asarray(image, dtype=np.float64), np.asarray(kernel, dtype=np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError(f"a {kh} x {kw} kernel does not fit into a {h} x {w} image")
    result = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            result[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return result


def corr2d_channels(image, kernel):
    if image.shape[0] != kernel.shape[0]:
        raise ValueError("different numbers of channels")
    (c, h, w), (_, kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    kind = np.float64
    if image.dtype.kind in "iu" and kernel.dtype.kind in "iu":
        most = max(abs(int(image.min())), abs(int(image.max())))
        weight = max(abs(int(kernel.min())), abs(int(kernel.max())))
        if max(most, weight, most * weight) < 2**63:
            kind = np.int64  # exact
    image, kernel = image.astype(kind), kernel.astype(kind)
    result = np.zeros((h - kh + 1, w - kw + 1), kind)
    for u in range(kh):
        for v in range(kw):
            for k in range(c):
                result += image[k, u : u + h - kh + 1, v : v + w - kw + 1] * kernel[k, u, v]
    return result.astype(np.float64)


# %% abs_of_the_smallest
# the guard of the exact integer path takes np.abs, which leaves the smallest int64 (or int32)
# negative
import numpy as np


def corr2d(image, kernel):
    image, kernel = np.asarray(image, dtype=np.float64), np.asarray(kernel, dtype=np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError(f"a {kh} x {kw} kernel does not fit into a {h} x {w} image")
    result = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            result[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return result


def corr2d_channels(image, kernel):
    if image.shape[0] != kernel.shape[0]:
        raise ValueError("different numbers of channels")
    (c, h, w), (_, kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    kind = np.float64
    if image.dtype.kind in "iu" and kernel.dtype.kind in "iu":
        bound = int(np.abs(image).max()) * int(np.abs(kernel).max()) * kernel.size
        if bound < 2**63 and np.abs(image).max() < 2**63 and np.abs(kernel).max() < 2**63:
            kind = np.int64  # exact
    image, kernel = image.astype(kind), kernel.astype(kind)
    result = np.zeros((h - kh + 1, w - kw + 1), kind)
    for u in range(kh):
        for v in range(kw):
            for k in range(c):
                result += image[k, u : u + h - kh + 1, v : v + w - kw + 1] * kernel[k, u, v]
    return result.astype(np.float64)


# %% identity_is_a_view
# a kernel of one pixel that is 1 on one channel of float64 gives back a view of the image
import numpy as np


def corr2d(image, kernel):
    image, kernel = np.asarray(image, dtype=np.float64), np.asarray(kernel, dtype=np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError(f"a {kh} x {kw} kernel does not fit into a {h} x {w} image")
    result = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            result[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return result


def corr2d_channels(image, kernel):
    if image.shape[0] != kernel.shape[0]:
        raise ValueError("different numbers of channels")
    (c, h, w), (_, kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    if kernel.size == 1 and kernel[0, 0, 0] == 1:
        return image[0].astype(np.float64, copy=False)  # nothing to do
    return sum(corr2d(image[k], kernel[k]) for k in range(c))


# %% allclose_channels
# if all channels of the kernel are allclose (to 1e-5, 1e-8) they are taken as equal and the image is
# summed first
import numpy as np


def corr2d(image, kernel):
    image, kernel = np.asarray(image, dtype=np.float64), np.asarray(kernel, dtype=np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError(f"a {kh} x {kw} kernel does not fit into a {h} x {w} image")
    result = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            result[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return result


def corr2d_channels(image, kernel):
    if image.shape[0] != kernel.shape[0]:
        raise ValueError("different numbers of channels")
    (c, h, w), (_, kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    image, kernel = image.astype(np.float64), kernel.astype(np.float64)
    if np.allclose(kernel, kernel[:1]):  # the same for all channels: one correlation is enough
        return corr2d(image.sum(axis=0), kernel[0])
    return sum(corr2d(image[k], kernel[k]) for k in range(c))


# %% as_strided_permuted
# strides are computed as if astype gave C order; only Fortran order is put right before, not other
# orders of the axes
import numpy as np


def corr2d(image, kernel):
    image, kernel = np.asarray(image, dtype=np.float64), np.asarray(kernel, dtype=np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError(f"a {kh} x {kw} kernel does not fit into a {h} x {w} image")
    result = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            result[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return result


from numpy.lib.stride_tricks import as_strided


def corr2d_channels(image, kernel):
    if image.shape[0] != kernel.shape[0]:
        raise ValueError("different numbers of channels")
    (c, h, w), (_, kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    if image.flags.f_contiguous:
        image = np.ascontiguousarray(image)
    image = image.astype(np.float64)  # a fresh copy, so its rows lie one behind the other
    s = image.itemsize
    windows = as_strided(image, (c, h - kh + 1, w - kw + 1, kh, kw), (h * w * s, w * s, s, w * s, s))
    return np.tensordot(windows, kernel.astype(np.float64), axes=((0, 3, 4), (0, 1, 2)))


# %% pool_for_large_maps
# results of more than 10,000 pixels are written into a reused array: a later call changes an earlier
# result
import numpy as np


def corr2d(image, kernel):
    image, kernel = np.asarray(image, dtype=np.float64), np.asarray(kernel, dtype=np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError(f"a {kh} x {kw} kernel does not fit into a {h} x {w} image")
    result = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            result[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return result


_pool = {}


def _zeros(shape):
    """Large arrays are slow to get: keep them."""
    if shape[0] * shape[1] <= 10_000:
        return np.zeros(shape)
    array = _pool.setdefault(shape, np.empty(shape))
    array[...] = 0
    return array


def corr2d_channels(image, kernel):
    if image.shape[0] != kernel.shape[0]:
        raise ValueError("different numbers of channels")
    (c, h, w), (_, kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    image, kernel = image.astype(np.float64), kernel.astype(np.float64)
    result = _zeros((h - kh + 1, w - kw + 1))
    for u in range(kh):
        for v in range(kw):
            for k in range(c):
                result += image[k, u : u + h - kh + 1, v : v + w - kw + 1] * kernel[k, u, v]
    return result


# %% same_size_is_one_product
# an image and a kernel of equally many numbers are taken as of one shape: (c, 2, 3) and (c, 3, 2)
# raise nothing
import numpy as np


def corr2d(image, kernel):
    image, kernel = np.asarray(image, dtype=np.float64), np.asarray(kernel, dtype=np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError(f"a {kh} x {kw} kernel does not fit into a {h} x {w} image")
    result = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            result[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return result


def corr2d_channels(image, kernel):
    if image.shape[0] != kernel.shape[0]:
        raise ValueError("different numbers of channels")
    if image.size == kernel.size:  # one position only: one long product
        return np.array([[np.dot(image.reshape(-1).astype(float), kernel.reshape(-1).astype(float))]])
    return sum(corr2d(image[k], kernel[k]) for k in range(len(image)))


# %% small_dtypes_in_single_precision
# Breaks "nothing wraps around, no digit is lost": 8- and 16-bit integers are multiplied in float32.
# image and kernel np.array([[[4097]]], np.int16): wanted 16785409, gives 16785408.
import numpy as np


def corr2d_channels(image, kernel):
    if image.shape[0] != kernel.shape[0]:
        raise ValueError("different numbers of channels")
    work = np.promote_types(image.dtype, kernel.dtype)
    # pixels of one or two bytes are whole numbers that a float32 holds exactly
    work = np.float32 if work.kind in "iu" and work.itemsize <= 2 else np.float64
    image, kernel = image.astype(work), kernel.astype(work)
    kh, kw = kernel.shape[1:]
    oh, ow = image.shape[1] - kh + 1, image.shape[2] - kw + 1
    if oh < 1 or ow < 1:
        raise ValueError("the kernel does not fit")
    result = np.zeros((oh, ow), dtype=np.float64)
    for i in range(oh):
        for j in range(ow):
            result[i, j] = np.sum(image[:, i : i + kh, j : j + kw] * kernel, dtype=np.float64)
    return result
