"""A training that is killed and started again ends where an undisturbed one ends, to the last bit."""

import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest
import safetensors.torch
import torch
from torch import nn

from cnnedu.data import Normalisation, load
from cnnedu.evaluation import Images
from cnnedu.training import Recipe, TrainingError, loop, splits, train
from cnnedu.training.checkpoint import Checkpoint
from cnnedu.training.loop import fit
from cnnedu.training.progress import Display
from cnnedu.training.run import Run
from cnnedu.training.world import World

CPU = torch.device("cpu")
ALONE = World(0, 1, CPU)
RECIPE = Recipe(epochs=4, batch_size=32, label_smoothing=0.1, average=0.9, shift=1, erase=0.5)


@pytest.fixture(scope="module")
def digits():
    train_set, validation = load("digits").take(slice(150)), load("digits").take(slice(150, 220), "validation")
    normalisation = Normalisation.of(train_set)
    return Images.of(train_set, normalisation, CPU), Images.of(validation, normalisation, CPU)


def fresh_run(recipe):
    """A network with layers that draw random numbers and layers that keep statistics."""
    torch.manual_seed(3)
    network = nn.Sequential(
        nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.Flatten(), nn.Dropout(0.3), nn.Linear(144, 10)
    )
    return Run.fresh(network, recipe, CPU)


class Killed(Exception):
    pass


def result(run):
    return {
        f"{part} {name}": t for part in ("network", "averaged") for name, t in getattr(run, part).state_dict().items()
    }


def same(one, other):
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


@pytest.mark.parametrize("stop_after", [1, 3, 4, 5, 11, 16])  # an epoch has 4 steps
@pytest.mark.parametrize("optimiser", ["adamw", "sgd"])
@pytest.mark.parametrize("arithmetic", ["float32", "bfloat16"])
def test_a_run_taken_up_anywhere_ends_the_same(digits, tmp_path, monkeypatch, stop_after, optimiser, arithmetic):
    monkeypatch.setattr("cnnedu.training.arithmetic.arithmetic", lambda device: arithmetic)
    recipe = replace(RECIPE, optimiser=optimiser)
    undisturbed = fresh_run(recipe)
    fit(undisturbed, *digits, recipe, 7, ALONE, Display())

    checkpoint, first = Checkpoint(tmp_path / "net.checkpoint"), fresh_run(recipe)

    def stop():
        if first.step == stop_after:
            checkpoint.save(first.state({}))
            raise Killed

    with pytest.raises(Killed):
        fit(first, *digits, recipe, 7, ALONE, Display(), stop)
    torch.rand(5)  # whatever the process drew meanwhile must not matter
    second = fresh_run(recipe)
    second.restore(checkpoint.load(), {})
    fit(second, *digits, recipe, 7, ALONE, Display())

    assert same(result(second), result(undisturbed))
    assert same(second.chosen, undisturbed.chosen)
    figures = [[{**epoch, "seconds": 0} for epoch in run.history] for run in (second, undisturbed)]
    assert figures[0] == figures[1]


@pytest.mark.parametrize(("seed", "erase"), [(8, 0.5), (7, 0.1)])
def test_other_random_numbers_give_other_weights(digits, seed, erase):
    one, other = fresh_run(RECIPE), fresh_run(RECIPE)
    fit(one, *digits, RECIPE, 7, ALONE, Display())
    fit(other, *digits, replace(RECIPE, erase=erase), seed, ALONE, Display())
    assert not same(result(one), result(other))


SHORT = Recipe(epochs=4, batch_size=64, label_smoothing=0.1, average=0.9, shift=2, erase=0.3)
CHILD = f"""
import sys, torch
from pathlib import Path
from cnnedu.training import Recipe, train
torch.set_num_threads(1)
train("lenet", "digits", recipe={SHORT!r}, device="cpu", seed=4, out=Path(sys.argv[1]), checkpoint_every=0.0)
"""


