"""Wrong answers to `output_size`, written by who knew the notebook alone. Each cell is a submission."""


# %% int_cuts_towards_zero
# relies on size < 1 for the error, but int(-1 / 2) is 0: no error when the window is too long by less than one
# stride
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride must be at least 1")
    size = int((n + 2 * padding - k) / stride) + 1
    if size < 1:
        raise ValueError("the window does not fit")
    return size


# %% multiplies_with_reciprocal
# int(m * (1 / s)): 49 * (1 / 49) is 0.99..., so some sizes are one too small
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride must be at least 1")
    room = n + 2 * padding - k
    if room < 0:
        raise ValueError("the window is longer than the axis")
    density = 1 / stride  # windows per pixel
    return int(room * density) + 1


# %% stride_longer_than_axis_means_one
# 'a stride longer than the axis leaves one position' compares with n and forgets the padding
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride < 1")
    if k > n + 2 * padding:
        raise ValueError("window does not fit")
    if stride > n:
        return 1
    return (n + 2 * padding - k) // stride + 1


# %% exact_fit_before_stride_check
# an exact fit returns 1 before the stride is looked at: stride 0 gives no error there
def output_size(n, k, padding=0, stride=1):
    room = n + 2 * padding - k
    if room < 0:
        raise ValueError("the window is longer than the padded axis")
    if room == 0:
        return 1
    if stride < 1:
        raise ValueError("the stride must be at least 1")
    return room // stride + 1


# %% guard_counts_padding_once
# the guard compares k with n + padding: windows between n + p and n + 2p are refused though they fit
def output_size(n, k, padding=0, stride=1):
    if k > n + padding:
        raise ValueError("window longer than the axis")
    if stride < 1:
        raise ValueError("stride must be positive")
    return (n + 2 * padding - k) // stride + 1


# %% same_padding_stride_two_halves
# 'same padding and stride 2 give exactly one half' as n // 2: one too small for odd n
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride")
    if n + 2 * padding < k:
        raise ValueError("window")
    if 2 * padding == k - 1:  # "same" padding
        if stride == 1:
            return n
        if stride == 2 and k > 1:
            return n // 2
    return (n + 2 * padding - k) // stride + 1


# %% counts_a_range
# len(range(0, end, stride)) with an error for 0 positions: when the window is too long AND the stride negative,
# the range counts downwards and there is no error
def output_size(n, k, padding=0, stride=1):
    # range itself raises ValueError for stride 0, and is empty when the stride is negative or the window too long
    starts = range(0, n + 2 * padding - k + 1, stride)
    if len(starts) == 0:
        raise ValueError("there is no position for the window")
    return len(starts)


# %% one_step_and_the_rest_by_recursion
# counts one position and calls itself for the rest: RecursionError for a thousand positions and more
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride must be at least 1")
    if k > n + 2 * padding:
        raise ValueError("window too long")
    if n + 2 * padding - k < stride:
        return 1  # no further step fits
    return 1 + output_size(n - stride, k, padding, stride)


