"""Mixed precision: where it is used, what stays in float32, and that it learns as well."""

import pytest
import torch
from torch import nn

from cnnedu.data import Normalisation, load
from cnnedu.evaluation import Images
from cnnedu.training import Recipe
from cnnedu.training.arithmetic import arithmetic, mixed_precision
from cnnedu.training.loop import fit
from cnnedu.training.progress import Display
from cnnedu.training.run import Run
from cnnedu.training.world import World

CPU = torch.device("cpu")


@pytest.mark.parametrize(("has_units", "expected"), [(True, "bfloat16"), (False, "float32")])
def test_a_cpu_with_matrix_units_computes_in_bfloat16(monkeypatch, has_units, expected):
    monkeypatch.setattr(torch.cpu, "_is_amx_tile_supported", lambda: has_units, raising=False)
    assert arithmetic(CPU) == expected


def test_a_pytorch_that_cannot_tell_computes_in_float32(monkeypatch):
    monkeypatch.delattr(torch.cpu, "_is_amx_tile_supported", raising=False)
    assert arithmetic(CPU) == "float32"


@pytest.mark.parametrize(("has_bfloat16", "expected"), [(True, "bfloat16"), (False, "float32")])
def test_a_gpu_without_bfloat16_computes_in_float32(monkeypatch, has_bfloat16, expected):
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda: has_bfloat16)
    assert arithmetic(torch.device("cuda")) == expected


@pytest.mark.parametrize(("named", "dtype"), [("bfloat16", torch.bfloat16), ("float32", torch.float32)])
def test_linear_layers_compute_in_what_is_named(monkeypatch, named, dtype):
    monkeypatch.setattr("cnnedu.training.arithmetic.arithmetic", lambda device: named)
    with mixed_precision(CPU):
        assert nn.Linear(2, 3)(torch.ones(1, 2)).dtype == dtype


@pytest.fixture
def trained_in_bfloat16(monkeypatch):
    monkeypatch.setattr("cnnedu.training.arithmetic.arithmetic", lambda device: "bfloat16")
    digits = load("digits")
    normalisation = Normalisation.of(digits)
    train, validation = (
        Images.of(part, normalisation, CPU) for part in (digits.take(slice(1200)), digits.take(slice(1200, None)))
    )
    torch.manual_seed(0)
    network = nn.Sequential(nn.Conv2d(1, 16, 3), nn.BatchNorm2d(16), nn.ReLU(), nn.Flatten(), nn.Linear(16 * 36, 10))
    recipe = Recipe(epochs=8, batch_size=64, average=0.9)
    run = Run.fresh(network, recipe, CPU)
    fit(run, train, validation, recipe, 0, World(0, 1, CPU), Display())
    return run


def test_weights_statistics_and_averages_stay_in_float32(trained_in_bfloat16):
    run = trained_in_bfloat16
    tensors = [*run.network.state_dict().values(), *run.averaged.module.state_dict().values(), *run.chosen.values()]
    tensors += [parameter.grad for parameter in run.network.parameters()]
    assert {tensor.dtype for tensor in tensors} == {torch.float32, torch.int64}  # batches are counted in int64


def test_it_learns_the_digits(trained_in_bfloat16):
    assert trained_in_bfloat16.history[-1]["validation_accuracy"] > 0.93
