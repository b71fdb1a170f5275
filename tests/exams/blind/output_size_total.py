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
