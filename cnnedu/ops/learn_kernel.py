"""A kernel learned from an image and its result, by gradient descent on the squared error."""

from __future__ import annotations

import numpy as np

from cnnedu.ops.corr2d import corr2d

__all__ = ["learn_kernel"]


def learn_kernel(
    image: np.ndarray, target: np.ndarray, start: np.ndarray, learning_rate: float, steps: int
) -> np.ndarray:
    """Take gradient steps that bring ``corr2d(image, kernel)`` closer to a target.

    The loss is ``L(K) = sum (corr2d(image, K) - target)^2``, its gradient ``2 corr2d(image, error)`` with
    ``error = corr2d(image, K) - target``, and a step is ``K - learning_rate * gradient``.

    Args:
        image: array (h, w), any real dtype.
        target: array (h - kh + 1, w - kw + 1), any real dtype.
        start: array (kh, kw), the kernel to begin with.
        learning_rate: a positive int or float.
        steps: how many steps, at least 0.

    Returns:
        new float64 array (kh, kw).

    Raises:
        ValueError: the target does not have the shape of ``corr2d(image, start)``, or as for `corr2d`.

    Source: lecture L4 (the squared error, the edge picture); the factor 2 is the derivative's.

    >>> learn_kernel(np.array([[1, 0, 0]]), np.array([[1, 0]]), np.zeros((1, 2)), learning_rate=0.25, steps=2)
    array([[0.75, 0.  ]])
    """
    image, target = np.asarray(image, dtype=np.float64), np.asarray(target, dtype=np.float64)
    kernel = np.array(start, dtype=np.float64)
    shape = corr2d(image, kernel).shape
    if target.shape != shape:
        raise ValueError(f"target must have shape {shape} (that of the result), got {target.shape}")
    for _ in range(steps):
        error = corr2d(image, kernel) - target
        kernel -= learning_rate * 2 * corr2d(image, error)
    return kernel
