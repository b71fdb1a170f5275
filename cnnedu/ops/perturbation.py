"""What can be found out about a network from outside, by changing its input: what it sees, and how it moves."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

__all__ = ["is_shift_equivariant", "receptive_field_by_perturbation"]

Network = Callable[[np.ndarray], np.ndarray]
Pair = tuple[int, int]


def receptive_field_by_perturbation(network: Network, shape: Pair, position: Pair) -> np.ndarray:
    """Find the pixels that one output of a network depends on, by setting one after the other.

    A pixel counts if the output at `position` for an image of zeros with a 1 in that pixel differs from the one for the
    image of zeros.

    Args:
        network: a function from an image (h, w) to a map (oh, ow).
        shape: (h, w) of the images.
        position: (row, column) of the output.

    Returns:
        boolean array (h, w).

    Source: lecture L0, which defines the receptive field by what a change of a pixel changes.

    >>> receptive_field_by_perturbation(lambda image: image[:, 1:] - image[:, :-1], (2, 3), (0, 1)).astype(int)
    array([[0, 1, 1],
           [0, 0, 0]])
    """
    without = network(np.zeros(shape))[position]
    dots = np.eye(shape[0] * shape[1]).reshape(-1, *shape)
    return np.array([network(dot)[position] != without for dot in dots], dtype=bool).reshape(shape)


def is_shift_equivariant(network: Network, image: np.ndarray, shift: Pair, output_shift: Pair) -> bool:
    """Say whether cutting `shift` off an image cuts `output_shift` off the network's output, and changes nothing else.

    A convolution of stride s without padding moves by 1 where its input moves by s. A shift that is no multiple of the
    stride gives other numbers, and so does padding, whose zeros do not move with the image.

    Args:
        network: a function from an image (h, w) to a map (oh, ow).
        image: array (h, w).
        shift: (rows, columns) cut off the image above and on the left, each at least 0.
        output_shift: (rows, columns) cut off the output, each at least 0.

    Returns:
        whether both maps have the same shape and, to 1e-9, the same values.

    Source: lecture L1 (sharing of parameters); Zhang, Making convolutional networks shift-invariant again (2019).

    >>> every_second = lambda image: image[:, ::2]
    >>> [is_shift_equivariant(every_second, np.arange(6).reshape(1, 6), (0, d), (0, d // 2)) for d in (0, 1, 2)]
    [True, False, True]
    """
    (down, right), (output_down, output_right) = shift, output_shift
    moved = network(image[down:, right:])
    expected = network(image)[output_down:, output_right:]
    return moved.shape == expected.shape and bool(np.allclose(moved, expected, rtol=1e-9, atol=1e-9))
