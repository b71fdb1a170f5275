"""What a trained network gets right: accuracy, class by class, and which classes it takes for which."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from rich.box import SIMPLE
from rich.table import Table
from torch import nn

from cnnedu.data import DataError, Dataset, load
from cnnedu.resident import Images
from cnnedu.weights import SHIPPED, Card, Trained, WeightsError, load_trained, names

__all__ = ["Evaluation", "accuracy", "as_table", "ask", "evaluate", "evaluate_shipped", "load_test_images", "predict"]

_CPU = torch.device("cpu")
_BATCH = 1000  # images; small enough for a laptop's memory, large enough to keep a GPU busy


def predict(network: nn.Module, images: Images, *, flip: bool = False) -> torch.Tensor:
    """Ask a network for its logits, in evaluation mode and in full single precision.

    Args:
        network: on the device of the images; its mode is put back.
        images: any number of them.
        flip: ask for the mirror images too and take the mean of both logits.

    Returns:
        float32 tensor (n, k) on the device.

    >>> from cnnedu.data import Normalisation, load
    >>> from cnnedu.models import create
    >>> train, test = load("digits", size=(28, 28)), load("digits", "test", (28, 28))
    >>> predict(create("lenet"), Images.of(test, Normalisation.of(train), torch.device("cpu"))).shape
    torch.Size([382, 10])
    """
    training = network.training
    network.eval()
    # TF32, cuDNN's default for convolutions, would round to ten bits and give another accuracy than a CPU.
    with torch.inference_mode(), torch.backends.cudnn.flags(allow_tf32=False):
        parts = []
        for pixels in images.pixels.split(_BATCH):
            x = images.floats(pixels)
            logits = network(x)
            parts.append((logits + network(x.flip(3))) / 2 if flip else logits)
    network.train(training)
    return torch.cat(parts)


def accuracy(network: nn.Module, images: Images, *, flip: bool = False) -> float:
    """The share of the images that a network recognises. Arguments are those of `predict`."""
    answers = predict(network, images, flip=flip).argmax(1)
    return int((answers == images.labels).sum()) / len(images)


@dataclass(frozen=True, eq=False)
class Evaluation:
    """What came of asking a network about labelled images.

    Attributes:
        name: of the network and its data, such as "lenet-digits".
        split: which images were asked about, such as "test".
        class_names: in the order of the labels.
        confusion: int64 array (k, k); row = true class, column = answer.
    """

    name: str
    split: str
    class_names: tuple[str, ...]
    confusion: np.ndarray

    @property
    def images(self) -> int:
        """How many were asked about."""
        return int(self.confusion.sum())

    @property
    def right(self) -> int:
        """How many answers were right."""
        return int(np.trace(self.confusion))

    @property
    def accuracy(self) -> float:
        """Share of right answers."""
        return self.right / self.images

    @property
    def recall(self) -> np.ndarray:
        """Of the images of each class, the share that was recognised: array (k,), NaN where there are none."""
        with np.errstate(invalid="ignore"):
            return np.diag(self.confusion) / self.confusion.sum(axis=1)

    @property
    def precision(self) -> np.ndarray:
        """Of the answers for each class, the share that was right: array (k,), NaN where there are none."""
        with np.errstate(invalid="ignore"):
            return np.diag(self.confusion) / self.confusion.sum(axis=0)


def ask(trained: Trained, dataset: Dataset, device: torch.device = _CPU) -> np.ndarray:
    """Ask a trained network for its logits, of images and mirror images together where its card says so.

    Args:
        trained: the network and its card.
        dataset: images of the size that the network takes.
        device: to compute on.

    Returns:
        float32 array (n, k).

    Raises:
        ValueError: the images have other classes or another number of channels than those it was trained on.

    >>> trained, test = load_trained("lenet", "digits"), load("digits", "test", (28, 28)).take(slice(5))
    >>> ask(trained, test).argmax(axis=1), test.labels
    (array([0, 1, 2, 3, 4]), array([0, 1, 2, 3, 4]))
    """
    card = trained.card
    if dataset.class_names != card.class_names:
        raise ValueError(
            f"{card.name} tells {', '.join(card.class_names)} apart, the images are of {', '.join(dataset.class_names)}"
        )
    images = Images.of(dataset, card.normalisation, device)
    return predict(trained.network().to(device), images, flip=card.flips).cpu().numpy()


def evaluate(name: str, dataset: Dataset, logits: np.ndarray) -> Evaluation:
    """Count which classes were taken for which.

    Args:
        name: of the network and its data, such as "lenet-digits".
        dataset: what it was asked about.
        logits: float array (n, k), what `ask` gave.

    >>> pets = Dataset(np.zeros((3, 4, 4), np.uint8), np.array([0, 1, 1]), ("cat", "dog"), "pets", "test")
    >>> evaluate("net-pets", pets, np.array([[2.0, 1.0], [0.0, 1.0], [1.0, 0.0]])).confusion
    array([[1, 0],
           [1, 1]])
    """
    from sklearn.metrics import confusion_matrix  # takes a second to import; only this function needs it

    classes = np.arange(len(dataset.class_names))
    confusion = confusion_matrix(dataset.labels, logits.argmax(axis=1), labels=classes)
    return Evaluation(name, dataset.split, dataset.class_names, confusion.astype(np.int64))


def load_test_images(card: Card) -> Dataset:
    """Load the test images that a card's accuracy is of.

    Raises:
        DataError: they are not found, or are not those that the card names.

    >>> load_test_images(load_trained("lenet", "digits").card)
    Dataset(digits/test: 382 images 28 x 28, 10 classes)
    """
    test = load(card.data, "test", card.input_size)
    if test.sha256 != card.data_sha256["test"]:
        raise DataError(
            f"the test images of {card.data} are not those that the card of {card.name} names "
            f"(SHA-256 {test.sha256[:12]}, wanted {card.data_sha256['test'][:12]}): train it anew"
        )
    return test


def evaluate_shipped(
    model: str, data: str | None = None, folder: Path = SHIPPED, device: torch.device = _CPU
) -> list[Evaluation]:
    """Ask the shipped weights of a network about the test images of the data they were trained on.

    Args:
        model: name of a network.
        data: name of a data set; None for all that there are weights for.
        folder: where the weights lie.
        device: to compute on.

    Raises:
        WeightsError: there are no such weights, or a file is damaged.
        DataError: the test images are not found, or are not those that the card names.
    """
    found = [name for name in names(folder) if name[0] == model and data in (None, name[1])]
    if not found:
        there = ", ".join(f"{m} --data {d}" for m, d in names(folder)) or "none"
        wanted = model if data is None else f"{model} --data {data}"
        raise WeightsError(f"there are no trained weights for {wanted} in {folder}. There are: {there}")
    evaluations = []
    for _, name in found:
        trained = load_trained(model, name, folder)
        test = load_test_images(trained.card)
        evaluations.append(evaluate(trained.card.name, test, ask(trained, test, device)))
    return evaluations


def as_table(evaluation: Evaluation) -> Table:
    """Show the accuracy of each class beside the confusion matrix.

    >>> from rich.console import Console
    >>> asked = Evaluation("net-pets", "test", ("cat", "dog"), np.array([[3, 1], [0, 4]]))
    >>> Console(width=60).print(as_table(asked))
    net-pets: 7 of 8 test images
    right, 87.50 %
    class       recall % 0 1
    ───────────────────────────
    0 cat 75 3 1
    1 dog 100 · 4
    ───────────────────────────
    precision % 87.5 100 80
    rows: true classes; columns: answers
    """
    table = Table(
        title=f"{evaluation.name}: {evaluation.right:,} of {evaluation.images:,} {evaluation.split} images right, "
        f"{100 * evaluation.accuracy:.2f} %",
        caption="rows: true classes; columns: answers",
        title_justify="left",
        title_style="bold",
        caption_justify="left",
        box=SIMPLE,
        padding=0,
        pad_edge=False,
        show_edge=False,
        show_footer=True,
    )
    table.add_column("class", "precision %", no_wrap=True)
    table.add_column("recall %", _percent(evaluation.accuracy), justify="right", no_wrap=True)
    for column, precision in enumerate(evaluation.precision):
        table.add_column(str(column), _percent(precision), justify="right", no_wrap=True)
    for row, (name, recall) in enumerate(zip(evaluation.class_names, evaluation.recall, strict=True)):
        counts = [_count(int(n), row == column) for column, n in enumerate(evaluation.confusion[row])]
        table.add_row(f"{row} {name}" if name != str(row) else name, _percent(recall), *counts)
    return table


def _percent(share: float) -> str:
    """Three digits are enough for a thousand images a class, and leave a table of ten classes room on 80 columns."""
    return "" if np.isnan(share) else f"{100 * share:.3g}"


def _count(n: int, right: bool) -> str:
    text = str(n) if n else "[dim]·[/dim]"
    return f"[bold]{text}[/bold]" if right else text
