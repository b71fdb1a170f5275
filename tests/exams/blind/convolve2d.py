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


# %% turn_in_place_error
# turns the caller's kernel in place and back again, but when corr2d refuses it stays turned (and a read-only
# kernel fails)
import numpy as np


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


def convolve2d(image, kernel):
    kernel[:] = kernel[::-1, ::-1].copy()
    result = corr2d(image, kernel)
    kernel[:] = kernel[::-1, ::-1].copy()  # give it back as it was
    return result


# %% symmetric_means_equal_T
# a kernel that equals its transpose is taken for one that looks the same after the turn
import numpy as np


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


def convolve2d(image, kernel):
    if kernel.shape == kernel.T.shape and np.array_equal(kernel, kernel.T):
        return corr2d(image, kernel)  # symmetric: convolution and correlation agree
    return corr2d(image, kernel[::-1, ::-1])


# %% ravel_K
# reverses kernel.ravel(order='K'), which reads in memory order: wrong for a transposed or Fortran-ordered kernel
import numpy as np


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


def convolve2d(image, kernel):
    turned = kernel.ravel(order="K")[::-1].reshape(kernel.shape)  # "K" avoids a copy
    return corr2d(image, turned)


# %% row_kernel_np_convolve
# a kernel of one row goes to np.convolve, whose 'valid' swaps the arguments when the kernel is wider than the
# image: no ValueError
import numpy as np


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


def convolve2d(image, kernel):
    if kernel.shape[0] == 1:  # np.convolve does exactly this, row by row
        rows, weights = image.astype(np.float64), kernel[0].astype(np.float64)
        return np.array([np.convolve(row, weights, mode="valid") for row in rows])
    return corr2d(image, kernel[::-1, ::-1])


# %% derivative_changes_sign
# a kernel whose left half is minus its right half is taken to change sign under the turn, which holds for the
# mirror image only
import numpy as np


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


def convolve2d(image, kernel):
    k = kernel.astype(np.float64)
    if np.array_equal(k[:, ::-1], -k):  # an edge kernel: the turn only changes the sign
        return -corr2d(image, kernel)
    return corr2d(image, k[::-1, ::-1])


# %% allclose_same_after_turn
# np.allclose decides that turning changes nothing: its absolute tolerance makes kernels of weights below 1e-8
# unturned
import numpy as np


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


def convolve2d(image, kernel):
    turned = np.rot90(kernel, 2)
    if np.allclose(kernel, turned):
        turned = kernel  # looks the same after the turn, so save the copy
    return corr2d(image, turned)


# %% turned_cache_no_shape
# turned kernels are remembered by their bytes: a later kernel of the same numbers and another shape gets the
# wrong one
import numpy as np


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


_turned = {}


def convolve2d(image, kernel):
    key = (kernel.dtype.str, kernel.tobytes())
    if key not in _turned:
        _turned[key] = np.flip(kernel).copy()
    return corr2d(image, _turned[key])


# %% result_type_int64
# the full convolution is gathered in result_type(image, kernel, int64): products of large int64 numbers wrap
# around
import numpy as np


