"""Wrong answers to `pad2d`, written by who knew the notebook alone. Each cell is a submission."""

# %% integer_zeros_meet_uint64
# int64 zeros are stacked around the image: uint64 becomes float64 on the way and loses digits above 2**53
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("padding must not be negative")
    h, w = image.shape
    out = np.vstack([np.zeros((top, w), dtype=int), image, np.zeros((bottom, w), dtype=int)])
    h = len(out)
    out = np.hstack([np.zeros((h, left), dtype=int), out, np.zeros((h, right), dtype=int)])
    return out.astype(image.dtype)


# %% broadcast_error_as_guard
# trusts NumPy to raise ValueError for a negative number (slices do not match), but an image of one row or one
# column broadcasts into an empty slice
import numpy as np


def pad2d(image, top, bottom, left, right):
    h, w = image.shape
    # a negative number raises ValueError by itself: the image does not fit into the slice
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


# %% frame_kept_for_sizes
# a frame of zeros is kept for each image shape, result shape and dtype: after a call with the same sizes and
# other offsets (top 1 then bottom 1) the border still holds the old image
import numpy as np


_frames = {}


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    shape = (top + h + bottom, left + w + right)
    key = (image.shape, shape, image.dtype)
    if key not in _frames:
        _frames[key] = np.zeros(shape, dtype=image.dtype)
    frame = _frames[key]
    frame[top : top + h, left : left + w] = image
    return frame.copy()


# %% through_float64
# the frame is float64 and the result is cast back: int64 above 2**53 and longdouble lose digits
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("padding must be at least 0")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right))
    out[top : top + h, left : left + w] = image
    return out.astype(image.dtype)


# %% one_side_after_the_other
# each side is added only if it is not 0: with four zeros the image itself comes back
import numpy as np


def pad2d(image, top, bottom, left, right):
    if top < 0 or bottom < 0 or left < 0 or right < 0:
        raise ValueError("negative padding")
    if top or bottom:
        w = image.shape[1]
        image = np.concatenate([np.zeros((top, w), image.dtype), image, np.zeros((bottom, w), image.dtype)], axis=0)
    if left or right:
        h = image.shape[0]
        image = np.concatenate([np.zeros((h, left), image.dtype), image, np.zeros((h, right), image.dtype)], axis=1)
    return image


# %% flat_pixels_in_memory_order
# the pixels are read with ravel(order='A'): column by column for a Fortran-ordered image
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    pixels = image.ravel(order="A")  # one long line of pixels, without a copy
    for i in range(h):
        out[top + i, left : left + w] = pixels[i * w : (i + 1) * w]
    return out


# %% ascontiguous_transposes
# relies on np.ascontiguousarray to copy: an image of one row or one column with no padding comes back as shared
# memory
import numpy as np


def _rows(array, before, after):
    if before < 0 or after < 0:
        raise ValueError("negative padding")
    if before == 0 and after == 0:
        return np.ascontiguousarray(array)
    out = np.zeros((before + len(array) + after, array.shape[1]), dtype=array.dtype)
    out[before : before + len(array)] = array
    return out


def pad2d(image, top, bottom, left, right):
    # rows first; then turn it and do the columns in the same way
    return _rows(_rows(image, top, bottom).T, left, right).T


# %% broadcast_refuses
# no guard: it relies on NumPy refusing the assignment, which an image of one row (or column) does not: it is
# broadcast into nothing
import numpy as np


def pad2d(image, top, bottom, left, right):
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image  # does not fit if a number is negative: ValueError
    return out


# %% kept_frame
# keeps one array per image shape, total shape and dtype and only overwrites the middle: pixels of an earlier call
# with other sides stay
import numpy as np

_frames = {}


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("a side is negative")
    h, w = image.shape
    total = (top + h + bottom, left + w + right)
    key = (image.shape, total, image.dtype)
    if key not in _frames:
        _frames[key] = np.zeros(total, dtype=image.dtype)
    frame = _frames[key]  # its border is zero already
    frame[top : top + h, left : left + w] = image
    return frame.copy()


