"""Shipped weights: complete cards, damage refused by name, nothing pickled."""

import errno
import hashlib
import json
import os
import re

import numpy as np
import pytest
import safetensors.torch
import torch

from cnnedu.models import create
from cnnedu.training.references import PLAIN
from cnnedu.weights import SHIPPED, Card, WeightsError, load_trained, names, save_trained

CARD = Card.from_json((SHIPPED / "lenet-digits.json").read_text())


@pytest.fixture
def copied(tmp_path):
    """The digits' weights in a folder that may be spoiled."""
    for ending in ("safetensors", "json"):
        (tmp_path / f"lenet-digits.{ending}").write_bytes((SHIPPED / f"lenet-digits.{ending}").read_bytes())
    return tmp_path


def flip_a_bit(path, place=-1):
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


REMEDY = r".*Bring both files back .* or train anew with `cnnedu train lenet --data digits"


@pytest.mark.parametrize("place", [0, 5000, -1])
def test_damaged_weights_are_refused_by_their_hash(copied, place):
    flip_a_bit(copied / "lenet-digits.safetensors", place)
    with pytest.raises(WeightsError, match=rf"lenet-digits\.safetensors is damaged .* its SHA-256 is {REMEDY}"):
        load_trained("lenet", "digits", copied)


def test_cut_weights_are_refused(copied):
    path = copied / "lenet-digits.safetensors"
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(WeightsError, match=rf"lenet-digits\.safetensors is damaged {REMEDY}"):
        load_trained("lenet", "digits", copied)


@pytest.mark.parametrize("ending", ["safetensors", "json"])
def test_a_missing_file_is_named(copied, ending):
    (copied / f"lenet-digits.{ending}").unlink()
    with pytest.raises(WeightsError, match=rf"lenet-digits\.{ending} is missing\.{REMEDY}"):
        load_trained("lenet", "digits", copied)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"model": "lenet"}', '{"normalisation": 3}'])
def test_a_damaged_card_is_named(copied, text):
    (copied / "lenet-digits.json").write_text(text)
    with pytest.raises(WeightsError, match=rf"lenet-digits\.json is damaged: {REMEDY}"):
        load_trained("lenet", "digits", copied)


@pytest.mark.parametrize("entry", json.loads(CARD.to_json()))
def test_a_card_that_lacks_an_entry_is_refused(copied, entry):
    card = json.loads(CARD.to_json())
    del card[entry]
    (copied / "lenet-digits.json").write_text(json.dumps(card))
    with pytest.raises(WeightsError, match=f"it lacks {entry}"):
        load_trained("lenet", "digits", copied)


def test_a_file_that_fits_its_hash_and_is_no_safetensors_is_refused(copied):
    path = copied / "lenet-digits.safetensors"
    path.write_bytes(b"something else")
    digest = hashlib.sha256(b"something else").hexdigest()
    (copied / "lenet-digits.json").write_text(CARD.to_json().replace(CARD.weights_sha256, digest))
    with pytest.raises(WeightsError, match=rf"is not a safetensors file: {REMEDY}"):
        load_trained("lenet", "digits", copied)


def test_weights_of_another_network_are_refused(tmp_path):
    save_trained(create("softmax").state_dict(), CARD, tmp_path)
    with pytest.raises(WeightsError, match=r"the weights of lenet-digits do not fit the network lenet: Missing key"):
        load_trained("lenet", "digits", tmp_path).network()


def test_what_is_saved_comes_back(tmp_path):
    torch.manual_seed(0)
    state = create("lenet").state_dict()
    card = save_trained(state, CARD, tmp_path)
    trained = load_trained("lenet", "digits", tmp_path)
    assert trained.card.to_json() == card.to_json()
    assert all(torch.equal(tensor, state[name]) for name, tensor in trained.network().state_dict().items())


def test_half_precision_is_used_as_single_precision(tmp_path):
    state = {name: tensor.half() for name, tensor in create("lenet").state_dict().items()}
    save_trained(state, CARD, tmp_path)
    weights = load_trained("lenet", "digits", tmp_path).weights()
    assert {array.dtype for array in weights.values()} == {np.dtype("float32")}
    np.testing.assert_array_equal(weights["f6.weight"], state["f6.weight"].float().numpy())


def test_a_full_disk_is_said_and_the_old_weights_stay(copied, monkeypatch):
    def full(*args):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WeightsError, match=r"cannot be written: No space left on device\. Make room"):
        save_trained(create("lenet").state_dict(), CARD, copied)
    assert load_trained("lenet", "digits", copied).card == CARD
    assert len(os.listdir(copied)) == 2


@pytest.mark.parametrize(
    ("folder", "model", "data"), [(f, *name) for f in (SHIPPED, SHIPPED / PLAIN) for name in names(f)]
)
class TestShipped:
    def test_fits_its_card_and_its_network(self, folder, model, data):
        trained = load_trained(model, data, folder)
        assert (trained.card.model, trained.card.data) == (model, data)
        assert trained.card.parameters == sum(p.numel() for p in trained.network().parameters())

    def test_precision_is_as_the_card_says(self, folder, model, data):
        trained = load_trained(model, data, folder)
        assert {str(a.dtype) for a in trained.arrays.values() if a.ndim > 1} == {trained.card.precision}

    def test_card_is_plausible(self, folder, model, data):
        card = load_trained(model, data, folder).card
        assert all(
            0 < accuracy <= 1 for accuracy in (card.train_accuracy, card.validation_accuracy, card.test_accuracy)
        )
        assert len(card.history) == card.epochs == card.recipe["epochs"]
        assert 1 <= card.chosen_epoch <= card.epochs
        assert card.seconds > 0
        assert all(re.fullmatch("[0-9a-f]{64}", card.data_sha256[split]) for split in ("train", "validation", "test"))
        assert all(card.images[split] > 0 for split in ("train", "validation", "test"))
        assert card.seed >= 0
        assert card.device
        assert card.arithmetic in ("bfloat16", "float32")
        assert {"cnnedu", "torch", "numpy", "python"} <= card.versions.keys()


def test_shipped_weights_take_at_most_30_megabytes():
    assert sum(path.stat().st_size for path in SHIPPED.rglob("*.safetensors")) <= 30e6


def test_nothing_but_safetensors_and_cards_is_shipped():
    assert {path.suffix for path in SHIPPED.iterdir() if path.is_file()} == {".py", ".json", ".safetensors"}
    assert {path.suffix for path in (SHIPPED / PLAIN).iterdir()} == {".json", ".safetensors"}


def test_names_are_found_by_the_files(tmp_path):
    for name in ("vgg9-fashion-mnist.safetensors", "lenet-mnist.safetensors", "notes.txt"):
        (tmp_path / name).write_bytes(safetensors.torch.save({}))
    assert names(tmp_path) == [("lenet", "mnist"), ("vgg9", "fashion-mnist")]
