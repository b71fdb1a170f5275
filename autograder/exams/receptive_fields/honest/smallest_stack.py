"""Right answers to `smallest_stack` in different styles."""

import itertools

import numpy as np


def layer_by_layer(n, stride=1):
    if n < 1:
        raise ValueError("n must be at least 1")
    if stride < 1:
        raise ValueError("stride must be at least 1")
    depth, size, jump = 0, 1, 1
    while size < n:
        size += 2 * jump
        jump *= stride
        depth += 1
    return depth


def pixels_that_are_left(n, stride=1):
    if n < 1 or stride < 1:
        raise ValueError(f"n={n}, stride={stride}")
    left, step, layers = n - 1, 2, 0
    while left > 0:
        left -= step
        step *= stride
        layers += 1
    return layers


def from_the_top(n, stride=1):
    if min(n, stride) < 1:
        raise ValueError("too small")

    depth, seen = 0, 1
    while seen < n:
        seen = (seen - 1) * stride + 3  # one layer more at the bottom
        depth += 1
    return depth


def geometric_sum(n, stride=1):
    if not (n >= 1 and stride >= 1):
        raise ValueError("n and stride are at least 1")
    if stride == 1:
        return -(-(n - 1) // 2)
    depth = 0
    while 1 + 2 * ((stride**depth - 1) // (stride - 1)) < n:
        depth += 1
    return depth


def all_sizes_at_once(n, stride=1):
    if n < 1 or stride < 1:
        raise ValueError("n or stride")
    if stride == 1:
        return int(np.ceil((n - 1) / 2))
    jumps = stride ** np.arange(20, dtype=np.int64)
    sizes = 1 + 2 * np.concatenate([[0], np.cumsum(jumps)])
    return np.argmax(sizes >= n)


def counted_with_itertools(n, stride=1):
    if n < 1:
        raise ValueError("n")
    if stride < 1:
        raise ValueError("stride")
    added = (2 * stride**depth for depth in itertools.count())
    return sum(1 for _ in itertools.takewhile(lambda size: size < n, itertools.accumulate(added, initial=1)))


def list_of_sizes(n, stride=1):
    if n < 1 or stride < 1:
        raise ValueError("no such stack")
    sizes = [1]
    while sizes[-1] < n:
        sizes.append(sizes[-1] + 2 * stride ** (len(sizes) - 1))
    return len(sizes) - 1
