"""What students believe of `conv2d_weight_gradient`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.matrix_and_gradients.honest.conv2d_weight_gradient import windows_and_einsum


def _check_dy(dy, x, kernel_size, stride, padding):
    positions = [(m + 2 * p - k) // s + 1 for m, p, k, s in zip(x.shape[2:], padding, kernel_size, stride, strict=True)]
    if [len(dy), *dy.shape[2:]] != [len(x), *positions]:
        raise ValueError("dy is not the gradient of this layer's output")


def _cut_to_fit(dy, a, kernel_size, steps):
    """The gradient with windows `steps` apart in an image that has room enough."""
    (kh, kw), (oh, ow) = kernel_size, dy.shape[2:]
    room = (oh - 1) * steps[0] + kh, (ow - 1) * steps[1] + kw
    more = [max(0, wanted - there) for wanted, there in zip(room, a.shape[2:], strict=True)]
    a = np.pad(a, ((0, 0), (0, 0), (0, more[0]), (0, more[1])))[:, :, : room[0], : room[1]]
    return windows_and_einsum(dy, a, kernel_size, steps)


def samples_averaged(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You take the mean over the samples. If the loss is a mean, its 1/n is in dy already: add up."""
    return windows_and_einsum(dy, x, kernel_size, stride, padding) / len(x)


