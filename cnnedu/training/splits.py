"""The three parts of a data set: to train on, to choose by, and to be asked once at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from cnnedu.data import ICHALLENGE_PM, NAMES, DataError, Dataset, image_folder, load, split_off_validation

__all__ = ["Splits", "splits_of"]

_FOLDER = "folder:"


@dataclass(frozen=True)
class Splits:
    """Images of one source at one size.

    Attributes:
        name: of the data, such as "digits"; a folder's own name.
        train: what weights are fitted to.
        validation: what epochs are chosen by.
        test: gives the test images. It is a function so that nobody holds them before the end.
    """

    name: str
    train: Dataset
    validation: Dataset
    test: Callable[[], Dataset]


def splits_of(data: str, size: tuple[int, int]) -> Splits:
    """Load the training images of a data set, a tenth of them set aside for validation, always the same tenth.

    A folder holds either the folders ``train`` and ``test``, or classes only; of those a fifth is set aside for the
    test. Pictures that lie directly in it are told apart by the prefixes of iChallenge-PM. They are read in colour.

    Args:
        data: "digits", "mnist", "fashion-mnist", or "folder:PATH".
        size: (h, w) that the network takes.

    Raises:
        ValueError: there is no such data set, or its images are larger than the network takes.
        DataError: a file is missing or damaged.

    >>> splits_of("digits", (28, 28)).validation
    Dataset(digits/validation: 140 images 28 x 28, 10 classes)
    """
    if data.startswith(_FOLDER):
        return _splits_of_folder(Path(data.removeprefix(_FOLDER)), size)
    if data not in NAMES:
        raise ValueError(f"unknown data {data!r}: use one of {', '.join(NAMES)}, or folder:PATH")
    train, validation = split_off_validation(load(data, "train", size))
    return Splits(data, train, validation, lambda: load(data, "test", size))


def _splits_of_folder(root: Path, size: tuple[int, int]) -> Splits:
    if (root / "train").is_dir() and (root / "test").is_dir():
        train, validation = split_off_validation(_pictures(root / "train", size, "train"))

        def test() -> Dataset:
            pictures = _pictures(root / "test", size, "test")
            if pictures.class_names != train.class_names:
                raise DataError(
                    f"{root / 'test'} has the classes {', '.join(pictures.class_names)} where {root / 'train'} has "
                    f"{', '.join(train.class_names)}: the folders must have the same names"
                )
            return pictures

        return Splits(root.resolve().name, train, validation, test)
    rest, aside = split_off_validation(_pictures(root, size, "train"), fraction=0.2, seed=1)
    train, validation = split_off_validation(rest)
    return Splits(root.resolve().name, train, validation, lambda: replace(aside, split="test"))


def _pictures(root: Path, size: tuple[int, int], split: str) -> Dataset:
    has_classes = (
        any(path.is_dir() and not path.name.startswith(".") for path in root.iterdir()) if root.is_dir() else True
    )
    return image_folder(root, None if has_classes else ICHALLENGE_PM).dataset(*size, split=split)
