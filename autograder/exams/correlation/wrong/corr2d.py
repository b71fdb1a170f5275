"""What students believe of `corr2d`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.correlation.honest.corr2d import einsum_on_windows


def flipped_kernel(image, kernel, bias=0.0):
    """You turned the kernel by 180 degrees. That is true convolution; cross-correlation uses the kernel as it is."""
    kernel = kernel[::-1, ::-1]
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return out


def transposed_kernel(image, kernel, bias=0.0):
    """You use kernel[v, u] where kernel[u, v] belongs: rows of the kernel go with rows of the image. Try a kernel with
    more columns than rows."""
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("the kernel does not fit")
    return einsum_on_windows(image, kernel.T, bias)


def transposed_output(image, kernel, bias=0.0):
    """Your result is right but transposed: the first index of the output counts rows, the second one columns."""
    return einsum_on_windows(image, kernel, bias).T


def last_row_and_column_lost(image, kernel, bias=0.0):
    """Your loops stop one step early: there are h - kh + 1 positions down and w - kw + 1 across, and range(n) already
    leaves out n."""
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh, w - kw))
    for i in range(h - kh):
        for j in range(w - kw):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return out


def last_outputs_left_at_zero(image, kernel, bias=0.0):
    """The shape of your output is right, but its last row and column are never computed: loop over h - kh + 1 rows and
    w - kw + 1 columns, not one fewer."""
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh):
        for j in range(w - kw):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return out


def wraps_around(image, kernel, bias=0.0):
    """Your window leaves the image on the right and at the bottom and comes back in on the other side. Use only the
    positions where the whole kernel lies inside."""
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("the kernel does not fit")
    out = np.full(image.shape, float(bias))
    for u in range(kernel.shape[0]):
        for v in range(kernel.shape[1]):
            out += np.roll(image, (-u, -v), axis=(0, 1)) * kernel[u, v]
    return out


def zeros_around_the_image(image, kernel, bias=0.0):
    """You put zeros around the image, so the output is as large as the image. Here the kernel visits only the positions
    where it lies inside: h - kh + 1 by w - kw + 1."""
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    padded = np.pad(image, (((kh - 1) // 2, kh // 2), ((kw - 1) // 2, kw // 2)))
    return einsum_on_windows(padded, kernel, bias)


def integer_output(image, kernel, bias=0.0):
    """Your output array takes its dtype from the image. When that holds integers, every fraction you store in it is cut
    off: make the output with np.zeros(shape), which is float64."""
    return einsum_on_windows(image, kernel, bias).astype(image.dtype)


def mean_for_sum(image, kernel, bias=0.0):
    """You divide by the size of the kernel. Correlation adds the products up; averaging is what a kernel of 1/(kh kw)
    does."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return (windows * kernel).mean(axis=(2, 3)) + bias


def bias_inside_the_sum(image, kernel, bias=0.0):
    """You add the bias to every product, so it arrives kh * kw times. Add it once, after the sum."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return (windows * kernel + bias).sum(axis=(2, 3)).astype(float)


def bias_forgotten(image, kernel, bias=0.0):
    """You never use the argument bias. Add it to every output."""
    return einsum_on_windows(image, kernel)


def matrix_product_under_the_window(image, kernel, bias=0.0):
    """You multiply the window and the kernel as matrices (@ or np.dot). Multiply them entry by entry with *, then add
    up."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.matmul(windows, kernel.T).sum(axis=(2, 3)) + float(bias)