def positions_averaged(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You take the mean over the positions. A weight acts at each of them, so their gradients add up."""
    return windows_and_einsum(dy, x, kernel_size, stride, padding) / (dy.shape[2] * dy.shape[3])


def first_sample_only(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You look at the first sample only. The others have a share in the gradient too."""
    _check_dy(dy, x, kernel_size, stride, padding)
    return windows_and_einsum(dy[:1], x[:1], kernel_size, stride, padding)


def last_sample_only(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """In your loop over the samples = stands where += belongs: only the last sample is left."""
    _check_dy(dy, x, kernel_size, stride, padding)
    return windows_and_einsum(dy[-1:], x[-1:], kernel_size, stride, padding)


def last_position_only(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """In your loop over the positions = stands where += belongs: only the last window is left."""
    _check_dy(dy, x, kernel_size, stride, padding)
    last = np.zeros(dy.shape)
    last[:, :, -1, -1] = dy[:, :, -1, -1]
    return windows_and_einsum(last, x, kernel_size, stride, padding)


def samples_left_apart(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """Your result has an axis for the samples. They share one weight: add over the samples."""
    _check_dy(dy, x, kernel_size, stride, padding)
    each = [windows_and_einsum(dy[k : k + 1], x[k : k + 1], kernel_size, stride, padding) for k in range(len(x))]
    return np.stack(each)


def samples_mixed(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You multiply the dy of one sample with the images of all others. Sum over one common index n: each sample's dy
    goes with its own x."""
    _check_dy(dy, x, kernel_size, stride, padding)
    return windows_and_einsum(dy.astype(float).sum(0)[None], x.astype(float).sum(0)[None], kernel_size, stride, padding)


def channels_in_and_out_swapped(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """The first two axes of your result are exchanged: output channels come first, input channels second."""
    return windows_and_einsum(dy, x, kernel_size, stride, padding).swapaxes(0, 1)


def input_channels_added_up(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You add the input channels up. Each of them has weights of its own, so c_in is an axis of the result."""
    dw = windows_and_einsum(dy, x, kernel_size, stride, padding)
    return np.repeat(dw.sum(axis=1, keepdims=True), x.shape[1], axis=1)


def output_channels_added_up(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You add dy up over the output channels. Each of them has a filter of its own, so c_out is an axis of the
    result."""
    dw = windows_and_einsum(dy, x, kernel_size, stride, padding)
    return np.repeat(dw.sum(axis=0, keepdims=True), dy.shape[1], axis=0)


def gradient_turned(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You turned the result by 180 degrees. A turn belongs to the gradient of the input, if it is written as a
    correlation; weight [u, v] saw the pixels at (i sh + u, j sw + v)."""
    return windows_and_einsum(dy, x, kernel_size, stride, padding)[:, :, ::-1, ::-1]


def gradient_transposed(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """The last two axes of your result are exchanged: rows of the kernel come first, then its columns."""
    return windows_and_einsum(dy, x, kernel_size, stride, padding).swapaxes(2, 3)


def rows_and_columns_of_the_kernel_swapped(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You read kernel_size as (kw, kh). The number of rows comes first."""
    _check_dy(dy, x, kernel_size, stride, padding)
    a = np.pad(x, [(0, 0), (0, 0), *((p, p) for p in padding)])
    return _cut_to_fit(dy, a, kernel_size[::-1], stride)


def windows_not_moved_by_the_stride(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You never use the stride: dy[i, j] goes with the window at (i, j). With a stride it belongs to the window at (i
    sh, j sw)."""
    _check_dy(dy, x, kernel_size, stride, padding)
    a = np.pad(x, [(0, 0), (0, 0), *((p, p) for p in padding)])
    return _cut_to_fit(dy, a, kernel_size, (1, 1))


def strides_swapped(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You step stride[0] to the right and stride[1] down. The first number belongs to the rows."""
    _check_dy(dy, x, kernel_size, stride, padding)
    a = np.pad(x, [(0, 0), (0, 0), *((p, p) for p in padding)])
    return _cut_to_fit(dy, a, kernel_size, stride[::-1])


def one_stride_for_rows_and_columns(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You use stride[0] on both axes. stride[1] is the step to the right."""
    _check_dy(dy, x, kernel_size, stride, padding)
    a = np.pad(x, [(0, 0), (0, 0), *((p, p) for p in padding)])
    return _cut_to_fit(dy, a, kernel_size, (stride[0], stride[0]))


def padding_left_out(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You never use the padding: your first window begins at pixel (0, 0) of x. Put zeros around x first."""
    _check_dy(dy, x, kernel_size, stride, padding)
    return _cut_to_fit(dy, x, kernel_size, stride)


def paddings_swapped(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You pad the columns with padding[0] and the rows with padding[1]. The first number belongs to the rows."""
    _check_dy(dy, x, kernel_size, stride, padding)
    a = np.pad(x, [(0, 0), (0, 0), *((p, p) for p in padding[::-1])])
    return _cut_to_fit(dy, a, kernel_size, stride)


def border_repeated_as_padding(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You pad by repeating the pixels of the border. The layer saw zeros there."""
    _check_dy(dy, x, kernel_size, stride, padding)
    a = np.pad(x, [(0, 0), (0, 0), *((p, p) for p in padding)], mode="edge")
    return windows_and_einsum(dy, a, kernel_size, stride)


def kernel_size_worked_out_from_the_shapes(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You work the size of the kernel out from x and dy. Where the stride leaves rows or columns over that is too
    large: cut the result to kernel_size."""
    _check_dy(dy, x, kernel_size, stride, padding)
    sizes = zip(x.shape[2:], padding, dy.shape[2:], stride, strict=True)
    return windows_and_einsum(dy, x, [m + 2 * p - (o - 1) * s for m, p, o, s in sizes], stride, padding)


def leftover_rows_taken_from_the_front(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """Where the stride leaves rows or columns over, you leave them out at the top and on the left. They are left over
    at the bottom and on the right: the first window begins at (0, 0)."""
    _check_dy(dy, x, kernel_size, stride, padding)
    a = np.pad(x, [(0, 0), (0, 0), *((p, p) for p in padding)])
    over = [(m - k) % s for m, k, s in zip(a.shape[2:], kernel_size, stride, strict=True)]
    return windows_and_einsum(dy, a[:, :, over[0] :, over[1] :], kernel_size, stride)


def sum_of_the_windows(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You add the windows up and never look at dy. That is the gradient of the sum of the outputs; the loss weighs each
    output with its own number in dy."""
    _check_dy(dy, x, kernel_size, stride, padding)
    return windows_and_einsum(np.ones(dy.shape), x, kernel_size, stride, padding)


def downhill_already(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You return minus the gradient. The minus comes later, in the step: weight = weight - learning_rate * gradient."""
    return -windows_and_einsum(dy, x, kernel_size, stride, padding)


def summed_in_the_dtype_that_came(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You multiply and add in the dtype that dy and x have, and convert the sums. Bytes have wrapped around by then,
    and short fractions lost digits: convert both to float64 before you multiply."""
    _check_dy(dy, x, kernel_size, stride, padding)
    a = np.pad(x, [(0, 0), (0, 0), *((p, p) for p in padding)])
    windows = np.lib.stride_tricks.sliding_window_view(a, kernel_size, axis=(2, 3))[:, :, :: stride[0], :: stride[1]]
    return np.einsum("noij,ncijuv->ocuv", dy, windows).astype(np.float64)


def dtype_of_the_image(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """Your gradient has the dtype of x. Make it with np.zeros(shape), which is float64."""
    return windows_and_einsum(dy, x, kernel_size, stride, padding).astype(x.dtype)


def upstream_in_the_dtype_of_the_image(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You convert dy to the dtype of x. Its fractions are cut off where x holds integers. Convert both to float64."""
    return windows_and_einsum(dy.astype(x.dtype), x, kernel_size, stride, padding)


def single_precision_gradient(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You return float32. Seven digits are left of the sums; NumPy's own default, float64, is what is asked for."""
    return windows_and_einsum(dy, x, kernel_size, stride, padding).astype(np.float32)


def _dy_made_to_fit(dy, x, kernel_size, stride, padding):
    """Whatever came, cut off or filled up with zeros."""
    positions = [(m + 2 * p - k) // s + 1 for m, p, k, s in zip(x.shape[2:], padding, kernel_size, stride, strict=True)]
    fitting = np.zeros((len(x), dy.shape[1], *positions))
    part = dy[: len(x), :, : positions[0], : positions[1]]
    fitting[: len(part), :, : part.shape[2], : part.shape[3]] = part
    return windows_and_einsum(fitting, x, kernel_size, stride, padding)


def any_upstream_gradient_accepted(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """A dy of another shape belongs to another layer, and you make something of it all the same. Compare its samples,
    rows and columns with what the layer gives, and raise a ValueError."""
    return _dy_made_to_fit(dy, x, kernel_size, stride, padding)


def number_of_samples_not_checked(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You check the rows and columns of dy, but not whether it has as many samples as x."""
    positions = [(m + 2 * p - k) // s + 1 for m, p, k, s in zip(x.shape[2:], padding, kernel_size, stride, strict=True)]
    if list(dy.shape[2:]) != positions:
        raise ValueError("other positions")
    return _dy_made_to_fit(dy, x, kernel_size, stride, padding)


def positions_not_checked(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You check the samples of dy, but not whether it has oh rows and ow columns."""
    if len(dy) != len(x):
        raise ValueError("other samples")
    return _dy_made_to_fit(dy, x, kernel_size, stride, padding)


def only_the_number_of_positions_checked(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You check how many positions there are in all. 2 x 3 and 3 x 2 are as many: compare rows with rows and columns
    with columns."""
    positions = [(m + 2 * p - k) // s + 1 for m, p, k, s in zip(x.shape[2:], padding, kernel_size, stride, strict=True)]
    if len(dy) != len(x) or dy.shape[2] * dy.shape[3] != positions[0] * positions[1]:
        raise ValueError("other positions")
    return windows_and_einsum(dy.reshape(*dy.shape[:2], *positions), x, kernel_size, stride, padding)


def differences_around_ones(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You take differences around a weight of ones. For a bright picture both losses are huge, and few digits of their
    difference are left. Begin with zeros, or take the formula."""
    _check_dy(dy, x, kernel_size, stride, padding)
    (ph, pw), step = padding, 1e-4
    padded = np.pad(x.astype(float), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel_size, (2, 3))[:, :, :: stride[0], :: stride[1]]
    slopes = np.zeros((dy.shape[1], x.shape[1], *kernel_size))
    for place in np.ndindex(*slopes.shape):
        ahead, behind = np.ones(slopes.shape), np.ones(slopes.shape)
        ahead[place], behind[place] = 1 + step, 1 - step
        losses = [np.sum(dy * np.einsum("ncijuv,ocuv->noij", windows, weight)) for weight in (ahead, behind)]
        slopes[place] = (losses[0] - losses[1]) / (2 * step)
    return slopes
