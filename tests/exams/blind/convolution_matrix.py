"""Wrong answers to `convolution_matrix`, written by who knew the notebook alone. Each cell is a submission."""

# %% guard_one_row_off
# a kernel with exactly one row more than the image gives an empty matrix instead of ValueError
import numpy as np


def convolution_matrix(kernel, shape):
    (kh, kw), (h, w) = kernel.shape, shape
    if h - kh + 1 < 0 or w - kw + 1 < 1:
        raise ValueError("the kernel is larger than the image")

    oh, ow = h - kh + 1, w - kw + 1
    C = np.zeros((oh * ow, h * w))
    for i in range(oh):
        for j in range(ow):
            picture = np.zeros((h, w))
            picture[i : i + kh, j : j + kw] = kernel
            C[i * ow + j] = picture.ravel()
    return C


# %% guard_by_product
# a kernel that is at least two rows AND two columns too large: the product of two negative counts is positive,
# no ValueError
import numpy as np


def convolution_matrix(kernel, shape):
    (kh, kw), (h, w) = kernel.shape, shape
    outputs = (h - kh + 1) * (w - kw + 1)
    if outputs <= 0:
        raise ValueError("no position for this kernel")
    C = np.zeros((outputs, h * w))
    row = 0
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            picture = np.zeros((h, w))
            picture[i : i + kh, j : j + kw] = kernel
            C[row] = picture.ravel()
            row += 1
    return C


# %% nditer_memory_order
# np.nditer walks in the order of the memory: wrong for transposed or Fortran-ordered kernels
import numpy as np


def convolution_matrix(kernel, shape):
    (kh, kw), (h, w) = kernel.shape, shape
    if kh > h or kw > w:
        raise ValueError("the kernel is larger than the image")
    oh, ow = h - kh + 1, w - kw + 1
    C = np.zeros((oh * ow, h * w))
    for number, weight in enumerate(np.nditer(kernel)):
        u, v = divmod(number, kw)
        for i in range(oh):
            for j in range(ow):
                C[i * ow + j, (i + u) * w + j + v] = weight
    return C


# %% cache_bytes_without_dtype
# the memo's key has the bytes but not the dtype: int8 -1 after uint8 255 gives the old matrix
import numpy as np

_known = {}


def convolution_matrix(kernel, shape):
    (kh, kw), (h, w) = kernel.shape, shape
    if kh > h or kw > w:
        raise ValueError("the kernel is larger than the image")
    key = (kernel.tobytes(), kernel.shape, tuple(shape))
    if key not in _known:
        _known[key] = _build(kernel, kh, kw, h, w)
    return _known[key].copy()


def _build(kernel, kh, kw, h, w):

    oh, ow = h - kh + 1, w - kw + 1
    C = np.zeros((oh * ow, h * w))
    for i in range(oh):
        for j in range(ow):
            picture = np.zeros((h, w))
            picture[i : i + kh, j : j + kw] = kernel
            C[i * ow + j] = picture.ravel()
    return C


# %% whole_image_kernel_shares
# a float64 kernel of the image's size: the one row is a view of the kernel
import numpy as np


def convolution_matrix(kernel, shape):
    (kh, kw), (h, w) = kernel.shape, shape
    if kh > h or kw > w:
        raise ValueError("the kernel is larger than the image")
    if (kh, kw) == (h, w):  # one position only: the row is the kernel itself
        return kernel.reshape(1, h * w).astype(float, copy=False)

    oh, ow = h - kh + 1, w - kw + 1
    C = np.zeros((oh * ow, h * w))
    for i in range(oh):
        for j in range(ow):
            picture = np.zeros((h, w))
            picture[i : i + kh, j : j + kw] = kernel
            C[i * ow + j] = picture.ravel()
    return C


# %% isclose_keeps_it_sparse
# weights below 1e-8 are taken for 0 by np.isclose
import numpy as np


