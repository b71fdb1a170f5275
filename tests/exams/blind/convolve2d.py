"""Wrong answers to `convolve2d`, written by who knew the notebook alone. Each cell is a submission."""

# %% symmetric_matrix_needs_no_turn
# believes that a symmetric matrix (K == K.T) looks the same after 180 degrees: wrong for [[1, 2], [2, 3]]
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


def convolve2d(image, kernel):
    if kernel.shape[0] == kernel.shape[1] and (kernel == kernel.T).all():
        return corr2d(image, kernel)  # a symmetric kernel: no turn needed
    return corr2d(image, kernel[::-1, ::-1])


# %% allclose_says_symmetric
# np.allclose with its default tolerances decides that the turn is not needed: wrong for tiny weights (below 1e-8)
# or nearly symmetric kernels
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


def convolve2d(image, kernel):
    turned = kernel[::-1, ::-1]
    if np.allclose(kernel, turned):
        return corr2d(image, kernel)
    return corr2d(image, turned)


# %% turns_in_place_and_back
# a writeable float64 kernel is turned in place and turned back afterwards: stays turned after a ValueError, and
# image and kernel in the same memory go wrong
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


def convolve2d(image, kernel):
    k = np.asarray(kernel, dtype=np.float64)
    if not k.flags.writeable:
        k = k.copy()
    k[:] = k[::-1, ::-1].copy()
    out = corr2d(image, k)
    k[:] = k[::-1, ::-1].copy()  # leave the kernel as it was
    return out


# %% turned_kernel_cached_by_object
# the turned kernel is remembered for the kernel object: a kernel changed in place between two calls is used in
# its old state
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


_turned = {}


def convolve2d(image, kernel):
    if id(kernel) not in _turned:
        _turned[id(kernel)] = (
            kernel,
            kernel[::-1, ::-1].copy(),
        )  # keep the kernel too, so that its id is not used again
    return corr2d(image, _turned[id(kernel)][1])


# %% antisymmetric_in_kernel_dtype
# if kernel == -turned it returns the negative correlation, but - wraps for unsigned kernels: uint8 [[1, 255]]
# counts as antisymmetric
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


def convolve2d(image, kernel):
    turned = kernel[::-1, ::-1]
    if np.array_equal(kernel, -turned):  # edge kernels: the turn changes only the sign
        return 0.0 - corr2d(image, kernel)
    return corr2d(image, turned)


# %% np_convolve_valid_swaps
# np.convolve(..., 'valid') silently swaps its arguments when the kernel row is longer: a kernel that is only too
# wide gives no ValueError
import numpy as np


def convolve2d(image, kernel):
    x, k = image.astype(np.float64), kernel.astype(np.float64)
    h, kh = len(x), len(k)
    if kh > h:
        raise ValueError("the kernel is larger than the image")
    rows = []
    for i in range(h - kh + 1):
        # each row of the kernel is a 1-D convolution, from the bottom to the top
        rows.append(sum(np.convolve(x[i + u], k[kh - 1 - u], mode="valid") for u in range(kh)))
    return np.array(rows)


# %% reverse_flat_ravel_A
# ravel(order='A')[::-1].reshape(shape) reads a Fortran-ordered kernel column by column and writes it back row by
# row
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


def convolve2d(image, kernel):
    # 180 degrees is the same as reading all the weights backwards
    backwards = kernel.ravel(order="A")[::-1]
    return corr2d(image, backwards.reshape(kernel.shape))


# %% shapes_compared_as_tuples
# kernel.shape > image.shape compares tuples from the left and trusts np.zeros for the rest: a kernel exactly one
# column too wide with fewer rows than the image gives an empty result
import numpy as np


def convolve2d(image, kernel):
    if kernel.shape > image.shape:
        raise ValueError("the kernel is larger than the image")
    x = image.astype(np.float64)
    k = kernel[::-1, ::-1].astype(np.float64)
    (h, w), (kh, kw) = x.shape, k.shape
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (x[i : i + kh, j : j + kw] * k).sum()
    return out


# %% result_buffer_used_again
# the result is written into a buffer kept for each shape: a later call of the same shape overwrites the earlier
# result
import numpy as np


_buffers = {}


def convolve2d(image, kernel):
    x, k = image.astype(np.float64), kernel[::-1, ::-1].astype(np.float64)
    (h, w), (kh, kw) = x.shape, k.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    shape = (h - kh + 1, w - kw + 1)
    out = _buffers.setdefault(shape, np.empty(shape))
    for i in range(shape[0]):
        for j in range(shape[1]):
            out[i, j] = np.sum(x[i : i + kh, j : j + kw] * k)
    return out
