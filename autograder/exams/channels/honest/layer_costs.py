"""Right answers to `layer_costs` in different styles."""

import numpy as np


def by_the_formulas(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding
    if sh < 1 or sw < 1:
        raise ValueError(f"stride {stride}")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the kernel does not fit")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    weights = c_out * c_in * kh * kw
    parameters = weights + (c_out if bias else 0)
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": oh * ow * weights}


def filter_by_filter(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    positions = 1
    for n, k, s, p in zip(size, kernel, stride, padding, strict=True):
        if s < 1 or k > n + 2 * p:
            raise ValueError("no position")
        positions *= len(range(0, n + 2 * p - k + 1, s))
    one_filter = c_in * kernel[0] * kernel[1]
    learned = (one_filter + 1) * c_out if bias else one_filter * c_out
    return {"parameters": learned, "bytes": learned * 32 // 8, "multiply_adds": positions * c_out * one_filter}


def products_of_shapes(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    room = [n + 2 * p - k for n, k, p in zip(size, kernel, padding, strict=True)]
    if min(room) < 0:
        raise ValueError("the kernel does not fit")
    if min(stride) < 1:
        raise ValueError("stride")
    output = [1 + r // s for r, s in zip(room, stride, strict=True)]
    weights = int(np.prod([c_out, c_in, *kernel], dtype=np.int64))
    costs = {"parameters": weights, "multiply_adds": weights * output[0] * output[1]}
    if bias:
        costs["parameters"] += c_out
    costs["bytes"] = costs["parameters"] * np.dtype(np.float32).itemsize
    return costs


def with_a_helper_for_sizes(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    def positions(axis):
        last = size[axis] + 2 * padding[axis] - kernel[axis]
        if last < 0 or stride[axis] <= 0:
            raise ValueError(f"axis {axis}")
        return divmod(last, stride[axis])[0] + 1

    per_pixel = kernel[0] * kernel[1] * c_in
    multiply_adds = positions(0) * positions(1) * per_pixel * c_out
    parameters = (per_pixel + int(bias)) * c_out
    result = {}
    result["parameters"] = parameters
    result["bytes"] = parameters + parameters + parameters + parameters
    result["multiply_adds"] = multiply_adds
    return result


def numpy_integers_of_64_bits(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    k, n, s, p = (np.array(pair, dtype=np.int64) for pair in (kernel, size, stride, padding))
    if (s < 1).any() or (k > n + 2 * p).any():
        raise ValueError("stride or kernel")
    output = (n + 2 * p - k) // s + 1
    weights = np.int64(c_in) * np.int64(c_out) * k.prod()
    parameters = weights + np.int64(c_out) * (1 if bias else 0)
    return {"parameters": parameters, "bytes": parameters * 4, "multiply_adds": int(weights) * int(output.prod())}


def pixel_by_pixel_of_the_output(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    (kh, kw), (sh, sw) = kernel, stride
    rows, columns = size[0] + 2 * padding[0], size[1] + 2 * padding[1]
    if kh > rows or kw > columns:
        raise ValueError("kernel")
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    multiply_adds, top = 0, 0
    while top + kh <= rows:
        left = 0
        while left + kw <= columns:
            multiply_adds += c_out * c_in * kh * kw
            left += sw
        top += sh
    parameters = c_out * c_in * kh * kw
    if bias:
        parameters = parameters + c_out
    return {"parameters": parameters, "bytes": 4 * parameters, "multiply_adds": multiply_adds}
