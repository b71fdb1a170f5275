"""What students believe of `max_pool2d_backward`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.pooling_and_activations.honest.max_pool2d_backward import winners_of_sliding_windows


def _max_windows(dy, x, size, stride, padding, fill=-np.inf):
    """Return the windows as a list of (index of the output, upper left corner, pixels), and what to cut out of dx."""
    (ph, pw), stride = padding, size if stride is None else stride
    padded = np.pad(x.astype(float), ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=fill)
    counts = [(n - k) // s + 1 for n, k, s in zip(padded.shape[2:], size, stride, strict=True)]
    if dy.shape != (*x.shape[:2], *counts):
        raise ValueError("dy")
    found = []
    for n, c, i, j in np.ndindex(*dy.shape):
        top, left = i * stride[0], j * stride[1]
        found.append(((n, c, i, j), (top, left), padded[n, c, top : top + size[0], left : left + size[1]]))
    return found, padded.shape, (..., slice(ph, ph + x.shape[2]), slice(pw, pw + x.shape[3]))


def _shared_out(dy, x, size, stride, padding, share, fill=-np.inf):
    """Give each pixel of a window its share, a function of the window, of the window's gradient."""
    found, shape, cut = _max_windows(dy, x, size, stride, padding, fill)
    dx = np.zeros(shape)
    for (n, c, i, j), (top, left), window in found:
        dx[n, c, top : top + size[0], left : left + size[1]] += share(window) * dy[n, c, i, j]
    return dx[cut].copy()


def gradient_to_all_that_tie(dy, x, size, stride=None, padding=(0, 0)):
    """Where several pixels of a window are equally large, each of yours gets the whole gradient. Only the first in
    reading order gets it."""
    return _shared_out(dy, x, size, stride, padding, lambda window: 1.0 * (window == window.max()))


def gradient_shared_by_those_that_tie(dy, x, size, stride=None, padding=(0, 0)):
    """Where several pixels of a window are equally large you split the gradient among them. The first in reading order
    gets all of it."""

    def share(window):
        largest = window == window.max()
        return largest / largest.sum()

    return _shared_out(dy, x, size, stride, padding, share)


def last_of_those_that_tie(dy, x, size, stride=None, padding=(0, 0)):
    """Of equally large pixels your last one wins: >= where > is meant. The first in reading order wins."""

    def share(window):
        return 1.0 * (np.arange(window.size) == window.size - 1 - window.ravel()[::-1].argmax()).reshape(window.shape)

    return _shared_out(dy, x, size, stride, padding, share)


def first_of_those_that_tie_by_columns(dy, x, size, stride=None, padding=(0, 0)):
    """Of equally large pixels you find the first one column by column. Read row by row, as a text."""

    def share(window):
        return 1.0 * (np.arange(window.size) == window.T.argmax()).reshape(window.T.shape).T

    return _shared_out(dy, x, size, stride, padding, share)


def overlaps_overwritten(dy, x, size, stride=None, padding=(0, 0)):
    """A pixel that wins several windows keeps the gradient of the last one only. Write += where you write =; and
    dx[rows, columns] += dy adds once for each pixel, so use np.add.at with arrays of indices."""
    found, shape, cut = _max_windows(dy, x, size, stride, padding)
    dx = np.zeros(shape)
    for (n, c, i, j), (top, left), window in found:
        u, v = np.unravel_index(window.argmax(), window.shape)
        dx[n, c, top + u, left + v] = dy[n, c, i, j]
    return dx[cut].copy()


def whole_windows_overwritten(dy, x, size, stride=None, padding=(0, 0)):
    """You write each window's gradient, zeros included, over what earlier windows left there. Add it: +=."""
    found, shape, cut = _max_windows(dy, x, size, stride, padding)
    dx = np.zeros(shape)
    for (n, c, i, j), (top, left), window in found:
        won = (np.arange(window.size) == window.argmax()).reshape(window.shape)
        dx[n, c, top : top + size[0], left : left + size[1]] = won * dy[n, c, i, j]
    return dx[cut].copy()


def gradient_to_every_pixel(dy, x, size, stride=None, padding=(0, 0)):
    """You give the gradient to every pixel of the window. Only the one that won changes the output: the others get
    0."""
    return _shared_out(dy, x, size, stride, padding, np.ones_like)


def gradient_spread_as_for_the_mean(dy, x, size, stride=None, padding=(0, 0)):
    """You share the gradient among all pixels of the window, as for mean pooling. Here the winner gets all of it."""
    return _shared_out(dy, x, size, stride, padding, lambda window: np.isfinite(window) / np.isfinite(window).sum())


