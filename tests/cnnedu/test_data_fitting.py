"""Sizes: padding, enlarging, and both; against PyTorch."""

import numpy as np
import pytest
import torch

from cnnedu.data import Dataset, fitted, load, padded, resized


def dataset(*shape):
    images = np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)
    return Dataset(images, np.zeros(shape[0], np.int64), ("only",), "example", "train")


@pytest.mark.parametrize("colour", [(), (3,)])
@pytest.mark.parametrize(("size", "wanted"), [((4, 7), (9, 7)), ((5, 3), (10, 12)), ((1, 6), (3, 6)), ((6, 1), (6, 5))])
def test_resizing_agrees_with_pytorch(size, wanted, colour):
    small = dataset(2, *size, *colour)
    x = torch.from_numpy(small.images.astype(np.float64))
    x = x[:, None] if not colour else x.permute(0, 3, 1, 2)
    y = torch.nn.functional.interpolate(x, wanted, mode="bilinear", align_corners=False)
    y = y[:, 0] if not colour else y.permute(0, 2, 3, 1)
    difference = np.abs(resized(small, *wanted).images - y.numpy())
    assert difference.max() <= 0.5 + 1e-9  # rounding only


def test_resizing_to_the_same_size_changes_nothing():
    small = dataset(2, 4, 7)
    np.testing.assert_array_equal(resized(small, 4, 7).images, small.images)


@pytest.mark.parametrize("colour", [(), (3,)])
def test_padding_agrees_with_pytorch(colour):
    small = dataset(2, 4, 7, *colour)
    x = torch.from_numpy(small.images.copy())
    x = x if not colour else x.permute(0, 3, 1, 2)
    y = torch.nn.functional.pad(x, (1, 2, 2, 3))  # left, right, top, bottom
    y = y if not colour else y.permute(0, 2, 3, 1)
    np.testing.assert_array_equal(padded(small, 9, 10).images, y.numpy())


@pytest.mark.parametrize(
    ("size", "wanted", "content"),
    [
        ((28, 28), (32, 32), (28, 28)),
        ((8, 8), (28, 28), (24, 24)),
        ((8, 8), (32, 32), (32, 32)),
        ((4, 9), (9, 20), (8, 18)),
    ],
)
def test_fitting_enlarges_by_a_whole_factor_and_pads(size, wanted, content):
    white = Dataset(np.full((1, *size), 255, np.uint8), np.array([0]), ("white",), "example", "train")
    image = fitted(white, *wanted).images[0]
    assert image.shape == wanted
    rows, columns = np.flatnonzero(image.any(1)), np.flatnonzero(image.any(0))
    assert (len(rows), len(columns)) == content
    assert (rows[0], columns[0]) == tuple((w - c) // 2 for w, c in zip(wanted, content, strict=True))
    assert set(np.unique(image[np.ix_(rows, columns)])) == {255}


@pytest.mark.parametrize("change", [padded, resized, fitted])
@pytest.mark.parametrize("wanted", [(3, 7), (4, 6)])
def test_nothing_is_made_smaller(change, wanted):
    with pytest.raises(ValueError, match=r"images of 4 x 7 cannot be .* ask for at least 4 x 7"):
        change(dataset(1, 4, 7), *wanted)


def test_labels_names_and_split_stay():
    before, after = load("digits", "test"), load("digits", "test", size=(28, 28))
    np.testing.assert_array_equal(before.labels, after.labels)
    assert (before.class_names, before.name, before.split) == (after.class_names, after.name, after.split)
    assert before.sha256 != after.sha256
