"""Set images aside to choose by, so that the test set is asked only once."""

from __future__ import annotations

import numpy as np

from cnnedu.data.dataset import Dataset

__all__ = ["split_off_validation"]


def split_off_validation(dataset: Dataset, fraction: float = 0.1, seed: int = 0) -> tuple[Dataset, Dataset]:
    """Split training images in two, each class in the same proportion, the same way on every machine.

    Of a class with m images, ``round(fraction * m)`` go to validation (halves up), but never all and never none.
    Both parts keep the order of the original.

    Args:
        dataset: at least two images of every class that occurs.
        fraction: of the images to set aside, between 0 and 1, both excluded.
        seed: another seed gives another choice of images.

    Returns:
        (training part, validation part), with splits "train" and "validation".

    Raises:
        ValueError: the images are a test set, the fraction is out of range, or a class has a single image.

    >>> from cnnedu.data import load
    >>> split_off_validation(load("digits"), fraction=0.2)
    (Dataset(digits/train: 1132 images 8 x 8, 10 classes), Dataset(digits/validation: 283 images 8 x 8, 10 classes))
    """
    if dataset.split == "test":
        raise ValueError("got the test split: split validation images off the training images")
    if not 0 < fraction < 1:
        raise ValueError(f"fraction must lie between 0 and 1, both excluded, got {fraction}")
    random = np.random.RandomState(seed)  # unlike default_rng, its stream is promised never to change (NEP 19)
    aside = np.zeros(len(dataset), dtype=bool)
    for label in np.unique(dataset.labels):
        members = np.flatnonzero(dataset.labels == label)
        if len(members) < 2:
            raise ValueError(f"class {dataset.class_names[label]!r} has a single image: it takes two to split a class")
        count = min(max(int(fraction * len(members) + 0.5), 1), len(members) - 1)
        aside[random.permutation(members)[:count]] = True
    return dataset.take(~aside, "train"), dataset.take(aside, "validation")
