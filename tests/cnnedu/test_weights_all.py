"""The command that trains every reference model: what it skips, what it trains anew."""

import pytest

from cnnedu.models import find
from cnnedu.training import Recipe, train
from cnnedu.weights import __main__ as command


@pytest.fixture
def trainings(monkeypatch):
    """Names of the trainings the command asked for; each is a real one, of one epoch."""
    asked, quick = [], Recipe(epochs=1, batch_size=256)

    def short(model, data, **options):
        asked.append(f"{model}-{data}")
        return train(model, data, recipe=quick, **options)

    monkeypatch.setattr(command, "train", short)
    monkeypatch.setattr(command, "recipe_for", lambda model, data: quick)
    return asked


def test_what_is_up_to_date_is_left_alone(trainings, tmp_path, capsys):
    arguments = ["lenet-digits", "--device", "cpu", "--out", str(tmp_path)]
    assert [command.main(arguments), command.main(arguments)] == [0, 0]
    assert trainings == ["lenet-digits"]
    assert capsys.readouterr().out.endswith("lenet-digits: up to date\n")


def test_what_was_trained_by_another_recipe_is_trained_anew(trainings, tmp_path, monkeypatch):
    arguments = ["lenet-digits", "--device", "cpu", "--out", str(tmp_path)]
    command.main(arguments)
    monkeypatch.setattr(command, "recipe_for", lambda model, data: Recipe(epochs=2))
    command.main(arguments)
    assert trainings == ["lenet-digits", "lenet-digits"]


def test_damaged_weights_are_trained_anew(trainings, tmp_path):
    arguments = ["lenet-digits", "--device", "cpu", "--out", str(tmp_path)]
    command.main(arguments)
    (tmp_path / "lenet-digits.safetensors").write_bytes(b"")
    command.main(arguments)
    assert trainings == ["lenet-digits", "lenet-digits"]


def test_an_unknown_name_is_refused(capsys):
    with pytest.raises(SystemExit):
        command.main(["vgg-digits"])
    assert "there is no reference model vgg-digits. There are lenet-digits," in capsys.readouterr().err


@pytest.mark.parametrize(("model", "data"), command.REFERENCES)
def test_every_reference_model_is_made_for_small_grey_images(model, data):
    assert (find(model).input_size, find(model).in_channels) == ((28, 28), 1)
