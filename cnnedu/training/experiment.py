"""From a network's name and a data set's to weights and a card."""

from __future__ import annotations

import os
import platform
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

import cnnedu
from cnnedu.data import Dataset, Normalisation
from cnnedu.evaluation import Images, accuracy
from cnnedu.models import create, find
from cnnedu.training.arithmetic import arithmetic
from cnnedu.training.checkpoint import Checkpoint
from cnnedu.training.errors import TrainingError
from cnnedu.training.loop import fit
from cnnedu.training.progress import display
from cnnedu.training.recipe import Recipe, recipe_for
from cnnedu.training.run import Run
from cnnedu.training.splits import Splits, splits_of
from cnnedu.training.world import World, joined
from cnnedu.weights import Card, save_trained

__all__ = ["device_name", "train"]


def train(
    model: str,
    data: str,
    *,
    recipe: Recipe | None = None,
    epochs: int | None = None,
    device: str = "auto",
    seed: int = 0,
    out: Path = Path("runs"),
    fresh: bool = False,
    checkpoint_every: float = 20.0,
) -> Card | None:
    """Train a network, choose an epoch by the validation images, ask the test images once, write weights and card.

    A run that was killed goes on from its checkpoint in `out`, and on a CPU ends with the very same weights.

    Args:
        model: name of a network.
        data: "digits", "mnist", "fashion-mnist", or "folder:PATH".
        recipe: how to train; None for the course's own.
        epochs: another number of epochs than the recipe's.
        device: "auto", "cpu", "cuda" or "cuda:N".
        seed: of all random numbers.
        out: folder for the checkpoint, and in the end for MODEL-DATA.safetensors and MODEL-DATA.json.
        fresh: begin anew, whatever checkpoint there is.
        checkpoint_every: seconds between two checkpoints.

    Returns:
        the card; None in those of several processes that do not lead.

    Raises:
        ValueError: there is no such network or data set.
        DataError, TrainingError, WeightsError: files or settings; the message says what to do.
    """
    network = find(model)
    _make(out)
    with joined(device) as world:
        splits = splits_of(data, network.input_size)
        recipe = recipe or recipe_for(model, splits.name)
        if epochs is not None:
            recipe = replace(recipe, epochs=epochs)
        experiment = _Experiment(model, splits, Normalisation.of(splits.train), recipe, seed, world)
        train_images, validation_images = experiment.images(splits.train), experiment.images(splits.validation)
        torch.manual_seed(seed)
        run = Run.fresh(experiment.network(), recipe, world.device)

        checkpoint = Checkpoint(out / f"{model}-{splits.name}.checkpoint")
        identity = experiment.identity()
        state = None if fresh else checkpoint.load()
        if state is not None:
            run.restore(state, identity)
        written = time.monotonic()

        def write_now_and_then() -> None:
            nonlocal written
            if time.monotonic() - written >= checkpoint_every:
                checkpoint.save(run.state(identity))
                written = time.monotonic()

        steps = recipe.epochs * recipe.steps_per_epoch(len(train_images))
        with display(f"{model} on {splits.name}", steps, run.step, shown=world.leads) as show:
            fit(run, train_images, validation_images, recipe, seed, world, show, write_now_and_then)
        if not world.leads:
            return None
        checkpoint.save(run.state(identity))  # killed while the test images are asked, no step is taken again
        weights, precision = experiment.smallest(run, validation_images)
        judged = {"train": train_images, "validation": validation_images}
        card = save_trained(weights, experiment.card(run, weights, precision, judged), out)
        checkpoint.remove()
        return card


@dataclass(frozen=True)
class _Experiment:
    """What is trained on what and how: all that stays the same from the first step to the card."""

    model: str
    splits: Splits
    normalisation: Normalisation
    recipe: Recipe
    seed: int
    world: World

    def images(self, dataset: Dataset) -> Images:
        return Images.of(dataset, self.normalisation, self.world.device)

    def network(self, weights: dict[str, torch.Tensor] | None = None) -> nn.Module:
        """The network with these weights, or with fresh ones."""
        train = self.splits.train
        channels, (h, w) = len(self.normalisation.mean), train.images.shape[1:3]
        network = create(self.model, len(train.class_names), channels, (h, w)).to(self.world.device)
        if weights is not None:
            network.load_state_dict(weights)
        return network

    def identity(self) -> dict[str, Any]:
        """What must be the same for a checkpoint to be of this run."""
        return {
            "network": self.model,
            "data": self.splits.name,
            "SHA-256 of the training images": self.splits.train.sha256,
            "seed": self.seed,
            **asdict(self.recipe),
        }

    def smallest(self, run: Run, validation: Images) -> tuple[dict[str, torch.Tensor], str]:
        """The chosen weights in half precision, if the validation images are recognised as well with them."""
        whole = run.chosen
        # Statistics, shifts and scales are few, and a variance may be too large or too small for half precision.
        half = {key: t.half() if t.is_floating_point() and t.ndim > 1 else t for key, t in whole.items()}
        wanted = run.history[run.chosen_epoch - 1]["validation_accuracy"]
        if accuracy(self.network(half), validation, flip=self.recipe.flip) >= wanted:
            return half, "float16"
        return whole, "float32"

    def card(self, run: Run, weights: dict[str, torch.Tensor], precision: str, judged: dict[str, Images]) -> Card:
        """Ask the finished weights about all images, the test images for the first time, and say what came of it."""
        network = self.network(weights)
        test = self.splits.test()
        judged = {**judged, "test": self.images(test)}
        accuracies = {split: accuracy(network, images, flip=self.recipe.flip) for split, images in judged.items()}
        return Card(
            model=self.model,
            data=self.splits.name,
            input_size=(test.images.shape[1], test.images.shape[2]),
            in_channels=len(self.normalisation.mean),
            class_names=test.class_names,
            normalisation=self.normalisation,
            data_sha256={s.split: s.sha256 for s in (self.splits.train, self.splits.validation, test)},
            images={split: len(images) for split, images in judged.items()},
            train_accuracy=accuracies["train"],
            validation_accuracy=accuracies["validation"],
            test_accuracy=accuracies["test"],
            chosen_epoch=run.chosen_epoch,
            epochs=self.recipe.epochs,
            seconds=round(run.seconds, 1),
            processes=self.world.size,
            device=device_name(self.world),
            arithmetic=arithmetic(self.world.device),
            recipe=asdict(self.recipe),
            seed=self.seed,
            precision=precision,
            parameters=sum(p.numel() for p in network.parameters()),
            versions=_versions(),
            history=run.history,
            weights_sha256="",  # known when the file is written
        )


def _make(folder: Path) -> None:
    """Find out now, and not after hours of training, that nothing can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TrainingError(f"{folder} cannot be made a folder: {error.strerror}. Give another --out") from error
    if not os.access(folder, os.W_OK):
        raise TrainingError(f"nothing can be written into {folder}: give another --out, or yourself the right to")


def device_name(world: World) -> str:
    """What this process computes on, in words for a card."""
    if world.device.type == "cuda":
        return torch.cuda.get_device_name(world.device)
    return f"CPU, {_processor()}, {torch.get_num_threads()} thread(s)"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.machine())


def _versions() -> dict[str, str]:
    return {
        "cnnedu": cnnedu.__version__,
        "torch": torch.__version__,
        "numpy": np.__version__,
        "python": platform.python_version(),
    }