def convolution_matrix(kernel, shape):
    (kh, kw), (h, w) = kernel.shape, shape
    if kh > h or kw > w:
        raise ValueError("the kernel is larger than the image")
    oh, ow = h - kh + 1, w - kw + 1
    C = np.zeros((oh, ow, h, w))
    for u in range(kh):
        for v in range(kw):
            if np.isclose(kernel[u, v], 0):
                continue  # the matrix is sparse
            for i in range(oh):
                for j in range(ow):
                    C[i, j, i + u, j + v] = kernel[u, v]
    return C.reshape(oh * ow, h * w)


# %% uint64_through_int64
# uint64 weights of 2**63 and more become negative
import numpy as np


def convolution_matrix(kernel, shape):
    (kh, kw), (h, w) = kernel.shape, shape
    if kh > h or kw > w:
        raise ValueError("the kernel is larger than the image")
    if kernel.dtype.kind in "iu":
        kernel = kernel.astype(np.int64)  # unsigned numbers make trouble
    kernel = kernel.astype(float)

    oh, ow = h - kh + 1, w - kw + 1
    C = np.zeros((oh * ow, h * w))
    for i in range(oh):
        for j in range(ow):
            picture = np.zeros((h, w))
            picture[i : i + kh, j : j + kw] = kernel
            C[i * ow + j] = picture.ravel()
    return C


# %% cache_by_repr
# the memo's key is the printed kernel: after a kernel that differs in the 9th digit only, the old matrix comes
# back
import numpy as np

_memo = {}


def convolution_matrix(kernel, shape):
    (kh, kw), (h, w) = kernel.shape, shape
    if kh > h or kw > w:
        raise ValueError("the kernel is larger than the image")
    key = repr(kernel), tuple(shape)
    if key not in _memo:
        _memo[key] = _build(kernel, kh, kw, h, w)
    return _memo[key].copy()


def _build(kernel, kh, kw, h, w):

    oh, ow = h - kh + 1, w - kw + 1
    C = np.zeros((oh * ow, h * w))
    for i in range(oh):
        for j in range(ow):
            picture = np.zeros((h, w))
            picture[i : i + kh, j : j + kw] = kernel
            C[i * ow + j] = picture.ravel()
    return C


# %% skeleton_reused
# two calls with the same shapes give the same array: the first result changes at the second call
import numpy as np

from functools import cache


@cache
def _zeros_and_windows(kh, kw, h, w):
    C = np.zeros((h - kh + 1, w - kw + 1, h, w))
    return C, [C[i, j, i : i + kh, j : j + kw] for i in range(h - kh + 1) for j in range(w - kw + 1)]


def convolution_matrix(kernel, shape):
    (kh, kw), (h, w) = kernel.shape, shape
    if kh > h or kw > w:
        raise ValueError("the kernel is larger than the image")
    C, windows = _zeros_and_windows(kh, kw, h, w)
    for window in windows:
        window[...] = kernel
    return C.reshape(-1, h * w)


# %% shape_set_in_place
# sets kernel.shape in place (and back): a float64 kernel that is not contiguous raises AttributeError
import numpy as np


def convolution_matrix(kernel, shape):
    kernel = np.asarray(kernel, dtype=float)
    (kh, kw), (h, w) = kernel.shape, shape
    if kh > h or kw > w:
        raise ValueError("the kernel is larger than the image")
    oh, ow = h - kh + 1, w - kw + 1
    kernel.shape = (kh * kw,)  # as a row, without a copy
    u, v = np.divmod(np.arange(kh * kw), kw)
    C = np.zeros((oh * ow, h * w))
    for i in range(oh):
        for j in range(ow):
            C[i * ow + j, (i + u) * w + (j + v)] = kernel
    kernel.shape = (kh, kw)
    return C


# %% hash_cache
# cache keyed by hash(): hash(-1) == hash(-2) in Python, so two kernels that differ only in -1/-2
# collide
import numpy as np

_done = {}


