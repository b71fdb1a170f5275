"""What students believe of `convolution_matrix`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.matrix_and_gradients.honest.convolution_matrix import six_axes


def transposed_matrix(kernel, shape):
    """Your matrix is transposed, like the one that the lecture prints. It has a row for each output and a column for
    each pixel; only so can it stand in front of the picture."""
    return six_axes(kernel, shape).T


def misprint_of_the_lecture(kernel, shape):
    """For the last row of pixels you use the first row of the kernel, as the lecture's printed matrix does. The last
    row of the kernel belongs there."""
    (kh, kw), (h, w) = kernel.shape, shape
    matrix = six_axes(kernel, shape).reshape(h - kh + 1, w - kw + 1, h, w)
    for j in range(w - kw + 1):
        matrix[-1, j, -1, j : j + kw] = kernel[0]
    return matrix.reshape(-1, h * w)


def pitch_of_the_output(kernel, shape):
    """You count (h - kh + 1) * (w - kw + 1) outputs rightly, but also let a row of pixels be as long as a row of
    outputs. Pixel (r, s) stands in column r * w + s."""
    (kh, kw), (h, w) = kernel.shape, shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    oh, ow = h - kh + 1, w - kw + 1
    matrix = np.zeros((oh * ow, h * w))
    for i, j, u, v in np.ndindex(oh, ow, kh, kw):
        matrix[i * ow + j, (i + u) * ow + j + v] += kernel[u, v]
    return matrix


def pitch_of_the_height(kernel, shape):
    """You put pixel (r, s) into column r * h + s. A row of the picture has w pixels: it is r * w + s."""
    (kh, kw), (h, w) = kernel.shape, shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    oh, ow = h - kh + 1, w - kw + 1
    matrix = np.zeros((oh * ow, h * w))
    for i, j, u, v in np.ndindex(oh, ow, kh, kw):
        matrix[i * ow + j, (i + u) * h + j + v] += kernel[u, v]
    return matrix


def outputs_counted_by_columns(kernel, shape):
    """Your rows stand in another order: output (i, j) belongs into row i * ow + j, where ow is the number of outputs in
    a row, as ravel() orders them."""
    (kh, kw), (h, w) = kernel.shape, shape
    matrix = six_axes(kernel, shape).reshape(h - kh + 1, w - kw + 1, h * w)
    return matrix.swapaxes(0, 1).reshape(-1, h * w)


def pixels_counted_by_columns(kernel, shape):
    """Your columns stand in another order: pixel (r, s) belongs into column r * w + s. ravel() writes one row of the
    picture after the other, not one column."""
    h, w = shape
    return six_axes(kernel, shape).reshape(-1, h, w).swapaxes(1, 2).reshape(-1, h * w)


def turned_kernel(kernel, shape):
    """You turned the kernel by 180 degrees. That is the matrix of true convolution; correlation takes the kernel as it
    is."""
    return six_axes(kernel[::-1, ::-1], shape)


def transposed_kernel(kernel, shape):
    """You use kernel[v, u] where kernel[u, v] belongs. Try a kernel with more columns than rows."""
    if kernel.shape[0] > shape[0] or kernel.shape[1] > shape[1]:
        raise ValueError("the kernel does not fit")
    return six_axes(kernel.T, shape)


def height_and_width_swapped(kernel, shape):
    """You read shape as (w, h). As everywhere in NumPy, the number of rows comes first."""
    if kernel.shape[0] > shape[0] or kernel.shape[1] > shape[1]:
        raise ValueError("the kernel does not fit")
    return six_axes(kernel, shape[::-1])


def kernel_without_gaps(kernel, shape):
    """You write the kernel's numbers side by side. From one row of the kernel to the next there are w columns in the
    matrix: the kernel sees w - kw pixels in between not at all."""
    (kh, kw), (h, w) = kernel.shape, shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    matrix = np.zeros(((h - kh + 1) * (w - kw + 1), h * w))
    for row, (i, j) in enumerate(np.ndindex(h - kh + 1, w - kw + 1)):
        matrix[row, i * w + j : i * w + j + kernel.size] = kernel.ravel()[: h * w - i * w - j]
    return matrix


def every_row_one_column_further(kernel, shape):
    """Each of your rows is the one above it, moved by one column. At the end of a row of the picture the window moves
    by kw columns: it must not hang over the border."""
    (kh, kw), (h, w) = kernel.shape, shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    first = np.zeros((h, w))
    first[:kh, :kw] = kernel
    return np.stack([np.roll(first.ravel(), row) for row in range((h - kh + 1) * (w - kw + 1))])


def a_row_for_every_pixel(kernel, shape):
    """Your matrix has a row for every pixel, and the kernel comes in again at the other side of the picture. There are
    only (h - kh + 1) * (w - kw + 1) places where it lies inside."""
    (kh, kw), (h, w) = kernel.shape, shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    matrix = np.zeros((h, w, h, w))
    for i, j, u, v in np.ndindex(h, w, kh, kw):
        matrix[i, j, (i + u) % h, (j + v) % w] = kernel[u, v]
    return matrix.reshape(h * w, h * w)


def shape_of_the_output_given(kernel, shape):
    """You take shape for that of the result. It is the shape of the image: the result is smaller, by kh - 1 rows and kw
    - 1 columns."""
    (kh, kw), (h, w) = kernel.shape, shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    return six_axes(kernel, (h + kh - 1, w + kw - 1))


def last_outputs_left_out(kernel, shape):
    """Your loops stop one step early: there are h - kh + 1 positions down and w - kw + 1 across, and range(n) already
    leaves out n."""
    (kh, kw), (h, w) = kernel.shape, shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    matrix = six_axes(kernel, shape).reshape(h - kh + 1, w - kw + 1, h * w)
    matrix[-1] = 0
    matrix[:, -1] = 0
    return matrix.reshape(-1, h * w)


def ones_for_weights(kernel, shape):
    """You mark with 1 which pixels an output sees. The weight with which it sees them belongs there."""
    return six_axes(np.ones(kernel.shape), shape)


def mean_for_sum(kernel, shape):
    """You divide by the size of the kernel. Correlation adds up; put the kernel's numbers in as they are."""
    return six_axes(kernel / kernel.size, shape)