def gradient_to_the_first_pixel(dy, x, size, stride=None, padding=(0, 0)):
    """You give the gradient to the upper left pixel of each window. Look up in x which pixel won."""

    def share(window):
        first = np.isfinite(window).argmax()
        return 1.0 * (np.arange(window.size) == first).reshape(window.shape)

    return _shared_out(dy, x, size, stride, padding, share)


def farthest_from_zero_wins(dy, x, size, stride=None, padding=(0, 0)):
    """Your winner is the pixel farthest from zero. The largest one won: 1 wins over -5."""

    def share(window):
        return 1.0 * (np.arange(window.size) == np.abs(window).argmax()).reshape(window.shape)

    return _shared_out(dy, x, size, stride, padding, share, fill=0)


def smallest_wins(dy, x, size, stride=None, padding=(0, 0)):
    """Your winner is the smallest pixel. The largest one won."""

    def share(window):
        return 1.0 * (np.arange(window.size) == window.argmin()).reshape(window.shape)

    return _shared_out(dy, x, size, stride, padding, share, fill=np.inf)


def zeros_of_the_padding_win(dy, x, size, stride=None, padding=(0, 0)):
    """You pad with zeros. Where all the pixels under a window are negative the padding wins, and the gradient is lost.
    Pad with -np.inf."""

    def share(window):
        return 1.0 * (np.arange(window.size) == window.argmax()).reshape(window.shape)

    return _shared_out(dy, x, size, stride, padding, share, fill=0)


def padding_left_in_the_gradient(dy, x, size, stride=None, padding=(0, 0)):
    """Your gradient has the shape of the padded maps. Cut the padding off again: dx has the shape of x."""
    (ph, pw), stride = padding, size if stride is None else stride
    padded = np.pad(x.astype(float), ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=-np.inf)
    return winners_of_sliding_windows(dy, padded, size, stride)


def padding_cut_off_at_the_wrong_end(dy, x, size, stride=None, padding=(0, 0)):
    """You cut the padding off below and on the right only, so the gradient is shifted. Cut ph rows off above as well,
    and pw columns off on the left."""
    wide = padding_left_in_the_gradient(dy, x, size, stride, padding)
    return wide[:, :, : x.shape[2], : x.shape[3]].copy()


def padding_forgotten_on_the_way_back(dy, x, size, stride=None, padding=(0, 0)):
    """You never use the padding, so your windows lie elsewhere than on the way forth."""
    stride = size if stride is None else stride
    right = winners_of_sliding_windows(dy, x, size, stride, padding)
    dx = np.zeros(right.shape)
    for n, c, i, j in np.ndindex(*dy.shape):
        top, left = i * stride[0], j * stride[1]
        window = x[n, c, top : top + size[0], left : left + size[1]]
        if window.size:
            u, v = np.unravel_index(window.argmax(), window.shape)
            dx[n, c, top + u, left + v] += dy[n, c, i, j]
    return dx


def steps_of_one_by_default(dy, x, size, stride=None, padding=(0, 0)):
    """Without a stride your window moves one pixel at a time. None means the size of the window, as on the way
    forth."""
    return winners_of_sliding_windows(dy, x, size, (1, 1) if stride is None else stride, padding)


def steps_always_as_long_as_the_window(dy, x, size, stride=None, padding=(0, 0)):
    """Your windows always lie side by side. Where a stride is given, the window moves by that."""
    return winners_of_sliding_windows(dy, x, size, None, padding)


def steps_swapped_on_the_way_back(dy, x, size, stride=None, padding=(0, 0)):
    """The two strides are swapped: the first number is the step down, the second the step to the right."""
    stride = size if stride is None else stride
    return winners_of_sliding_windows(dy, x, size, stride[::-1], padding)


def upstream_left_out(dy, x, size, stride=None, padding=(0, 0)):
    """You count how often a pixel won and leave dy out. Each window sends its own number of dy."""
    return winners_of_sliding_windows(np.ones(dy.shape), x, size, stride, padding)


def maximum_times_upstream(dy, x, size, stride=None, padding=(0, 0)):
    """You multiply the gradient by the largest number. The output changes as fast as the winner does: the factor is
    1."""
    return winners_of_sliding_windows(dy, x, size, stride, padding) * x


def one_winner_for_all_channels(dy, x, size, stride=None, padding=(0, 0)):
    """Your gradient goes to a pixel only where it wins over the same pixels of the other maps, too. Each map has
    winners of its own."""
    right = winners_of_sliding_windows(dy, x, size, stride, padding)
    return right * (x == x.max(axis=1, keepdims=True))


