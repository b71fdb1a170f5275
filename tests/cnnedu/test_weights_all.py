"""The command that trains every reference model: what it skips, what it trains anew."""

import pytest

from cnnedu.models import find
from cnnedu.training import Recipe, train
from cnnedu.training import __main__ as command
from cnnedu.training.references import PLAIN, REFERENCES, Reference
from cnnedu.weights import names


@pytest.fixture
def trainings(monkeypatch):
    """Names of the trainings the command asked for; each is a real one, of one epoch."""
    asked = []

    def watched(model, data, **options):
        asked.append(f"{model}-{data}")
        return train(model, data, **options)

    monkeypatch.setattr(command, "train", watched)
    monkeypatch.setattr(Reference, "recipe", lambda self, device: Recipe(epochs=1, batch_size=256))
    return asked


def test_what_is_up_to_date_is_left_alone(trainings, tmp_path, capsys):
    arguments = ["lenet-digits", "--device", "cpu", "--out", str(tmp_path)]
    assert [command.main(arguments), command.main(arguments)] == [0, 0]
    assert trainings == ["lenet-digits"]
    assert capsys.readouterr().out.endswith("lenet-digits: up to date\n")


def test_what_was_trained_by_another_recipe_is_trained_anew(trainings, tmp_path, monkeypatch):
    arguments = ["lenet-digits", "--device", "cpu", "--out", str(tmp_path)]
    command.main(arguments)
    monkeypatch.setattr(Reference, "recipe", lambda self, device: Recipe(epochs=2))
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


def test_the_lectures_way_has_a_folder_of_its_own(trainings, tmp_path, monkeypatch):
    monkeypatch.setattr(command, "REFERENCES", (Reference("softmax", "digits"), Reference("softmax", "digits", True)))
    assert command.main(["--device", "cpu", "--out", str(tmp_path)]) == 0
    assert [names(tmp_path), names(tmp_path / PLAIN)] == [[("softmax", "digits")]] * 2
    assert trainings == ["softmax-digits"] * 2


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda reference: reference.name)
def test_every_reference_model_is_made_for_small_grey_images(reference):
    assert (find(reference.model).input_size, find(reference.model).in_channels) == ((28, 28), 1)


def test_no_reference_model_is_listed_twice():
    assert len({reference.name for reference in REFERENCES}) == len(REFERENCES)


def test_a_gpu_does_not_spare_epochs():
    reference = Reference("vgg9", "fashion-mnist", cpu_epochs=3)
    assert [reference.recipe(device).epochs for device in ("cpu", "cuda")] == [3, 20]


def test_the_lectures_way_changes_no_image_and_keeps_the_last_epoch():
    recipe = Reference("vgg9", "fashion-mnist", plain=True).recipe("cpu")
    assert (recipe.flip, recipe.shift, recipe.erase, recipe.label_smoothing, recipe.average) == (False, 0, 0, 0, 0)
    assert (recipe.epochs, recipe.batch_size, recipe.keep) == (20, 100, "last")  # lecture L2
