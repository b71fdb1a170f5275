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


# %% no_overlap_by_area
# quick way with = when the stride's area is at least the window's, but (1, 3) strides over a (3, 1)
# window overlap downwards
import numpy as np


def col2im(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = shape, kernel_size, stride, padding
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if columns.shape != (c * kh * kw, oh * ow):
        raise ValueError("columns has another shape")

    if sh * sw >= kh * kw:  # windows do not overlap: nothing to add
        padded = np.zeros((c, H, W))
        for i in range(oh):
            for j in range(ow):
                padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw] = columns[:, i * ow + j].reshape(c, kh, kw)
        return padded[:, ph : ph + h, pw : pw + w].copy()

    padded = np.zeros((c, H, W))
    for i in range(oh):
        for j in range(ow):
            padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw] += columns[:, i * ow + j].reshape(c, kh, kw)

    return padded[:, ph : ph + h, pw : pw + w].copy()


# %% reshape_is_the_guard
# lets reshape refuse: columns of another shape but the same number of entries (transposed, say) are
# taken without an error
import numpy as np


def col2im(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = shape, kernel_size, stride, padding
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    columns = columns.reshape(c, kh, kw, oh, ow)  # raises ValueError if it does not fit
    padded = np.zeros((c, H, W))
    for i in range(oh):
        for j in range(ow):
            padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw] += columns[:, :, :, i, j]

    return padded[:, ph : ph + h, pw : pw + w].copy()


# %% fold_by_area
# quick fold for stride == window asks whether the area divides, not each side: raises for valid 4 x 5
# with windows 2 x 2
import numpy as np


def col2im(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = shape, kernel_size, stride, padding
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if columns.shape != (c * kh * kw, oh * ow):
        raise ValueError("columns has another shape")

    if (kh, kw) == (sh, sw) and not (ph or pw) and (h * w) % (kh * kw) == 0:
        tiles = columns.astype(np.float64).reshape(c, kh, kw, oh, ow)
        return tiles.transpose(0, 3, 1, 4, 2).reshape(c, h, w).copy()

    padded = np.zeros((c, H, W))
    for i in range(oh):
        for j in range(ow):
            padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw] += columns[:, i * ow + j].reshape(c, kh, kw)

    return padded[:, ph : ph + h, pw : pw + w].copy()


# %% buffer_and_ascontiguousarray
# sums in a buffer kept per shape and gives back ascontiguousarray, which does not copy without
# padding: an earlier result changes
_buffers = {}
import numpy as np


def col2im(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = shape, kernel_size, stride, padding
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if columns.shape != (c * kh * kw, oh * ow):
        raise ValueError("columns has another shape")

    padded = _buffers.setdefault((c, H, W), np.zeros((c, H, W)))
    padded[:] = 0
    for i in range(oh):
        for j in range(ow):
            padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw] += columns[:, i * ow + j].reshape(c, kh, kw)
    return np.ascontiguousarray(padded[:, ph : ph + h, pw : pw + w])  # a copy without gaps


# %% one_pixel_view
# window of one pixel, stride 1, no padding: gives back the float64 columns reshaped, which share
# memory
import numpy as np


def col2im(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = shape, kernel_size, stride, padding
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if columns.shape != (c * kh * kw, oh * ow):
        raise ValueError("columns has another shape")

    if (kh, kw, sh, sw, ph, pw) == (1, 1, 1, 1, 0, 0):  # nothing overlaps, nothing is cut off
        return np.asarray(columns, dtype=np.float64).reshape(shape)

    padded = np.zeros((c, H, W))
    for i in range(oh):
        for j in range(ow):
            padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw] += columns[:, i * ow + j].reshape(c, kh, kw)

    return padded[:, ph : ph + h, pw : pw + w].copy()


# %% index_cache_without_padding
# indices cached by shape, window, stride and positions, not by padding: another padding with as many
# positions reuses them
_index = {}
import numpy as np


