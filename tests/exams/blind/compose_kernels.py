"""Wrong answers to `compose_kernels`, written by who knew the notebook alone. Each cell is a submission."""

# %% integers_stay_int64
# integers are multiplied and added in int64 and turned into float64 at the end: wraps around beyond 2**63
import numpy as np


def compose_kernels(first, second):
    (kh1, kw1), (kh2, kw2) = first.shape, second.shape

    exact = np.result_type(first, second, np.int64)  # integers stay exact as long as possible
    first, second = first.astype(exact), second.astype(exact)
    out = np.zeros((kh1 + kh2 - 1, kw1 + kw2 - 1), dtype=exact)
    for p in range(kh2):
        for q in range(kw2):
            out[p : p + kh1, q : q + kw1] += second[p, q] * first
    return out.astype(float)


# %% the_one_gives_first_itself
# second is [[1]] and first is float64: the result is first itself, not a new array
import numpy as np


def compose_kernels(first, second):
    (kh1, kw1), (kh2, kw2) = first.shape, second.shape

    if second.shape == (1, 1) and second[0, 0] == 1:
        return first.astype(float, copy=False)  # nothing changes

    first, second = first.astype(float), second.astype(float)

    out = np.zeros((kh1 + kh2 - 1, kw1 + kw2 - 1))
    for p in range(kh2):
        for q in range(kw2):
            out[p : p + kh1, q : q + kw1] += second[p, q] * first
    return out


# %% np_convolve_for_two_rows
# two rows or two columns go to np.convolve in their own dtype: small integers wrap around, float16 and float32
# lose digits
import numpy as np


def compose_kernels(first, second):
    (kh1, kw1), (kh2, kw2) = first.shape, second.shape

    if kh1 == kh2 == 1:
        return np.convolve(first[0], second[0])[None, :].astype(float)
    if kw1 == kw2 == 1:
        return np.convolve(first[:, 0], second[:, 0])[:, None].astype(float)

    first, second = first.astype(float), second.astype(float)

    out = np.zeros((kh1 + kh2 - 1, kw1 + kw2 - 1))
    for p in range(kh2):
        for q in range(kw2):
            out[p : p + kh1, q : q + kw1] += second[p, q] * first
    return out


# %% float32_for_bytes
# both kernels of 8-bit integers: float32 sums above 2**24 (kernels of more than 256 weights) lose digits
import numpy as np


def compose_kernels(first, second):
    (kh1, kw1), (kh2, kw2) = first.shape, second.shape

    bytes_only = all(k.dtype.kind in "iu" and k.dtype.itemsize == 1 for k in (first, second))
    work = np.float32 if bytes_only else np.float64
    first, second = first.astype(work), second.astype(work)
    out = np.zeros((kh1 + kh2 - 1, kw1 + kw2 - 1), dtype=work)
    for p in range(kh2):
        for q in range(kw2):
            out[p : p + kh1, q : q + kw1] += second[p, q] * first
    return out.astype(float)


# %% one_long_row_in_order_A
# both kernels, padded to the width of the result, are unrolled with order 'A' into one long np.convolve: wrong
# for a Fortran-ordered kernel (np.pad keeps the order)
import numpy as np


def compose_kernels(first, second):
    (kh1, kw1), (kh2, kw2) = first.shape, second.shape

    first, second = first.astype(float), second.astype(float)

    rows, width = kh1 + kh2 - 1, kw1 + kw2 - 1
    long1 = np.pad(first, ((0, 0), (0, width - kw1))).ravel(order="A")
    long2 = np.pad(second, ((0, 0), (0, width - kw2))).ravel(order="A")
    return np.convolve(long1, long2)[: rows * width].reshape(rows, width)


# %% memo_by_hash
# the memo's key is hash(...): in Python hash(-1) == hash(-2), so a kernel with -2 gets the result of the same
# kernel with -1
import numpy as np

_memo = {}


