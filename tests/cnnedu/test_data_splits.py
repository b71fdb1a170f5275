"""Validation images: stratified, reproducible, and never from the test set."""

import numpy as np
import pytest

from cnnedu.data import Dataset, load, split_off_validation


def dataset(labels, split="train"):
    labels = np.asarray(labels, dtype=np.int64)
    images = np.arange(len(labels), dtype=np.uint8)[:, None, None]  # the pixel tells which image it is
    return Dataset(images, labels, ("a", "b", "c"), "example", split)


def ids(dataset):
    return dataset.images.ravel().tolist()


def test_both_parts_together_are_the_whole_and_share_nothing():
    train, validation = split_off_validation(dataset([0, 1, 2] * 10), 0.3)
    assert sorted(ids(train) + ids(validation)) == list(range(30))


def test_labels_stay_with_their_images():
    whole = dataset([0, 1, 2] * 10)
    for part in split_off_validation(whole, 0.3):
        np.testing.assert_array_equal(part.labels, whole.labels[ids(part)])


def test_every_class_gives_its_share():
    _, validation = split_off_validation(dataset([0] * 40 + [1] * 20 + [2] * 10), 0.1)
    assert np.bincount(validation.labels).tolist() == [4, 2, 1]


def test_halves_are_rounded_up():
    _, validation = split_off_validation(dataset([0] * 5 + [1] * 15 + [2] * 25), 0.1)
    assert np.bincount(validation.labels).tolist() == [1, 2, 3]


def test_a_rare_class_gives_one_and_keeps_one():
    train, validation = split_off_validation(dataset([0] * 40 + [1] * 2 + [2] * 2), 0.01)
    assert np.bincount(validation.labels).tolist() == [1, 1, 1]
    train, validation = split_off_validation(dataset([0] * 40 + [1] * 2 + [2] * 2), 0.99)
    assert np.bincount(train.labels).tolist() == [1, 1, 1]


def test_the_order_is_kept():
    train, validation = split_off_validation(dataset([0, 1, 2] * 10), 0.3)
    assert ids(train) == sorted(ids(train))
    assert ids(validation) == sorted(ids(validation))


def test_the_choice_is_the_same_on_every_machine():
    _, validation = split_off_validation(dataset([0] * 12 + [1] * 12), 0.25, seed=3)
    assert ids(validation) == [1, 4, 5, 13, 15, 23]


def test_another_seed_chooses_otherwise():
    digits = load("digits")
    first, second = (split_off_validation(digits, 0.2, seed=seed)[1].sha256 for seed in (0, 1))
    assert first != second


def test_the_splits_are_named():
    train, validation = split_off_validation(load("digits"))
    assert (train.split, validation.split) == ("train", "validation")


def test_a_test_set_is_not_split():
    with pytest.raises(ValueError, match="got the test split"):
        split_off_validation(load("digits", "test"))


@pytest.mark.parametrize("fraction", [0.0, 1.0, -0.1, float("nan")])
def test_a_fraction_out_of_range_is_refused(fraction):
    with pytest.raises(ValueError, match="fraction must lie between 0 and 1"):
        split_off_validation(dataset([0, 0]), fraction)


def test_a_class_with_one_image_is_named():
    with pytest.raises(ValueError, match="class 'b' has a single image"):
        split_off_validation(dataset([0, 0, 1]))
