"""The digits of the notebooks are scikit-learn's, and no writer of one set wrote in another."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn import datasets

from cnnedu.data.digits import load_digits as load_whole

PLACES = {"train": slice(0, 600), "validation": slice(1215, 1415), "test": slice(1415, 1797)}


@pytest.mark.parametrize("name", PLACES)
def test_images_and_classes_are_those_of_scikit_learn(part, name):
    images, classes = part("digits").load_digits()[name]
    theirs = datasets.load_digits()
    np.testing.assert_array_equal(images[:, 0], theirs.images[PLACES[name]])
    np.testing.assert_array_equal(classes, theirs.target[PLACES[name]])
    assert (images.dtype, classes.dtype) == (np.uint8, np.int64)


def test_the_test_images_are_the_courses(part):
    _, classes = part("digits").load_digits()["test"]
    np.testing.assert_array_equal(classes, load_whole("test").labels)


def test_a_set_can_be_written_into(part):
    images, _ = part("digits").load_digits()["train"]
    images[0] = 0
    assert part("digits").load_digits()["train"][0][0].any()
