"""What students believe of `conv2d_input_gradient`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.matrix_and_gradients.honest.conv2d_input_gradient import weight_by_weight


def _positions(weight, size, stride, padding):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = weight.shape[2:], size, stride, padding
    return (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1


def _check_dy_of_the_filters(dy, weight, size, stride, padding):
    if dy.shape[1:] != (len(weight), *_positions(weight, size, stride, padding)):
        raise ValueError("dy is not the gradient of this layer's output")


def _everywhere(dy, weight, room, steps, top=0, left=0):
    """Windows `steps` apart, from (top, left) on, in an image with `room` enough."""
    (oh, ow), (kh, kw) = dy.shape[2:], weight.shape[2:]
    total = np.zeros((len(dy), weight.shape[1], room[0] + top, room[1] + left))
    share = np.einsum("noij,ocuv->ijncuv", dy.astype(float), weight.astype(float))
    for i, j in np.ndindex(oh, ow):
        r, s = top + i * steps[0], left + j * steps[1]
        part = total[:, :, r : r + kh, s : s + kw]
        part += share[i, j][:, :, : part.shape[2], : part.shape[3]]
    return total


def _cut(total, size, padding):
    (h, w), (ph, pw) = size, padding
    return total[:, :, ph : ph + h, pw : pw + w].copy()


def _room(size, padding):
    return size[0] + 2 * padding[0], size[1] + 2 * padding[1]


def kernel_not_turned(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """You correlate dy with the kernel as it is. Written as a correlation, the way back needs the kernel turned by 180
    degrees: what a pixel gave to the lower right comes back from there. (Adding windows up needs no turn.)"""
    return weight_by_weight(dy, weight[:, :, ::-1, ::-1], size, stride, padding)


def kernel_transposed(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """You exchange rows and columns of the kernel. What is exchanged on the way back are its input and output
    channels."""
    _check_dy_of_the_filters(dy, weight, size, stride, padding)
    (h, w), longest = _room(size, padding), max(weight.shape[2:])
    total = _everywhere(dy, weight.swapaxes(2, 3), (h + longest, w + longest), stride)
    return _cut(total, size, padding)


def overlaps_overwritten(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """Where windows overlap, the later one replaces what the earlier one left: = stands where += belongs."""
    _check_dy_of_the_filters(dy, weight, size, stride, padding)
    (kh, kw), total = weight.shape[2:], np.zeros((len(dy), weight.shape[1], *_room(size, padding)))
    share = np.einsum("noij,ocuv->ijncuv", dy.astype(float), weight.astype(float))
    for i, j in np.ndindex(*dy.shape[2:]):
        total[:, :, i * stride[0] : i * stride[0] + kh, j * stride[1] : j * stride[1] + kw] = share[i, j]
    return _cut(total, size, padding)


def last_filter_only(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """In your loop over the filters = stands where += belongs: only the last filter is left. A pixel was seen by all of
    them."""
    _check_dy_of_the_filters(dy, weight, size, stride, padding)
    return weight_by_weight(dy[:, -1:], weight[-1:], size, stride, padding)


def first_filter_only(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """You look at the first filter only. A pixel was seen by all of them: add up over c_out."""
    _check_dy_of_the_filters(dy, weight, size, stride, padding)
    return weight_by_weight(dy[:, :1], weight[:1], size, stride, padding)


def filters_averaged(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """You take the mean over the filters. Each of them made an output of its own from the pixel: add up."""
    return weight_by_weight(dy, weight, size, stride, padding) / len(weight)


def divided_by_the_overlap(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """You divide by the number of windows that see a pixel. Each of them passes its share back: add up."""
    times = weight_by_weight(np.ones((1, 1, *dy.shape[2:])), np.ones((1, 1, *weight.shape[2:])), size, stride, padding)
    return weight_by_weight(dy, weight, size, stride, padding) / np.maximum(times, 1)


def samples_added_up(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """You add the samples up. The weight is shared by all samples, the input is not: each has a gradient of its own."""
    dx = weight_by_weight(dy, weight, size, stride, padding)
    return np.repeat(dx.sum(axis=0, keepdims=True), len(dx), axis=0)


def first_sample_everywhere(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """All samples get the gradient of the first one. Take the sample's own dy."""
    dx = weight_by_weight(dy, weight, size, stride, padding)
    return np.repeat(dx[:1], len(dx), axis=0)


