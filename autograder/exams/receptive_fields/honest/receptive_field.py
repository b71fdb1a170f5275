"""Right answers to `receptive_field` in different styles."""

import math
from functools import reduce

import numpy as np


def from_the_input_up(layers):
    size, jump, start = 1, 1, 0
    for kernel, stride, padding in layers:
        if kernel < 1 or stride < 1 or padding < 0:
            raise ValueError(f"no such layer: {kernel}, {stride}, {padding}")
        size += (kernel - 1) * jump
        start -= padding * jump
        jump *= stride
    return size, jump, start


def from_the_output_down(layers):
    for kernel, stride, padding in layers:
        if kernel < 1:
            raise ValueError("kernel")
        if stride < 1:
            raise ValueError("stride")
        if padding < 0:
            raise ValueError("padding")
    size, jump, start = 1, 1, 0
    for kernel, stride, padding in layers[::-1]:
        size = (size - 1) * stride + kernel
        start = start * stride - padding
        jump = jump * stride
    return size, jump, start


def recursive(layers):
    if not layers:
        return (1, 1, 0)
    size, jump, start = recursive(layers[:-1])
    kernel, stride, padding = layers[-1]
    if min(kernel, stride) < 1 or padding < 0:
        raise ValueError("a number is out of range")
    return (size + (kernel - 1) * jump, jump * stride, start - padding * jump)


def first_and_last_pixel(layers):
    def window(output):
        first = last = output
        for kernel, stride, padding in reversed(layers):
            first = first * stride - padding
            last = last * stride - padding + kernel - 1
        return first, last

    if any(kernel < 1 or stride < 1 or padding < 0 for kernel, stride, padding in layers):
        raise ValueError("a layer has a number out of range")
    (first, last), (next_first, _) = window(0), window(1)
    return last - first + 1, next_first - first, first


def reduced(layers):
    def then(field, layer):
        (size, jump, start), (kernel, stride, padding) = field, layer
        if kernel <= 0 or stride <= 0 or padding <= -1:
            raise ValueError(layer)
        return size + (kernel - 1) * jump, jump * stride, start - padding * jump

    return reduce(then, layers, (1, 1, 0))


def products_of_slices(layers):
    kernels = [layer[0] for layer in layers]
    strides = [layer[1] for layer in layers]
    paddings = [layer[2] for layer in layers]
    if min(kernels, default=1) < 1 or min(strides, default=1) < 1 or min(paddings, default=0) < 0:
        raise ValueError("out of range")
    jumps = [math.prod(strides[:depth]) for depth in range(len(layers) + 1)]
    size = 1 + sum((k - 1) * jump for k, jump in zip(kernels, jumps, strict=False))
    start = -sum(p * jump for p, jump in zip(paddings, jumps, strict=False))
    return size, jumps[-1], start


def cumulative_products(layers):
    numbers = np.array(layers, dtype=np.int64).reshape(-1, 3)
    if (numbers < [1, 1, 0]).any():
        raise ValueError("out of range")
    jumps = np.cumprod(np.concatenate([[1], numbers[:, 1]]))
    size = 1 + np.dot(numbers[:, 0] - 1, jumps[:-1])
    start = -np.dot(numbers[:, 2], jumps[:-1])
    return size, jumps[-1], start


def centre_and_reach(layers):
    twice_centre, reach, jump = 0, 0, 1  # twice: the centre of an even window lies between two pixels
    for k, s, p in layers:
        if k < 1 or s < 1 or p < 0:
            raise ValueError("k, s or p")
        twice_centre += (k - 1 - 2 * p) * jump
        reach += (k - 1) * jump
        jump *= s
    return reach + 1, jump, (twice_centre - reach) // 2
