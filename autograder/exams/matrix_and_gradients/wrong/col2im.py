"""What students believe of `col2im`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.matrix_and_gradients.honest.col2im import window_by_window


def _with_padding(columns, shape, kernel_size, stride, padding):
    """The image with its padding: everything added, nothing cut off."""
    (c, h, w), (ph, pw) = shape, padding
    return window_by_window(columns, (c, h + 2 * ph, w + 2 * pw), kernel_size, stride)


def _entries_by_window(columns, shape, kernel_size, stride, padding):
    (h, w), (kh, kw), (sh, sw), (ph, pw) = shape[1:], kernel_size, stride, padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if columns.shape != (shape[0] * kh * kw, oh * ow):
        raise ValueError("these are not the columns of such an image")
    return columns.reshape(shape[0], kh, kw, oh, ow)


def overlaps_overwritten(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """Where windows overlap, the later one replaces what the earlier one left: = stands where += belongs."""
    (c, h, w), (ph, pw), (sh, sw) = shape, padding, stride
    _, kh, kw, oh, ow = _entries_by_window(columns, shape, kernel_size, stride, padding).shape
    padded = np.zeros((c, h + 2 * ph, w + 2 * pw))
    for position, (i, j) in enumerate(np.ndindex(oh, ow)):
        padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw] = columns[:, position].reshape(c, kh, kw)
    return padded[:, ph : ph + h, pw : pw + w].copy()


def overlaps_lost_in_an_index(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """image[indices] += values adds only once to a pixel that stands in indices several times. np.add.at adds each
    time."""
    (c, h, w), (ph, pw) = shape, padding
    pixels = np.pad(np.arange(c * h * w).reshape(shape), ((0, 0), (ph, ph), (pw, pw)), constant_values=-1)
    windows = np.lib.stride_tricks.sliding_window_view(pixels, kernel_size, axis=(1, 2))[:, :: stride[0], :: stride[1]]
    image, six = np.zeros(c * h * w + 1), _entries_by_window(columns, shape, kernel_size, stride, padding)
    for k in range(c):
        image[windows[k].transpose(2, 3, 0, 1).reshape(-1)] += six[k].reshape(-1)
    return image[:-1].reshape(shape).copy()


def mean_for_sum(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You divide by the number of windows that see a pixel. That inverts im2col; its transpose, which gradients need,
    adds up."""
    times = window_by_window(np.ones(columns.shape), shape, kernel_size, stride, padding)
    return window_by_window(columns, shape, kernel_size, stride, padding) / np.maximum(times, 1)


