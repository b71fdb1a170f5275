"""Wrong answers to `corr2d_strided`, written by who knew the notebook alone. Each cell is a submission."""

# %% stride_compared_as_tuple
# stride < (1, 1) compares tuples from the left: (2, -1) is not refused and reverses the columns
import numpy as np


def corr2d(image, kernel, bias=0.0):
    image = np.asarray(image).astype(np.float64)
    kernel = np.asarray(kernel).astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    if stride < (1, 1):
        raise ValueError("both strides must be at least 1")
    (ph, pw), (sh, sw) = padding, stride
    return corr2d(pad2d(image, ph, ph, pw, pw), kernel, bias)[::sh, ::sw].copy()


# %% padded_image_kept_for_object
# the padded image is remembered for the image object: a picture changed in place between two calls is used in its
# old state
import numpy as np


def corr2d(image, kernel, bias=0.0):
    image = np.asarray(image).astype(np.float64)
    kernel = np.asarray(kernel).astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


_padded = {}


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("the strides must be at least 1")
    key = (id(image), ph, pw)  # one picture and many kernels: pad it only once
    if key not in _padded or _padded[key][0] is not image:
        _padded[key] = (image, pad2d(image, ph, ph, pw, pw))
    return corr2d(_padded[key][1], kernel, bias)[::sh, ::sw].copy()