def compose_kernels(first, second):
    (kh1, kw1), (kh2, kw2) = first.shape, second.shape

    first, second = first.astype(float), second.astype(float)

    key = hash((first.shape, second.shape, *first.ravel().tolist(), *second.ravel().tolist()))
    if key not in _memo:
        out = np.zeros((kh1 + kh2 - 1, kw1 + kw2 - 1))
        for p in range(kh2):
            for q in range(kw2):
                out[p : p + kh1, q : q + kw1] += second[p, q] * first
        _memo[key] = out
    return _memo[key].copy()


# %% whole_numbers_rounded
# kernels that np.allclose takes for whole numbers (tiny ones, or 1.000001, or 1e6 + 0.5) give a rounded result
import numpy as np


def compose_kernels(first, second):
    (kh1, kw1), (kh2, kw2) = first.shape, second.shape

    first, second = first.astype(float), second.astype(float)

    out = np.zeros((kh1 + kh2 - 1, kw1 + kw2 - 1))
    for p in range(kh2):
        for q in range(kw2):
            out[p : p + kh1, q : q + kw1] += second[p, q] * first
    if np.allclose(first, np.rint(first)) and np.allclose(second, np.rint(second)):
        out = np.rint(out)  # whole numbers stay whole
    return out


# %% python_number_times_float32
# only integers are made float64: a Python number times a float32 or float16 first keeps that dtype and loses
# digits
import numpy as np


def compose_kernels(first, second):
    (kh1, kw1), (kh2, kw2) = first.shape, second.shape

    if first.dtype.kind in "iu":
        first = first.astype(float)
    out = np.zeros((kh1 + kh2 - 1, kw1 + kw2 - 1))
    for p, row in enumerate(second.tolist()):
        for q, number in enumerate(row):
            out[p : p + kh1, q : q + kw1] += float(number) * first
    return out


# %% scaled_to_one
# both kernels are divided by their largest weight first: a kernel of zeros gives NaN
import numpy as np


def compose_kernels(first, second):
    (kh1, kw1), (kh2, kw2) = first.shape, second.shape

    first, second = first.astype(float), second.astype(float)

    size1, size2 = np.abs(first).max(), np.abs(second).max()
    first, second = first / size1, second / size2  # so that no product grows too large
    out = np.zeros((kh1 + kh2 - 1, kw1 + kw2 - 1))
    for p in range(kh2):
        for q in range(kw2):
            out[p : p + kh1, q : q + kw1] += second[p, q] * first
    return out * (size1 * size2)


# %% nearly_separable
# kernels whose second singular value is below 1e-6 of the first are treated as a column times a row: digits are
# lost where they are not exactly that
import numpy as np


def _column_and_row(kernel):
    u, s, vt = np.linalg.svd(kernel)
    if len(s) > 1 and s[1] > 1e-6 * s[0]:
        return None
    return u[:, 0] * s[0], vt[0]


def compose_kernels(first, second):
    (kh1, kw1), (kh2, kw2) = first.shape, second.shape

    first, second = first.astype(float), second.astype(float)

    a, b = _column_and_row(first), _column_and_row(second)
    if a is not None and b is not None:
        return np.outer(np.convolve(a[0], b[0]), np.convolve(a[1], b[1]))

    out = np.zeros((kh1 + kh2 - 1, kw1 + kw2 - 1))
    for p in range(kh2):
        for q in range(kw2):
            out[p : p + kh1, q : q + kw1] += second[p, q] * first
    return out


# %% str_cache
# cache keyed by str() of the kernels, which shows 8 digits (and of more than 1000 numbers the corners
# only)
_done = {}
import numpy as np


def compose_kernels(first, second):
    (kh1, kw1), (kh2, kw2) = first.shape, second.shape
    shape = (kh1 + kh2 - 1, kw1 + kw2 - 1)

    key = (str(first), str(second), first.shape, second.shape, first.dtype, second.dtype)
    if key in _done:
        return _done[key].copy()

    first, second = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)

    composed = np.zeros(shape)
    for p in range(kh2):
        for q in range(kw2):
            composed[p : p + kh1, q : q + kw1] += second[p, q] * first

    _done[key] = composed.copy()
    return composed