def convolution_matrix(kernel, shape):
    kernel = np.array(kernel, dtype=np.float64)
    key = hash((tuple(kernel.ravel().tolist()), kernel.shape, tuple(shape)))
    if key in _done:
        return _done[key].copy()

    kh, kw = kernel.shape
    h, w = shape
    if kh > h or kw > w:
        raise ValueError("the kernel is larger than the image")
    oh, ow = h - kh + 1, w - kw + 1
    C = np.zeros((oh, ow, h, w))
    for i in range(oh):
        for j in range(ow):
            C[i, j, i : i + kh, j : j + kw] = kernel
    C = C.reshape(oh * ow, h * w)

    _done[key] = C
    return C.copy()


# %% bytes_cache_no_dtype
# cache keyed by the bytes and the shape but not the dtype: int8 -1 is found as uint8 255
import numpy as np

_done = {}


def convolution_matrix(kernel, shape):
    kernel = np.asarray(kernel)
    key = (kernel.tobytes(), kernel.shape, tuple(shape))
    if key in _done:
        return _done[key].copy()

    kh, kw = kernel.shape
    h, w = shape
    if kh > h or kw > w:
        raise ValueError("the kernel is larger than the image")
    oh, ow = h - kh + 1, w - kw + 1
    C = np.zeros((oh, ow, h, w))
    for i in range(oh):
        for j in range(ow):
            C[i, j, i : i + kh, j : j + kw] = kernel
    C = C.reshape(oh * ow, h * w)

    _done[key] = C
    return C.copy()


# %% product_guard
# refuses by oh * ow <= 0: a kernel that is two too large in BOTH directions gives a positive product
# and no error
import numpy as np


def convolution_matrix(kernel, shape):
    kernel = np.asarray(kernel, dtype=np.float64)
    kh, kw = kernel.shape
    h, w = shape
    oh, ow = h - kh + 1, w - kw + 1
    if oh * ow <= 0:
        raise ValueError("no position for the kernel")
    C = np.zeros((oh * ow, h * w))
    for i in range(oh):
        for j in range(ow):
            row = np.zeros((h, w))
            row[i : i + kh, j : j + kw] = kernel
            C[i * ow + j] = row.ravel()
    return C


# %% whole_image_view
# kernel of the image's own shape: gives back the float64 argument reshaped, which shares its memory
import numpy as np


def convolution_matrix(kernel, shape):
    kernel = np.asarray(kernel, dtype=np.float64)
    if kernel.shape == tuple(shape):  # one position only: one row
        return kernel.reshape(1, -1)

    kh, kw = kernel.shape
    h, w = shape
    if kh > h or kw > w:
        raise ValueError("the kernel is larger than the image")
    oh, ow = h - kh + 1, w - kw + 1
    C = np.zeros((oh, ow, h, w))
    for i in range(oh):
        for j in range(ow):
            C[i, j, i : i + kh, j : j + kw] = kernel
    return C.reshape(oh * ow, h * w)


# %% uint64_via_int64
# integer kernels are first changed to int64: uint64 weights from 2**63 on turn negative
import numpy as np


def convolution_matrix(kernel, shape):
    kernel = np.asarray(kernel)
    if np.issubdtype(kernel.dtype, np.integer):
        kernel = kernel.astype(np.int64)  # the widest integer, nothing is lost
    else:
        kernel = kernel.astype(np.float64)

    kh, kw = kernel.shape
    h, w = shape
    if kh > h or kw > w:
        raise ValueError("the kernel is larger than the image")
    oh, ow = h - kh + 1, w - kw + 1
    C = np.zeros((oh, ow, h, w))
    for i in range(oh):
        for j in range(ow):
            C[i, j, i : i + kh, j : j + kw] = kernel
    return C.reshape(oh * ow, h * w)


# %% tiny_is_zero
# 'cleans' entries below 1e-12 to make the matrix sparse: tiny weights vanish
import numpy as np


def convolution_matrix(kernel, shape):
    kernel = np.asarray(kernel)

    kh, kw = kernel.shape
    h, w = shape
    if kh > h or kw > w:
        raise ValueError("the kernel is larger than the image")
    oh, ow = h - kh + 1, w - kw + 1
    C = np.zeros((oh, ow, h, w))
    for i in range(oh):
        for j in range(ow):
            C[i, j, i : i + kh, j : j + kw] = kernel
    C = C.reshape(oh * ow, h * w)

    C[np.abs(C) < 1e-12] = 0  # keep it sparse
    return C


