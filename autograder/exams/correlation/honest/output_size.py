"""Right answers to `output_size` in different styles."""

import numpy as np


def formula(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride must be at least 1")
    if k > n + 2 * padding:
        raise ValueError("window too long")
    return (n + 2 * padding - k) // stride + 1


def counted(n, k, padding=0, stride=1):
    if stride < 1 or k > n + 2 * padding:
        raise ValueError("no positions")
    positions, start = 0, 0
    while start + k <= n + 2 * padding:
        positions += 1
        start += stride
    return positions


def length_of_a_range(n, k, padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride")
    positions = len(range(0, n + 2 * padding - k + 1, stride))
    if positions == 0:
        raise ValueError("window")
    return positions


def floor_of_a_quotient(n, k, padding=0, stride=1):
    if stride <= 0 or n + padding + padding < k:
        raise ValueError(f"n={n}, k={k}, padding={padding}, stride={stride}")
    return int(np.floor((n + 2 * padding - k) / stride)) + 1


def numpy_integer(n, k, padding=0, stride=1):
    last = np.int64(n) + 2 * np.int64(padding) - np.int64(k)
    if last < 0 or stride < 1:
        raise ValueError("no room")
    return last // stride + 1


def through_the_total_padding(n, k, padding=0, stride=1):
    def total(n, k, both, stride):
        if stride < 1 or k > n + both:
            raise ValueError("no room")
        return (n - k + both + stride) // stride

    return total(n, k, 2 * padding, stride)


def quotient_and_remainder(n, k, padding=0, stride=1):
    if stride < 1 or n + 2 * padding - k < 0:
        raise ValueError("no room")
    steps, _ = divmod(n + 2 * padding - k, stride)
    return steps + 1


def guarded_by_the_result(n, k, padding=0, stride=1):
    if stride <= 0:
        raise ValueError("stride")
    size = (n + 2 * padding - k) // stride + 1
    if size <= 0:
        raise ValueError("window")
    return size
