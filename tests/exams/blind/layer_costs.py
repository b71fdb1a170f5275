"""Wrong answers to `layer_costs`, written by who knew the notebook alone. Each cell is a submission."""


# %% fit_by_the_product
# whether the kernel fits is seen from the number of positions: too large on both axes gives minus times
# minus, which is positive, and no error
def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding

    if sh < 1 or sw < 1:
        raise ValueError("stride")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if oh * ow < 1:
        raise ValueError("the kernel fits nowhere")

    weights = kh * kw * c_in * c_out
    parameters = weights + (c_out if bias else 0)
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": oh * ow * weights}


# %% int_of_a_true_division
# int() of a true division cuts towards zero: a kernel a little too large, with stride 2 or more, gives one
# position instead of an error
def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding

    if sh < 1 or sw < 1:
        raise ValueError("stride")
    oh, ow = int((h + 2 * ph - kh) / sh) + 1, int((w + 2 * pw - kw) / sw) + 1
    if oh < 1 or ow < 1:
        raise ValueError("the kernel does not fit")

    weights = kh * kw * c_in * c_out
    parameters = weights + (c_out if bias else 0)
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": oh * ow * weights}


# %% tuples_compared
# the kernel and the padded size are compared as tuples, so the columns count only where the rows are equal
def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding

    if min(stride) < 1:
        raise ValueError("stride")
    H, W = h + 2 * ph, w + 2 * pw
    if kernel > (H, W):
        raise ValueError("the kernel does not fit")
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    weights = kh * kw * c_in * c_out
    parameters = weights + (c_out if bias else 0)
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": oh * ow * weights}


# %% stride_by_the_product
# sh * sw < 1 refuses stride 0 and one negative stride, but not two negative ones
def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding

    if sh * sw < 1:
        raise ValueError("stride")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the kernel does not fit")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    weights = kh * kw * c_in * c_out
    parameters = weights + (c_out if bias else 0)
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": oh * ow * weights}


# %% half_padding_keeps_the_size
# padding of half the kernel (kh // 2, kw // 2) is taken to keep the size, up to the stride: right for odd
# kernels, one pixel short for many even ones
def output_size(n, k, padding=0, stride=1):
    """Count the positions of a window of k pixels on an axis of n, padded at EACH end."""
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + 2 * padding:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * padding} padded pixels")
    return (n + 2 * padding - k) // stride + 1


def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding

    if min(stride) < 1:
        raise ValueError("stride")
    if (ph, pw) == (kh // 2, kw // 2):  # "same" padding
        oh, ow = -(-h // sh), -(-w // sw)
    else:
        oh, ow = output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)

    weights = kh * kw * c_in * c_out
    parameters = weights + (c_out if bias else 0)
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": oh * ow * weights}


# %% cached_dict_given_out
# lru_cache gives the same dict out again: who adds something into the first result finds it in the next
from functools import cache


def output_size(n, k, padding=0, stride=1):
    """Count the positions of a window of k pixels on an axis of n, padded at EACH end."""
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + 2 * padding:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * padding} padded pixels")
    return (n + 2 * padding - k) // stride + 1


@cache
def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding

    oh, ow = output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)

    weights = kh * kw * c_in * c_out
    parameters = weights + (c_out if bias else 0)
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": oh * ow * weights}


# %% whole_map_returns_before_the_checks
# a kernel as large as the maps has one position and returns before the stride is looked at: stride 0 is not
# refused
def output_size(n, k, padding=0, stride=1):
    """Count the positions of a window of k pixels on an axis of n, padded at EACH end."""
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + 2 * padding:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * padding} padded pixels")
    return (n + 2 * padding - k) // stride + 1


def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding

    if (kh, kw) == (h, w) and (ph, pw) == (0, 0):
        oh = ow = 1  # fully connected: the stride does not matter
    else:
        oh, ow = output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)

    weights = kh * kw * c_in * c_out
    parameters = weights + (c_out if bias else 0)
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": oh * ow * weights}


# %% bytes_divided_back
# the bytes are counted in bits and divided with /, cut back with int(): beyond 2**53 the last digits are lost
def output_size(n, k, padding=0, stride=1):
    """Count the positions of a window of k pixels on an axis of n, padded at EACH end."""
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + 2 * padding:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * padding} padded pixels")
    return (n + 2 * padding - k) // stride + 1


