"""Dataset: what it refuses, and that it cannot be changed by accident."""

import dataclasses
import hashlib

import numpy as np
import pytest

from cnnedu.data import Dataset

IMAGES = np.arange(3 * 2 * 5, dtype=np.uint8).reshape(3, 2, 5)
LABELS = np.array([0, 1, 0])


def dataset(images=IMAGES, labels=LABELS, class_names=("a", "b")):
    return Dataset(images, labels, class_names, "example", "train")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"images": IMAGES.astype(float)}, r"images must be uint8 .* got float64 of shape \(3, 2, 5\)"),
        ({"images": IMAGES[0]}, r"images must be uint8 of shape .* got uint8 of shape \(2, 5\)"),
        ({"images": IMAGES[..., None]}, r"images must be .* got uint8 of shape \(3, 2, 5, 1\)"),
        ({"labels": LABELS.astype(np.uint8)}, r"labels must be int64 .* got uint8 of shape \(3,\)"),
        ({"labels": LABELS[:, None]}, r"labels must be int64 of shape .* got int64 of shape \(3, 1\)"),
        ({"labels": LABELS[:2]}, "got 3 images and 2 labels"),
        ({"class_names": ("a",)}, r"labels must lie in 0 \.\. 0, got 0 \.\. 1"),
        ({"labels": LABELS - 1}, r"labels must lie in 0 \.\. 1, got -1 \.\. 0"),
    ],
)
def test_what_does_not_fit_together_is_refused(change, message):
    with pytest.raises(ValueError, match=message):
        dataset(**change)


def test_the_arrays_are_read_only():
    with pytest.raises(ValueError, match="read-only"):
        dataset().images[0, 0, 0] = 1


def test_the_callers_own_array_stays_writable():
    images = IMAGES.copy()
    dataset(images)
    images[0, 0, 0] = 1


def test_the_fields_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        dataset().split = "test"


def test_the_fingerprint_is_that_of_images_then_labels():
    content = IMAGES.tobytes() + b"".join(int(label).to_bytes(8, "little") for label in LABELS)
    assert dataset().sha256 == hashlib.sha256(content).hexdigest()


def test_the_fingerprint_tells_a_changed_label():
    assert dataset(labels=LABELS[::-1] * 1).sha256 == dataset().sha256  # a palindrome: nothing changed
    assert dataset(labels=np.array([1, 0, 0])).sha256 != dataset().sha256


def test_the_fingerprint_of_a_view_is_that_of_its_values():
    assert dataset(IMAGES[::-1]).sha256 == dataset(IMAGES[::-1].copy()).sha256


@pytest.mark.parametrize("indices", [np.array([2, 0]), np.array([True, False, True]), slice(1, None)])
def test_taking_keeps_images_and_labels_together(indices):
    taken = dataset().take(indices, "validation")
    np.testing.assert_array_equal(taken.images, IMAGES[indices])
    np.testing.assert_array_equal(taken.labels, LABELS[indices])
    assert taken.split == "validation"


def test_taking_keeps_the_splits_name_unless_told():
    assert dataset().take(slice(1)).split == "train"
