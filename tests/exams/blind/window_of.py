"""Wrong answers to `window_of`, written by who knew the notebook alone. Each cell is a submission."""


# %% reversed_after_the_error
# turns the caller's list round and back again, but leaves it turned round when it raises the ValueError
def window_of(i, layers):
    layers.reverse()
    first = last = i
    for kernel, stride, padding in layers:
        if i < 0:
            raise ValueError("there is no output before output 0")
        first = first * stride - padding
        last = last * stride - padding + kernel - 1
    layers.reverse()
    if i < 0:
        raise ValueError("there is no output before output 0")
    return first, last


# %% no_layers_first
# returns (i, i) for an empty list before it checks i, so output -1 of no layers is not refused
def window_of(i, layers):
    if not layers:
        return i, i
    if i < 0:
        raise ValueError("i is negative")
    *below, (kernel, stride, padding) = layers
    first, last = i * stride - padding, i * stride - padding + kernel - 1
    for kernel, stride, padding in reversed(below):
        first = first * stride - padding
        last = last * stride - padding + kernel - 1
    return first, last


# %% ends_in_the_image
# never lets the last pixel be before pixel 0: a window that lies wholly in the padding is given too long
def window_of(i, layers):
    if i < 0:
        raise ValueError("i is negative")
    first = last = i
    for kernel, stride, padding in reversed(layers):
        first = first * stride - padding
        last = last * stride - padding + kernel - 1
    return first, max(last, 0)


# %% int32
# carries the ends in int32, which overflows for large outputs or a large jump
import numpy as np


def window_of(i, layers):
    if i < 0:
        raise ValueError("i is negative")
    ends = np.array([i, i], dtype=np.int32)
    for kernel, stride, padding in reversed(layers):
        ends = ends * np.int32(stride) - np.int32(padding) + np.array([0, kernel - 1], dtype=np.int32)
    return int(ends[0]), int(ends[1])


# %% one_by_one_has_no_padding
# leaves out the padding of layers with a kernel of 1
def window_of(i, layers):
    if i < 0:
        raise ValueError("i is negative")
    first = last = i
    for kernel, stride, padding in reversed(layers):
        first, last = first * stride, last * stride
        if kernel > 1:  # a 1 x 1 window looks at one place and needs no padding
            first -= padding
            last += kernel - 1 - padding
    return first, last


# %% before_all_paddings
# refuses windows that begin further left than the sum of the paddings, but padding above a stride reaches further
def window_of(i, layers):
    first = last = i
    for kernel, stride, padding in reversed(layers):
        first = first * stride - padding
        last = last * stride - padding + kernel - 1
    if first < -sum(padding for _, _, padding in layers):
        raise ValueError("there is no such output: its window begins before the padding")
    return first, last


# %% output_zero_by_sum
# takes the sum of the paddings as the start of output 0, without the jumps
def window_of(i, layers):
    if i < 0:
        raise ValueError("i is negative")
    size, jump = 1, 1
    for kernel, stride, _ in layers:
        size += (kernel - 1) * jump
        jump *= stride
    if i == 0:
        first = -sum(padding for _, _, padding in layers)
        return first, first + size - 1
    first = i
    for _, stride, padding in reversed(layers):
        first = first * stride - padding
    return first, first + size - 1


# %% closed_form_for_equal_layers
# for equal layers with a stride it uses a closed form with /, and the results are floats
def window_of(i, layers):
    if i < 0:
        raise ValueError("i is negative")
    if layers and all(layer == layers[0] for layer in layers):
        kernel, stride, padding = layers[0]
        jump = stride ** len(layers)
        jumps = len(layers) if stride == 1 else (jump - 1) / (stride - 1)  # 1 + s + s**2 + ...
        first = i * jump - padding * jumps
        return first, first + (kernel - 1) * jumps
    first = last = i
    for kernel, stride, padding in reversed(layers):
        first = first * stride - padding
        last = last * stride - padding + kernel - 1
    return first, last


# %% middle_cut_to_int
# carries the middle of the window and cuts it with int(), towards zero: windows of even size with a negative middle
# are one too far right
def window_of(i, layers):
    if i < 0:
        raise ValueError("i is negative")
    middle, size = i, 1
    for kernel, stride, padding in reversed(layers):
        middle = middle * stride - padding + (kernel - 1) / 2
        size = (size - 1) * stride + kernel
    first = int(middle) - (size - 1) // 2
    return first, first + size - 1


# %% stride_within_window
# takes a stride larger than the kernel as the kernel, so that no pixel is left out
def window_of(i, layers):
    if i < 0:
        raise ValueError("i is negative")
    first = last = i
    for kernel, stride, padding in reversed(layers):
        stride = min(stride, kernel)
        first = first * stride - padding
        last = last * stride - padding + kernel - 1
    return first, last
