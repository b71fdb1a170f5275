"""How every operation reads its arguments: pairs, floating point, N x C x H x W."""

from __future__ import annotations

import numpy as np

from cnnedu.formulas.shapes import Pair

__all__ = ["as_filters", "as_float", "as_maps", "check_shape", "pair"]


def pair(name: str, value: int | tuple[int, ...], least: int) -> Pair:
    """Read a number for both axes, or a pair (down, right), and refuse what is smaller than `least`.

    Args:
        name: of the argument, for the message.
        value: what the caller gave.
        least: the smallest number allowed.

    Raises:
        ValueError: it is neither an integer nor two of them, or one is smaller than `least`.

    >>> pair("stride", 2, least=1), pair("padding", (0, 3), least=0)
    ((2, 2), (0, 3))
    """
    both = tuple(value) if isinstance(value, (tuple, list)) else (value, value)
    if len(both) != 2 or not all(isinstance(v, (int, np.integer)) and not isinstance(v, bool) for v in both):
        raise ValueError(f"{name} must be an integer or a pair of integers (down, right), got {value!r}")
    if min(both) < least:
        raise ValueError(f"{name} must be at least {least} on both axes, got {value!r}")
    return int(both[0]), int(both[1])


def as_float(array: np.ndarray) -> np.ndarray:
    """Leave floating point as it is, and turn integers and booleans into float64 so that sums cannot wrap around.

    Args:
        array: of any shape.

    Raises:
        ValueError: the numbers are not real.

    >>> as_float(np.array([1, 2], dtype=np.uint8)).dtype, as_float(np.array([1], dtype=np.float32)).dtype
    (dtype('float64'), dtype('float32'))
    """
    array = np.asarray(array)
    if array.dtype.kind == "f":
        return array
    if array.dtype.kind not in "iub":
        raise ValueError(f"an array of real numbers is wanted, got dtype {array.dtype}")
    return array.astype(np.float64)


def as_maps(name: str, array: np.ndarray) -> np.ndarray:
    """Read a batch of feature maps, N x C x H x W, as floating point.

    Args:
        name: of the argument, for the message.
        array: what the caller gave.

    Raises:
        ValueError: the array does not have four axes, or its numbers are not real.

    >>> as_maps("x", np.zeros((2, 3)))
    Traceback (most recent call last):
    ValueError: x must be N x C x H x W, got shape (2, 3): add axes of length 1 for what there is only one of
    """
    return _with_four_axes(name, array, "N x C x H x W")


def as_filters(name: str, array: np.ndarray) -> np.ndarray:
    """Read the weight of a convolution, C_out x C_in x kh x kw, as floating point.

    Arguments and errors as for `as_maps`.

    >>> as_filters("weight", np.ones((1, 1, 2, 2), dtype=int)).dtype
    dtype('float64')
    """
    return _with_four_axes(name, array, "C_out x C_in x kh x kw")


def check_shape(name: str, array: np.ndarray, wanted: tuple[int, ...], because: str) -> None:
    """Refuse an array of another shape than `wanted`.

    Args:
        name: of the argument, for the message.
        array: what the caller gave.
        wanted: its shape.
        because: what that shape follows from, for the message.

    Raises:
        ValueError: the shape is another.

    >>> check_shape("bias", np.zeros(3), (4,), "one per output channel")
    Traceback (most recent call last):
    ValueError: bias must have shape (4,) (one per output channel), got (3,)
    """
    if array.shape != wanted:
        raise ValueError(f"{name} must have shape {wanted} ({because}), got {array.shape}")


def _with_four_axes(name: str, array: np.ndarray, axes: str) -> np.ndarray:
    array = as_float(array)
    if array.ndim != 4:
        raise ValueError(
            f"{name} must be {axes}, got shape {array.shape}: add axes of length 1 for what there is only one of"
        )
    return array
