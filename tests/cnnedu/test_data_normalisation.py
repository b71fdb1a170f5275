"""Normalisation: the statistics of the training images, against NumPy's own."""

import numpy as np
import pytest

from cnnedu.data import Dataset, Normalisation, load


def dataset(*shape, split="train"):
    images = np.random.default_rng(1).integers(0, 256, shape, dtype=np.uint8)
    return Dataset(images, np.zeros(shape[0], np.int64), ("only",), "example", split)


@pytest.mark.parametrize(("shape", "axes"), [((5, 4, 7), None), ((5, 4, 7, 3), (0, 1, 2))])
def test_the_statistics_are_those_numpy_computes(shape, axes):
    train = dataset(*shape)
    normalisation = Normalisation.of(train)
    np.testing.assert_allclose(normalisation.mean, np.atleast_1d((train.images / 255).mean(axes)), rtol=1e-12)
    np.testing.assert_allclose(normalisation.std, np.atleast_1d((train.images / 255).std(axes)), rtol=1e-12)


def test_normalised_training_images_have_mean_zero_and_deviation_one():
    train = dataset(50, 4, 7, 3)
    x = Normalisation.of(train).floats(train).astype(np.float64)
    np.testing.assert_allclose(x.mean((0, 2, 3)), 0, atol=1e-6)
    np.testing.assert_allclose(x.std((0, 2, 3)), 1, atol=1e-6)


def test_colour_comes_out_channels_first():
    train = dataset(5, 4, 7, 3)
    normalisation = Normalisation.of(train)
    x = normalisation.floats(train)
    assert x.shape == (5, 3, 4, 7)
    wanted = (train.images[2, 1, 6, 0] / 255 - normalisation.mean[0]) / normalisation.std[0]
    assert x[2, 0, 1, 6] == pytest.approx(wanted, rel=1e-6)


def test_test_images_are_normalised_with_the_training_statistics():
    train, test = load("digits"), load("digits", "test")
    normalisation = Normalisation.of(train)
    wanted = (test.images[:, None] / 255 - (train.images / 255).mean()) / (train.images / 255).std()
    np.testing.assert_allclose(normalisation.floats(test), wanted, atol=1e-6)


@pytest.mark.parametrize("split", ["test", "validation"])
def test_statistics_are_not_taken_from_other_splits(split):
    with pytest.raises(ValueError, match=f"got the split '{split}': take the statistics of the training images only"):
        Normalisation.of(dataset(5, 4, 7, split=split))


def test_no_images_have_no_statistics():
    with pytest.raises(ValueError, match="got no images"):
        Normalisation.of(dataset(0, 4, 7))


def test_a_channel_of_one_value_is_named():
    images = dataset(5, 4, 7, 3).images.copy()
    images[..., 1] = 51
    flat = Dataset(images, np.zeros(5, np.int64), ("only",), "example", "train")
    with pytest.raises(ValueError, match=r"every pixel of channel 1 has the value 0\.2"):
        Normalisation.of(flat)


def test_grey_statistics_do_not_fit_colour():
    with pytest.raises(ValueError, match="statistics of 1 channels do not fit images of 3"):
        Normalisation((0.5,), (0.5,)).floats(dataset(2, 4, 7, 3))
