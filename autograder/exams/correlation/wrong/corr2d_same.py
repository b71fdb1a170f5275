"""What students believe of `corr2d_same`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.correlation.honest.corr2d import einsum_on_windows


def _sides(kernel):
    return [((k - 1) // 2, k // 2) for k in kernel.shape]


def not_padded(image, kernel):
    """You did not pad, so the output is smaller than the image. `Same` means that the sizes agree: add kh - 1 rows and
    kw - 1 columns of zeros first."""
    return einsum_on_windows(image, kernel)


def extra_zero_above_and_left(image, kernel):
    """For an even kernel you put the extra zero above and on the left. It goes below and to the right."""
    (kh, kw) = kernel.shape
    padded = np.pad(image, ((kh // 2, (kh - 1) // 2), (kw // 2, (kw - 1) // 2)))
    return einsum_on_windows(padded, kernel)


def even_kernel_one_short(image, kernel):
    """You pad (k - 1) // 2 at both sides. For an even k that is one zero too few in all, and the output is too small:
    add k - 1 zeros together."""
    (kh, kw) = kernel.shape
    padded = np.pad(image, (((kh - 1) // 2,) * 2, ((kw - 1) // 2,) * 2))
    return einsum_on_windows(padded, kernel)


def even_kernel_one_too_many(image, kernel):
    """You pad k // 2 at both sides. For an even k that is one zero too many in all, and the output is too large: add
    k - 1 zeros together."""
    (kh, kw) = kernel.shape
    padded = np.pad(image, ((kh // 2,) * 2, (kw // 2,) * 2))
    return einsum_on_windows(padded, kernel)


def same_with_flipped_kernel(image, kernel):
    """You turned the kernel by 180 degrees. Cross-correlation uses it as it is."""
    return einsum_on_windows(np.pad(image, _sides(kernel)), kernel[::-1, ::-1])


def same_with_repeated_border(image, kernel):
    """You pad by repeating the pixels of the border. Outside the image everything counts as zero."""
    return einsum_on_windows(np.pad(image, _sides(kernel), mode="edge"), kernel)


def same_with_wrapped_border(image, kernel):
    """Your kernel leaves the image on one side and reads the pixels of the other side, as np.roll or a negative index
    does. Outside the image everything counts as zero."""
    return einsum_on_windows(np.pad(image, _sides(kernel), mode="wrap"), kernel)


def zeros_around_a_smaller_output(image, kernel):
    """You correlate without padding and put zeros around the result. At the border the kernel still sees a part of the
    image: put the zeros around the image."""
    return np.pad(einsum_on_windows(image, kernel), _sides(kernel))


def height_and_width_of_the_kernel_swapped(image, kernel):
    """You pad the rows by the kernel's width and the columns by its height. Rows go with kernel.shape[0]."""
    (kw, kh) = kernel.shape
    padded = np.pad(image, (((kh - 1) // 2, kh // 2), ((kw - 1) // 2, kw // 2)))
    return einsum_on_windows(padded, kernel)


def kernel_taken_for_a_square(image, kernel):
    """You pad both axes by the kernel's height. A kernel need not be square: the columns go with kernel.shape[1]."""
    kh = kernel.shape[0]
    padded = np.pad(image, (((kh - 1) // 2, kh // 2),) * 2)
    return einsum_on_windows(padded, kernel)


def all_zeros_below_and_right(image, kernel):
    """You put all the zeros below and on the right, so the kernel hangs off the pixel instead of lying around it. Half
    of them belong above and on the left."""
    (kh, kw) = kernel.shape
    padded = np.pad(image, ((0, kh - 1), (0, kw - 1)))
    return einsum_on_windows(padded, kernel)


def full_output(image, kernel):
    """You pad k - 1 zeros at each side, so the output is larger than the image. Together it is k - 1: about half of
    them on each side."""
    (kh, kw) = kernel.shape
    padded = np.pad(image, ((kh - 1, kh - 1), (kw - 1, kw - 1)))
    return einsum_on_windows(padded, kernel)


def same_output_cut_to_integers(image, kernel):
    """Your output takes its dtype from the image, as np.zeros_like(image) does. When that holds integers, fractions are
    cut off: the output is float64."""
    return einsum_on_windows(np.pad(image, _sides(kernel)), kernel).astype(image.dtype)


def border_averaged(image, kernel):
    """Where the kernel hangs over the border you make up for the missing pixels by scaling the sum. The zeros simply
    count as zeros."""
    inside = einsum_on_windows(np.pad(np.ones(image.shape), _sides(kernel)), np.ones(kernel.shape))
    return einsum_on_windows(np.pad(image, _sides(kernel)), kernel) * kernel.size / inside


def border_left_as_it_was(image, kernel):
    """You write the sums into the image where the whole kernel fits, and leave its border as it was. The border needs
    its sums too, and the caller still needs the image: pad a copy with zeros."""
    (kh, kw) = kernel.shape
    inner = einsum_on_windows(image, kernel)
    top, left = (kh - 1) // 2, (kw - 1) // 2
    image[top : top + inner.shape[0], left : left + inner.shape[1]] = inner
    return image.astype(float)


def negative_sums_set_to_zero(image, kernel):
    """You replace negative sums by zero. That is a ReLU, which comes after the correlation and in a function of its
    own."""
    return np.maximum(einsum_on_windows(np.pad(image, _sides(kernel)), kernel), 0.0)


def same_output_in_single_precision(image, kernel):
    """You return float32. The values are right to seven digits only; NumPy's own default, float64, is what is asked
    for."""
    return einsum_on_windows(np.pad(image, _sides(kernel)), kernel).astype(np.float32)


def kernel_larger_than_the_image_refused(image, kernel):
    """You refuse a kernel that is larger than the image. With k - 1 zeros around there is room for it."""
    if kernel.shape[0] > image.shape[0] and kernel.shape[1] > image.shape[1]:
        raise ValueError("the kernel does not fit")
    return einsum_on_windows(np.pad(image, _sides(kernel)), kernel)


def square_even_kernel_the_other_way(image, kernel):
    """Where the kernel is even on both axes and square you put the extra zeros above and on the left. They go below and
    to the right for every even kernel."""
    sides = [side[::-1] for side in _sides(kernel)] if len(set(kernel.shape)) == 1 else _sides(kernel)
    return einsum_on_windows(np.pad(image, sides), kernel)


def summed_in_the_dtype_that_came(image, kernel):
    """You multiply and add in the dtype that image and kernel have, and convert the sums. Bytes have wrapped around by
    then, and short fractions lost digits: convert image and kernel to float64 before you multiply."""
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image, _sides(kernel)), kernel.shape)
    return np.einsum("ijuv,uv->ij", windows, kernel).astype(np.float64)


def kernel_in_the_dtype_of_the_image(image, kernel):
    """You convert the kernel to the dtype of the image. Its fractions are cut off where the image holds integers, and
    negative weights wrap around where it holds bytes. Convert both to float64."""
    return einsum_on_windows(np.pad(image, _sides(kernel)), kernel.astype(image.dtype))


def image_in_the_dtype_of_the_kernel(image, kernel):
    """You convert the image to the dtype of the kernel. Its fractions are cut off where the kernel holds integers.
    Convert both to float64."""
    return einsum_on_windows(np.pad(image.astype(kernel.dtype), _sides(kernel)), kernel)


def image_itself_for_a_single_one(image, kernel):
    """Where the kernel is a single 1 you return the image itself. Whoever changes the result changes the image with it:
    return a new array."""
    if kernel.shape == (1, 1) and kernel[0, 0] == 1:
        return image
    return einsum_on_windows(np.pad(image, _sides(kernel)), kernel)


def result_of_an_earlier_call_written_over(image, kernel, kept={}):  # noqa: B006 - the mistake
    """You keep the result's array and write the next result of that size into it: whoever still has the earlier one
    finds other numbers there. Make a new array in every call."""
    sums = einsum_on_windows(np.pad(image, _sides(kernel)), kernel)
    out = kept.setdefault(sums.shape, sums)
    out[...] = sums
    return out
