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
