"""What students believe of `output_size`: wrong answers, each with the sentence for whoever gave it."""


def _check_fit(n, k, total_padding, stride):
    if k > n + total_padding or stride < 1:
        raise ValueError("the window does not fit")


def no_plus_one(n, k, padding=0, stride=1):
    """You count the steps between positions, not the positions: there is one more of these. Add 1."""
    _check_fit(n, k, 2 * padding, stride)
    return (n + 2 * padding - k) // stride


def padding_counted_once(n, k, padding=0, stride=1):
    """You count the padding once. Here it is the number of pixels at each side, so the axis grows by 2 * padding."""
    _check_fit(n, k, 2 * padding, stride)
    return (n + padding - k) // stride + 1


def padding_counted_four_times(n, k, padding=0, stride=1):
    """You double the padding twice: n + 2 * padding is already the whole padded axis."""
    _check_fit(n, k, 2 * padding, stride)
    return (n + 4 * padding - k) // stride + 1


def padding_forgotten(n, k, padding=0, stride=1):
    """You do not use the padding: the window slides over n + 2 * padding pixels."""
    _check_fit(n, k, 2 * padding, stride)
    return (n - k) // stride + 1


def rounded_up(n, k, padding=0, stride=1):
    """You round up. A last step that would carry the window over the end is not taken: round down with //."""
    _check_fit(n, k, 2 * padding, stride)
    return -((k - n - 2 * padding) // stride) + 1


def rounded_to_nearest(n, k, padding=0, stride=1):
    """You round to the nearest whole number, which is sometimes up. A step that does not fit is not taken: round down
    with //."""
    _check_fit(n, k, 2 * padding, stride)
    return round((n + 2 * padding - k) / stride) + 1


def not_rounded(n, k, padding=0, stride=1):
    """You divide with / and keep the fraction. There are no half positions: round down with //."""
    _check_fit(n, k, 2 * padding, stride)
    return (n + 2 * padding - k) / stride + 1


def whole_number_as_float(n, k, padding=0, stride=1):
    """Your number is right but it is a float, and np.zeros does not take 4.0 as a shape. math.floor, int and // give an
    int; np.floor does not."""
    _check_fit(n, k, 2 * padding, stride)
    return float((n + 2 * padding - k) // stride + 1)


def stride_forgotten(n, k, padding=0, stride=1):
    """You do not use the stride: the window moves by that many pixels at once and takes fewer positions."""
    _check_fit(n, k, 2 * padding, stride)
    return n + 2 * padding - k + 1


def one_added_before_dividing(n, k, padding=0, stride=1):
    """You divide the number of positions by the stride. Divide the distance, n + 2 * padding - k, and add 1 for the
    first position afterwards."""
    _check_fit(n, k, 2 * padding, stride)
    return (n + 2 * padding - k + 1) // stride


def brackets_forgotten(n, k, padding=0, stride=1):
    """Only k is divided by the stride, because // binds stronger than + and -. Put brackets around
    n + 2 * padding - k."""
    _check_fit(n, k, 2 * padding, stride)
    return n + 2 * padding - k // stride + 1


def window_subtracted_twice(n, k, padding=0, stride=1):
    """You count k - 1 places too few at the end: the last position begins at n + 2 * padding - k, so the window is
    subtracted once."""
    _check_fit(n, k, 2 * padding, stride)
    return max(n + 2 * padding - 2 * k + 1, 0) // stride + 1


def axis_divided_by_stride(n, k, padding=0, stride=1):
    """You divide the length of the axis by the stride, as with `same` padding. The window's length counts too."""
    _check_fit(n, k, 2 * padding, stride)
    return -(-(n + 2 * padding) // stride)


def too_long_window_gives_a_number(n, k, padding=0, stride=1):
    """A window longer than the padded axis has no position, and the formula gives zero or less. Check k against
    n + 2 * padding and raise a ValueError."""
    if stride < 1:
        raise ValueError("the stride is too small")
    return (n + 2 * padding - k) // stride + 1


def stride_not_checked(n, k, padding=0, stride=1):
    """A stride of zero never moves, and a negative one moves backwards. Check stride < 1 and raise a ValueError."""
    if k > n + 2 * padding:
        raise ValueError("the window does not fit")
    return (n + 2 * padding - k) // stride + 1 if stride else 0


def only_stride_zero_refused(n, k, padding=0, stride=1):
    """You refuse a stride of 0 and let a negative one pass. Where the window has one position only, the formula does
    not show it. Check stride < 1."""
    size = (n + 2 * padding - k) // stride + 1 if stride else 0
    if size < 1:
        raise ValueError("the window does not fit")
    return size


def cut_towards_zero_before_the_check(n, k, padding=0, stride=1):
    """You round with int(), which cuts towards zero. A window that is too long by less than a stride then seems to have
    one position. Compare k with n + 2 * padding before you divide, or round down with //."""
    size = int((n + 2 * padding - k) / stride) + 1 if stride > 0 else 0
    if size < 1:
        raise ValueError("the window does not fit")
    return size


def stride_longer_than_the_axis_refused(n, k, padding=0, stride=1):
    """You refuse a stride longer than the axis. It is fine: there is the first position, and no step follows."""
    if stride > n + 2 * padding:
        raise ValueError("the stride is too long")
    _check_fit(n, k, 2 * padding, stride)
    return (n + 2 * padding - k) // stride + 1


def int_only_where_something_is_left_over(n, k, padding=0, stride=1):
    """Where the stride divides the distance you return the quotient of /, a float. Use // in every case."""
    _check_fit(n, k, 2 * padding, stride)
    size = (n + 2 * padding - k) / stride + 1
    return size if size == int(size) and stride > 1 else int(size)


def window_compared_with_the_bare_axis(n, k, padding=0, stride=1):
    """You refuse a window that is longer than the axis without its padding. Compare it with n + 2 * padding."""
    if k > n or stride < 1:
        raise ValueError("the window does not fit")
    return (n + 2 * padding - k) // stride + 1
