"""Output sizes and paddings: the arithmetic of shapes, one axis at a time."""

from __future__ import annotations

__all__ = ["Pair", "output_size", "output_size_total", "same_padding"]

Pair = tuple[int, int]
"""One number for each axis of a map: (down, right)."""


def output_size(n: int, k: int, padding: int = 0, stride: int = 1) -> int:
    """Count the positions a window of length `k` takes along an axis of length `n`.

    ``floor((n + 2 padding - k) / stride) + 1`` with `padding` counted PER SIDE, as PyTorch counts it.

    Args:
        n: length of the axis, in pixels, at least 1.
        k: length of the window, in pixels, at least 1.
        padding: pixels added at EACH end, at least 0.
        stride: pixels between one position and the next, at least 1.

    Raises:
        ValueError: an argument is out of range, or the window is longer than the padded axis.

    Source: lectures L0 and L4; Dumoulin and Visin, A guide to convolution arithmetic (2016), relationship 6.

    >>> output_size(3, 2), output_size(4, 3, padding=1), output_size(100, 3, padding=1, stride=2)
    (2, 4, 50)
    """
    if padding < 0:
        raise ValueError(f"padding must be at least 0 pixels per side, got {padding}")
    return output_size_total(n, k, 2 * padding, stride)


def output_size_total(n: int, k: int, total_padding: int = 0, stride: int = 1) -> int:
    """Count the positions of a window when `total_padding` is the sum over BOTH ends of the axis.

    ``floor((n - k + total_padding + stride) / stride)``. The two ends may be padded differently: only their sum counts.

    Args:
        n: length of the axis, in pixels, at least 1.
        k: length of the window, in pixels, at least 1.
        total_padding: pixels added at both ends together, at least 0.
        stride: pixels between one position and the next, at least 1.

    Raises:
        ValueError: an argument is out of range, or the window is longer than the padded axis.

    Source: lectures L1 and L4, which write the same letter p for this and for the padding per side.

    >>> output_size_total(4, 3, total_padding=2), output_size_total(100, 3, total_padding=2, stride=2)
    (4, 50)
    """
    for name, value, least in (("n", n, 1), ("k", k, 1), ("total_padding", total_padding, 0), ("stride", stride, 1)):
        if value < least:
            raise ValueError(f"{name} must be at least {least}, got {value}")
    if k > n + total_padding:
        raise ValueError(
            f"a window of {k} does not fit into {n} + {total_padding} = {n + total_padding} padded pixels: "
            "make the window shorter or the padding larger"
        )
    return (n - k + total_padding + stride) // stride


def same_padding(k: int) -> tuple[int, int]:
    """Return the zeros to add before and after an axis so that stride 1 keeps its length.

    Their sum is ``k - 1``. An odd window splits it evenly, ``(k - 1) / 2`` each side; an even one cannot, and the
    extra pixel goes AFTER, as in PyTorch's and TensorFlow's ``padding="same"``.

    Args:
        k: length of the window, in pixels, at least 1.

    Raises:
        ValueError: `k` is smaller than 1.

    Source: lecture L0, which gives (k - 1) / 2 and says why kernels are odd.

    >>> same_padding(3), same_padding(4)
    ((1, 1), (1, 2))
    """
    if k < 1:
        raise ValueError(f"k must be at least 1, got {k}")
    return (k - 1) // 2, k // 2
