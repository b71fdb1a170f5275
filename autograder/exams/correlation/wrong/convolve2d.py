"""What students believe of `convolve2d`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.correlation.honest.corr2d import einsum_on_windows


def kernel_not_flipped(image, kernel):
    """This is cross-correlation again. Convolution uses the kernel turned by 180 degrees: kernel[::-1, ::-1]."""
    return einsum_on_windows(image, kernel)


def kernel_flipped_up_down_only(image, kernel):
    """You turned the kernel upside down but not left to right. Convolution reverses both axes: kernel[::-1, ::-1]."""
    return einsum_on_windows(image, kernel[::-1])


def kernel_flipped_left_right_only(image, kernel):
    """You reversed the columns of the kernel but not its rows. Convolution reverses both axes: kernel[::-1, ::-1]."""
    return einsum_on_windows(image, kernel[:, ::-1])


def kernel_transposed_for_flipped(image, kernel):
    """You transposed the kernel. Turning by 180 degrees keeps its shape: entry [u, v] moves to
    [kh - 1 - u, kw - 1 - v]."""
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("the kernel does not fit")
    return einsum_on_windows(image, kernel.T)


def kernel_turned_by_90_degrees(image, kernel):
    """You turned the kernel by 90 degrees, which is what np.rot90 does when it is not told to do it twice. Turn it by
    180."""
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("the kernel does not fit")
    kernel = np.rot90(kernel)
    return einsum_on_windows(image, kernel)


def image_flipped_for_kernel(image, kernel):
    """You turned the image instead of the kernel. The sums are the right ones, but they come out in reverse order."""
    windows = np.lib.stride_tricks.sliding_window_view(image[::-1, ::-1], kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel)


def image_and_kernel_flipped(image, kernel):
    """You turned both the image and the kernel, and that undoes itself: it is the correlation, in reverse order. Turn
    the kernel only."""
    return einsum_on_windows(image[::-1, ::-1], kernel[::-1, ::-1])


def kernel_flipped_in_place(image, kernel):
    """You turned the caller's kernel itself: kernel[:] = ... writes into it, so a second call with the same kernel
    gives something else. Give the turned kernel a name of its own."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    kernel[:] = kernel[::-1, ::-1].copy()
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel)


def full_convolution(image, kernel):
    """You let the kernel hang over the border, as np.convolve does by default. Keep the positions where it lies inside
    the image: h - kh + 1 by w - kw + 1."""
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("the kernel does not fit")
    padded = np.pad(image, [(n - 1, n - 1) for n in kernel.shape])
    return einsum_on_windows(padded, kernel[::-1, ::-1])


def convolution_as_large_as_the_image(image, kernel):
    """You put zeros around the image to keep its size. Keep the positions where the kernel lies inside the image:
    h - kh + 1 by w - kw + 1."""
    (kh, kw) = kernel.shape
    if kh > image.shape[0] or kw > image.shape[1]:
        raise ValueError("the kernel does not fit")
    padded = np.pad(image, (((kh - 1) // 2, kh // 2), ((kw - 1) // 2, kw // 2)))
    return einsum_on_windows(padded, kernel[::-1, ::-1])


def last_row_and_column_of_the_convolution_lost(image, kernel):
    """Your loops stop one step early: there are h - kh + 1 positions down and w - kw + 1 across."""
    return einsum_on_windows(image, kernel[::-1, ::-1])[:-1, :-1]


def convolution_cut_to_integers(image, kernel):
    """Your output array takes its dtype from the image. When that holds integers, fractions are cut off: make the
    output with np.zeros(shape), which is float64."""
    return einsum_on_windows(image, kernel[::-1, ::-1]).astype(image.dtype)


def convolution_with_oversized_kernel(image, kernel):
    """A kernel larger than the image has no place in it, and you return an empty or meaningless array. Compare the
    shapes first and raise a ValueError."""
    (h, w), (kh, kw) = image.shape, kernel.shape
    out = np.zeros((max(h - kh + 1, 0), max(w - kw + 1, 0)))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel[::-1, ::-1])
    return out


def index_from_the_wrong_end(image, kernel):
    """You read the turned kernel at [kh - u, kw - v]. Counting from 0, the entry opposite to [u, v] is
    [kh - 1 - u, kw - 1 - v]."""
    turned = np.roll(kernel[::-1, ::-1], (1, 1), axis=(0, 1))
    return einsum_on_windows(image, turned)


def shapes_compared_as_tuples(image, kernel):
    """kernel.shape > image.shape compares tuples as a dictionary compares words: once the rows differ, the columns do
    not count. Compare rows with rows and columns with columns: kh > h or kw > w."""
    if kernel.shape > image.shape:
        raise ValueError("the kernel does not fit")
    oh, ow = (max(n - k + 1, 0) for n, k in zip(image.shape, kernel.shape, strict=True))
    return einsum_on_windows(image, kernel[::-1, ::-1]) if oh and ow else np.zeros((oh, ow))


def image_and_kernel_exchanged_where_it_does_not_fit(image, kernel):
    """Where the kernel is larger than the image you let them change places, as np.convolve does. Here that is an error:
    raise a ValueError."""
    if kernel.shape[0] > image.shape[0] and kernel.shape[1] > image.shape[1]:
        image, kernel = kernel, image
    return einsum_on_windows(image, kernel[::-1, ::-1])


def summed_in_the_dtype_that_came(image, kernel):
    """You multiply and add in the dtype that image and kernel have, and convert the sums. Bytes have wrapped around by
    then, and short fractions lost digits: convert image and kernel to float64 before you multiply."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows, kernel[::-1, ::-1]).astype(np.float64)


def kernel_in_the_dtype_of_the_image(image, kernel):
    """You convert the kernel to the dtype of the image. Its fractions are cut off where the image holds integers, and
    negative weights wrap around where it holds bytes. Convert both to float64."""
    return einsum_on_windows(image, kernel[::-1, ::-1].astype(image.dtype))


def square_kernel_transposed(image, kernel):
    """You transpose the kernel where it is square, and turn it where it is not. Turning by 180 degrees is the same for
    every shape: kernel[::-1, ::-1]."""
    return einsum_on_windows(image, kernel.T if kernel.shape[0] == kernel.shape[1] else kernel[::-1, ::-1])


def result_of_an_earlier_call_written_over(image, kernel, kept={}):  # noqa: B006 - the mistake
    """You keep the result's array and write the next result of that size into it: whoever still has the earlier one
    finds other numbers there. Make a new array in every call."""
    sums = einsum_on_windows(image, kernel[::-1, ::-1])
    out = kept.setdefault(sums.shape, sums)
    out[...] = sums
    return out


def turned_kernel_remembered_for_the_object(image, kernel, kept=[]):  # noqa: B006 - the mistake
    """You look up the turned kernel by the array object. Whoever calls may fill the same array with other numbers: turn
    the kernel anew in each call."""
    if not kept or kernel is not kept[0]:
        kept[:] = kernel, kernel[::-1, ::-1].copy()
    return einsum_on_windows(image, kept[1])