def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding

    oh, ow = output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)
    parameters = (kh * kw * c_in + bool(bias)) * c_out
    return {
        "parameters": parameters,
        "bytes": int(parameters * 32 / 8),
        "multiply_adds": oh * ow * kh * kw * c_in * c_out,
    }


# %% one_by_one_keeps_the_size
# a window of one pixel is said to leave the size as it is, and the padding is forgotten
def output_size(n, k, padding=0, stride=1):
    """Count the positions of a window of k pixels on an axis of n, padded at EACH end."""
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + 2 * padding:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * padding} padded pixels")
    return (n + 2 * padding - k) // stride + 1


def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding

    oh, ow = output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)
    if kernel == (1, 1) and stride == (1, 1):
        oh, ow = h, w  # a window of one pixel: a map of the same size
    weights = kh * kw * c_in * c_out
    parameters = weights + bias * c_out
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": oh * ow * weights}


# %% key_without_commas
# the memo's key is the numbers written side by side: 1 and 16 channels are the key of 11 and 6
_memo = {}


def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    key = f"{c_in}{c_out}{kernel}{size}{stride}{padding}{bias}"
    if key not in _memo:
        _memo[key] = _count(c_in, c_out, kernel, size, stride, padding, bias)
    return dict(_memo[key])


def _count(c_in, c_out, kernel, size, stride, padding, bias):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the kernel does not fit")
    oh = (h + 2 * ph - kh) // sh + 1
    ow = (w + 2 * pw - kw) // sw + 1
    parameters = (kh * kw * c_in + (1 if bias else 0)) * c_out
    multiply_adds = oh * ow * c_out * kh * kw * c_in
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": multiply_adds}


# %% product_of_strides
# sh * sw < 1 lets two negative strides through, which give no error where the kernel is as large as
# the padded maps
def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding
    if sh * sw < 1:
        raise ValueError("stride")
    oh = (h + 2 * ph - kh) // sh + 1
    ow = (w + 2 * pw - kw) // sw + 1
    if oh < 1 or ow < 1:
        raise ValueError("the kernel does not fit")
    parameters = (kh * kw * c_in + (1 if bias else 0)) * c_out
    multiply_adds = oh * ow * c_out * kh * kw * c_in
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": multiply_adds}


# %% sum_of_strides
# sh + sw < 2 lets (0, 2) through (a ZeroDivisionError), and (-1, 3)
def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding
    if sh + sw < 2:
        raise ValueError("stride")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the kernel does not fit")
    oh = (h + 2 * ph - kh) // sh + 1
    ow = (w + 2 * pw - kw) // sw + 1
    if oh < 1 or ow < 1:
        raise ValueError("the kernel does not fit")
    parameters = (kh * kw * c_in + (1 if bias else 0)) * c_out
    multiply_adds = oh * ow * c_out * kh * kw * c_in
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": multiply_adds}


# %% square_shortcut
# square maps, kernel and padding: the columns are taken from the rows, though the strides may differ
def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the kernel does not fit")
    oh = (h + 2 * ph - kh) // sh + 1
    ow = (w + 2 * pw - kw) // sw + 1
    if h == w and kh == kw and ph == pw:
        ow = oh  # everything is square
    parameters = (kh * kw * c_in + (1 if bias else 0)) * c_out
    multiply_adds = oh * ow * c_out * kh * kw * c_in
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": multiply_adds}


# %% stride_over_the_map
# a stride of at least the size is taken to leave one position, though the padding may make room for
# more
def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the kernel does not fit")
    # the second window would start behind the last pixel
    oh = 1 if sh >= h and sh > 1 else (h + 2 * ph - kh) // sh + 1
    ow = 1 if sw >= w and sw > 1 else (w + 2 * pw - kw) // sw + 1
    parameters = (kh * kw * c_in + (1 if bias else 0)) * c_out
    multiply_adds = oh * ow * c_out * kh * kw * c_in
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": multiply_adds}


