"""What every source gives: images, labels, class names, and where they come from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

__all__ = ["Dataset"]


@dataclass(frozen=True, eq=False)
class Dataset:
    """Labelled images of one size. The arrays are made read-only: work on a copy.

    Attributes:
        images: uint8 array (n, h, w), or (n, h, w, 3) for colour; 0 is black, 255 is white.
        labels: int64 array (n,), each in 0 .. len(class_names) - 1.
        class_names: one name per class, in the order of the labels.
        name: the source, such as "digits" or "fashion-mnist".
        split: "train", "validation", "test", or another word that says what the images may be used for.

    Raises:
        ValueError: the dtypes are others, the shapes do not fit together, or a label has no class name.

    >>> Dataset(np.zeros((2, 4, 5), np.uint8), np.array([0, 1]), ("cat", "dog"), "pets", "train")
    Dataset(pets/train: 2 images 4 x 5, 2 classes)
    """

    images: np.ndarray
    labels: np.ndarray
    class_names: tuple[str, ...]
    name: str
    split: str

    def __post_init__(self) -> None:
        images, labels = self.images, self.labels
        if images.dtype != np.uint8 or not (images.ndim == 3 or (images.ndim == 4 and images.shape[-1] == 3)):
            raise ValueError(f"images must be uint8 of shape (n, h, w) or (n, h, w, 3), {_got(images)}")
        if labels.dtype != np.int64 or labels.ndim != 1:
            raise ValueError(f"labels must be int64 of shape (n,), {_got(labels)}")
        if len(images) != len(labels):
            raise ValueError(f"every image needs one label, got {len(images)} images and {len(labels)} labels")
        if labels.size and not (labels.min() >= 0 and labels.max() < len(self.class_names)):
            raise ValueError(
                f"labels must lie in 0 .. {len(self.class_names) - 1}, got {labels.min()} .. {labels.max()}: "
                "give a class name for every label"
            )
        for field, array in (("images", images), ("labels", labels)):
            view = array.view()  # the caller's own array stays writable
            view.setflags(write=False)
            object.__setattr__(self, field, view)

    def __len__(self) -> int:
        return len(self.labels)

    def __repr__(self) -> str:
        h, w = self.images.shape[1:3]
        colour = " in colour" if self.images.ndim == 4 else ""
        classes = len(self.class_names)
        return f"Dataset({self.name}/{self.split}: {len(self)} images {h} x {w}{colour}, {classes} classes)"

    @cached_property
    def sha256(self) -> str:
        """Fingerprint of the content: SHA-256 of the images' bytes followed by the labels' (int64, little-endian).

        A model's card names it, so that anyone can tell whether two models saw the same images in the same order.

        >>> from cnnedu.data import load
        >>> load("digits", "test").sha256[:12]
        '78cabad7a4dd'
        """
        digest = hashlib.sha256(self.images.tobytes())
        digest.update(self.labels.astype("<i8").tobytes())
        return digest.hexdigest()

    def take(self, indices: np.ndarray | slice, split: str | None = None) -> Dataset:
        """Select some of the images, under the same split's name or another.

        Args:
            indices: int array (m,), bool array (n,), or a slice.
            split: the new split's name; None keeps the old one.

        Raises:
            IndexError: an index lies outside, as NumPy says it.

        >>> from cnnedu.data import load
        >>> load("digits").take(slice(100))
        Dataset(digits/train: 100 images 8 x 8, 10 classes)
        """
        return replace(
            self, images=self.images[indices], labels=self.labels[indices], split=self.split if split is None else split
        )


def _got(array: np.ndarray) -> str:
    return f"got {array.dtype} of shape {array.shape}"
