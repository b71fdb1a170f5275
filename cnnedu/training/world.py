"""One process or several: where this one stands among those that torchrun started."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import distributed, nn
from torch.nn.parallel import DistributedDataParallel

from cnnedu.training.errors import TrainingError

__all__ = ["World", "joined"]


@dataclass(frozen=True)
class World:
    """The processes of one training.

    Attributes:
        rank: of this process, from 0.
        size: how many there are.
        device: what this one computes on.
    """

    rank: int
    size: int
    device: torch.device

    @property
    def leads(self) -> bool:
        """Whether this process shows progress, validates and writes files."""
        return self.rank == 0

    @property
    def share(self) -> slice:
        """Which images of a batch are this process's."""
        return slice(self.rank, None, self.size)

    def wrap(self, network: nn.Module) -> nn.Module:
        """Average the gradients over all processes after each backward pass.

        On GPUs batch norms take their statistics over the whole batch; on CPUs PyTorch has no such layer, and each
        process takes those of its share.
        """
        if self.size == 1:
            return network
        if self.device.type == "cuda":
            network = nn.SyncBatchNorm.convert_sync_batchnorm(network)
        return DistributedDataParallel(network)


@contextmanager
def joined(device: str = "auto") -> Iterator[World]:
    """Join the processes that torchrun started, or be alone; leave them at the end.

    Args:
        device: "auto" for a GPU if there is one, or what `torch.device` takes. With several processes on a host, each
            takes the GPU of its local rank.

    Raises:
        TrainingError: there is no such device.

    Source: the environment variables RANK, LOCAL_RANK and WORLD_SIZE of torchrun.

    >>> with joined("cpu") as world:
    ...     world.leads, list(range(8))[world.share]
    (True, [0, 1, 2, 3, 4, 5, 6, 7])
    """
    size = int(os.environ.get("WORLD_SIZE", "1"))
    chosen = _device(device, int(os.environ.get("LOCAL_RANK", "0")) if size > 1 else None)
    if chosen.type == "cuda":
        torch.cuda.set_device(chosen)
    if size == 1:
        yield World(0, 1, chosen)
        return
    distributed.init_process_group("nccl" if chosen.type == "cuda" else "gloo")
    try:
        yield World(distributed.get_rank(), size, chosen)
    finally:
        distributed.destroy_process_group()


def _device(name: str, local_rank: int | None) -> torch.device:
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    try:
        device = torch.device(name)
    except RuntimeError as error:
        raise TrainingError(f"there is no device {name!r}: use cpu, cuda, or cuda:N") from error
    if device.type != "cuda":
        return device
    count = torch.cuda.device_count()
    index = local_rank if local_rank is not None else device.index or 0
    if index >= count:
        raise TrainingError(
            f"{name} is wanted and this machine has {count} GPUs that PyTorch can use: use --device cpu"
        )
    return torch.device("cuda", index)