def winner_of_the_whole_map(dy, x, size, stride=None, padding=(0, 0)):
    """You look for the largest number of the whole map. Each window has a winner of its own."""
    right = winners_of_sliding_windows(dy, x, size, stride, padding)
    return right * (x == x.max(axis=(2, 3), keepdims=True))


def row_and_column_of_the_winner_swapped(dy, x, size, stride=None, padding=(0, 0)):
    """You turn the place in the window into row and column the wrong way round. Of the number p it is row p // kw and
    column p % kw."""

    def share(window):
        u, v = np.unravel_index(window.argmax(), window.shape)
        won = np.zeros(window.shape)
        won[min(v, window.shape[0] - 1), min(u, window.shape[1] - 1)] = 1
        return won

    return _shared_out(dy, x, size, stride, padding, share)


def negative_gradients_held_back(dy, x, size, stride=None, padding=(0, 0)):
    """You let only positive gradients through. The winner gets the gradient of its window, whatever its sign."""
    return winners_of_sliding_windows(np.maximum(dy, 0), x, size, stride, padding)


def gradient_in_the_dtype_of_the_maps(dy, x, size, stride=None, padding=(0, 0)):
    """Your gradient has the dtype of x, as np.zeros_like(x) gives it, and fractions of dy are cut off. Make it with
    np.zeros(x.shape), which is float64."""
    return winners_of_sliding_windows(dy, x, size, stride, padding).astype(x.dtype)


def gradient_in_the_dtype_of_the_upstream(dy, x, size, stride=None, padding=(0, 0)):
    """Your gradient has the dtype of dy. Where windows overlap its sums wrap around or lose digits: add in float64."""
    right = winners_of_sliding_windows(dy, x, size, stride, padding)
    return right.astype(dy.dtype)


def gradient_in_single_precision(dy, x, size, stride=None, padding=(0, 0)):
    """You compute in float32, which keeps seven digits. NumPy's own default, float64, is what is asked for."""
    return winners_of_sliding_windows(dy.astype(np.float32), x, size, stride, padding).astype(np.float64)


def any_shape_of_the_gradient_accepted(dy, x, size, stride=None, padding=(0, 0)):
    """You never compare the shape of dy with that of the output; NumPy stretches it, or some of it is left out. Raise a
    ValueError."""
    sh, sw = size if stride is None else stride
    shape = (
        *x.shape[:2],
        (x.shape[2] + 2 * padding[0] - size[0]) // sh + 1,
        (x.shape[3] + 2 * padding[1] - size[1]) // sw + 1,
    )
    return winners_of_sliding_windows(np.resize(dy, shape), x, size, stride, padding)


def only_the_number_of_gradients_checked(dy, x, size, stride=None, padding=(0, 0)):
    """You compare how many numbers dy has, and a transposed one passes. Compare the shapes."""
    sh, sw = size if stride is None else stride
    oh, ow = (x.shape[2] + 2 * padding[0] - size[0]) // sh + 1, (x.shape[3] + 2 * padding[1] - size[1]) // sw + 1
    return winners_of_sliding_windows(dy.reshape(*x.shape[:2], oh, ow), x, size, stride, padding)


def winners_crossed_out_in_the_input(dy, x, size, stride=None, padding=(0, 0)):
    """You mark the winners in the array that you were given, and whoever called the function still needs it. Work on a
    copy."""
    right = winners_of_sliding_windows(dy, x, size, stride, padding)
    x[right != 0] = 0
    return right


def upstream_used_up(dy, x, size, stride=None, padding=(0, 0)):
    """You change the upstream gradient that you were given. Work on a copy."""
    right = winners_of_sliding_windows(dy, x, size, stride, padding)
    dy *= 0
    return right


def pixels_nearly_as_large_win(dy, x, size, stride=None, padding=(0, 0)):
    """You look for the first pixel that is close to the largest (np.isclose). One that is smaller by a millionth is no
    winner: compare with ==, or use argmax."""

    def share(window):
        first = np.zeros(window.size)
        first[np.isclose(window, window.max()).argmax()] = 1
        return first.reshape(window.shape)

    return _shared_out(dy, x, size, stride, padding, share)


def padding_ties_with_the_lowest_pixels(dy, x, size, stride=None, padding=(0, 0)):
    """You pad with the lowest number of the dtype of x. Pixels may be as low, such as 0 in uint8, and then the padding
    stands in front and wins. Convert to float64 and pad with -np.inf."""
    lowest = np.iinfo(x.dtype).min if x.dtype.kind in "iu" else np.finfo(x.dtype).min

    def share(window):
        first = np.zeros(window.size)
        first[window.argmax()] = 1
        return first.reshape(window.shape)

    return _shared_out(dy, x, size, stride, padding, share, fill=float(lowest))