@pytest.mark.slow
def test_kill_9_in_the_middle_then_again_gives_the_weights_of_an_undisturbed_run(tmp_path):
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # sums are taken in another order by other numbers of threads
    try:
        undisturbed = train("lenet", "digits", recipe=SHORT, device="cpu", seed=4, out=tmp_path / "undisturbed")
        out = tmp_path / "killed"
        kill_in_the_middle(out)
        step = Checkpoint(out / "lenet-digits.checkpoint").load()["step"]
        assert 0 < step < 4 * 19
        resumed = train("lenet", "digits", recipe=SHORT, device="cpu", seed=4, out=out)
    finally:
        torch.set_num_threads(threads)
    assert resumed.weights_sha256 == undisturbed.weights_sha256
    weights = [
        safetensors.torch.load_file(folder / "lenet-digits.safetensors") for folder in (tmp_path / "undisturbed", out)
    ]
    assert same(*weights)
    assert sorted(path.name for path in out.iterdir()) == ["lenet-digits.json", "lenet-digits.safetensors"]


def kill_in_the_middle(out):
    """Start a training in a process of its own and kill it when it has written some checkpoints."""
    child = subprocess.Popen([sys.executable, "-c", CHILD, out], stderr=subprocess.PIPE)
    try:
        deadline = time.monotonic() + 120
        while not (out / "lenet-digits.checkpoint.previous").exists():
            assert child.poll() is None, child.stderr.read().decode()
            assert time.monotonic() < deadline, "the child has not written two checkpoints in two minutes"
            time.sleep(0.02)
        time.sleep(0.2)  # so that it is killed anywhere, also while it writes
        child.send_signal(signal.SIGKILL)
    finally:
        child.kill()
        child.communicate()
    assert child.returncode == -signal.SIGKILL


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"seed": 5}, "seed 4, wanted is 5"),
        ({"recipe": replace(SHORT, epochs=9)}, "epochs 4, wanted is 9"),
    ],
)
def test_a_checkpoint_of_another_training_is_refused(tmp_path, monkeypatch, change, said):
    settings = {"recipe": SHORT, "seed": 4, "device": "cpu", "out": tmp_path, "checkpoint_every": 0.0}
    stop_at_the_second_checkpoint(monkeypatch)
    with pytest.raises(Killed):
        train("lenet", "digits", **settings)
    with pytest.raises(TrainingError, match=f"the checkpoint is of a training with {said}.*or --fresh to begin anew"):
        train("lenet", "digits", **{**settings, **change})


def test_fresh_begins_anew_whatever_checkpoint_there_is(tmp_path, monkeypatch):
    (tmp_path / "lenet-digits.checkpoint").write_bytes(b"of no use")
    stop_at_the_second_checkpoint(monkeypatch)
    with pytest.raises(Killed):
        train("lenet", "digits", recipe=SHORT, device="cpu", out=tmp_path, fresh=True, checkpoint_every=0.0)
    assert Checkpoint(tmp_path / "lenet-digits.checkpoint").load()["step"] == 1


def test_killed_when_the_test_set_is_asked_nothing_is_trained_again(tmp_path, monkeypatch):
    settings = {"recipe": SHORT, "seed": 4, "device": "cpu"}
    undisturbed = train("softmax", "digits", out=tmp_path / "undisturbed", **settings)

    def kill(name, split, size):
        if split == "test":
            raise Killed
        return load(name, split, size)

    with monkeypatch.context() as killing:
        killing.setattr(splits, "load", kill)
        with pytest.raises(Killed):
            train("softmax", "digits", out=tmp_path, **settings)
    monkeypatch.setattr(loop, "_loss", lambda *_: pytest.fail("a step was taken again"))
    assert train("softmax", "digits", out=tmp_path, **settings).weights_sha256 == undisturbed.weights_sha256


def stop_at_the_second_checkpoint(monkeypatch):
    save, written = Checkpoint.save, []

    def save_once(self, state):
        if written:
            raise Killed
        save(self, state)
        written.append(self.path)

    monkeypatch.setattr(Checkpoint, "save", save_once)


def test_a_loss_that_is_not_finite_is_said_with_the_remedy(digits):
    recipe = replace(RECIPE, optimiser="sgd", learning_rate=1e30, schedule="constant")
    with pytest.raises(TrainingError, match=r"the loss of epoch 1 is nan: .* lower learning rate than 1e\+30"):
        fit(fresh_run(recipe), *digits, recipe, 0, ALONE, Display())