# %% same_padding_of_even_kernels
# padding (kh // 2, kw // 2) with stride 1 is taken to keep the size, which is wrong for even kernels
def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the kernel does not fit")
    oh = (h + 2 * ph - kh) // sh + 1
    ow = (w + 2 * pw - kw) // sw + 1
    if tuple(stride) == (1, 1) and tuple(padding) == (kh // 2, kw // 2):
        oh, ow = h, w  # "same" padding keeps the size
    parameters = (kh * kw * c_in + (1 if bias else 0)) * c_out
    multiply_adds = oh * ow * c_out * kh * kw * c_in
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": multiply_adds}


# %% bits_over_eight
# int(parameters * 32 / 8) goes through a float: the bytes of more than 2**53 parameters lose digits
def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the kernel does not fit")
    oh = (h + 2 * ph - kh) // sh + 1
    ow = (w + 2 * pw - kw) // sw + 1
    parameters = (kh * kw * c_in + (1 if bias else 0)) * c_out
    multiply_adds = oh * ow * c_out * kh * kw * c_in
    return {"parameters": parameters, "bytes": int(parameters * 32 / 8), "multiply_adds": multiply_adds}


# %% truncated_size
# int(a / s) + 1 < 1 as the test of the fit: a kernel that is too large by less than the stride is not
# refused
def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    oh = int((h + 2 * ph - kh) / sh) + 1
    ow = int((w + 2 * pw - kw) / sw) + 1
    if oh < 1 or ow < 1:
        raise ValueError("the kernel does not fit")
    parameters = (kh * kw * c_in + (1 if bias else 0)) * c_out
    multiply_adds = oh * ow * c_out * kh * kw * c_in
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": multiply_adds}


# %% kept_by_their_hash
# Breaks "not on earlier calls": results are kept by hash(arguments), and hash(2**61) is that of 1.
# layer_costs(1, 1, (1, 1), (3, 1)), then layer_costs(1, 1, (1, 1), (3, 1), stride=(2**61, 1)): wanted 1, gives 3.
import numpy as np

_known = {}


def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    key = hash((c_in, c_out, kernel, size, stride, padding, bias))
    if key not in _known:
        (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding
        if sh < 1 or sw < 1:
            raise ValueError("a stride must be at least 1")
        if kh > h + 2 * ph or kw > w + 2 * pw:
            raise ValueError("the kernel does not fit")
        oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
        weights = kh * kw * c_in * c_out
        parameters = weights + (c_out if bias else 0)
        _known[key] = parameters, 4 * parameters, oh * ow * weights
    return dict(zip(("parameters", "bytes", "multiply_adds"), _known[key]))


# %% floor_of_a_float
# Breaks "every product of a weight with a pixel or a padded zero": a quotient of large ints is rounded up to a whole one.
# layer_costs(1, 1, (1, 1), (2, 1), stride=(2**54 + 2, 1), padding=(2**53, 0)): wanted multiply_adds of 1, gives 2.
import math

import numpy as np


def positions(n, k, step, zeros):
    if step < 1:
        raise ValueError("a stride must be at least 1")
    if k > n + 2 * zeros:
        raise ValueError("the kernel does not fit")
    return math.floor((n + 2 * zeros - k) / step) + 1


def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    oh, ow = (positions(*each) for each in zip(size, kernel, stride, padding))
    weights = kernel[0] * kernel[1] * c_in * c_out
    parameters = weights + c_out * bias
    return {"parameters": parameters, "bytes": parameters * 4, "multiply_adds": weights * oh * ow}


# %% counts_the_bits_in_64_bits
# Breaks "The bytes are those that the parameters take as float32": 32 bits for each of 2**58 parameters overflow.
# layer_costs(2**30, 2**28, (1, 1), (1, 1), bias=False): wanted bytes of 2**60, gives a negative number.
import numpy as np


def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    if stride[0] < 1 or stride[1] < 1:
        raise ValueError("a stride must be at least 1")
    padded = [n + 2 * p for n, p in zip(size, padding)]
    if kernel[0] > padded[0] or kernel[1] > padded[1]:
        raise ValueError("the kernel does not fit")
    out = [(n - k) // s + 1 for n, k, s in zip(padded, kernel, stride)]
    weights = np.prod([*kernel, c_in, c_out])
    parameters = weights + (c_out if bias else 0)
    bits = 32 * parameters
    return {"parameters": parameters, "bytes": bits // 8, "multiply_adds": weights * np.prod(out)}
