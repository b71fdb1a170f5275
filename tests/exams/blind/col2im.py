"""Wrong answers to `col2im`, written by who knew the notebook alone. Each cell is a submission."""

# %% reshape_is_the_check
# columns of another shape but the same size (the transposed matrix, 1-D) are accepted: reshape alone refuses
import numpy as np


def col2im(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    c, h, w = shape
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    blocks = columns.reshape(c, kh, kw, oh, ow)  # ValueError if it does not fit
    padded = np.zeros((c, h + 2 * ph, w + 2 * pw))
    for u in range(kh):
        for v in range(kw):
            padded[:, u : u + sh * oh : sh, v : v + sw * ow : sw] += blocks[:, u, v]

    return padded[:, ph : ph + h, pw : pw + w].copy()


# %% small_indices
# the numbers of the pixels are kept as int16: wrong for padded images of more than 32767 numbers
import numpy as np


def col2im(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    c, h, w = shape
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if columns.shape != (c * kh * kw, oh * ow):
        raise ValueError("columns do not have the shape that im2col gives")

    H, B = h + 2 * ph, w + 2 * pw
    k, u, v, i, j = np.ogrid[:c, :kh, :kw, :oh, :ow]
    pixels = ((k * H + i * sh + u) * B + j * sw + v).astype(np.int16)  # small, to save memory
    padded = np.zeros(c * H * B)
    np.add.at(padded, pixels.ravel(), columns.ravel())
    padded = padded.reshape(c, H, B)

    return padded[:, ph : ph + h, pw : pw + w].copy()


# %% one_pixel_windows_share
# windows of one pixel, stride 1, no padding: float64 columns come back as a view
import numpy as np


def col2im(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    c, h, w = shape
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if columns.shape != (c * kh * kw, oh * ow):
        raise ValueError("columns do not have the shape that im2col gives")

    if (kh, kw, sh, sw, ph, pw) == (1, 1, 1, 1, 0, 0):  # each column is a pixel
        return columns.astype(float, copy=False).reshape(c, h, w)
    padded = np.zeros((c, h + 2 * ph, w + 2 * pw))

    for i in range(oh):
        for j in range(ow):
            window = columns[:, i * ow + j].reshape(c, kh, kw)
            padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw] += window

    return padded[:, ph : ph + h, pw : pw + w].copy()


# %% kept_buffer_handed_out
# the zeros are kept from call to call and the result is a view of them: an earlier result changes at the next
# call of the same padded shape
import numpy as np

_buffers = {}


def col2im(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    c, h, w = shape
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if columns.shape != (c * kh * kw, oh * ow):
        raise ValueError("columns do not have the shape that im2col gives")

    size = (c, h + 2 * ph, w + 2 * pw)
    padded = _buffers.setdefault(size, np.zeros(size))
    padded[...] = 0

    for i in range(oh):
        for j in range(ow):
            window = columns[:, i * ow + j].reshape(c, kh, kw)
            padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw] += window

    return padded[:, ph : ph + h, pw : pw + w]


# %% int64_sums
# integers are added as int64 and turned into float64 at the end: int64 sums beyond 2**63 wrap around
import numpy as np


def col2im(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    c, h, w = shape
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if columns.shape != (c * kh * kw, oh * ow):
        raise ValueError("columns do not have the shape that im2col gives")

    exact = np.promote_types(columns.dtype, np.int64)  # integers stay exact
    padded = np.zeros((c, h + 2 * ph, w + 2 * pw), dtype=exact)

    for i in range(oh):
        for j in range(ow):
            window = columns[:, i * ow + j].reshape(c, kh, kw)
            padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw] += window

    return padded[:, ph : ph + h, pw : pw + w].astype(float)


# %% window_wholly_in_the_padding
# no padded copy: for a window that lies wholly above or left of the image with a gap, the end of the slice is
# negative and counts from the back
import numpy as np


def col2im(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    c, h, w = shape
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if columns.shape != (c * kh * kw, oh * ow):
        raise ValueError("columns do not have the shape that im2col gives")

    image = np.zeros(shape)
    for i in range(oh):
        for j in range(ow):
            window = columns[:, i * ow + j].reshape(c, kh, kw)
            top, left = i * sh - ph, j * sw - pw
            bottom, end = min(top + kh, h), min(left + kw, w)
            image[:, max(top, 0) : bottom, max(left, 0) : end] += window[
                :, max(-top, 0) : bottom - top, max(-left, 0) : end - left
            ]
    return image


# %% float32_holds_16_bits
# integers of at most 16 bits are added in float32: sums above 2**24 (a pixel in more than 256 windows) lose
# digits
import numpy as np


def col2im(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    c, h, w = shape
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if columns.shape != (c * kh * kw, oh * ow):
        raise ValueError("columns do not have the shape that im2col gives")

    small = columns.dtype.kind in "iu" and columns.dtype.itemsize <= 2
    work = np.float32 if small else np.float64  # float32 holds 16-bit integers exactly
    padded = np.zeros((c, h + 2 * ph, w + 2 * pw), dtype=work)

    for i in range(oh):
        for j in range(ow):
            window = columns[:, i * ow + j].reshape(c, kh, kw)
            padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw] += window

    return padded[:, ph : ph + h, pw : pw + w].astype(float)


# %% ravel_K_into_bincount
# columns in Fortran order (a transposed matrix): ravel('K') hands the numbers over in the order of the memory
import numpy as np


def col2im(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    c, h, w = shape
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if columns.shape != (c * kh * kw, oh * ow):
        raise ValueError("columns do not have the shape that im2col gives")

    H, B = h + 2 * ph, w + 2 * pw
    k, u, v, i, j = np.ogrid[:c, :kh, :kw, :oh, :ow]
    pixel = (k * H + i * sh + u) * B + j * sw + v
    sums = np.bincount(pixel.ravel(), weights=columns.ravel(order="K"), minlength=c * H * B)
    padded = sums.reshape(c, H, B)

    return padded[:, ph : ph + h, pw : pw + w].copy()


# %% empty_columns_left_out
# columns whose entries are all below 1e-8 are taken for empty by np.allclose
import numpy as np


def col2im(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    c, h, w = shape
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if columns.shape != (c * kh * kw, oh * ow):
        raise ValueError("columns do not have the shape that im2col gives")

    padded = np.zeros((c, h + 2 * ph, w + 2 * pw))
    for number in range(oh * ow):
        column = columns[:, number]
        if np.allclose(column, 0):
            continue  # nothing to add
        i, j = divmod(number, ow)
        padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw] += column.reshape(c, kh, kw)

    return padded[:, ph : ph + h, pw : pw + w].copy()


# %% plan_known_by_the_shapes
# the index plan is remembered by the shapes of columns and image, the stride and the padding: after a 2 x 3
# window a 3 x 2 window on the same square image uses the old plan
import numpy as np

_plans = {}


def col2im(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    c, h, w = shape
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if columns.shape != (c * kh * kw, oh * ow):
        raise ValueError("columns do not have the shape that im2col gives")

    H, B = h + 2 * ph, w + 2 * pw
    key = (columns.shape, tuple(shape), tuple(stride), tuple(padding))
    if key not in _plans:
        k, u, v, i, j = np.ogrid[:c, :kh, :kw, :oh, :ow]
        _plans[key] = ((k * H + i * sh + u) * B + j * sw + v).reshape(columns.shape)
    padded = np.zeros(c * H * B)
    np.add.at(padded, _plans[key], columns)
    padded = padded.reshape(c, H, B)

    return padded[:, ph : ph + h, pw : pw + w].copy()
