"""The state of a training: all that a checkpoint must hold so that the rest comes out the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import torch
from torch import nn
from torch.optim import Optimizer
from torch.optim.swa_utils import AveragedModel

from cnnedu.training.averaging import averaged_copy
from cnnedu.training.errors import TrainingError
from cnnedu.training.recipe import Recipe

__all__ = ["Run"]


@dataclass
class Run:
    """A network on its way.

    The learning rate, the order of the images and all random numbers follow from the seed and `step`, so `step` is
    their state.

    Attributes:
        network: with the weights of the last step.
        optimiser: of its parameters.
        averaged: the moving average of the weights, or None.
        step: steps done.
        seconds: spent on them, in all processes that worked on this run one after the other.
        correct, loss: sums over this epoch's images so far, on the device: reading them makes a GPU wait.
        history: for each epoch done: "loss", "train_accuracy" (as met during the epoch), "validation_accuracy",
            "seconds" (since the start).
        chosen: weights of the epoch with the best validation accuracy so far (of equals, the latest), or of the last
            epoch, as the recipe says.
        chosen_epoch: that epoch, from 1.
    """

    network: nn.Module
    optimiser: Optimizer
    averaged: AveragedModel | None
    correct: torch.Tensor
    loss: torch.Tensor
    step: int = 0
    seconds: float = 0.0
    history: list[dict[str, float]] = field(default_factory=list)
    chosen: dict[str, torch.Tensor] = field(default_factory=dict)
    chosen_epoch: int = 0

    @classmethod
    def fresh(cls, network: nn.Module, recipe: Recipe, device: torch.device) -> Run:
        """Begin a run with a network's present weights.

        The weights are laid out channels last: tensor cores read them so, and on a CPU too steps take a tenth to a
        quarter less time (benchmarks/bench_training.py).
        """
        network = network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        averaged = averaged_copy(network, recipe.average) if recipe.average else None
        zero = torch.zeros((), device=device)
        return cls(network, _optimiser(network, recipe), averaged, zero, zero.clone())

    @property
    def judged(self) -> nn.Module:
        """The network whose accuracy counts: the average where there is one."""
        return self.network if self.averaged is None else self.averaged.module

    def end_epoch(self, images: int, validation_accuracy: float, keep: str = "best") -> None:
        """Note how an epoch over so many images went, and keep the weights if they are the recipe's to keep."""
        best = max((epoch["validation_accuracy"] for epoch in self.history), default=0.0)
        self.history.append(
            {
                "loss": float(self.loss) / images,
                "train_accuracy": float(self.correct) / images,
                "validation_accuracy": validation_accuracy,
                "seconds": round(self.seconds, 3),
            }
        )
        if keep == "last" or validation_accuracy >= best:
            self.chosen = {name: tensor.detach().cpu().clone() for name, tensor in self.judged.state_dict().items()}
            self.chosen_epoch = len(self.history)

    def start_epoch(self) -> None:
        """Count loss and right answers from zero."""
        self.correct.zero_()
        self.loss.zero_()

    def state(self, identity: dict[str, Any]) -> dict[str, Any]:
        """What a checkpoint holds: tensors and plain values.

        Args:
            identity: what the run is of (network, data, recipe, seed), to be compared when it is taken up again.
        """
        return {
            "identity": identity,
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "averaged": None if self.averaged is None else self.averaged.state_dict(),
            "step": self.step,
            "seconds": self.seconds,
            "correct": self.correct,
            "loss": self.loss,
            "history": self.history,
            "chosen": self.chosen,
            "chosen_epoch": self.chosen_epoch,
        }

    def restore(self, state: dict[str, Any], identity: dict[str, Any]) -> None:
        """Go on from what `state` gave.

        Raises:
            TrainingError: the state is of another run. The message says what differs.
        """
        other = state["identity"]
        for key, value in identity.items():
            if other.get(key) != value:
                raise TrainingError(
                    f"the checkpoint is of a training with {key} {other.get(key)!r}, wanted is {value!r}: "
                    "give the same arguments to go on, or --fresh to begin anew"
                )
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        if self.averaged is not None:
            self.averaged.load_state_dict(state["averaged"])
        self.correct.copy_(state["correct"])
        self.loss.copy_(state["loss"])
        self.step, self.seconds = state["step"], state["seconds"]
        self.history = state["history"]
        self.chosen, self.chosen_epoch = state["chosen"], state["chosen_epoch"]


def _optimiser(network: nn.Module, recipe: Recipe) -> Optimizer:
    parameters = list(network.parameters())
    groups = [
        {"params": [p for p in parameters if p.ndim > 1], "weight_decay": recipe.weight_decay},
        {"params": [p for p in parameters if p.ndim <= 1], "weight_decay": 0.0},
    ]
    if recipe.optimiser == "sgd":
        return torch.optim.SGD(groups, lr=recipe.learning_rate, momentum=0.9, nesterov=True, fused=True)
    return torch.optim.AdamW(groups, lr=recipe.learning_rate, fused=True)
