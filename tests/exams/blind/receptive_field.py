"""Wrong answers to `receptive_field`, written by who knew the notebook alone. Each cell is a submission."""


# %% size_below_one
# asks whether the size fell below 1 instead of the kernel: a kernel of 0 above a larger one is not refused
def receptive_field(layers):
    size, jump, start = 1, 1, 0
    for kernel, stride, padding in layers:
        if stride < 1 or padding < 0:
            raise ValueError("stride at least 1, padding at least 0")
        size += (kernel - 1) * jump
        if size < 1:
            raise ValueError("the kernel is too small")
        start -= padding * jump
        jump *= stride
    return size, jump, start


# %% jump_below_one
# asks at the end whether the jump is positive: two negative strides cancel and are not refused
def receptive_field(layers):
    size, jump, start = 1, 1, 0
    for kernel, stride, padding in layers:
        if kernel < 1:
            raise ValueError("a kernel is smaller than 1")
        if padding < 0:
            raise ValueError("a padding is negative")
        size += (kernel - 1) * jump
        start -= padding * jump
        jump *= stride
    if jump < 1:
        raise ValueError("a stride is smaller than 1")
    return size, jump, start


# %% start_above_zero
# asks whether the start became positive: a negative padding above a larger padding is not refused
def receptive_field(layers):
    size, jump, start = 1, 1, 0
    for kernel, stride, padding in layers:
        size = size + (kernel - 1) * jump
        start = start - padding * jump
        jump = jump * stride
        if kernel < 1 or stride < 1 or start > 0:
            raise ValueError("impossible layer")
    return size, jump, start


# %% fills_the_empty_list
# puts a 1 x 1 layer into the caller's list if it is empty
def receptive_field(layers):
    if not layers:
        layers.append((1, 1, 0))  # a layer that changes nothing
    size, jump, start = 1, 1, 0
    for kernel, stride, padding in layers:
        if kernel < 1 or stride < 1 or padding < 0:
            raise ValueError("impossible layer")
        size += (kernel - 1) * jump
        start -= padding * jump
        jump *= stride
    return size, jump, start


# %% remembers_without_padding
# remembers results by kernels and strides only: the same stack with other paddings gives the old start
known = {}


def receptive_field(layers):
    for kernel, stride, padding in layers:
        if kernel < 1 or stride < 1 or padding < 0:
            raise ValueError("impossible layer")
    key = tuple((kernel, stride) for kernel, stride, _ in layers)
    if key in known:
        return known[key]
    size, jump, start = 1, 1, 0
    for kernel, stride, padding in layers:
        size += (kernel - 1) * jump
        start -= padding * jump
        jump *= stride
    known[key] = size, jump, start
    return known[key]


# %% skips_one_by_one
# skips 1 x 1 layers of stride 1, and with them their padding, which moves the start
def receptive_field(layers):
    size, jump, start = 1, 1, 0
    for kernel, stride, padding in layers:
        if kernel < 1 or stride < 1 or padding < 0:
            raise ValueError("impossible layer")
        if kernel == stride == 1:
            continue  # a 1 x 1 layer changes nothing
        size += (kernel - 1) * jump
        start -= padding * jump
        jump *= stride
    return size, jump, start


# %% counts_a_set
# counts the different pixels: where a stride is larger than the kernel below it there are holes, and the size is too
# small
def receptive_field(layers):
    jump, start = 1, 0
    offsets = {0}
    for kernel, stride, padding in layers:
        if kernel < 1 or stride < 1 or padding < 0:
            raise ValueError("impossible layer")
        offsets = {offset + tap * jump for offset in offsets for tap in range(kernel)}
        start -= padding * jump
        jump *= stride
    return len(offsets), jump, start


# %% int32_cumprod
# computes jumps in int32: some thirty layers of stride 2 overflow
import numpy as np


def receptive_field(layers):
    if not layers:
        return 1, 1, 0
    kernels, strides, paddings = np.array(layers, dtype=np.int32).T
    if kernels.min() < 1 or strides.min() < 1 or paddings.min() < 0:
        raise ValueError("impossible layer")
    jumps = np.cumprod(np.append(1, strides), dtype=np.int32)
    size = 1 + np.sum((kernels - 1) * jumps[:-1])
    start = -np.sum(paddings * jumps[:-1])
    return int(size), int(jumps[-1]), int(start)


# %% padding_within_window
# lets a window begin at most kernel - 1 pixels before its input, so a padding of kernel or more is cut
def receptive_field(layers):
    size, jump, start = 1, 1, 0
    for kernel, stride, padding in layers:
        if kernel < 1 or stride < 1 or padding < 0:
            raise ValueError("impossible layer")
        size += (kernel - 1) * jump
        start -= min(padding, kernel - 1) * jump  # more zeros than that no window can see
        jump *= stride
    return size, jump, start


# %% half_kernel_rule
# refuses paddings of more than half a kernel, as PyTorch does for pooling; the docstring allows them
def receptive_field(layers):
    size, jump, start = 1, 1, 0
    for kernel, stride, padding in layers:
        if kernel < 1:
            raise ValueError("a kernel is smaller than 1")
        if stride < 1:
            raise ValueError("a stride is smaller than 1")
        if not 0 <= padding <= kernel // 2:
            raise ValueError("padding must be between 0 and half of the kernel")
        size += (kernel - 1) * jump
        start -= padding * jump
        jump *= stride
    return size, jump, start