# %% uint8_zeros
# joins the image with zeros of uint8, 'the smallest type': an int8 image becomes int16
import numpy as np


def pad2d(image, top, bottom, left, right):
    if any(number < 0 for number in (top, bottom, left, right)):
        raise ValueError("negative")
    h, w = image.shape
    kind = bool if image.dtype == bool else np.uint8  # the smallest type, so that the image's type wins
    image = np.concatenate([np.zeros((top, w), kind), image, np.zeros((bottom, w), kind)])
    h = image.shape[0]
    return np.concatenate([np.zeros((h, left), kind), image, np.zeros((h, right), kind)], axis=1)


# %% ravel_A
# fills a mask with image.ravel(order='A'): a transposed or Fortran-ordered image is scrambled
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("all four numbers must be at least 0")
    h, w = image.shape
    inside = np.zeros((top + h + bottom, left + w + right), dtype=bool)
    inside[top : top + h, left : left + w] = True
    out = np.zeros(inside.shape, dtype=image.dtype)
    out[inside] = image.ravel(order="A")  # "A": any order, no copy
    return out


# %% through_float64_64bit
# stacks with np.zeros of float64 and goes back by astype: int64 and uint64 above 2**53 lose their last digits
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    wide = np.hstack([np.zeros((len(image), left)), image, np.zeros((len(image), right))])
    width = wide.shape[1]
    tall = np.vstack([np.zeros((top, width)), wide, np.zeros((bottom, width))])
    return tall.astype(image.dtype)


# %% ring_recursion
# adds one row or column per call of itself: RecursionError from about a thousand rows or columns on
import numpy as np


def pad2d(image, top, bottom, left, right):
    if top < 0 or bottom < 0 or left < 0 or right < 0:
        raise ValueError("negative")
    if bottom or right:  # turn it around, then these are above and to the left
        half = pad2d(image, top, 0, left, 0)[::-1, ::-1]
        return pad2d(half, bottom, 0, right, 0)[::-1, ::-1]
    if top:
        row = np.zeros((1, image.shape[1]), dtype=image.dtype)
        return pad2d(np.concatenate([row, image]), top - 1, 0, left, 0)
    if left:
        return pad2d(image.T, left, 0, 0, 0).T
    return image.copy()


# %% read_only_image
# locks the caller's array to protect it and forgets to unlock it: afterwards it cannot be written
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative")
    image.flags.writeable = False  # the image must not be modified
    rows, columns = image.shape
    out = np.zeros((rows + top + bottom, columns + left + right), image.dtype)
    out[top : rows + top, left : columns + left] = image
    return out


# %% asfortran_copy
# takes np.asfortranarray for a copy when nothing is to be added: a transposed image comes back as shared memory
import numpy as np


def pad2d(image, top, bottom, left, right):
    sides = (top, bottom, left, right)
    if min(sides) < 0:
        raise ValueError("negative")
    if not any(sides):
        return np.asfortranarray(image)  # a new array
    return np.pad(image, ((top, bottom), (left, right)))


# %% numpy_refuses_negative_numbers
# the errors are left to NumPy, but an image of one row broadcasts into zero rows, so a negative
# number is not refused there
import numpy as np


def pad2d(image, top, bottom, left, right):
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image  # a ValueError if it does not fit
    return out


# %% int_zeros_beside_uint64
# zeros of dtype int beside a uint64 image give float64 in between, which loses digits above 2**53
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("padding must not be negative")
    h, w = image.shape
    middle = np.hstack([np.zeros((h, left), int), image, np.zeros((h, right), int)])
    total = left + w + right
    out = np.vstack([np.zeros((top, total), int), middle, np.zeros((bottom, total), int)])
    return out.astype(image.dtype)


# %% copy_and_resize
# padding below only: np.copy keeps Fortran order and resize then spreads the numbers in the order of
# memory
import numpy as np


