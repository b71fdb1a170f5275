"""What students believe of `mean_pool2d_backward`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.pooling_and_activations.honest.mean_pool2d_backward import padded_then_cut


def _spread(dy, shape, size, stride, padding, share):
    """Give every pixel of window (i, j) the gradient times share(i, j, pixels seen)."""
    padded_then_cut(dy, shape, size, stride, padding)  # refuses what must be refused
    (sh, sw), (ph, pw) = size if stride is None else stride, padding
    dx = np.zeros(shape)
    for i, j in np.ndindex(*dy.shape[2:]):
        top, left = i * sh - ph, j * sw - pw
        window = dx[:, :, max(top, 0) : top + size[0], max(left, 0) : left + size[1]]
        window += share(window) * dy[:, :, i, j, None, None]
    return dx


def share_not_divided(dy, shape, size, stride=None, padding=(0, 0)):
    """Every pixel of yours gets the whole gradient of its window. A mean of m pixels changes by 1 / m of what one of
    them does: divide by m."""
    return _spread(dy, shape, size, stride, padding, lambda window: 1)


def share_of_a_whole_window_at_the_border(dy, shape, size, stride=None, padding=(0, 0)):
    """You divide by kh * kw at the border too, where the window sees fewer pixels. Divide by the number of pixels that
    the mean was taken of."""
    return _spread(dy, shape, size, stride, padding, lambda window: 1 / (size[0] * size[1]))


def divided_by_the_number_of_windows(dy, shape, size, stride=None, padding=(0, 0)):
    """You divide by the number of outputs. Each window's gradient is shared by the pixels of this window."""
    return _spread(dy, shape, size, stride, padding, lambda window: 1 / (dy.shape[2] * dy.shape[3]))


def divided_by_all_pixels(dy, shape, size, stride=None, padding=(0, 0)):
    """You divide by the number of pixels of the map. Only those under the window share its gradient."""
    return _spread(dy, shape, size, stride, padding, lambda window: 1 / (shape[2] * shape[3]))


def divided_by_the_rows_of_the_window(dy, shape, size, stride=None, padding=(0, 0)):
    """You divide by the number of rows of the window only. It has rows times columns pixels."""
    return _spread(dy, shape, size, stride, padding, lambda window: 1 / window.shape[2])


def shares_overwritten(dy, shape, size, stride=None, padding=(0, 0)):
    """Where windows overlap, a pixel keeps the share of the last one only. Write += where you write =."""
    padded_then_cut(dy, shape, size, stride, padding)
    (sh, sw), (ph, pw) = size if stride is None else stride, padding
    dx = np.zeros(shape)
    for i, j in np.ndindex(*dy.shape[2:]):
        top, left = i * sh - ph, j * sw - pw
        window = dx[:, :, max(top, 0) : top + size[0], max(left, 0) : left + size[1]]
        window[...] = dy[:, :, i, j, None, None] / (window.shape[2] * window.shape[3])
    return dx


def shares_averaged_where_windows_overlap(dy, shape, size, stride=None, padding=(0, 0)):
    """Where windows overlap you divide by the number of windows that see the pixel. What it gets from each of them adds
    up."""
    seen = _spread(np.ones(dy.shape), shape, size, stride, padding, lambda window: 1)
    return padded_then_cut(dy, shape, size, stride, padding) / np.maximum(seen, 1)


def all_to_the_first_pixel(dy, shape, size, stride=None, padding=(0, 0)):
    """You give the whole gradient to the first pixel of each window. All its pixels counted alike, so all get the same
    share."""

    def first(window):
        share = np.zeros(window.shape)
        share[:, :, 0, 0] = 1
        return share

    return _spread(dy, shape, size, stride, padding, first)


def repeated_side_by_side(dy, shape, size, stride=None, padding=(0, 0)):
    """You lay the shares side by side whatever stride and padding are. Each belongs where its window was."""
    padded_then_cut(dy, shape, size, stride, padding)
    dx = np.zeros(shape)
    large = np.repeat(np.repeat(dy, size[0], axis=2), size[1], axis=3) / (size[0] * size[1])
    part = large[:, :, : shape[2], : shape[3]]
    dx[:, :, : part.shape[2], : part.shape[3]] = part
    return dx


def leftover_pixels_missing(dy, shape, size, stride=None, padding=(0, 0)):
    """Your gradient ends where the last window ends. It has the shape of x; pixels that no window saw get 0."""
    right = padded_then_cut(dy, shape, size, stride, padding)
    sh, sw = size if stride is None else stride
    rows, columns = ((o - 1) * s + k - p for o, s, k, p in zip(dy.shape[2:], (sh, sw), size, padding, strict=True))
    return right[:, :, :rows, :columns].copy()


def padding_still_there(dy, shape, size, stride=None, padding=(0, 0)):
    """Your gradient has the shape of the padded maps. Cut the padding off again: dx has the shape of x."""
    right = padded_then_cut(dy, shape, size, stride, padding)
    return np.pad(right, [(0, 0), (0, 0), *((p, p) for p in padding)])


def shares_shifted_by_the_padding(dy, shape, size, stride=None, padding=(0, 0)):
    """Your shares lie ph rows too low and pw columns too far to the right: you forgot that the first window begins
    above and left of the map."""
    right = padded_then_cut(dy, shape, size, stride, padding)
    (ph, pw), (h, w) = padding, shape[2:]
    return np.pad(right, ((0, 0), (0, 0), (ph, 0), (pw, 0)))[:, :, :h, :w]


