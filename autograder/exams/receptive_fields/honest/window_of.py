"""Right answers to `window_of` in different styles."""

import math

import numpy as np


def back_through_the_layers(i, layers):
    if i < 0:
        raise ValueError("there is no output before output 0")
    first = last = i
    for kernel, stride, padding in reversed(layers):
        first = first * stride - padding
        last = last * stride - padding + kernel - 1
    return first, last


def recursive(i, layers):
    def window(first, last, layers):
        if not layers:
            return first, last
        *below, (kernel, stride, padding) = layers
        return window(first * stride - padding, last * stride + kernel - 1 - padding, below)

    if i < 0:
        raise ValueError(i)
    return window(i, i, layers)


def size_jump_and_start(i, layers):
    if i <= -1:
        raise ValueError("i")
    size, jump, start = 1, 1, 0
    for kernel, stride, padding in layers:
        size += (kernel - 1) * jump
        start -= padding * jump
        jump *= stride
    return start + i * jump, start + i * jump + size - 1


def padding_put_before_the_input(i, layers):
    if i < 0:
        raise ValueError("negative output")
    first, last, zeros, jump = i, i, 0, 1
    for _, stride, padding in layers:
        zeros += padding * jump
        jump *= stride
    for index in range(len(layers) - 1, -1, -1):
        kernel, stride, _ = layers[index]
        first, last = first * stride, last * stride + (kernel - 1)
    return first - zeros, last - zeros


def sums_of_products(i, layers):
    if not i >= 0:
        raise ValueError(f"output {i}")
    jumps = [math.prod(stride for _, stride, _ in layers[:depth]) for depth in range(len(layers) + 1)]
    first = i * jumps[-1]
    length = 1
    for (kernel, _, padding), jump in zip(layers, jumps[:-1], strict=True):
        first -= padding * jump
        length += (kernel - 1) * jump
    return first, first + length - 1


def array_of_both_ends(i, layers):
    if i < 0:
        raise ValueError("i must not be negative")
    ends = np.array([i, i])
    for kernel, stride, padding in layers[::-1]:
        ends = stride * ends + [-padding, kernel - 1 - padding]
    return ends[0], ends[1]


def start_and_length(i, layers):
    if i < 0:
        raise ValueError("i")
    start, length = i, 1
    for kernel, stride, padding in layers[::-1]:
        start, length = start * stride - padding, (length - 1) * stride + kernel
    return (start, start + length - 1)


def copy_that_is_popped(i, layers):
    if i < 0:
        raise ValueError("i")
    left = list(layers)
    window = (i, i)
    while left:
        kernel, stride, padding = left.pop()
        window = tuple(pixel * stride - padding for pixel in window)
        window = (window[0], window[1] + kernel - 1)
    return window
