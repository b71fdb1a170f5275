"""VGG and NiN blocks, and He's initialisation."""

import pytest
import torch
from torch import nn

from cnnedu.nn import he_convolutions, nin_block, vgg_block


def _kinds(block):
    return [type(layer).__name__ for layer in block]


def test_a_vgg_block_is_convolutions_with_relu_and_a_pooling():
    assert _kinds(vgg_block(3, 8, (3, 3))) == ["Conv2d", "ReLU", "Conv2d", "ReLU", "MaxPool2d"]


def test_batch_norm_stands_between_convolution_and_relu():
    assert _kinds(vgg_block(3, 8, (3,), batch_norm=True)) == ["Conv2d", "BatchNorm2d", "ReLU", "MaxPool2d"]


@pytest.mark.parametrize("kernels", [(1,), (3, 3), (3, 1, 5)])
def test_a_vgg_block_halves_the_size_whatever_its_kernels(kernels):
    assert vgg_block(2, 5, kernels)(torch.zeros(3, 2, 13, 8)).shape == (3, 5, 6, 4)


def test_a_vgg_block_can_keep_an_odd_last_row():
    assert vgg_block(2, 5, ceil_mode=True)(torch.zeros(3, 2, 13, 8)).shape == (3, 5, 7, 4)


@pytest.mark.parametrize("kernels", [(), (2,), (3, 0), (-1,)])
def test_a_vgg_block_refuses_kernels_that_cannot_keep_the_size(kernels):
    with pytest.raises(ValueError, match="kernels must be odd numbers, at least one, got"):
        vgg_block(1, 1, kernels)


def test_a_nin_block_is_one_window_and_two_1x1_convolutions():
    block = nin_block(3, 8, kernel=5, stride=2, padding=1)
    assert [layer.kernel_size for layer in block if isinstance(layer, nn.Conv2d)] == [(5, 5), (1, 1), (1, 1)]
    assert _kinds(block)[1::2] == ["ReLU"] * 3
    assert block(torch.zeros(2, 3, 11, 14)).shape == (2, 8, 5, 6)


def test_the_1x1_convolutions_of_a_nin_block_mix_no_pixels():
    torch.manual_seed(0)
    per_pixel = nin_block(3, 8, kernel=1)
    x = torch.rand(1, 3, 4, 5)
    shuffled = x.flatten(2)[:, :, torch.randperm(20)].reshape(1, 3, 4, 5)
    assert torch.equal(per_pixel(x).flatten(2).sort().values, per_pixel(shuffled).flatten(2).sort().values)


def test_he_draws_with_the_variance_of_the_fan_out():
    torch.manual_seed(0)
    layer = nn.Conv2d(30, 60, 3)
    he_convolutions(layer)
    assert float(layer.weight.detach().std()) == pytest.approx((2 / (60 * 9)) ** 0.5, rel=0.02)
    assert float(layer.weight.detach().mean()) == pytest.approx(0, abs=2e-3)
    assert not layer.bias.detach().any()


def test_he_leaves_fully_connected_layers_alone():
    network = nn.Sequential(nn.Conv2d(1, 1, 1), nn.Flatten(), nn.Linear(4, 3))
    before = network[2].weight.clone()
    he_convolutions(network)
    assert torch.equal(network[2].weight, before)
