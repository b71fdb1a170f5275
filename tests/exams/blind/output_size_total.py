"""Wrong answers to `output_size_total`, written by who knew the notebook alone. Each cell is a submission."""


# %% guard_with_half_of_odd_total
# the guard uses 2 * (P // 2): an exact fit with an odd total is refused
def output_size_total(n, k, total_padding=0, stride=1):
    per_side = total_padding // 2
    if k > n + 2 * per_side:
        raise ValueError("the window is longer than the padded axis")
    if stride < 1:
        raise ValueError("the stride is smaller than 1")
    return (n - k + total_padding + stride) // stride


# %% cache_key_without_separators
# results are remembered under the digits of the arguments without separators: (1, 1, 21, 2) after (11, 2, 1, 2)
# gets the old answer
_known = {}


def output_size_total(n, k, total_padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride must be at least 1")
    if k > n + total_padding:
        raise ValueError("the window does not fit")
    key = f"{n}{k}{total_padding}{stride}"
    if key not in _known:
        _known[key] = (n - k + total_padding + stride) // stride
    return _known[key]


# %% same_size_rounded
# with P = k - 1 it returns round(n / s); Python rounds down or half to even where the rule rounds up
def output_size_total(n, k, total_padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride must be at least 1")
    if k > n + total_padding:
        raise ValueError("the window does not fit")
    if total_padding == k - 1:  # "same": the size divided by the stride
        return round(n / stride)
    return (n - k + total_padding + stride) // stride


# %% windows_that_do_not_overlap
# for a stride of at least k it counts whole blocks, (n + P) // s: right for s == k, but a last window in an
# incomplete block is forgotten when s > k
def output_size_total(n, k, total_padding=0, stride=1):
    length = n + total_padding
    if stride < 1:
        raise ValueError("the stride must be at least 1")
    if k > length:
        raise ValueError("the window does not fit")
    if stride >= k:  # the windows do not overlap: count the blocks
        return max(length // stride, 1)
    return (length - k) // stride + 1


# %% total_limited_to_full
# the total is cut to 2(k - 1), 'because further windows see only zeros'
def output_size_total(n, k, total_padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride must be at least 1")
    total_padding = min(total_padding, 2 * (k - 1))  # "full" padding, more is useless
    if k > n + total_padding:
        raise ValueError("the window does not fit")
    return (n - k + total_padding + stride) // stride


# %% stride_longer_than_axis_refused
# a stride longer than the padded axis raises ValueError, though one position is right
def output_size_total(n, k, total_padding=0, stride=1):
    length = n + total_padding
    if not 1 <= stride <= length:
        raise ValueError("this stride makes no sense")
    if k > length:
        raise ValueError("the window does not fit")
    return (length - k) // stride + 1


# %% only_size_zero_refused
# raises when the computed size is 0, but a window too long by two or more gives a negative size
def output_size_total(n, k, total_padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride must be at least 1")
    size = (n - k + total_padding + stride) // stride
    if not size:
        raise ValueError("there is no position for the window")
    return size


# %% exact_fit_refused
# the guard says >= : a window as long as the padded axis is refused
def output_size_total(n, k, total_padding=0, stride=1):
    if k >= n + total_padding:
        raise ValueError("the window is too long")
    if stride < 1:
        raise ValueError("the stride is too small")
    return (n - k + total_padding + stride) // stride


# %% negative_stride_left_to_the_size
# catches ZeroDivisionError and refuses sizes below 1: a negative stride with an exact fit gives 1 and no error
def output_size_total(n, k, total_padding=0, stride=1):
    if k > n + total_padding:
        raise ValueError("the window does not fit")
    try:
        size = (n + total_padding - k) // stride + 1
    except ZeroDivisionError:
        raise ValueError("the stride is 0") from None
    if size < 1:
        raise ValueError("no position: is the stride negative?")
    return size


# %% slice_of_range
# slices a range up to n + P - k + 1: with a window too long by two or more that end is negative and counts from
# the back, so no ValueError
def output_size_total(n, k, total_padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride")
    axis = range(n + total_padding)
    starts = axis[: n + total_padding - k + 1 : stride]
    if not starts:
        raise ValueError("the window is longer than the padded axis")
    return len(starts)


# %% size_below_one_guard
# refuses by the size found: a negative stride with a window at least as long as the axis gives a positive number
def output_size_total(n, k, total_padding=0, stride=1):
    if stride == 0:
        raise ValueError("a step of 0 never ends")
    size = (n - k + total_padding + stride) // stride
    if size <= 0:
        raise ValueError("no position fits")
    return size


# %% half_padding_guard
# asks whether the window fits with P // 2 at each end: a window that needs the odd pixel is refused
def output_size_total(n, k, total_padding=0, stride=1):
    each = total_padding // 2
    if stride < 1 or k > n + 2 * each:
        raise ValueError("stride or window")
    return (n - k + total_padding + stride) // stride


# %% full_padding_cap
# caps the padding at 2 (k - 1), 'more than full padding sees zeros only': too few positions beyond that
def output_size_total(n, k, total_padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride")
    if k > n + total_padding:
        raise ValueError("window")
    useful = min(total_padding, 2 * (k - 1))  # beyond it the window would see no pixel at all
    return (n + useful - k) // stride + 1


# %% loop_up_to_a_million
# counts the starts below a million because n ends there, and forgets that the padding makes the axis longer
def output_size_total(n, k, total_padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride must be at least 1")
    count = 0
    for start in range(0, 1_000_000, stride):  # n is at most a million
        if start + k > n + total_padding:
            break
        count += 1
    if count == 0:
        raise ValueError("window longer than the axis")
    return count


# %% same_total_plain_division
# takes a total of k - 1 for 'n / stride' and rounds down: one too few where the stride does not divide n
def output_size_total(n, k, total_padding=0, stride=1):
    if k > n + total_padding or stride < 1:
        raise ValueError("no such window or stride")
    if total_padding == k - 1 and stride <= n:
        return n // stride  # "same": the stride alone makes it smaller
    return (n + total_padding - k) // stride + 1


# %% last_stride_remembered
# a table of sizes per (n - k, P) is filled for the stride asked first and reused by division for its multiples,
# which loses the remainder
_sizes = {}


def output_size_total(n, k, total_padding=0, stride=1):
    if stride < 1 or k > n + total_padding:
        raise ValueError("no position")
    for known in (stride, stride / 2):  # twice the stride: half as many positions
        if (n, k, total_padding, known) in _sizes:
            size = _sizes[n, k, total_padding, known]
            return size if known == stride else max(size // 2, 1)
    _sizes[n, k, total_padding, stride] = size = (n + total_padding - k) // stride + 1
    return size


# %% exact_fit_returns_first
# an exact fit returns 1 before the stride is looked at: stride 0 or below is not refused there
def output_size_total(n, k, total_padding=0, stride=1):
    room = n + total_padding - k
    if room < 0:
        raise ValueError("the window is longer than the padded axis")
    if room == 0:
        return 1  # there is only one place, whatever the stride
    if stride < 1:
        raise ValueError("the stride is smaller than 1")
    return room // stride + 1


# %% odd_total_refused_on_exact_fit
# an odd total is halved for output_size, which refuses a window that needs the last odd pixel to fit
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride smaller than 1")
    if k > n + 2 * padding:
        raise ValueError("window longer than the padded axis")
    return (n + 2 * padding - k) // stride + 1


def output_size_total(n, k, total_padding=0, stride=1):
    size = output_size(n, k, total_padding // 2, stride)
    if total_padding % 2 == 1 and (n + total_padding - k) % stride == 0:
        size += 1  # the odd pixel completes one more step
    return size


# %% len_of_range
# an empty range means that nothing fits; but with a negative stride and a window that is too long by
# two the range is not empty
def output_size_total(n, k, total_padding=0, stride=1):
    size = len(range(0, n + total_padding - k + 1, stride))  # range itself refuses 0
    if size == 0:
        raise ValueError("no position, or a stride that goes nowhere")
    return size


# %% sliding_windows_refuse_for_me
# the errors are left to NumPy, but a slice takes a negative step without complaint, so a negative
# stride is not refused
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def output_size_total(n, k, total_padding=0, stride=1):
    axis = np.zeros(n + total_padding, dtype=bool)
    return len(sliding_window_view(axis, k)[::stride])


# %% last_call_after_an_error
# the last arguments are remembered before they are checked: the same invalid call a second time gives
# the size of an older call
_last = {"arguments": None, "size": None}


def output_size_total(n, k, total_padding=0, stride=1):
    arguments = (n, k, total_padding, stride)
    if _last["arguments"] != arguments:
        _last["arguments"] = arguments
        if stride < 1:
            raise ValueError("stride smaller than 1")
        if k > n + total_padding:
            raise ValueError("window longer than the padded axis")
        _last["size"] = (n - k + total_padding + stride) // stride
    return _last["size"]


# %% division_by_multiplication
# dividing by a stride is replaced by multiplying with 2**24 // stride + 1 and shifting, which is too
# large by one for some long axes with strides above 10 (stride 1000: from 22000 pixels on)
SHIFT = 24


def output_size_total(n, k, total_padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride smaller than 1")
    if k > n + total_padding:
        raise ValueError("window longer than the padded axis")
    steps = n - k + total_padding + stride
    if stride == 1:
        return steps
    factor = (1 << SHIFT) // stride + 1
    return (steps * factor) >> SHIFT


# %% large_stride_returns_first
# a stride as long as the padded axis gives 1 before it is checked that the window fits
def output_size_total(n, k, total_padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride")
    length = n + total_padding
    if stride >= length:
        return 1  # no second window
    if k > length:
        raise ValueError("window")
    return (length - k + stride) // stride


# %% even_strides_by_shift
# every even stride is treated as a power of two, so 6, 10, 12, ... are wrong
def output_size_total(n, k, total_padding=0, stride=1):
    if stride < 1 or k > n + total_padding:
        raise ValueError("no such window")
    steps = n - k + total_padding + stride
    if stride % 2 == 0:
        return steps >> (stride.bit_length() - 1)
    return steps // stride


# %% long_window_leaves_zero
# n - k is limited to at least 0, which gives too many positions for a window longer than the axis
# that fits thanks to the padding
def output_size_total(n, k, total_padding=0, stride=1):
    if stride < 1:
        raise ValueError("the stride is smaller than 1")
    if k > n + total_padding:
        raise ValueError("the window is longer than the padded axis")
    inside = max(n - k, 0)
    return (inside + total_padding + stride) // stride


# %% padding_limited_to_the_window
# padding beyond 2 (k - 1) is cut off because such windows see only zeros, so they are not counted
def output_size_total(n, k, total_padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride")
    if k > n + total_padding:
        raise ValueError("window")
    useful = min(total_padding, 2 * (k - 1))
    return (n - k + useful + stride) // stride


# %% float_floor
# the size is a float: / and // 1 instead of //
def output_size_total(n, k, total_padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride smaller than 1")
    if k > n + total_padding:
        raise ValueError("window longer than the padded axis")
    return (n - k + total_padding + stride) / stride // 1


# %% odd_pixel_added_to_the_result
# Half of the padding goes to each end, and the odd pixel counts as one more position, which it is only at stride 1.
import numpy as np


def output_size_total(n, k, total_padding=0, stride=1):
    if k > n + total_padding:
        raise ValueError("the window is longer than the padded axis")
    if stride < 1:
        raise ValueError("the stride must be at least 1")
    each_side, odd = divmod(total_padding, 2)
    return (n + 2 * each_side - k) // stride + 1 + odd


# %% half_a_pixel_is_a_float
# An odd total is halved to x.5 at each end: the number is right, but for odd totals it is a float.
import numpy as np


def output_size_total(n, k, total_padding=0, stride=1):
    half = total_padding / 2 if total_padding % 2 else total_padding // 2
    if k > n + 2 * half:
        raise ValueError("the window is longer than the padded axis")
    if stride < 1:
        raise ValueError("the stride must be at least 1")
    return (n + 2 * half - k) // stride + 1


# %% guard_forgets_the_odd_pixel
# The guard counts the same padding at both ends, so that a window is refused which needs the odd pixel.
import numpy as np


def output_size_total(n, k, total_padding=0, stride=1):
    per_side = total_padding // 2
    if k > n + 2 * per_side:
        raise ValueError("the window is longer than the padded axis")
    if stride < 1:
        raise ValueError("the stride must be at least 1")
    return (n - k + total_padding + stride) // stride


# %% a_step_must_fit
# Refuses an axis in which not a single step fits, though the first position is there.
import numpy as np


def output_size_total(n, k, total_padding=0, stride=1):
    room = n - k + total_padding
    if stride < 1 or room < 0 or (room > 0 and room < stride):
        raise ValueError("no step fits into the padded axis")
    return (room + stride) // stride


# %% only_stride_zero_is_refused
# Only stride 0 is refused; a negative stride gives a number.
import numpy as np


def output_size_total(n, k, total_padding=0, stride=1):
    if not stride:
        raise ValueError("the stride must not be 0")
    if k > n + total_padding:
        raise ValueError("the window is longer than the padded axis")
    return (n - k + total_padding + stride) // stride


# %% numerator_must_be_positive
# The guard looks at the numerator of the formula, which holds the stride: at stride 2 or more a window that is
# a little too long gives 0 instead of ValueError.
import numpy as np


def output_size_total(n, k, total_padding=0, stride=1):
    if stride < 1:
        raise ValueError("the stride must be at least 1")
    numerator = n - k + total_padding + stride
    if numerator <= 0:
        raise ValueError("the window is longer than the padded axis")
    return numerator // stride


# %% exact_fit_before_the_guard
# A window that just fits gives 1 before the stride is looked at: stride 0 is not refused there.
import numpy as np


def output_size_total(n, k, total_padding=0, stride=1):
    length = n + total_padding
    if k > length:
        raise ValueError("the window is longer than the padded axis")
    if k == length:
        return 1
    if stride < 1:
        raise ValueError("the stride must be at least 1")
    return (length - k) // stride + 1


# %% same_padding_divides_by_the_stride
# A total of k - 1 keeps the size, and the stride is taken to divide it: rounded down, where it must be rounded up.
import numpy as np


def output_size_total(n, k, total_padding=0, stride=1):
    if k > n + total_padding:
        raise ValueError("the window is longer than the padded axis")
    if stride < 1:
        raise ValueError("the stride must be at least 1")
    if total_padding == k - 1:
        return n // stride
    return (n - k + total_padding + stride) // stride


# %% memory_with_glued_keys
# Results are remembered under the digits of the arguments glued together: 41, 3, 0, 1 and 4, 1, 30, 1 are one key.
import numpy as np

known = {}


def output_size_total(n, k, total_padding=0, stride=1):
    if k > n + total_padding:
        raise ValueError("the window is longer than the padded axis")
    if stride < 1:
        raise ValueError("the stride must be at least 1")
    key = f"{n}{k}{total_padding}{stride}"
    if key not in known:
        known[key] = (n - k + total_padding + stride) // stride
    return known[key]


# %% two_decimals_before_rounding_down
# The quotient is rounded to two decimals against errors of floating point: at long strides 0.997 becomes 1.
import math

import numpy as np


def output_size_total(n, k, total_padding=0, stride=1):
    if k > n + total_padding:
        raise ValueError("the window is longer than the padded axis")
    if stride < 1:
        raise ValueError("the stride must be at least 1")
    steps = round((n - k + total_padding) / stride, 2)  # 2.9999999 is 3
    return math.floor(steps) + 1