def convolve2d(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than the image")
    kind = np.result_type(image, kernel, np.int64)  # int64 or float64: wide enough
    image, kernel = image.astype(kind), kernel.astype(kind)
    full = np.zeros((h + kh - 1, w + kw - 1), dtype=kind)
    for u in range(kh):
        for v in range(kw):
            full[u : u + h, v : v + w] += kernel[u, v] * image
    return full[kh - 1 : h, kw - 1 : w].astype(np.float64)


# %% one_pixel_kernel_shares
# a 1 x 1 kernel of 1 gives np.asarray(image, float64), which is the image itself when it is float64
import numpy as np


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


def convolve2d(image, kernel):
    if kernel.shape == (1, 1) and kernel[0, 0] == 1:
        return np.asarray(image, dtype=np.float64)  # nothing to do
    return corr2d(image, kernel[::-1, ::-1])


# %% strips_without_overlap
# images of more than 128 rows are worked in strips of 128 result rows, cut so that the strip misses its last
# kernel rows
import numpy as np


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


def convolve2d(image, kernel, strip=128):
    kernel = kernel[::-1, ::-1]
    if image.shape[0] <= strip or kernel.shape[0] > strip:
        return corr2d(image, kernel)
    parts = []  # tall pictures in strips, to save memory
    for top in range(0, image.shape[0], strip):
        part = image[top : top + strip]
        if part.shape[0] >= kernel.shape[0]:
            parts.append(corr2d(part, kernel))
    return np.concatenate(parts)


# %% turns_the_argument_and_back
# the kernel is turned in place and turned back afterwards; when corr2d raises ValueError the caller's
# kernel stays turned
import numpy as np


def corr2d(image, kernel, bias=0.0):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than image")
    x = image.astype(np.float64)
    k = kernel.astype(np.float64)
    out = np.empty((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            out[i, j] = np.sum(x[i : i + kh, j : j + kw] * k) + bias
    return out


def convolve2d(image, kernel):
    kernel[:] = kernel[::-1, ::-1].copy()
    result = corr2d(image, kernel)
    kernel[:] = kernel[::-1, ::-1].copy()  # as it was
    return result


# %% symmetric_means_transposed
# a kernel equal to its transpose is taken for one that looks the same after the turn, as [[1, 2], [2,
# 3]]
import numpy as np


def corr2d(image, kernel, bias=0.0):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than image")
    x = image.astype(np.float64)
    k = kernel.astype(np.float64)
    out = np.empty((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            out[i, j] = np.sum(x[i : i + kh, j : j + kw] * k) + bias
    return out


def convolve2d(image, kernel):
    if kernel.shape[0] == kernel.shape[1] and (kernel == kernel.T).all():
        return corr2d(image, kernel)  # symmetric: the two operations agree
    return corr2d(image, kernel[::-1, ::-1])


# %% np_convolve_swaps_for_one_row
# for one-row images and kernels np.convolve(..., 'valid') swaps its arguments when the kernel is
# longer, so no ValueError is raised
import numpy as np


def corr2d(image, kernel, bias=0.0):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than image")
    x = image.astype(np.float64)
    k = kernel.astype(np.float64)
    out = np.empty((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            out[i, j] = np.sum(x[i : i + kh, j : j + kw] * k) + bias
    return out


def convolve2d(image, kernel):
    if image.shape[0] == 1 and kernel.shape[0] == 1:
        # one row: NumPy has this already
        row = np.convolve(image[0].astype(np.float64), kernel[0].astype(np.float64), mode="valid")
        return row[np.newaxis, :]
    return corr2d(image, np.flip(kernel))


# %% exact_in_int64
# whole numbers are summed in int64, which wraps around for products of large int32 numbers and for
# large int64
import numpy as np


def convolve2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel has more rows or columns than the image")
    whole = image.dtype.kind in "iu" and kernel.dtype.kind in "iu"
    work = np.int64 if whole else np.float64  # exact for whole numbers
    x = image.astype(work)
    k = kernel.astype(work)[::-1, ::-1]
    out = np.zeros((h - kh + 1, w - kw + 1), dtype=work)
    for u in range(kh):
        for v in range(kw):
            out += x[u : u + out.shape[0], v : v + out.shape[1]] * k[u, v]
    return out.astype(np.float64)


# %% antisymmetric_unsigned
# antisymmetric kernels are recognised by kernel == -turned, which in unsigned arithmetic also holds
# for uint8 [[128]] or [[1, 255]] (and int8 [[-128]]): the sign is wrong there
import numpy as np


def corr2d(image, kernel, bias=0.0):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than image")
    x = image.astype(np.float64)
    k = kernel.astype(np.float64)
    out = np.empty((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            out[i, j] = np.sum(x[i : i + kh, j : j + kw] * k) + bias
    return out


def convolve2d(image, kernel):
    turned = kernel[::-1, ::-1]
    if np.array_equal(kernel, turned):
        return corr2d(image, kernel)
    if np.array_equal(kernel, -turned):  # such as [1, 0, -1]
        return 0.0 - corr2d(image, kernel)
    return corr2d(image, turned)


# %% cache_of_turned_kernels_without_dtype
# turned kernels are remembered by shape and bytes but not dtype: int8 [[1, -1]] after uint8 [[1,
# 255]] gets the weights of the latter
import numpy as np


def corr2d(image, kernel, bias=0.0):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than image")
    x = image.astype(np.float64)
    k = kernel.astype(np.float64)
    out = np.empty((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            out[i, j] = np.sum(x[i : i + kh, j : j + kw] * k) + bias
    return out


_turned = {}


def convolve2d(image, kernel):
    key = (kernel.shape, kernel.tobytes())
    if key not in _turned:
        _turned[key] = np.rot90(kernel.astype(np.float64), 2)
    return corr2d(image, _turned[key])


# %% same_after_the_turn_by_allclose
# np.allclose decides that the kernel need not be turned, which is also so for kernels with weights
# below 1e-8 or differing by 1e-5 relatively
import numpy as np


def corr2d(image, kernel, bias=0.0):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than image")
    x = image.astype(np.float64)
    k = kernel.astype(np.float64)
    out = np.empty((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            out[i, j] = np.sum(x[i : i + kh, j : j + kw] * k) + bias
    return out


def convolve2d(image, kernel):
    turned = kernel[::-1, ::-1]
    if np.allclose(kernel, turned):
        turned = kernel
    return corr2d(image, turned)


# %% turn_by_strides
# as_strided with strides computed from the item size assumes that the kernel lies row by row: wrong
# for transposed kernels and for slices
import numpy as np


def corr2d(image, kernel, bias=0.0):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than image")
    x = image.astype(np.float64)
    k = kernel.astype(np.float64)
    out = np.empty((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            out[i, j] = np.sum(x[i : i + kh, j : j + kw] * k) + bias
    return out


from numpy.lib.stride_tricks import as_strided


def convolve2d(image, kernel):
    kh, kw = kernel.shape
    size = kernel.itemsize
    turned = as_strided(kernel[-1:, -1:], shape=(kh, kw), strides=(-kw * size, -size))
    return corr2d(image, turned)


# %% fft_of_large_kernels_not_square
# kernels of at least 49 weights go through the spectrum, and the valid part starts at kh - 1 on both
# axes: wrong if kh != kw
import numpy as np


def corr2d(image, kernel, bias=0.0):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than image")
    x = image.astype(np.float64)
    k = kernel.astype(np.float64)
    out = np.empty((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            out[i, j] = np.sum(x[i : i + kh, j : j + kw] * k) + bias
    return out


def convolve2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    if kernel.size < 49 or kh > h or kw > w:
        return corr2d(image, kernel[::-1, ::-1])
    shape = (h + kh - 1, w + kw - 1)
    full = np.fft.irfft2(np.fft.rfft2(image, s=shape) * np.fft.rfft2(kernel, s=shape), s=shape)
    return full[kh - 1 : kh - 1 + h - kh + 1, kh - 1 : kh - 1 + w - kw + 1].copy()


# %% separable_tested_in_dtype_of_kernel
# the test whether a kernel is column times row multiplies in the kernel's dtype, where 16 * 16 wraps
# to 0 for uint8 (int8, ...), so some kernels are wrongly taken apart
import numpy as np


def corr2d(image, kernel, bias=0.0):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than image")
    x = image.astype(np.float64)
    k = kernel.astype(np.float64)
    out = np.empty((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            out[i, j] = np.sum(x[i : i + kh, j : j + kw] * k) + bias
    return out


def convolve2d(image, kernel):
    turned = kernel[::-1, ::-1]
    pivot = turned[0, 0]
    if turned.size > 1 and pivot != 0 and kernel.shape[0] <= image.shape[0] and kernel.shape[1] <= image.shape[1]:
        if np.array_equal(turned * pivot, np.outer(turned[:, 0], turned[0])):
            # a column times a row: kh + kw products for each pixel instead of kh * kw
            return corr2d(corr2d(image, turned[:, :1]), turned[:1, :]) / float(pivot)
    return corr2d(image, turned)


# %% turns_a_float_kernel_in_place
# asarray does not copy a float64 kernel, so the caller's kernel is turned.
import numpy as np


def convolve2d(image, kernel):
    kernel = np.asarray(kernel, dtype=np.float64)
    kernel[:] = kernel[::-1, ::-1]
    return corr2d(image, kernel)


# %% nearly_the_same_after_the_turn
# The turn is skipped if it changes nothing, but allclose also says so of tiny and of nearly equal weights.
import numpy as np


def convolve2d(image, kernel):
    turned = kernel[::-1, ::-1]
    if np.allclose(kernel, turned):
        return corr2d(image, kernel)  # looks the same after the turn
    return corr2d(image, turned)


# %% symmetric_means_transposed_again
# The turn is skipped for kernels that equal their transpose, which need not look the same after the turn.
import numpy as np


def convolve2d(image, kernel):
    if np.array_equal(kernel, kernel.T):
        return corr2d(image, kernel)  # a symmetric kernel: both operations agree
    return corr2d(image, np.rot90(kernel, 2))


# %% a_single_line_is_only_mirrored
# A kernel of one line is mirrored left to right only, so that a single COLUMN stays as it is.
import numpy as np


def convolve2d(image, kernel):
    if min(kernel.shape) == 1:
        return corr2d(image, kernel[:, ::-1])  # one line: nothing to turn upside down
    return corr2d(image, kernel[::-1, ::-1])


# %% guard_counts_pixels
# The kernel is refused when it has more pixels than the image: a longer but narrow one gives an empty array.
import numpy as np


def convolve2d(image, kernel):
    if kernel.size > image.size:
        raise ValueError("the kernel is larger than the image")
    image = image.astype(np.float64)
    kernel = kernel.astype(np.float64)
    h, w = image.shape
    kh, kw = kernel.shape
    full = np.zeros((h + kh - 1, w + kw - 1))
    for u in range(kh):
        for v in range(kw):
            full[u : u + h, v : v + w] += kernel[u, v] * image  # each pixel leaves a copy of the kernel
    return full[kh - 1 : h, kw - 1 : w].copy()


# %% common_float_type
# Computes in the common floating-point type of the two, which is float32 for two small types (uint8 and float32, say).
import numpy as np


def convolve2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit into the image")
    dtype = np.result_type(image.dtype, kernel.dtype, np.float32)
    image, turned = image.astype(dtype), np.flip(kernel).astype(dtype)
    windows = np.lib.stride_tricks.sliding_window_view(image, (kh, kw))
    return (windows * turned).sum(axis=(2, 3)).astype(np.float64)


# %% remembers_the_turned_kernel
# The turned kernel is remembered for the kernel OBJECT: after its numbers are changed, the old ones are still used.
import numpy as np

_turned = {}


def convolve2d(image, kernel):
    if id(kernel) not in _turned:
        # keep the kernel too, so that its id is not given to another array
        _turned[id(kernel)] = (kernel, np.flip(kernel).astype(np.float64))
    return corr2d(image, _turned[id(kernel)][1])


# %% identity_gives_the_image_itself
# The kernel [[1]] changes nothing, so the image is given back: for float64 that is not a new array.
import numpy as np


def convolve2d(image, kernel):
    if kernel.shape == (1, 1) and kernel[0, 0] == 1:
        return np.asarray(image, dtype=np.float64)
    return corr2d(image, kernel[::-1, ::-1])


# %% turned_in_memory_order
# The kernel is turned by reversing the list of its weights, taken in memory order: wrong for a transposed kernel.
import numpy as np


def convolve2d(image, kernel):
    turned = kernel.ravel(order="K")[::-1].reshape(kernel.shape)
    return corr2d(image, turned)
