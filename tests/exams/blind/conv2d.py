"""Wrong answers to `conv2d`, written by who knew the notebook alone. Each cell is a submission."""

# %% padded_buffer_kept_by_padded_shape
# the zero buffer is kept between calls under its padded shape; another padding with the same padded shape
# finds old pixels in the border
import numpy as np


def check(x, weight, bias, stride, padding):
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if bias is not None and np.shape(bias) != (weight.shape[0],):
        raise ValueError("bias")
    if min(stride) < 1:
        raise ValueError("stride")
    if min(padding) < 0:
        raise ValueError("padding")
    if weight.shape[2] > x.shape[2] + 2 * padding[0] or weight.shape[3] > x.shape[3] + 2 * padding[1]:
        raise ValueError("the filters do not fit")


def slide(xp, weight, stride):
    (sh, sw), (kh, kw) = stride, weight.shape[2:]
    oh, ow = (xp.shape[2] - kh) // sh + 1, (xp.shape[3] - kw) // sw + 1
    out = np.zeros((len(xp), len(weight), oh, ow))
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            out[:, :, i, j] = np.tensordot(window, weight, axes=([1, 2, 3], [1, 2, 3]))
    return out


_buffers = {}


def padded(x, ph, pw):
    n, c, h, w = x.shape
    shape = (n, c, h + 2 * ph, w + 2 * pw)
    if shape not in _buffers:
        _buffers[shape] = np.zeros(shape)
    buffer = _buffers[shape]
    buffer[:, :, ph : ph + h, pw : pw + w] = x
    return buffer


def conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    check(x, weight, bias, stride, padding)
    out = slide(padded(x, *padding), np.asarray(weight, np.float64), stride)
    if bias is not None:
        out += np.asarray(bias, np.float64)[:, None, None]
    return out


# %% tuple_compared_with_tuple
# stride < (1, 1) and padding < (0, 0) compare tuples lexicographically: stride (2, -1) and padding (1, -1)
# are not refused as they must be (the stride gives a mirrored result)
import numpy as np


def check(x, weight, bias, stride, padding):
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if bias is not None and np.shape(bias) != (weight.shape[0],):
        raise ValueError("bias")
    if min(stride) < 1:
        raise ValueError("stride")
    if min(padding) < 0:
        raise ValueError("padding")
    if weight.shape[2] > x.shape[2] + 2 * padding[0] or weight.shape[3] > x.shape[3] + 2 * padding[1]:
        raise ValueError("the filters do not fit")


def slide(xp, weight, stride):
    (sh, sw), (kh, kw) = stride, weight.shape[2:]
    oh, ow = (xp.shape[2] - kh) // sh + 1, (xp.shape[3] - kw) // sw + 1
    out = np.zeros((len(xp), len(weight), oh, ow))
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            out[:, :, i, j] = np.tensordot(window, weight, axes=([1, 2, 3], [1, 2, 3]))
    return out


def conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    if tuple(stride) < (1, 1) or tuple(padding) < (0, 0):
        raise ValueError("stride or padding too small")
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if bias is not None and np.shape(bias) != (len(weight),):
        raise ValueError("bias")
    (ph, pw), (sh, sw) = padding, stride
    xp = np.pad(np.asarray(x, np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    if weight.shape[2] > xp.shape[2] or weight.shape[3] > xp.shape[3]:
        raise ValueError("fit")
    out = slide(xp, np.asarray(weight, np.float64), (1, 1))[:, :, ::sh, ::sw]
    if bias is not None:
        out = out + np.asarray(bias, np.float64)[:, None, None]
    return out.copy()


# %% bias_counted_with_len
# len(bias) is compared with the number of filters: a bias of shape (c_out, ow) is not refused but added along
# the columns
import numpy as np


def check(x, weight, bias, stride, padding):
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if bias is not None and np.shape(bias) != (weight.shape[0],):
        raise ValueError("bias")
    if min(stride) < 1:
        raise ValueError("stride")
    if min(padding) < 0:
        raise ValueError("padding")
    if weight.shape[2] > x.shape[2] + 2 * padding[0] or weight.shape[3] > x.shape[3] + 2 * padding[1]:
        raise ValueError("the filters do not fit")


def slide(xp, weight, stride):
    (sh, sw), (kh, kw) = stride, weight.shape[2:]
    oh, ow = (xp.shape[2] - kh) // sh + 1, (xp.shape[3] - kw) // sw + 1
    out = np.zeros((len(xp), len(weight), oh, ow))
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            out[:, :, i, j] = np.tensordot(window, weight, axes=([1, 2, 3], [1, 2, 3]))
    return out


def conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    if bias is not None and len(bias) != len(weight):
        raise ValueError("one bias for each filter")
    check(x, weight, None, stride, padding)
    (ph, pw) = padding
    xp = np.pad(np.asarray(x, np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    out = slide(xp, np.asarray(weight, np.float64), stride)
    if bias is not None:
        for o in range(len(weight)):
            out[:, o] += bias[o]
    return out


# %% one_by_one_shortcut_forgets_padding
# filters of 1 x 1 take a quick way that ignores the padding (and the frame of biases around the maps)
import numpy as np


def check(x, weight, bias, stride, padding):
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if bias is not None and np.shape(bias) != (weight.shape[0],):
        raise ValueError("bias")
    if min(stride) < 1:
        raise ValueError("stride")
    if min(padding) < 0:
        raise ValueError("padding")
    if weight.shape[2] > x.shape[2] + 2 * padding[0] or weight.shape[3] > x.shape[3] + 2 * padding[1]:
        raise ValueError("the filters do not fit")


def slide(xp, weight, stride):
    (sh, sw), (kh, kw) = stride, weight.shape[2:]
    oh, ow = (xp.shape[2] - kh) // sh + 1, (xp.shape[3] - kw) // sw + 1
    out = np.zeros((len(xp), len(weight), oh, ow))
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            out[:, :, i, j] = np.tensordot(window, weight, axes=([1, 2, 3], [1, 2, 3]))
    return out


def conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    check(x, weight, bias, stride, padding)
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    (ph, pw), (sh, sw) = padding, stride
    if weight.shape[2:] == (1, 1):  # no window: nothing hangs over the edge
        out = np.einsum("oc,nchw->nohw", weight[:, :, 0, 0], x[:, :, ::sh, ::sw])
    else:
        out = slide(np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw))), weight, stride)
    if bias is not None:
        out = out + np.asarray(bias, np.float64)[:, None, None]
    return out


# %% bias_in_the_dtype_of_x
# the bias is turned into the dtype of x on the way: with integer maps a bias of 0.5 becomes 0
import numpy as np


def check(x, weight, bias, stride, padding):
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if bias is not None and np.shape(bias) != (weight.shape[0],):
        raise ValueError("bias")
    if min(stride) < 1:
        raise ValueError("stride")
    if min(padding) < 0:
        raise ValueError("padding")
    if weight.shape[2] > x.shape[2] + 2 * padding[0] or weight.shape[3] > x.shape[3] + 2 * padding[1]:
        raise ValueError("the filters do not fit")


def slide(xp, weight, stride):
    (sh, sw), (kh, kw) = stride, weight.shape[2:]
    oh, ow = (xp.shape[2] - kh) // sh + 1, (xp.shape[3] - kw) // sw + 1
    out = np.zeros((len(xp), len(weight), oh, ow))
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            out[:, :, i, j] = np.tensordot(window, weight, axes=([1, 2, 3], [1, 2, 3]))
    return out


def conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    x, weight = np.asarray(x), np.asarray(weight)
    check(x, weight, bias, stride, padding)
    b = np.zeros(len(weight), dtype=x.dtype)
    if bias is not None:
        b[:] = bias
    (ph, pw) = padding
    xp = np.pad(x.astype(np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    return slide(xp, weight.astype(np.float64), stride) + b.astype(np.float64).reshape(1, -1, 1, 1)


# %% patches_by_reshape_if_the_area_divides
# where the stride is the kernel's size the patches do not overlap and are cut by reshape, if the AREA
# divides; an area may divide where the rows or columns do not: ValueError from reshape
import numpy as np


def check(x, weight, bias, stride, padding):
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if bias is not None and np.shape(bias) != (weight.shape[0],):
        raise ValueError("bias")
    if min(stride) < 1:
        raise ValueError("stride")
    if min(padding) < 0:
        raise ValueError("padding")
    if weight.shape[2] > x.shape[2] + 2 * padding[0] or weight.shape[3] > x.shape[3] + 2 * padding[1]:
        raise ValueError("the filters do not fit")


def slide(xp, weight, stride):
    (sh, sw), (kh, kw) = stride, weight.shape[2:]
    oh, ow = (xp.shape[2] - kh) // sh + 1, (xp.shape[3] - kw) // sw + 1
    out = np.zeros((len(xp), len(weight), oh, ow))
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            out[:, :, i, j] = np.tensordot(window, weight, axes=([1, 2, 3], [1, 2, 3]))
    return out


def conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    check(x, weight, bias, stride, padding)
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    (ph, pw), (kh, kw) = padding, weight.shape[2:]
    x = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    n, c, h, w = x.shape
    if tuple(stride) == (kh, kw) and h * w % (kh * kw) == 0:  # patches side by side
        patches = x.reshape(n, c, h // kh, kh, w // kw, kw)
        out = np.einsum("nciujv,ocuv->noij", patches, weight)
    else:
        out = slide(x, weight, stride)
    if bias is not None:
        out = out + np.asarray(bias, np.float64)[:, None, None]
    return out


# %% small_index_dtype
# the table of window positions is kept as uint8 to save memory: maps with more than 256 rows or columns are
# read from the beginning again
import numpy as np


def check(x, weight, bias, stride, padding):
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if bias is not None and np.shape(bias) != (weight.shape[0],):
        raise ValueError("bias")
    if min(stride) < 1:
        raise ValueError("stride")
    if min(padding) < 0:
        raise ValueError("padding")
    if weight.shape[2] > x.shape[2] + 2 * padding[0] or weight.shape[3] > x.shape[3] + 2 * padding[1]:
        raise ValueError("the filters do not fit")


def conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    check(x, weight, bias, stride, padding)
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    (ph, pw), (sh, sw) = padding, stride
    x = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    kh, kw = weight.shape[2:]
    oh, ow = (x.shape[2] - kh) // sh + 1, (x.shape[3] - kw) // sw + 1
    rows = (sh * np.arange(oh)[:, None] + np.arange(kh)).astype(np.uint8)  # (oh, kh), small numbers
    columns = (sw * np.arange(ow)[:, None] + np.arange(kw)).astype(np.uint8)  # (ow, kw)
    out = np.empty((len(x), len(weight), oh, ow))
    for i in range(oh):
        for j in range(ow):
            window = x[:, :, rows[i][:, None], columns[j]]
            out[:, :, i, j] = np.tensordot(window, weight, axes=([1, 2, 3], [1, 2, 3]))
    if bias is not None:
        out += np.asarray(bias, np.float64)[:, None, None]
    return out


# %% batches_of_eight
# samples are worked off in batches of eight with n // 8 batches: what is left over behind the last full batch
# stays zero (only from n = 9 on)
import numpy as np


def check(x, weight, bias, stride, padding):
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if bias is not None and np.shape(bias) != (weight.shape[0],):
        raise ValueError("bias")
    if min(stride) < 1:
        raise ValueError("stride")
    if min(padding) < 0:
        raise ValueError("padding")
    if weight.shape[2] > x.shape[2] + 2 * padding[0] or weight.shape[3] > x.shape[3] + 2 * padding[1]:
        raise ValueError("the filters do not fit")


def slide(xp, weight, stride):
    (sh, sw), (kh, kw) = stride, weight.shape[2:]
    oh, ow = (xp.shape[2] - kh) // sh + 1, (xp.shape[3] - kw) // sw + 1
    out = np.zeros((len(xp), len(weight), oh, ow))
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            out[:, :, i, j] = np.tensordot(window, weight, axes=([1, 2, 3], [1, 2, 3]))
    return out


def conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    check(x, weight, bias, stride, padding)
    weight = np.asarray(weight, np.float64)
    (ph, pw), n = padding, len(x)
    xp = np.pad(np.asarray(x, np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    size = min(n, 8)  # samples at a time
    parts = [slide(xp[b * size : (b + 1) * size], weight, stride) for b in range(n // max(size, 1))]
    out = np.zeros(
        (
            n,
            len(weight),
            (xp.shape[2] - weight.shape[2]) // stride[0] + 1,
            (xp.shape[3] - weight.shape[3]) // stride[1] + 1,
        )
    )
    if parts:
        done = np.concatenate(parts)
        out[: len(done)] = done
    if bias is not None:
        out += np.asarray(bias, np.float64)[:, None, None]
    return out


# %% fit_checked_before_padding
# the padding is counted at one end only, so filters that fit only thanks to the padding at both ends are
# refused
import numpy as np


def check(x, weight, bias, stride, padding):
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if bias is not None and np.shape(bias) != (weight.shape[0],):
        raise ValueError("bias")
    if min(stride) < 1:
        raise ValueError("stride")
    if min(padding) < 0:
        raise ValueError("padding")
    if weight.shape[2] > x.shape[2] + 2 * padding[0] or weight.shape[3] > x.shape[3] + 2 * padding[1]:
        raise ValueError("the filters do not fit")


def slide(xp, weight, stride):
    (sh, sw), (kh, kw) = stride, weight.shape[2:]
    oh, ow = (xp.shape[2] - kh) // sh + 1, (xp.shape[3] - kw) // sw + 1
    out = np.zeros((len(xp), len(weight), oh, ow))
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            out[:, :, i, j] = np.tensordot(window, weight, axes=([1, 2, 3], [1, 2, 3]))
    return out


def conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    if weight.shape[2] > x.shape[2] + padding[0] or weight.shape[3] > x.shape[3] + padding[1]:
        raise ValueError("the filters are too large")
    check(x, weight, bias, stride, padding)
    (ph, pw) = padding
    xp = np.pad(np.asarray(x, np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    out = slide(xp, np.asarray(weight, np.float64), stride)
    if bias is not None:
        out += np.asarray(bias, np.float64)[:, None, None]
    return out


# %% bias_of_zeros_is_no_bias
# a bias without any number other than 0 is treated as None before its shape is checked: np.zeros(3) for two
# filters is not refused
import numpy as np


def check(x, weight, bias, stride, padding):
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if bias is not None and np.shape(bias) != (weight.shape[0],):
        raise ValueError("bias")
    if min(stride) < 1:
        raise ValueError("stride")
    if min(padding) < 0:
        raise ValueError("padding")
    if weight.shape[2] > x.shape[2] + 2 * padding[0] or weight.shape[3] > x.shape[3] + 2 * padding[1]:
        raise ValueError("the filters do not fit")


def slide(xp, weight, stride):
    (sh, sw), (kh, kw) = stride, weight.shape[2:]
    oh, ow = (xp.shape[2] - kh) // sh + 1, (xp.shape[3] - kw) // sw + 1
    out = np.zeros((len(xp), len(weight), oh, ow))
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            out[:, :, i, j] = np.tensordot(window, weight, axes=([1, 2, 3], [1, 2, 3]))
    return out


def conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    if bias is not None and not np.any(bias):
        bias = None  # nothing to add
    check(x, weight, bias, stride, padding)
    (ph, pw) = padding
    xp = np.pad(np.asarray(x, np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    out = slide(xp, np.asarray(weight, np.float64), stride)
    if bias is not None:
        out += np.asarray(bias, np.float64)[:, None, None]
    return out


# %% dirty_pad_buffer
# the zero buffer for padding is kept by its padded shape; another split into map and padding finds
# old numbers in its border
import numpy as np

_buffers = {}


def conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    n, c_in, h, w = x.shape
    c_out, depth, kh, kw = weight.shape
    (sh, sw), (ph, pw) = stride, padding
    if c_in != depth:
        raise ValueError("different numbers of channels")
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the filters do not fit")
    if bias is not None and bias.shape != (c_out,):
        raise ValueError("bias")
    shape = (n, c_in, h + 2 * ph, w + 2 * pw)
    if shape not in _buffers:
        _buffers[shape] = np.zeros(shape)  # the border is zero and stays zero
    xp = _buffers[shape]
    xp[:, :, ph : ph + h, pw : pw + w] = x
    weight = weight.astype(np.float64)
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    result = np.zeros((n, c_out, oh, ow))
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            result[:, :, i, j] = np.tensordot(window, weight, axes=((1, 2, 3), (1, 2, 3)))
    if bias is not None:
        result += bias[:, None, None].astype(np.float64)
    return result


# %% bias_of_zeros_unchecked
# a bias that holds only zeros is ignored before its shape is looked at: no error
import numpy as np


def conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    if bias is not None and not np.any(bias):
        bias = None  # a bias of zeros is no bias
    n, c_in, h, w = x.shape
    c_out, depth, kh, kw = weight.shape
    (sh, sw), (ph, pw) = stride, padding
    if c_in != depth:
        raise ValueError("different numbers of channels")
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the filters do not fit")
    if bias is not None and bias.shape != (c_out,):
        raise ValueError("bias")
    xp = np.pad(x.astype(np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    weight = weight.astype(np.float64)
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    result = np.zeros((n, c_out, oh, ow))
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            result[:, :, i, j] = np.tensordot(window, weight, axes=((1, 2, 3), (1, 2, 3)))
    if bias is not None:
        result += bias[:, None, None].astype(np.float64)
    return result


# %% one_pixel_window_pads_late
# for 1 x 1 filters the maps are padded after the bias was added: the border misses the bias
import numpy as np


def conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    n, c_in, h, w = x.shape
    c_out, depth, kh, kw = weight.shape
    (sh, sw), (ph, pw) = stride, padding
    if c_in != depth:
        raise ValueError("different numbers of channels")
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the filters do not fit")
    if bias is not None and bias.shape != (c_out,):
        raise ValueError("bias")
    if kh == kw == 1:  # zeros stay zeros: multiply first, then pad, which saves the products with zeros
        y = np.einsum("nchw,oc->nohw", x.astype(np.float64), weight[:, :, 0, 0].astype(np.float64))
        if bias is not None:
            y += bias[:, None, None]
        return np.pad(y, ((0, 0), (0, 0), (ph, ph), (pw, pw)))[:, :, ::sh, ::sw]
    xp = np.pad(x.astype(np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    weight = weight.astype(np.float64)
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    result = np.zeros((n, c_out, oh, ow))
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            result[:, :, i, j] = np.tensordot(window, weight, axes=((1, 2, 3), (1, 2, 3)))
    if bias is not None:
        result += bias[:, None, None].astype(np.float64)
    return result


# %% truncated_size
# int(a / s) rounds -1/2 up to 0, so a filter of 2 on maps of 1 pixel is let through with stride 2 and
# NumPy stretches the pixel
import numpy as np


def conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    n, c_in, h, w = x.shape
    c_out, depth, kh, kw = weight.shape
    (sh, sw), (ph, pw) = stride, padding
    if c_in != depth:
        raise ValueError("different numbers of channels")
    if sh < 1 or sw < 1 or ph < 0 or pw < 0:
        raise ValueError("stride or padding")
    if bias is not None and bias.shape != (c_out,):
        raise ValueError("bias")
    oh, ow = int((h + 2 * ph - kh) / sh) + 1, int((w + 2 * pw - kw) / sw) + 1
    if oh < 1 or ow < 1:
        raise ValueError("the filters do not fit")
    xp = np.pad(x.astype(np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    result = np.zeros((n, c_out, oh, ow))
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            for o in range(c_out):
                result[:, o, i, j] = np.sum(window * weight[o].astype(np.float64), axis=(1, 2, 3))
    if bias is not None:
        result += bias[:, None, None]
    return result


# %% bytes_in_int32
# 8-bit maps and filters are summed in int32, which overflows for filters of more than 33,000 weights
import numpy as np


def conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    n, c_in, h, w = x.shape
    c_out, depth, kh, kw = weight.shape
    (sh, sw), (ph, pw) = stride, padding
    if c_in != depth:
        raise ValueError("different numbers of channels")
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the filters do not fit")
    if bias is not None and bias.shape != (c_out,):
        raise ValueError("bias")
    # 8-bit numbers: a product has 16 bits, int32 has room enough for the sum and is exact
    small = x.dtype.itemsize == weight.dtype.itemsize == 1
    kind = np.int32 if small else np.float64
    xp = np.pad(x.astype(kind), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    weight = weight.astype(kind)
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    result = np.zeros((n, c_out, oh, ow))
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            result[:, :, i, j] = np.tensordot(window, weight, axes=((1, 2, 3), (1, 2, 3)))
    if bias is not None:
        result += bias[:, None, None].astype(np.float64)
    return result


# %% fortran_and_padding
# np.pad keeps Fortran order, so strides counted by hand are wrong for Fortran maps with padding
# (without it a C copy is made)
import numpy as np
from numpy.lib.stride_tricks import as_strided


def conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    n, c_in, h, w = x.shape
    c_out, depth, kh, kw = weight.shape
    (sh, sw), (ph, pw) = stride, padding
    if c_in != depth:
        raise ValueError("different numbers of channels")
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the filters do not fit")
    if bias is not None and bias.shape != (c_out,):
        raise ValueError("bias")
    if ph or pw:
        xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw))).astype(np.float64)  # a new array
    else:
        xp = np.ascontiguousarray(x, dtype=np.float64)
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1
    windows = as_strided(xp, (n, c_in, oh, ow, kh, kw), [8 * s for s in (c_in * H * W, H * W, sh * W, sw, W, 1)])
    result = np.einsum("nchwij,ocij->nohw", windows, weight.astype(np.float64))
    if bias is not None:
        result += bias[:, None, None]
    return result


# %% last_axis_of_the_bias
# only the last axis of the bias is compared with c_out: a bias of shape (1, c_out) is taken
import numpy as np


def conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    n, c_in, h, w = x.shape
    c_out, depth, kh, kw = weight.shape
    (sh, sw), (ph, pw) = stride, padding
    if c_in != depth:
        raise ValueError("different numbers of channels")
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the filters do not fit")
    if bias is not None:
        if np.shape(bias)[-1:] != (c_out,):
            raise ValueError("one bias for each filter")
        bias = bias.reshape(-1)
    xp = np.pad(x.astype(np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    weight = weight.astype(np.float64)
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    result = np.zeros((n, c_out, oh, ow))
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            result[:, :, i, j] = np.tensordot(window, weight, axes=((1, 2, 3), (1, 2, 3)))
    if bias is not None:
        result += bias[:, None, None].astype(np.float64)
    return result


# %% product_of_strides
# sh * sw < 1 lets two negative strides through; where the filter is as large as the maps there is a
# result and no error
import numpy as np


def conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    n, c_in, h, w = x.shape
    c_out, depth, kh, kw = weight.shape
    (sh, sw), (ph, pw) = stride, padding
    if c_in != depth:
        raise ValueError("different numbers of channels")
    if sh * sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the filters do not fit")
    if bias is not None and bias.shape != (c_out,):
        raise ValueError("bias")
    xp = np.pad(x.astype(np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    weight = weight.astype(np.float64)
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    result = np.zeros((n, c_out, oh, ow))
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            result[:, :, i, j] = np.tensordot(window, weight, axes=((1, 2, 3), (1, 2, 3)))
    if bias is not None:
        result += bias[:, None, None].astype(np.float64)
    return result


# %% square_shortcut
# for square maps and filters with equal strides the number of columns is taken from the rows, though
# the paddings may differ
import numpy as np


def conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    n, c_in, h, w = x.shape
    c_out, depth, kh, kw = weight.shape
    (sh, sw), (ph, pw) = stride, padding
    if c_in != depth:
        raise ValueError("different numbers of channels")
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if ph < 0 or pw < 0:
        raise ValueError("padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the filters do not fit")
    if bias is not None and bias.shape != (c_out,):
        raise ValueError("bias")
    xp = np.pad(x.astype(np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    weight = weight.astype(np.float64)
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if h == w and kh == kw and sh == sw:
        ow = oh  # square in, square out
    result = np.zeros((n, c_out, oh, ow))
    for i in range(oh):
        for j in range(ow):
            window = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            result[:, :, i, j] = np.tensordot(window, weight, axes=((1, 2, 3), (1, 2, 3)))
    if bias is not None:
        result += bias[:, None, None].astype(np.float64)
    return result


# %% range_makes_the_checks
# Breaks "ValueError: the filters have more rows ... than the padded maps": with a negative stride, too, nothing raises.
# conv2d(np.ones((1, 1, 1, 1)), np.ones((1, 1, 3, 1)), stride=(-1, 1)): wanted ValueError, gives [[[[3]]]].
import numpy as np


def conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    c_out, c_in, kh, kw = weight.shape
    (sh, sw), (ph, pw) = stride, padding
    if x.shape[1] != c_in:
        raise ValueError("the filters have another number of channels")
    if bias is not None and bias.shape != (c_out,):
        raise ValueError("one bias for each filter, please")
    # np.pad refuses negative numbers, range refuses a step of 0
    padded = np.pad(x.astype(np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    rows = range(0, padded.shape[2] - kh + 1, sh)
    columns = range(0, padded.shape[3] - kw + 1, sw)
    if not rows or not columns:
        raise ValueError("no position for the window: too large, or a negative stride")
    filters = weight.astype(np.float64)
    result = np.zeros((len(x), c_out, len(rows), len(columns)))
    for i, top in enumerate(rows):
        for j, left in enumerate(columns):
            window = padded[:, :, top : top + kh, left : left + kw]
            result[:, :, i, j] = np.einsum("ncuv,ocuv->no", window, filters)
    if bias is not None:
        result += bias.astype(np.float64)[:, None, None]
    return result