def products_overwritten(image, kernel, bias=0.0):
    """In your innermost loop = stands where += belongs: each product replaces the one before, and only the last one is
    left."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return windows[:, :, -1, -1] * float(kernel[-1, -1]) + bias


def output_written_into_the_image(image, kernel, bias=0.0):
    """You store the outputs in the image itself, so later windows see them instead of pixels, and the caller's image is
    gone. Make a new array for the output."""
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = image[: h - kh + 1, : w - kw + 1]
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return out.astype(float)


def oversized_kernel_accepted(image, kernel, bias=0.0):
    """A kernel larger than the image has no place in it, and you return an empty or meaningless array. Compare the
    shapes first and raise a ValueError."""
    (h, w), (kh, kw) = image.shape, kernel.shape
    out = np.zeros((max(h - kh + 1, 0), max(w - kw + 1, 0)))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return out


def single_precision_output(image, kernel, bias=0.0):
    """You return float32. The values are right to seven digits only; NumPy's own default, float64, is what is asked
    for."""
    return einsum_on_windows(image, kernel, bias).astype(np.float32)


def shapes_compared_as_tuples(image, kernel, bias=0.0):
    """kernel.shape > image.shape compares tuples as a dictionary compares words: once the rows differ, the columns do
    not count. Compare rows with rows and columns with columns: kh > h or kw > w."""
    if kernel.shape > image.shape:
        raise ValueError("the kernel does not fit")
    (h, w), (kh, kw) = image.shape, kernel.shape
    out = np.zeros((max(h - kh + 1, 0), max(w - kw + 1, 0)))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel.astype(float)) + bias
    return out


def numbers_of_pixels_compared(image, kernel, bias=0.0):
    """You refuse a kernel that has more pixels than the image. One with few pixels may still be too tall or too wide:
    compare rows with rows and columns with columns."""
    if kernel.size > image.size:
        raise ValueError("the kernel does not fit")
    oh, ow = (max(n - k + 1, 0) for n, k in zip(image.shape, kernel.shape, strict=True))
    return einsum_on_windows(image, kernel, bias) if oh and ow else np.zeros((oh, ow))


def refused_only_where_both_axes_are_too_short(image, kernel, bias=0.0):
    """You refuse a kernel only where it has both more rows and more columns than the image. One of the two is enough:
    write or, not and."""
    if kernel.shape[0] > image.shape[0] and kernel.shape[1] > image.shape[1]:
        raise ValueError("the kernel does not fit")
    oh, ow = (max(n - k + 1, 0) for n, k in zip(image.shape, kernel.shape, strict=True))
    return einsum_on_windows(image, kernel, bias) if oh and ow else np.zeros((oh, ow))


def summed_in_the_dtype_that_came(image, kernel, bias=0.0):
    """You multiply and add in the dtype that image and kernel have, and convert the sums. Bytes have wrapped around by
    then, and short fractions lost digits: convert image and kernel to float64 before you multiply."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows, kernel).astype(np.float64) + bias


def kernel_in_the_dtype_of_the_image(image, kernel, bias=0.0):
    """You convert the kernel to the dtype of the image. Its fractions are cut off where the image holds integers, and
    negative weights wrap around where it holds bytes. Convert both to float64."""
    return einsum_on_windows(image, kernel.astype(image.dtype), bias)


def image_in_the_dtype_of_the_kernel(image, kernel, bias=0.0):
    """You convert the image to the dtype of the kernel. Its fractions are cut off where the kernel holds integers.
    Convert both to float64."""
    return einsum_on_windows(image.astype(kernel.dtype), kernel, bias)


def bias_cut_to_a_whole_number(image, kernel, bias=0.0):
    """You make the bias a whole number, and its fraction is lost. Add it as it is."""
    return einsum_on_windows(image, kernel, int(bias))


def axes_of_length_one_left_out(image, kernel, bias=0.0):
    """You leave out an axis of length 1, as np.squeeze does. A result of one row or one column is still a matrix."""
    return np.squeeze(einsum_on_windows(image, kernel, bias))


def result_of_an_earlier_call_written_over(image, kernel, bias=0.0, kept={}):  # noqa: B006 - the mistake
    """You keep the result's array and write the next result of that size into it: whoever still has the earlier one
    finds other numbers there. Make a new array in every call."""
    sums = einsum_on_windows(image, kernel, bias)
    out = kept.setdefault(sums.shape, sums)
    out[...] = sums
    return out


def result_remembered_for_the_object(image, kernel, bias=0.0, kept=[]):  # noqa: B006 - the mistake
    """You look up the result by the array object. Whoever calls may fill the same array with other numbers: compute the
    result anew in each call."""
    if not kept or image is not kept[0] or kernel is not kept[1] or bias != kept[2]:
        kept[:] = image, kernel, bias, einsum_on_windows(image, kernel, bias)
    return kept[3].copy()


def result_remembered_for_the_bytes(image, kernel, bias=0.0, kept={}):  # noqa: B006 - the mistake
    """You look up the result by the bytes of the arrays. In another dtype the same bytes are other numbers: compute the
    result anew in each call."""
    key = (image.tobytes(), image.shape, kernel.tobytes(), kernel.shape, bias)
    if key not in kept:
        kept.clear()
        kept[key] = einsum_on_windows(image, kernel, bias)
    return kept[key].copy()
