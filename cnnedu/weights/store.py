"""Write and read trained weights: safetensors, never pickle, checked against the card's hash before use."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import safetensors
import safetensors.numpy
import safetensors.torch
import torch
from torch import nn

from cnnedu.atomic import write_whole
from cnnedu.models import create
from cnnedu.weights.card import Card
from cnnedu.weights.errors import WeightsError

__all__ = ["SHIPPED", "Trained", "load_trained", "names", "save_trained"]

SHIPPED = Path(__file__).parent
"""The folder of the weights that come with cnnedu."""


@dataclass(frozen=True, eq=False)
class Trained:
    """Trained weights and their card.

    Attributes:
        card: what they are of.
        arrays: name in the network's state dict -> array, as stored.
    """

    card: Card
    arrays: dict[str, np.ndarray]

    def weights(self) -> dict[str, np.ndarray]:
        """The weights as a plain dictionary of NumPy arrays, floating point as float32."""
        return {key: a.astype(np.float32) if a.dtype.kind == "f" else a for key, a in self.arrays.items()}

    def network(self) -> nn.Module:
        """Build the network with these weights, in evaluation mode, on the CPU.

        Raises:
            WeightsError: the weights do not fit the network of that name.
        """
        card = self.card
        network = create(card.model, len(card.class_names), card.in_channels, card.input_size)
        try:
            network.load_state_dict({key: torch.from_numpy(array) for key, array in self.weights().items()})
        except RuntimeError as error:
            raise WeightsError(
                f"the weights of {card.name} do not fit the network {card.model}: {str(error).splitlines()[1].strip()} "
                f"{_remedy(card.model, card.data)}"
            ) from error
        return network.eval()


def save_trained(state: dict[str, torch.Tensor], card: Card, folder: Path) -> Card:
    """Write the weights and their card, each whole or not at all.

    Args:
        state: the network's state dict.
        card: `weights_sha256` is filled in here.
        folder: made if need be.

    Returns:
        the card as written.

    Raises:
        WeightsError: the disk is full or the folder cannot be written.
    """
    content = safetensors.torch.save({key: tensor.contiguous().cpu() for key, tensor in state.items()})
    card = replace(card, weights_sha256=hashlib.sha256(content).hexdigest())
    try:
        write_whole(folder / f"{card.name}.safetensors", content)
        write_whole(folder / f"{card.name}.json", card.to_json().encode())
    except OSError as error:
        raise WeightsError(
            f"{folder / card.name}.safetensors cannot be written: {error.strerror or error}. "
            "Make room or give another --out, and give the same command again"
        ) from error
    return card


def load_trained(model: str, data: str, folder: Path = SHIPPED) -> Trained:
    """Read trained weights, if they are the ones that their card names.

    Args:
        model, data: name of the network and of the data set.
        folder: where the two files lie.

    Raises:
        WeightsError: a file is missing or damaged. The message names it and what to do.

    >>> load_trained("lenet", "digits").weights()["c1.weight"].shape
    (6, 1, 5, 5)
    """
    path = folder / f"{model}-{data}.safetensors"
    card_path = path.with_suffix(".json")
    try:
        text, content = card_path.read_text(encoding="utf-8"), path.read_bytes()
    except FileNotFoundError as error:
        raise WeightsError(f"{error.filename} is missing. {_remedy(model, data)}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise WeightsError(f"{card_path} or its weights cannot be read: {error}. {_remedy(model, data)}") from error
    try:
        card = Card.from_json(text)
    except (ValueError, TypeError) as error:
        raise WeightsError(f"{card_path} is damaged: {error}. {_remedy(model, data)}") from error
    found = hashlib.sha256(content).hexdigest()
    if found != card.weights_sha256:
        raise WeightsError(
            f"{path} is damaged or not the file its card is of: its SHA-256 is {found[:12]}..., the card says "
            f"{card.weights_sha256[:12]}... {_remedy(model, data)}"
        )
    try:
        return Trained(card, safetensors.numpy.load(content))
    except safetensors.SafetensorError as error:
        raise WeightsError(f"{path} is not a safetensors file: {error}. {_remedy(model, data)}") from error


def names(folder: Path = SHIPPED) -> list[tuple[str, str]]:
    """Which networks there are weights for, and trained on which data, by the names of the files.

    >>> ("lenet", "digits") in names()
    True
    """
    stems = sorted(path.stem for path in folder.glob("*.safetensors"))
    return [(model, data) for model, _, data in (stem.partition("-") for stem in stems) if data]


def _remedy(model: str, data: str) -> str:
    return (
        "Bring both files back from where they came (git restore, or install cnnedu again), "
        f"or train anew with `cnnedu train {model} --data {data} --out FOLDER`"
    )
