"""A trained network and its answers to the test images."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from cnnedu.data import Dataset
from cnnedu.evaluation import Evaluation, ask, evaluate, load_test_images
from cnnedu.weights import SHIPPED, Trained, WeightsError, load_trained

__all__ = ["Asked", "ask_shipped"]


@dataclass(frozen=True, eq=False)
class Asked:
    """What a network said about the test images.

    Attributes:
        trained: the network and its card.
        test: the images.
        logits: float32 array (n, k).
        evaluation: which classes were taken for which.
    """

    trained: Trained
    test: Dataset
    logits: np.ndarray
    evaluation: Evaluation

    @property
    def probabilities(self) -> np.ndarray:
        """Softmax of the logits: float64 array (n, k)."""
        shifted = np.exp(self.logits.astype(np.float64) - self.logits.max(axis=1, keepdims=True))
        return shifted / shifted.sum(axis=1, keepdims=True)

    def right(self, label: int) -> np.ndarray:
        """Images of a class that were recognised, the surest first: int array of their numbers."""
        answers = self.logits.argmax(axis=1)
        numbers = np.flatnonzero((self.test.labels == label) & (answers == label))
        return numbers[np.argsort(-self.probabilities[numbers, label], kind="stable")]

    def mistakes(self) -> np.ndarray:
        """Images that were not recognised, those with the surest wrong answers first: int array of their numbers."""
        numbers = np.flatnonzero(self.logits.argmax(axis=1) != self.test.labels)
        return numbers[np.argsort(-self.probabilities[numbers].max(axis=1), kind="stable")]


def ask_shipped(model: str, data: str, folder: Path = SHIPPED, device: torch.device | None = None) -> Asked:
    """Ask shipped weights about the test images, and hold the answers against the card.

    Args:
        model, data: names of the network and the data set.
        folder: where the weights lie.
        device: to compute on; None for the CPU.

    Raises:
        WeightsError: the weights are missing or damaged, or the card's test accuracy is not theirs.
        DataError: the test images are not found, or are others than the card's.

    >>> asked = ask_shipped("lenet", "digits")
    >>> len(asked.mistakes()) == asked.evaluation.images - asked.evaluation.right
    True
    """
    trained = load_trained(model, data, folder)
    test = load_test_images(trained.card)
    logits = ask(trained, test, device or torch.device("cpu"))
    evaluation = evaluate(trained.card.name, test, logits)
    claimed = round(trained.card.test_accuracy * len(test))
    # On another processor sums are taken in another order, which may turn an answer that hangs in the balance.
    if abs(claimed - evaluation.right) > 2:
        raise WeightsError(
            f"the card of {trained.card.name} claims {claimed:,} test images, {evaluation.right:,} are right: "
            f"train it anew with `python -m cnnedu.training {trained.card.name}`"
        )
    return Asked(trained, test, logits, evaluation)
