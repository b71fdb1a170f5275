"""Folders of pictures: classes by folder or prefix, and every refusal named."""

import numpy as np
import pytest
from PIL import Image

from cnnedu.data import ICHALLENGE_PM, DataError, image_folder


def picture(path, colour=(200, 100, 50), size=(6, 4), mode="RGB"):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new(mode, size, colour).save(path)


@pytest.fixture
def by_folder(tmp_path):
    picture(tmp_path / "dog" / "a.JPG")
    picture(tmp_path / "cat" / "b.png")
    picture(tmp_path / "cat" / "a.png")
    (tmp_path / "cat" / ".hidden.png").write_text("not a picture")
    (tmp_path / "cat" / "notes.txt").write_text("not a picture")
    (tmp_path / ".cache").mkdir()
    return tmp_path


@pytest.fixture
def by_prefix(tmp_path):
    for name in ("P0001.jpg", "H0001.jpg", "N0001.jpg", "N0002.png"):
        picture(tmp_path / name)
    return tmp_path


def test_folders_are_classes_in_alphabetical_order(by_folder):
    found = image_folder(by_folder)
    assert found.class_names == ("cat", "dog")
    assert [file.relative_to(by_folder).as_posix() for file in found.files] == ["cat/a.png", "cat/b.png", "dog/a.JPG"]
    assert found.labels.tolist() == [0, 0, 1]


def test_prefixes_of_ichallenge_pm_give_two_classes(by_prefix):
    found = image_folder(by_prefix, ICHALLENGE_PM)
    assert found.class_names == ("not pathological", "pathological")
    assert [file.name for file in found.files] == ["H0001.jpg", "N0001.jpg", "N0002.png", "P0001.jpg"]
    assert found.labels.tolist() == [0, 0, 0, 1]


def test_the_longer_prefix_counts(tmp_path):
    picture(tmp_path / "N1.png")
    picture(tmp_path / "NX1.png")
    assert image_folder(tmp_path, {"N": "normal", "NX": "other"}).labels.tolist() == [0, 1]


def test_pictures_are_read_in_colour_at_the_size_asked_for(by_folder):
    images = image_folder(by_folder).read(3, 5)
    assert (images.shape, images.dtype) == ((3, 3, 5, 3), np.uint8)
    assert images[0, 0, 0].tolist() == [200, 100, 50]


def test_height_and_width_are_not_swapped(tmp_path):
    (tmp_path / "c").mkdir()
    Image.fromarray(np.repeat(np.array([[0], [255]], np.uint8), 8, axis=1)).save(tmp_path / "c" / "rows.png")  # 2 x 8
    image = image_folder(tmp_path).read(2, 4, colour=False)[0]
    np.testing.assert_array_equal(image, [[0] * 4, [255] * 4])


def test_grey_is_the_luminance(by_folder):
    images = image_folder(by_folder).read(3, 5, colour=False)
    assert images.shape == (3, 3, 5)
    assert images[0, 0, 0] == pytest.approx(0.299 * 200 + 0.587 * 100 + 0.114 * 50, abs=1)


def test_a_batch_is_read_alone(by_folder):
    picture(by_folder / "dog" / "a.JPG", (0, 0, 0))
    assert image_folder(by_folder).read(2, 2, indices=[2]).max() == 0


def test_transparent_and_palette_pictures_become_colour(tmp_path):
    picture(tmp_path / "c" / "alpha.png", (10, 20, 30, 128), mode="RGBA")
    picture(tmp_path / "c" / "palette.png", 0, mode="P")
    assert image_folder(tmp_path).read(2, 2).shape == (2, 2, 2, 3)


def test_a_folder_becomes_a_dataset(by_folder):
    dataset = image_folder(by_folder).dataset(8, 6, split="test")
    assert dataset.images.shape == (3, 8, 6, 3)
    assert (dataset.labels.tolist(), dataset.class_names, dataset.split) == ([0, 0, 1], ("cat", "dog"), "test")


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(DataError, match="nowhere is not a folder"):
        image_folder(tmp_path / "nowhere")


def test_a_folder_without_folders_says_what_to_do(tmp_path):
    picture(tmp_path / "a.png")
    with pytest.raises(DataError, match="holds no folders: make one per class, or give prefixes"):
        image_folder(tmp_path)


def test_an_empty_class_is_named(by_folder):
    (by_folder / "mouse").mkdir()
    with pytest.raises(DataError, match="mouse holds no pictures"):
        image_folder(by_folder)


def test_an_empty_folder_is_named_when_prefixes_are_given(tmp_path):
    with pytest.raises(DataError, match="holds no pictures"):
        image_folder(tmp_path, ICHALLENGE_PM)


def test_an_unknown_prefix_is_named(by_prefix):
    picture(by_prefix / "X0001.jpg")
    with pytest.raises(DataError, match=r"X0001\.jpg begins with none of the known prefixes 'H', 'N', 'P'"):
        image_folder(by_prefix, ICHALLENGE_PM)


def test_case_counts_in_prefixes(by_prefix):
    picture(by_prefix / "p0001.jpg")
    with pytest.raises(DataError, match=r"p0001\.jpg begins with none"):
        image_folder(by_prefix, ICHALLENGE_PM)


def test_a_file_that_is_no_picture_is_named(by_folder):
    (by_folder / "cat" / "c.png").write_text("hello")
    with pytest.raises(DataError, match=r"c\.png is not a picture that can be read: replace it or remove it"):
        image_folder(by_folder).read(2, 2)


@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_a_truncated_picture_is_named(tmp_path, ending):
    noise = np.random.default_rng(2).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    path = tmp_path / "c" / f"broken.{ending}"
    path.parent.mkdir()
    Image.fromarray(noise).save(path)
    path.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(DataError, match=rf"broken\.{ending} cannot be read"):
        image_folder(tmp_path).read(8, 8)


def test_sixteen_bits_are_refused_rather_than_clipped(tmp_path):
    (tmp_path / "c").mkdir()
    Image.fromarray(np.full((4, 6), 40_000, np.uint16)).save(tmp_path / "c" / "deep.png")
    with pytest.raises(DataError, match=r"deep\.png has more than 8 bits per channel"):
        image_folder(tmp_path).read(2, 2)


def test_a_size_of_zero_is_refused(by_folder):
    with pytest.raises(ValueError, match="height and width must be at least 1, got 0 x 5"):
        image_folder(by_folder).read(0, 5)
