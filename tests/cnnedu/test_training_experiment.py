"""A whole training: who sees which images when, what is written, and what the command says."""

import json
import os
import subprocess
import sys
from dataclasses import fields, replace

import numpy as np
import pytest
import torch
from PIL import Image
from typer.testing import CliRunner

from cnnedu.cli import app
from cnnedu.data import DataError, Normalisation, load, split_off_validation
from cnnedu.training import Recipe, TrainingError, experiment, loop, recipe_for, splits, train
from cnnedu.training.arithmetic import arithmetic
from cnnedu.weights import Card, load_trained

QUICK = Recipe(epochs=2, batch_size=64, average=0.9, shift=1)


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    card = train("softmax", "digits", recipe=QUICK, device="cpu", seed=11, out=out)
    return card, out


def test_the_test_set_is_loaded_once_and_after_the_last_step(monkeypatch, tmp_path):
    events = []

    def watched_load(name, split, size):
        events.append(f"load {split}")
        return load(name, split, size)

    def watched_fit(run, train_images, validation_images, *rest):
        assert (len(train_images), len(validation_images)) == (1275, 140)
        events.append("fit begins")
        loop.fit(run, train_images, validation_images, *rest)
        events.append("fit ends")

    monkeypatch.setattr(splits, "load", watched_load)
    monkeypatch.setattr(experiment, "fit", watched_fit)
    train("softmax", "digits", recipe=QUICK, device="cpu", out=tmp_path)
    assert events == ["load train", "fit begins", "fit ends", "load test"]


def test_weights_are_those_of_the_epoch_that_validation_chose(trained):
    card, _ = trained
    accuracies = [epoch["validation_accuracy"] for epoch in card.history]
    assert accuracies[card.chosen_epoch - 1] == max(accuracies)


def test_weights_of_the_last_epoch_are_kept_where_the_recipe_says_so(tmp_path):
    # A rate this high throws the network about, so that its best epoch is not its last.
    recipe = Recipe(epochs=4, batch_size=64, optimiser="sgd", learning_rate=3.0, schedule="constant", keep="last")
    last = train("softmax", "digits", recipe=recipe, device="cpu", seed=1, out=tmp_path)
    best = train("softmax", "digits", recipe=replace(recipe, keep="best"), device="cpu", seed=1, out=tmp_path)
    assert last.history[-1]["validation_accuracy"] < max(epoch["validation_accuracy"] for epoch in last.history)
    assert (last.chosen_epoch, last.validation_accuracy) == (4, last.history[-1]["validation_accuracy"])
    assert best.chosen_epoch < 4


@pytest.mark.parametrize("split", ["train", "validation", "test"])
def test_accuracies_are_those_of_the_written_weights(trained, split):
    card, out = trained
    train_set, validation = split_off_validation(load("digits", "train", (28, 28)))
    dataset = {"train": train_set, "validation": validation, "test": load("digits", "test", (28, 28))}[split]
    weights = load_trained("softmax", "digits", out).weights()
    x = Normalisation.of(train_set).floats(dataset).reshape(len(dataset), -1)
    answers = (x @ weights["fc.weight"].T + weights["fc.bias"]).argmax(axis=1)
    assert np.mean(answers == dataset.labels) == pytest.approx(getattr(card, f"{split}_accuracy"), abs=1e-12)
    assert card.images[split] == len(dataset)
    assert card.data_sha256[split] == dataset.sha256


def test_the_card_says_what_was_done(trained):
    card, _ = trained
    assert (card.model, card.data, card.epochs, card.seed, card.processes) == ("softmax", "digits", 2, 11, 1)
    assert card.recipe == {field.name: getattr(QUICK, field.name) for field in fields(QUICK)}
    assert card.parameters == 7850
    assert card.device.startswith("CPU, ")
    assert card.arithmetic == arithmetic(torch.device("cpu"))
    assert card.seconds > 0
    assert set(card.versions) == {"cnnedu", "torch", "numpy", "python"}
    assert [set(epoch) for epoch in card.history] == [{"loss", "train_accuracy", "validation_accuracy", "seconds"}] * 2


def test_the_card_in_the_file_is_the_card_returned(trained):
    card, out = trained
    text = (out / "softmax-digits.json").read_text()
    assert Card.from_json(text).to_json() == card.to_json() == text


def test_only_weights_and_card_are_left(trained):
    _, out = trained
    assert sorted(os.listdir(out)) == ["softmax-digits.json", "softmax-digits.safetensors"]


def test_equal_seeds_give_equal_weights_and_others_do_not(trained, tmp_path):
    card, _ = trained
    again, other = (
        train("softmax", "digits", recipe=QUICK, device="cpu", seed=seed, out=tmp_path).weights_sha256
        for seed in (11, 12)
    )
    assert again == card.weights_sha256 != other


