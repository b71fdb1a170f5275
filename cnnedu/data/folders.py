"""Folders of pictures, the class told by the folder's name or by the beginning of the file's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, UnidentifiedImageError

from cnnedu.data.dataset import Dataset
from cnnedu.data.errors import DataError

__all__ = ["ICHALLENGE_PM", "ImageFolder", "image_folder"]

_ENDINGS = (".png", ".jpg", ".jpeg")

ICHALLENGE_PM: dict[str, str] = {"H": "not pathological", "N": "not pathological", "P": "pathological"}
"""File-name prefixes of the iChallenge-PM training images: high myopia, normal, pathologic myopia."""


@dataclass(frozen=True, eq=False)
class ImageFolder:
    """The pictures that `image_folder` found, not yet read.

    Attributes:
        files: their paths, sorted.
        labels: int64 array (n,), read-only.
        class_names: one name per class, in the order of the labels.
        name: name of the folder.

    >>> ImageFolder((Path("cats/1.png"), Path("dogs/1.png")), np.array([0, 1]), ("cats", "dogs"), "pets").labels
    array([0, 1])
    """

    files: tuple[Path, ...]
    labels: np.ndarray
    class_names: tuple[str, ...]
    name: str

    def __len__(self) -> int:
        return len(self.files)

    def read(self, height: int, width: int, *, colour: bool = True, indices: Sequence[int] | None = None) -> np.ndarray:
        """Read pictures and bring them all to one size, stretched where the proportions differ.

        Args:
            height, width: of the result, each at least 1.
            colour: True for red, green and blue; False for grey.
            indices: which pictures, for a batch; None for all.

        Returns:
            uint8 array (n, height, width, 3), or (n, height, width) in grey.

        Raises:
            DataError: a picture cannot be read. The message names it.
            ValueError: the size is not positive.
        """
        if height < 1 or width < 1:
            raise ValueError(f"height and width must be at least 1, got {height} x {width}")
        chosen = self.files if indices is None else [self.files[i] for i in indices]
        images = np.empty((len(chosen), height, width, 3) if colour else (len(chosen), height, width), np.uint8)
        for i, file in enumerate(chosen):
            images[i] = _picture(file, height, width, colour)
        return images

    def dataset(self, height: int, width: int, *, colour: bool = True, split: str = "train") -> Dataset:
        """Read all pictures into a Dataset. Arguments and errors are those of `read`, and the split's name."""
        return Dataset(self.read(height, width, colour=colour), self.labels, self.class_names, self.name, split)


def image_folder(root: str | Path, prefixes: Mapping[str, str] | None = None) -> ImageFolder:
    """Find the pictures (.png, .jpg, .jpeg) of a folder and tell their classes.

    Without `prefixes`, each folder directly under `root` is a class, named like the folder, the classes sorted by
    name. With `prefixes`, the pictures lie directly in `root` and the beginning of the file's name tells the class; of
    two prefixes that fit the longer counts, and two prefixes may name one class. Hidden files and other endings are
    passed over.

    Args:
        root: the folder.
        prefixes: beginning of a file's name -> class name, such as `ICHALLENGE_PM`; case counts.

    Raises:
        DataError: the folder is missing or empty, a class has no pictures, or a name begins with no known prefix. The
            message names the folder or file.

    Source: the data set iChallenge-PM (lecture L0), whose training pictures are H0001.jpg, N0001.jpg, P0001.jpg ...

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as root:
    ...     for name in ("H0001.png", "N0001.png", "P0001.png"):
    ...         Image.new("RGB", (6, 4), "red").save(Path(root, name))
    ...     folder = image_folder(root, ICHALLENGE_PM)
    ...     folder.class_names, folder.labels, folder.read(2, 3).shape
    (('not pathological', 'pathological'), array([0, 0, 1]), (3, 2, 3, 3))
    """
    root = Path(root)
    if not root.is_dir():
        raise DataError(f"{root} is not a folder: give the folder that holds the pictures")
    found = _by_folder(root) if prefixes is None else _by_prefix(root, prefixes)
    class_names = tuple(dict.fromkeys(found.values() if prefixes is None else prefixes.values()))
    labels = np.array([class_names.index(name) for name in found.values()], dtype=np.int64)
    labels.setflags(write=False)
    return ImageFolder(tuple(found), labels, class_names, root.name)


def _by_folder(root: Path) -> dict[Path, str]:
    classes = sorted(path for path in root.iterdir() if path.is_dir() and not path.name.startswith("."))
    if not classes:
        raise DataError(f"{root} holds no folders: make one per class, or give prefixes of the file names")
    found = {}
    for folder in classes:
        pictures = _pictures(folder)
        if not pictures:
            raise DataError(f"{folder} holds no pictures ({', '.join(_ENDINGS)}): fill it or remove it")
        found.update(dict.fromkeys(pictures, folder.name))
    return found


def _by_prefix(root: Path, prefixes: Mapping[str, str]) -> dict[Path, str]:
    pictures = _pictures(root)
    if not pictures:
        raise DataError(f"{root} holds no pictures ({', '.join(_ENDINGS)})")
    longest_first = sorted(prefixes, key=len, reverse=True)
    found = {}
    for picture in pictures:
        prefix = next((p for p in longest_first if picture.name.startswith(p)), None)
        if prefix is None:
            known = ", ".join(map(repr, prefixes))
            raise DataError(f"{picture} begins with none of the known prefixes {known}: rename it or add its prefix")
        found[picture] = prefixes[prefix]
    return found


def _pictures(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in _ENDINGS and not path.name.startswith(".") and path.is_file()
    )


def _picture(file: Path, height: int, width: int, colour: bool) -> np.ndarray:
    try:
        with Image.open(file) as image:
            if image.mode.startswith(("I", "F")):  # Pillow would clip them to 255 without a word
                raise DataError(f"{file} has more than 8 bits per channel (mode {image.mode}): save it with 8 bits")
            picture = image.convert("RGB" if colour else "L")
            return np.asarray(picture.resize((width, height), Image.Resampling.BILINEAR))
    except UnidentifiedImageError:
        raise DataError(f"{file} is not a picture that can be read: replace it or remove it") from None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:  # what Pillow's decoders raise
        raise DataError(f"{file} cannot be read: {error}. Replace it or remove it") from error