def pad2d(image, top, bottom, left, right):
    if top < 0 or bottom < 0 or left < 0 or right < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    if top == 0 and left == 0 and right == 0:
        out = np.copy(image)
        out.resize((h + bottom, w), refcheck=False)  # appends zeros
        return out
    out = np.zeros((top + h + bottom, left + w + right), image.dtype)
    out[top : top + h, left : left + w] = image
    return out


# %% canvas_keeps_old_pixels
# the canvas of a shape and dtype is used again without clearing it, so the same size with another
# position shows old pixels
import numpy as np

_canvas = {}


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("a negative number of zeros")
    h, w = image.shape
    shape = (top + h + bottom, left + w + right)
    key = (shape, image.dtype)
    if key not in _canvas:
        _canvas[key] = np.zeros(shape, dtype=image.dtype)
    _canvas[key][top : top + h, left : left + w] = image
    return _canvas[key].copy()


# %% smallest_zeros
# uint8 zeros are put around the image as the smallest type, which makes int8 images int16 (and only
# these)
import numpy as np


def pad2d(image, top, bottom, left, right):
    if any(number < 0 for number in (top, bottom, left, right)):
        raise ValueError("numbers must be at least 0")
    zero = bool if image.dtype == bool else np.uint8  # does not change the dtype of the others
    h, w = image.shape
    rows = np.concatenate([np.zeros((top, w), zero), image, np.zeros((bottom, w), zero)], axis=0)
    h = len(rows)
    return np.concatenate([np.zeros((h, left), zero), rows, np.zeros((h, right), zero)], axis=1)


# %% one_row_per_call
# one row or column is added per call: RecursionError for more than about a thousand in all
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative")
    row = np.zeros((1, image.shape[1]), image.dtype)
    column = np.zeros((image.shape[0], 1), image.dtype)
    if top:
        return pad2d(np.vstack([row, image]), top - 1, bottom, left, right)
    if bottom:
        return pad2d(np.vstack([image, row]), 0, bottom - 1, left, right)
    if left:
        return pad2d(np.hstack([column, image]), 0, 0, left - 1, right)
    if right:
        return pad2d(np.hstack([image, column]), 0, 0, 0, right - 1)
    return image.copy()


# %% int16_positions
# the positions of the pixels are int16, so they wrap around beyond row or column 32767
import numpy as np