def windows_side_by_side_on_the_way_back(dy, shape, size, stride=None, padding=(0, 0)):
    """Your windows always lie side by side. Where a stride is given, the window moves by that."""
    return padded_then_cut(dy, shape, size, None, padding)


def every_position_on_the_way_back(dy, shape, size, stride=None, padding=(0, 0)):
    """Without a stride your window moves one pixel at a time. None means the size of the window, as on the way
    forth."""
    return padded_then_cut(dy, shape, size, (1, 1) if stride is None else stride, padding)


def strides_of_rows_and_columns_swapped(dy, shape, size, stride=None, padding=(0, 0)):
    """The two strides are swapped: the first number is the step down, the second the step to the right."""
    stride = size if stride is None else stride
    return padded_then_cut(dy, shape, size, stride[::-1], padding)


def sides_of_the_window_swapped(dy, shape, size, stride=None, padding=(0, 0)):
    """Your window is kw rows high and kh columns wide. Rows come first: kh, then kw."""
    padded_then_cut(dy, shape, size, stride, padding)
    (sh, sw), (ph, pw) = size if stride is None else stride, padding
    dx = np.zeros(shape)
    for i, j in np.ndindex(*dy.shape[2:]):
        top, left = i * sh - ph, j * sw - pw
        window = dx[:, :, max(top, 0) : top + size[1], max(left, 0) : left + size[0]]
        window += dy[:, :, i, j, None, None] / max(window.shape[2] * window.shape[3], 1)
    return dx


def gradients_not_used(dy, shape, size, stride=None, padding=(0, 0)):
    """You compute the shares of a gradient of ones and leave dy out. Each window shares its own number of dy."""
    padded_then_cut(dy, shape, size, stride, padding)
    return padded_then_cut(np.ones(dy.shape), shape, size, stride, padding)


def gradient_of_the_first_map_for_all(dy, shape, size, stride=None, padding=(0, 0)):
    """You use the gradient of the first map for all maps of an image. Each has its own."""
    right = padded_then_cut(dy, shape, size, stride, padding)
    return np.repeat(right[:, :1], shape[1], axis=1)


def gradients_added_over_the_batch(dy, shape, size, stride=None, padding=(0, 0)):
    """You add the gradients up over the images. That is right for a weight, which all images share; here each image has
    its own."""
    right = padded_then_cut(dy, shape, size, stride, padding)
    return np.repeat(right.sum(axis=0, keepdims=True), shape[0], axis=0)


def shares_rounded_down(dy, shape, size, stride=None, padding=(0, 0)):
    """You divide with //, or add into an array of integers, and fractions are lost. Divide with / into float64."""
    return np.floor(padded_then_cut(dy, shape, size, stride, padding))


def shares_in_the_dtype_that_came(dy, shape, size, stride=None, padding=(0, 0)):
    """Your gradient has the dtype of dy. Shares are fractions: make it with np.zeros(shape), which is float64."""
    return padded_then_cut(dy, shape, size, stride, padding).astype(dy.dtype)


def shares_in_single_precision(dy, shape, size, stride=None, padding=(0, 0)):
    """You compute in float32, which keeps seven digits. NumPy's own default, float64, is what is asked for."""
    return padded_then_cut(dy.astype(np.float32), shape, size, stride, padding).astype(np.float32).astype(np.float64)


def any_shape_accepted_on_the_way_back(dy, shape, size, stride=None, padding=(0, 0)):
    """You never compare the shape of dy with that of the output; NumPy stretches it, or some of it is left out. Raise a
    ValueError."""
    counts = [
        (n + 2 * p - k) // s + 1
        for n, p, k, s in zip(shape[2:], padding, size, size if stride is None else stride, strict=True)
    ]
    return padded_then_cut(np.resize(dy, (*shape[:2], *counts)), shape, size, stride, padding)


def shape_compared_in_rows_and_columns_only(dy, shape, size, stride=None, padding=(0, 0)):
    """You compare the rows and columns of dy and not the number of images and maps. Compare the whole shape."""
    if dy.ndim != 4:
        raise ValueError("dy")
    return padded_then_cut(np.resize(dy, (*shape[:2], *dy.shape[2:])), shape, size, stride, padding)


def upstream_divided_in_place(dy, shape, size, stride=None, padding=(0, 0)):
    """You divide the upstream gradient that you were given in place (dy /= m). Whoever called the function still needs
    it: make a new array."""
    right = padded_then_cut(dy, shape, size, stride, padding)
    dy //= 2
    return right


def upstream_itself_for_single_pixels(dy, shape, size, stride=None, padding=(0, 0)):
    """Where the window is a single pixel you return dy itself. Whoever changes the result changes dy with it: return a
    copy."""
    right = padded_then_cut(dy, shape, size, stride, padding)
    return dy if right.shape == dy.shape and tuple(size) == (1, 1) and dy.dtype == np.float64 else right


def rows_of_the_padding_get_a_share(dy, shape, size, stride=None, padding=(0, 0)):
    """You leave out the columns of the padding, but its rows get a share. Divide by the rows AND the columns that the
    window sees of the map."""
    return _spread(dy, shape, size, stride, padding, lambda window: 1 / (size[0] * window.shape[3]))


def tiny_gradients_skipped(dy, shape, size, stride=None, padding=(0, 0)):
    """You skip windows whose gradient is nearly 0 (np.allclose, np.isclose). A tiny gradient is a gradient: leave it
    in."""
    g = dy.astype(np.float64)
    return padded_then_cut(np.where(np.isclose(g, 0), 0, g), shape, size, stride, padding)
