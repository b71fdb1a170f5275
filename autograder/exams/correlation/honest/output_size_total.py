"""Right answers to `output_size_total` in different styles."""

import numpy as np


def formula(n, k, total_padding=0, stride=1):
    if stride < 1:
        raise ValueError("stride must be at least 1")
    if k > n + total_padding:
        raise ValueError("window too long")
    return (n - k + total_padding + stride) // stride


def one_added_last(n, k, total_padding=0, stride=1):
    room = n + total_padding - k
    if room < 0 or stride < 1:
        raise ValueError(f"room {room}, stride {stride}")
    return room // stride + 1


def counted(n, k, total_padding=0, stride=1):
    if stride < 1 or k > n + total_padding:
        raise ValueError("no positions")
    return sum(1 for start in range(n + total_padding) if start % stride == 0 and start + k <= n + total_padding)


def length_of_a_range(n, k, total_padding=0, stride=1):
    positions = range(0, n + total_padding - k + 1, stride)  # range itself refuses stride 0
    if stride < 0 or not positions:
        raise ValueError("no positions")
    return len(positions)


def numpy_integer(n, k, total_padding=0, stride=1):
    if stride < 1 or n + total_padding < k:
        raise ValueError("no room")
    return np.floor_divide(n - k + total_padding, stride) + np.int32(1)


def two_ends(n, k, total_padding=0, stride=1):
    before = total_padding // 2
    after = total_padding - before
    if stride < 1 or k > before + n + after:
        raise ValueError("no room")
    return int((before + n + after - k) / stride) + 1


def size_of_a_slice(n, k, total_padding=0, stride=1):
    if stride < 1 or k > n + total_padding:
        raise ValueError("no room")
    return np.arange(n + total_padding - k + 1)[::stride].size


def guarded_by_the_result(n, k, total_padding=0, stride=1):
    size = (n - k + total_padding) // max(stride, 1) + 1
    if stride < 1 or size < 1:
        raise ValueError("no positions")
    return size
