"""The effective receptive field: how often each pixel of a window is used on the way to one output."""

from __future__ import annotations

import numpy as np

from cnnedu.formulas.stacks import Layers

__all__ = ["effective_receptive_field"]


def effective_receptive_field(layers: Layers) -> np.ndarray:
    """Count the paths that lead from each pixel of a receptive field to the output, along one axis.

    A path chooses one tap in every layer. Their number is what composing kernels of ones gives: with the layers' jumps
    ``j_l``, the coefficients of ``prod_l (1 + x^j_l + x^(2 j_l) + ... + x^((k_l - 1) j_l))``.

    Args:
        layers: (kernel, stride, padding) for each layer, input first; kernel and stride at least 1. The padding plays
            no part: the window is counted as if it lay inside the image.

    Returns:
        float64 array (size,), where `size` is the receptive field's. A pixel that no path reaches has 0.

    Source: Luo et al., Understanding the effective receptive field (2016); lectures L0 and L1 for the field itself.

    >>> effective_receptive_field([(3, 1, 0)] * 3)
    array([1., 3., 6., 7., 6., 3., 1.])
    """
    taps, jumps = [kernel for kernel, _, _ in layers], np.cumprod([1, *(stride for _, stride, _ in layers)])[:-1]
    counts = np.zeros(1 + sum((k - 1) * int(jump) for k, jump in zip(taps, jumps, strict=True)))
    counts[0] = 1
    for k, jump in zip(taps, jumps, strict=True):  # what rolls around the end is still zero
        counts = np.sum([np.roll(counts, tap * int(jump)) for tap in range(k)], axis=0)
    return counts