def four_axes_left(kernel, shape):
    """You return an array of four axes: two for the output, two for the pixel. Make a matrix of it, with reshape."""
    (kh, kw), (h, w) = kernel.shape, shape
    return six_axes(kernel, shape).reshape(h - kh + 1, w - kw + 1, h, w)


def dtype_of_the_kernel(kernel, shape):
    """Your matrix has the dtype of the kernel. Make it with np.zeros(shape), which is float64."""
    return six_axes(kernel, shape).astype(kernel.dtype)


def single_precision_matrix(kernel, shape):
    """You return float32. Seven digits are left of the weights; NumPy's own default, float64, is what is asked for."""
    return six_axes(kernel, shape).astype(np.float32)


def oversized_kernel_accepted(kernel, shape):
    """A kernel larger than the image has no place in it, and you return an empty matrix. Compare the shapes first and
    raise a ValueError."""
    (kh, kw), (h, w) = kernel.shape, shape
    return six_axes(kernel, shape) if kh <= h and kw <= w else np.zeros((0, h * w))


def shapes_compared_as_tuples(kernel, shape):
    """kernel.shape > shape compares tuples as a dictionary compares words: once the rows differ, the columns do not
    count. Compare rows with rows and columns with columns: kh > h or kw > w."""
    (kh, kw), (h, w) = kernel.shape, shape
    if kernel.shape > shape:
        raise ValueError("the kernel does not fit")
    return six_axes(kernel, shape) if kh <= h and kw <= w else np.zeros((0, h * w))


def numbers_of_pixels_compared(kernel, shape):
    """You refuse a kernel that has more pixels than the image. One with few pixels may still be too tall or too wide:
    compare rows with rows and columns with columns."""
    (kh, kw), (h, w) = kernel.shape, shape
    if kernel.size > h * w:
        raise ValueError("the kernel does not fit")
    return six_axes(kernel, shape) if kh <= h and kw <= w else np.zeros((0, h * w))


def refused_only_where_both_axes_are_too_short(kernel, shape):
    """You refuse a kernel only where it has both more rows and more columns than the image. One of the two is enough:
    write or, not and."""
    (kh, kw), (h, w) = kernel.shape, shape
    if kh > h and kw > w:
        raise ValueError("the kernel does not fit")
    return six_axes(kernel, shape) if kh <= h and kw <= w else np.zeros((0, h * w))


def one_row_too_many_accepted(kernel, shape):
    """You refuse a kernel that is two rows or columns too large, but not one that is too large by a single one. It has
    no place either, h - kh + 1 is 0: refuse it where kh > h or kw > w."""
    (kh, kw), (h, w) = kernel.shape, shape
    if h - kh + 1 < 0 or w - kw + 1 < 0:
        raise ValueError("the kernel does not fit")
    return six_axes(kernel, shape) if kh <= h and kw <= w else np.zeros((0, h * w))


def positions_multiplied_before_they_are_compared(kernel, shape):
    """You refuse a kernel where the number of positions, down times across, is not positive. Of a kernel that is too
    large on both axes both counts are negative, and their product is positive: look at each axis alone."""
    (kh, kw), (h, w) = kernel.shape, shape
    positions = (h - kh + 1) * (w - kw + 1)
    if positions <= 0:
        raise ValueError("the kernel does not fit")
    return six_axes(kernel, shape) if kh <= h and kw <= w else np.zeros((positions, h * w))