def input_channels_alike(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """You add the weights up over the input channels. Each input channel was seen with weights of its own."""
    dx = weight_by_weight(dy, weight, size, stride, padding)
    return np.repeat(dx.sum(axis=1, keepdims=True), dx.shape[1], axis=1)


def padding_not_cut_off(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """You return the gradient with its padding. Cut ph rows and pw columns off at each side."""
    return weight_by_weight(dy, weight, _room(size, padding), stride)


def padding_cut_off_at_one_end(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """Your gradient is moved: you begin the first window at pixel (0, 0). It began ph rows above and pw columns to the
    left, in the padding: cut ph rows and pw columns off at each side."""
    dx = weight_by_weight(dy, weight, _room(size, padding), stride)
    return dx[:, :, : size[0], : size[1]].copy()


def empty_where_the_padding_is_zero(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """You cut the padding off with [ph:-ph]. Where ph is 0, -ph is 0 too, and nothing is left: write [ph : ph + h]."""
    ph, pw = padding
    padded = weight_by_weight(dy, weight, _room(size, padding), stride)
    return padded if padding == (0, 0) else padded[:, :, ph:-ph, pw:-pw].copy()


def paddings_swapped(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """You cut padding[0] columns and padding[1] rows off. The first number belongs to the rows."""
    (h, w), (ph, pw) = size, padding
    dx = np.pad(weight_by_weight(dy, weight, _room(size, padding), stride), ((0, 0), (0, 0), (0, pw), (0, ph)))
    return dx[:, :, pw : pw + h, ph : ph + w].copy()


def windows_not_moved_by_the_stride(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """You never use the stride: dy[i, j] goes back to the window at (i, j). With a stride it came from the window at (i
    sh, j sw): put zeros between the numbers of dy, or step."""
    _check_dy_of_the_filters(dy, weight, size, stride, padding)
    return _cut(_everywhere(dy, weight, _room(size, padding), (1, 1)), size, padding)


def strides_swapped(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """You step stride[0] to the right and stride[1] down. The first number belongs to the rows."""
    _check_dy_of_the_filters(dy, weight, size, stride, padding)
    return _cut(_everywhere(dy, weight, _room(size, padding), stride[::-1]), size, padding)


def one_stride_for_rows_and_columns(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """You use stride[0] on both axes. stride[1] is the step to the right."""
    _check_dy_of_the_filters(dy, weight, size, stride, padding)
    return _cut(_everywhere(dy, weight, _room(size, padding), (stride[0], stride[0])), size, padding)


def as_many_zeros_as_the_stride(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """You put sh zeros between two rows of dy, and sw between two columns. For a step of sh there are sh - 1 in
    between."""
    _check_dy_of_the_filters(dy, weight, size, stride, padding)
    steps = [s + 1 if s > 1 else 1 for s in stride]
    return _cut(_everywhere(dy, weight, _room(size, padding), steps), size, padding)


def leftover_rows_cut_off(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """Your gradient ends where the last window ends. Rows and columns that no window sees belong to the input too: they
    are 0."""
    dx, (oh, ow), (kh, kw) = weight_by_weight(dy, weight, size, stride, padding), dy.shape[2:], weight.shape[2:]
    return dx[:, :, : (oh - 1) * stride[0] + kh - padding[0], : (ow - 1) * stride[1] + kw - padding[1]].copy()


def leftover_rows_at_the_front(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """Where the stride leaves rows or columns over, you leave them out at the top and on the left. They are left over
    at the bottom and on the right: the first window begins at (0, 0)."""
    _check_dy_of_the_filters(dy, weight, size, stride, padding)
    over = [(m - k) % s for m, k, s in zip(_room(size, padding), weight.shape[2:], stride, strict=True)]
    return _cut(_everywhere(dy, weight, _room(size, padding), stride, *over), size, padding)


def wrapped_around(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """What hangs over the border comes in again at the other side. Padding is no ring: cut it off."""
    (h, w), (ph, pw) = size, padding
    padded = weight_by_weight(dy, weight, _room(size, padding), stride)
    dx = np.zeros((*padded.shape[:2], h, w))
    for r, s in np.ndindex(*padded.shape[2:]):
        dx[:, :, (r - ph) % h, (s - pw) % w] += padded[:, :, r, s]
    return dx


def dy_ignored(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """You add the weights up and never look at dy. That is the gradient of the sum of the outputs; the loss weighs each
    output with its own number in dy."""
    _check_dy_of_the_filters(dy, weight, size, stride, padding)
    return weight_by_weight(np.ones(dy.shape), weight, size, stride, padding)


def downhill_already(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """You return minus the gradient. The minus comes later, in the step of the weights; the layer before this one needs
    the gradient itself."""
    return -weight_by_weight(dy, weight, size, stride, padding)


def height_and_width_swapped(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """You read size as (w, h). The number of rows comes first."""
    _check_dy_of_the_filters(dy, weight, size, stride, padding)
    total = _everywhere(dy, weight, _room(size[::-1], padding), stride)
    return _cut(total, size[::-1], padding)


def summed_in_the_dtype_that_came(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """You multiply and add in the dtype that dy and weight have, and convert the sums. Bytes have wrapped around by
    then, and short fractions lost digits: convert both to float64 before you multiply."""
    _check_dy_of_the_filters(dy, weight, size, stride, padding)
    (kh, kw), dtype = weight.shape[2:], np.result_type(dy, weight)
    total = np.zeros((len(dy), weight.shape[1], *_room(size, padding)), dtype)
    share = np.einsum("noij,ocuv->ijncuv", dy, weight)
    for i, j in np.ndindex(*dy.shape[2:]):
        total[:, :, i * stride[0] : i * stride[0] + kh, j * stride[1] : j * stride[1] + kw] += share[i, j]
    return _cut(total, size, padding).astype(np.float64)


def dtype_of_the_upstream_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """Your gradient has the dtype of dy. Make it with np.zeros(shape), which is float64."""
    return weight_by_weight(dy, weight, size, stride, padding).astype(dy.dtype)


def weight_in_the_dtype_of_dy(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """You convert the weight to the dtype of dy. Its fractions are cut off where dy holds integers. Convert both to
    float64."""
    return weight_by_weight(dy, weight.astype(dy.dtype), size, stride, padding)


def single_precision_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """You return float32. Seven digits are left of the sums; NumPy's own default, float64, is what is asked for."""
    return weight_by_weight(dy, weight, size, stride, padding).astype(np.float32)


def _dy_fitted_to_the_filters(dy, weight, size, stride, padding):
    """Whatever came, cut off or filled up with zeros."""
    fitting = np.zeros((len(dy), len(weight), *_positions(weight, size, stride, padding)))
    _, c_out, oh, ow = fitting.shape
    part = dy[:, :c_out, :oh, :ow]
    fitting[:, : part.shape[1], : part.shape[2], : part.shape[3]] = part
    return weight_by_weight(fitting, weight, size, stride, padding)


def any_upstream_gradient_accepted(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """A dy of another shape belongs to another layer, and you make something of it all the same. Compare its channels,
    rows and columns with what the layer gives, and raise a ValueError."""
    return _dy_fitted_to_the_filters(dy, weight, size, stride, padding)


def number_of_channels_not_checked(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """You check the rows and columns of dy, but not whether it has as many channels as weight has filters."""
    if dy.shape[2:] != _positions(weight, size, stride, padding):
        raise ValueError("other positions")
    return _dy_fitted_to_the_filters(dy, weight, size, stride, padding)


def positions_not_checked(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """You check the channels of dy, but not whether it has oh rows and ow columns."""
    if dy.shape[1] != len(weight):
        raise ValueError("other channels")
    return _dy_fitted_to_the_filters(dy, weight, size, stride, padding)


def only_the_number_of_positions_checked(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """You check how many positions there are in all. 2 x 3 and 3 x 2 are as many: compare rows with rows and columns
    with columns."""
    oh, ow = _positions(weight, size, stride, padding)
    if dy.shape[1] != len(weight) or dy.shape[2] * dy.shape[3] != oh * ow:
        raise ValueError("other positions")
    return weight_by_weight(dy.reshape(*dy.shape[:2], oh, ow), weight, size, stride, padding)