def col2im(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = shape, kernel_size, stride, padding
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if columns.shape != (c * kh * kw, oh * ow):
        raise ValueError("columns has another shape")

    key = (tuple(shape), (kh, kw), (sh, sw), (oh, ow))
    if key not in _index:
        number = np.arange(c * H * W).reshape(c, H, W)
        windows = np.lib.stride_tricks.sliding_window_view(number, (kh, kw), axis=(1, 2))[:, ::sh, ::sw]
        _index[key] = windows.transpose(0, 3, 4, 1, 2).ravel()
    padded = np.bincount(_index[key], columns.ravel().astype(np.float64), minlength=c * H * W).reshape(c, H, W)

    return padded[:, ph : ph + h, pw : pw + w].copy()


# %% half_in_single
# adds float16 columns in float32 ('more than enough for half numbers'): sums lose digits
import numpy as np


def col2im(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = shape, kernel_size, stride, padding
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if columns.shape != (c * kh * kw, oh * ow):
        raise ValueError("columns has another shape")

    work = np.float32 if columns.dtype == np.float16 else np.float64
    padded = np.zeros((c, H, W), dtype=work)
    for i in range(oh):
        for j in range(ow):
            padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw] += (
                columns[:, i * ow + j].reshape(c, kh, kw).astype(work)
            )
    return padded[:, ph : ph + h, pw : pw + w].astype(np.float64)


# %% uint16_pixel_numbers
# pixel numbers in uint16: wrong where the padded image has more than 65536 numbers
import numpy as np


def col2im(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = shape, kernel_size, stride, padding
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if columns.shape != (c * kh * kw, oh * ow):
        raise ValueError("columns has another shape")

    number = np.arange(c * H * W).reshape(c, H, W)
    windows = np.lib.stride_tricks.sliding_window_view(number, (kh, kw), axis=(1, 2))[:, ::sh, ::sw]
    index = windows.transpose(0, 3, 4, 1, 2).reshape(c * kh * kw, oh * ow)

    index = index.astype(np.uint16).ravel()
    sums = np.bincount(index, columns.ravel().astype(np.float64), minlength=c * H * W)
    padded = sums.reshape(c, H, W)

    return padded[:, ph : ph + h, pw : pw + w].copy()


# %% zip_guard
# compares the shapes with zip, which stops at the shorter one: columns with a third axis of length 1
# are taken without an error
import numpy as np


def col2im(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = shape, kernel_size, stride, padding
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    for got, wanted in zip(columns.shape, (c * kh * kw, oh * ow)):
        if got != wanted:
            raise ValueError("columns has another shape")

    padded = np.zeros((c, H, W))
    for i in range(oh):
        for j in range(ow):
            padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw] += columns[:, i * ow + j].reshape(c, kh, kw)

    return padded[:, ph : ph + h, pw : pw + w].copy()


# %% skip_empty_columns_by_sum
# skips 'empty' columns whose sum is 0: columns such as 1, -1 are lost
import numpy as np


def col2im(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = shape, kernel_size, stride, padding
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if columns.shape != (c * kh * kw, oh * ow):
        raise ValueError("columns has another shape")

    padded = np.zeros((c, H, W))
    for p in range(oh * ow):
        column = columns[:, p]
        if column.sum() == 0:  # nothing to bring back
            continue
        i, j = divmod(p, ow)
        padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw] += column.reshape(c, kh, kw)

    return padded[:, ph : ph + h, pw : pw + w].copy()


# %% zeros_are_not_checked
# Breaks "ValueError: columns has another shape ... than im2col gives": columns of zeros are answered before the check.
# col2im(np.zeros((3, 3)), (1, 3, 3), (2, 2)): wanted ValueError, gives zeros.
import numpy as np


def col2im(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    if not columns.any():
        return np.zeros(shape)  # nothing to add
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = shape, kernel_size, stride, padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if columns.shape != (c * kh * kw, oh * ow):
        raise ValueError("these are not the columns of such an image")
    padded = np.zeros((c, h + 2 * ph, w + 2 * pw))
    for i in range(oh):
        for j in range(ow):
            window = columns[:, i * ow + j].reshape(c, kh, kw)
            padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw] += window
    return padded[:, ph : ph + h, pw : pw + w].copy()
