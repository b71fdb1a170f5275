"""Images around 0 with a deviation of 1, by what the training images say of themselves."""

from __future__ import annotations

import numpy as np

__all__ = ["standardise"]


def standardise(
    train: np.ndarray, validation: np.ndarray, test: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Subtract the mean of the training images and divide by their deviation, channel by channel, in all three sets.

    Args:
        train, validation, test: images (n, c, h, w) of any integer or floating-point dtype; each has its own n.

    Returns:
        Three new float64 arrays: ``(x - mean) / std`` with the mean and the standard deviation (of the population) of
        each channel of `train`. A channel that is the same number in all of `train` is not divided.

    Raises:
        ValueError: the sets differ in c, h or w.

    >>> standardise(np.array([[[[0, 2]]]]), np.array([[[[3, 1]]]]), np.array([[[[1, 1]]]]))[1]
    array([[[[2., 0.]]]])
    """
    sizes = [images.shape[1:] for images in (train, validation, test)]
    if len(set(sizes)) > 1:
        raise ValueError(f"got images of sizes {sizes}: the three sets must agree in c, h and w")
    numbers = train.astype(np.float64)
    mean = numbers.mean(axis=(0, 2, 3), keepdims=True)
    std = numbers.std(axis=(0, 2, 3), keepdims=True)
    constant = numbers.min(axis=(0, 2, 3), keepdims=True) == numbers.max(axis=(0, 2, 3), keepdims=True)
    std = np.where(constant, 1.0, std)
    first, second, third = ((images.astype(np.float64) - mean) / std for images in (train, validation, test))
    return first, second, third
