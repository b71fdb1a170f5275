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


# %% kernel_times_stride
# the check multiplies kernel and stride: a layer where both are negative is not refused
def receptive_field(layers):
    size, jump, start = 1, 1, 0
    for kernel, stride, padding in layers:
        if kernel * stride < 1 or padding < 0:
            raise ValueError("kernel and stride must be at least 1, padding at least 0")
        size += (kernel - 1) * jump
        start -= padding * jump
        jump *= stride
    return size, jump, start


# %% padding_seen_by_start
# negative padding is looked for in the start: after a larger positive padding it is not refused
def receptive_field(layers):
    size, jump, start = 1, 1, 0
    for kernel, stride, padding in layers:
        if kernel < 1 or stride < 1:
            raise ValueError("kernel and stride must be at least 1")
        size += (kernel - 1) * jump
        start -= padding * jump
        jump *= stride
    if start > 0:
        raise ValueError("padding must not be negative: it moves the start to the right")
    return size, jump, start


# %% kernel_seen_by_size
# a kernel below 1 is looked for in the size: above a larger kernel it is not refused
def receptive_field(layers):
    size, jump, start = 1, 1, 0
    for kernel, stride, padding in layers:
        if stride < 1:
            raise ValueError("stride must be at least 1")
        if padding < 0:
            raise ValueError("padding must be at least 0")
        size += (kernel - 1) * jump
        start -= padding * jump
        jump *= stride
        if size < 1:
            raise ValueError("kernel must be at least 1")
    return size, jump, start


# %% skip_1x1
# a layer with kernel 1 is skipped together with its stride and padding
def receptive_field(layers):
    size, jump, start = 1, 1, 0
    for kernel, stride, padding in layers:
        if kernel < 1 or stride < 1 or padding < 0:
            raise ValueError("no such layer")
        if kernel == 1:
            continue  # a 1 x 1 layer changes nothing
        size += (kernel - 1) * jump
        start -= padding * jump
        jump *= stride
    return size, jump, start


# %% sentinel_left_after_error
# a first layer is put into the list and taken out at the end, but not when ValueError is raised: the
# list is modified
def receptive_field(layers):
    layers.append((1, 1, 0))  # the output itself, so that the list is never empty
    size, jump, start = 1, 1, 0
    for kernel, stride, padding in layers:
        if kernel < 1 or stride < 1 or padding < 0:
            raise ValueError("no such layer")
        size += (kernel - 1) * jump
        start -= padding * jump
        jump *= stride
    layers.pop()
    return size, jump, start


# %% same_list_cache
# the last result is given back for the same list object, even if the caller changed the list in
# between
_last_layers = None
_last_result = None


def receptive_field(layers):
    global _last_layers, _last_result
    if layers is _last_layers:
        return _last_result
    size, jump, start = 1, 1, 0
    for kernel, stride, padding in layers:
        if kernel < 1 or stride < 1 or padding < 0:
            raise ValueError("no such layer")
        size += (kernel - 1) * jump
        start -= padding * jump
        jump *= stride
    _last_layers, _last_result = layers, (size, jump, start)
    return _last_result


# %% group_without_padding
# runs of layers with equal kernel and stride are taken together, with the padding of the first one
from itertools import groupby


def receptive_field(layers):
    for kernel, stride, padding in layers:
        if kernel < 1 or stride < 1 or padding < 0:
            raise ValueError("no such layer")
    size, jump, start = 1, 1, 0
    for (kernel, stride), run in groupby(layers, key=lambda layer: layer[:2]):
        run = list(run)
        padding = run[0][2]
        if stride == 1:
            steps = len(run) * jump
        else:
            steps = jump * (stride ** len(run) - 1) // (stride - 1)
        size += (kernel - 1) * steps
        start -= padding * steps
        jump *= stride ** len(run)
    return size, jump, start


# %% half_the_kernel
# padding of more than half the kernel raises ValueError, as pooling layers of PyTorch do
def receptive_field(layers):
    size, jump, start = 1, 1, 0
    for kernel, stride, padding in layers:
        if kernel < 1 or stride < 1:
            raise ValueError("kernel and stride must be at least 1")
        if padding < 0 or padding > kernel // 2:
            raise ValueError("padding must be from 0 to half the kernel")
        size = size + (kernel - 1) * jump
        start = start - padding * jump
        jump = jump * stride
    return size, jump, start


# %% empty_prod
# np.prod of no strides is the float 1.0: without layers the jump is not an int
import numpy as np


def receptive_field(layers):
    kernels = [layer[0] for layer in layers]
    strides = [layer[1] for layer in layers]
    paddings = [layer[2] for layer in layers]
    if any(k < 1 for k in kernels) or any(s < 1 for s in strides) or any(p < 0 for p in paddings):
        raise ValueError("no such layer")
    size, start = 1, 0
    for place in range(len(layers)):
        jump = int(np.prod(strides[:place]))
        size += (kernels[place] - 1) * jump
        start -= paddings[place] * jump
    return size, np.prod(strides), start


# %% float_windows
# carries the windows of outputs 0 and 1 back in float64 and subtracts: with a padding beyond 2**53
# size and jump are lost
import numpy as np


def receptive_field(layers):
    for kernel, stride, padding in layers:
        if kernel < 1 or stride < 1 or padding < 0:
            raise ValueError("no such layer")
    ends = np.array([[0, 0], [1, 1]], dtype=float)  # the first and last pixel of outputs 0 and 1
    for kernel, stride, padding in reversed(layers):
        ends = ends * stride - padding
        ends[:, 1] += kernel - 1
    size = ends[0, 1] - ends[0, 0] + 1
    jump = ends[1, 0] - ends[0, 0]
    return int(size), int(jump), int(ends[0, 0])


# %% remembered_under_digits_without_commas
# Breaks "The result must depend on the arguments alone, not on earlier calls": (11, 1, 0) and (1, 11, 0) are both "1110".
# receptive_field([(11, 1, 0)]), then receptive_field([(1, 11, 0)]): (1, 11, 0) wanted, (11, 1, 0) given.
known_fields = {}


def receptive_field(layers):
    for kernel, stride, padding in layers:
        if kernel < 1 or stride < 1 or padding < 0:
            raise ValueError("kernels and strides must be at least 1, and paddings at least 0")
    key = "".join(str(number) for layer in layers for number in layer)
    if key not in known_fields:
        size, jump, start = 1, 1, 0
        for kernel, stride, padding in layers:
            size += (kernel - 1) * jump
            start -= padding * jump
            jump *= stride
        known_fields[key] = size, jump, start
    return known_fields[key]