# %% window_of_one_shortcut
# k == 1 uses ceil(n / s) and forgets the padding
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride must be at least 1")
    if k > n + 2 * padding:
        raise ValueError("window too long")
    if k == 1:
        return -(-n // stride)
    return (n + 2 * padding - k) // stride + 1


# %% len_range
# counts with len(range(...)): a negative stride together with a window too long by two or more gives a number, no
# ValueError
def output_size(n, k, padding=0, stride=1):
    starts = range(0, n + 2 * padding - k + 1, stride)  # refuses stride 0 by itself
    if len(starts) == 0:
        raise ValueError("there is no position")
    return len(starts)


# %% guard_on_truncated_size
# int() cuts towards zero, so a window too long by less than the stride gives 1 instead of ValueError
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError("the stride must be at least 1")
    size = int((n + 2 * padding - k) / stride) + 1
    if size < 1:
        raise ValueError("the window does not fit")
    return size


# %% string_key
# remembers results under the digits written one after the other: (2, 1, 120, 1) and (21, 12, 0, 1) are the same
# key
_known = {}


def output_size(n, k, padding=0, stride=1):
    if stride < 1 or k > n + 2 * padding:
        raise ValueError("no position for this window")
    key = f"{n}{k}{padding}{stride}"
    if key not in _known:
        _known[key] = (n + 2 * padding - k) // stride + 1
    return _known[key]


# %% epsilon_before_floor
# adds 1e-5 'against rounding errors' before cutting off: with strides of 100000 and more a step that just does
# not fit is counted
import math


def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride must be positive")
    steps = (n + 2 * padding - k) / stride
    if steps < 0:
        raise ValueError("window longer than the padded axis")
    return math.floor(steps + 1e-5) + 1  # 2.9999999 is 3


# %% recursion
# calls itself once per position: RecursionError from about a thousand positions on
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride")
    length = n + 2 * padding
    if k > length:
        raise ValueError("too long")

    def count(rest):
        return 0 if rest < k else 1 + count(rest - stride)

    return count(length)


# %% negative_stride_at_end
# refuses by the size found: with a negative stride and a window exactly as long as the axis it gives back 1
def output_size(n, k, padding=0, stride=1):
    try:
        size = (n + 2 * padding - k) // stride + 1
    except ZeroDivisionError:
        raise ValueError("stride 0") from None
    if size < 1 or k > n + 2 * padding:
        raise ValueError("no position")
    return size


# %% same_padding_shortcut
# with padding k // 2 it takes 'same': n / stride rounded up, which is one too few for an even window when the
# stride divides n
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride")
    if n + 2 * padding < k:
        raise ValueError("window")
    if padding == k // 2 and stride > 1 and k > 1:
        return -(-n // stride)  # "same" padding: n / stride, rounded up
    return (n + 2 * padding - k) // stride + 1


# %% stride_longer_than_axis
# refuses a stride longer than the padded axis, which the docstring allows
def output_size(n, k, padding=0, stride=1):
    length = n + 2 * padding
    if k > length:
        raise ValueError("the window is longer than the axis")
    if not 1 <= stride <= length:
        raise ValueError("such a step makes no sense")
    return (length - k) // stride + 1


# %% multiply_by_reciprocal
# x * (1 / s) is a little below the whole number for s = 49, 98, 103, ... so one position is lost
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError("the stride must be at least 1")
    room = n + 2 * padding - k
    if room < 0:
        raise ValueError("the window is longer than the padded axis")
    return int(room * (1 / stride)) + 1


# %% int_rounds_towards_zero
# int() rounds towards 0, so a window that is too long by less than the stride gives 1 instead of
# ValueError
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride")
    size = int((n + 2 * padding - k) / stride) + 1
    if size < 1:
        raise ValueError("the window does not fit")
    return size


# %% exact_fit_returns_before_checking
# a window exactly as long as the padded axis gives 1 before the stride is checked, so stride 0 is not
# refused there
def output_size(n, k, padding=0, stride=1):
    length = n + 2 * padding
    if k == length:
        return 1
    if k > length:
        raise ValueError("window longer than the padded axis")
    if stride < 1:
        raise ValueError("stride smaller than 1")
    return (length - k) // stride + 1


# %% only_the_size_is_checked
# stride 0 is caught as ZeroDivisionError and the rest by size < 1, which misses a negative stride
# when the window is too long (or fits exactly)
def output_size(n, k, padding=0, stride=1):
    try:
        size = (n + 2 * padding - k) // stride + 1
    except ZeroDivisionError:
        raise ValueError("stride 0") from None
    if size < 1:
        raise ValueError("there is no position")
    return size


# %% memo_with_packed_key
# sizes are remembered under a key of 16 bits per number, so arguments above 65535 can find the size
# of an earlier call
_sizes = {}


def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride must be at least 1")
    if k > n + 2 * padding:
        raise ValueError("window too long")
    key = (n << 48) + (k << 32) + (padding << 16) + stride
    if key not in _sizes:
        _sizes[key] = (n + 2 * padding - k) // stride + 1
    return _sizes[key]


# %% floor_with_tolerance
# 1e-4 is added against rounding errors before the floor, which lifts (s - 1) / s to the next whole
# number for strides above 10000
import math


def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError(f"stride {stride} is smaller than 1")
    if k > n + 2 * padding:
        raise ValueError(f"window {k} is too long")
    steps = (n + 2 * padding - k) / stride
    return math.floor(steps + 1e-4) + 1


# %% shift_by_half_the_stride
# for strides that are powers of two it shifts by stride // 2 bits: right for 1, 2 and 4, wrong from 8
# on
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride < 1")
    room = n + 2 * padding - k
    if room < 0:
        raise ValueError("window longer than axis")
    if stride & (stride - 1) == 0:  # a power of two: shift
        return (room >> (stride // 2)) + 1
    return room // stride + 1


# %% recursion_too
# one call per position: RecursionError for an axis with some thousand positions
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride")
    length = n + 2 * padding
    if k > length:
        raise ValueError("window")
    if length - stride < k:
        return 1
    return 1 + output_size(length - stride, k, 0, stride)


# %% pooling_rounds_twice
# for windows that do not overlap (k == stride > 1) image and padding are divided separately, so two
# remainders that make one window together are lost
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride smaller than 1")
    if k > n + 2 * padding:
        raise ValueError("window longer than the padded axis")
    if k == stride and n >= k:  # pooling: tiles side by side
        return n // k + 2 * padding // k
    return (n + 2 * padding - k) // stride + 1


# %% digits_before_the_point
# the digits before the point of str(x / s) are taken; below 1e-4 str writes 1.5e-05, which gives 1
# instead of 0 (or a ValueError)
def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride")
    if k > n + 2 * padding:
        raise ValueError("window")
    steps = (n + 2 * padding - k) / stride
    whole = str(steps).split(".")[0]  # round down: drop what is after the point
    return int(whole) + 1


# %% guard_ignores_the_padding
# A window longer than the axis is refused even when it fits into the padded axis.
import numpy as np


def output_size(n, k, padding=0, stride=1):
    if k > n:
        raise ValueError("the window is longer than the axis")
    if stride < 1:
        raise ValueError("the stride must be at least 1")
    return (n + 2 * padding - k) // stride + 1


# %% two_wrongs_make_a_range
# range() refuses stride 0, and an empty range is refused: but a window that is too long AND a negative stride
# together give a range that is not empty.
import numpy as np


def output_size(n, k, padding=0, stride=1):
    starts = range(0, n + 2 * padding - k + 1, stride)  # ValueError if the stride is 0
    if len(starts) == 0:
        raise ValueError("no position: the window is too long or the stride is negative")
    return len(starts)


# %% int_rounds_towards_zero_again
# The window is refused if no position is left, but int() rounds -0.5 up to 0: at stride 2 one pixel too many passes.
import numpy as np


def output_size(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError("the stride must be at least 1")
    size = int((n + 2 * padding - k) / stride) + 1
    if size < 1:
        raise ValueError("the window is longer than the padded axis")
    return size


# %% no_pixel_may_be_skipped
# A stride longer than the window is refused, because it skips pixels.
import numpy as np


def output_size(n, k, padding=0, stride=1):
    length = n + 2 * padding
    if k > length:
        raise ValueError("the window is longer than the padded axis")
    if not 1 <= stride <= k:
        raise ValueError("the stride must be from 1 to the length of the window")
    return (length - k) // stride + 1


# %% exact_fit_is_refused
# The guard has >= where > is meant: a window as long as the padded axis is refused, though it has one position.
import numpy as np


def output_size(n, k, padding=0, stride=1):
    if stride < 1 or k >= n + 2 * padding:
        raise ValueError("the window does not fit")
    return (n + 2 * padding - k) // stride + 1


# %% rounds_to_the_nearest
# The positions at stride 1, divided by the stride, are rounded to the nearest instead of up: right for strides 1 and 2.
import numpy as np


def output_size(n, k, padding=0, stride=1):
    positions = n + 2 * padding - k + 1
    if positions < 1:
        raise ValueError("the window is longer than the padded axis")
    if stride < 1:
        raise ValueError("the stride must be at least 1")
    return (positions + stride // 2) // stride


# %% memory_without_the_stride
# Results are remembered without the stride: the second stride gets the result of the first.
import numpy as np

sizes = {}


def output_size(n, k, padding=0, stride=1):
    if k > n + 2 * padding:
        raise ValueError("the window is longer than the padded axis")
    if stride < 1:
        raise ValueError("the stride must be at least 1")
    if (n, k, padding) not in sizes:
        sizes[n, k, padding] = (n + 2 * padding - k) // stride + 1
    return sizes[n, k, padding]


# %% rounds_only_what_is_not_whole
# Rounds down only where there is a fraction: when the division comes out even, the size stays a float.
import math

import numpy as np


def output_size(n, k, padding=0, stride=1):
    if k > n + 2 * padding:
        raise ValueError("the window is longer than the padded axis")
    if stride < 1:
        raise ValueError("the stride must be at least 1")
    steps = (n + 2 * padding - k) / stride
    if steps != int(steps):
        steps = math.floor(steps)
    return steps + 1


# %% no_window_in_the_padding_alone
# Padding of k or more is cut to k - 1, since a window must see at least one pixel of the image.
import numpy as np


def output_size(n, k, padding=0, stride=1):
    if k > n + 2 * padding:
        raise ValueError("the window is longer than the padded axis")
    if stride < 1:
        raise ValueError("the stride must be at least 1")
    padding = min(padding, k - 1)
    return (n + 2 * padding - k) // stride + 1


# %% one_call_for_each_step
# Recursion, one call for each position: more than about a thousand positions end in RecursionError.
import numpy as np


def output_size(n, k, padding=0, stride=1):
    length = n + 2 * padding
    if stride < 1:
        raise ValueError("the stride must be at least 1")
    if k > length:
        raise ValueError("the window is longer than the padded axis")
    if length - stride < k:
        return 1
    return 1 + output_size(length - stride, k, 0, stride)
