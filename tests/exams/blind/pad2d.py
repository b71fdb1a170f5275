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
