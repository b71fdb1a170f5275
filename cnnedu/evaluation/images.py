"""A data set that lies on the device as bytes, a quarter of the memory of floats, and becomes floats batch by batch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from cnnedu.data import Dataset, Normalisation

__all__ = ["Images"]


@dataclass(frozen=True, eq=False)
class Images:
    """Labelled images on one device.

    Attributes:
        pixels: uint8 tensor (n, c, h, w).
        labels: int64 tensor (n,).
        mean, std: float32 tensors (c, 1, 1), of pixels from 0 to 255.
    """

    pixels: torch.Tensor
    labels: torch.Tensor
    mean: torch.Tensor
    std: torch.Tensor

    @classmethod
    def of(cls, dataset: Dataset, normalisation: Normalisation, device: torch.device) -> Images:
        """Bring a data set to a device, once.

        Raises:
            ValueError: the statistics have another number of channels than the images.

        >>> from cnnedu.data import load
        >>> digits = load("digits")
        >>> Images.of(digits, Normalisation.of(digits), torch.device("cpu")).pixels.shape
        torch.Size([1415, 1, 8, 8])
        """
        images = dataset.images
        pixels = images[:, None] if images.ndim == 3 else np.ascontiguousarray(np.moveaxis(images, -1, 1))
        if pixels.shape[1] != len(normalisation.mean):
            raise ValueError(
                f"statistics of {len(normalisation.mean)} channels do not fit images of {pixels.shape[1]}: "
                "take those of the images the network was trained on"
            )
        per_channel = torch.tensor([normalisation.mean, normalisation.std], dtype=torch.float64) * 255
        mean, std = per_channel.to(torch.float32).to(device)[..., None, None]
        return cls(torch.tensor(pixels, device=device), torch.tensor(dataset.labels, device=device), mean, std)

    def __len__(self) -> int:
        return len(self.labels)

    def floats(self, pixels: torch.Tensor) -> torch.Tensor:
        """Map bytes (m, c, h, w) to what the network takes: float32, ``(byte - mean) / std``."""
        return pixels.to(torch.float32).sub_(self.mean).div_(self.std)