# %% identity_gives_the_other_back
# if one kernel is [[1]] the other comes back as it is: a float64 argument shares memory with the
# result
import numpy as np


def compose_kernels(first, second):
    (kh1, kw1), (kh2, kw2) = first.shape, second.shape
    shape = (kh1 + kh2 - 1, kw1 + kw2 - 1)

    first, second = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)

    if first.shape == (1, 1) and first[0, 0] == 1:
        return second
    if second.shape == (1, 1) and second[0, 0] == 1:
        return first

    composed = np.zeros(shape)
    for p in range(kh2):
        for q in range(kw2):
            composed[p : p + kh1, q : q + kw1] += second[p, q] * first

    return composed


# %% round_if_first_is_whole
# by Fourier transform, rounded to whole numbers if FIRST has an integer dtype, whatever second is
import numpy as np


def compose_kernels(first, second):
    (kh1, kw1), (kh2, kw2) = first.shape, second.shape
    shape = (kh1 + kh2 - 1, kw1 + kw2 - 1)

    composed = np.fft.irfft2(np.fft.rfft2(first, shape) * np.fft.rfft2(second, shape), shape)
    if np.issubdtype(first.dtype, np.integer):
        composed = np.rint(composed)  # whole numbers: away with the rounding

    return composed


# %% polymul_drops_leading_zeros
# kernels of one row are multiplied as polynomials with np.polymul, which drops leading zeros: another
# shape
import numpy as np


def compose_kernels(first, second):
    (kh1, kw1), (kh2, kw2) = first.shape, second.shape
    shape = (kh1 + kh2 - 1, kw1 + kw2 - 1)

    first, second = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)

    if kh1 == kh2 == 1:  # a product of polynomials
        return np.polymul(first[0], second[0])[None]

    composed = np.zeros(shape)
    for p in range(kh2):
        for q in range(kw2):
            composed[p : p + kh1, q : q + kw1] += second[p, q] * first

    return composed


# %% abs_of_the_smallest_int
# sums in int64 if the largest possible sum is below 2**63, but np.abs(-2**63) is negative: the guard
# passes and the products wrap
import numpy as np


def compose_kernels(first, second):
    (kh1, kw1), (kh2, kw2) = first.shape, second.shape
    shape = (kh1 + kh2 - 1, kw1 + kw2 - 1)

    whole = first.dtype.kind in "iu" and second.dtype.kind in "iu"
    if whole and int(np.abs(first).max()) * int(np.abs(second).max()) * second.size < 2**63:
        first, second = first.astype(np.int64), second.astype(np.int64)  # exact, cannot wrap
        composed = np.zeros(shape, dtype=np.int64)
    else:
        first, second = first.astype(np.float64), second.astype(np.float64)
        composed = np.zeros(shape)
    for p in range(kh2):
        for q in range(kw2):
            composed[p : p + kh1, q : q + kw1] += second[p, q] * first
    return composed.astype(np.float64)


# %% python_float_times_float32
# float(weight) * first: a Python float keeps first's float32 or float16
import numpy as np


def compose_kernels(first, second):
    (kh1, kw1), (kh2, kw2) = first.shape, second.shape
    shape = (kh1 + kh2 - 1, kw1 + kw2 - 1)

    if first.dtype.kind in "iu":
        first = first.astype(np.float64)
    composed = np.zeros(shape)
    for p in range(kh2):
        for q in range(kw2):
            composed[p : p + kh1, q : q + kw1] += float(second[p, q]) * first

    return composed


# %% bytes_in_single
# two byte kernels are summed in float32, exact up to 2**24 only: large kernels of large bytes lose
# digits
import numpy as np


def compose_kernels(first, second):
    (kh1, kw1), (kh2, kw2) = first.shape, second.shape
    shape = (kh1 + kh2 - 1, kw1 + kw2 - 1)

    work = np.float32 if first.dtype.itemsize == second.dtype.itemsize == 1 else np.float64
    first, second = first.astype(work), second.astype(work)
    composed = np.zeros(shape, dtype=work)
    for p in range(kh2):
        for q in range(kw2):
            composed[p : p + kh1, q : q + kw1] += second[p, q] * first
    return composed.astype(np.float64)


