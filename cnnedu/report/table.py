"""The rows of the comparison: every trained network, with train and test accuracy side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from cnnedu.describe import describe
from cnnedu.training.references import REFERENCES
from cnnedu.weights import SHIPPED, Card, WeightsError, load_trained

__all__ = ["Row", "as_markdown", "model_title", "rows"]

_MODELS = MappingProxyType(
    {
        "softmax": "softmax regression",
        "cnn1": "one convolution",
        "cnn2": "two convolutions",
        "lenet": "LeNet-5",
        "compact_resnet": "compact ResNet",
        "alexnet_small": "AlexNet",
        "vgg9": "VGG-9",
        "nin_small": "NiN",
        "googlenet_small": "GoogLeNet",
        "resnet18_small": "ResNet-18",
        "densenet121_small": "DenseNet-121",
        "resnet9": "ResNet-9",
    }
)
_DATA = MappingProxyType({"digits": "digits", "mnist": "MNIST", "fashion-mnist": "Fashion-MNIST"})


@dataclass(frozen=True)
class Row:
    """One trained network.

    Attributes:
        card: of its weights.
        plain: whether it was trained as the lectures do.
        multiply_adds: for one image.
    """

    card: Card
    plain: bool
    multiply_adds: int

    @property
    def model(self) -> str:
        """The network's name in prose."""
        return model_title(self.card.model)

    @property
    def data(self) -> str:
        """The data set's name in prose."""
        return _DATA.get(self.card.data, self.card.data)

    @property
    def way(self) -> str:
        """How it was trained, in a word."""
        return "lectures'" if self.plain else "course's"

    @property
    def device(self) -> str:
        """The kind of device in a word; the card has its full name."""
        return "CPU" if self.card.device.startswith("CPU") else self.card.device

    @property
    def seconds_per_epoch(self) -> float:
        """Seconds of training, validation included, for one pass over the images."""
        return self.card.seconds / self.card.epochs


def model_title(model: str) -> str:
    """Name a network as prose does.

    Args:
        model: name of a network; those that are not shipped keep theirs.

    >>> model_title("vgg9"), model_title("resnet50")
    ('VGG-9', 'resnet50')
    """
    return _MODELS.get(model, model)


def rows(folder: Path = SHIPPED) -> list[Row]:
    """Read the cards of the reference models that there are, in the list's order.

    Args:
        folder: where the weights lie.

    Raises:
        WeightsError: a card or its weights are damaged, or there are none at all.

    >>> rows()[0].model, rows()[0].data
    ('LeNet-5', 'digits')
    """
    found = []
    for reference in REFERENCES:
        place = (folder / reference.name).parent
        if (place / f"{reference.model}-{reference.data}.json").exists():
            card = load_trained(reference.model, reference.data, place).card
            description = describe(card.model, (card.in_channels, *card.input_size), len(card.class_names))
            found.append(Row(card, reference.plain, description.multiply_adds))
    if not found:
        raise WeightsError(f"there are no trained reference models in {folder}: train them with `make weights`")
    return found


def as_markdown(table: Iterable[Row]) -> str:
    """Write the rows as the table of docs/networks.md.

    Args:
        table: what `rows` gave.

    >>> print(as_markdown(rows()[:1]).splitlines()[0])
    | network | data | trained | parameters | epochs | train % | validation % | test % |
    """
    lines = [
        "| network | data | trained | parameters | epochs | train % | validation % | test % |",
        "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in table:
        card = row.card
        accuracies = (card.train_accuracy, card.validation_accuracy, card.test_accuracy)
        cells: Sequence[str] = (
            row.model,
            row.data,
            row.way,
            f"{card.parameters:,}",
            str(card.epochs),
            *(f"{100 * accuracy:.2f}" for accuracy in accuracies),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
