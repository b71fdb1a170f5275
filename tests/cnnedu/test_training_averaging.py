"""The moving average of the weights, against the same arithmetic in NumPy."""

import numpy as np
import pytest
import torch
from torch import nn

from cnnedu.training.averaging import averaged_copy, decay_at

VALUES = np.random.default_rng(0).standard_normal((25, 2, 3)).astype(np.float32)


@pytest.mark.parametrize("decay", [0.5, 0.9, 0.999])
def test_average_is_numpys(decay):
    layer = nn.Linear(3, 2, bias=False)
    average = averaged_copy(layer, decay)
    expected = None
    for updates, value in enumerate(VALUES):
        with torch.no_grad():
            layer.weight.copy_(torch.from_numpy(value))
        average.update_parameters(layer)
        d = min(decay, (1 + updates) / (10 + updates))
        expected = value.astype(np.float64) if expected is None else d * expected + (1 - d) * value
    np.testing.assert_allclose(average.module.weight.detach().numpy(), expected, atol=1e-6)


def test_running_statistics_are_averaged_too():
    norm = nn.BatchNorm2d(1)
    average = averaged_copy(norm, 0.9)
    for mean in (0.0, 11.0):
        norm.running_mean.fill_(mean)
        average.update_parameters(norm)
    assert average.module.running_mean.item() == pytest.approx(9.0)  # d = 2 / 11


def test_counters_are_copied():
    norm = nn.BatchNorm2d(1)
    average = averaged_copy(norm, 0.9)
    for count in (3, 8):
        norm.num_batches_tracked.fill_(count)
        average.update_parameters(norm)
    assert average.module.num_batches_tracked.item() == 8


def test_the_network_itself_is_left_alone():
    layer = nn.Linear(3, 2)
    before = layer.weight.detach().clone()
    average = averaged_copy(layer, 0.9)
    average.update_parameters(layer)
    average.update_parameters(layer)
    assert torch.equal(layer.weight, before)


def test_decay_grows_to_its_limit():
    decays = [decay_at(0.9, updates) for updates in range(200)]
    assert decays == sorted(decays)
    assert decays[-1] == 0.9
