"""Augmentation, against the same changes made pixel by pixel."""

import numpy as np
import pytest
import torch

from cnnedu.training.augmentation import Changes, augmented, draw_changes
from cnnedu.training.recipe import Recipe, recipe_for

ALL = Recipe(epochs=1, flip=True, shift=3, erase=0.6)
N, C, H, W = 200, 3, 9, 7
PIXELS = torch.from_numpy(np.random.default_rng(0).integers(1, 256, (N, C, H, W), dtype=np.uint8))


def drawn(recipe, seed=0):
    return draw_changes(recipe, N, (H, W), torch.Generator().manual_seed(seed))


def by_hand(image, mirrored, offset, box):
    """Mirror, then shift, then erase one image, a pixel at a time."""
    _, h, w = image.shape
    result = np.zeros_like(image)
    top, left, bottom, right = box
    for i in range(h):
        for j in range(w):
            y, x = i - offset[0], j - offset[1]
            if 0 <= y < h and 0 <= x < w and not (top <= i < bottom and left <= j < right):
                result[:, i, j] = image[:, y, w - 1 - x if mirrored else x]
    return result


@pytest.mark.parametrize("parts", ["flip", "shift", "erase", "flip shift", "flip shift erase", "shift erase", ""])
def test_changes_are_those_made_by_hand(parts):
    wanted = {"flip": True, "shift": 3, "erase": 0.6}
    changes = drawn(Recipe(epochs=1, **{part: wanted[part] for part in parts.split()}))
    result = augmented(PIXELS, changes).numpy()
    for n in range(N):
        mirrored = changes.mirrored is not None and bool(changes.mirrored[n])
        offset = (0, 0) if changes.offsets is None else changes.offsets[n].tolist()
        box = (0, 0, 0, 0) if changes.boxes is None else changes.boxes[n].tolist()
        np.testing.assert_array_equal(result[n], by_hand(PIXELS[n].numpy(), mirrored, offset, box))


def test_equal_seeds_draw_equal_changes():
    assert torch.equal(augmented(PIXELS, drawn(ALL, seed=5)), augmented(PIXELS, drawn(ALL, seed=5)))


def test_other_seeds_draw_other_changes():
    assert not torch.equal(augmented(PIXELS, drawn(ALL, seed=5)), augmented(PIXELS, drawn(ALL, seed=6)))


def test_the_images_are_not_modified():
    before = PIXELS.clone()
    augmented(PIXELS, drawn(ALL))
    assert torch.equal(PIXELS, before)


def test_shares_of_a_batch_are_changed_as_in_the_whole_batch():
    changes, share = drawn(ALL), slice(1, None, 3)
    assert torch.equal(augmented(PIXELS[share], changes.take(share)), augmented(PIXELS, changes)[share])


def test_half_of_the_images_are_mirrored():
    assert 0.4 < drawn(ALL).mirrored.double().mean() < 0.6


def test_every_shift_up_to_the_limit_occurs_and_none_beyond():
    assert set(drawn(ALL).offsets.flatten().tolist()) == set(range(-3, 4))


def test_as_many_images_are_erased_as_the_recipe_says():
    boxes = drawn(ALL).boxes
    assert 0.5 < (boxes[:, 2] > boxes[:, 0]).double().mean() < 0.7


def test_rectangles_lie_inside_and_reach_every_border():
    top, left, bottom, right = drawn(ALL).boxes.unbind(1)
    assert (top.min(), left.min(), bottom.max(), right.max()) == (0, 0, H, W)


def test_without_changes_there_are_none():
    assert drawn(Recipe(epochs=1)) == Changes()


@pytest.mark.parametrize("data", ["digits", "mnist"])
@pytest.mark.parametrize("model", ["lenet", "compact_resnet", "resnet18_small"])
def test_digits_are_never_mirrored(model, data):
    assert not recipe_for(model, data).flip
