"""What students believe of `corr2d_strided`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.correlation.honest.corr2d_strided import einsum_on_strided_windows


def _check_stride(stride):
    if min(stride) < 1:
        raise ValueError("stride")


def both_strides_forgotten(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You never use the stride: the window stops at every position."""
    _check_stride(stride)
    return einsum_on_strided_windows(image, kernel, padding, bias=bias)


def stride_on_rows_only(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """The window moves down with the stride, but to the right one pixel at a time. The second number of stride is for
    the columns."""
    _check_stride(stride)
    return einsum_on_strided_windows(image, kernel, padding, (stride[0], 1), bias)


def one_stride_for_rows_and_columns(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You use stride[0] on both axes. stride[1] is the step to the right."""
    _check_stride(stride)
    return einsum_on_strided_windows(image, kernel, padding, (stride[0], stride[0]), bias)


def strides_swapped(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You step stride[0] to the right and stride[1] down. The first number belongs to the rows."""
    return einsum_on_strided_windows(image, kernel, padding, stride[::-1], bias)


def paddings_swapped(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You pad the columns with padding[0] and the rows with padding[1]. The first number belongs to the rows."""
    return einsum_on_strided_windows(image, kernel, padding[::-1], stride, bias)


def padding_above_and_left_only(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You add the zeros above and on the left only. The padding is per side: the same number goes below and on the
    right."""
    padded = np.pad(image, [(p, 0) for p in padding])
    return einsum_on_strided_windows(padded, kernel, stride=stride, bias=bias)


def padding_around_the_output(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You correlate first and put the zeros around the result. They belong around the image, before the kernel sees
    it."""
    return np.pad(einsum_on_strided_windows(image, kernel, stride=stride, bias=bias), [(p, p) for p in padding])


def padding_left_out(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You never use the padding. Put zeros around the image first."""
    return einsum_on_strided_windows(image, kernel, stride=stride, bias=bias)


def padding_doubled(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You add 2 * ph rows at each side. The padding is per side already; the 2 belongs in the formula for the size."""
    return einsum_on_strided_windows(image, kernel, [2 * p for p in padding], stride, bias)


def border_repeated_as_padding(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You pad by repeating the pixels of the border. The padding here is zeros."""
    padded = np.pad(image, [(p, p) for p in padding], mode="edge")
    return einsum_on_strided_windows(padded, kernel, stride=stride, bias=bias)


def leftover_rows_kept(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You round the size of the output up, and the last window hangs over the border. A step that does not fit is not
    taken: round down."""
    (ph, pw), (sh, sw) = padding, stride
    _check_stride(stride)
    if kernel.shape[0] > image.shape[0] + 2 * ph or kernel.shape[1] > image.shape[1] + 2 * pw:
        raise ValueError("the kernel does not fit")
    padded = np.pad(image, ((ph, ph + sh - 1), (pw, pw + sw - 1)))
    return einsum_on_strided_windows(padded, kernel, stride=stride, bias=bias)


def last_position_lost(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """Your output is a row and a column short: (h + 2 ph - kh) // sh steps lead to one position more than that. Add
    1."""
    return einsum_on_strided_windows(image, kernel, padding, stride, bias)[:-1, :-1]


def starts_after_the_first_step(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """Your first window lies one step too far in. The first position is row 0, column 0 of the padded image; the steps
    come after it."""
    _check_stride(stride)
    sh, sw = stride
    return einsum_on_strided_windows(image, kernel, padding, bias=bias)[sh - 1 :: sh, sw - 1 :: sw]


def windows_not_moved_by_the_stride(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """The size of your output knows the stride, but the window still moves one pixel at a time: output [i, j] looks at
    row i * sh, column j * sw."""
    oh, ow = einsum_on_strided_windows(image, kernel, padding, stride).shape
    return einsum_on_strided_windows(image, kernel, padding, bias=bias)[:oh, :ow]


def bias_added_before_padding(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You add the bias to the pixels, so it is multiplied by the kernel. Add it to the outputs."""
    return einsum_on_strided_windows(image + bias, kernel, padding, stride)


def bias_left_out_with_stride(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You never use the argument bias. Add it to every output."""
    return einsum_on_strided_windows(image, kernel, padding, stride)


def kernel_compared_with_the_bare_image(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You refuse kernels larger than the image. With padding there may be room: compare with the padded image."""
    if min(stride) < 1 or kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("the kernel does not fit")
    return einsum_on_strided_windows(image, kernel, padding, stride, bias)


def strided_output_cut_to_integers(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """Your output array takes its dtype from the image. When that holds integers, fractions are cut off: make the
    output with np.zeros(shape), which is float64."""
    return einsum_on_strided_windows(image, kernel, padding, stride, bias).astype(image.dtype)


def zeros_written_over_the_border(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You set the outer rows and columns of the image to zero, the caller's own image at that. Padding makes a new
    array that is larger by ph rows at the top and at the bottom, pw columns left and right."""
    _check_stride(stride)
    ph, pw = padding
    image[:ph] = image[image.shape[0] - ph :] = 0
    image[:, :pw] = image[:, image.shape[1] - pw :] = 0
    return einsum_on_strided_windows(image, kernel, stride=stride, bias=bias)


def strided_output_in_single_precision(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You return float32. The values are right to seven digits only; NumPy's own default, float64, is what is asked
    for."""
    return einsum_on_strided_windows(image, kernel, padding, stride, bias).astype(np.float32)


def negative_stride_accepted(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """A stride below 1 does not move forward, and you return something all the same. Check both numbers and raise a
    ValueError."""
    return einsum_on_strided_windows(image, kernel, padding, bias=bias)[:: stride[0] or 1, :: stride[1] or 1]


def product_of_the_strides_checked(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You check the product of the two strides. Two negative ones have a positive product: check each of them."""
    if stride[0] * stride[1] < 1:
        raise ValueError("stride")
    return einsum_on_strided_windows(image, kernel, padding, [max(s, 1) for s in stride], bias)


def strides_compared_as_a_tuple(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """stride < (1, 1) compares tuples as a dictionary compares words: (2, 0) comes after (1, 1). Check each of them."""
    if stride < (1, 1):
        raise ValueError("stride")
    return einsum_on_strided_windows(image, kernel, padding, [max(s, 1) for s in stride], bias)


def sum_of_the_strides_checked(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You check the sum of the two strides. (2, 0) has the same sum as (1, 1): check each of them."""
    if sum(stride) < 2:
        raise ValueError("stride")
    return einsum_on_strided_windows(image, kernel, padding, [max(s, 1) for s in stride], bias)


def stride_checked_by_the_size_of_the_output(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You compute the size of the output and refuse one below 1. Where a single position is left the size is 1 whatever
    the stride, and a negative one passes. Check the strides themselves."""
    sizes = [
        (n + 2 * p - k) // s + 1 if s else 0
        for n, p, k, s in zip(image.shape, padding, kernel.shape, stride, strict=True)
    ]
    if min(sizes) < 1:
        raise ValueError("stride")
    return einsum_on_strided_windows(image, kernel, padding, [max(s, 1) for s in stride], bias)


def negative_padding_counts_as_zero(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You treat a negative padding as zero. Nobody asks for it on purpose: raise a ValueError."""
    return einsum_on_strided_windows(image, kernel, [max(p, 0) for p in padding], stride, bias)


def negative_padding_cuts_the_image(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """A negative padding cuts rows or columns off the image, because a slice takes what it gets. Raise a ValueError."""
    ph, pw = (max(-p, 0) for p in padding)
    image = image[ph : image.shape[0] - ph, pw : image.shape[1] - pw]
    return einsum_on_strided_windows(image, kernel, [max(p, 0) for p in padding], stride, bias)


def sum_of_the_paddings_checked(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You check the sum of the two paddings. A negative one hides behind the other: check each of them."""
    if sum(padding) < 0:
        raise ValueError("padding")
    return einsum_on_strided_windows(image, kernel, [max(p, 0) for p in padding], stride, bias)


def shapes_compared_as_tuples(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You compare the two shapes as tuples. That is how a dictionary compares words: once the rows differ, the columns
    do not count. Compare rows with rows and columns with columns."""
    _check_stride(stride)
    padded = np.pad(image, [(p, p) for p in padding])
    if kernel.shape > padded.shape:
        raise ValueError("the kernel does not fit")
    oh, ow = (max((n - k) // s + 1, 0) for n, k, s in zip(padded.shape, kernel.shape, stride, strict=True))
    return einsum_on_strided_windows(image, kernel, padding, stride, bias) if oh and ow else np.zeros((oh, ow))


def summed_in_the_dtype_that_came(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You multiply and add in the dtype that image and kernel have, and convert the sums. Bytes have wrapped around by
    then, and short fractions lost digits: convert image and kernel to float64 before you multiply."""
    _check_stride(stride)
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image, [(p, p) for p in padding]), kernel.shape)
    sums = np.einsum("ijuv,uv->ij", windows[:: stride[0], :: stride[1]], kernel)
    return sums.astype(np.float64) + bias


def bias_cut_to_a_whole_number(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You make the bias a whole number, and its fraction is lost. Add it as it is."""
    return einsum_on_strided_windows(image, kernel, padding, stride, int(bias))


def padding_at_most_as_long_as_the_kernel(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You pad less than asked for where the kernel is shorter than the padding. Windows that see nothing but zeros
    count, too."""
    sides = [min(p, k - 1) if p > 0 else p for p, k in zip(padding, kernel.shape, strict=True)]
    return einsum_on_strided_windows(image, kernel, sides, stride, bias)


def result_of_an_earlier_call_written_over(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0, kept={}):  # noqa: B006 - the mistake
    """You keep the result's array and write the next result of that size into it: whoever still has the earlier one
    finds other numbers there. Make a new array in every call."""
    sums = einsum_on_strided_windows(image, kernel, padding, stride, bias)
    out = kept.setdefault(sums.shape, sums)
    out[...] = sums
    return out


def result_remembered_for_the_object(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0, kept=[]):  # noqa: B006 - the mistake
    """You look up the result by the array object. Whoever calls may fill the same array with other numbers: compute the
    result anew in each call."""
    key = (padding, stride, bias)
    if not kept or image is not kept[0] or kernel is not kept[1] or key != kept[2]:
        _check_stride(stride)
        kept[:] = image, kernel, key, einsum_on_strided_windows(image, kernel, padding, stride, bias)
    return kept[3].copy()
