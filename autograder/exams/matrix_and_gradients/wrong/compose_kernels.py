"""What students believe of `compose_kernels`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.matrix_and_gradients.honest.compose_kernels import copies_added_up


def _fitted(kernel, size):
    fitted = np.zeros(size)
    fitted[: kernel.shape[0], : kernel.shape[1]] = kernel
    return fitted


def second_kernel_turned(first, second):
    """You turned the second kernel by 180 degrees: you correlated the kernels. Correlating the PICTURE twice makes a
    convolution of the kernels: no turn, or, with a sliding window, one turn that undoes that of the window."""
    return copies_added_up(first, second[::-1, ::-1])


def first_kernel_turned(first, second):
    """You turned the first kernel by 180 degrees. The copies of it are spread as it is."""
    return copies_added_up(first[::-1, ::-1], second)


def result_turned(first, second):
    """Your result is right but turned by 180 degrees, as if the picture were convolved. Correlation takes kernels as
    they are."""
    return copies_added_up(first, second)[::-1, ::-1].copy()


def result_transposed(first, second):
    """Your result is right but transposed: the first index counts rows, the second one columns."""
    return copies_added_up(first, second).T.copy()


def second_kernel_transposed(first, second):
    """You use second[q, p] where second[p, q] belongs. Try kernels that are not square."""
    return copies_added_up(first, second.T)


def overlapping_copies_overwritten(first, second):
    """Where copies of the first kernel overlap, the later one replaces what the earlier one left: = stands where +=
    belongs."""
    (kh, kw), (mh, mw) = first.shape, second.shape
    composed = np.zeros((kh + mh - 1, kw + mw - 1))
    for p, q in np.ndindex(mh, mw):
        composed[p : p + kh, q : q + kw] = second[p, q] * first.astype(float)
    return composed


def inner_part_only(first, second):
    """You keep only what comes of positions where the smaller kernel lies inside the larger one. At every other overlap
    there is a weight, too: the result has kh1 + kh2 - 1 rows."""
    full = copies_added_up(first, second)
    rows, columns = (min(a, b) - 1 for a, b in zip(first.shape, second.shape, strict=True))
    return full[rows : full.shape[0] - rows, columns : full.shape[1] - columns].copy()


def size_of_the_first_kernel(first, second):
    """You cut the result to the size of the first kernel. Two kernels see more than one: kh1 + kh2 - 1 rows."""
    (kh, kw), (mh, mw) = first.shape, second.shape
    full = copies_added_up(first, second)
    return full[(mh - 1) // 2 : (mh - 1) // 2 + kh, (mw - 1) // 2 : (mw - 1) // 2 + kw].copy()


def one_row_and_column_too_many(first, second):
    """Your kernel is a row and a column too large: 3 and 3 see 5 pixels, not 6, because they share one. It has kh1 +
    kh2 - 1 rows."""
    return np.pad(copies_added_up(first, second), ((0, 1), (0, 1)))


def kernels_added(first, second):
    """You add the kernels. That is what two layers SIDE BY SIDE do whose results are added; here the second one sees
    the result of the first."""
    size = [a + b - 1 for a, b in zip(first.shape, second.shape, strict=True)]
    return _fitted(first, size) + _fitted(second, size)


def kernels_multiplied_entry_by_entry(first, second):
    """You multiply the kernels entry by entry. Each weight of the second one meets the WHOLE first kernel, at a place
    of its own."""
    size = [a + b - 1 for a, b in zip(first.shape, second.shape, strict=True)]
    return _fitted(first, size) * _fitted(second, size)


def kernels_multiplied_as_matrices(first, second):
    """You multiply the kernels as matrices. It is their matrices of `convolution_matrix` that are multiplied; the
    kernels themselves are convolved."""
    size = [a + b - 1 for a, b in zip(first.shape, second.shape, strict=True)]
    inner = max(first.shape[1], second.shape[0])
    return _fitted(_fitted(first, (len(first), inner)) @ _fitted(second, (inner, second.shape[1])), size)


def copies_side_by_side(first, second):
    """You put the copies of the first kernel side by side, as np.kron does. They lie one pixel apart and overlap."""
    return np.kron(second, first).astype(float)


def only_the_first_row_and_column_moved(first, second):
    """You multiply the second kernel with the sum of the first one. Its weights lie at places of their own, and each of
    them moves a copy."""
    size = [a + b - 1 for a, b in zip(first.shape, second.shape, strict=True)]
    return _fitted(second * first.astype(float).sum(), size)


def wrapped_around(first, second):
    """What hangs over the border of the larger kernel comes in again at the other side. Make the Fourier transforms, or
    the array, as large as the result: kh1 + kh2 - 1 rows."""
    h, w = (max(a, b) for a, b in zip(first.shape, second.shape, strict=True))
    full = copies_added_up(first, second)
    composed = np.zeros((h, w))
    for r, s in np.ndindex(*full.shape):
        composed[r % h, s % w] += full[r, s]
    return composed


def last_weight_left_out(first, second):
    """Your loops over the second kernel stop one step early: range(n) already leaves out n."""
    cut = second.astype(float)
    cut[-1] = 0
    cut[:, -1] = 0
    return copies_added_up(first, cut)


def divided_by_the_number_of_weights(first, second):
    """You divide by the number of weights. Correlation adds up; nothing is averaged."""
    return copies_added_up(first, second) / second.size


def scaled_to_a_sum_of_one(first, second):
    """You make the weights sum up to 1. The composed kernel must do what the two do, and so its sum is the product of
    theirs."""
    composed = copies_added_up(first, second)
    return composed / composed.sum() if composed.sum() else composed


def dtype_of_the_first_kernel(first, second):
    """Your kernel has the dtype of the first one. Make it with np.zeros(shape), which is float64."""
    return copies_added_up(first, second).astype(first.dtype)


def second_kernel_in_the_dtype_of_the_first(first, second):
    """You convert the second kernel to the dtype of the first. Its fractions are cut off where that holds integers.
    Convert both to float64."""
    return copies_added_up(first, second.astype(first.dtype))


def summed_in_the_dtype_that_came(first, second):
    """You multiply and add in the dtypes that came, and convert the sums. Bytes have wrapped around by then, and short
    fractions lost digits: convert both kernels to float64 first."""
    (kh, kw), (mh, mw) = first.shape, second.shape
    composed = np.zeros((kh + mh - 1, kw + mw - 1), np.result_type(first, second))
    for p, q in np.ndindex(mh, mw):
        composed[p : p + kh, q : q + kw] += second[p, q] * first
    return composed.astype(np.float64)


def a_number_does_not_widen_an_array(first, second):
    """You multiply an array with a Python number, float(second[p, q]) * first. The product keeps the array's dtype:
    convert first to float64 before the loop."""
    (kh, kw), (mh, mw) = first.shape, second.shape
    composed = np.zeros((kh + mh - 1, kw + mw - 1))
    for p, q in np.ndindex(mh, mw):
        composed[p : p + kh, q : q + kw] += float(second[p, q]) * first
    return composed


def single_precision_kernel(first, second):
    """You return float32. Seven digits are left of the weights; NumPy's own default, float64, is what is asked for."""
    return copies_added_up(first, second).astype(np.float32)


def whole_numbers_multiplied_in_64_bits(first, second):
    """You multiply and add whole numbers as int64, and convert the sums. Products of large ones are beyond 64 bits and
    wrap around: convert both kernels to float64 first."""
    whole = first.dtype.kind in "iu" and second.dtype.kind in "iu"
    first, second = (kernel.astype(np.int64 if whole else np.float64) for kernel in (first, second))
    (kh, kw), (mh, mw) = first.shape, second.shape
    composed = np.zeros((kh + mh - 1, kw + mw - 1), first.dtype)
    for p, q in np.ndindex(mh, mw):
        composed[p : p + kh, q : q + kw] += second[p, q] * first
    return composed.astype(np.float64)


def first_kernel_given_back(first, second):
    """Where the second kernel is a single 1, you give the caller's own first kernel back, and whoever changes the
    result changes it too. Return a copy."""
    if second.shape == (1, 1) and second[0, 0] == 1:
        return first.astype(np.float64, copy=False)
    return copies_added_up(first, second)
