"""Trained weights asked about the test images that their card names."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from cnnedu.data import DataError, Dataset, load
from cnnedu.evaluation.answers import predict
from cnnedu.evaluation.confusion import Evaluation, evaluate
from cnnedu.evaluation.images import Images
from cnnedu.weights import SHIPPED, Card, Trained, WeightsError, load_trained, names

__all__ = ["ask", "evaluate_shipped", "load_test_images"]

_CPU = torch.device("cpu")


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
