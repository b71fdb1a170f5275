"""From bytes to the numbers a network trains on: scale to 0 .. 1, subtract the mean, divide by the deviation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnedu.data.dataset import Dataset

__all__ = ["Normalisation"]


@dataclass(frozen=True)
class Normalisation:
    """The statistics of the training images, and how to apply them to any images.

    ``x = (byte / 255 - mean) / std``, channel by channel.

    Attributes:
        mean: one number per channel, of pixels scaled to 0 .. 1.
        std: likewise the standard deviation (of the population: divided by the count).

    >>> from cnnedu.data import load
    >>> normalisation = Normalisation.of(load("digits"))
    >>> x = normalisation.floats(load("digits", "test"))
    >>> x.shape, x.dtype
    ((382, 1, 8, 8), dtype('float32'))
    """

    mean: tuple[float, ...]
    std: tuple[float, ...]

    @classmethod
    def of(cls, train: Dataset) -> Normalisation:
        """Take the statistics of training images, and of no others: a test set must stay unseen.

        Args:
            train: at least one image, of the split "train".

        Raises:
            ValueError: the split is another, there are no images, or a channel has one value everywhere.

        >>> pixels = Dataset(np.array([[[0, 255]]], np.uint8), np.array([0]), ("one",), "example", "train")
        >>> Normalisation.of(pixels)
        Normalisation(mean=(0.5,), std=(0.5,))
        """
        if train.split != "train":
            raise ValueError(f"got the split {train.split!r}: take the statistics of the training images only")
        if len(train) == 0:
            raise ValueError("got no images: statistics need at least one")
        means: list[float] = []
        stds: list[float] = []
        for channel in np.moveaxis(_with_channels(train.images), 1, 0):
            # From the histogram: exact, and no copy of the images in float.
            share = np.bincount(channel.ravel(), minlength=256) / channel.size
            values = np.arange(256) / 255
            mean = float(share @ values)
            std = float(np.sqrt(share @ (values - mean) ** 2))
            if std == 0:
                raise ValueError(f"every pixel of channel {len(means)} has the value {mean:g}: nothing to scale by")
            means.append(mean)
            stds.append(std)
        return cls(tuple(means), tuple(stds))

    def floats(self, dataset: Dataset) -> np.ndarray:
        """Give the images as a network takes them.

        Args:
            dataset: images (n, h, w) or (n, h, w, 3), of any split.

        Returns:
            new float32 array (n, c, h, w); c is 1 or 3.

        Raises:
            ValueError: the images have another number of channels than the statistics.

        >>> pixels = Dataset(np.array([[[0, 255]]], np.uint8), np.array([0]), ("one",), "example", "train")
        >>> Normalisation(mean=(0.5,), std=(0.25,)).floats(pixels)
        array([[[[-2.,  2.]]]], dtype=float32)
        """
        images = _with_channels(dataset.images)
        if images.shape[1] != len(self.mean):
            raise ValueError(f"statistics of {len(self.mean)} channels do not fit images of {images.shape[1]}")
        x = np.empty(images.shape, np.float32)
        for channel, (mean, std) in enumerate(zip(self.mean, self.std, strict=True)):
            lookup = ((np.arange(256) / 255 - mean) / std).astype(np.float32)
            x[:, channel] = lookup[images[:, channel]]
        return x


def _with_channels(images: np.ndarray) -> np.ndarray:
    """View (n, h, w) as (n, 1, h, w) and (n, h, w, 3) as (n, 3, h, w)."""
    return images[:, None] if images.ndim == 3 else np.moveaxis(images, -1, 1)
