"""Random numbers that depend on the seed and the place in the training alone.

Nothing is drawn from a stream that runs on from step to step. So a resumed run needs no state of a generator: the
number of the step is the state.
"""

from __future__ import annotations

import numpy as np
import torch

__all__ = ["epoch_order", "generator_for_step", "seed_layers"]

_ORDER, _CHANGES, _LAYERS = range(3)  # what a number is drawn for: equal places must not share numbers


def epoch_order(seed: int, epoch: int, n: int) -> torch.Tensor:
    """The order in which an epoch visits n images, the same on every machine: int64 tensor (n,) on the CPU.

    >>> epoch_order(0, 0, 5), epoch_order(0, 1, 5)
    (tensor([4, 1, 2, 0, 3]), tensor([1, 2, 4, 0, 3]))
    """
    # Unlike default_rng's, the stream of RandomState is promised never to change (NEP 19).
    random = np.random.RandomState(_seed(seed, _ORDER, epoch) % 2**32)
    return torch.from_numpy(random.permutation(n))


def generator_for_step(seed: int, step: int, device: torch.device) -> torch.Generator:
    """A fresh generator for a step's augmentation, the same in every process of a training."""
    return torch.Generator(device).manual_seed(_seed(seed, _CHANGES, step))


def seed_layers(seed: int, step: int, rank: int) -> None:
    """Seed what layers such as dropout draw from during a step; each process draws its own."""
    torch.manual_seed(_seed(seed, _LAYERS, step, rank))


def _seed(*words: int) -> int:
    return int(np.random.SeedSequence(words).generate_state(1, np.uint64)[0] >> np.uint64(1))