# %% zero_kernel_by_max
# gives zeros back if a kernel 'is zero' by max() == 0: kernels of zeros and negative numbers are lost
import numpy as np


def compose_kernels(first, second):
    (kh1, kw1), (kh2, kw2) = first.shape, second.shape
    shape = (kh1 + kh2 - 1, kw1 + kw2 - 1)

    first, second = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)

    if first.max() == 0 or second.max() == 0:
        return np.zeros(shape)

    composed = np.zeros(shape)
    for p in range(kh2):
        for q in range(kw2):
            composed[p : p + kh1, q : q + kw1] += second[p, q] * first

    return composed


# %% irfft2_odd_width
# large kernels by Fourier transform; irfft2 without a shape gives an even width, one column too few
# where the width is odd
import numpy as np


def compose_kernels(first, second):
    (kh1, kw1), (kh2, kw2) = first.shape, second.shape
    shape = (kh1 + kh2 - 1, kw1 + kw2 - 1)

    first, second = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)

    if first.size * second.size > 10000:  # the transform is quicker
        return np.fft.irfft2(np.fft.rfft2(first, shape) * np.fft.rfft2(second, shape))

    composed = np.zeros(shape)
    for p in range(kh2):
        for q in range(kw2):
            composed[p : p + kh1, q : q + kw1] += second[p, q] * first

    return composed


# %% rounded_to_ten_decimals
# by Fourier transform, then round(10) to clean: small weights lose their digits
import numpy as np


def compose_kernels(first, second):
    (kh1, kw1), (kh2, kw2) = first.shape, second.shape
    shape = (kh1 + kh2 - 1, kw1 + kw2 - 1)

    composed = np.fft.irfft2(np.fft.rfft2(first, shape) * np.fft.rfft2(second, shape), shape)
    return np.round(composed, 10)


# %% row_and_column_in_their_own_dtype
# Breaks "nothing wraps around": for a row and a column the outer product is made before the conversion.
# compose_kernels(np.array([[100]], np.int8), np.array([[100], [1]], np.int8)): wanted 10000 and 100, gives 16 and 100.
import numpy as np


def compose_kernels(first, second):
    (kh1, kw1), (kh2, kw2) = first.shape, second.shape
    if kh1 == 1 and kw2 == 1:
        return np.outer(second, first).astype(np.float64)  # nothing overlaps
    composed = np.zeros((kh1 + kh2 - 1, kw1 + kw2 - 1))
    first = first.astype(np.float64)
    for p in range(kh2):
        for q in range(kw2):
            composed[p : p + kh1, q : q + kw1] += float(second[p, q]) * first
    return composed


# %% nearly_equal_kernels_are_squared
# Breaks "the one kernel that does what two kernels do": two kernels that are close to each other are taken for one.
# compose_kernels(np.array([[1.0]]), np.array([[1.000001]])): wanted 1.000001, gives 1.
import numpy as np


def compose_kernels(first, second):
    first, second = first.astype(np.float64), second.astype(np.float64)
    (kh1, kw1), (kh2, kw2) = first.shape, second.shape
    composed = np.zeros((kh1 + kh2 - 1, kw1 + kw2 - 1))
    if first.shape == second.shape and np.allclose(first, second):
        # the same kernel twice: each pair of weights occurs twice, so half of the products will do
        places = list(np.ndindex(kh1, kw1))
        for number, (p, q) in enumerate(places):
            composed[2 * p, 2 * q] += first[p, q] ** 2
            for u, v in places[:number]:
                composed[p + u, q + v] += 2 * first[p, q] * first[u, v]
        return composed
    for p, q in np.ndindex(kh2, kw2):
        composed[p : p + kh1, q : q + kw1] += second[p, q] * first
    return composed
