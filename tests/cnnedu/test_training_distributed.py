"""Two processes that torchrun starts, against one: the same result."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest
import safetensors.numpy
import torch
from torch import distributed, nn

from cnnedu.training import Recipe, TrainingError, train
from cnnedu.training.world import World, joined

RECIPE = Recipe(epochs=2, batch_size=64, label_smoothing=0.1, average=0.9, shift=2, erase=0.5)
PROCESS = f"""
import sys
from pathlib import Path
from cnnedu.training import Recipe, arithmetic, train
arithmetic.arithmetic = lambda device: "float32"  # bfloat16 would round sums taken in another order differently
train("lenet", "digits", recipe={RECIPE!r}, device="cpu", seed=4, out=Path(sys.argv[1]))
"""


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """Weights and card of one process, and of two."""
    folder = tmp_path_factory.mktemp("runs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cnnedu.training.arithmetic.arithmetic", lambda device: "float32")
        train("lenet", "digits", recipe=RECIPE, device="cpu", seed=4, out=folder / "one")
    script = folder / "script.py"
    script.write_text(PROCESS)
    start = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    ended = subprocess.run(
        [sys.executable, *start, script, folder / "two"],
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": os.getcwd()},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert ended.returncode == 0, ended.stderr
    read = safetensors.numpy.load_file
    return [
        (read(folder / run / "lenet-digits.safetensors"), json.loads((folder / run / "lenet-digits.json").read_text()))
        for run in ("one", "two")
    ]


needs_gloo = pytest.mark.skipif(not distributed.is_gloo_available(), reason="this PyTorch has no gloo")


@pytest.mark.slow
@needs_gloo
class TestTwoProcesses:
    def test_weights_are_those_of_one_process(self, results):
        (one, _), (two, _) = results
        assert one.keys() == two.keys()
        for name in one:
            # half precision in the file, and sums taken in another order
            np.testing.assert_allclose(two[name].astype(float), one[name].astype(float), atol=2e-3, err_msg=name)

    def test_losses_of_all_epochs_are_those_of_one_process(self, results):
        (_, one), (_, two) = results
        # The process that writes knows the loss of its share of each batch.
        assert [e["loss"] for e in two["history"]] == pytest.approx([e["loss"] for e in one["history"]], rel=0.05)

    def test_accuracies_are_those_of_one_process(self, results):
        (_, one), (_, two) = results
        for split in ("train", "validation", "test"):
            assert two[f"{split}_accuracy"] == pytest.approx(one[f"{split}_accuracy"], abs=0.01)

    def test_the_card_says_how_many_processes(self, results):
        assert [card["processes"] for _, card in results] == [1, 2]


# One interpreter becomes two processes, so that PyTorch, which takes seconds, is imported once.
RANK = """
import json, os, sys
import torch
from cnnedu.training.world import joined
child = os.fork()
os.environ["RANK"] = os.environ["LOCAL_RANK"] = "0" if child else "1"
with joined("cpu") as world:
    torch.manual_seed(0)
    network = torch.nn.Linear(3, 2)
    x = torch.arange(24.0).reshape(8, 3)
    wrapped = world.wrap(network)
    wrapped(x[world.share]).square().mean().backward()
    if world.leads:
        print(json.dumps([world.size, network.weight.grad.tolist()]))
if child:
    _, status = os.waitpid(child, 0)
    sys.exit(os.waitstatus_to_exitcode(status))
"""


@needs_gloo
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_two_processes_average_the_gradients_of_their_shares(free_port):
    torchruns = {"WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(free_port)}
    environment = {**os.environ, **torchruns, "OMP_NUM_THREADS": "1", "PYTHONPATH": os.getcwd()}
    ended = subprocess.run([sys.executable, "-c", RANK], env=environment, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr
    size, gradient = json.loads(ended.stdout)
    torch.manual_seed(0)
    alone = nn.Linear(3, 2)
    alone(torch.arange(24.0).reshape(8, 3)).square().mean().backward()
    assert size == 2
    torch.testing.assert_close(torch.tensor(gradient), alone.weight.grad)


def test_shares_of_a_batch_are_disjoint_and_complete():
    places = [place for rank in range(3) for place in range(10)[World(rank, 3, None).share]]
    assert sorted(places) == list(range(10))


def test_a_gpu_that_is_not_there_is_refused():
    with pytest.raises(TrainingError, match=r"cuda:99 is wanted and this machine has .* GPUs"), joined("cuda:99"):
        pass


def test_a_device_that_does_not_exist_is_refused():
    with pytest.raises(TrainingError, match="there is no device 'abacus': use cpu, cuda, or cuda:N"), joined("abacus"):
        pass
