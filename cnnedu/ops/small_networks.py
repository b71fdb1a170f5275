"""Networks of one channel, made of a list of layers: functions from image to map, to be looked at from outside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from cnnedu.ops.corr2d import corr2d_strided
from cnnedu.ops.max_pool2d import max_pool2d

__all__ = ["network_of"]


def network_of(layers: Sequence[tuple[Any, ...]]) -> Callable[[np.ndarray], np.ndarray]:
    """Return the function that sends an image (h, w) through some layers, input first.

    Args:
        layers: of two kinds: ``("conv", kernel, stride, padding, bias)``, a cross-correlation with an array (kh, kw),
            and ``("max", (kh, kw), stride)``, a max pooling. Strides and paddings are pairs, for rows and columns; the
            padding is of zeros, the same number at both ends.

    Without layers it gives a copy of the image.

    Raises:
        ValueError: a layer is of another kind; and when the network is called, an image is too small.

    Source: lectures L0 and L1.

    >>> network = network_of([("conv", np.ones((2, 2)), (1, 1), (0, 0), 0.5), ("max", (1, 2), (1, 2))])
    >>> network(np.arange(9).reshape(3, 3))
    array([[12.5],
           [24.5]])
    """
    for layer in layers:
        if layer[0] not in ("conv", "max"):
            raise ValueError(f"a layer must be 'conv' or 'max', got {layer[0]!r}")

    def network(image: np.ndarray) -> np.ndarray:
        values = np.array(image, dtype=np.float64)
        for kind, window, stride, *more in layers:
            if kind == "conv":
                padding, bias = more
                values = corr2d_strided(values, window, padding, stride, bias)
            else:
                values = max_pool2d(values[np.newaxis, np.newaxis], window, stride)[0, 0]
        return values

    return network
