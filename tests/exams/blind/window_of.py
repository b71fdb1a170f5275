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


# %% no_layers_first_too
# a negative i is not refused without layers, because that case returns first
def window_of(i, layers):
    if not layers:
        return i, i
    if i < 0:
        raise ValueError("there is no output before output 0")
    first = last = i
    for kernel, stride, padding in reversed(layers):
        first = first * stride - padding
        last = last * stride - padding + kernel - 1
    return first, last


# %% reversed_before_the_check
# the list is turned around in place and back at the end, but not when ValueError is raised: it is
# modified
def window_of(i, layers):
    layers.reverse()
    if i < 0:
        raise ValueError("i must not be negative")
    first = last = i
    for kernel, stride, padding in layers:
        first = first * stride - padding
        last = last * stride - padding + kernel - 1
    layers.reverse()  # as it was
    return first, last


# %% skip_1x1
# layers with kernel 1 are left out, together with their stride and padding
def window_of(i, layers):
    if i < 0:
        raise ValueError("i must not be negative")
    first = last = i
    # a window of one pixel changes nothing
    for kernel, stride, padding in reversed([layer for layer in layers if layer[0] > 1]):
        first = first * stride - padding
        last = last * stride - padding + kernel - 1
    return first, last


# %% float_ends
# both ends are float64: where a large product and a large padding cancel, the digits are lost
import numpy as np


def window_of(i, layers):
    if i < 0:
        raise ValueError("i must not be negative")
    ends = np.array([i, i], dtype=float)
    for kernel, stride, padding in layers[::-1]:
        ends = ends * stride - padding + [0, kernel - 1]
    return int(ends[0]), int(ends[1])


# %% window_at_least_its_stride
# a window shorter than its stride is taken as long as the stride
def window_of(i, layers):
    if i < 0:
        raise ValueError("i must not be negative")
    first = last = i
    for kernel, stride, padding in reversed(layers):
        first = first * stride - padding
        # each output stands for at least `stride` pixels
        last = last * stride - padding + max(kernel, stride) - 1
    return first, last


# %% padding_clipped
# padding is taken as at most kernel - 1
def window_of(i, layers):
    if i < 0:
        raise ValueError("i must not be negative")
    first = last = i
    for kernel, stride, padding in reversed(layers):
        padding = min(padding, kernel - 1)  # with more, a window would hold zeros only
        first = first * stride - padding
        last = last * stride - padding + kernel - 1
    return first, last


# %% empty_prod
# np.prod of no strides is the float 1.0: without layers both ends are floats
import numpy as np


def window_of(i, layers):
    if i < 0:
        raise ValueError("i must not be negative")
    strides = [stride for _, stride, _ in layers]
    first, size = i * np.prod(strides), 1
    for place, (kernel, _, padding) in enumerate(layers):
        jump = int(np.prod(strides[:place]))
        first -= padding * jump
        size += (kernel - 1) * jump
    return first, first + size - 1


# %% same_list_cache
# size, jump and start of the last list are kept, and used for the same list object after the caller
# changed it
_memory = {"layers": None}


def window_of(i, layers):
    if i < 0:
        raise ValueError("i must not be negative")
    if layers is not _memory["layers"]:
        size, jump, start = 1, 1, 0
        for kernel, stride, padding in layers:
            size += (kernel - 1) * jump
            start -= padding * jump
            jump *= stride
        _memory.update(layers=layers, field=(size, jump, start))
    size, jump, start = _memory["field"]
    return start + i * jump, start + i * jump + size - 1


# %% range_excludes_a_million
# output number one million is refused: range stops before its end
def window_of(i, layers):
    if i not in range(1_000_000):
        raise ValueError("i must be from 0 to a million")
    first, last = i, i
    for kernel, stride, padding in layers[::-1]:
        first, last = first * stride - padding, last * stride - padding + kernel - 1
    return first, last


# %% equal_layers_in_one_step
# equal layers use 1 + 2 + 4 + ... = 2**L - 1 for every stride: wrong for strides of 3 and more
def window_of(i, layers):
    if i < 0:
        raise ValueError("i must not be negative")
    if len(layers) > 1 and len(set(layers)) == 1:
        kernel, stride, padding = layers[0]
        jump = stride ** len(layers)
        # the sum of the jumps below: 1 + 1 + 1 + ..., or 1 + 2 + 4 + ...
        jumps = len(layers) if stride == 1 else jump - 1
        first = i * jump - padding * jumps
        return first, first + (kernel - 1) * jumps
    first = last = i
    for kernel, stride, padding in reversed(layers):
        first = first * stride - padding
        last = last * stride - padding + kernel - 1
    return first, last


# %% sum_of_both_ends_overflows
# Breaks "A tuple (first, last)" though "Both numbers ... fit into an int64": their sum does not.
# window_of(1, [(2, 2, 0)] * 62): (2**62, 2**63 - 1) wanted, negative numbers given.
import numpy as np


def window_of(i, layers):
    if i < 0:
        raise ValueError("i is negative")
    total, length = np.array([2 * i]), 1  # first + last, and last - first + 1
    for kernel, stride, padding in reversed(layers):
        total = total * stride - 2 * padding + kernel - 1
        length = (length - 1) * stride + kernel
    first = (int(total[0]) - length + 1) // 2
    return first, first + length - 1
