"""The card of trained weights: what they are of, how they came about, and what they can do."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any

from cnnedu.data import Normalisation

__all__ = ["Card"]


@dataclass(frozen=True)
class Card:
    """Everything there is to say about one file of weights. Every figure was measured, with these very weights.

    Attributes:
        model, data: name of the network and of the data set.
        input_size, in_channels: (h, w) and channels of the images it takes.
        class_names: in the order of the logits.
        normalisation: of the images: mean and deviation per channel.
        data_sha256: of the "train", "validation" and "test" images (`Dataset.sha256`, at the size they were used).
        images: how many there are of each.
        train_accuracy, validation_accuracy, test_accuracy: shares of right answers, of the finished weights and
            without augmentation. The epoch was chosen by the validation images; the test images were asked once.
        chosen_epoch: the epoch the weights are of, from 1.
        epochs, seconds, processes, device: how long they were trained for, by how many processes, on what.
        arithmetic: "bfloat16" or "float32": what convolutions and linear layers computed in while they were trained.
            Accuracies are measured in float32.
        recipe: all settings of `cnnedu.training.Recipe`.
        seed: of all random numbers.
        precision: "float32", or "float16" where rounding the weights cost no accuracy in validation.
        parameters: how many numbers it learned.
        versions: of cnnedu, torch, numpy and Python.
        history: epoch by epoch: "loss" and "train_accuracy" (as the images were met in training, augmented, by the
            leading process), "validation_accuracy", "seconds" (since the start).
        weights_sha256: of the safetensors file.
    """

    model: str
    data: str
    input_size: tuple[int, int]
    in_channels: int
    class_names: tuple[str, ...]
    normalisation: Normalisation
    data_sha256: dict[str, str]
    images: dict[str, int]
    train_accuracy: float
    validation_accuracy: float
    test_accuracy: float
    chosen_epoch: int
    epochs: int
    seconds: float
    processes: int
    device: str
    arithmetic: str
    recipe: dict[str, Any]
    seed: int
    precision: str
    parameters: int
    versions: dict[str, str]
    history: list[dict[str, float]]
    weights_sha256: str

    @property
    def name(self) -> str:
        """Of the two files, without their endings: "lenet-digits"."""
        return f"{self.model}-{self.data}"

    @property
    def flips(self) -> bool:
        """Whether its answers are means over an image and its mirror image."""
        return bool(self.recipe["flip"])

    def to_json(self) -> str:
        """Write the card as JSON; epochs take a line each, their figures rounded to six decimals."""
        entries = asdict(self)
        history = entries.pop("history")
        lines = [f" {json.dumps(key)}: {json.dumps(value)}" for key, value in entries.items()]
        rounded = ({key: round(value, 6) for key, value in epoch.items()} for epoch in history)
        epochs = ",\n".join(f"  {json.dumps(epoch)}" for epoch in rounded)
        return "{\n" + ",\n".join([*lines, f' "history": [\n{epochs}\n ]']) + "\n}\n"

    @classmethod
    def from_json(cls, text: str) -> Card:
        """Read what `to_json` wrote.

        Raises:
            ValueError: it is not JSON, or an entry is missing.
        """
        entries = json.loads(text)
        wanted = {field.name for field in fields(cls)}
        if not isinstance(entries, dict) or not wanted <= entries.keys():
            missing = sorted(wanted - entries.keys()) if isinstance(entries, dict) else sorted(wanted)
            raise ValueError(f"it lacks {', '.join(missing)}")
        entries = {key: entries[key] for key in wanted}
        entries["normalisation"] = Normalisation(**{k: tuple(v) for k, v in entries["normalisation"].items()})
        entries["input_size"] = tuple(entries["input_size"])
        entries["class_names"] = tuple(entries["class_names"])
        return cls(**entries)
