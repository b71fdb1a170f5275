"""The kernels of image processing, and how to apply one to an 8-bit picture."""

from __future__ import annotations

import numpy as np

from cnnedu.ops.corr2d import corr2d_same

__all__ = ["IMAGE_KERNELS", "filter_image"]

IMAGE_KERNELS: dict[str, np.ndarray] = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]], dtype=np.float64),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]], dtype=np.float64),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]], dtype=np.float64),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]], dtype=np.float64) / 16,
}


def filter_image(image: np.ndarray, name: str) -> np.ndarray:
    """Apply a named 3 x 3 kernel to an 8-bit picture and give an 8-bit picture of the same size back.

    The sums are taken in floating point, rounded to the nearest integer (halves to even) and clipped to 0..255:
    computing in uint8 would wrap around at 256. Outside the picture everything counts as zero.

    Args:
        image: uint8 array (h, w).
        name: a key of `IMAGE_KERNELS`: "identity", "edges" (8-neighbour Laplacian), "sharpen" or "blur".

    Returns:
        uint8 array (h, w).

    Raises:
        ValueError: the name is unknown, or the image is not a two-dimensional uint8 array.

    Source: lecture L4.

    >>> filter_image(np.full((3, 4), 200, dtype=np.uint8), "edges")
    array([[255, 255, 255, 255],
           [255,   0,   0, 255],
           [255, 255, 255, 255]], dtype=uint8)
    """
    if name not in IMAGE_KERNELS:
        raise ValueError(f"unknown image kernel {name!r}: use one of {', '.join(IMAGE_KERNELS)}")
    image = np.asarray(image)
    if image.ndim != 2 or image.dtype != np.uint8:
        raise ValueError(f"image must be a two-dimensional uint8 array, got {image.dtype} of shape {image.shape}")
    return np.clip(np.rint(corr2d_same(image, IMAGE_KERNELS[name])), 0, 255).astype(np.uint8)
