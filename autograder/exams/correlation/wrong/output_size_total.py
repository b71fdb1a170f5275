"""What students believe of `output_size_total`: wrong answers, each with the sentence for whoever gave it."""


def _check_fit(n, k, total_padding, stride):
    if k > n + total_padding or stride < 1:
        raise ValueError("the window does not fit")


def total_padding_doubled(n, k, total_padding=0, stride=1):
    """You double the padding, as is right when it is given per side. Here it is the sum over both ends already."""
    _check_fit(n, k, total_padding, stride)
    return (n - k + 2 * total_padding) // stride + 1


def total_padding_halved(n, k, total_padding=0, stride=1):
    """You halve the padding and count only one end. The axis grows by the whole total_padding."""
    _check_fit(n, k, total_padding, stride)
    return (n - k + total_padding // 2) // stride + 1


def odd_padding_rounded_down(n, k, total_padding=0, stride=1):
    """You split the padding into two equal halves with //, and of an odd number a pixel gets lost. Only the sum counts:
    do not split it."""
    _check_fit(n, k, total_padding, stride)
    return (n - k + 2 * (total_padding // 2)) // stride + 1


def odd_padding_rounded_up(n, k, total_padding=0, stride=1):
    """You split the padding into two equal halves and round up, so an odd number becomes one too many. Only the sum
    counts: do not split it."""
    _check_fit(n, k, total_padding, stride)
    return (n - k + 2 * ((total_padding + 1) // 2)) // stride + 1


def total_padding_forgotten(n, k, total_padding=0, stride=1):
    """You do not use the padding: the window slides over n + total_padding pixels."""
    _check_fit(n, k, total_padding, stride)
    return (n - k + stride) // stride


def stride_left_out_of_the_numerator(n, k, total_padding=0, stride=1):
    """The formula has + stride above the line, which makes the + 1 for the first position. You left it out and count
    one position too few."""
    _check_fit(n, k, total_padding, stride)
    return (n - k + total_padding) // stride


def one_above_the_line(n, k, total_padding=0, stride=1):
    """You wrote + 1 above the line. There it must be + stride, which is 1 only after the division."""
    _check_fit(n, k, total_padding, stride)
    return (n - k + total_padding + 1) // stride


def one_added_twice(n, k, total_padding=0, stride=1):
    """You count the first position twice: + stride above the line is already the + 1."""
    _check_fit(n, k, total_padding, stride)
    return (n - k + total_padding + stride) // stride + 1


def total_rounded_up(n, k, total_padding=0, stride=1):
    """You round up. A last step that would carry the window over the end is not taken: round down with //."""
    _check_fit(n, k, total_padding, stride)
    return -((k - n - total_padding) // stride) + 1


def total_not_rounded(n, k, total_padding=0, stride=1):
    """You divide with / and keep the fraction. There are no half positions: round down with //."""
    _check_fit(n, k, total_padding, stride)
    return (n - k + total_padding + stride) / stride


def total_as_float(n, k, total_padding=0, stride=1):
    """Your number is right but it is a float, and np.zeros does not take 4.0 as a shape. math.floor, int and // give an
    int; np.floor does not."""
    _check_fit(n, k, total_padding, stride)
    return float((n - k + total_padding + stride) // stride)


def stride_forgotten_with_total_padding(n, k, total_padding=0, stride=1):
    """You do not use the stride: the window moves by that many pixels at once and takes fewer positions."""
    _check_fit(n, k, total_padding, stride)
    return n - k + total_padding + 1


def too_long_window_clamped(n, k, total_padding=0, stride=1):
    """A window longer than the padded axis has no position, and you return 0 as if that were a size. Raise a
    ValueError, so that whoever built the network hears of it."""
    if stride < 1:
        raise ValueError("the stride is too small")
    return max(0, (n - k + total_padding + stride) // stride)


def stride_not_checked_with_total_padding(n, k, total_padding=0, stride=1):
    """A stride of zero never moves, and a negative one moves backwards. Check stride < 1 and raise a ValueError."""
    if k > n + total_padding:
        raise ValueError("the window does not fit")
    return (n - k + total_padding + stride) // stride if stride else 0


def only_stride_zero_refused(n, k, total_padding=0, stride=1):
    """You refuse a stride of 0 and let a negative one pass. Where the window has one position only, the formula does
    not show it. Check stride < 1."""
    size = (n + total_padding - k) // stride + 1 if stride else 0
    if size < 1:
        raise ValueError("the window does not fit")
    return size


def cut_towards_zero_before_the_check(n, k, total_padding=0, stride=1):
    """You round with int(), which cuts towards zero. A window that is too long by less than a stride then seems to have
    one position. Compare k with n + total_padding before you divide, or round down with //."""
    size = int((n + total_padding - k) / stride) + 1 if stride > 0 else 0
    if size < 1:
        raise ValueError("the window does not fit")
    return size


def stride_longer_than_the_axis_refused(n, k, total_padding=0, stride=1):
    """You refuse a stride longer than the axis. It is fine: there is the first position, and no step follows."""
    if stride > n + total_padding:
        raise ValueError("the stride is too long")
    _check_fit(n, k, total_padding, stride)
    return (n + total_padding - k) // stride + 1


def int_only_where_something_is_left_over(n, k, total_padding=0, stride=1):
    """Where the stride divides the distance you return the quotient of /, a float. Use // in every case."""
    _check_fit(n, k, total_padding, stride)
    size = (n + total_padding - k) / stride + 1
    return size if size == int(size) and stride > 1 else int(size)
