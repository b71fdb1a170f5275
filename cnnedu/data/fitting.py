"""Bring images to the size a network wants: pad with black, or enlarge."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cnnedu.data.dataset import Dataset

__all__ = ["fitted", "padded", "resized"]


def fitted(dataset: Dataset, height: int, width: int) -> Dataset:
    """Enlarge by the largest whole factor that fits, then pad with black to exactly the size asked for.

    28 x 28 becomes 32 x 32 by two black pixels all around, as LeNet-5 had it; 8 x 8 becomes 28 x 28 by a factor 3 and
    two pixels; nothing is cut off or distorted. Source: LeCun et al. (1998), section II.B, for the black margin.

    Args:
        dataset: images (n, h, w) or (n, h, w, 3).
        height, width: of the result, at least h and w.

    Raises:
        ValueError: the size is smaller than the images.

    >>> from cnnedu.data import load
    >>> fitted(load("digits", "test"), 28, 28)
    Dataset(digits/test: 382 images 28 x 28, 10 classes)
    """
    h, w = dataset.images.shape[1:3]
    factor = max(1, min(height // h, width // w))
    return padded(resized(dataset, factor * h, factor * w), height, width)


def padded(dataset: Dataset, height: int, width: int) -> Dataset:
    """Put black around the images, as much above as below; an odd pixel goes below and to the right.

    Args:
        dataset: images (n, h, w) or (n, h, w, 3).
        height, width: of the result, at least h and w.

    Raises:
        ValueError: the size is smaller than the images.

    >>> small = Dataset(np.full((1, 1, 1), 9, np.uint8), np.array([0]), ("nine",), "example", "train")
    >>> padded(small, 2, 3).images[0]
    array([[0, 9, 0],
           [0, 0, 0]], dtype=uint8)
    """
    h, w = dataset.images.shape[1:3]
    if height < h or width < w:
        raise ValueError(f"images of {h} x {w} cannot be padded to {height} x {width}: ask for at least {h} x {w}")
    top, left = (height - h) // 2, (width - w) // 2
    margins = [(0, 0), (top, height - h - top), (left, width - w - left), (0, 0)]
    return replace(dataset, images=np.pad(dataset.images, margins[: dataset.images.ndim]))


def resized(dataset: Dataset, height: int, width: int) -> Dataset:
    """Enlarge the images by bilinear interpolation, rounded to the nearest integer.

    Pixel centres lie at half-integers, so output row i looks at the height ``(i + 1/2) h / height - 1/2`` of the input,
    held within the image. That is what PyTorch calls ``align_corners=False``.

    Source: `torch.nn.functional.interpolate`.

    Args:
        dataset: images (n, h, w) or (n, h, w, 3).
        height, width: of the result, at least h and w: shrinking would need a filter against aliasing.

    Raises:
        ValueError: the size is smaller than the images.

    >>> small = Dataset(np.array([[[0, 100]]], np.uint8), np.array([0]), ("step",), "example", "train")
    >>> resized(small, 1, 4).images[0]
    array([[  0,  25,  75, 100]], dtype=uint8)
    """
    h, w = dataset.images.shape[1:3]
    if height < h or width < w:
        raise ValueError(f"images of {h} x {w} cannot be enlarged to {height} x {width}: ask for at least {h} x {w}")
    if (height, width) == (h, w):
        return dataset
    rows, columns = _interpolation(h, height), _interpolation(w, width)
    result = np.empty((len(dataset), height, width, *dataset.images.shape[3:]), np.uint8)
    for i, image in enumerate(dataset.images):  # one by one: 60,000 images in float would not fit everywhere
        result[i] = np.rint(np.einsum("yh,xw,hw...->yx...", rows, columns, image, optimize=True))
    return replace(dataset, images=result)


def _interpolation(n: int, wanted: int) -> np.ndarray:
    """Weights (wanted, n) that take n samples to as many as wanted."""
    position = np.clip((np.arange(wanted) + 0.5) * n / wanted - 0.5, 0, n - 1)
    left = np.minimum(position.astype(int), max(n - 2, 0))
    weights = np.zeros((wanted, n))
    weights[np.arange(wanted), left] = 1.0 - (position - left)
    if n > 1:
        weights[np.arange(wanted), left + 1] = position - left
    return weights