def test_a_folder_that_cannot_be_made_is_said_before_training(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(experiment, "fit", lambda *_: pytest.fail("it trains before it looks at the folder"))
    with pytest.raises(TrainingError, match=r"file cannot be made a folder: File exists\. Give another --out"):
        train("softmax", "digits", recipe=QUICK, device="cpu", out=tmp_path / "file")


def pictures(root, classes, count=10):
    random = np.random.default_rng(0)
    for name, red in classes.items():
        for i in range(count):
            pixels = random.integers(0, 80, (12, 12, 3), np.uint8)
            pixels[..., 0] = red
            (root / name).mkdir(parents=True, exist_ok=True)
            Image.fromarray(pixels).save(root / name / f"{i}.png")


def test_a_folder_of_classes_is_trained_on_and_a_part_kept_for_the_test(tmp_path):
    pictures(tmp_path / "fruit", {"apple": 250, "plum": 10})
    card = train("softmax", f"folder:{tmp_path / 'fruit'}", epochs=20, device="cpu", out=tmp_path)
    assert (card.name, card.class_names, card.in_channels) == ("softmax-fruit", ("apple", "plum"), 3)
    assert card.images == {"train": 14, "validation": 2, "test": 4}
    assert card.test_accuracy == 1.0


def test_a_folder_with_a_test_set_of_its_own_keeps_it(tmp_path):
    pictures(tmp_path / "train", {"apple": 250, "plum": 10})
    pictures(tmp_path / "test", {"apple": 250, "plum": 10}, count=3)
    parts = splits.splits_of(f"folder:{tmp_path}", (8, 9))
    assert (len(parts.train), len(parts.validation), len(parts.test())) == (18, 2, 6)


def test_a_test_set_of_other_classes_is_refused(tmp_path):
    pictures(tmp_path / "train", {"apple": 250, "plum": 10})
    pictures(tmp_path / "test", {"apple": 250, "pear": 10}, count=3)
    with pytest.raises(DataError, match=r"has the classes apple, pear where .* has apple, plum"):
        splits.splits_of(f"folder:{tmp_path}", (8, 9)).test()


def test_a_folder_of_eye_pictures_is_told_apart_by_prefix(tmp_path):
    for name in ("H", "N", "P"):
        for i in range(10):
            Image.new("RGB", (4, 4), (9, 9, i)).save(tmp_path / f"{name}{i:04}.jpg")
    assert splits.splits_of(f"folder:{tmp_path}", (4, 4)).train.class_names == ("not pathological", "pathological")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"epochs": 0}, "epochs must be at least 1, got 0"),
        ({"epochs": 1, "average": 1.0}, r"average must be at least 0 and below 1, got 1\.0"),
        ({"epochs": 1, "optimiser": "lion"}, "optimiser must be one of adamw, sgd, got 'lion'"),
        ({"epochs": 1, "schedule": "random"}, "schedule must be one of one-cycle, cosine, constant, got 'random'"),
        ({"epochs": 1, "keep": "first"}, "keep must be one of best, last, got 'first'"),
        ({"epochs": 1, "learning_rate": 0.0}, "learning_rate must be above 0"),
    ],
)
def test_a_recipe_out_of_range_is_refused(settings, said):
    with pytest.raises(ValueError, match=said):
        Recipe(**settings)


def test_batches_of_an_epoch_are_those_of_the_lecture():
    assert Recipe(epochs=1, batch_size=500).steps_per_epoch(5000) == 10


def test_every_network_has_a_recipe_for_every_data_set():
    assert recipe_for("resnet18_small", "fashion-mnist").flip
    assert not recipe_for("resnet18_small", "someones-letters").flip


def test_the_command_is_quiet_where_there_is_no_terminal_and_says_the_three_accuracies_apart(tmp_path):
    asked = ["train", "softmax", "--data", "digits", "--epochs", "1", "--device", "cpu", "--out", str(tmp_path)]
    ended = CliRunner().invoke(app, asked)
    card = json.loads((tmp_path / "softmax-digits.json").read_text())
    assert (ended.exit_code, ended.stderr) == (0, "")
    assert ended.stdout.startswith(
        f"softmax-digits: train {card['train_accuracy']:.2%}, validation {card['validation_accuracy']:.2%}, "
        f"test {card['test_accuracy']:.2%} after 1 epochs in "
    )
    assert ended.stdout.count("\n") == 1


def test_an_unknown_data_set_is_refused_by_the_command():
    ended = subprocess.run(
        [sys.executable, "-m", "cnnedu", "train", "lenet", "--data", "mnits"], capture_output=True, text=True
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == (
        "cnnedu train: unknown data 'mnits': use one of digits, mnist, fashion-mnist, or folder:PATH\n"
    )


def test_side_heads_count_in_the_loss_and_not_in_the_accuracy():
    logits, side = torch.tensor([[2.0, 0.0]]), torch.tensor([[0.0, 1.0]])
    loss, counted = loop._loss((logits, side), torch.tensor([0]), 0.0)
    assert loss.item() == pytest.approx(np.log1p(np.exp(-2)) + 0.3 * np.log1p(np.exp(1)))
    assert counted is logits
