"""The training loop."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

import torch
import torch.nn.functional as F  # noqa: N812 - the name PyTorch's users know

from cnnedu.evaluation import Images, accuracy
from cnnedu.training.arithmetic import mixed_precision
from cnnedu.training.augmentation import augmented, draw_changes
from cnnedu.training.errors import TrainingError
from cnnedu.training.progress import Display
from cnnedu.training.randomness import epoch_order, generator_for_step, seed_layers
from cnnedu.training.recipe import Recipe
from cnnedu.training.run import Run
from cnnedu.training.schedule import rate
from cnnedu.training.world import World

__all__ = ["fit"]

_AUXILIARY = 0.3  # weight of GoogLeNet's side heads in the loss (Szegedy et al., 2014)


def fit(
    run: Run,
    train: Images,
    validation: Images,
    recipe: Recipe,
    seed: int,
    world: World,
    show: Display,
    after_step: Callable[[], None] = lambda: None,
) -> None:
    """Train until the recipe's epochs are done, from wherever the run stands.

    Args:
        run: changed in place.
        train, validation: on the device of `world`.
        recipe, seed: what is done, and with which random numbers.
        world: the processes that share the batches.
        show: told now and then where the training stands.
        after_step: called when a step and all that belongs to it is done: a moment to write a checkpoint.

    Raises:
        TrainingError: the loss is not finite, or the batch cannot be shared out evenly.
    """
    batch_size = min(recipe.batch_size, len(train))
    if batch_size % world.size:
        raise TrainingError(f"a batch of {batch_size} cannot be shared by {world.size} processes: change their number")
    steps_per_epoch = recipe.steps_per_epoch(len(train))
    steps = recipe.epochs * steps_per_epoch
    network = world.wrap(run.network)
    if world.device.type == "cuda":
        torch.backends.cudnn.benchmark = True  # all batches have one shape
    size = (train.pixels.shape[2], train.pixels.shape[3])
    seen = 0
    order = _on(world, epoch_order(seed, run.step // steps_per_epoch, len(train)))
    network.train()
    clock = time.perf_counter()
    while run.step < steps:
        epoch, place = divmod(run.step, steps_per_epoch)
        if place == 0:
            order = _on(world, epoch_order(seed, epoch, len(train)))
        for group in run.optimiser.param_groups:
            group["lr"] = recipe.learning_rate * rate(recipe.schedule, run.step, steps)
        # Every process draws the changes of the whole batch and applies its share, so that their number does not
        # matter to what an image looks like.
        changes = draw_changes(recipe, batch_size, size, generator_for_step(seed, run.step, world.device))
        chosen = order[place * batch_size : (place + 1) * batch_size][world.share]
        pixels, labels = augmented(train.pixels[chosen], changes.take(world.share)), train.labels[chosen]
        images = train.floats(pixels).contiguous(memory_format=torch.channels_last)

        seed_layers(seed, run.step, world.rank)
        with mixed_precision(world.device):
            loss, logits = _loss(network(images), labels, recipe.label_smoothing)
        run.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        run.optimiser.step()
        if run.averaged is not None:
            run.averaged.update_parameters(run.network)

        run.step += 1
        seen += batch_size
        run.correct += (logits.detach().argmax(1) == labels).sum()
        run.loss += loss.detach() * len(labels)
        clock, before = time.perf_counter(), clock
        run.seconds += clock - before
        if world.leads and show.due():
            show.update(run.step, seen, float(run.correct) / ((place + 1) * len(labels)), _last_validation(run))
        if place + 1 == steps_per_epoch:
            if world.leads:
                _end_epoch(run, steps_per_epoch * len(labels), validation, recipe)
            run.start_epoch()
        if world.leads:
            after_step()
    run.seconds += time.perf_counter() - clock  # the last validation


def _end_epoch(run: Run, images: int, validation: Images, recipe: Recipe) -> None:
    if not math.isfinite(float(run.loss)):
        raise TrainingError(
            f"the loss of epoch {len(run.history) + 1} is {float(run.loss)}: the steps are too large. "
            f"Train with a lower learning rate than {recipe.learning_rate:g}"
        )
    run.end_epoch(images, accuracy(run.judged, validation, flip=recipe.flip), recipe.keep)


def _loss(
    outputs: torch.Tensor | tuple[torch.Tensor, ...], labels: torch.Tensor, smoothing: float
) -> tuple[torch.Tensor, torch.Tensor]:
    """The loss of a batch and the logits that count; GoogLeNet in training also gives those of its side heads."""
    logits, *auxiliary = outputs if isinstance(outputs, tuple) else (outputs,)
    loss = F.cross_entropy(logits, labels, label_smoothing=smoothing)
    for side in auxiliary:
        loss = loss + _AUXILIARY * F.cross_entropy(side, labels, label_smoothing=smoothing)
    return loss, logits


def _last_validation(run: Run) -> float | None:
    return run.history[-1]["validation_accuracy"] if run.history else None


def _on(world: World, order: torch.Tensor) -> torch.Tensor:
    return order.to(world.device)
