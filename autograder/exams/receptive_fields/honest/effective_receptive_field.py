"""Right answers to `effective_receptive_field` in different styles."""

import numpy as np


def kernels_of_ones_composed(layers):
    counts, jump = np.ones(1), 1
    for kernel, stride, _ in layers:
        spread = np.zeros((kernel - 1) * jump + 1)
        spread[::jump] = 1
        counts = np.convolve(counts, spread)
        jump *= stride
    return counts


def every_path_walked_back(layers):
    size, jump = 1, 1
    for kernel, stride, _ in layers:
        size += (kernel - 1) * jump
        jump *= stride
    reached = {0: 1}
    for kernel, stride, _ in reversed(layers):
        below: dict[int, int] = {}
        for place, paths in reached.items():
            for tap in range(kernel):
                below[place * stride + tap] = below.get(place * stride + tap, 0) + paths
        reached = below
    return np.array([reached.get(pixel, 0) for pixel in range(size)], dtype=float)


def gradient_of_the_output(layers):
    gradient = np.ones(1)
    for kernel, stride, _ in layers[::-1]:
        below = np.zeros((len(gradient) - 1) * stride + kernel)
        for i, paths in enumerate(gradient):
            below[i * stride : i * stride + kernel] += paths
        gradient = below
    return gradient


def shifted_copies(layers):
    counts, jump = np.array([1.0]), 1
    for kernel, stride, _ in layers:
        longer = np.zeros(len(counts) + (kernel - 1) * jump)
        for tap in range(kernel):
            longer[tap * jump : tap * jump + len(counts)] += counts
        counts, jump = longer, jump * stride
    return counts


def recursive(layers):
    if not layers:
        return np.ones(1)
    (kernel, stride, _), *above = layers
    paths = recursive(above)
    apart = np.zeros((len(paths) - 1) * stride + 1)
    apart[::stride] = paths
    return np.convolve(np.ones(kernel), apart)


def polynomials_multiplied(layers):
    product, jump = [1], 1
    for kernel, stride, _ in layers:
        longer = [0] * (len(product) + (kernel - 1) * jump)
        for place, coefficient in enumerate(product):
            for tap in range(kernel):
                longer[place + tap * jump] += coefficient
        product, jump = longer, jump * stride
    return np.array(product, dtype=np.float64)


def matrices_multiplied(layers):
    paths = np.ones((1, 1))
    for kernel, stride, _ in layers[::-1]:
        n = (paths.shape[1] - 1) * stride + kernel
        taps = np.zeros((paths.shape[1], n))
        for i in range(len(taps)):
            taps[i, i * stride : i * stride + kernel] = 1
        paths = paths @ taps
    return paths[0]
