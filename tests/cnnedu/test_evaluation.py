"""Evaluation: figures counted another way, and every card's accuracy reproduced."""

import io
import json
from dataclasses import replace

import numpy as np
import pytest
import torch
from rich.console import Console
from torch import nn
from typer.testing import CliRunner

from cnnedu.cli import app
from cnnedu.data import DataError, Normalisation, load
from cnnedu.evaluation import Evaluation, Images, as_table, ask, evaluate, evaluate_shipped, predict
from cnnedu.training.references import PLAIN
from cnnedu.weights import SHIPPED, WeightsError, load_trained, names

CPU = torch.device("cpu")


def found(data):
    """Whether a data set lies on this machine."""
    try:
        load(data, "test", allow_download=False)
    except DataError:
        return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folder", "model", "data"), [(f, *name) for f in (SHIPPED, SHIPPED / PLAIN) for name in names(f)]
)
def test_a_card_is_reproduced(folder, model, data):
    if not found(data):
        pytest.skip(f"{data} is not on this machine: set CNNEDU_DATA")
    (evaluation,) = evaluate_shipped(model, data, folder)
    card = load_trained(model, data, folder).card
    # On another processor sums are taken in another order, which may turn an answer that hangs in the balance.
    allowed = 0 if data == "digits" else 1
    assert abs(evaluation.right - round(card.test_accuracy * card.images["test"])) <= allowed
    assert evaluation.images == card.images["test"]


def test_lenet_recognises_97_percent_of_the_digits_of_unknown_writers():
    (evaluation,) = evaluate_shipped("lenet", "digits")
    assert evaluation.accuracy >= 0.97


def test_confusion_counts_true_classes_down_and_answers_across():
    trained, test = load_trained("lenet", "digits"), load("digits", "test", (28, 28))
    images = torch.from_numpy(trained.card.normalisation.floats(test))
    with torch.no_grad():
        answers = trained.network()(images).argmax(1).numpy()
    expected = np.zeros((10, 10), int)
    for label, answer in zip(test.labels, answers, strict=True):
        expected[label, answer] += 1
    np.testing.assert_array_equal(evaluate("lenet-digits", test, ask(trained, test)).confusion, expected)


EXAMPLE = Evaluation("net-pets", "test", ("cat", "dog", "eel"), np.array([[3, 1, 0], [0, 4, 0], [0, 0, 0]]))


def test_accuracy_is_the_share_of_right_answers():
    assert (EXAMPLE.right, EXAMPLE.images, EXAMPLE.accuracy) == (7, 8, 0.875)


def test_recall_is_by_rows():
    np.testing.assert_array_equal(EXAMPLE.recall, [0.75, 1.0, np.nan])


def test_precision_is_by_columns():
    np.testing.assert_array_equal(EXAMPLE.precision, [1.0, 0.8, np.nan])


def test_a_table_of_ten_classes_fits_80_columns():
    names_ = ("T-shirt/top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot")
    confusion = np.full((10, 10), 123) + 877 * np.eye(10, dtype=int)
    text = io.StringIO()
    Console(file=text, width=80).print(as_table(Evaluation("resnet18_small-fashion-mnist", "test", names_, confusion)))
    lines = text.getvalue().splitlines()
    assert sum("123" in line for line in lines) == 10
    assert all(name in text.getvalue() for name in names_)
    assert "…" not in text.getvalue()


@pytest.mark.parametrize("training", [True, False])
def test_predict_asks_in_evaluation_mode_and_puts_the_mode_back(training):
    seen = []

    class Watched(nn.Module):
        def forward(self, x):
            seen.append(self.training)
            return x.flatten(1)

    network, digits = Watched().train(training), load("digits", "test")
    predict(network, Images.of(digits, Normalisation.of(load("digits")), CPU))
    assert (set(seen), network.training) == ({False}, training)


def test_flipping_takes_the_mean_of_both_sides():
    digits = load("digits", "test").take(slice(5))
    images = Images.of(digits, Normalisation.of(load("digits")), CPU)
    x = Normalisation.of(load("digits")).floats(digits)
    logits = predict(nn.Flatten(), images, flip=True)
    np.testing.assert_allclose(logits.numpy(), ((x + x[..., ::-1]) / 2).reshape(5, -1), atol=1e-6)


def test_pixels_become_the_floats_of_the_normalisation():
    digits = load("digits")
    normalisation = Normalisation.of(digits)
    images = Images.of(digits, normalisation, CPU)
    np.testing.assert_allclose(images.floats(images.pixels).numpy(), normalisation.floats(digits), atol=1e-5)


def test_images_of_other_classes_are_refused():
    trained, test = load_trained("lenet", "digits"), load("digits", "test", (28, 28))
    with pytest.raises(ValueError, match=r"lenet-digits tells 0, 1, .* apart, the images are of a, a"):
        ask(trained, replace(test, class_names=("a",) * 10))


def test_other_test_images_than_the_cards_are_refused(tmp_path):
    card = json.loads((SHIPPED / "lenet-digits.json").read_text())
    card["data_sha256"]["test"] = "0" * 64
    (tmp_path / "lenet-digits.json").write_text(json.dumps(card))
    (tmp_path / "lenet-digits.safetensors").write_bytes((SHIPPED / "lenet-digits.safetensors").read_bytes())
    with pytest.raises(DataError, match="the test images of digits are not those that the card of lenet-digits names"):
        evaluate_shipped("lenet", folder=tmp_path)


def test_without_weights_the_message_lists_those_there_are():
    with pytest.raises(WeightsError, match=r"no trained weights for vgg19 .* There are: .*lenet --data digits"):
        evaluate_shipped("vgg19")


def test_the_command_shows_the_table():
    result = CliRunner().invoke(app, ["evaluate", "lenet", "--data", "digits"])
    assert result.exit_code == 0
    assert f"of 382 test images right, {load_trained('lenet', 'digits').card.test_accuracy:.2%}"[:-1] in result.output


def test_the_command_asks_the_weights_trained_as_the_lectures_do(tmp_path):
    (tmp_path / PLAIN).mkdir()
    for path in SHIPPED.glob("lenet-digits.*"):
        if path.suffix != ".json":
            (tmp_path / PLAIN / path.name).write_bytes(path.read_bytes())
    arguments = ["evaluate", "lenet", "--data", "digits", "--weights", str(tmp_path)]
    assert "there are no trained weights for lenet --data digits" in CliRunner().invoke(app, arguments).output
    assert "lenet-digits.json is missing" in CliRunner().invoke(app, [*arguments, "--plain"]).output


def test_the_command_refuses_a_device_that_is_not_there():
    result = CliRunner().invoke(app, ["evaluate", "lenet", "--device", "abacus"])
    assert result.exit_code == 2
    assert "there is no device 'abacus': use cpu, cuda, or cuda:N" in result.output


def test_the_command_refuses_damaged_weights(tmp_path):
    (tmp_path / "lenet-digits.json").write_bytes((SHIPPED / "lenet-digits.json").read_bytes())
    (tmp_path / "lenet-digits.safetensors").write_bytes(b"")
    result = CliRunner().invoke(app, ["evaluate", "lenet", "--weights", str(tmp_path)])
    assert result.exit_code == 2
    assert "lenet-digits.safetensors is damaged" in result.output
