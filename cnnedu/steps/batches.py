"""Mini-batches: which samples a network sees together."""

from __future__ import annotations

import numpy as np

__all__ = ["batches_of"]


def batches_of(n: int, batch_size: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Part n samples into batches, in an order that ``rng.permutation(n)`` draws: each sample is in one batch.

    Args:
        n: how many samples there are, at least 1.
        batch_size: how many of them make a batch, at least 1; the last batch has those that are left.
        rng: where the order comes from; one call draws one permutation.

    Returns:
        The batches in order, each an int64 array of the positions of its samples.

    Raises:
        ValueError: n or batch_size is smaller than 1.

    >>> [len(batch) for batch in batches_of(10, 4, np.random.default_rng(0))]
    [4, 4, 2]
    """
    if n < 1 or batch_size < 1:
        raise ValueError(f"got {n} samples in batches of {batch_size}: both must be at least 1")
    order = rng.permutation(n)
    return [order[start : start + batch_size].copy() for start in range(0, n, batch_size)]
