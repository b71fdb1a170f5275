"""Batch normalisation of feature maps: one scale, one shift and two running statistics for each channel."""

from __future__ import annotations

from cnnedu.layers.batch_norm import BatchNorm

__all__ = ["BatchNorm2d"]


class BatchNorm2d(BatchNorm):
    """Normalise N x C x H x W maps, each channel over all its n h w values.

    Args:
        features: the number c of channels.
        momentum, eps: as for `BatchNorm`, and so are the attributes, arrays (c,).

    Source: lecture L1 (m p q values per channel); `torch.nn.BatchNorm2d`.

    >>> import numpy as np
    >>> layer = BatchNorm2d(1, eps=1.0)
    >>> layer.forward(np.array([[[[1, 3], [5, 7]]]])).round(3)  # mean 4, variance 5, root of 5 + 1
    array([[[[-1.225, -0.408],
             [ 0.408,  1.225]]]])
    """

    _axes = ("n", "c", "h", "w")
