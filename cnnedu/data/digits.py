"""The 1,797 small digits that come with scikit-learn: nothing to download."""

from __future__ import annotations

import numpy as np

from cnnedu.data.dataset import Dataset

__all__ = ["load_digits"]

# The samples of one writer lie together. A shuffled split would have the same hands on both sides and flatter the
# test accuracy, so the last three writers are the test set.
# Source of the border: scikit-learn MOOC, "Sample grouping", where the 13 writers are told apart.
_FIRST_TEST_SAMPLE = 1415


def load_digits(split: str) -> Dataset:
    """Give the digits as uint8: 1,415 to train on and 382 by other writers to test on.

    The original values 0 .. 16 count the ink of 4 x 4 pixels; they are spread over 0 .. 255 as ``round(v * 255 / 16)``.

    Args:
        split: "train" or "test".

    Returns:
        Dataset with images (n, 8, 8).

    Raises:
        ValueError: the split is another word.

    Source: E. Alpaydin, C. Kaynak, Optical Recognition of Handwritten Digits, UCI (1998), test part.

    >>> load_digits("train"), load_digits("test")
    (Dataset(digits/train: 1415 images 8 x 8, 10 classes), Dataset(digits/test: 382 images 8 x 8, 10 classes))
    """
    if split not in ("train", "test"):
        raise ValueError(f"split must be 'train' or 'test', got {split!r}")
    from sklearn import datasets  # takes a second to import; only this function needs it

    digits = datasets.load_digits()
    part = slice(0, _FIRST_TEST_SAMPLE) if split == "train" else slice(_FIRST_TEST_SAMPLE, None)
    images = np.rint(digits.images * (255 / 16)).astype(np.uint8)
    labels = digits.target.astype(np.int64)
    return Dataset(images[part], labels[part], tuple("0123456789"), "digits", split)
