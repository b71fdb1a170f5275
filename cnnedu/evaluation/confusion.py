"""Which classes a network takes for which: counts, shares, and the table that shows them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from rich.box import SIMPLE
from rich.table import Table

from cnnedu.data import Dataset

__all__ = ["Evaluation", "as_table", "evaluate"]


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