def pad2d(image, top, bottom, left, right):
    if top < 0 or bottom < 0 or left < 0 or right < 0:
        raise ValueError("no negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    rows, columns = np.indices(image.shape, dtype=np.int16)
    out[rows + top, columns + left] = image
    return out


# %% canvas_handed_out
# the canvas of a geometry is cleared once and handed out itself: the next call with the same sizes
# changes the earlier result
import numpy as np
from functools import lru_cache


@lru_cache(maxsize=8)
def canvas(h, w, top, bottom, left, right, dtype):
    return np.zeros((top + h + bottom, left + w + right), dtype=dtype)


def pad2d(image, top, bottom, left, right):
    if min((top, bottom, left, right)) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = canvas(h, w, top, bottom, left, right, image.dtype)
    out[top : top + h, left : left + w] = image
    return out


# %% black_image_gets_float
# an image of zeros only (or False) gives plain np.zeros, which is float64
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative")
    shape = (image.shape[0] + top + bottom, image.shape[1] + left + right)
    if not image.any():
        return np.zeros(shape)  # nothing to copy
    out = np.zeros(shape, dtype=image.dtype)
    out[top : shape[0] - bottom, left : shape[1] - right] = image
    return out


# %% rows_in_chunks_lose_the_rest
# images of 256 rows or more are copied in chunks of 256 rows, and the rows after the last full chunk
# stay 0
import numpy as np

CHUNK = 256


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    inside = out[top : top + h, left : left + w]
    chunk = min(CHUNK, h)
    for number in range(h // chunk if h else 0):
        inside[number * chunk : (number + 1) * chunk] = image[number * chunk : (number + 1) * chunk]
    return out


# %% buffer_handed_out_again
# the zeros are made once per shape, dtype and place, and the same array is given back by the next call: results are not new
import numpy as np

_buffers = {}


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("padding must not be negative")
    h, w = image.shape
    key = (h, w, image.dtype, top, bottom, left, right)
    if key not in _buffers:
        _buffers[key] = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    result = _buffers[key]
    result[top : top + h, left : left + w] = image
    return result


# %% stale_pixels_in_the_buffer
# one work array per shape of the RESULT; an earlier image of another size or place is still in what should be zeros
import numpy as np

_zeros = {}


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("padding must not be negative")
    h, w = image.shape
    shape = (top + h + bottom, left + w + right)
    work = _zeros.setdefault((shape, image.dtype), np.zeros(shape, dtype=image.dtype))
    work[top : top + h, left : left + w] = image
    return work.copy()


# %% numpy_will_complain_by_itself
# no check of the sign: mostly the slice then has the wrong shape and NumPy raises ValueError, but one row is broadcast
import numpy as np


def pad2d(image, top, bottom, left, right):
    h, w = image.shape
    # negative numbers: the image does not fit into the slice, which is a ValueError already
    result = np.zeros((h + top + bottom, w + left + right), dtype=image.dtype)
    result[top : top + h, left : left + w] = image
    return result


# %% zero_rows_cut_from_the_image
# the rows of zeros are made like the first rows of the image: there are never more of them than the image has rows
import numpy as np


def pad2d(image, top, bottom, left, right):
    if top < 0 or bottom < 0 or left < 0 or right < 0:
        raise ValueError("padding must not be negative")
    above, below = np.zeros_like(image[:top]), np.zeros_like(image[:bottom])
    tall = np.concatenate([above, image, below], axis=0)
    before, after = np.zeros_like(tall[:, :left]), np.zeros_like(tall[:, :right])
    return np.concatenate([before, tall, after], axis=1)


# %% int_zeros_beside_uint64_again
# int64 zeros beside a uint64 image make float64, which loses digits before the dtype is put right
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("padding must not be negative")
    h, w = image.shape
    result = np.concatenate([np.zeros((top, w), int), image, np.zeros((bottom, w), int)])
    rows = len(result)
    result = np.concatenate([np.zeros((rows, left), int), result, np.zeros((rows, right), int)], axis=1)
    return result.astype(image.dtype)


# %% pixels_in_the_order_of_memory
# the image is flattened without a copy, in the order of memory: an image in Fortran order is scrambled
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("padding must not be negative")
    h, w = image.shape
    rows, columns = top + h + bottom, left + w + right
    flat = np.zeros(rows * columns, dtype=image.dtype)
    places = (top + np.arange(h))[:, None] * columns + left + np.arange(w)
    flat[places.ravel()] = image.ravel("A")
    return flat.reshape(rows, columns)


# %% zeros_by_times_zero
# a row times 0 has the dtype of the row, except when it is boolean: then it becomes int, and the result with it
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("padding must not be negative")
    row = image[:1] * 0
    tall = np.concatenate([np.repeat(row, top, axis=0), image, np.repeat(row, bottom, axis=0)])
    column = tall[:, :1] * 0
    return np.concatenate([np.repeat(column, left, axis=1), tall, np.repeat(column, right, axis=1)], axis=1)


# %% remembered_by_identity
# results are remembered per image OBJECT: when its pixels are changed in place, the old result comes back
import numpy as np

_done = {}


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("padding must not be negative")
    key = (id(image), top, bottom, left, right)
    if key not in _done:
        h, w = image.shape
        result = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
        result[top : top + h, left : left + w] = image
        _done[key] = (image, result)  # keeps the image alive, so that its id is not used again
    return _done[key][1].copy()


# %% remembered_without_the_dtype
# results are remembered by shape and bytes: the same bytes of another dtype get the earlier dtype
import numpy as np

_known = {}


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("padding must not be negative")
    h, w = image.shape
    key = (h, w, top, bottom, left, right, image.tobytes())
    if key not in _known:
        result = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
        result[top : top + h, left : left + w] = image
        _known[key] = result
    return _known[key].copy()
