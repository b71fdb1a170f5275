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