# %% slice_that_ends_below_zero
# without padding in memory; the end of the slice becomes negative when the padding exceeds the kernel, and counts
# from the other end
import numpy as np


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    x, k = image.astype(np.float64), kernel.astype(np.float64)
    (h, w), (kh, kw), (ph, pw), (sh, sw) = x.shape, k.shape, padding, stride
    if min(stride) < 1 or min(padding) < 0:
        raise ValueError("stride or padding too small")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the kernel does not fit")
    out = np.zeros(((h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1))
    for i in range(out.shape[0]):
        r = i * sh - ph
        for j in range(out.shape[1]):
            c = j * sw - pw
            patch = x[max(r, 0) : r + kh, max(c, 0) : c + kw]
            u, v = max(-r, 0), max(-c, 0)
            out[i, j] = np.sum(patch * k[u : u + patch.shape[0], v : v + patch.shape[1]]) + bias
    return out


# %% fit_checked_with_padding_once
# the guard counts the padding of one side only: kernels between h + p and h + 2p are refused
import numpy as np


def corr2d(image, kernel, bias=0.0):
    image = np.asarray(image).astype(np.float64)
    kernel = np.asarray(kernel).astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    ph, pw = padding
    sh, sw = stride
    if sh < 1 or sw < 1:
        raise ValueError("the strides must be at least 1")
    if kernel.shape[0] > image.shape[0] + ph or kernel.shape[1] > image.shape[1] + pw:
        raise ValueError("the kernel does not fit")
    return corr2d(pad2d(image, ph, ph, pw, pw), kernel, bias)[::sh, ::sw].copy()


# %% long_stride_refused
# a stride longer than the padded image raises ValueError though one position remains
import numpy as np


def corr2d(image, kernel, bias=0.0):
    image = np.asarray(image).astype(np.float64)
    kernel = np.asarray(kernel).astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    padded = pad2d(image, padding[0], padding[0], padding[1], padding[1])
    for step, length in zip(stride, padded.shape):
        if step < 1 or step > length:
            raise ValueError("the stride must lie between 1 and the size of the image")
    return corr2d(padded, kernel, bias)[:: stride[0], :: stride[1]].copy()


# %% blocks_by_reshape
# stride equal to the kernel cuts the image into blocks with reshape: ValueError when a block is left over
import numpy as np


def corr2d(image, kernel, bias=0.0):
    image = np.asarray(image).astype(np.float64)
    kernel = np.asarray(kernel).astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (ph, pw), (sh, sw) = padding, stride
    if min(ph, pw) < 0 or min(sh, sw) < 1:
        raise ValueError("padding or stride too small")
    padded = pad2d(image, ph, ph, pw, pw)
    if kernel.shape == (sh, sw) and sh * sw > 1:  # the windows do not overlap: cut into blocks
        h, w = padded.shape
        if sh > h or sw > w:
            raise ValueError("the kernel does not fit")
        blocks = padded.astype(np.float64).reshape(h // sh, sh, w // sw, sw)
        return np.einsum("iujv,uv->ij", blocks, kernel.astype(np.float64)) + float(bias)
    return corr2d(padded, kernel, bias)[::sh, ::sw].copy()


# %% strips_without_overlap
# large images are done in strips of 64 result rows, and the strips do not overlap: rows are missing from about 64
# rows on
import numpy as np


def corr2d(image, kernel, bias=0.0):
    image = np.asarray(image).astype(np.float64)
    kernel = np.asarray(kernel).astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("the strides must be at least 1")
    padded = pad2d(image, ph, ph, pw, pw)
    step = 64 * sh  # not the whole picture at once, to save memory
    strips = [
        corr2d(padded[r : r + step], kernel, bias)[::sh, ::sw]
        for r in range(0, max(len(padded) - len(kernel), 0) + 1, step)
    ]
    return np.vstack(strips)


# %% cleans_up_tiny_numbers
# everything below 1e-10 is set to 0 against rounding noise: results that are really tiny vanish
import numpy as np


def corr2d(image, kernel, bias=0.0):
    image = np.asarray(image).astype(np.float64)
    kernel = np.asarray(kernel).astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("the strides must be at least 1")
    out = corr2d(pad2d(image, ph, ph, pw, pw), kernel, bias)[::sh, ::sw].copy()
    out[np.abs(out) < 1e-10] = 0.0  # no -0.0 and no 1e-17 where 0 is meant
    return out


# %% whole_number_bias_cuts_fractions
# the result starts as np.full(shape, bias): with an int bias (1, not 1.0) the fractions of the sums are cut off
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("the strides must be at least 1")
    x = pad2d(image, ph, ph, pw, pw).astype(np.float64)
    k = kernel.astype(np.float64)
    (h, w), (kh, kw) = x.shape, k.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.full(((h - kh) // sh + 1, (w - kw) // sw + 1), bias)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] += np.sum(x[i * sh : i * sh + kh, j * sw : j * sw + kw] * k)
    return out.astype(np.float64)


# %% sum_of_paddings_checked
# refuses only when the two paddings together are negative: (-1, 2) crops the rows without an error
import numpy as np


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    x, k = image.astype(np.float64), kernel.astype(np.float64)
    (h, w), (kh, kw), (ph, pw), (sh, sw) = x.shape, k.shape, padding, stride
    if sum(padding) < 0 or min(stride) < 1:
        raise ValueError("negative padding or stride below 1")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the kernel does not fit")
    rows = np.arange((h + 2 * ph - kh) // sh + 1) * sh - ph
    cols = np.arange((w + 2 * pw - kw) // sw + 1) * sw - pw
    out = np.full((len(rows), len(cols)), float(bias))
    for u in range(kh):
        for v in range(kw):
            r, c = rows + u, cols + v
            inside = np.outer((r >= 0) & (r < h), (c >= 0) & (c < w))
            pixels = x[np.ix_(np.clip(r, 0, h - 1), np.clip(c, 0, w - 1))]
            out += np.where(inside, pixels, 0.0) * k[u, v]
    return out


# %% as_strided_assumes_c
# as_strided with hand-made strides: without padding astype keeps the memory order of a transposed image, and the
# windows are wrong
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d(image, kernel, bias=0.0):
    image, kernel = image.astype(np.float64), kernel.astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (ph, pw), (sh, sw), (kh, kw) = padding, stride, kernel.shape
    if sh < 1 or sw < 1 or ph < 0 or pw < 0:
        raise ValueError("stride or padding")
    x = image.astype(np.float64)
    if ph or pw:
        x = pad2d(x, ph, ph, pw, pw)
    h, w = x.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    shape = ((h - kh) // sh + 1, (w - kw) // sw + 1, kh, kw)
    windows = np.lib.stride_tricks.as_strided(x, shape, (8 * w * sh, 8 * sw, 8 * w, 8))
    return (windows * kernel.astype(np.float64)).sum(axis=(2, 3)) + bias


# %% tuple_comparison
# compares tuples: stride < (1, 1) is False for (2, -1), and the slice then runs backwards instead of an error
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d(image, kernel, bias=0.0):
    image, kernel = image.astype(np.float64), kernel.astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    if tuple(stride) < (1, 1):
        raise ValueError("the stride must be at least 1")
    everywhere = corr2d(pad2d(image, padding[0], padding[0], padding[1], padding[1]), kernel, bias)
    return everywhere[:: stride[0], :: stride[1]].copy()


# %% index_cache_no_padding
# remembers flat window indices under image shape, kernel shape, result shape and stride, but not the padding:
# another padding with the same result shape uses the old ones
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d(image, kernel, bias=0.0):
    image, kernel = image.astype(np.float64), kernel.astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


_indices = {}


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (ph, pw), (sh, sw), (kh, kw) = padding, stride, kernel.shape
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    x = pad2d(image.astype(np.float64), ph, ph, pw, pw)
    h, w = x.shape
    if kh > h or kw > w:
        raise ValueError("kernel")
    oh, ow = (h - kh) // sh + 1, (w - kw) // sw + 1
    key = (image.shape, kernel.shape, oh, ow, sh, sw)
    if key not in _indices:  # im2col: where each window lies in the flat image
        corner = (np.arange(oh) * sh * w)[:, None] + np.arange(ow) * sw
        window = (np.arange(kh) * w)[:, None] + np.arange(kw)
        _indices[key] = corner.reshape(-1, 1) + window.reshape(1, -1)
    columns = x.ravel()[_indices[key]]
    return (columns @ kernel.astype(np.float64).reshape(-1)).reshape(oh, ow) + bias


# %% negative_stride_by_zeros
# refuses only stride 0 and trusts np.zeros to refuse the rest: a negative stride with at most two positions on
# that axis gives a result
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d(image, kernel, bias=0.0):
    image, kernel = image.astype(np.float64), kernel.astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (ph, pw), (sh, sw), (kh, kw) = padding, stride, kernel.shape
    if sh == 0 or sw == 0:
        raise ValueError("stride 0")
    x = pad2d(image, ph, ph, pw, pw).astype(np.float64)
    if kh > x.shape[0] or kw > x.shape[1]:
        raise ValueError("the kernel does not fit")
    # a negative size is refused by np.zeros
    out = np.zeros(((x.shape[0] - kh) // sh + 1, (x.shape[1] - kw) // sw + 1))
    for i, j in np.ndindex(out.shape):
        window = x[i * sh : i * sh + kh, j * sw : j * sw + kw]
        out[i, j] = np.sum(window * kernel.astype(np.float64)) + bias
    return out


# %% step_capped_by_image
# caps the step at the length of the image without its padding: a longer step in a widely padded image becomes too
# short
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d(image, kernel, bias=0.0):
    image, kernel = image.astype(np.float64), kernel.astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    if min(stride) < 1:
        raise ValueError("stride")
    sh, sw = (min(s, n) for s, n in zip(stride, image.shape))  # longer steps leave the image anyway
    (ph, pw) = padding
    return corr2d(pad2d(image, ph, ph, pw, pw), kernel, bias)[::sh, ::sw].copy()


# %% blocks_by_reshape_too
# windows that do not overlap are cut by reshape, which needs whole steps: where the last window ends before the
# step does, it raises
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d(image, kernel, bias=0.0):
    image, kernel = image.astype(np.float64), kernel.astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (ph, pw), (sh, sw), (kh, kw) = padding, stride, kernel.shape
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    x = pad2d(image.astype(np.float64), ph, ph, pw, pw)
    if sh >= kh and sw >= kw and kh <= x.shape[0] and kw <= x.shape[1]:  # no overlap
        oh, ow = (x.shape[0] - kh) // sh + 1, (x.shape[1] - kw) // sw + 1
        blocks = x[: oh * sh, : ow * sw].reshape(oh, sh, ow, sw)[:, :kh, :, :kw]
        return np.einsum("iujv,uv->ij", blocks, kernel.astype(np.float64)) + bias
    return corr2d(x, kernel, bias)[::sh, ::sw].copy()


# %% int16_in_float32
# 8- and 16-bit numbers are summed in float32, which holds each of them but not their products: digits are lost
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d(image, kernel, bias=0.0):
    image, kernel = image.astype(np.float64), kernel.astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (ph, pw), (sh, sw), (kh, kw) = padding, stride, kernel.shape
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    x = pad2d(image, ph, ph, pw, pw)
    kind = np.result_type(image, kernel, np.float32)  # float32 for small types, float64 for the others
    if kind == np.float32 and (image.dtype.kind == "f" or kernel.dtype.kind == "f"):
        kind = np.float64  # fractions need it
    x, k = x.astype(kind), kernel.astype(kind)
    if kh > x.shape[0] or kw > x.shape[1]:
        raise ValueError("kernel")
    windows = np.lib.stride_tricks.sliding_window_view(x, k.shape)[::sh, ::sw]
    return np.einsum("ijuv,uv->ij", windows, k).astype(np.float64) + bias


# %% truncated_size_broadcast
# int() cuts the size towards zero: a kernel of two rows on one padded row with a row step of 2 is not refused but
# broadcast
import numpy as np


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    x = np.pad(image.astype(np.float64), ((ph, ph), (pw, pw)))
    k = kernel.astype(np.float64)
    oh = int((x.shape[0] - k.shape[0]) / sh) + 1
    ow = int((x.shape[1] - k.shape[1]) / sw) + 1
    if oh < 1 or ow < 1:
        raise ValueError("the kernel does not fit")
    out = np.empty((oh, ow))
    for i in range(oh):
        for j in range(ow):
            window = x[i * sh : i * sh + k.shape[0], j * sw : j * sw + k.shape[1]]
            out[i, j] = (window * k).sum() + bias
    return out


# %% negative_padding_crops
# a negative padding is not refused when the other one is not negative: the sum of both is looked at
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d(image, kernel, bias=0.0):
    image, kernel = image.astype(np.float64), kernel.astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    if stride[0] < 1 or stride[1] < 1:
        raise ValueError("stride")
    (ph, pw), (h, w) = padding, image.shape
    if ph + pw < 0:
        raise ValueError("padding")
    x = np.zeros((max(h + 2 * ph, 0), max(w + 2 * pw, 0)))
    for i in range(max(ph, 0), min(ph + h, len(x))):
        for j in range(max(pw, 0), min(pw + w, x.shape[1])):
            x[i, j] = image[i - ph, j - pw]
    return corr2d(x, kernel, bias)[:: stride[0], :: stride[1]].copy()


# %% kernel_bigger_than_bare_image
# refuses a kernel that is larger than the image in both directions although it fits into the padded image
import numpy as np


def pad2d(image, top, bottom, left, right):
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def corr2d(image, kernel, bias=0.0):
    image, kernel = image.astype(np.float64), kernel.astype(np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum() + bias
    return out


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    if min(stride) < 1 or min(padding) < 0:
        raise ValueError("stride or padding")
    if kernel.shape[0] > image.shape[0] and kernel.shape[1] > image.shape[1]:
        raise ValueError("the kernel is larger than the image")
    x = pad2d(image, padding[0], padding[0], padding[1], padding[1])
    return corr2d(x, kernel, bias)[:: stride[0], :: stride[1]].copy()


# %% pairs_compared_as_tuples
# padding < (0, 0) and stride < (1, 1) compare the first entry first, so padding (1, -1) and stride
# (2, -1) are not refused
import numpy as np


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    if tuple(padding) < (0, 0) or tuple(stride) < (1, 1):
        raise ValueError("padding at least 0, stride at least 1")
    (ph, pw), (sh, sw) = padding, stride
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the kernel does not fit")
    x = np.zeros((h + 2 * ph, w + 2 * pw))
    x[ph : ph + h, pw : pw + w] = image
    oh, ow = h + 2 * ph - kh + 1, w + 2 * pw - kw + 1
    out = np.full((oh, ow), bias, dtype=np.float64)
    for u in range(kh):
        for v in range(kw):
            out += x[u : u + oh, v : v + ow] * float(kernel[u, v])
    return out[::sh, ::sw].copy()


# %% empty_windows_without_bias
# windows that see only zeros are skipped, and their pixels get 0 instead of the bias
import numpy as np


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    ph, pw = padding
    sh, sw = stride
    if ph < 0 or pw < 0 or sh < 1 or sw < 1:
        raise ValueError("padding or stride makes no sense")
    x = np.pad(image.astype(np.float64), ((ph, ph), (pw, pw)))
    k = kernel.astype(np.float64)
    kh, kw = k.shape
    if kh > x.shape[0] or kw > x.shape[1]:
        raise ValueError("kernel larger than the padded image")
    out = np.zeros(((x.shape[0] - kh) // sh + 1, (x.shape[1] - kw) // sw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            window = x[i * sh : i * sh + kh, j * sw : j * sw + kw]
            if window.any():
                out[i, j] = (window * k).sum() + bias
    return out


# %% int_of_a_negative_fraction
# int() rounds -1/2 to 0, so a kernel too long by less than the stride is caught only by shapes that
# do not match, and a single row or column broadcasts
import numpy as np


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (ph, pw), (sh, sw) = padding, stride
    if min(ph, pw) < 0 or min(sh, sw) < 1:
        raise ValueError("negative padding or stride below 1")
    x = np.pad(image, ((ph, ph), (pw, pw))).astype(np.float64)
    k = kernel.astype(np.float64)
    rows = int((x.shape[0] - k.shape[0]) / sh) + 1
    columns = int((x.shape[1] - k.shape[1]) / sw) + 1
    if rows < 1 or columns < 1:
        raise ValueError("the kernel does not fit")
    out = np.empty((rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = x[i * sh : i * sh + k.shape[0], j * sw : j * sw + k.shape[1]]
            out[i, j] = (window * k).sum() + bias
    return out


# %% last_padded_image_is_kept
# the padded image of the last call is used again if the same array object comes with the same
# padding, although its numbers may have been changed
import numpy as np

_last = {"image": None, "padding": None, "padded": None}


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("stride smaller than 1")
    if ph < 0 or pw < 0:
        raise ValueError("negative padding")
    kh, kw = kernel.shape
    if kh > image.shape[0] + 2 * ph or kw > image.shape[1] + 2 * pw:
        raise ValueError("kernel larger than the padded image")
    if _last["image"] is not image or _last["padding"] != (ph, pw):
        padded = np.pad(image.astype(np.float64), ((ph, ph), (pw, pw)))
        _last.update(image=image, padding=(ph, pw), padded=padded)
    windows = np.lib.stride_tricks.sliding_window_view(_last["padded"], (kh, kw))[::sh, ::sw]
    return np.tensordot(windows, kernel.astype(np.float64), axes=2) + bias


# %% np_pad_keeps_fortran_order
# the strides are computed as if the padded image lay row by row, but astype and np.pad keep the
# Fortran order of a transposed image
import numpy as np
from numpy.lib.stride_tricks import as_strided


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    ph, pw = padding
    sh, sw = stride
    if ph < 0 or pw < 0:
        raise ValueError("padding is negative")
    if sh < 1 or sw < 1:
        raise ValueError("stride is smaller than 1")
    x = np.pad(image.astype(np.float64), ((ph, ph), (pw, pw)))  # a new array
    H, W = x.shape
    kh, kw = kernel.shape
    if kh > H or kw > W:
        raise ValueError("kernel is larger than the padded image")
    shape = ((H - kh) // sh + 1, (W - kw) // sw + 1, kh, kw)
    windows = as_strided(x, shape, (8 * W * sh, 8 * sw, 8 * W, 8))
    return np.einsum("ijuv,uv->ij", windows, kernel.astype(np.float64)) + bias


# %% products_in_the_given_dtype
# only the sum is taken in float64; the products image * kernel have the dtype of the arguments and
# wrap around for uint8
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (ph, pw), (sh, sw) = padding, stride
    if min(padding) < 0 or min(stride) < 1:
        raise ValueError("padding or stride too small")
    x = np.pad(image, ((ph, ph), (pw, pw)))
    windows = sliding_window_view(x, kernel.shape)[::sh, ::sw]  # ValueError if it does not fit
    return (windows * kernel).sum(axis=(2, 3), dtype=np.float64) + bias


# %% windows_in_batches_lose_the_rest
# more than 4096 windows are handled in batches of 4096, and the windows after the last full batch
# keep only the bias
import numpy as np

BATCH = 4096


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (ph, pw), (sh, sw) = padding, stride
    if ph < 0 or pw < 0 or sh < 1 or sw < 1:
        raise ValueError("padding or stride")
    kh, kw = kernel.shape
    x = np.pad(image.astype(np.float64), ((ph, ph), (pw, pw)))
    if kh > x.shape[0] or kw > x.shape[1]:
        raise ValueError("kernel larger than the padded image")
    windows = np.lib.stride_tricks.sliding_window_view(x, (kh, kw))[::sh, ::sw]
    oh, ow = windows.shape[:2]
    out = np.full(oh * ow, bias, dtype=np.float64)
    k = kernel.astype(np.float64)
    size = min(BATCH, oh * ow)  # so that not all windows are copied at once
    for batch in range(oh * ow // size):
        numbers = np.arange(batch * size, (batch + 1) * size)
        out[numbers] += np.einsum("nuv,uv->n", windows[numbers // ow, numbers % ow], k)
    return out.reshape(oh, ow)


# %% tiles_without_bias
# when the kernel is as large as the stride (tiles, also 1 x 1) the fast branch forgets the bias
import numpy as np


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1 or ph < 0 or pw < 0:
        raise ValueError("stride or padding out of range")
    x = np.pad(image.astype(np.float64), ((ph, ph), (pw, pw)))
    k = kernel.astype(np.float64)
    kh, kw = k.shape
    if kh > x.shape[0] or kw > x.shape[1]:
        raise ValueError("the kernel does not fit")
    oh, ow = (x.shape[0] - kh) // sh + 1, (x.shape[1] - kw) // sw + 1
    if (kh, kw) == (sh, sw):  # tiles that do not overlap
        tiles = x[: oh * kh, : ow * kw].reshape(oh, kh, ow, kw)
        return np.einsum("iujv,uv->ij", tiles, k)
    out = np.full((oh, ow), float(bias))
    for i in range(oh):
        for j in range(ow):
            out[i, j] += np.sum(x[i * sh : i * sh + kh, j * sw : j * sw + kw] * k)
    return out


# %% mean_subtracted_before_padding
# for kernels whose weights sum to 0 the mean of the image is subtracted for precision, before
# padding: wrong at the border when there is padding
import numpy as np


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (ph, pw), (sh, sw) = padding, stride
    if ph < 0 or pw < 0:
        raise ValueError("negative padding")
    if sh < 1 or sw < 1:
        raise ValueError("stride smaller than 1")
    x = image.astype(np.float64)
    k = kernel.astype(np.float64)
    if k.sum() == 0:
        x = x - x.mean()  # a constant does not matter here, and small numbers are more precise
    x = np.pad(x, ((ph, ph), (pw, pw)))
    kh, kw = k.shape
    if kh > x.shape[0] or kw > x.shape[1]:
        raise ValueError("kernel larger than the padded image")
    out = [
        [np.sum(x[i : i + kh, j : j + kw] * k) + bias for j in range(0, x.shape[1] - kw + 1, sw)]
        for i in range(0, x.shape[0] - kh + 1, sh)
    ]
    return np.array(out, dtype=np.float64)


# %% whole_numbers_in_int64
# whole numbers are multiplied and added up in int64, which wraps around from 2**63 on
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (ph, pw), (sh, sw) = padding, stride
    if min(ph, pw) < 0 or min(sh, sw) < 1:
        raise ValueError("padding at least 0, stride at least 1")
    both_whole = np.issubdtype(image.dtype, np.integer) and np.issubdtype(kernel.dtype, np.integer)
    work = np.int64 if both_whole else np.float64
    x = np.pad(image.astype(work), ((ph, ph), (pw, pw)))
    if kernel.shape[0] > x.shape[0] or kernel.shape[1] > x.shape[1]:
        raise ValueError("the kernel does not fit")
    windows = sliding_window_view(x, kernel.shape)[::sh, ::sw]
    return np.einsum("ijuv,uv->ij", windows, kernel.astype(work)).astype(np.float64) + bias


# %% integers_stay_integers
# for integer inputs the sums are done in int64, "which is exact": products beyond 2**63 wrap around (uint64, too)
import numpy as np


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (ph, pw), (sh, sw) = padding, stride
    exact = image.dtype.kind in "iu" and kernel.dtype.kind in "iu"
    work = np.int64 if exact else np.float64  # int64 has more digits than float64
    padded = pad2d(image, ph, ph, pw, pw).astype(work)
    weights = kernel.astype(work)
    kh, kw = kernel.shape
    rows = output_size(image.shape[0], kh, ph, sh)
    columns = output_size(image.shape[1], kw, pw, sw)
    result = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            result[i, j] = np.sum(padded[i * sh : i * sh + kh, j * sw : j * sw + kw] * weights) + bias
    return result


# %% times_one_makes_floats
# 1.0 * array makes float64 of integers, but leaves a float32 or float16 array as it is: digits are lost on the way
import numpy as np


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    ph, pw = padding
    sh, sw = stride
    h, w = image.shape
    kh, kw = kernel.shape
    padded = pad2d(1.0 * image, ph, ph, pw, pw)  # times 1.0: floats from here on
    weights = 1.0 * kernel
    result = np.empty((output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)))
    for i in range(result.shape[0]):
        for j in range(result.shape[1]):
            window = padded[i * sh : i * sh + kh, j * sw : j * sw + kw]
            result[i, j] = (window * weights).sum() + bias
    return result


# %% padding_counted_once_in_the_check
# the check of the kernel's size counts the padding at one end only: some kernels that fit are refused
import numpy as np


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    ph, pw = padding
    sh, sw = stride
    if sh < 1 or sw < 1 or ph < 0 or pw < 0:
        raise ValueError("strides start at 1, paddings at 0")
    h, w = image.shape
    kh, kw = kernel.shape
    if kh > h + ph or kw > w + pw:
        raise ValueError("the kernel is larger than the padded image")
    full = corr2d(pad2d(image, ph, ph, pw, pw), kernel, bias)
    return full[::sh, ::sw].copy()


# %% negative_padding_is_no_padding
# pads only where there is something to pad, so the check inside pad2d is skipped: no ValueError for padding (0, -1)
import numpy as np


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    ph, pw = padding
    sh, sw = stride
    if min(sh, sw) < 1:
        raise ValueError("the strides must be at least 1")
    if ph > 0 or pw > 0:
        image = pad2d(image, ph, ph, pw, pw)  # refuses negative numbers
    return corr2d(image, kernel, bias)[::sh, ::sw].copy()


# %% the_slice_refuses_bad_strides
# a slice refuses step 0 with a ValueError, so there is no check; but a negative step gives the result backwards
import numpy as np


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    padded = pad2d(image, padding[0], padding[0], padding[1], padding[1])
    return np.array(corr2d(padded, kernel, bias)[:: stride[0], :: stride[1]])


# %% starts_from_the_bias
# np.full takes the dtype of the bias: with an int as bias the result is int, and fractions are cut off
import numpy as np


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (ph, pw), (sh, sw) = padding, stride
    h, w = image.shape
    kh, kw = kernel.shape
    padded = pad2d(image, ph, ph, pw, pw).astype(np.float64)
    result = np.full((output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)), bias)
    for i in range(result.shape[0]):
        for j in range(result.shape[1]):
            result[i, j] += np.sum(padded[i * sh : i * sh + kh, j * sw : j * sw + kw] * kernel)
    return result


# %% shortcut_forgets_the_bias
# without padding and with steps of 1 it is just corr2d; but the bias is not handed on
import numpy as np


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    if tuple(padding) == (0, 0) and tuple(stride) == (1, 1):
        return corr2d(image, kernel)
    ph, pw = padding
    sh, sw = stride
    if sh < 1 or sw < 1:
        raise ValueError("the strides must be at least 1")
    padded = pad2d(image, ph, ph, pw, pw)
    return corr2d(padded, kernel)[::sh, ::sw] + bias


# %% padded_image_reused
# one zero array per PADDED shape: a smaller image with more padding finds the earlier image in its frame
import numpy as np

_frames = {}


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    ph, pw = padding
    sh, sw = stride
    if sh < 1 or sw < 1 or ph < 0 or pw < 0:
        raise ValueError("strides start at 1, paddings at 0")
    h, w = image.shape
    shape = (h + 2 * ph, w + 2 * pw)
    if shape not in _frames:
        _frames[shape] = np.zeros(shape)
    padded = _frames[shape]
    padded[ph : ph + h, pw : pw + w] = image
    return corr2d(padded, kernel, bias)[::sh, ::sw].copy()


# %% division_cut_off_instead_of_rounded_down
# int(x / s) rounds towards 0: a kernel a little too large at stride 2 passes the check and ends in an IndexError
import numpy as np


def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    ph, pw = padding
    sh, sw = stride
    if sh < 1 or sw < 1:
        raise ValueError("the strides must be at least 1")
    padded = pad2d(image, ph, ph, pw, pw).astype(np.float64)
    weights = kernel.astype(np.float64)
    kh, kw = weights.shape
    rows = int((padded.shape[0] - kh) / sh) + 1
    columns = int((padded.shape[1] - kw) / sw) + 1
    if rows < 1 or columns < 1:
        raise ValueError("the kernel does not fit")
    result = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            total = float(bias)
            for u in range(kh):
                for v in range(kw):
                    total += padded[i * sh + u, j * sw + v] * weights[u, v]
            result[i, j] = total
    return result
