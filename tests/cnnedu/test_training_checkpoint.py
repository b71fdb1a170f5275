"""Checkpoints under bad conditions: full disks, damage, strangers' files."""

import errno
import os
import pickle
import subprocess
import sys

import pytest
import torch

from cnnedu.training.checkpoint import Checkpoint
from cnnedu.training.errors import TrainingError


@pytest.fixture
def checkpoint(tmp_path):
    return Checkpoint(tmp_path / "net.checkpoint")


def number(state):
    return None if state is None else state["number"]


def test_without_a_file_there_is_no_state(checkpoint):
    assert checkpoint.load() is None


def test_tensors_and_plain_values_come_back(checkpoint):
    state = {"t": torch.arange(6.0).view(2, 3), "history": [{"loss": 0.25}], "nothing": None, "words": ("a", True)}
    checkpoint.save(state)
    found = checkpoint.load()
    assert torch.equal(found.pop("t"), state.pop("t"))
    assert found == state


def test_the_newest_state_counts_and_the_one_before_is_kept(checkpoint):
    for i in range(3):
        checkpoint.save({"number": i})
    assert number(checkpoint.load()) == 2
    assert number(Checkpoint(checkpoint.previous).load()) == 1


def test_nothing_else_is_left_in_the_folder(checkpoint):
    for i in range(3):
        checkpoint.save({"number": i})
    checkpoint.remove()
    assert os.listdir(checkpoint.path.parent) == []


def test_killed_between_the_two_renames_the_one_before_counts(checkpoint):
    checkpoint.save({"number": 0})
    os.replace(checkpoint.path, checkpoint.previous)
    assert number(checkpoint.load()) == 0


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_full_disk_is_said_and_the_last_good_state_stays(checkpoint, monkeypatch, call):
    checkpoint.save({"number": 0})

    def full(*args, **options):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as broken:
        if call == "write":
            broken.setattr("pathlib.Path.open", full)
        else:
            broken.setattr(os, call, full)
        with pytest.raises(
            TrainingError, match=r"No space left on device\. It takes .* MiB: make room .* last good one"
        ):
            checkpoint.save({"number": 1})
    assert number(checkpoint.load()) == 0
    assert os.listdir(checkpoint.path.parent) == ["net.checkpoint"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of file sizes")
def test_a_write_that_stops_half_way_is_said_and_the_last_good_state_stays(checkpoint):
    checkpoint.save({"number": 0})
    script = (
        "import resource, sys, torch; from pathlib import Path; from cnnedu.training.checkpoint import Checkpoint\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "Checkpoint(Path(sys.argv[1])).save({'number': 1, 'weights': torch.zeros(100_000)})"
    )
    ended = subprocess.run([sys.executable, "-c", script, checkpoint.path], capture_output=True, text=True)
    assert "TrainingError" in ended.stderr
    assert "File too large" in ended.stderr
    assert number(checkpoint.load()) == 0
    assert os.listdir(checkpoint.path.parent) == ["net.checkpoint"]


def flip_a_bit(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def cut_in_half(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path):
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [flip_a_bit, cut_in_half, empty])
def test_damage_is_found_and_the_state_before_is_offered(checkpoint, damage):
    checkpoint.save({"number": 0})
    checkpoint.save({"number": 1})
    damage(checkpoint.path)
    with pytest.raises(
        TrainingError, match=r"net\.checkpoint is .* The one before it is good: put it in place with `mv"
    ):
        checkpoint.load()
    assert number(Checkpoint(checkpoint.previous).load()) == 0


def test_the_remedy_works(checkpoint):
    checkpoint.save({"number": 0})
    checkpoint.save({"number": 1})
    flip_a_bit(checkpoint.path)
    with pytest.raises(TrainingError) as error:
        checkpoint.load()
    command = str(error.value).split("`")[1]
    subprocess.run(command.split(), check=True)
    assert number(checkpoint.load()) == 0


def test_when_both_are_damaged_the_remedy_is_to_begin_anew(checkpoint):
    checkpoint.save({"number": 0})
    checkpoint.save({"number": 1})
    flip_a_bit(checkpoint.path)
    flip_a_bit(checkpoint.previous)
    with pytest.raises(TrainingError, match=r"is damaged: .*\. Delete it to train from the beginning"):
        checkpoint.load()


class Attack:
    def __reduce__(self):
        return os.mkdir, (os.environ["ATTACK"],)


def test_a_strangers_objects_are_not_unpickled(checkpoint, tmp_path, monkeypatch):
    trace = tmp_path / "trace"
    monkeypatch.setenv("ATTACK", str(trace))
    checkpoint.save({"object": Attack()})
    with pytest.raises(TrainingError, match="does not hold plain tensors and values"):
        checkpoint.load()
    assert not trace.exists()


def test_a_plain_pickle_is_not_a_checkpoint(checkpoint, tmp_path, monkeypatch):
    monkeypatch.setenv("ATTACK", str(tmp_path / "trace"))
    checkpoint.path.write_bytes(pickle.dumps(Attack()))
    with pytest.raises(TrainingError, match="is not a checkpoint of this version"):
        checkpoint.load()
    assert not (tmp_path / "trace").exists()
