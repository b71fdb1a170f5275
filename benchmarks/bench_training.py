"""Compare the speed of cnnedu's training loop with a plain PyTorch loop of the kind found in tutorials.

    python benchmarks/bench_training.py [--model lenet] [--data mnist] [--images 6000] [--turns 5] [--device cpu]

The plain loop is a DataLoader over a Dataset that normalises each image, AdamW, and a loss read at each step. Both
train the same network on the same images, in turns in one run, and the fastest turn of each counts: the ratio stands
even when the machine is busy with other things. Above 1, cnnedu is faster. cnnedu computes in bfloat16
where the device has units for it, the plain loop in float32, as tutorials do; `float32` switches that off. `full` adds
what cnnedu does beyond the plain loop (flips, shifts and erasing, label smoothing, moving average); `same` leaves that
out.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from unittest.mock import patch

import torch
from torch import nn
from torch.utils.data import DataLoader
from torch.utils.data import Dataset as TorchDataset

from cnnedu.data import NAMES, Dataset, Normalisation, load
from cnnedu.evaluation import Images
from cnnedu.models import create, find
from cnnedu.training import Recipe
from cnnedu.training.arithmetic import arithmetic
from cnnedu.training.loop import fit
from cnnedu.training.progress import Display
from cnnedu.training.run import Run
from cnnedu.training.world import World

BATCH = 128


class Tutorial(TorchDataset[tuple[torch.Tensor, int]]):
    """One image at a time, to a tensor and normalised, as torchvision's transforms do it."""

    def __init__(self, dataset: Dataset, normalisation: Normalisation) -> None:
        self.images, self.labels = torch.tensor(dataset.images), dataset.labels.tolist()
        self.mean = torch.tensor(normalisation.mean)[:, None, None]
        self.std = torch.tensor(normalisation.std)[:, None, None]

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, i: int) -> tuple[torch.Tensor, int]:
        return (self.images[i][None].float() / 255 - self.mean) / self.std, self.labels[i]


def tutorial_epoch(network: nn.Module, dataset: Dataset, device: torch.device, workers: int) -> Callable[[], None]:
    loader = DataLoader(
        Tutorial(dataset, Normalisation.of(dataset)),
        batch_size=BATCH,
        shuffle=True,
        drop_last=True,
        num_workers=workers,
        pin_memory=device.type == "cuda",
    )
    optimiser = torch.optim.AdamW(network.parameters(), lr=1e-3)
    criterion = nn.CrossEntropyLoss()

    def epoch() -> None:
        network.train()
        running = 0.0
        for batch, targets in loader:
            images, labels = batch.to(device), targets.to(device)
            optimiser.zero_grad()
            loss = criterion(network(images), labels)
            loss.backward()
            optimiser.step()
            running += loss.item()

    return epoch


def cnnedu_epoch(network: nn.Module, dataset: Dataset, device: torch.device, recipe: Recipe) -> Callable[[], None]:
    normalisation = Normalisation.of(dataset)
    images = Images.of(dataset, normalisation, device)
    validation = Images.of(dataset.take(slice(1), "validation"), normalisation, device)  # the plain loop has none
    run = Run.fresh(network, recipe, device)

    def epoch() -> None:
        run.step = 0
        fit(run, images, validation, recipe, 0, World(0, 1, device), Display())

    return epoch


def in_float32(epoch: Callable[[], None]) -> Callable[[], None]:
    def plainly() -> None:
        with patch("cnnedu.training.arithmetic.arithmetic", lambda device: "float32"):
            epoch()

    return plainly


def seconds(epoch: Callable[[], None], device: torch.device) -> float:
    start = time.perf_counter()
    epoch()
    if device.type == "cuda":
        torch.cuda.synchronize()
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="lenet", help="a network's name (default lenet)")
    parser.add_argument("--data", default="digits", choices=NAMES, help="grey images (default digits)")
    parser.add_argument("--images", type=int, default=6000, help="of the training set, at most (default 6000)")
    parser.add_argument("--turns", type=int, default=5, help="epochs of each loop (default 5)")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--workers", type=int, default=0, help="processes of the plain loop's DataLoader (default 0)")
    options = parser.parse_args()
    device = torch.device(options.device)
    size = find(options.model).input_size
    dataset = load(options.data, "train", size).take(slice(options.images))

    def fresh() -> nn.Module:
        torch.manual_seed(0)
        return create(options.model, len(dataset.class_names), 1, size).to(device)

    same = Recipe(epochs=1, batch_size=BATCH, schedule="constant", learning_rate=1e-3)
    full = replace(same, label_smoothing=0.1, average=0.99, flip=True, shift=2, erase=0.5)
    loops = {
        "plain loop": tutorial_epoch(fresh(), dataset, device, options.workers),
        "cnnedu, float32": in_float32(cnnedu_epoch(fresh(), dataset, device, same)),
        "cnnedu, same": cnnedu_epoch(fresh(), dataset, device, same),
        "cnnedu, full": cnnedu_epoch(fresh(), dataset, device, full),
    }
    for epoch in loops.values():
        epoch()  # the first epoch pays for what is made once
    times: dict[str, list[float]] = {name: [] for name in loops}
    for _ in range(options.turns):
        for name, epoch in loops.items():
            times[name].append(seconds(epoch, device))
    count = len(dataset) // BATCH * BATCH
    baseline = min(times["plain loop"])
    print(f"{options.model} on {dataset}, batches of {BATCH}, {device}, {torch.get_num_threads()} thread(s)")
    print(f"arithmetic of cnnedu on this device: {arithmetic(device)}")
    print(f"PyTorch {torch.__version__}; fastest of {options.turns} epochs of each, in turns")
    print(f"{'loop':16} {'images/s':>10} {'ratio':>6}")
    for name, spent in times.items():
        print(f"{name:16} {count / min(spent):10,.0f} {baseline / min(spent):6.2f}")


if __name__ == "__main__":
    main()