# %% np_array_copy_order
# believes np.array(...) gives row-major memory and reads with ravel('K'); isfortran is asked of the
# argument only, so a transposed strided slice is read column by column
import numpy as np


def convolution_matrix(kernel, shape):
    if np.isfortran(kernel):
        kernel = np.ascontiguousarray(kernel)
    values = np.array(kernel, dtype=np.float64)
    kh, kw = values.shape
    h, w = shape
    if kh > h or kw > w:
        raise ValueError("the kernel is larger than the image")
    oh, ow = h - kh + 1, w - kw + 1
    values = values.ravel(order="K")  # no second copy
    inside = (np.arange(kh)[:, None] * w + np.arange(kw)).ravel()
    start = (np.arange(oh)[:, None] * w + np.arange(ow)).ravel()
    C = np.zeros((oh * ow, h * w))
    C[np.arange(oh * ow)[:, None], start[:, None] + inside] = values
    return C


# %% blocks_of_256_rows
# fills the rows in whole blocks of 256: rows after the last whole block stay 0
import numpy as np


def convolution_matrix(kernel, shape):
    kernel = np.asarray(kernel, dtype=np.float64)
    kh, kw = kernel.shape
    h, w = shape
    if kh > h or kw > w:
        raise ValueError("the kernel is larger than the image")
    oh, ow = h - kh + 1, w - kw + 1
    n, block = oh * ow, min(256, oh * ow)
    inside = (np.arange(kh)[:, None] * w + np.arange(kw)).ravel()
    start = (np.arange(oh)[:, None] * w + np.arange(ow)).ravel()
    C = np.zeros((n, h * w))
    for b in range(n // block):
        rows = np.arange(b * block, (b + 1) * block)
        C[rows[:, None], start[rows][:, None] + inside] = kernel.ravel()
    return C


# %% one_weight_keeps_its_dtype
# Breaks "Its dtype is float64, whatever the dtype of the kernel": for a 1 x 1 kernel the diagonal has the kernel's dtype.
# convolution_matrix(np.array([[2]]), (1, 2)).dtype is int64.
import numpy as np


def convolution_matrix(kernel, shape):
    (kh, kw), (h, w) = kernel.shape, shape
    if kh > h or kw > w:
        raise ValueError("the kernel is larger than the image")
    if kh == kw == 1:
        return np.diag(np.full(h * w, kernel[0, 0]))  # each pixel is multiplied by the weight
    oh, ow = h - kh + 1, w - kw + 1
    matrix = np.zeros((oh * ow, h * w))
    for i in range(oh):
        for j in range(ow):
            for u in range(kh):
                start = (i + u) * w + j
                matrix[i * ow + j, start : start + kw] = kernel[u]
    return matrix


# %% labels_that_no_weight_should_have
# Breaks "C @ image.ravel() must equal corr2d(image, kernel).ravel()": a weight that looks like a later label is replaced.
# convolution_matrix(np.array([[1001, 5]]), (1, 2)): wanted [[1001, 5]], gives [[5, 5]].
import numpy as np


def convolution_matrix(kernel, shape):
    (kh, kw), (h, w) = kernel.shape, shape
    if kh > h or kw > w:
        raise ValueError("the kernel is larger than the image")
    # first the pattern: labels in the place of the weights, large ones, so that they are not mixed up with weights
    labels = np.arange(1000, 1000 + kh * kw).reshape(kh, kw)
    oh, ow = h - kh + 1, w - kw + 1
    matrix = np.zeros((oh, ow, h, w))
    for i in range(oh):
        for j in range(ow):
            matrix[i, j, i : i + kh, j : j + kw] = labels
    matrix = matrix.reshape(oh * ow, h * w)
    # then the weights
    for label, weight in zip(labels.flat, kernel.flat):
        matrix[matrix == label] = weight
    return matrix