def largest_for_sum(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """Where windows overlap you keep the larger number. Add them."""
    (c, h, w), (ph, pw), (sh, sw) = shape, padding, stride
    _, kh, kw, oh, ow = _entries_by_window(columns, shape, kernel_size, stride, padding).shape
    padded = np.full((c, h + 2 * ph, w + 2 * pw), -np.inf)
    for position, (i, j) in enumerate(np.ndindex(oh, ow)):
        part = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
        np.maximum(part, columns[:, position].reshape(c, kh, kw), out=part)
    cut = padded[:, ph : ph + h, pw : pw + w]
    return np.where(np.isinf(cut), 0, cut)


def padding_not_cut_off(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You return the image with its padding. Cut ph rows and pw columns off at each side."""
    return _with_padding(columns, shape, kernel_size, stride, padding)


def padding_cut_off_at_one_end(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """Your image is moved: you begin the first window at pixel (0, 0). It began ph rows above and pw columns to the
    left, in the padding: cut ph rows and pw columns off at each side."""
    return _with_padding(columns, shape, kernel_size, stride, padding)[:, : shape[1], : shape[2]].copy()


def empty_where_the_padding_is_zero(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You cut the padding off with [ph:-ph]. Where ph is 0, -ph is 0 too, and nothing is left: write [ph : ph + h]."""
    ph, pw = padding
    padded = _with_padding(columns, shape, kernel_size, stride, padding)
    return padded.copy() if padding == (0, 0) else padded[:, ph:-ph, pw:-pw].copy()


def paddings_swapped(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You cut padding[0] columns and padding[1] rows off. The first number belongs to the rows."""
    (h, w), (ph, pw) = shape[1:], padding
    padded = np.pad(_with_padding(columns, shape, kernel_size, stride, padding), ((0, 0), (0, pw), (0, ph)))
    return padded[:, pw : pw + h, ph : ph + w].copy()


def windows_not_moved_by_the_stride(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You put the windows one pixel apart. Window (i, j) begins at row i * sh, column j * sw."""
    (c, h, w), (ph, pw) = shape, padding
    _, kh, kw, oh, ow = _entries_by_window(columns, shape, kernel_size, stride, padding).shape
    padded = np.zeros((c, h + 2 * ph, w + 2 * pw))
    padded[:, : oh + kh - 1, : ow + kw - 1] = window_by_window(columns, (c, oh + kh - 1, ow + kw - 1), kernel_size)
    return padded[:, ph : ph + h, pw : pw + w].copy()


def strides_swapped(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You step stride[0] to the right and stride[1] down. The first number belongs to the rows."""
    return _moved(columns, shape, kernel_size, stride, padding, stride[::-1])


def one_stride_for_rows_and_columns(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You use stride[0] on both axes. stride[1] is the step to the right."""
    return _moved(columns, shape, kernel_size, stride, padding, (stride[0], stride[0]))


def stride_on_rows_only(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """Your windows lie sh rows apart, but only one column. The second number of stride is for the columns."""
    return _moved(columns, shape, kernel_size, stride, padding, (stride[0], 1))


def _moved(columns, shape, kernel_size, stride, padding, steps):
    """Windows that lie `steps` apart, whatever hangs over the border cut off."""
    (c, h, w), (ph, pw) = shape, padding
    _, kh, kw, oh, ow = _entries_by_window(columns, shape, kernel_size, stride, padding).shape
    room = h + 2 * ph + oh * steps[0] + kh, w + 2 * pw + ow * steps[1] + kw
    padded = np.zeros((c, *room))
    for position, (i, j) in enumerate(np.ndindex(oh, ow)):
        top, left = i * steps[0], j * steps[1]
        padded[:, top : top + kh, left : left + kw] += columns[:, position].reshape(c, kh, kw)
    return padded[:, ph : ph + h, pw : pw + w].copy()


def positions_counted_down_first(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You take the second column for the window one step further down. It is the one to the right: the column of
    position (i, j) is i * ow + j."""
    six = _entries_by_window(columns, shape, kernel_size, stride, padding)
    turned = six.reshape(*six.shape[:3], six.shape[4], six.shape[3]).swapaxes(3, 4)
    return window_by_window(turned.reshape(columns.shape), shape, kernel_size, stride, padding)


def channels_last_in_a_column(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You read a column as if the channels of one pixel stood side by side. The whole window of the first channel comes
    first: reshape(c, kh, kw)."""
    c, kh, kw, oh, ow = _entries_by_window(columns, shape, kernel_size, stride, padding).shape
    turned = columns.reshape(kh, kw, c, oh, ow).transpose(2, 0, 1, 3, 4)
    return window_by_window(turned.reshape(columns.shape), shape, kernel_size, stride, padding)


def window_read_by_columns(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You read a column of the matrix as the window's columns one below the other. It holds the window's rows:
    reshape(c, kh, kw)."""
    c, kh, kw, oh, ow = _entries_by_window(columns, shape, kernel_size, stride, padding).shape
    turned = columns.reshape(c, kw, kh, oh, ow).swapaxes(1, 2)
    return window_by_window(turned.reshape(columns.shape), shape, kernel_size, stride, padding)


def rows_of_the_matrix_taken_for_windows(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You take the rows of the matrix for windows. Each window is a column: columns[:, position], or columns.T."""
    c, kh, kw, oh, ow = _entries_by_window(columns, shape, kernel_size, stride, padding).shape
    turned = np.ascontiguousarray(columns).reshape(oh * ow, c * kh * kw).T
    return window_by_window(turned, shape, kernel_size, stride, padding)


def windows_turned(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You turn each window by 180 degrees before you add it. The flip belongs to another way of writing the gradient;
    here each entry goes back to where it came from."""
    six = _entries_by_window(columns, shape, kernel_size, stride, padding)
    return window_by_window(six[:, ::-1, ::-1].reshape(columns.shape), shape, kernel_size, stride, padding)


def last_window_lost(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You leave the last window down and across out: there are oh and ow of them, and range(n) already leaves out n."""
    six = _entries_by_window(columns, shape, kernel_size, stride, padding).astype(float)
    six[:, :, :, -1] = six[:, :, :, :, -1] = 0
    return window_by_window(six.reshape(columns.shape), shape, kernel_size, stride, padding)


def first_channel_everywhere(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """Every channel of your image is the first one. The rows of the second channel begin at kh * kw."""
    image = window_by_window(columns, shape, kernel_size, stride, padding)
    return np.repeat(image[:1], shape[0], axis=0)


def channels_added_up(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You add the channels up. Each of them gets back its own rows of the matrix."""
    image = window_by_window(columns, shape, kernel_size, stride, padding)
    return np.repeat(image.sum(axis=0, keepdims=True), shape[0], axis=0)


def leftover_rows_cut_off(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """Your image ends where the last window ends. Rows and columns that no window sees belong to it too: they are 0."""
    image, (ph, pw) = window_by_window(columns, shape, kernel_size, stride, padding), padding
    _, kh, kw, oh, ow = _entries_by_window(columns, shape, kernel_size, stride, padding).shape
    return image[:, : (oh - 1) * stride[0] + kh - ph, : (ow - 1) * stride[1] + kw - pw].copy()


def summed_in_the_dtype_that_came(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You add up in the dtype of the columns, and convert the sums. Bytes have wrapped around by then, and short
    fractions lost digits: begin with np.zeros(shape), which is float64."""
    (c, h, w), (ph, pw), (sh, sw) = shape, padding, stride
    _, kh, kw, oh, ow = _entries_by_window(columns, shape, kernel_size, stride, padding).shape
    padded = np.zeros((c, h + 2 * ph, w + 2 * pw), columns.dtype)
    for position, (i, j) in enumerate(np.ndindex(oh, ow)):
        padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw] += columns[:, position].reshape(c, kh, kw)
    return padded[:, ph : ph + h, pw : pw + w].astype(np.float64)


def dtype_of_the_columns(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """Your image has the dtype of the columns. Make it with np.zeros(shape), which is float64."""
    return window_by_window(columns, shape, kernel_size, stride, padding).astype(columns.dtype)


def single_precision_image(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You return float32. Seven digits are left of the sums; NumPy's own default, float64, is what is asked for."""
    return window_by_window(columns, shape, kernel_size, stride, padding).astype(np.float32)


def _columns_made_to_fit(columns, shape, kernel_size, stride, padding):
    """Whatever came, cut off or filled up with zeros."""
    (h, w), (kh, kw), (sh, sw), (ph, pw) = shape[1:], kernel_size, stride, padding
    positions = ((h + 2 * ph - kh) // sh + 1) * ((w + 2 * pw - kw) // sw + 1)
    fitting = np.zeros((shape[0] * kh * kw, positions))
    part = columns[: len(fitting), :positions]
    fitting[: part.shape[0], : part.shape[1]] = part
    return window_by_window(fitting, shape, kernel_size, stride, padding)


def any_columns_accepted(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """Columns of another shape belong to another image, and you make something of them all the same. Compare
    columns.shape with (c * kh * kw, oh * ow) and raise a ValueError."""
    return _columns_made_to_fit(columns, shape, kernel_size, stride, padding)


def number_of_rows_not_checked(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You check how many positions the columns have, but not how many rows: c * kh * kw are wanted."""
    (h, w), (kh, kw), (sh, sw), (ph, pw) = shape[1:], kernel_size, stride, padding
    if columns.shape[1] != ((h + 2 * ph - kh) // sh + 1) * ((w + 2 * pw - kw) // sw + 1):
        raise ValueError("another number of positions")
    return _columns_made_to_fit(columns, shape, kernel_size, stride, padding)


def number_of_positions_not_checked(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You check how many rows the columns have, but not how many positions: oh * ow are wanted."""
    if columns.shape[0] != shape[0] * kernel_size[0] * kernel_size[1]:
        raise ValueError("another number of rows")
    return _columns_made_to_fit(columns, shape, kernel_size, stride, padding)


def only_the_number_of_entries_checked(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You check how many numbers there are in all. A transposed matrix has as many: compare rows with rows and
    positions with positions."""
    (h, w), (kh, kw), (sh, sw), (ph, pw) = shape[1:], kernel_size, stride, padding
    positions = ((h + 2 * ph - kh) // sh + 1) * ((w + 2 * pw - kw) // sw + 1)
    if columns.size != shape[0] * kh * kw * positions:
        raise ValueError("another number of entries")
    turned = columns.reshape(shape[0] * kh * kw, positions)
    return window_by_window(turned, shape, kernel_size, stride, padding)


def whole_numbers_added_in_64_bits(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """You add whole numbers as int64, and convert the sums. The sum of two large ones is beyond 64 bits and wraps
    around: begin with np.zeros(shape), which is float64."""
    (c, h, w), (ph, pw), (sh, sw) = shape, padding, stride
    _, kh, kw, oh, ow = _entries_by_window(columns, shape, kernel_size, stride, padding).shape
    padded = np.zeros((c, h + 2 * ph, w + 2 * pw), np.float64 if columns.dtype.kind == "f" else np.int64)
    for position, (i, j) in enumerate(np.ndindex(oh, ow)):
        window = columns[:, position].reshape(c, kh, kw).astype(padded.dtype)
        padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw] += window
    return padded[:, ph : ph + h, pw : pw + w].astype(np.float64)
